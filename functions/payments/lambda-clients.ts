import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { Invoke } from "./egress-rail";

/** A call is given up by its signal alone; one that was throttled, or did not reach Lambda, is sent again until then. */
const CONNECTION = { maxAttempts: 4, requestHandler: { connectionTimeout: 1000 } };

/** A function as this function's environment reaches it; invoked synchronously. */
export function connectInvoke(functionArn: string): Invoke {
  return lambdaInvoke(new LambdaClient(CONNECTION), functionArn);
}

/** A function behind a client. Action: `lambda:InvokeFunction`. */
export function lambdaInvoke(client: LambdaClient, functionArn: string): Invoke {
  return async (request, abortSignal) => {
    const command = new InvokeCommand({ FunctionName: functionArn, Payload: Buffer.from(JSON.stringify(request)) });
    const { Payload, FunctionError } = await client.send(command, { abortSignal });
    return { payload: Buffer.from(Payload ?? []).toString("utf8"), failed: FunctionError !== undefined };
  };
}
