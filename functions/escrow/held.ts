/*
 * What a payment does to its held money, as pure functions: each gives what the payment's own transaction writes of the
 * escrow. The payments' room has the journals.
 */
import { toTimestamp } from "../shared/clock";
import { type DisputeStatus, isOver } from "../shared/dispute-states";
import type { EventType } from "../shared/events";
import type { IdPrefix } from "../shared/ids";
import {
  type EscrowAccount,
  frozen,
  hasEnded,
  nextEscrow,
  type Place,
  remainingOf,
  statusAfter,
  thawed,
} from "./account";
import type { EscrowChange, Movement } from "./change";
import type { EscrowDispute } from "./dispute";
import { escrowEvent } from "./events";
import { firstInterest } from "./interest-account";
import { type FaultOf, refuse, type ResultOf } from "../shared/results";
import { disputed } from "./results";
import type { EscrowSettings } from "./settings";
import { type HoldWishes, holdTerms } from "./terms";

/** What these functions write with. */
export interface HeldParts extends Place {
  readonly makeId: (prefix: IdPrefix) => string;
  readonly escrowSettings: EscrowSettings;
}

/** A payment whose money is to be held. */
export interface HeldPayment {
  readonly id: string;
  readonly customerId: string;
  readonly providerId: string;
  readonly rail: string;
  readonly currency: string;
  /** Cents that the rail has taken. */
  readonly capturedCents: number;
  readonly feePlan?: string;
  readonly escrow?: HoldWishes;
}

/** The escrow of a payment that has just been completed, for the transaction that completes it. */
export function holdEscrow(parts: HeldParts, payment: HeldPayment): EscrowChange {
  const now = toTimestamp(parts.clock.now());
  const { region, epoch } = parts;
  const account: EscrowAccount = {
    id: parts.makeId("esc"),
    transactionId: payment.id,
    customerId: payment.customerId,
    rail: payment.rail,
    heldAmountCents: payment.capturedCents,
    currency: payment.currency,
    releasedCents: 0,
    feeCents: 0,
    refundedCents: 0,
    status: "holding",
    holdStartDate: now,
    ...holdTerms(parts.escrowSettings, payment, parts.clock.now()),
    openDisputes: [],
    events: [],
    approvals: [],
    evidence: [],
    version: 1,
    createdAt: now,
    updatedAt: now,
    region,
    epoch,
  };
  const interest = parts.escrowSettings.interest.paidTo === "nobody" ? undefined : firstInterest(account);
  return { account, ...(interest && { interest }), events: [escrowEvent(parts, "escrow.held", account)] };
}

/** What a refund is to take out of escrow. */
export interface RefundTaking {
  readonly refundId: string;
  readonly cents: number;
  readonly decidedBy?: RefundDecision;
}

/** What a refund carries out, where nobody asked for it: a dispute's decision, or the end of a hold. */
export type RefundDecision = { readonly disputeId: string } | "expiry";

/** How much of an amount escrow bears, and what is written of it; nothing where it bears nothing. */
export interface Taken {
  readonly heldCents: number;
  readonly change?: EscrowChange;
}

/** What a refund takes, or why it takes nothing. */
type Taking = ResultOf<Taken, FaultOf<"escrow_disputed" | "escrow_insufficient">>;

/**
 * What a refund takes: what is still held, first. Beyond that it is refused, or the provider owes it, as the environment
 * says; while a dispute is open, only its own decision refunds.
 */
export function takeForRefund(parts: HeldParts, account: EscrowAccount, taking: RefundTaking): Taking {
  const { refundId, cents, decidedBy } = taking;
  if (isFrozenFor(account, decidedBy)) return disputed();
  const heldCents = Math.min(cents, remainingOf(account).cents);
  if (heldCents < cents && parts.escrowSettings.refundBeyondEscrow === "refuse") {
    const message = "amount: the payment's escrow holds less than this; the rest was released to the provider.";
    return refuse({ code: "escrow_insufficient", param: "amount", message });
  }
  return { ok: true, ...takeHeld(parts, account, { refundId, cents: heldCents, ...(decidedBy && { decidedBy }) }) };
}

/** What a refund that its rail has paid takes, without having been let: as far as it goes, of what is still held. */
export function takePaidRefund(
  parts: HeldParts,
  account: EscrowAccount,
  { refundId, cents }: Pick<RefundTaking, "refundId" | "cents">,
): Taken {
  return takeHeld(parts, account, { refundId, cents: Math.min(cents, remainingOf(account).cents) });
}

/** @param taking cents that are there */
function takeHeld(parts: HeldParts, account: EscrowAccount, taking: RefundTaking): Taken {
  const { refundId, cents: heldCents, decidedBy } = taking;
  if (heldCents === 0) return { heldCents };
  const refunded = { ...account, refundedCents: account.refundedCents + heldCents };
  const { refundedCents } = refunded;
  const isExpired = decidedBy === "expiry" && remainingOf(refunded).cents === 0;
  const status = isExpired ? "expired" : statusAfter(refunded, "refund");
  const changed = nextEscrow(parts, account, { refundedCents, status });
  const movement: Movement = { kind: "refund_held", cents: -heldCents, reference: refundId, at: changed.updatedAt };
  const events = [escrowEvent(parts, isExpired ? "escrow.expired" : "escrow.refund_held", changed)];
  return { heldCents, change: { account: changed, movement, events } };
}

