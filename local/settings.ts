import { EmbeddedAwsError } from "./errors";

/** Port of the front door where nothing else is said. */
const DEFAULT_PORT = 4566;

/** The front door's port by this process's environment. @throws EmbeddedAwsError */
export function portSetting(): number {
  return portFrom(process.env);
}

/**
 * The front door's port: `EMBEDDED_AWS_PORT`, else 4566.
 * @throws EmbeddedAwsError where the setting is no port.
 */
export function portFrom(environment: Readonly<Record<string, string | undefined>>): number {
  const text = environment["EMBEDDED_AWS_PORT"];
  if (text === undefined || text === "") return DEFAULT_PORT;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new EmbeddedAwsError(
      `EMBEDDED_AWS_PORT is "${text}"; allowed: a port from 1 to 65535, or 0 for any free one`,
    );
  }
  return port;
}
