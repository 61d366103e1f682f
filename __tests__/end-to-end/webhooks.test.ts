/** Webhooks both ways, as they are deployed: from the outbox to a shop's server, and from an acquirer to the books. */
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { randomUUID } from "node:crypto";
import { signatureHeaders } from "../../functions/webhooks/standard-webhooks";
import type { PaymentShown } from "../../local/journey/api-client";
import { chargesOf } from "./support/books";
import { checkedApi } from "./support/checked-api";
import { until } from "./support/control";
import { output, readPlatform, settingsOf } from "./support/platform";
import { openShop, type Shop, verified, type WebhookMessage } from "./support/shop";

const platform = readPlatform();
const call = checkedApi(platform);
const sqs = new SQSClient(settingsOf(platform));

const shops: Shop[] = [];
async function shopFor(...eventTypes: readonly string[]): Promise<Shop> {
  const shop = await openShop(platform, eventTypes);
  shops.push(shop);
  return shop;
}
afterEach(async () => {
  for (const shop of shops.splice(0)) await shop.close();
});
afterAll(() => sqs.destroy());

async function pay(amount = "12.00", more: object = {}): Promise<PaymentShown> {
  const id = `pay_${randomUUID().slice(0, 8)}`;
  const body = JSON.stringify({ payment_id: id, amount: "AMOUNT", currency: "USD", ...more }).replace(
    '"AMOUNT"',
    amount,
  );
  const { status, body: payment } = await call<PaymentShown>("createPayment", "POST", "/payments", body);
  expect(status).toBe(201);
  return payment;
}

/** The first delivery that tells of a payment. */
const deliveryTo = (shop: Shop, { payment_id: id }: PaymentShown) =>
  until(async () => shop.received.find(({ body }) => body.includes(`"${id}"`)));

describe("an event on its way to a shop", () => {
  it("arrives as GET /events shows it, under its own id, signed as the package of Standard Webhooks verifies", async () => {
    const shop = await shopFor("payment.completed");
    const payment = await pay();
    const delivery = await deliveryTo(shop, payment);
    const message = verified(shop.secret, delivery);
    expect(delivery.headers["webhook-id"]).toBe(message.id);
    const { body: event } = await call<WebhookMessage & { at: string }>("getEvent", "GET", `/events/${message.id}`);
    expect(message).toEqual({ id: event.id, type: "payment.completed", timestamp: event.at, data: event.data });
    const forged = delivery.body.replace('"amount_cents":1200', '"amount_cents":1');
    expect(forged).not.toBe(delivery.body);
    expect(() => verified(shop.secret, { ...delivery, body: forged })).toThrow();
    expect(shop.received.map(({ body }) => (JSON.parse(body) as WebhookMessage).type)).toEqual(["payment.completed"]);
  });

  it("leaves nothing in the outbox", async () => {
    const { payment_id: id } = await pay();
    const dynamodb = new DynamoDBClient(settingsOf(platform));
    const unpublished = new ScanCommand({
      TableName: output(platform, "payment_transactions_table_name"),
      FilterExpression: "paymentId = :payment AND begins_with(dueShard, :event)",
      ExpressionAttributeValues: { ":payment": { S: id }, ":event": { S: "event/" } },
      ConsistentRead: true,
    });
    const left = await until(async () => {
      const { Items = [] } = await dynamodb.send(unpublished);
      return Items.length === 0 ? Items : undefined;
    });
    expect(left).toEqual([]);
    dynamodb.destroy();
  });

  it("comes again under the same id where it was not taken, and once it was, no more", async () => {
    const shop = await shopFor("payment.completed");
    shop.answer(500);
    const payment = await pay();
    const first = await deliveryTo(shop, payment);
    shop.answer(200);
    const second = await until(async () => shop.received[1]);
    expect(verified(shop.secret, second)).toEqual(verified(shop.secret, first));
    expect(second.headers["webhook-id"]).toBe(first.headers["webhook-id"]);
    const deliveries = `/webhook-endpoints/${shop.endpointId}/deliveries`;
    const delivered = await until(async () => {
      const { body } = await call<{ data: { status: string }[] }>("listDeliveries", "GET", deliveries);
      return body.data[0]?.status === "delivered" ? body.data : undefined;
    });
    expect(delivered).toMatchObject([{ event_type: "payment.completed", attempts: 2, response_status: 200 }]);
  });

  it("is kept in the dead letters where it is never taken, and can be replayed", async () => {
    const QueueUrl = output(platform, "webhook_deliveries_queue_url");
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["RedrivePolicy"] }),
    );
    const whole = Attributes?.RedrivePolicy ?? "";
    const setTo = (RedrivePolicy: string) =>
      sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { RedrivePolicy } }));
    const shop = await shopFor("payment.completed");
    shop.answer(503);
    // Twelve attempts take 2.6 days: one is enough to see where the last one leads.
    await setTo(JSON.stringify({ ...(JSON.parse(whole) as object), maxReceiveCount: 1 }));
    try {
      const payment = await pay();
      const delivery = await deliveryTo(shop, payment);
      const dead = await until(async () => {
        const letters = new ReceiveMessageCommand({
          QueueUrl: output(platform, "webhook_deliveries_dead_letter_queue_url"),
          MaxNumberOfMessages: 10,
          // What others left there is not seen again while this one is looked for.
          VisibilityTimeout: 120,
        });
        const { Messages = [] } = await sqs.send(letters);
        return Messages.find(({ Body = "" }) => Body.includes(shop.endpointId));
      });
      expect(JSON.parse(dead.Body ?? "")).toMatchObject({
        endpointId: shop.endpointId,
        eventId: delivery.headers["webhook-id"],
      });
    } finally {
      await setTo(whole);
    }
    shop.answer(200);
    const [failed] = shop.received;
    const at = `/webhook-endpoints/${shop.endpointId}/deliveries/${failed?.headers["webhook-id"] ?? ""}/replay`;
    expect((await call("replayDelivery", "POST", at)).status).toBe(202);
    const again = await until(async () => shop.received[1]);
    expect(verified(shop.secret, again)).toEqual(verified(shop.secret, failed!));
  });

  it("is signed by both secrets while one takes the other's place", async () => {
    const shop = await shopFor("payment.completed");
    const at = `/webhook-endpoints/${shop.endpointId}`;
    const { body: rotated } = await call<{ secret: string }>(
      "rotateWebhookSecret",
      "POST",
      `${at}/rotate-secret`,
      "{}",
    );
    expect(rotated.secret).not.toBe(shop.secret);
    const delivery = await deliveryTo(shop, await pay());
    expect(verified(rotated.secret, delivery)).toEqual(verified(shop.secret, delivery));
    expect(delivery.headers["webhook-signature"]?.split(" ")).toHaveLength(2);
  });

  it("is sent no more to an endpoint that says it is gone", async () => {
    const shop = await shopFor("payment.completed");
    shop.answer(410);
    await deliveryTo(shop, await pay());
    const at = `/webhook-endpoints/${shop.endpointId}`;
    await until(async () => {
      const { body } = await call<{ status: string }>("getWebhookEndpoint", "GET", at);
      return body.status === "disabled" ? body : undefined;
    });
    const refused = await call("sendTestEvent", "POST", `${at}/test`);
    expect(refused).toMatchObject({ status: 409, body: { code: "endpoint_disabled" } });
    const enabled = await call("updateWebhookEndpoint", "PATCH", at, '{"status": "enabled"}');
    expect(enabled).toMatchObject({ status: 200, body: { status: "enabled" } });
    shop.answer(200);
    expect((await call("sendTestEvent", "POST", `${at}/test`)).status).toBe(202);
    const test = await until(async () => shop.received.find(({ body }) => body.includes("webhook_endpoint.test")));
    expect(verified(shop.secret, test).type).toBe("webhook_endpoint.test");
  });

  it.each([
    "http://10.0.0.1/",
    "https://10.0.0.1/",
    "https://169.254.169.254/latest",
    "https://[::1]/",
    "https://metadata.internal/",
    "http://example.com/",
  ])("never goes to %s", async (url) => {
    const made = await call("createWebhookEndpoint", "POST", "/webhook-endpoints", JSON.stringify({ url }));
    expect(made).toMatchObject({ status: 422, body: { code: "url_not_allowed" } });
  });
});