/** While a dispute is open, only its own decision refunds; what has ended has nothing that could be frozen. */
function isFrozenFor(account: EscrowAccount, decidedBy: RefundDecision | undefined): boolean {
  const { resolution, openDisputes } = account;
  if (hasEnded(account)) return false;
  const decided = typeof decidedBy === "object" ? decidedBy.disputeId : undefined;
  return openDisputes.some((each) => each !== decided || resolution?.disputeId !== decided);
}

/** A refund whose money is held again. */
export interface RefundPutBack extends Pick<RefundTaking, "refundId" | "cents"> {
  /** Whether the rail had confirmed it before: its customer counts on the money. */
  readonly wasDone: boolean;
}

/**
 * What is held again where the rail refused a refund. Where it had confirmed it before, the money is promised to the
 * customer: no condition met and no end of the hold pays it to somebody else, but a person.
 */
export function putBackRefund(
  parts: HeldParts,
  account: EscrowAccount,
  { refundId, cents, wasDone }: RefundPutBack,
): EscrowChange {
  const refundedCents = account.refundedCents - cents;
  const status = statusAfter({ ...account, refundedCents }, "refund");
  const { expiryPolicy } = account;
  const kept = { autoReleaseEnabled: false, expiryPolicy: expiryPolicy === "release" ? "keep" : expiryPolicy } as const;
  const changed = nextEscrow(parts, account, { refundedCents, status, ...(wasDone && kept) });
  const movement: Movement = { kind: "refund_returned", cents, reference: refundId, at: changed.updatedAt };
  return { account: changed, movement, events: [escrowEvent(parts, "escrow.refund_returned", changed)] };
}

/** What a rail tells when somebody disputes a payment. */
export interface RailDispute {
  readonly disputeId: string;
  readonly amountCents: number;
  /** What the payment's own bound leaves of it. */
  readonly boundedCents: number;
  readonly reason?: string;
}

/**
 * What a chargeback does: it takes what is still held, and freezes the rest until the rail has decided. An escrow that was
 * released whole has nothing to freeze; one that a refund took of is frozen should the rail refuse that refund.
 */
export function openRailDispute(parts: HeldParts, account: EscrowAccount, told: RailDispute): Taken {
  const heldCents = Math.min(told.boundedCents, remainingOf(account).cents);
  if (account.status === "released" && account.refundedCents === 0) return { heldCents };
  const now = parts.clock.now();
  const refundedCents = account.refundedCents + heldCents;
  const freeze = { ...frozen(account, told.disputeId, now), refundedCents };
  const changed = nextEscrow(parts, account, {
    ...freeze,
    status: hasEnded(account) ? account.status : "disputed",
  });
  const { updatedAt: at, currency } = changed;
  const dispute: EscrowDispute = {
    id: told.disputeId,
    escrowId: account.id,
    origin: "rail",
    amountCents: told.amountCents,
    currency,
    status: "opened",
    ...(told.reason !== undefined && { reason: told.reason }),
    openedBy: account.rail,
    evidence: [],
    openedAt: at,
    updatedAt: at,
  };
  const movement: Movement = { kind: "charged_back", cents: -heldCents, reference: told.disputeId, at };
  const events = [escrowEvent(parts, "escrow.disputed", changed, { dispute })];
  const change: EscrowChange = {
    account: changed,
    dispute: { dispute, isNew: true },
    ...(heldCents > 0 && { movement }),
    events,
  };
  return { heldCents, change };
}

/** Where a rail's dispute goes: its money comes back to escrow where the rail has brought it. */
export interface RailDisputeStep {
  readonly status: DisputeStatus;
  readonly backCents: number;
}

/** What a rail's further word about a dispute does; nothing where the escrow never heard of it. */
export function stepRailDispute(
  parts: HeldParts,
  account: EscrowAccount,
  before: EscrowDispute,
  { status, backCents }: RailDisputeStep,
): EscrowChange {
  const now = parts.clock.now();
  const refundedCents = account.refundedCents - backCents;
  const change = isOver(status) ? thawed(account, before.id, now) : {};
  const after = { ...account, ...change, refundedCents };
  const changed = nextEscrow(parts, account, { ...change, refundedCents, status: statusAfter(after, "refund") });
  const dispute: EscrowDispute = { ...before, status, updatedAt: changed.updatedAt };
  const movement: Movement = { kind: "brought_back", cents: backCents, reference: before.id, at: changed.updatedAt };
  const type = isOver(status) ? "escrow.dispute_decided" : STEP_EVENTS.get(status);
  return {
    account: changed,
    dispute: { dispute, isNew: false },
    ...(backCents > 0 && { movement }),
    events: type === undefined ? [] : [escrowEvent(parts, type, changed, { dispute })],
  };
}

const STEP_EVENTS: ReadonlyMap<DisputeStatus, EventType> = new Map([["under_review", "escrow.dispute_under_review"]]);

/** What a returned debit does: what is still held has left for good, as far as the payment's own bound goes. */
export function returnHeld(parts: HeldParts, account: EscrowAccount, boundedCents: number): Taken {
  const heldCents = Math.min(boundedCents, remainingOf(account).cents);
  if (heldCents === 0) return { heldCents };
  const refundedCents = account.refundedCents + heldCents;
  const status = statusAfter({ ...account, refundedCents }, "refund");
  const changed = nextEscrow(parts, account, { refundedCents, status });
  const { transactionId: reference, updatedAt: at } = changed;
  const movement: Movement = { kind: "returned", cents: -heldCents, reference, at };
  return {
    heldCents,
    change: { account: changed, movement, events: [escrowEvent(parts, "escrow.returned", changed)] },
  };
}
