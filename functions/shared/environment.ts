import type * as z from "zod/mini";
import { READ_ONCE } from "./environment-fields";
import { PlatformError } from "./errors";

/** A function's environment does not hold what its schema asks for; the message names every variable, shows no value. */
export class EnvironmentError extends PlatformError {
  readonly code = "environment_invalid";
}

/**
 * Parses the environment once, at start-up; all faults are named at once, no value is shown.
 *
 * @throws EnvironmentError where a variable is missing or malformed.
 */
export function readEnvironment<Schema extends z.ZodMiniType>(
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): z.output<Schema> {
  const result = schema.safeParse(environment, READ_ONCE);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new EnvironmentError(`The environment is not what the function needs:\n${faults.join("\n")}`);
}
