import type { JsonObject } from "../../answers";
import { type ApiCall, type Caller, requestTime } from "./call";

/** Members of `requestContext.identity` that are null where nobody has signed. */
const NOBODY = {
  cognitoIdentityPoolId: null,
  cognitoIdentityId: null,
  cognitoAuthenticationType: null,
  cognitoAuthenticationProvider: null,
  accountId: null,
  caller: null,
  user: null,
  userArn: null,
  accessKey: null,
  principalOrgId: null,
};

/** The event of a function behind a REST API ("Input format of a Lambda function for proxy integration"). */
export function proxyEvent(call: ApiCall, caller: Caller): JsonObject {
  const { request, deployment, query } = call;
  const binary = isBinary(deployment.binaryMediaTypes, call.headers.get("content-type"));
  return {
    resource: call.resource?.path,
    path: call.shownPath,
    httpMethod: request.method,
    headers: lastOf(call.headers.all),
    multiValueHeaders: call.headers.all,
    queryStringParameters: orNull(lastOf(query)),
    multiValueQueryStringParameters: orNull(query),
    pathParameters: orNull(call.pathParameters),
    stageVariables: orNull(call.stage.variables),
    requestContext: requestContext(call, caller),
    body: request.body.length === 0 ? null : request.body.toString(binary ? "base64" : "utf8"),
    isBase64Encoded: binary && request.body.length > 0,
  };
}

/** The event of an authoriser of type REQUEST. */
export function authorizerEvent(call: ApiCall, methodArn: string): JsonObject {
  const { body: _body, isBase64Encoded: _encoded, ...event } = proxyEvent(call, {});
  return { type: "REQUEST", methodArn, ...event };
}

function requestContext(call: ApiCall, caller: Caller): JsonObject {
  const { apiKey } = caller;
  const host = (call.headers.get("host") ?? "").replace(/:\d+$/, "");
  return {
    resourceId: call.resource?.id,
    ...(caller.authorizer && { authorizer: caller.authorizer }),
    resourcePath: call.resource?.path,
    ...(call.method?.operationName ? { operationName: call.method.operationName } : {}),
    httpMethod: call.request.method,
    extendedRequestId: call.extendedRequestId,
    requestTime: requestTime(call.receivedAt),
    path: call.contextPath,
    accountId: call.account,
    protocol: "HTTP/1.1",
    stage: call.stage.name,
    domainPrefix: host.split(".")[0],
    requestTimeEpoch: call.receivedAt,
    requestId: call.requestId,
    identity: {
      ...NOBODY,
      ...(apiKey && { apiKey: apiKey.value, apiKeyId: apiKey.id }),
      sourceIp: "127.0.0.1",
      userAgent: call.headers.get("user-agent") ?? null,
      ...caller.identity,
    },
    domainName: host,
    deploymentId: call.stage.deploymentId,
    apiId: call.apiId,
  };
}

/** Whether a media type is one of the API's binary ones, which may have a `*` for their first, second or both parts. */
export function isBinary(types: readonly string[], mediaType: string | undefined): boolean {
  const sent = (mediaType ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (sent === "") return false;
  return types.some((type) => {
    const known = type.toLowerCase();
    return known === sent || known === "*/*" || (known.endsWith("/*") && sent.startsWith(known.slice(0, -1)));
  });
}

function lastOf(values: Readonly<Record<string, readonly string[]>>): JsonObject {
  return Object.fromEntries(Object.entries(values).map(([name, all]) => [name, all.at(-1)]));
}

/** API Gateway writes null for an empty collection. */
function orNull<Value extends object>(value: Value): Value | null {
  return Object.keys(value).length === 0 ? null : value;
}
