import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod";
import { OperatorError } from "./errors";
import type { Connection } from "./function-port";

/** What `make start` writes, as far as it is read here. */
const schema = z.object({
  endpoint: z.url(),
  region: z.string(),
  variables: z.object({ AWS_ACCESS_KEY_ID: z.string(), AWS_SECRET_ACCESS_KEY: z.string() }),
  outputs: z.record(z.string(), z.unknown()),
  api: z.object({ url: z.url(), key: z.string() }).optional(),
});

/** Where `make start` leaves the addresses of its embedded AWS, below the folder it was called in. */
export const ENVIRONMENT_FILE = path.join(".local", "environment.json");

/** An embedded AWS with the platform deployed to it. */
export interface LocalPlatform {
  readonly connection: Required<Connection>;
  /** The file, for errors. */
  readonly file: string;
  /** The REST API's address and key. */
  readonly api?: { readonly url: string; readonly key: string };
  /** A Terraform output. @throws OperatorError where the stack has none of this name. */
  readonly output: (name: string) => string;
}

/** The platform that `make start` left the addresses of; undefined where it left none. @throws OperatorError for another file. */
export function localPlatform(folder: string): LocalPlatform | undefined {
  const file = path.join(folder, ENVIRONMENT_FILE);
  if (!existsSync(file)) return undefined;
  const read = schema.safeParse(parse(file));
  if (!read.success) {
    const faults = read.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new OperatorError(`${file} is not what make start writes:\n${faults.join("\n")}`);
  }
  const { endpoint, region, variables, outputs, api } = read.data;
  const credentials = { accessKeyId: variables.AWS_ACCESS_KEY_ID, secretAccessKey: variables.AWS_SECRET_ACCESS_KEY };
  return {
    connection: { endpoint, region, credentials },
    file,
    api,
    output: (name) => {
      const value = outputs[name];
      if (typeof value === "string") return value;
      throw new OperatorError(`${file} has no output ${name}: deploy the platform anew with make start.`);
    },
  };
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new OperatorError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
