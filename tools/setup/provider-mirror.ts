import { existsSync, readdirSync } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import { ToolError } from "../shared/errors";
import { findFolders, isTrusted, type SearchLimits } from "./mirror-search";
import { AWS_PROVIDER_VERSION } from "./pins";

/** The registry's host as Terraform's mirrors spell it: their first folder. */
const REGISTRY = "registry.terraform.io";

/** Four levels of the root take some hundredths of a second; two seconds is for slow disks. */
const LIMITS: SearchLimits = { levels: 4, milliseconds: 2000 };

/** What the search for a mirror depends on. */
export interface MirrorSearch {
  readonly environment: Readonly<Record<string, string>>;
  /** `linux_amd64` and the like. */
  readonly platform: string;
  /** The repository's folder. */
  readonly root: string;
  /** Where the bounded search begins. @default the root of the file system */
  readonly top?: string;
}

/** The setting names a folder that does not serve. */
export class MirrorError extends ToolError {
  override readonly name = "MirrorError";
}

/**
 * Finds a filesystem mirror that has the pinned AWS provider for this platform: the one that `TF_PLUGIN_MIRROR` names (then no other),
 * else one of Terraform's own folders, else one that a bounded search finds. Undefined: Terraform asks the registry.
 *
 * @throws MirrorError where `TF_PLUGIN_MIRROR` names a folder without the provider.
 */
export async function findMirror(search: MirrorSearch): Promise<string | undefined> {
  const { environment, platform } = search;
  const named = environment["TF_PLUGIN_MIRROR"];
  if (named !== undefined && named !== "") {
    if (holdsProvider(named, platform)) return path.resolve(named);
    throw new MirrorError(
      `TF_PLUGIN_MIRROR is "${named}", which has no ${REGISTRY}/hashicorp/aws ${AWS_PROVIDER_VERSION} for ${platform}; ` +
        "allowed: a folder as `terraform providers mirror` makes it, or no setting, and Terraform downloads the provider.",
    );
  }
  const usual = usualFolders(environment, search.root).find((folder) => holdsProvider(folder, platform));
  return usual ?? firstTrusted(search);
}

/** The folders in which Terraform itself looks for providers ("Implied Local Mirror Directories"), in its order. */
export function usualFolders(environment: Readonly<Record<string, string>>, root: string): string[] {
  const home = environment["HOME"];
  const data = (environment["XDG_DATA_DIRS"] ?? "/usr/local/share:/usr/share")
    .split(":")
    .filter((folder) => folder !== "");
  const ofUser = environment["XDG_DATA_HOME"] ?? (home === undefined ? undefined : path.join(home, ".local", "share"));
  return [
    path.join(root, "terraform.d", "plugins"),
    ...(home === undefined ? [] : [path.join(home, ".terraform.d", "plugins")]),
    ...(home === undefined ? [] : [path.join(home, "Library", "Application Support", "io.terraform", "plugins")]),
    "/Library/Application Support/io.terraform/plugins",
    ...(ofUser === undefined ? [] : [path.join(ofUser, "terraform", "plugins")]),
    ...data.map((folder) => path.join(folder, "terraform", "plugins")),
  ];
}

/** Says whether a mirror has the pinned provider, unpacked (a folder a platform) or packed (a zip a platform). */
export function holdsProvider(mirror: string, platform: string): boolean {
  const folder = path.join(mirror, REGISTRY, "hashicorp", "aws");
  const unpacked = path.join(folder, AWS_PROVIDER_VERSION, platform);
  if (existsSync(unpacked)) return readdirSync(unpacked).some((file) => file.startsWith("terraform-provider-aws"));
  return existsSync(path.join(folder, `terraform-provider-aws_${AWS_PROVIDER_VERSION}_${platform}.zip`));
}

async function firstTrusted({
  platform,
  top = path.parse(process.cwd()).root,
}: MirrorSearch): Promise<string | undefined> {
  for (const registry of await findFolders(top, REGISTRY, LIMITS)) {
    const mirror = path.dirname(registry);
    if (!holdsProvider(mirror, platform)) continue;
    const folders = [mirror, registry, path.join(registry, "hashicorp", "aws")];
    const seen = await Promise.all(folders.map((folder) => stat(folder)));
    if (seen.every((each) => isTrusted(each, process.getuid?.()))) return mirror;
  }
  return undefined;
}
