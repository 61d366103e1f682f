import { holdEscrow, putBackRefund, takePaidRefund } from "../escrow";
import { toTimestamp } from "../shared/clock";
import type { EventType } from "../shared/events";
import { answerOf, recordOf } from "./answers";
import { type Attempt, attemptAmount, isGivenUp, referenceOf } from "./attempt";
import { costsOf, USAGE_OF_PAYMENT } from "./costs";
import { eventOf } from "./events";
import type { HeldMoney } from "./held-money";
import { capturedJournal, refundedJournal, refundFailedJournal, takenBackJournal } from "./journals";
import { counterKeys } from "./limits";
import { nextVersion, type PaymentParts } from "./parts";
import type { PaymentTransaction } from "./payment";
import type { Commit } from "./payment-store";
import type { RailKnowledge } from "./rail";
import { boundedBy, exceeds, shareOf } from "./taken-back";
import { step, takenState } from "./transitions";

/** How an attempt ended: with the rail's definite answer, or with a confirmed void before there was any. */
export interface Ending {
  readonly outcome: "approved" | "declined" | "voided";
  readonly code: string;
  readonly railReference?: string;
}

/** How a charge ends that its rail has confirmed to take nothing, before there was an answer. */
export const CALLED_OFF: Ending = { outcome: "voided", code: "timed_out" };

/** What a rail knows as an ending, or nothing where it is not definite. */
export function endingOf(known: RailKnowledge): Ending | undefined {
  const { outcome } = known;
  return outcome === "approved" || outcome === "declined" ? { ...known, outcome } : undefined;
}

/**
 * Whether an ending is news of an attempt: of one that is open, or of a refund that fails after it was confirmed, or was paid
 * after a person had given it up. What a rail itself has refused it does not pay: such a word came late.
 */
export function isNews(attempt: Attempt, { outcome }: Ending): boolean {
  const { status, operation } = attempt;
  if (status === "open") return true;
  if (operation !== "refund") return false;
  return status === "approved" ? outcome === "declined" : outcome === "approved" && isGivenUp(attempt);
}

/** Whether a rail has taken money by an attempt that was over without it: it goes to suspense, and back. */
export function tookTooLate({ status, operation }: Attempt, { outcome }: Ending): boolean {
  const isOver = status === "declined" || status === "voided";
  return isOver && outcome === "approved" && (operation === "charge" || operation === "capture");
}

/** Whether a rail says otherwise than stands in the books, where nothing can be booked for it: a person has to look. */
export function contradicts(attempt: Attempt, ending: Ending): boolean {
  const { status } = attempt;
  if (status === "open" || ending.outcome === "voided" || tookTooLate(attempt, ending)) return false;
  return (ending.outcome === "approved") !== (status === "approved");
}

/** How long an authorisation holds: card schemes give seven days to merchants. */
export const AUTHORISATION_MS = 7 * 24 * 60 * 60 * 1000;

/** What an ending does to a payment. */
type Effect = Pick<Commit, "journals" | "counters" | "escrow"> & {
  readonly change: Partial<PaymentTransaction>;
  readonly type: EventType;
  /** What is told besides. */
  readonly also?: EventType;
  /** How the attempt is borne, where that is new. */
  readonly borne?: Pick<Attempt, "escrowCents" | "beyondCents">;
};

/**
 * The result of an attempt as one commit: the payment's new state, its held money, the journal, the stored answer, the
 * event.
 *
 * @throws IllegalTransitionError where the payment cannot go there.
 */
export function settlement(
  parts: PaymentParts,
  payment: PaymentTransaction,
  before: Attempt,
  ending: Ending,
  held: HeldMoney = { owedCents: 0 },
): Commit {
  const now = parts.clock.now();
  const effect = effectOf(parts, payment, before, ending, held);
  const cleared = payment.openAttempt === referenceOf(before) ? { openAttempt: undefined } : {};
  const settled = nextVersion(parts, payment, { ...cleared, ...effect.change });
  const { outcome, code, railReference = before.railReference } = ending;
  const settledAt = toTimestamp(now);
  const attempt: Attempt = { ...before, ...effect.borne, status: outcome, code, railReference, settledAt };
  const answer = answerOf(settled, attempt);
  // The first answer stays the one that is given.
  const { request } = before.status === "open" ? before : {};
  return {
    payment: settled,
    attempt,
    attemptBefore: before.status,
    ...(request && { record: recordOf(request, answer, now) }),
    journals: effect.journals,
    counters: effect.counters,
    ...(effect.escrow && { escrow: effect.escrow }),
    events: [
      eventOf(parts.makeId("evt"), effect.type, settled, { refund: answer.refund }),
      ...(effect.also ? [eventOf(parts.makeId("evt"), effect.also, settled)] : []),
    ],
  };
}

function effectOf(
  parts: PaymentParts,
  payment: PaymentTransaction,
  attempt: Attempt,
  ending: Ending,
  held: HeldMoney,
): Effect {
  switch (attempt.operation) {
    case "charge":
      if (ending.outcome !== "approved") return failed(payment, ending);
      return payment.captureMethod === "manual"
        ? authorised(parts, payment, ending)
        : captured(parts, payment, attempt, ending);
    case "capture":
      return ending.outcome === "approved" ? captured(parts, payment, attempt, ending) : failed(payment, ending);
    case "void":
      return ending.outcome === "approved" ? voided(payment, attempt) : { change: {}, type: "payment.void_failed" };
    case "refund":
      if (ending.outcome !== "approved") return refundFailed(parts, payment, attempt, held);
      return attempt.status === "open"
        ? refunded(parts, payment, attempt)
        : refundedAfterAll(parts, payment, attempt, held);
  }
}

