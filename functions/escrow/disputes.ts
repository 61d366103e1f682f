import { toTimestamp } from "../shared/clock";
import { isOver, mayGo } from "../shared/dispute-states";
import type { EventType } from "../shared/events";
import { formatMoney } from "../shared/money";
import { type AskedAmount, readAmount } from "../shared/asked-amount";
import { requestFaults } from "../shared/request-fields";
import { untilWritten } from "../shared/retry";
import { type EscrowAccount, frozen, hasEnded, nextEscrow, remainingOf, statusAfter, thawed } from "./account";
import { NAME } from "./conditions";
import { type Decision, disputedAmount, divide, type EscrowDispute, statusOf, type Verdict } from "./dispute";
import { escrowEvent } from "./events";
import { FACTS_MAX } from "./facts";
import type { EscrowParts } from "./parts";
import { disputed, escrowNotFound, type Fault, illegalTransition, type Refusal, refuse, type Result } from "./results";

/** An escrow and its dispute after a request. */
export type DisputeResult = Result<{ readonly account: EscrowAccount; readonly dispute: EscrowDispute }>;

/** What a party says of a dispute. */
export interface NewDispute {
  readonly escrowId: string;
  /** Unique among the escrow's disputes, for ever. */
  readonly disputeId: string;
  readonly by: string;
  readonly reason?: string;
  /** @default all that is held */
  readonly amount?: AskedAmount;
}

