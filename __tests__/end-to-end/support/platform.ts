/** The one deployment that all end-to-end suites share: made by the real `make start`, found by the file it writes. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { sdkSettings, type SdkSettings } from "../../../local/aws-clients";
import type { EnvironmentFile } from "../../../local/environment-file";
import { ApiClient } from "../../../local/journey/api-client";
import { VaultClient } from "../../../local/journey/vault-client";

/** What `make start` wrote to its environment.json. */
export type Platform = EnvironmentFile;

/** Folder of the deployment's logs and files. */
export const PLATFORM_FOLDER = path.resolve(__dirname, "../../../.cache/end-to-end");

export const readPlatform = (): Platform =>
  JSON.parse(readFileSync(path.join(PLATFORM_FOLDER, "environment.json"), "utf8")) as Platform;

export const settingsOf = ({ endpoint, region, variables }: Platform): SdkSettings =>
  sdkSettings({ endpoint, region, environment: variables });

export const vaultOf = (platform: Platform): VaultClient => new VaultClient(settingsOf(platform), platform.outputs);

export const apiOf = ({ api, endpoint }: Platform): ApiClient => new ApiClient(api, endpoint);

/** An output that the stack must have. */
export function output({ outputs }: Platform, name: string): string {
  const value = outputs[name];
  if (value === undefined) throw new Error(`the stack has no output ${name}`);
  return value;
}
