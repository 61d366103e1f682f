import { constants } from "node:fs";
import { access } from "node:fs/promises";
import path from "node:path";
import { ToolError } from "../shared/errors";
import { run } from "../shared/process";
import { TERRAFORM_SHA256, TERRAFORM_VERSION, TERRAFORM_VERSION_MIN } from "./pins";
import { terraformPlatform } from "./platform";
import { byHand, downloadTerraform, RELEASES } from "./terraform-release";
import { isAtLeast, parseTerraformVersion, type TerraformVersion } from "./terraform-version";

/** A Terraform that can be run. */
export interface Terraform extends TerraformVersion {
  /** Absolute path of the binary. */
  readonly binary: string;
}

/** No Terraform of a new enough version can be had here. */
export class TerraformMissingError extends ToolError {
  override readonly name = "TerraformMissingError";
}

/** What the search for Terraform depends on; the pinned release where a test does not say otherwise. */
export interface TerraformSearch {
  readonly environment: Readonly<Record<string, string>>;
  /** Folder for downloads; the version gets a folder below it. */
  readonly cache: string;
  readonly tell: (line: string) => void;
  readonly platform?: string | undefined;
  readonly sha256?: Readonly<Record<string, string>>;
}

/**
 * Finds Terraform: the one that `TERRAFORM_BINARY_NAME` names (then no other), else `terraform` on the PATH if it is new enough,
 * else one that was downloaded before, else the pinned release, downloaded now.
 *
 * @throws TerraformMissingError, TerraformDownloadError saying what was tried and how to get it by hand.
 */
export async function findTerraform(search: TerraformSearch): Promise<Terraform> {
  const { environment } = search;
  const named = environment["TERRAFORM_BINARY_NAME"];
  if (named !== undefined && named !== "") return namedTerraform(named, environment);

  const onPath = await findOnPath("terraform", environment["PATH"] ?? "");
  const found = onPath === undefined ? undefined : await versionOf(onPath, environment);
  if (found !== undefined && isAtLeast(found.version, TERRAFORM_VERSION_MIN)) return found;

  const binary = path.join(search.cache, TERRAFORM_VERSION, "terraform");
  if (await isExecutable(binary)) return { binary, product: "Terraform", version: TERRAFORM_VERSION };
  const seen =
    found === undefined ? "there is no terraform on the PATH" : `${found.binary} is version ${found.version}, too old`;
  return download(search, seen);
}

async function namedTerraform(named: string, environment: Readonly<Record<string, string>>): Promise<Terraform> {
  const binary = named.includes(path.sep) ? path.resolve(named) : await findOnPath(named, environment["PATH"] ?? "");
  const found = binary === undefined ? undefined : await versionOf(binary, environment);
  const allowed = `allowed: a Terraform or an OpenTofu of version ${TERRAFORM_VERSION_MIN} or newer, by its path or by its name on the PATH`;
  if (found === undefined)
    throw new TerraformMissingError(`TERRAFORM_BINARY_NAME is "${named}", which cannot be run; ${allowed}.`);
  if (!isAtLeast(found.version, TERRAFORM_VERSION_MIN)) {
    throw new TerraformMissingError(
      `TERRAFORM_BINARY_NAME is "${named}", which is ${found.product} ${found.version}; ${allowed}.`,
    );
  }
  return found;
}

async function download(search: TerraformSearch, seen: string): Promise<Terraform> {
  const platform = "platform" in search ? search.platform : terraformPlatform(process.platform, process.arch);
  const sha256 = platform === undefined ? undefined : (search.sha256 ?? TERRAFORM_SHA256)[platform];
  if (platform === undefined || sha256 === undefined) {
    throw new TerraformMissingError(
      `Terraform is needed and ${seen}; for this platform (${process.platform} ${process.arch}) no release is pinned, so none was downloaded.\n` +
        byHand({ version: TERRAFORM_VERSION }),
    );
  }
  const base = search.environment["TERRAFORM_DOWNLOAD_BASE"] ?? RELEASES;
  search.tell(`${seen}: downloading Terraform ${TERRAFORM_VERSION} for ${platform} from ${base}`);
  const release = { base, version: TERRAFORM_VERSION, platform, sha256 };
  const binary = await downloadTerraform(release, path.join(search.cache, TERRAFORM_VERSION));
  return { binary, product: "Terraform", version: TERRAFORM_VERSION };
}

async function versionOf(
  binary: string,
  environment: Readonly<Record<string, string>>,
): Promise<Terraform | undefined> {
  // TF_CLI_CONFIG_FILE may name a file that is not there, which would put a warning first.
  const { TF_CLI_CONFIG_FILE: _unused, ...rest } = environment;
  const ended = await run(binary, ["version"], {
    environment: { ...rest, CHECKPOINT_DISABLE: "1" },
    timeoutMilliseconds: 30_000,
  });
  const version = ended.code === 0 ? parseTerraformVersion(ended.stdout) : undefined;
  return version === undefined ? undefined : { binary, ...version };
}

async function findOnPath(name: string, searchPath: string): Promise<string | undefined> {
  for (const folder of searchPath.split(path.delimiter).filter((part) => part !== "")) {
    const file = path.resolve(folder, name);
    if (await isExecutable(file)) return file;
  }
  return undefined;
}

function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