/** Which dispute is meant. */
export interface DisputeKey {
  readonly escrowId: string;
  readonly disputeId: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Opens a dispute of a party: releases and timers stand still until it is decided, withdrawn or past its deadline. The
 * same one again changes nothing.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function openDispute(parts: EscrowParts, asked: NewDispute): Promise<DisputeResult> {
  const { escrowId, disputeId, by, reason } = asked;
  const faults = [
    ...requestFaults({ escrow_id: escrowId, dispute_id: disputeId }),
    ...lengthFaults(disputeId),
    ...wordFaults("reason", reason),
  ];
  if (faults.length > 0) return refuse(...faults);
  return untilWritten(parts, async () => {
    const [account, known] = await Promise.all([
      parts.escrows.find(escrowId),
      parts.escrows.findDispute(escrowId, disputeId),
    ]);
    if (!account) return escrowNotFound();
    if (known)
      return known.openedBy === by && known.reason === reason ? { ok: true, account, dispute: known } : exists();
    if (hasEnded(account)) return illegalTransition(`An escrow that is ${account.status} cannot become disputed.`);
    if (account.openDisputes.length > 0) return disputed();
    const left = remainingOf(account);
    const read = readAmount(asked.amount, account.currency);
    if (!read.ok) return read;
    const { amount = left } = read;
    if (amount.cents === 0 || amount.cents > left.cents) {
      const message = `amount: saw ${formatMoney(amount)}, allowed is more than 0 and up to ${formatMoney(left)}.`;
      return refuse({ code: "escrow_insufficient", param: "amount", message });
    }
    const now = parts.clock.now();
    const disputeDeadline = toTimestamp(now + parts.escrowSettings.disputeDays * DAY_MS);
    const change = { ...frozen(account, disputeId, now), disputeDeadline, status: "disputed" } as const;
    const changed = nextEscrow(parts, account, change);
    const dispute: EscrowDispute = {
      id: disputeId,
      escrowId,
      origin: "party",
      amountCents: amount.cents,
      currency: amount.currency,
      status: "opened",
      ...(reason !== undefined && { reason }),
      openedBy: by,
      evidence: [],
      deadline: disputeDeadline,
      openedAt: changed.updatedAt,
      updatedAt: changed.updatedAt,
    };
    return written(parts, changed, dispute, "escrow.disputed", true);
  });
}

function exists(): Refusal {
  const message = "dispute_id: the escrow has a dispute with this id.";
  return refuse({ code: "escrow_dispute_exists", param: "dispute_id", message });
}

/** Evidence of a party in a dispute. */
export interface NewEvidence {
  readonly kind: string;
  /** Where it is: the caller's own name for it. */
  readonly reference?: string;
  readonly by: string;
}

/**
 * Takes evidence in, as long as nobody reviews the dispute: it then waits for more (`evidence_required`) until its
 * review or its deadline. The same evidence again changes nothing.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function giveEvidence(parts: EscrowParts, key: DisputeKey, given: NewEvidence): Promise<DisputeResult> {
  const { kind, reference, by } = given;
  const faults = [...wordFaults("kind", kind), ...requestFaults({ reference })];
  if (faults.length > 0) return refuse(...faults);
  return change(parts, key, (_, dispute) => {
    const { status, evidence } = dispute;
    const known = evidence.some((each) => each.kind === kind && each.by === by && each.reference === reference);
    if (known) return { ok: true };
    if (status !== "opened" && status !== "evidence_required") return notFrom(dispute, "evidence_required");
    if (evidence.length >= FACTS_MAX) {
      const message = `A dispute keeps at most ${FACTS_MAX} pieces of evidence.`;
      return refuse({ code: "escrow_facts_full", param: "", message });
    }
    const at = toTimestamp(parts.clock.now());
    const more = { kind, ...(reference !== undefined && { reference }), by, at };
    return {
      ok: true,
      dispute: { ...dispute, status: "evidence_required", evidence: [...evidence, more] },
      account: {},
      type: "escrow.dispute_evidence_given",
    };
  });
}

/**
 * Begins the review of a dispute: no more evidence is taken. Again it changes nothing.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export function reviewDispute(parts: EscrowParts, key: DisputeKey): Promise<DisputeResult> {
  return change(parts, key, (_, dispute) => {
    if (dispute.status === "under_review") return { ok: true };
    if (!mayGo(dispute.status, "under_review")) return notFrom(dispute, "under_review");
    return {
      ok: true,
      dispute: { ...dispute, status: "under_review" },
      account: {},
      type: "escrow.dispute_under_review",
    };
  });
}

/**
 * Withdraws a dispute: the hold goes on, and ends later by as long as it was frozen. Again it changes nothing.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export function withdrawDispute(parts: EscrowParts, key: DisputeKey): Promise<DisputeResult> {
  return change(parts, key, (account, dispute) => {
    if (dispute.status === "withdrawn") return { ok: true };
    if (!mayGo(dispute.status, "withdrawn")) return notFrom(dispute, "withdrawn");
    const over = { ...thawed(account, dispute.id, parts.clock.now()), disputeDeadline: undefined };
    const status = statusAfter({ ...account, ...over }, "refund");
    return {
      ok: true,
      dispute: { ...dispute, status: "withdrawn" },
      account: { ...over, status },
      type: "escrow.dispute_withdrawn",
    };
  });
}

/**
 * Decides a dispute and keeps the decision; its money moves afterwards, by `carryOutResolution`. The same decision again
 * changes nothing.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export function decideDispute(
  parts: EscrowParts,
  key: DisputeKey,
  verdict: Verdict,
  by: string,
): Promise<DisputeResult> {
  return change(parts, key, (_, dispute) => {
    const divided = divide(disputedAmount(dispute), verdict);
    if (!divided) {
      const message = `refund_amount: allowed is up to ${formatMoney(disputedAmount(dispute))}.`;
      return refuse({ code: "escrow_insufficient", param: "refund_amount", message });
    }
    const { decision } = dispute;
    const isSame = decision?.outcome === verdict.outcome && decision.refundCents === divided.refundCents;
    if (isSame) return { ok: true };
    if (!mayGo(dispute.status, "lost")) return notFrom(dispute, statusOf(divided));
    const made: Decision = { outcome: verdict.outcome, ...divided, by, at: toTimestamp(parts.clock.now()) };
    return {
      ok: true,
      dispute: { ...dispute, status: statusOf(divided), decision: made },
      account: { resolution: { disputeId: dispute.id, ...divided, attempt: 1 }, disputeDeadline: undefined },
      type: "escrow.dispute_decided",
    };
  });
}

/** What becomes of a dispute; nothing but `ok` where it is so already. */
type Step =
  | { readonly ok: true; readonly dispute?: undefined }
  | {
      readonly ok: true;
      readonly dispute: EscrowDispute;
      readonly account: Partial<EscrowAccount>;
      readonly type: EventType;
    }
  | Refusal;

/** Changes a dispute of a party that is not over; a rail decides its own. */
async function change(
  parts: EscrowParts,
  { escrowId, disputeId }: DisputeKey,
  stepOf: (account: EscrowAccount, dispute: EscrowDispute) => Step,
): Promise<DisputeResult> {
  const faults = requestFaults({ escrow_id: escrowId, dispute_id: disputeId });
  if (faults.length > 0) return refuse(...faults);
  return untilWritten(parts, async () => {
    const [account, dispute] = await Promise.all([
      parts.escrows.find(escrowId),
      parts.escrows.findDispute(escrowId, disputeId),
    ]);
    if (!account) return escrowNotFound();
    if (!dispute) {
      const message = "dispute_id: the escrow has no such dispute.";
      return refuse({ code: "escrow_dispute_not_found", param: "dispute_id", message });
    }
    if (dispute.origin === "rail") return illegalTransition("A rail's dispute is decided by the rail alone.");
    const step = stepOf(account, dispute);
    if (!step.ok) return step;
    if (step.dispute === undefined) return { ok: true, account, dispute };
    const changed = nextEscrow(parts, account, step.account);
    return written(parts, changed, { ...step.dispute, updatedAt: changed.updatedAt }, step.type, false);
  });
}

async function written(
  parts: EscrowParts,
  account: EscrowAccount,
  dispute: EscrowDispute,
  type: EventType,
  isNew: boolean,
): Promise<DisputeResult | undefined> {
  const events = [escrowEvent(parts, type, account, { dispute })];
  const { outcome } = await parts.escrows.commit({ account, dispute: { dispute, isNew }, events });
  return outcome === "written" ? { ok: true, account, dispute } : undefined;
}

function notFrom({ status }: EscrowDispute, to: EscrowDispute["status"]): Refusal {
  return illegalTransition(`A dispute that is ${status} ${isOver(status) ? "is decided" : `cannot become ${to}`}.`);
}

/** Refunds that a decision makes are named after it. */
const DISPUTE_ID_MAX = 64;

function lengthFaults(disputeId: string): Fault[] {
  if (disputeId.length <= DISPUTE_ID_MAX) return [];
  const message = `dispute_id: saw ${disputeId.length} characters, allowed are ${DISPUTE_ID_MAX}.`;
  return [{ code: "invalid", param: "dispute_id", message }];
}

function wordFaults(param: string, text: string | undefined): Fault[] {
  if (text === undefined || NAME.test(text)) return [];
  return [{ code: "invalid", param, message: `${param}: must be a word of snake_case.` }];
}
