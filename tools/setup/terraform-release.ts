import { createHash } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { isNativeError } from "node:util/types";
import { unzipSync } from "fflate";
import { ToolError } from "../shared/errors";

/** Where HashiCorp publishes its releases; `TERRAFORM_DOWNLOAD_BASE` names a mirror with the same layout. */
export const RELEASES = "https://releases.hashicorp.com/terraform";

/** Longest time that a download may take: 28 MB over a slow line. */
const DOWNLOAD_MILLISECONDS_MAX = 600_000;

export interface Release {
  /** Address of the folder above the versions, without a slash at the end. */
  readonly base: string;
  readonly version: string;
  /** `linux_amd64` and the like. */
  readonly platform: string;
  /** SHA-256 of the zip, hexadecimal. */
  readonly sha256: string;
}

/** Terraform could not be downloaded, or what came is not what was pinned; nothing of it is kept. */
export class TerraformDownloadError extends ToolError {
  override readonly name = "TerraformDownloadError";
}

/** The address of a release's zip. */
export function releaseAddress({ base, version, platform }: Release): string {
  return `${base.replace(/\/+$/, "")}/${version}/terraform_${version}_${platform}.zip`;
}

/**
 * Downloads a release into `folder/terraform` and returns that path. The zip stays in memory until its checksum is right, and the
 * binary gets its name only when it is whole, so an interrupted set-up leaves nothing that looks installed.
 *
 * @throws TerraformDownloadError where it cannot be fetched, has another checksum or holds no `terraform`.
 */
export async function downloadTerraform(release: Release, folder: string): Promise<string> {
  const zip = await fetchZip(release);
  const seen = createHash("sha256").update(zip).digest("hex");
  if (seen !== release.sha256) {
    throw new TerraformDownloadError(
      `${releaseAddress(release)} has the SHA-256 ${seen}; allowed: ${release.sha256}. It was thrown away.\n${byHand(release)}`,
    );
  }
  const binary = unzipSync(zip, { filter: ({ name }) => name === "terraform" })["terraform"];
  if (binary === undefined) {
    throw new TerraformDownloadError(`${releaseAddress(release)} holds no file named terraform.\n${byHand(release)}`);
  }
  return place(binary, folder);
}

/** How to go on without the download. */
export function byHand({ version }: Pick<Release, "version">): string {
  return (
    `Install Terraform ${version} by hand (developer.hashicorp.com/terraform/install) so that \`terraform\` is on the PATH, or name the binary ` +
    "in TERRAFORM_BINARY_NAME, or name a mirror of the release site in TERRAFORM_DOWNLOAD_BASE."
  );
}

async function fetchZip(release: Release): Promise<Uint8Array> {
  const address = releaseAddress(release);
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(DOWNLOAD_MILLISECONDS_MAX) });
    if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  } catch (error) {
    throw new TerraformDownloadError(`${address} could not be downloaded: ${reason(error)}.\n${byHand(release)}`, {
      cause: error,
    });
  }
}

async function place(binary: Uint8Array, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const target = path.join(folder, "terraform");
  const unfinished = `${target}.${process.pid}`;
  try {
    await writeFile(unfinished, binary, { mode: 0o755 });
    await rename(unfinished, target);
  } finally {
    await rm(unfinished, { force: true });
  }
  return target;
}

/** `fetch` hides what happened ("fetch failed") in its cause. */
function reason(error: unknown): string {
  if (!isNativeError(error)) return String(error);
  return isNativeError(error.cause) ? `${error.message} (${error.cause.message})` : error.message;
}
