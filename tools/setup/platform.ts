const SYSTEMS: Readonly<Record<string, string>> = { linux: "linux", darwin: "darwin" };
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: "amd64", arm64: "arm64" };

/** A platform in Terraform's own words (`linux_amd64`), from Node's; undefined where it is none that we know. */
export function terraformPlatform(system: string, architecture: string): string | undefined {
  const left = SYSTEMS[system];
  const right = ARCHITECTURES[architecture];
  return left === undefined || right === undefined ? undefined : `${left}_${right}`;
}
