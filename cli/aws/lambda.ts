import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import * as z from "zod";
import { maskCardNumbers } from "../../functions/shared/card-number-guard";
import { OperatorError } from "../errors";
import { type CallFunction, type Connection, FunctionFailedError } from "../function-port";

/** What Lambda answers where a function threw. */
const failureSchema = z.object({ errorType: z.string(), errorMessage: z.string() });

/** What an operator does about an error of the SDK, by its name. */
const ADVICE: Readonly<Record<string, string>> = {
  ResourceNotFoundException: "Is it deployed there? Check the account, the Region and the name.",
  AccessDeniedException: "The caller needs lambda:InvokeFunction on it.",
  CredentialsProviderError: "Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
  ExpiredTokenException: "Sign in again.",
  UnrecognizedClientException: "Check the credentials and the Region.",
  ECONNREFUSED: "Nothing listens there: make start starts the embedded AWS.",
};

/** Lambda behind the port. Action: `lambda:InvokeFunction`. */
export function connectLambda(connection: Connection): CallFunction {
  const client = new LambdaClient({ ...connection, requestHandler: { connectionTimeout: 5000 } });
  return async (name, request) => {
    const { Payload, FunctionError } = await client
      .send(new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(request) }))
      .catch((error: unknown) => {
        throw couldNotCall(name, connection, error);
      });
    const answer = parse(name, Buffer.from(Payload ?? []).toString("utf8"));
    if (FunctionError === undefined) return answer;
    const failure = failureSchema.safeParse(answer);
    const why = failure.success ? `${failure.data.errorType}: ${failure.data.errorMessage}` : FunctionError;
    throw new FunctionFailedError(`${name} failed. ${maskCardNumbers(why)}`);
  };
}

function couldNotCall(name: string, { endpoint }: Connection, error: unknown): Error {
  if (!(error instanceof Error)) return new Error("The SDK threw something that is no error.");
  // The network's own code stands beside the message or, where the SDK has wrapped the error, within it alone.
  const code = /\bECONNREFUSED\b/.exec(`${error.message} ${codeOf(error)}`)?.[0] ?? error.name;
  const where = endpoint === undefined ? "" : ` at ${endpoint}`;
  const advice = error.message === "Region is missing" ? "Set AWS_REGION." : ADVICE[code];
  const said = error.message === "" ? code : error.message;
  const text = `${name} could not be called${where}. ${error.name}: ${said}${advice === undefined ? "" : `\n${advice}`}`;
  return new OperatorError(text, { cause: error });
}

function codeOf(error: Error): string {
  return "code" in error ? String(error.code) : "";
}

function parse(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new OperatorError(`${name} answered ${text.length} characters that are no JSON.`, { cause: error });
  }
}
