import type { IdempotencyKey } from "../shared/idempotency";
import { type Money, money } from "../shared/money";

/** What can be asked of a rail. */
export const OPERATIONS = ["charge", "capture", "void", "refund"] as const;
/** One of the operations. */
export type Operation = (typeof OPERATIONS)[number];

/** Which attempt of a payment is meant. */
export interface AttemptKey {
  readonly paymentId: string;
  readonly operation: Operation;
  /** The refund's id; of the end of an authorisation its day; `1` of all else, which is done once a payment. */
  readonly name: string;
}

/** The request that began an attempt, which gets the answer. */
export type AttemptRequest = IdempotencyKey & { readonly fingerprint: string };

/** One thing asked of a rail, written before it is asked and settled by its answer. */
export interface Attempt extends AttemptKey {
  readonly amountCents: number;
  readonly currency: string;
  /** Of a refund: what escrow bears of it, the provider owing the rest. Absent where the payment has no escrow. */
  readonly escrowCents?: number;
  /** Of a refund that was paid after all: what of it is above all that was left of the payment. @default 0 */
  readonly beyondCents?: number;
  readonly status: "open" | "approved" | "declined" | "voided";
  /** The rail's reason, in snake_case. */
  readonly code?: string;
  readonly railReference?: string;
  /** ISO 8601 UTC. */
  readonly startedAt: string;
  readonly settledAt?: string;
  /** Absent where the clock began it. */
  readonly request?: AttemptRequest;
}

/** The code of an attempt that a person ended, as its rail would never answer. */
export const GIVEN_UP = "given_up";

/** Whether a person has ended an attempt, which its rail may know better later. */
export function isGivenUp({ status, code }: Attempt): boolean {
  return status === "declined" && code === GIVEN_UP;
}

/** Whether an attempt's rail has not said yet what became of it. */
export function awaitsAnswer(attempt: Attempt): boolean {
  return attempt.status === "open" || isGivenUp(attempt);
}

/** What the rail knows an attempt by: the same for the same attempt, however often it is sent. */
export function referenceOf({ paymentId, operation, name }: AttemptKey): string {
  return `${paymentId}/${operation}/${name}`;
}

/** The attempt that a reference is of, or nothing where it is of something else. */
export function attemptOf(reference: string): AttemptKey | undefined {
  const [paymentId, verb, name, ...more] = reference.split("/");
  const operation = OPERATIONS.find((each) => each === verb);
  return paymentId && operation && name && more.length === 0 ? { paymentId, operation, name } : undefined;
}

/** The attempt to charge a payment. */
export function chargeKey(paymentId: string): AttemptKey {
  return { paymentId, operation: "charge", name: "1" };
}

/** The attempt to capture what a payment reserved. */
export function captureKey(paymentId: string): AttemptKey {
  return { paymentId, operation: "capture", name: "1" };
}

/** The reference of a payment's charge. */
export function chargeReference(paymentId: string): string {
  return referenceOf(chargeKey(paymentId));
}

/** What an attempt is to move. */
export function attemptAmount({ amountCents, currency }: Attempt): Money {
  return money(amountCents, currency);
}
