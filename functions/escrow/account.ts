import { type Clock, toTimestamp } from "../shared/clock";
import { PlatformError } from "../shared/errors";
import { type Money, money } from "../shared/money";
import type { ReleaseCondition } from "./conditions";
import type { ReleaseFacts } from "./evaluation";
import type { Beneficiary, FeePlan } from "./fees";

/** The documents' statuses, and those that they imply. */
export const ESCROW_STATUSES = [
  "holding",
  "partially_released",
  "disputed",
  "released",
  "refunded",
  "expired",
] as const;
/** One of the statuses. */
export type EscrowStatus = (typeof ESCROW_STATUSES)[number];

/** What becomes of money that is still held when `holdEndDate` has passed and its conditions are not met. */
export const EXPIRY_POLICIES = ["keep", "release", "refund"] as const;
/** One of the policies. */
export type ExpiryPolicy = (typeof EXPIRY_POLICIES)[number];

/** What was decided about a dispute and is not carried out yet; a sweep goes on with it. */
export interface Resolution {
  readonly disputeId: string;
  /** What the customer is to get back. */
  readonly refundCents: number;
  /** What the beneficiaries are to get, the platform's fee included. */
  readonly releaseCents: number;
  /** Which refund it is, from 1: a rail may have refused those before. */
  readonly attempt: number;
}

/** Money held for one payment: the fields of the documents' EscrowAccount, and what the protocols need. */
export interface EscrowAccount {
  /** `esc_` and a UUIDv7. */
  readonly id: string;
  /** The payment. */
  readonly transactionId: string;
  readonly customerId: string;
  readonly beneficiaries: readonly Beneficiary[];
  /** The rail that took the money. */
  readonly rail: string;
  /** Whole cents that came in; it never changes. */
  readonly heldAmountCents: number;
  /** ISO 4217. */
  readonly currency: string;
  /** What has gone to providers, fees not counted. */
  readonly releasedCents: number;
  /** What the platform took of releases. */
  readonly feeCents: number;
  /** What went back to the customer, or is on its way: by refunds, chargebacks and returns. */
  readonly refundedCents: number;
  readonly status: EscrowStatus;
  /** ISO 8601 UTC, as all times. */
  readonly holdStartDate: string;
  readonly holdEndDate?: string;
  readonly expiryPolicy: ExpiryPolicy;
  readonly releaseConditions: ReleaseCondition;
  /** Whether it is released without being asked, as soon as it may be. */
  readonly autoReleaseEnabled: boolean;
  /** From when the rail's money is there to be released; absent while the rail has not said. */
  readonly fundsAvailableAt?: string;
  /** Whether it may be released before the rail's money is there: the platform pays ahead, and carries the risk. */
  readonly prefunded: boolean;
  readonly feePlan: FeePlan;
  /** The dispute that froze it last. */
  readonly disputeId?: string;
  /** Disputes that are not decided, a rail's chargebacks among them; it is frozen while there is one. */
  readonly openDisputes: readonly string[];
  /** Until when the parties may settle a dispute of their own; absent for a rail's. */
  readonly disputeDeadline?: string;
  /** Since when its timers stand still. */
  readonly frozenAt?: string;
  readonly resolution?: Resolution;
  readonly events: readonly string[];
  readonly approvals: readonly { readonly role: string; readonly by: string; readonly at: string }[];
  readonly evidence: readonly {
    readonly kind: string;
    /** Where it is: the caller's own name for it. */
    readonly reference?: string;
    readonly by: string;
    readonly at: string;
  }[];
  /** Counts changes, from 1: every write names the version that it replaces. */
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly region: string;
  readonly epoch: number;
}

/** An escrow was to go where it cannot go from where it is; names both states. */
export class IllegalEscrowTransitionError extends PlatformError {
  readonly code = "illegal_transition";

  constructor(
    readonly from: EscrowStatus,
    readonly to: EscrowStatus,
  ) {
    super(`An escrow that is ${from} cannot become ${to}.`);
  }
}

