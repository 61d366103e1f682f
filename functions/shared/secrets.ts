import { PlatformError } from "./errors";

/** The port to secrets: the text of one, by its ARN. */
export type ReadSecret = (arn: string) => Promise<string>;

/** A secret was made and has no value yet. */
export class SecretMissingError extends PlatformError {
  readonly code = "secret_missing";
}

/** A secret holds not what it is read as; its value is never shown. */
export class SecretError extends PlatformError {
  readonly code = "secret_invalid";
}
