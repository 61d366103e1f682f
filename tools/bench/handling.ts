import type { DynamoDBRecord } from "aws-lambda";
import { createHmac, randomBytes, randomUUID } from "node:crypto";
import { createPayment } from "../../functions/api";
import { readRequest } from "../../functions/api/request";
import { writeEvent } from "../../functions/payments/event-items";
import { eventOf } from "../../functions/payments/events";
import type { PaymentTransaction } from "../../functions/payments/payment";
import { type PublisherParts, publishRecords } from "../../functions/payments/publisher";
import { systemClock, toTimestamp } from "../../functions/shared/clock";
import { signatureHeaders } from "../../functions/webhooks/standard-webhooks";
import type { Benchmark, Figure, Findings } from "./figure";
import { measure, type Samples } from "./harness";
import { requestOf } from "./payment-worker/request";
import { ratio, summarise } from "./statistics";

const ROUNDS = { warmUp: 5, counted: 21 };
const OPERATIONS = 500;
/** Records that a stream hands the publisher at once. */
const BATCH = 100;

/** What our own code of the API, the publisher and the webhooks costs, everything beside it in memory. */
export const handling: Benchmark = {
  name: "handling",
  title: "Handling: requests read, events published, webhooks signed, with nothing to wait for",
  run: async (): Promise<Findings> => {
    const { read, parse } = readers();
    const { sign, hmac } = signers();
    const samples = await measure(
      [
        { name: "read", operations: OPERATIONS, run: read },
        { name: "parse", operations: OPERATIONS, run: parse },
        { name: "publish", operations: 5, run: publisher() },
        { name: "sign", operations: OPERATIONS, run: sign },
        { name: "hmac", operations: OPERATIONS, run: hmac },
      ],
      ROUNDS,
    );
    return {
      figures: [
        rate("POST /payments: requests read and checked", samples.read),
        rate("the same by JSON.parse and a check of three fields (floor)", samples.parse),
        times("reading a request against the floor: CPU", samples.read, samples.parse),
        rate("events published from the stream", samples.publish, BATCH),
        rate("webhooks signed", samples.sign),
        times("signing against one HMAC-SHA-256: CPU", samples.sign, samples.hmac),
      ],
      notes: [
        "a request is read exactly, every number as its text, unknown fields by name, card numbers refused; JSON.parse does none of it",
        `the stream's records come ${BATCH} at once; the bus and the outbox answer at once`,
      ],
    };
  },
};

function readers(): { readonly read: () => unknown; readonly parse: () => unknown } {
  const event = requestOf({
    paymentId: `pay_${randomUUID()}`,
    customerId: `cus_${randomUUID()}`,
    providerId: `pro_${randomUUID()}`,
    token: `tok_${randomUUID()}`,
    street: "1 Main Street",
  });
  return {
    read: () => {
      const read = readRequest(createPayment, event);
      if (!read.ok) throw new RangeError(`The benchmark's own request is refused: ${read.errors[0]?.message ?? ""}`);
      return read;
    },
    parse: () => {
      const body = JSON.parse(event.body ?? "") as Readonly<Record<string, unknown>>;
      const { amount, currency, customer_id: customerId } = body;
      if (typeof amount !== "number" || amount <= 0 || typeof currency !== "string" || typeof customerId !== "string") {
        throw new RangeError("The benchmark's own request is refused.");
      }
      return body;
    },
  };
}

function publisher(): () => Promise<unknown> {
  const now = systemClock.now();
  const records = Array.from({ length: BATCH }, (): DynamoDBRecord => {
    const item = writeEvent(eventOf(`evt_${randomUUID()}`, "payment.completed", completedPayment(toTimestamp(now))));
    // What a stream hands over has the item's own form.
    return { eventName: "INSERT", dynamodb: { NewImage: item as NonNullable<DynamoDBRecord["dynamodb"]>["NewImage"] } };
  });
  const fail = (): never => {
    throw new RangeError("The benchmark's own event was not published.");
  };
  const parts: PublisherParts = {
    bus: { put: () => Promise.resolve([]) },
    outbox: { markPublished: () => Promise.resolve(), findUnpublished: () => Promise.resolve(undefined) },
    due: { find: () => Promise.resolve([]), postpone: () => Promise.resolve() },
    clock: systemClock,
    count: fail,
    log: { error: fail, warn: fail },
    region: "us-west-2",
    epoch: 1,
  };
  return () => publishRecords(parts, records);
}

function completedPayment(at: string): PaymentTransaction {
  return {
    id: `pay_${randomUUID()}`,
    customerId: `cus_${randomUUID()}`,
    providerId: `pro_${randomUUID()}`,
    amountCents: 12_995,
    currency: "USD",
    status: "completed",
    encryptedCardToken: `tok_${randomUUID()}`,
    fraudScore: 10,
    fraudReasons: [],
    fraudDecision: "approve",
    createdAt: at,
    updatedAt: at,
    completedAt: at,
    rail: "cards",
    captureMethod: "automatic",
    capturedCents: 12_995,
    reversedCents: 0,
    refundedCents: 0,
    version: 2,
    region: "us-west-2",
    epoch: 1,
  };
}

function signers(): { readonly sign: () => unknown; readonly hmac: () => unknown } {
  const key = randomBytes(32);
  const secret = `whsec_${key.toString("base64")}`;
  const body = JSON.stringify({
    type: "payment.completed",
    data: { payment: completedPayment("2026-01-01T00:00:00Z") },
  });
  const id = `evt_${randomUUID()}`;
  const timestamp = Math.floor(systemClock.now() / 1000);
  return {
    sign: () => signatureHeaders({ id, timestamp, body }, [secret]),
    hmac: () => createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64"),
  };
}

function rate(what: string, { wallMicroseconds }: Samples, each = 1): Figure {
  const { median, spread } = summarise(wallMicroseconds.map((one) => (each * 1_000_000) / one));
  return { what, value: median, spread, unit: "a second" };
}

function times(what: string, of: Samples, base: Samples): Figure {
  const { median, spread } = ratio(of.cpuMicroseconds, base.cpuMicroseconds);
  return { what, value: median, spread, unit: "times" };
}
