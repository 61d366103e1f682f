import path from "node:path";
import type { EnvironmentFile } from "./environment-file";

/** What the closing block is written from. */
export interface Closing {
  readonly file: Pick<EnvironmentFile, "endpoint" | "variables" | "api" | "events" | "outputs">;
  /** Where environment.json, journey.json and the logs are. */
  readonly folder: string;
  /** The folder of the project, in whose `.local` the command line looks. */
  readonly projectFolder: string;
}

// The AWS CLI looks for its Region in another variable than the SDKs.
const VARIABLES = [
  "AWS_ENDPOINT_URL",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_REGION",
  "AWS_DEFAULT_REGION",
];

/** What one needs to go on in another terminal: addresses, and commands that work as they are in the project's folder. */
export function closingLines({ file, folder, projectFolder }: Closing): string[] {
  const { endpoint, variables, api, events, outputs } = file;
  // The command line finds what lies in .local of the current folder by itself.
  const isFound = folder === path.join(projectFolder, ".local");
  const bus = isFound ? "" : ` --bus ${events.bus}`;
  const at = isFound ? "" : ` --endpoint ${endpoint}`;
  return [
    `API    ${api.url}`,
    `       and by its own name, with ${endpoint} as HTTP proxy: http://${api.host}/${api.stage}`,
    `key    ${api.key}`,
    "docs   docs/api.html in a browser: every call; docs/payments.md: test cards and amounts",
    `names  ${path.join(folder, "environment.json")}`,
    `logs   ${folder}/: deploy.log, emulator.log (functions), front-door.log (the embedded AWS), acquirer.log, bank.log`,
    "",
    `export ${VARIABLES.map((name) => `${name}=${variables[name] ?? ""}`).join(" ")}`,
    `curl -X POST ${api.url}/payments -H "x-api-key: ${api.key}" -H "Content-Type: application/json" -d '{"amount": 99.99, "currency": "USD"}'`,
    `bin/ecosystemaws listen${bus}                     # events${isFound ? " and webhooks" : ""} as they come`,
    `bin/ecosystemaws trigger payment.completed${bus}  # puts any event of the catalogue on the bus`,
    `bin/ecosystemaws clock +3d${at}                   # lets three days pass`,
    `aws dynamodb scan --table-name ${outputs["payment_transactions_table_name"] ?? ""}`,
  ];
}
