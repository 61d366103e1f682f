import type { Context, DynamoDBBatchResponse, DynamoDBStreamEvent, SQSBatchResponse } from "aws-lambda";
import { GenerateMacCommand, type KMSClient } from "@aws-sdk/client-kms";
import Stripe from "stripe";
import type { ApiHandler } from "../../../functions/api";
import type { Swept } from "../../../functions/payments/publisher";
import { requestKey, RequestKeyError } from "../../../functions/payments/request-key-kms";
import type { SweepReport } from "../../../functions/payments/sweep";
import type { PlatformEvent } from "../../../functions/shared/events";
import { call } from "./support/calls";
import { settingsOf } from "../ach/support/world";
import { ACH_TABLE, World } from "./support/world";

const mockWorld = new World();
const mockKeys: (() => Promise<Uint8Array>)[] = [];
const mockKeyAsked: string[] = [];
const mockRails = mockWorld.parts().rails;
const mockPublished: PlatformEvent[] = [];
const mockUnsent: string[] = [];

jest.mock("../../../functions/shared/clients", () => ({ connectDynamo: () => mockWorld.table.client }));
jest.mock("../../../functions/payments/request-key-kms", () => ({
  ...jest.requireActual<object>("../../../functions/payments/request-key-kms"),
  connectRequestKey: (arn: string) => {
    mockKeyAsked.push(arn);
    return mockKeys.shift()?.() ?? Promise.resolve(Buffer.alloc(32, 7));
  },
}));
jest.mock("../../../functions/payments/rails", () => ({ connectRails: () => mockRails }));
jest.mock("../../../functions/shared/secrets-adapter", () => ({
  connectSecrets: () => () => Promise.resolve('{"stripe":"stripe_test_secret_one"}'),
}));
jest.mock("../../../functions/shared/event-bus-adapter", () => ({
  connectEventBus: () => ({
    put: (events: readonly PlatformEvent[]) => {
      mockPublished.push(...events);
      return Promise.resolve(mockUnsent.map((id) => ({ id, code: "InternalFailure" })));
    },
  }),
}));

const KEY = "arn:aws:kms:us-west-2:123456789012:key/mrk-0a";
const DAY = { countMax: 1000, sumCentsMax: 100_000_000 };
const ENVIRONMENT = {
  PAYMENT_TRANSACTIONS_TABLE_NAME: "payment-transactions-test",
  ESCROW_ACCOUNTS_TABLE_NAME: "escrow-accounts-test",
  ENVIRONMENT: "test",
  AWS_REGION: "us-west-2",
  REQUEST_KEY_ARN: KEY,
  PAYMENT_KEY_ARN: KEY,
  LIMITS: JSON.stringify({
    amountCentsMax: 10_000_000,
    reviewAboveCents: 10_000_000,
    perDay: { customer: DAY, card: DAY, address: DAY },
  }),
  ACQUIRER_FEE: JSON.stringify({ basisPoints: 0, fixedCents: 0 }),
  RAIL_EGRESS_FUNCTION_ARN: "arn:aws:lambda:us-west-2:123456789012:function:rail-egress-test:live",
  DEFAULT_RAIL: "simulator",
  SENDER_SECRETS_ARN: "arn:aws:secretsmanager:us-west-2:123456789012:secret:senders-AbCdEf",
  EVENT_BUS_NAME: "payments-test",
  POWERTOOLS_LOG_LEVEL: "SILENT",
  POWERTOOLS_METRICS_DISABLED: "true",
  POWERTOOLS_METRICS_NAMESPACE: "payments",
  POWERTOOLS_SERVICE_NAME: "payments",
};

/** The handler of an entry as it starts in an environment. */
async function start<Handler = ApiHandler>(entry: string, change: object = {}): Promise<Handler> {
  const before = process.env;
  process.env = { ...before, ...ENVIRONMENT, ...change };
  try {
    return ((await import(`../../../functions/payments/${entry}.handler`)) as { handler: Handler }).handler;
  } finally {
    process.env = before;
  }
}

