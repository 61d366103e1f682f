import type { APIGatewayProxyEvent, Context } from "aws-lambda";

/** What a test says of a request; all else is as API Gateway sends it. */
export interface RequestParts {
  readonly method?: string;
  /** The resource with its parameters: `/payments/{payment_id}`. */
  readonly resource?: string;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON text. */
  readonly body?: string | null;
  readonly isBase64?: boolean;
  readonly identity?: Readonly<Record<string, unknown>>;
  readonly authorizer?: Readonly<Record<string, unknown>>;
}

/** An event of API Gateway's proxy integration; a body comes as JSON where nothing else is said. */
export function eventOf(parts: RequestParts): APIGatewayProxyEvent {
  const { method = "POST", resource = "/payments", path, query, body = null, isBase64 = false } = parts;
  const event = {
    httpMethod: method,
    resource,
    path: resource,
    pathParameters: path ?? null,
    queryStringParameters: query ?? null,
    multiValueQueryStringParameters: query
      ? Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value]]))
      : null,
    headers: { ...(body !== null && { "Content-Type": "application/json" }), ...parts.headers },
    body,
    isBase64Encoded: isBase64,
    requestContext: {
      requestId: "request-1",
      identity: { apiKeyId: "key1", ...parts.identity },
      ...(parts.authorizer && { authorizer: parts.authorizer }),
    },
  };
  return event as unknown as APIGatewayProxyEvent;
}

export const CONTEXT = { awsRequestId: "lambda-1", functionName: "payment-processor" } as Context;
