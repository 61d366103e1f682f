import { compareMoney, type Money, money } from "../shared/money";
import type { DecisionOutcome } from "./payment";

/** Whom a day's payments are counted for. */
export type Subject = "customer" | "card" | "address";

/** What one subject may do on one day, UTC, in one currency. */
export interface DayLimit {
  readonly countMax: number;
  readonly sumCentsMax: number;
}

/** The limits of an environment; cents of whatever currency a payment has. */
export interface Limits {
  readonly amountCentsMax: number;
  /** Above it a person looks first; the same as the maximum where nobody does. */
  readonly reviewAboveCents: number;
  readonly perDay: Readonly<Record<Subject, DayLimit>>;
}

/** Which counter is meant. */
export interface CounterKey {
  readonly subject: Subject;
  readonly id: string;
  readonly currency: string;
  /** ISO 8601, UTC. */
  readonly day: string;
}

/** What was used of a day's limit: attempts, and the sum of those that did not fail. */
export interface Counter extends CounterKey {
  readonly count: number;
  readonly sumCents: number;
}

/** A payment as a fraud decision sees it. */
export interface DecisionFacts {
  readonly amount: Money;
  readonly counters: readonly Counter[];
}

/** A fraud decision with its reasons, in snake_case. */
export interface Decision {
  readonly outcome: DecisionOutcome;
  /** 0 to 1000. */
  readonly score: number;
  readonly reasons: readonly string[];
}

/** The port to whoever decides whether a payment is fraud. It answers within the payer's patience. */
export type DecideFraud = (facts: DecisionFacts) => Promise<Decision>;

/** A decision by limits alone. Its score is the share of the tightest limit that is used, by the thousand. */
export function decideByLimits(limits: Limits, { amount, counters }: DecisionFacts): Decision {
  const reasons: string[] = [];
  const shares = [amount.cents / limits.amountCentsMax];
  if (compareMoney(amount, money(limits.amountCentsMax, amount.currency)) > 0) reasons.push("amount_above_limit");
  for (const { subject, count, sumCents } of counters) {
    const { countMax, sumCentsMax } = limits.perDay[subject];
    shares.push((count + 1) / countMax, (sumCents + amount.cents) / sumCentsMax);
    if (count + 1 > countMax) reasons.push(`${subject}_count_above_limit`);
    if (sumCents + amount.cents > sumCentsMax) reasons.push(`${subject}_sum_above_limit`);
  }
  const score = Math.min(1000, Math.floor(Math.max(...shares) * 1000));
  if (reasons.length > 0) return { outcome: "decline", score: 1000, reasons };
  if (amount.cents > limits.reviewAboveCents) return { outcome: "review", score, reasons: ["amount_needs_review"] };
  return { outcome: "approve", score, reasons };
}

/** The adapter of the fraud port that knows limits alone. */
export function limitsOnly(limits: Limits): DecideFraud {
  return (facts) => Promise.resolve(decideByLimits(limits, facts));
}

/**
 * The counters that a payment counts for. A card counts twice: by its customer's token, and by the key that is the same
 * under all customers, where the vault has told it.
 */
export function counterKeys(
  payment: {
    readonly customerId: string;
    readonly encryptedCardToken?: string;
    readonly cardKey?: string;
    readonly addressId?: string;
    readonly currency: string;
  },
  day: string,
): CounterKey[] {
  const { customerId, encryptedCardToken, cardKey, addressId, currency } = payment;
  const ids = [
    ["customer", customerId],
    ["card", encryptedCardToken],
    ["card", cardKey],
    ["address", addressId],
  ] as const;
  return ids.flatMap(([subject, id]) => (id === undefined ? [] : [{ subject, id, currency, day }]));
}