const context = { awsRequestId: "request-1", getRemainingTimeInMillis: () => 55_000 } as Context;

describe("the handlers that move money", () => {
  it("answer an error where the key cannot be made, and try again at the next request", async () => {
    mockKeys.push(() => Promise.reject(new Error("denied")));
    const processor = await start("processor");
    const asked = { resource: "/payments", body: { payment_id: "pay_k", amount: 1, currency: "USD" } };
    expect((await call(processor, "POST", asked)).status).toBe(500);
    expect((await call(processor, "POST", asked)).status).toBe(201);
    expect(mockKeyAsked.splice(0)).toEqual([KEY, KEY]);
  });

  it("validate, process and refund one payment; the key of fingerprints is made once an instance", async () => {
    const validator = await start("validator");
    const transaction = { transaction_id: "txn_1", amount: 100, currency: "USD", customer_id: "cus_1" };
    const validated = await call(validator, "POST", { resource: "/validate", body: transaction });
    expect(validated).toMatchObject({ status: 200, body: { status: "pending", kms_key_id: "mrk-0a" } });
    const processor = await start("processor");
    const processed = await call(processor, "POST", { resource: "/process", body: { transaction_id: "txn_1" } });
    expect([processed.status, processed.body.status]).toEqual([200, "completed"]);
    const paid = await call(processor, "POST", { resource: "/payments", body: { amount: 1, currency: "USD" } });
    expect(paid.status).toBe(201);
    const refunds = await start("refunds");
    const path = { payment_id: "txn_1" };
    const refunded = await call(refunds, "POST", { resource: "/payments/{payment_id}/refunds", path, body: {} });
    expect([refunded.status, refunded.body.status]).toEqual([201, "completed"]);
    const listed = await call(refunds, "GET", { resource: "/payments/{payment_id}/refunds", path });
    expect(listed.body.data).toHaveLength(1);
    expect(mockKeyAsked).toEqual([KEY, KEY]);
  });

  it("verify who sends a notice", async () => {
    const receiver = await start("webhook-processor");
    const asked = { resource: "/webhooks/{provider}", path: { provider: "stripe" }, raw: "{}" };
    expect((await call(receiver, "POST", asked)).status).toBe(401);
    const unknown = { ...asked, path: { provider: "acquirer" } };
    expect((await call(receiver, "POST", unknown)).body.code).toBe("sender_not_configured");
    const object = { id: "du_1", amount: 1, currency: "usd", payment_intent: "pi_1", status: "lost" };
    const payload = JSON.stringify({ type: "charge.dispute.closed", data: { object } });
    const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret: "stripe_test_secret_one" });
    const notice = { ...asked, raw: payload, headers: { "stripe-signature": signature } };
    // Without Stripe's key nobody can be asked whose payment it is.
    expect((await call(receiver, "POST", notice)).body).toEqual({ received: true });
  });

  it("sweep each minute, and report what they met", async () => {
    mockWorld.table.batchMost = 60;
    const half = { ACH_TRANSFERS_TABLE_NAME: ACH_TABLE };
    await expect(start("recovery", half)).rejects.toThrow("both are given, or neither is");
    const bank = { ...half, ODFI_SETTINGS: JSON.stringify(settingsOf()) };
    const recovery = await start<(event: unknown, context: Context) => Promise<SweepReport>>("recovery", bank);
    const none = { done: 0, waiting: 0, failed: 0 };
    expect(await recovery({ source: "schedule" }, context)).toEqual({
      ...{ attempts: none, authorisations: none, suspense: none },
      ...{ settlements: none, collectedCents: 0 },
    });
  });

  it("look at what a person wants to give up, and refuse what they do not know", async () => {
    const recovery = await start<(event: unknown, context: Context) => Promise<unknown>>("recovery");
    const asked = await recovery({ give_up: "pay_none/refund/re_1" }, context);
    expect(asked).toMatchObject({ ok: false, errors: [{ code: "attempt_not_found", param: "give_up" }] });
    await expect(recovery({ give_up: "pay_none" }, context)).rejects.toThrow("give_up: must be a reference");
  });

  it("take what became of debits out of its queue; what cannot be taken in stays there, and holds up no other", async () => {
    const recovery = await start<(event: unknown, context: Context) => Promise<SQSBatchResponse>>("recovery");
    const record = (messageId: string, data: object) => ({
      ...{ messageId, eventSource: "aws:sqs" },
      body: JSON.stringify({ detail: { type: "ach.transfer_settled", data } }),
    });
    const Records = [
      record("of no payment", { ach_transfer: { direction: "debit" } }),
      record("of a payment that is not there", { ach_transfer: { direction: "debit", payment_id: "pay_none" } }),
      record("of its refunds, of which there are none", {
        ach_transfer: { direction: "credit", payment_id: "pay_none" },
      }),
      record("of something else", {}),
      { ...record("no event", {}), body: "{" },
    ];
    const { batchItemFailures } = await recovery({ Records }, context);
    expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier).sort()).toEqual([
      "no event",
      "of a payment that is not there",
      "of something else",
    ]);
  });
});

