import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod";
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

/** What `make start` writes, as far as it is read here. */
const environmentFileSchema = z.object({
  endpoint: z.url(),
  region: z.string(),
  variables: z.object({ AWS_ACCESS_KEY_ID: z.string(), AWS_SECRET_ACCESS_KEY: z.string() }),
  outputs: z.record(z.string(), z.unknown()),
});

const FILE = path.join(".local", "environment.json");
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
  const file = path.join(folder, FILE);
  if (existsSync(file)) return fromFile(wanted, file);
  throw new OperatorError(
    `Which function? Neither --function nor --environment is given, and the current folder (${folder}) has no ${FILE}, which make start writes.`,
  );
}

function fromFile({ output }: WantedFunction, file: string): FunctionAddress {
  const read = environmentFileSchema.safeParse(parse(file));
  if (!read.success) {
    const faults = read.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new OperatorError(`${file} is not what make start writes:\n${faults.join("\n")}`);
  }
  const { endpoint, region, variables, outputs } = read.data;
  const name = outputs[output];
  if (typeof name !== "string") {
    throw new OperatorError(`${file} has no output ${output}: deploy the platform anew with make start.`);
  }
  const credentials = { accessKeyId: variables.AWS_ACCESS_KEY_ID, secretAccessKey: variables.AWS_SECRET_ACCESS_KEY };
  return { name, foundBy: `in ${FILE}, at ${endpoint}`, connection: { endpoint, region, credentials } };
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new OperatorError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
