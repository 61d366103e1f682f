import { ENVIRONMENT_FILE, type LocalPlatform, localPlatform } from "./environment-file";
import { OperatorError } from "./errors";
import type { Connection } from "./function-port";

/** What the operator said about where the bus is. */
export interface BusWhereabouts {
  readonly bus?: string;
  readonly environment?: string;
  readonly endpoint?: string;
}

/** A bus that was found. */
export interface BusAddress {
  readonly name: string;
  /** How it was found, for the operator to see. */
  readonly foundBy: string;
  readonly connection: Connection;
  /** The REST API beside it, where that is known. */
  readonly api?: LocalPlatform["api"];
}

/** The bus's Terraform output, and its name before the environment. */
const BUS = { output: "event_bus_name", name: "payments" };

/**
 * Finds the platform's bus: the one that is named, else the environment's, else that of the embedded AWS that `make start` left its addresses
 * of in the current folder.
 *
 * @throws OperatorError which says where it was looked for.
 */
export function findEventBus({ bus, environment, endpoint }: BusWhereabouts, folder: string): BusAddress {
  const asked = endpoint === undefined ? {} : { endpoint };
  if (bus !== undefined) return { name: bus, foundBy: "by --bus", connection: asked };
  if (environment !== undefined)
    return { name: `${BUS.name}-${environment}`, foundBy: `by --environment ${environment}`, connection: asked };
  const platform = localPlatform(folder);
  if (platform === undefined)
    throw new OperatorError(
      `Which bus? Neither --bus nor --environment is given, and the current folder (${folder}) has no ${ENVIRONMENT_FILE}, which make start writes.`,
    );
  const connection = { ...platform.connection, ...asked };
  const foundBy = `in ${ENVIRONMENT_FILE}, at ${connection.endpoint}`;
  return { name: platform.output(BUS.output), foundBy, connection, api: platform.api };
}

/** What the help of each command that uses the bus says about finding it. */
export const BUS_HELP = `
Where the bus is:
  --bus, else --environment (payments-<name>), else .local/environment.json in the current folder, which make start writes.
  With the first two, account, Region and credentials are the AWS SDK's defaults (AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL and so on).`;
