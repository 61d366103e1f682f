import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import * as z from "zod";
import { maskCardNumbers } from "../../functions/shared/card-number-guard";
import { OperatorError } from "../errors";
import { type CallFunction, type Connection, FunctionFailedError } from "../function-port";
import { sdkError } from "./sdk-error";

/** What Lambda answers where a function threw. */
const failureSchema = z.object({ errorType: z.string(), errorMessage: z.string() });

const ADVICE = {
  ResourceNotFoundException: "Is it deployed there? Check the account, the Region and the name.",
  AccessDeniedException: "The caller needs lambda:InvokeFunction on it.",
};

/** Lambda behind the port. Action: `lambda:InvokeFunction`. */
export function connectLambda(connection: Connection): CallFunction {
  const client = new LambdaClient({ ...connection, requestHandler: { connectionTimeout: 5000 } });
  return async (name, request) => {
    const { Payload, FunctionError } = await client
      .send(new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(request) }))
      .catch((error: unknown) => {
        throw sdkError(`${name} could not be called`, connection, ADVICE, error);
      });
    const answer = parse(name, Buffer.from(Payload ?? []).toString("utf8"));
    if (FunctionError === undefined) return answer;
    const failure = failureSchema.safeParse(answer);
    const why = failure.success ? `${failure.data.errorType}: ${failure.data.errorMessage}` : FunctionError;
    throw new FunctionFailedError(`${name} failed. ${maskCardNumbers(why)}`);
  };
}

function parse(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new OperatorError(`${name} answered ${text.length} characters that are no JSON.`, { cause: error });
  }
}
