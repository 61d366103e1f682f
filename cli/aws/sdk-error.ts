import { OperatorError } from "../errors";
import type { Connection } from "../function-port";

/** What an operator does about an error of the SDK, by its name. */
const ADVICE: Readonly<Record<string, string>> = {
  CredentialsProviderError: "Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
  ExpiredTokenException: "Sign in again.",
  UnrecognizedClientException: "Check the credentials and the Region.",
  ECONNREFUSED: "Nothing listens there: make start starts the embedded AWS.",
};

/**
 * A failed call as the operator is told it: what was called, where, why not, and what to do.
 * @param called the call's subject and verb: "vault-tokenise could not be called".
 * @param advice what to do about errors of this call alone, by their names.
 */
export function sdkError(
  called: string,
  { endpoint }: Connection,
  advice: Readonly<Record<string, string>>,
  error: unknown,
): Error {
  if (!(error instanceof Error)) return new Error("The SDK threw something that is no error.");
  // The network's own code stands beside the message or, where the SDK has wrapped the error, within it alone.
  const code = /\bECONNREFUSED\b/.exec(`${error.message} ${codeOf(error)}`)?.[0] ?? error.name;
  const where = endpoint === undefined ? "" : ` at ${endpoint}`;
  const toDo = error.message === "Region is missing" ? "Set AWS_REGION." : (advice[code] ?? ADVICE[code]);
  const said = error.message === "" ? code : error.message;
  const text = `${called}${where}. ${error.name}: ${said}${toDo === undefined ? "" : `\n${toDo}`}`;
  return new OperatorError(text, { cause: error });
}

function codeOf(error: Error): string {
  return "code" in error ? String(error.code) : "";
}
