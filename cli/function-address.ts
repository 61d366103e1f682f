import { ENVIRONMENT_FILE, localPlatform } from "./environment-file";
import { OperatorError } from "./errors";
import type { Connection } from "./function-port";

/** A function that a command works with. */
export interface WantedFunction {
  /** Its Terraform output. */
  readonly output: string;
  /** Its name before the environment. */
  readonly name: string;
}

/** What the operator said about where the function is. */
export interface Whereabouts {
  /** An ARN or a name. */
  readonly function?: string;
  readonly environment?: string;
}

/** A function that was found. */
export interface FunctionAddress {
  /** An ARN or a name, with what Lambda is to run of it. */
  readonly name: string;
  /** How it was found, for the operator to see. */
  readonly foundBy: string;
  readonly connection: Connection;
}

/** Callers invoke the alias: the version that is live. */
const ALIAS = "live";

/**
 * Finds a function: the one that is named, else the environment's, else that of the embedded AWS that `make start` left its
 * addresses of in the current folder. What the operator says outranks what lies in the folder.
 *
 * @throws OperatorError which says where it was looked for.
 */
export function findFunction(wanted: WantedFunction, said: Whereabouts, folder: string): FunctionAddress {
  if (said.function !== undefined) return { name: said.function, foundBy: "by --function", connection: {} };
  if (said.environment !== undefined) {
    const name = `${wanted.name}-${said.environment}:${ALIAS}`;
    return { name, foundBy: `by --environment ${said.environment}`, connection: {} };
  }
  const platform = localPlatform(folder);
  if (platform === undefined)
    throw new OperatorError(
      `Which function? Neither --function nor --environment is given, and the current folder (${folder}) has no ${ENVIRONMENT_FILE}, which make start writes.`,
    );
  const { connection, output } = platform;
  return { name: output(wanted.output), foundBy: `in ${ENVIRONMENT_FILE}, at ${connection.endpoint}`, connection };
}
