import type { APIGatewayProxyEvent, Context } from "aws-lambda";
import type { ApiHandler } from "../../../../functions/api";

/** An answer of the API: its status, headers and JSON, and the text of all of it. */
export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** A request as API Gateway hands it on. */
export interface Asked {
  readonly resource: string;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** The body as text, where its bytes matter. */
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls a handler as API Gateway does. */
export async function call(handler: ApiHandler, method: string, asked: Asked): Promise<Answered> {
  const event = {
    httpMethod: method,
    resource: asked.resource,
    path: asked.resource,
    pathParameters: asked.path ?? null,
    queryStringParameters: asked.query ?? null,
    headers: { "content-type": "application/json", ...asked.headers },
    body: asked.raw ?? (asked.body === undefined ? null : JSON.stringify(asked.body)),
    isBase64Encoded: false,
    requestContext: { requestId: "request-1", identity: { apiKeyId: "key-1" } },
  } as unknown as APIGatewayProxyEvent;
  const { statusCode, headers = {}, body } = await handler(event, { awsRequestId: "request-1" } as Context);
  return { status: statusCode, headers, body: JSON.parse(body) as Answered["body"], text: body };
}

/** A log that keeps all that it is told. */
export function memoryLog() {
  const records: unknown[] = [];
  const keep = (...record: unknown[]) => {
    records.push(record);
  };
  return { records, info: keep, warn: keep, error: keep, addContext: () => undefined };
}
