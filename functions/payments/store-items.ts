import * as z from "zod/mini";
import { type Item, itemKey, readItem, toItem } from "../shared/dynamodb";
import type { IdempotencyKey, IdempotencyRecord } from "../shared/idempotency";
import { type Attempt, type AttemptKey, OPERATIONS } from "./attempt";
import type { PaymentEvent } from "./events";
import type { Counter, CounterKey } from "./limits";
import { DETAILS, type PaymentTransaction, STATUSES } from "./payment";

const text = z.string();
const maybeText = z.optional(z.string());
const count = z.number();
const maybeCount = z.optional(z.number());

const storedPayment = z.object({
  id: text,
  customerId: text,
  providerId: maybeText,
  amountCents: count,
  currency: text,
  status: z.enum(STATUSES),
  detail: z.optional(z.enum(DETAILS)),
  encryptedCardToken: maybeText,
  kmsKeyId: maybeText,
  fraudScore: count,
  fraudReasons: z.array(text),
  fraudDecision: z.enum(["approve", "review", "decline"]),
  reviewedBy: maybeText,
  processingCostCents: maybeCount,
  processingCostMicros: maybeCount,
  stripeSavedCostCents: maybeCount,
  savingsPercentage: maybeCount,
  createdAt: text,
  updatedAt: text,
  completedAt: maybeText,
  rail: text,
  captureMethod: z.enum(["automatic", "manual"]),
  addressId: maybeText,
  authorisationExpiresAt: maybeText,
  capturedCents: count,
  reversedCents: count,
  refundedCents: count,
  limitsDay: maybeText,
  openAttempt: maybeText,
  failureCode: maybeText,
  railReference: maybeText,
  version: count,
  region: text,
  epoch: count,
});

/** The key of a payment. */
export const paymentKey = (id: string): Item => itemKey(["PAYMENT", id], ["PAYMENT"]);

/** A payment as an item. */
export function writePayment(payment: PaymentTransaction): Item {
  return { ...paymentKey(payment.id), ...toItem(payment) };
}

/** A payment as it was written. @throws ItemError */
export function readPayment(item: Item): PaymentTransaction {
  return readItem(storedPayment, item);
}

const storedAttempt = z.object({
  paymentId: text,
  operation: z.enum(OPERATIONS),
  name: text,
  amountCents: count,
  currency: text,
  status: z.enum(["open", "approved", "declined", "voided"]),
  code: maybeText,
  railReference: maybeText,
  startedAt: text,
  settledAt: maybeText,
  request: z.optional(z.object({ caller: text, operation: text, key: text, fingerprint: text })),
});

/** The key of an attempt, beside its payment. */
export const attemptKey = ({ paymentId, operation, name }: AttemptKey): Item =>
  itemKey(["PAYMENT", paymentId], ["ATTEMPT", operation, name]);

/** An attempt as an item. */
export function writeAttempt(attempt: Attempt): Item {
  return { ...attemptKey(attempt), ...toItem(attempt) };
}

/** An attempt as it was written. @throws ItemError */
export function readAttempt(item: Item): Attempt {
  return readItem(storedAttempt, item);
}

const storedRecord = z.object({
  caller: text,
  operation: text,
  key: text,
  fingerprint: text,
  status: z.enum(["in_progress", "completed"]),
  lockedUntil: count,
  answer: maybeText,
  expiresAt: count,
});

/** Callers and keys may hold anything, a `#` too: they stand in the table key encoded, at most 3 bytes a character. */
export const recordKey = ({ caller, operation, key }: IdempotencyKey): Item =>
  itemKey(["IDEMPOTENCY", ...[caller, operation, key].map(encodeURIComponent)], ["IDEMPOTENCY"]);

/** An idempotency record as an item. */
export function writeRecord(record: IdempotencyRecord): Item {
  return { ...recordKey(record), ...toItem(record) };
}

/** An idempotency record as it was written. @throws ItemError */
export function readRecord(item: Item): IdempotencyRecord {
  return readItem(storedRecord, item);
}

/** A token is an id here too: one item a subject, currency and day. */
export const counterKey = ({ subject, id, currency, day }: CounterKey): Item =>
  itemKey(["LIMIT", subject, id, currency, day], ["LIMIT"]);

/** A counter as it stands; nothing was used where there is no item. */
export function readCounter(key: CounterKey, item: Item | undefined): Counter {
  const stored = item && readItem(z.object({ attempts: count, sumCents: count }), item);
  return { ...key, count: stored?.attempts ?? 0, sumCents: stored?.sumCents ?? 0 };
}

/**
 * An event in the outbox. `unpublished` is the key of the sparse index that is swept for what the stream lost; the
 * publisher takes it away. It ends with one of sixteen digits, the id's last, so that no part of the index is hot.
 */
export function writeEvent(event: PaymentEvent): Item {
  const unpublished = `${event.region}/${event.id.slice(-1)}`;
  return { ...itemKey(["OUTBOX", event.id], ["EVENT"]), ...toItem({ ...event, unpublished }) };
}