function captured(parts: PaymentParts, payment: PaymentTransaction, attempt: Attempt, ending: Ending): Effect {
  const { amountCents: capturedCents } = attempt;
  const { providerId } = payment;
  const isPart = capturedCents < payment.amountCents;
  const detail = isPart ? "partially_captured" : undefined;
  const escrow = providerId === undefined ? undefined : holdEscrow(parts, { ...payment, providerId, capturedCents });
  return {
    change: {
      ...step(payment, { status: "completed", detail }),
      capturedCents,
      // Fees are of what is taken.
      ...(isPart && costsOf(attemptAmount(attempt), USAGE_OF_PAYMENT, parts.acquirerFee)),
      ...(escrow && { escrowId: escrow.account.id }),
      completedAt: toTimestamp(parts.clock.now()),
      authorisationExpiresAt: undefined,
      railReference: payment.railReference ?? ending.railReference,
    },
    journals: [capturedJournal(parts, payment, attempt)],
    ...(escrow && { escrow }),
    type: "payment.completed",
  };
}

function authorised({ clock }: PaymentParts, payment: PaymentTransaction, { railReference }: Ending): Effect {
  const authorisationExpiresAt = toTimestamp(clock.now() + AUTHORISATION_MS);
  const state = step(payment, { status: "processing", detail: "authorised" });
  return { change: { ...state, railReference, authorisationExpiresAt }, type: "payment.authorised" };
}

function failed(payment: PaymentTransaction, { outcome, code }: Ending): Effect {
  const state = step(payment, { status: "failed", detail: outcome === "voided" ? "voided" : "declined" });
  return { change: { ...state, failureCode: code }, counters: freed(payment), type: "payment.failed" };
}

function voided(payment: PaymentTransaction, attempt: Attempt): Effect {
  // What the clock began ends an authorisation that nobody captured in time.
  const detail = attempt.request ? "voided" : "expired";
  const change = { ...step(payment, { status: "failed", detail }), failureCode: detail };
  return { change, counters: freed(payment), type: "payment.failed" };
}

function refunded(parts: PaymentParts, payment: PaymentTransaction, attempt: Attempt): Effect {
  const refundedCents = payment.refundedCents + attempt.amountCents;
  return {
    // A debit that was returned meanwhile stays so.
    change: {
      ...(payment.status !== "failed" && step(payment, takenState({ ...payment, refundedCents }))),
      refundedCents,
    },
    journals: [refundedJournal(parts, payment, attempt)],
    type: "payment.refunded",
  };
}

/**
 * A refund that was given up has been paid: the money has left, and whoever has its money now bears it again, as with what a
 * rail takes back. Above what is left of the payment it is nobody's refund, with an event to raise an alarm by.
 */
function refundedAfterAll(
  parts: PaymentParts,
  payment: PaymentTransaction,
  attempt: Attempt,
  { escrow }: HeldMoney,
): Effect {
  const { name: refundId, amountCents } = attempt;
  const taken = escrow && takePaidRefund(parts, escrow, { refundId, cents: boundedBy(payment, amountCents) });
  const share = shareOf(payment, amountCents, taken);
  const refundedCents = payment.refundedCents + share.boundedCents;
  const moves = share.boundedCents > 0 && payment.status !== "failed";
  return {
    change: {
      ...(moves && step(payment, takenState({ ...payment, refundedCents }))),
      refundedCents,
      reversedCents: payment.reversedCents + share.boundedCents,
    },
    borne: {
      ...(escrow && { escrowCents: share.heldCents }),
      ...(share.boundedCents < amountCents && { beyondCents: amountCents - share.boundedCents }),
    },
    journals: [takenBackJournal(parts, payment, { id: referenceOf(attempt), kind: "refund_settled_late" }, share)],
    ...(taken?.change && { escrow: taken.change }),
    type: "payment.refunded",
    ...(exceeds(share, amountCents) && { also: "payment.reversal_exceeded" }),
  };
}

function refundFailed(
  parts: PaymentParts,
  payment: PaymentTransaction,
  attempt: Attempt,
  { escrow, owedCents }: HeldMoney,
): Effect {
  const { name: refundId, amountCents, escrowCents: cents = 0, beyondCents = 0 } = attempt;
  const wasDone = attempt.status === "approved";
  const boundedCents = amountCents - beyondCents;
  const back = {
    reversedCents: payment.reversedCents - boundedCents,
    refundedCents: payment.refundedCents - (wasDone ? boundedCents : 0),
  };
  return {
    change: {
      ...(wasDone &&
        boundedCents > 0 &&
        payment.status !== "failed" &&
        step(payment, takenState({ ...payment, ...back }))),
      ...back,
    },
    journals: [refundFailedJournal(parts, payment, attempt, owedCents)],
    ...(escrow && cents > 0 && { escrow: putBackRefund(parts, escrow, { refundId, cents, wasDone }) }),
    type: "payment.refund_failed",
  };
}

/** The day's limits get the money of a failed payment back; its attempts stay counted. */
function freed(payment: PaymentTransaction): Commit["counters"] {
  if (payment.limitsDay === undefined) return [];
  return counterKeys(payment, payment.limitsDay).map((key) => ({ key, count: 0, cents: -payment.amountCents }));
}
