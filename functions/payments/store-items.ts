import * as z from "zod/mini";
import { storedWishes, writeWishes } from "../escrow";
import { toTimestamp } from "../shared/clock";
import { type Item, ItemError, itemKey, itemOf, readItem } from "../shared/dynamodb";
import { type IdempotencyKey, type IdempotencyRecord, IN_PROGRESS_MS } from "../shared/idempotency";
import { type Attempt, type AttemptKey, OPERATIONS, referenceOf } from "./attempt";
import type { Counter, CounterKey } from "./limits";
import { DETAILS, type PaymentTransaction, STATUSES } from "./payment";
import { dueShard, listShard } from "./shards";

/** The attributes of the sparse index `due`: what waits, and until when; ISO 8601 UTC. */
export interface Due {
  readonly dueShard: string;
  readonly dueAt: string;
}

const text = z.string();
const maybeText = z.optional(z.string());
const count = z.number();
const maybeCount = z.optional(z.number());

/** What a stored payment holds. */
export const storedPayment = z.object({
  id: text,
  customerId: text,
  providerId: maybeText,
  escrowId: maybeText,
  escrow: z.optional(storedWishes),
  feePlan: maybeText,
  amountCents: count,
  currency: text,
  status: z.enum(STATUSES),
  detail: z.optional(z.enum(DETAILS)),
  encryptedCardToken: maybeText,
  kmsKeyId: maybeText,
  description: maybeText,
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
  cardKey: maybeText,
  authorisationExpiresAt: maybeText,
  lateChargeAt: maybeText,
  capturedCents: count,
  reversedCents: count,
  refundedCents: count,
  chargedBackCents: maybeCount,
  fundsAvailableAt: maybeText,
  openDisputes: maybeCount,
  settlement: z.optional(
    z.object({ odfi: text, amountCents: count, feeCents: count, availableAt: text, bookedAt: maybeText }),
  ),
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

/**
 * A payment as an item. It stands in the indexes `by_customer`, `by_provider` and `listed`; in `due` while it is
 * authorised, until the authorisation ends, while what a late charge took has not gone back, and from when its settlement
 * is told of until it is booked.
 */
export function writePayment(payment: PaymentTransaction): Item {
  const { id, region } = payment;
  const indexed = { listShard: listShard("payment", region, id), ...dueOf(payment) };
  const wishes = payment.escrow && { escrow: writeWishes(payment.escrow) };
  return itemOf(paymentKey(id), payment, { ...indexed, ...wishes });
}

function dueOf(payment: PaymentTransaction): Due | undefined {
  const { id, region, lateChargeAt, status, detail, authorisationExpiresAt, settlement } = payment;
  if (lateChargeAt !== undefined) {
    return { dueShard: dueShard("suspense", region, id), dueAt: afterItsLock(lateChargeAt) };
  }
  if (settlement && settlement.bookedAt === undefined) {
    return { dueShard: dueShard("settlement", region, id), dueAt: settlement.availableAt };
  }
  const authorised = status === "processing" && detail === "authorised";
  if (!authorised || authorisationExpiresAt === undefined) return undefined;
  return { dueShard: dueShard("authorisation", region, id), dueAt: authorisationExpiresAt };
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
  escrowCents: maybeCount,
  beyondCents: maybeCount,
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

/** Which attempt an item is, by its key alone. @throws ItemError */
export function attemptKeyOf(item: Item): AttemptKey {
  const [, operation, name] = item.sk?.S?.split("#") ?? [];
  const known = OPERATIONS.find((each) => each === operation);
  if (!known || name === undefined) throw new ItemError("An item is no attempt by its key.");
  return { paymentId: idOf(item), operation: known, name };
}

/** Whose item it is, by its key alone: the id of a payment or an event. @throws ItemError */
export function idOf(item: Item): string {
  const id = item.pk?.S?.split("#")[1];
  if (id === undefined) throw new ItemError("An item has no id in its key.");
  return id;
}

/** An attempt as an item; while it is open it stands in the index `due` of the Region that began it. */
export function writeAttempt(attempt: Attempt, region: string): Item {
  const { status, startedAt } = attempt;
  const reference = referenceOf(attempt);
  const due: Due = { dueShard: dueShard("attempt", region, reference), dueAt: afterItsLock(startedAt) };
  return itemOf(attemptKey(attempt), attempt, status === "open" ? due : {});
}

/** Whoever began it may be at work until then. */
function afterItsLock(begunAt: string): string {
  return toTimestamp(Date.parse(begunAt) + IN_PROGRESS_MS);
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
  return itemOf(recordKey(record), record);
}

/** An idempotency record as it was written. @throws ItemError */
export function readRecord(item: Item): IdempotencyRecord {
  return readItem(storedRecord, item);
}

/** A token is an id here too: one item a subject, currency and day. */
export const counterKey = ({ subject, id, currency, day }: CounterKey): Item =>
  itemKey(["LIMIT", subject, id, currency, day], ["LIMIT"]);

const storedCounter = z.object({ attempts: count, sumCents: count });

/** A counter as it stands; nothing was used where there is no item. */
export function readCounter(key: CounterKey, item: Item | undefined): Counter {
  const stored = item && readItem(storedCounter, item);
  return { ...key, count: stored?.attempts ?? 0, sumCents: stored?.sumCents ?? 0 };
}
