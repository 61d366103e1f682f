import { writeFile } from "node:fs/promises";
import path from "node:path";
import { apiAddress, type ApiAddress, stackOutput } from "./api-address";
import type { BankAddress } from "./bank/bank";
import type { BankConnection, Deployment } from "./platform";
import { LOCAL_STACK } from "./platform";
import type { EmbeddedAws } from "./up";

/** What scripts, the command line and people go on from: `.local/environment.json`. */
export interface EnvironmentFile extends Pick<EmbeddedAws, "endpoint" | "region" | "account" | "logs"> {
  readonly stack: string;
  /** Variables that make Terraform and SDKs use the embedded AWS. */
  readonly variables: Readonly<Record<string, string>>;
  readonly api: ApiAddress;
  /** Where the platform's events are. */
  readonly events: { readonly bus: string };
  /** The simulated acquirer: its books, and where the secret is that its notices are signed by. */
  readonly acquirer: { readonly booksTable: string; readonly senderSecretArn: string };
  /** The simulated bank: where it is, how one logs in, and where it is told what to do. */
  readonly bank: BankAddress & BankConnection;
  /** All Terraform outputs of the stack. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly terraformFolder: string;
}

/** Writes `environment.json` into the folder. @throws EmbeddedAwsError where the stack lacks an output. */
export async function writeEnvironmentFile(
  folder: string,
  { endpoint, region, account, environment: variables, logs }: EmbeddedAws,
  { outputs, terraformFolder }: Deployment,
  bank: EnvironmentFile["bank"],
): Promise<EnvironmentFile> {
  const content: EnvironmentFile = {
    endpoint,
    region,
    account,
    stack: LOCAL_STACK,
    variables,
    api: apiAddress({ endpoint, region }, outputs),
    events: { bus: stackOutput(outputs, "event_bus_name") },
    acquirer: {
      booksTable: stackOutput(outputs, "acquirer_simulator_table_name"),
      senderSecretArn: stackOutput(outputs, "sender_secret_arn"),
    },
    bank,
    outputs,
    terraformFolder,
    logs,
  };
  await writeFile(path.join(folder, "environment.json"), `${JSON.stringify(content, null, 2)}\n`);
  return content;
}
