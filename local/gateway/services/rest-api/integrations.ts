import { isSuccess, objectIn, parseObject, textIn } from "../../answers";
import type { CallFunction } from "./authorisers";
import type { ApiCall } from "./call";
import type { Configuration } from "./configuration";
import type { DeployedIntegration } from "./deployment";
import type { GatewayFault } from "./gateway-responses";
import { mayInvoke } from "./permissions";
import { isBinary } from "./proxy-event";
import type { RestCalls } from "./rest-calls";

/** An answer that is the API's own, or its function's. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

/** What API Gateway answers for a function that failed, or that it cannot understand. */
export const BAD_GATEWAY: GatewayFault = { type: "DEFAULT_5XX", message: "Internal server error" };

/** Calls functions as API Gateway does: only where the function's own policy, or a role, lets it. Why it could not is said in the log. */
export function functionCaller(
  calls: RestCalls,
  configuration: Configuration,
  { account, log }: { readonly account: string; readonly log: (line: string) => void },
): CallFunction {
  return async (functionArn, event, sourceArn, byRole) => {
    if (!byRole && !mayInvoke(await configuration.policy(functionArn), sourceArn, account)) {
      log(`API Gateway: the policy of ${functionArn} does not let apigateway.amazonaws.com call it for ${sourceArn}`);
      return undefined;
    }
    const [, , , region = ""] = functionArn.split(":");
    const path = `/2015-03-31/functions/${encodeURIComponent(functionArn)}/invocations`;
    const answer = await calls.send({ service: "lambda", region, method: "POST", path, body: event });
    if (!isSuccess(answer)) {
      log(`API Gateway: ${functionArn} could not be called: ${answer.status} ${answer.body.toString("utf8")}`);
      return undefined;
    }
    const failed = answer.headers["x-amz-function-error"] !== undefined;
    if (failed) return { payload: null, error: textIn(parseObject(answer.body)["errorMessage"]) };
    return { payload: parsed(answer.body) };
  };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8") || "null");
  } catch {
    return undefined;
  }
}

/** Response headers that a function may not set: API Gateway gives them another name. */
const REMAPPED = new Set(["authorization", "connection", "content-length", "date", "server", "www-authenticate"]);

/** The answer that a function's result stands for ("Output format of a Lambda function for proxy integration"), or that it is none. */
export function proxyAnswer(result: unknown, call: ApiCall): ApiAnswer | GatewayFault {
  const output = objectIn(result);
  const status = Number(output["statusCode"] ?? Number.NaN);
  const body = output["body"] ?? "";
  const single = output["headers"] ?? {};
  const several = output["multiValueHeaders"] ?? {};
  if (!Number.isInteger(status) || status < 100 || status > 599 || typeof body !== "string") return BAD_GATEWAY;
  if (typeof single !== "object" || typeof several !== "object") return BAD_GATEWAY;
  const headers: Record<string, string | readonly string[]> = { "Content-Type": "application/json" };
  const set = (name: string, value: string | readonly string[]): void => {
    for (const known of Object.keys(headers))
      if (known.toLowerCase() === name.toLowerCase()) Reflect.deleteProperty(headers, known);
    headers[REMAPPED.has(name.toLowerCase()) ? `x-amzn-Remapped-${name}` : name] = value;
  };
  for (const [name, value] of Object.entries(single)) set(name, String(value));
  for (const [name, values] of Object.entries(several)) {
    if (!Array.isArray(values)) return BAD_GATEWAY;
    set(name, values.map(String));
  }
  const asBytes =
    output["isBase64Encoded"] === true && isBinary(call.deployment.binaryMediaTypes, call.headers.get("accept"));
  return { status, headers, body: Buffer.from(body, asBytes ? "base64" : "utf8") };
}

/** The answer of a mock: the response whose pattern is the template's status, else the default one. */
export function mockAnswer({ status, responses }: DeployedIntegration & { readonly type: "MOCK" }): ApiAnswer {
  const chosen =
    responses.find(
      ({ selectionPattern }) => selectionPattern !== "" && new RegExp(`^(?:${selectionPattern})$`).test(status),
    ) ?? responses.find(({ selectionPattern }) => selectionPattern === "");
  const headers: Record<string, string> = { "Content-Type": "application/json" };
  for (const [destination, source] of Object.entries(chosen?.responseParameters ?? {})) {
    const constant = /^'(.*)'$/s.exec(source)?.[1];
    if (constant !== undefined) headers[destination.replace("method.response.header.", "")] = constant;
  }
  const template = chosen?.responseTemplates["application/json"] ?? "";
  return { status: Number(chosen?.statusCode ?? 500), headers, body: Buffer.from(template) };
}
