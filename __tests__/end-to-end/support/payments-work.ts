import { DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { createHmac, randomUUID } from "node:crypto";
import { type AttemptKey, referenceOf } from "../../../functions/payments/attempt";
import { attemptKey, paymentKey } from "../../../functions/payments/store-items";
import { eventKey } from "../../../functions/payments/event-items";
import { type Item, itemKey } from "../../../functions/shared/dynamodb";
import { systemClock } from "../../../functions/shared/clock";
import { idMaker, systemRandom } from "../../../functions/shared/ids";
import { signatureHeaders } from "../../../functions/webhooks/standard-webhooks";
import type { PaymentShown } from "../../../local/journey/api-client";
import { TEST_CARDS } from "../../../local/journey/vault-journey";
import { eventOf } from "../../functions/api/support/event";
import { apiOf, output, readPlatform, settingsOf } from "./platform";
import { queueMessage } from "./queue-message";
import type { WorkByFunction } from "./role-trials";
import type { Shop } from "./shop";

const platform = readPlatform();
const settings = settingsOf(platform);
const api = apiOf(platform);
const PAYMENTS = output(platform, "payment_transactions_table_name");
const ESCROWS = output(platform, "escrow_accounts_table_name");
const TRANSFERS = output(platform, "ach_transfers_table_name");

const makeId = idMaker(systemClock, systemRandom);
const newId = (prefix: string): string => `${prefix}_${randomUUID().slice(0, 8)}`;
const expYear = new Date().getUTCFullYear() + 3;
const post = (resource: string, body: object, path: Record<string, string> = {}): unknown =>
  eventOf({ resource, path, body: JSON.stringify(body) });
const get = (resource: string, path: Record<string, string> = {}, query: Record<string, string> = {}): unknown =>
  eventOf({ method: "GET", resource, path, query });

/** With a provider, so that its money is held in escrow. */
const newPayment = () => ({ amount: 9, currency: "USD", customer_id: newId("cust"), provider_id: newId("prov") });

async function paid(more: object = {}): Promise<string> {
  const body = JSON.stringify({ ...newPayment(), ...more });
  const { body: payment } = await api.call<PaymentShown>("POST", "/payments", body, {
    "idempotency-key": randomUUID(),
  });
  return payment.payment_id;
}

/** A bank account that nobody has: the bank's rail declines it. */
const fromNoAccount = () => ({ payment_method: makeId("ba") });

/** A payment whose refund goes to the bank's rail, which knows of no debit and declines: one that failed, said to be completed. */
async function debited(): Promise<string> {
  const id = await paid({ ...fromNoAccount(), provider_id: undefined });
  const dynamodb = new DynamoDBClient(settings);
  await dynamodb.send(
    new UpdateItemCommand({
      TableName: PAYMENTS,
      Key: paymentKey(id),
      UpdateExpression: "SET #status = :completed, capturedCents = amountCents, fundsAvailableAt = :at REMOVE detail",
      ConditionExpression: "rail = :rail",
      ExpressionAttributeNames: { "#status": "status" },
      ExpressionAttributeValues: {
        ":completed": { S: "completed" },
        ":rail": { S: "ach-debit" },
        ":at": { S: "2020-01-01T00:00:00.000Z" },
      },
    }),
  );
  dynamodb.destroy();
  return id;
}

/** An amount that the acquirer takes and does not answer for; a method of that name would be counted as one card. */
const UNANSWERED = { amount: 4000.05 };

/** What senders sign by. Stripe sends nothing here: its secret is made where there is none. */
async function senderSecrets(): Promise<{ readonly acquirer: string; readonly stripe: string }> {
  const secrets = new SecretsManagerClient(settings);
  const SecretId = platform.acquirer.senderSecretArn;
  const { SecretString = "{}" } = await secrets.send(new GetSecretValueCommand({ SecretId }));
  const known = JSON.parse(SecretString) as { acquirer: string; stripe?: string };
  const all = { ...known, stripe: known.stripe ?? `whsec_${randomUUID()}` };
  if (known.stripe === undefined)
    await secrets.send(new PutSecretValueCommand({ SecretId, SecretString: JSON.stringify(all) }));
  secrets.destroy();
  return all;
}

async function stripeNotice(type: string, object: object): Promise<unknown> {
  const { stripe } = await senderSecrets();
  const body = JSON.stringify({ id: newId("evt"), type, data: { object } });
  const at = Math.floor(Date.now() / 1000);
  const signature = createHmac("sha256", stripe).update(`${at}.${body}`).digest("hex");
  const headers = { "stripe-signature": `t=${at},v1=${signature}` };
  return eventOf({ resource: "/webhooks/{provider}", path: { provider: "stripe" }, headers, body });
}

async function signedNotice(type: string, data: object) {
  const { acquirer } = await senderSecrets();
  const body = JSON.stringify({ type, timestamp: new Date().toISOString(), data });
  const message = { id: newId("ntc"), timestamp: Math.floor(Date.now() / 1000), body };
  return { body, headers: { ...signatureHeaders(message, [acquirer]) } };
}

async function notice(type: string, data: object): Promise<unknown> {
  const { body, headers } = await signedNotice(type, data);
  return eventOf({ resource: "/webhooks/{provider}", path: { provider: "acquirer" }, headers, body });
}

/** A refund that the acquirer has done and not answered for, and refuses when it is asked: what was to go back stays in escrow. */
async function refusedRefund(): Promise<AttemptKey> {
  const key = { paymentId: await paid({ amount: 5000 }), operation: "refund", name: newId("ref") } as const;
  const body = JSON.stringify({ refund_id: key.name, ...UNANSWERED });
  await api.call("POST", `/payments/${key.paymentId}/refunds`, body);
  const reference = referenceOf(key);
  const dynamodb = new DynamoDBClient(settings);
  await dynamodb.send(
    new UpdateItemCommand({
      TableName: output(platform, "acquirer_simulator_table_name"),
      Key: itemKey(["FOLLOWUP", reference], ["FOLLOWUP"]),
      UpdateExpression: "SET answer = :refused",
      ConditionExpression: "attribute_exists(pk)",
      ExpressionAttributeValues: { ":refused": { M: { outcome: { S: "declined" }, code: { S: "refund_refused" } } } },
    }),
  );
  dynamodb.destroy();
  return key;
}

/** A payment whose money the acquirer has paid out: recovery collects it for the bank's books. */
async function settledPayment(): Promise<void> {
  const { body, headers } = await signedNotice("charge.settlement", {
    reference: `${await paid()}/charge/1`,
    funds_available_at: new Date().toISOString(),
    amount_cents: 900,
    currency: "USD",
  });
  const { status, text } = await api.call("POST", "/webhooks/acquirer", body, headers);
  if (status !== 200) throw new Error(`the settlement was answered with ${status}: ${text}`);
}

/** Makes an item stand in the index of what is due, as if nobody had attended to it. */
async function makeDue(Key: Item, kind: string, TableName = PAYMENTS): Promise<void> {
  const dynamodb = new DynamoDBClient(settings);
  await dynamodb.send(
    new UpdateItemCommand({
      TableName,
      Key,
      UpdateExpression: "SET dueShard = :shard, dueAt = :at",
      ExpressionAttributeValues: {
        ":shard": { S: `${kind}/${platform.region}/0` },
        ":at": { S: "2020-01-01T00:00:00.000Z" },
      },
    }),
  );
  dynamodb.destroy();
}

/** An event of the platform that was published. */
async function publishedEvent(): Promise<{ readonly id: string; readonly type: string }> {
  await api.call("POST", "/validate", JSON.stringify({ amount: 9, currency: "USD", customer_id: newId("cust") }), {
    "idempotency-key": randomUUID(),
  });
  return newestEvent("payment.validated");
}

async function madeBankAccount(): Promise<void> {
  const account = { routing_number: "110000000", account_number: randomUUID().slice(0, 13), account_type: "checking" };
  const holder = { provider_id: newId("prov"), holder_name: "Garden Works LLC", holder_type: "company" };
  const { status, text } = await api.call("POST", "/bank-accounts", JSON.stringify({ ...holder, ...account }));
  if (status !== 201) throw new Error(`the bank account was answered with ${status}: ${text}`);
}

async function newestEvent(type: string): Promise<{ readonly id: string; readonly type: string }> {
  const { body } = await api.call<{ data: { id: string; type: string }[] }>("GET", `/events?type=${type}&limit=1`);
  return body.data[0]!;
}

/** The work of each of the payments' functions, by their names. @param shop whose server takes no delivery. */
export const workOf = (shop: Shop): WorkByFunction => ({
  "payment-validator-local": {
    entry: "payments/validator",
    events: async () => [
      post("/validate", { payment_id: newId("pay"), amount: 9, currency: "USD", customer_id: newId("cust") }),
    ],
  },
  "payment-processor-local": {
    entry: "payments/processor",
    events: async () => [
      post("/payments", { payment_id: newId("pay"), ...newPayment() }),
      post("/payments", { payment_id: newId("pay"), ...newPayment(), ...fromNoAccount() }),
    ],
  },
  "payment-reader-local": {
    entry: "payments/reader",
    // The documents' payment, which make start has made.
    events: async () => [
      get("/payments", {}, { limit: "2" }),
      get("/payments/{payment_id}", { payment_id: "pay_123456" }),
      get("/events", {}, { limit: "2" }),
    ],
  },
  "refund-processor-local": {
    entry: "payments/refunds",
    events: async () => {
      const path = { payment_id: await paid() };
      return [
        post("/payments/{payment_id}/refunds", { amount: 1 }, path),
        post("/payments/{payment_id}/refunds", { amount: 1 }, { payment_id: await debited() }),
        get("/payments/{payment_id}/refunds", path),
      ];
    },
  },
  "payment-parties-local": {
    entry: "payments/parties",
    events: async () => {
      const path = { customer_id: newId("cust") };
      const put = eventOf({ method: "PUT", resource: "/customers/{customer_id}", path, body: "{}" });
      return [put, get("/customers/{customer_id}", path), get("/customers/{customer_id}/payment-methods", path)];
    },
  },
  "payment-tokens-local": {
    entry: "payments/tokens",
    events: async () => [
      post("/tokens", {
        customer_id: newId("cust"),
        card: { number: TEST_CARDS.visa, exp_month: 12, exp_year: expYear },
      }),
    ],
  },
  "payment-webhook-processor-local": {
    entry: "payments/webhook-processor",
    role: "webhook-processor-local",
    // A dispute takes what is held; money that comes after the payment was said to have failed goes back, through the rail.
    events: async () => {
      const reference = `${await paid(UNANSWERED)}/charge/1`;
      const disputed = { reference: `${await paid()}/charge/1`, amount_cents: 900, currency: "USD" };
      return [
        await notice("dispute.opened", disputed),
        await notice("charge.failed", { reference, code: "card_declined" }),
        await notice("charge.succeeded", { reference }),
        await stripeNotice("charge.refunded", { metadata: { reference: disputed.reference } }),
      ];
    },
  },
  "payment-recovery-local": {
    entry: "payments/recovery",
    events: async () => {
      const paymentId = await paid(UNANSWERED);
      await makeDue(attemptKey({ paymentId, operation: "charge", name: "1" }), "attempt");
      await makeDue(attemptKey(await refusedRefund()), "attempt");
      await settledPayment();
      const transfer = { payment_id: await paid(fromNoAccount()) };
      const told = (direction: string) =>
        queueMessage({ detail: { type: "ach.transfer_settled", data: { ach_transfer: { ...transfer, direction } } } });
      return [{ source: "schedule" }, told("debit"), told("credit")];
    },
  },
  "event-publisher-local": {
    entry: "payments/publisher",
    events: async () => {
      await makeDue(eventKey((await publishedEvent()).id), "event");
      await paid();
      await makeDue(eventKey((await newestEvent("escrow.held")).id), "event", ESCROWS);
      await madeBankAccount();
      await makeDue(eventKey((await newestEvent("bank_account.created")).id), "event", TRANSFERS);
      return [{ source: "schedule" }];
    },
  },
  "webhook-endpoints-local": {
    entry: "webhooks/endpoints",
    events: async () => {
      const made = await api.call<{ endpoint_id: string }>(
        "POST",
        "/webhook-endpoints",
        '{"url": "http://127.0.0.1:9/"}',
      );
      const path = { endpoint_id: made.body.endpoint_id };
      return [
        post("/webhook-endpoints", { url: "http://127.0.0.1:9/", event_types: ["none.none"] }),
        get("/webhook-endpoints"),
        eventOf({ method: "PATCH", resource: "/webhook-endpoints/{endpoint_id}", path, body: '{"description": "x"}' }),
        post("/webhook-endpoints/{endpoint_id}/test", {}, path),
        eventOf({ method: "DELETE", resource: "/webhook-endpoints/{endpoint_id}", path }),
      ];
    },
  },
  "webhook-dispatcher-local": {
    entry: "webhooks/dispatcher",
    role: "webhook-dispatch-local",
    events: async () => {
      const event = await publishedEvent();
      // The second time it finds what the first has made.
      const sent = queueMessage({
        source: "ecosystemaws.payments",
        "detail-type": event.type,
        detail: { ...event, id: makeId("evt") },
      });
      return [sent, sent];
    },
  },
  "webhook-deliverer-local": {
    entry: "webhooks/deliverer",
    events: async () => {
      const { body } = await api.call<{ event_id: string }>("POST", `/webhook-endpoints/${shop.endpointId}/test`);
      return [queueMessage({ endpointId: shop.endpointId, eventId: body.event_id })];
    },
  },
  "payment-status-local": { entry: "api/status", events: async () => [get("/status")] },
});
