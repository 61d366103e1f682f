import type { JsonObject } from "../gateway/answers";
import { isSuccess, parseObject, textIn } from "../gateway/answers";
import { EmulatorCallError } from "../gateway/emulator-client";
import type { Forward, GatewayRequest, GatewayResponse } from "../gateway/request";
import { readRequest } from "../gateway/request";
import type { Invocation } from "./pump";

/** What is known of a function that a mapping names. */
export interface FunctionFacts {
  /** With version or alias, where one was named. */
  readonly arn: string;
  readonly roleArn: string;
  readonly timeoutSeconds: number;
}

/** Asks for a function by name or ARN, with version or alias; undefined where there is none. */
export async function findFunction(send: Forward, region: string, name: string): Promise<FunctionFacts | undefined> {
  const { base, qualifier } = splitFunctionName(name);
  const query = qualifier === undefined ? "" : `?Qualifier=${encodeURIComponent(qualifier)}`;
  const path = `/2015-03-31/functions/${encodeURIComponent(base)}/configuration${query}`;
  const response = await send(lambdaCall("GET", region, path, ""));
  if (response.status === 404) return undefined;
  if (!isSuccess(response)) throw refusal("GetFunctionConfiguration", response);
  const answer = parseObject(response.body);
  const unqualified = textIn(answer["FunctionArn"]).split(":").slice(0, 7).join(":");
  return {
    arn: qualifier === undefined ? unqualified : `${unqualified}:${qualifier}`,
    roleArn: textIn(answer["Role"]),
    timeoutSeconds: Number(answer["Timeout"]),
  };
}

/**
 * Invokes a function by the Lambda API and waits for its answer.
 * @throws EmulatorCallError where it cannot be invoked.
 */
export async function invokeFunction(
  send: Forward,
  region: string,
  arn: string,
  event: JsonObject,
): Promise<Invocation> {
  const path = `/2015-03-31/functions/${encodeURIComponent(arn)}/invocations`;
  const response = await send(lambdaCall("POST", region, path, JSON.stringify(event)));
  if (response.status === 429) return { kind: "throttled" };
  if (!isSuccess(response)) throw refusal("Invoke", response);
  const version = textIn(response.headers["x-amz-executed-version"]) || "$LATEST";
  if (response.headers["x-amz-function-error"] !== undefined) return { kind: "failed", version };
  return { kind: "answered", payload: response.body.toString("utf8"), version };
}

/** Name or unqualified ARN, and version or alias, of what a caller may write for a function. */
export function splitFunctionName(name: string): { base: string; qualifier: string | undefined } {
  const [, base = name, qualifier] =
    /^((?:arn:[^:]+:lambda:[^:]+:|\d{12}:)?(?:\d{12}:)?(?:function:)?[\w-]+)(?::([\w$-]+))?$/.exec(name) ?? [];
  return { base, qualifier };
}

function refusal(call: string, { status, body }: GatewayResponse): EmulatorCallError {
  return new EmulatorCallError(call, status, body.toString("utf8"));
}

/** A call of Lambda as the account's root, whose signature is not looked at. */
function lambdaCall(method: string, region: string, url: string, body: string): GatewayRequest {
  const authorization = `AWS4-HMAC-SHA256 Credential=test/20000101/${region}/lambda/aws4_request, SignedHeaders=host, Signature=0`;
  const headers = { host: "127.0.0.1", authorization, "content-type": "application/json" };
  return readRequest({ method, url, headers, rawHeaders: Object.entries(headers).flat(), body: Buffer.from(body) });
}