/** Where a status leads; one that stays what it is may always be written. */
const NEXT: Readonly<Record<EscrowStatus, readonly EscrowStatus[]>> = {
  holding: ["partially_released", "released", "disputed", "refunded", "expired"],
  partially_released: ["released", "disputed", "refunded", "expired"],
  // A dispute ends with what was before it, or with the money gone.
  disputed: ["holding", "partially_released", "released", "refunded"],
  // The one way back: the rail refuses a refund that had left it empty, and the money is held again.
  released: ["partially_released", "disputed"],
  refunded: ["holding", "partially_released", "disputed"],
  expired: ["holding", "partially_released", "disputed"],
};

/** Whether an escrow may go from one status to another. */
function escrowMayBecome(from: EscrowStatus, to: EscrowStatus): boolean {
  return from === to || NEXT[from].includes(to);
}

/** Whether there is nothing to be done with an escrow any more, but for a refund that its rail refuses. */
export function hasEnded({ status }: Pick<EscrowAccount, "status">): boolean {
  return status === "released" || status === "refunded" || status === "expired";
}

/** Cents that are still held: neither released, nor taken as a fee, nor refunded; below nothing where something is wrong. */
export function remainingCentsOf({ heldAmountCents, releasedCents, feeCents, refundedCents }: EscrowAccount): number {
  return heldAmountCents - releasedCents - feeCents - refundedCents;
}

/** What is still held. @throws MoneyError below nothing */
export function remainingOf(account: EscrowAccount): Money {
  return money(remainingCentsOf(account), account.currency);
}

/**
 * The status that follows from where the money is and from what is disputed: an escrow that is empty ended by what
 * emptied it last, unless a policy names another ending.
 */
export function statusAfter(account: EscrowAccount, lastMove: "release" | "refund"): EscrowStatus {
  const isEmpty = remainingOf(account).cents === 0;
  if (isEmpty && hasEnded(account)) return account.status;
  if (account.openDisputes.length > 0) return "disputed";
  if (isEmpty) return lastMove === "release" ? "released" : "refunded";
  return account.releasedCents + account.feeCents > 0 ? "partially_released" : "holding";
}

/** What conditions are judged by, now. */
export function factsOf({ events, approvals, evidence }: EscrowAccount, now: number): ReleaseFacts {
  return { now, events, approvals, evidence: evidence.map(({ kind }) => kind) };
}

/** Where and when something is written. */
export interface Place {
  readonly clock: Clock;
  readonly region: string;
  readonly epoch: number;
}

/**
 * An escrow with a change, as its next version.
 *
 * @throws IllegalEscrowTransitionError, and MoneyError where more would have left than came in.
 */
export function nextEscrow(
  { clock, region, epoch }: Place,
  account: EscrowAccount,
  change: Partial<EscrowAccount>,
): EscrowAccount {
  const changed = { ...account, ...change };
  if (!escrowMayBecome(account.status, changed.status)) {
    throw new IllegalEscrowTransitionError(account.status, changed.status);
  }
  remainingOf(changed);
  return { ...changed, version: account.version + 1, updatedAt: toTimestamp(clock.now()), region, epoch };
}

/** What changes when an escrow is frozen by a dispute. */
export function frozen(account: EscrowAccount, disputeId: string, now: number): Partial<EscrowAccount> {
  const openDisputes = [...account.openDisputes, disputeId];
  return { openDisputes, disputeId, frozenAt: account.frozenAt ?? toTimestamp(now) };
}

/**
 * What changes when a dispute is over: where it was the last one, the hold ends later by as long as it was frozen.
 */
export function thawed(account: EscrowAccount, disputeId: string, now: number): Partial<EscrowAccount> {
  const openDisputes = account.openDisputes.filter((each) => each !== disputeId);
  if (openDisputes.length > 0) return { openDisputes };
  const { frozenAt, holdEndDate } = account;
  const stoodStill = frozenAt === undefined ? 0 : now - Date.parse(frozenAt);
  const later = holdEndDate === undefined ? undefined : toTimestamp(Date.parse(holdEndDate) + stoodStill);
  return { openDisputes, frozenAt: undefined, ...(later !== undefined && { holdEndDate: later }) };
}
