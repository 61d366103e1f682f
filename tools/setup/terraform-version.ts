/** A Terraform or an OpenTofu, as its `version` command names itself. */
export interface TerraformVersion {
  readonly product: "Terraform" | "OpenTofu";
  /** Three numbers: `1.11.4`. */
  readonly version: string;
}

/** Reads the output of `terraform version` ("Terraform v1.11.4\non linux_amd64"); undefined where it is none. */
export function parseTerraformVersion(output: string): TerraformVersion | undefined {
  const match = /^(Terraform|OpenTofu) v(\d+\.\d+\.\d+)/m.exec(output);
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  return { product: match[1] === "OpenTofu" ? "OpenTofu" : "Terraform", version: match[2] };
}

/** Says whether a version (`1.11.4`) is the oldest allowed one or newer. */
export function isAtLeast(version: string, oldest: string): boolean {
  const [left, right] = [version.split(".").map(Number), oldest.split(".").map(Number)];
  for (const [place, wanted] of right.entries()) {
    const seen = left[place] ?? 0;
    if (seen !== wanted) return seen > wanted;
  }
  return true;
}
