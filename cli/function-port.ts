import { OperatorError } from "./errors";

/** Where AWS is and who asks; what is left out comes from the SDK's own defaults (profile, variables, role). */
export interface Connection {
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/**
 * The port to deployed functions: calls one by its name or ARN with a JSON request and gives its JSON answer.
 *
 * @throws FunctionFailedError where the function itself failed, OperatorError where it could not be called.
 */
export type CallFunction = (name: string, request: object) => Promise<unknown>;

/** The function was called and failed; its own log says more. */
export class FunctionFailedError extends OperatorError {
  override readonly name = "FunctionFailedError";
}
