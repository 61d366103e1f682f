import { PlatformError } from "./errors";

/** The port to secrets: the text of one, by its ARN. */
export type ReadSecret = (arn: string) => Promise<string>;

/** A secret is there and holds no text, or not what it is read as; its value is never shown. */
export class SecretError extends PlatformError {
  readonly code = "secret_invalid";
}