describe("a notice of the acquirer", () => {
  async function notice(type: string, data: object, change: { secret?: string; ageSeconds?: number } = {}) {
    const secrets = new SecretsManagerClient(settingsOf(platform));
    const { SecretString = "{}" } = await secrets.send(
      new GetSecretValueCommand({ SecretId: platform.acquirer.senderSecretArn }),
    );
    secrets.destroy();
    const { acquirer } = JSON.parse(SecretString) as { acquirer: string };
    const body = JSON.stringify({ type, timestamp: new Date().toISOString(), data });
    const timestamp = Math.floor(Date.now() / 1000) - (change.ageSeconds ?? 0);
    const headers = signatureHeaders({ id: `ntc_${randomUUID()}`, timestamp, body }, [change.secret ?? acquirer]);
    return call("receiveWebhook", "POST", "/webhooks/acquirer", body, { ...headers, "x-api-key": "" });
  }
  const disputed = ({ payment_id: id }: PaymentShown) => ({
    dispute_id: `dp_${id}`,
    reference: `${id}/charge/1`,
    amount_cents: 1200,
    currency: "USD",
    reason: "fraudulent",
  });

  it.each([
    ["signed by somebody else", { secret: `whsec_${Buffer.alloc(32, 1).toString("base64")}` }],
    ["that was signed long ago", { ageSeconds: 600 }],
  ])("%s is not read", async (_, change) => {
    const payment = await pay();
    const answer = await notice("dispute.opened", disputed(payment), change);
    expect(answer).toMatchObject({ status: 401, body: { code: "signature_invalid" } });
    const { body: after } = await call<PaymentShown>("getPayment", "GET", `/payments/${payment.payment_id}`);
    expect(after.status).toBe("completed");
  });

  it("opens a dispute once, however often it comes; won, the money is held again", async () => {
    const shop = await shopFor("dispute.*");
    const payment = await pay();
    const at = `/payments/${payment.payment_id}`;
    for (let times = 0; times < 2; times += 1)
      expect(await notice("dispute.opened", disputed(payment))).toMatchObject({
        status: 200,
        body: { received: true },
      });
    expect((await call<PaymentShown>("getPayment", "GET", at)).body.status).toBe("disputed");
    await notice("dispute.won", { ...disputed(payment), funds_returned: true });
    expect((await call<PaymentShown>("getPayment", "GET", at)).body.status).toBe("completed");
    await until(async () => (shop.received.length >= 2 ? true : undefined));
    const types = shop.received.map(({ body }) => (JSON.parse(body) as WebhookMessage).type);
    expect(types.sort()).toEqual(["dispute.opened", "dispute.won"]);
    expect(await chargesOf(platform, payment.payment_id)).toHaveLength(1);
  });

  it("of a sender that is none is refused by name", async () => {
    const answer = await call("receiveWebhook", "POST", "/webhooks/nobody", "{}");
    expect(answer).toMatchObject({ status: 404, body: { code: "sender_not_found" } });
  });
});
