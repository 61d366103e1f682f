import type { Journal } from "../ledger";
import { toTimestamp } from "../shared/clock";
import type { PlatformEvent } from "../shared/events";
import type { EscrowAccount } from "./account";
import { NO_REMAINDER, writeRemainder } from "./interest";

/** What an escrow has earned so far: an item of its own, so that interest never meets a release. */
export interface InterestAccount {
  readonly escrowId: string;
  /** The last day that was accrued, ISO 8601 UTC; before the first the day before the hold began. */
  readonly accruedThrough: string;
  /** Whole cents that were booked. */
  readonly accruedCents: number;
  /** What is not a whole cent yet, exactly: `17/365`. */
  readonly remainder: string;
  /** When it was paid out; nothing accrues after that. */
  readonly paidAt?: string;
  /** Counts changes, from 1. */
  readonly version: number;
  readonly region: string;
  /** When it is looked at next, ISO 8601 UTC; absent once it is paid. */
  readonly dueAt?: string;
}

/** One day's interest. */
export interface Accrual {
  /** ISO 8601 UTC. */
  readonly day: string;
  readonly principalCents: number;
  readonly rateMicros: number;
  readonly dayCount: string;
  /** Whole cents that the day brought. */
  readonly cents: number;
  /** What is carried on after it. */
  readonly remainder: string;
}

/** What one transaction writes of an escrow's interest. */
export interface InterestChange {
  /** Afterwards: it must be at the version before. */
  readonly account: InterestAccount;
  readonly accrual?: Accrual;
  readonly journals: readonly Journal[];
  readonly events: readonly PlatformEvent[];
}

/** The interest of an escrow that begins: its first day is accrued when that is over. */
export function firstInterest({ id, region, createdAt }: EscrowAccount): InterestAccount {
  const day = createdAt.slice(0, 10);
  return {
    escrowId: id,
    accruedThrough: nextDay(day, -1),
    accruedCents: 0,
    remainder: writeRemainder(NO_REMAINDER),
    version: 1,
    region,
    dueAt: `${nextDay(day)}T00:00:00.000Z`,
  };
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** The day after a day, or so many days after it; ISO 8601 UTC. */
export function nextDay(day: string, days = 1): string {
  return toTimestamp(Date.parse(day) + days * DAY_MS).slice(0, 10);
}
