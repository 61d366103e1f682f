import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { Deployment } from "./platform";
import { LOCAL_STACK } from "./platform";
import type { EmbeddedAws } from "./up";

/** Writes what scripts and people go on from: `.local/environment.json`. */
export async function writeEnvironmentFile(
  folder: string,
  aws: EmbeddedAws,
  { outputs, terraformFolder }: Deployment,
): Promise<string> {
  const file = path.join(folder, "environment.json");
  const { endpoint, region, account, environment } = aws;
  const content = {
    endpoint,
    region,
    account,
    stack: LOCAL_STACK,
    variables: environment,
    outputs,
    terraformFolder,
    logs: aws.logs,
  };
  await writeFile(file, `${JSON.stringify(content, null, 2)}\n`);
  return file;
}
