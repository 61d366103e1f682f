import { type Command, Option } from "commander";
import * as z from "zod";
import { OperatorError } from "./errors";
import { findFunction, type WantedFunction, type Whereabouts } from "./function-address";
import type { Surroundings } from "./surroundings";

/** What all commands that ask a deployed function have. */
export interface DeployedOptions extends Whereabouts {
  readonly json: boolean;
}

/** Where a function is, for a command's help. */
export const WHERE = `
Where the function is:
  --function, else --environment, else .local/environment.json in the current folder, which make start writes.
  With the first two, account, Region and credentials are the AWS SDK's defaults (AWS_PROFILE, AWS_REGION and so on).`;

/** A command with the options that say where its function is. */
export function withWhereabouts(command: Command, { name }: WantedFunction): Command {
  return command
    .addOption(new Option("--function <arn or name>", "the function itself").conflicts("environment"))
    .option("--environment <name>", `the environment whose function it is: ${name}-<name>`)
    .option("--json", "write the answer as JSON", false);
}

const refusal = z.object({ ok: z.literal(false), errors: z.array(z.object({ message: z.string() })).min(1) });

/**
 * Asks a deployed function once, and reads its answer.
 *
 * @throws OperatorError where it cannot be called, refuses, or answers something else; FunctionFailedError where it fails.
 */
export async function ask<Schema extends z.ZodType>(
  { err, folder, connect }: Surroundings,
  wanted: WantedFunction,
  options: Whereabouts,
  request: object,
  schema: Schema,
): Promise<z.output<Schema>> {
  const address = findFunction(wanted, options, folder);
  err.write(`Calling ${address.name} (found ${address.foundBy})\n`);
  const answer = await connect(address.connection)(address.name, request);
  const refused = refusal.safeParse(answer);
  if (refused.success) throw new OperatorError(refused.data.errors.map(({ message }) => message).join(" "));
  const read = schema.safeParse(answer);
  if (read.success) return read.data;
  const names = [...new Set(read.error.issues.map(({ path }) => path.join(".")))];
  throw new OperatorError(
    `${address.name} answers nothing that is known here (${names.join(", ")}). Is this command line of the same version?`,
  );
}
