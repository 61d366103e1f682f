import type { Context } from "aws-lambda";
import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { busMessage, NOW_TEXT } from "./support/samples";
import { platformEvent, World } from "./support/world";

const mockWorld = new World();
jest.mock("../../../functions/webhooks/queue-adapter", () => ({ connectQueue: () => mockWorld.queue }));
jest.mock("../../../functions/webhooks/store", () => ({ connectStores: () => mockWorld }));

type Handler = (event: unknown, context: Context) => Promise<object>;

const environment = {
  POWERTOOLS_SERVICE_NAME: "webhooks",
  POWERTOOLS_METRICS_NAMESPACE: "payments",
  POWERTOOLS_METRICS_DISABLED: "true",
  POWERTOOLS_LOG_LEVEL: "SILENT",
  AWS_REGION: "us-west-2",
  ENVIRONMENT: "test",
  WEBHOOKS_TABLE_NAME: "webhooks-test",
  DELIVERY_QUEUE_URL: "https://sqs.us-west-2.amazonaws.com/123456789012/webhook-deliveries",
  WEBHOOK_TARGETS: "local",
};

/** The handler of an entry as it starts in an environment. */
async function start(entry: string, over: Record<string, string | undefined> = {}): Promise<Handler> {
  const before = process.env;
  process.env = { ...before, ...environment, ...over };
  try {
    let started: { handler: Handler } | undefined;
    await jest.isolateModulesAsync(async () => {
      started = (await import(`../../../functions/webhooks/${entry}.handler`)) as { handler: Handler };
    });
    if (!started) throw new Error("not started");
    return started.handler;
  } finally {
    process.env = before;
  }
}

const context = { awsRequestId: "request-1", functionName: "webhooks", functionVersion: "1" } as Context;
const records = (...bodies: readonly string[]) => ({
  Records: bodies.map((body, place) => ({
    messageId: `message-${place}`,
    eventSource: "aws:sqs",
    body,
    receiptHandle: "0",
    attributes: { ApproximateReceiveCount: "1" },
  })),
});
const created = (url: string) => ({
  httpMethod: "POST",
  resource: "/webhook-endpoints",
  headers: { "content-type": "application/json" },
  pathParameters: null,
  queryStringParameters: null,
  body: JSON.stringify({ url }),
  isBase64Encoded: false,
  requestContext: { requestId: "request-1", identity: { apiKeyId: "key-1" } },
});

const servers: http.Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

describe("the webhooks' handlers", () => {
  it("make an endpoint, dispatch an event to it and deliver it over HTTP, one and the same event", async () => {
    const seen: { readonly headers: http.IncomingHttpHeaders; readonly body: string }[] = [];
    let status = 500;
    const server = http.createServer((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        seen.push({ headers: request.headers, body });
        response.writeHead(status).end();
      });
    });
    servers.push(server);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;

    const endpoints = await start("endpoints");
    const answer = (await endpoints(created(url), context)) as { readonly statusCode: number; readonly body: string };
    expect(answer.statusCode).toBe(201);
    const { secret } = JSON.parse(answer.body) as { readonly secret: string };

    const dispatcher = await start("dispatcher");
    const event = busMessage(JSON.stringify(platformEvent(1)));
    const dispatched = await dispatcher(records(event, "no event"), context);
    expect(dispatched).toEqual({ batchItemFailures: [{ itemIdentifier: "message-1" }] });
    const [queued] = mockWorld.messages;

    const deliverer = await start("deliverer");
    const message = records(JSON.stringify(queued?.key));
    expect(await deliverer(message, context)).toEqual({ batchItemFailures: [{ itemIdentifier: "message-0" }] });
    expect(queued?.visibleAt).toBeGreaterThan(mockWorld.now);
    status = 204;
    expect(await deliverer(message, context)).toEqual({ batchItemFailures: [] });

    expect(seen).toHaveLength(2);
    for (const { headers, body } of seen) {
      const signed = headers as Record<string, string>;
      expect(new Webhook(secret).verify(body, signed)).toMatchObject({
        type: "payment.completed",
        timestamp: NOW_TEXT,
      });
    }
  });

  it("refuse targets on this machine where the environment does not name them", async () => {
    const endpoints = await start("endpoints", { WEBHOOK_TARGETS: undefined });
    expect(await endpoints(created("http://127.0.0.1:8080/"), context)).toMatchObject({ statusCode: 422 });
  });

  it("throw where nothing of a batch of events could be dispatched: that is worth an alarm", async () => {
    const dispatcher = await start("dispatcher");
    await expect(dispatcher(records("no event"), context)).rejects.toThrow("All records failed processing");
  });

  it.each(["endpoints", "dispatcher", "deliverer"])("%s does not start without its environment", async (entry) => {
    await expect(start(entry, { WEBHOOKS_TABLE_NAME: undefined })).rejects.toThrow(
      "WEBHOOKS_TABLE_NAME: must be a table name",
    );
  });
});