type Publisher = (
  event: DynamoDBStreamEvent | { source: string },
  context: Context,
) => Promise<DynamoDBBatchResponse | Swept>;

describe("the publisher's handler", () => {
  const stream = (): DynamoDBStreamEvent => ({
    Records: mockWorld.table.startingWith("OUTBOX#").map((item, place) => ({
      eventName: "INSERT",
      eventSource: "aws:dynamodb",
      eventSourceARN:
        "arn:aws:dynamodb:us-west-2:123456789012:table/payment-transactions-test/stream/2026-11-15T12:00:00.000",
      dynamodb: { NewImage: item as never, SequenceNumber: String(place) },
    })),
  });

  it("publishes what the stream brings, and has come again what the bus did not take", async () => {
    const publisher = await start<Publisher>("publisher");
    mockUnsent.push(mockWorld.eventIds()[1]!);
    expect(await publisher(stream(), context)).toEqual({ batchItemFailures: [{ itemIdentifier: "1" }] });
    mockUnsent.length = 0;
    expect(mockPublished.map(({ id }) => id)).toEqual(mockWorld.eventIds());
  });

  it("sweeps by its schedule what the stream lost", async () => {
    const publisher = await start<Publisher>("publisher");
    const before = mockPublished.length;
    // The machine's clock is past the world's, or before it; what is due is found where it is past.
    for (const [key, item] of mockWorld.table.items) {
      if (item.dueAt && key.startsWith("OUTBOX#")) item.dueAt = { S: "2020-01-01T00:00:00.000Z" };
    }
    expect(await publisher({ source: "schedule" }, context)).toEqual({
      "payment-transactions-test": { done: 1, waiting: 0, failed: 0 },
      "escrow-accounts-test": { done: 0, waiting: 0, failed: 0 },
    });
    expect(mockPublished).toHaveLength(before + 1);
  });
});

describe("the key of requests' fingerprints", () => {
  const client = (answer: object, commands: GenerateMacCommand[] = []) =>
    ({
      send: async (command: GenerateMacCommand) => {
        commands.push(command);
        return answer;
      },
    }) as unknown as KMSClient;

  it("is a MAC of a fixed text, the same for all instances", async () => {
    const commands: GenerateMacCommand[] = [];
    const mac = Buffer.alloc(32, 1);
    expect(await requestKey(client({ Mac: mac }, commands), KEY)).toEqual(mac);
    expect(commands[0]).toBeInstanceOf(GenerateMacCommand);
    expect(commands[0]?.input).toMatchObject({ KeyId: KEY, MacAlgorithm: "HMAC_SHA_256" });
  });

  it.each([{}, { Mac: new Uint8Array() }])("is not made without one", async (answer) => {
    await expect(requestKey(client(answer), KEY)).rejects.toThrow(RequestKeyError);
  });
});
