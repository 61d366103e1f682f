import type { APIGatewayProxyEvent, Context } from "aws-lambda";
import * as operations from "../../../../functions/api";
import { endpointRoutes } from "../../../../functions/webhooks/routes";
import type { World } from "./world";

/** An answer of the API, its body read. */
export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** The endpoints' function over a world: a request by method and path, its body and its query. */
export function client(world: World) {
  const {
    createWebhookEndpoint,
    listWebhookEndpoints,
    getWebhookEndpoint,
    updateWebhookEndpoint,
    deleteWebhookEndpoint,
    rotateWebhookSecret,
    sendTestEvent,
    listDeliveries,
    replayDelivery,
  } = operations;
  const served = {
    createWebhookEndpoint,
    listWebhookEndpoints,
    getWebhookEndpoint,
    updateWebhookEndpoint,
    deleteWebhookEndpoint,
    rotateWebhookSecret,
    sendTestEvent,
    listDeliveries,
    replayDelivery,
  };
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined, addContext: () => undefined };
  const handler = operations.serveApi(log, served, endpointRoutes(world.parts));

  return async (request: string, body?: object, query: Record<string, string> = {}): Promise<Answer> => {
    const [httpMethod = "", path = ""] = request.split(" ");
    const [, , id, action, delivery, replay] = path.split("/");
    const resource = [
      "/webhook-endpoints",
      ...(id === undefined ? [] : ["{endpoint_id}"]),
      ...(action === undefined ? [] : [action]),
      ...(delivery === undefined ? [] : ["{delivery_id}", replay]),
    ].join("/");
    const event = {
      httpMethod,
      resource,
      path,
      headers: { "content-type": "application/json" },
      pathParameters: { ...(id !== undefined && { endpoint_id: id }), ...(delivery && { delivery_id: delivery }) },
      queryStringParameters: query,
      body: body ? JSON.stringify(body) : null,
      isBase64Encoded: false,
      requestContext: { requestId: "request-1", identity: { apiKeyId: "key-1" } },
    } as unknown as APIGatewayProxyEvent;
    const answer = await handler(event, {} as Context);
    return { status: answer.statusCode, body: answer.body ? (JSON.parse(answer.body) as Answer["body"]) : {} };
  };
}

/** The codes and messages of a problem document. */
export const faults = ({ body }: Answer) =>
  (body.errors as { readonly code: string; readonly param: string; readonly message: string }[]).map(
    ({ code, message }) => [code, message],
  );
