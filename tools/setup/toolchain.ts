import { existsSync } from "node:fs";
import path from "node:path";
import { hostEnvironment } from "../shared/environment";
import { repositoryRoot } from "../shared/root";
import { cliConfiguration, writeCliConfiguration } from "./cli-configuration";
import { terraformPlatform } from "./platform";
import { findMirror } from "./provider-mirror";
import { findTerraform } from "./terraform";

/**
 * Terraform and the AWS provider spend a third of their work on collecting garbage as often as Go does by default: here they do so seldom
 * as long as they stay below a bound.
 */
const COLLECTED_SELDOM = { GOGC: "400", GOMEMLIMIT: "700MiB" };

/** What start, the end-to-end tests and the benchmarks need to run Terraform and cdktf. */
export interface Toolchain {
  /** Absolute path of the Terraform (or OpenTofu) binary. */
  readonly terraform: string;
  /** Variables to set over the host's own when running Terraform or cdktf. */
  readonly environment: Record<string, string>;
  /** Whether `cdktf deploy` and `cdktf diff` need `--skip-provider-lock`: with a mirror there may be no registry to ask. */
  readonly skipProviderLock: boolean;
}

/** What the toolchain is found by; a test gives its own. */
export interface ToolchainOptions {
  /** Told of what takes time. @default nobody */
  readonly tell?: (line: string) => void;
  /** @default this process's own */
  readonly environment?: Readonly<Record<string, string>>;
  /** The folder that has the cache. @default the repository's */
  readonly root?: string;
  /** Where the search for a mirror begins. @default the root of the file system */
  readonly top?: string;
}

/**
 * Finds or installs Terraform and the AWS provider's mirror: a tenth of a second when they are there.
 *
 * @throws ToolError saying what was tried and what to do.
 */
export async function toolchain(options: ToolchainOptions = {}): Promise<Toolchain> {
  const { tell = () => {}, environment: host = hostEnvironment(), root = repositoryRoot(), top } = options;
  const cache = path.join(root, ".cache");
  const terraform = await findTerraform({ environment: host, cache: path.join(cache, "terraform"), tell });
  const platform = terraformPlatform(process.platform, process.arch);
  // OpenTofu has a registry of its own, which a mirror made by Terraform does not stand for.
  const mirrored = terraform.product === "Terraform" && platform !== undefined;
  const mirror = mirrored ? await findMirror({ environment: host, platform, root, ...(top && { top }) }) : undefined;
  return {
    terraform: terraform.binary,
    environment: {
      TERRAFORM_BINARY_NAME: terraform.binary,
      CHECKPOINT_DISABLE: "1",
      CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
      TF_IN_AUTOMATION: "1",
      TF_INPUT: "0",
      ...COLLECTED_SELDOM,
      ...(await configurationVariable(mirror, host, cache)),
    },
    skipProviderLock: mirror !== undefined,
  };
}

/**
 * Without a mirror the user's own settings hold, unless they name a file that is not there: Terraform would complain about that at each call.
 */
async function configurationVariable(
  mirror: string | undefined,
  host: Readonly<Record<string, string>>,
  cache: string,
): Promise<Record<string, string>> {
  const users = host["TF_CLI_CONFIG_FILE"];
  if (mirror === undefined && (users === undefined || existsSync(users))) return {};
  const text = mirror === undefined ? "# No mirror: providers come from their registries.\n" : cliConfiguration(mirror);
  return { TF_CLI_CONFIG_FILE: await writeCliConfiguration(cache, text) };
}
