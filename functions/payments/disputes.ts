import { type EscrowChange, openRailDispute, stepRailDispute } from "../escrow";
import { toTimestamp } from "../shared/clock";
import { formatMoney, type Money } from "../shared/money";
import { untilWritten } from "../shared/retry";
import { requestFaults } from "../shared/request-fields";
import { commit } from "./commit";
import { type Dispute, disputeView, type DisputeView } from "./dispute";
import { type DisputeStatus, isOver, mayGo } from "../shared/dispute-states";
import { eventOf } from "./events";
import { escrowOf, owedFor } from "./held-money";
import { broughtBackJournal, takenBackJournal } from "./journals";
import { LostItemError } from "./lost-item";
import { nextVersion } from "./parts";
import { type PaymentTransaction, type PaymentView, viewOf } from "./payment";
import { recoverProcessing } from "./recovery";
import { illegalTransition, paymentNotFound } from "./refusals";
import { type Refusal, refuse, type Result } from "./results";
import { bornePayment, boundedBy, exceeds, isFrozenBy, shareOf, type TakenBackParts } from "./taken-back";
import { isAllowed, step, takenState } from "./transitions";

/** What a rail tells of a dispute. */
export interface DisputeNotice {
  readonly paymentId: string;
  /** The rail's own name for the dispute. */
  readonly disputeId: string;
  readonly status: DisputeStatus;
  /** What the rail took back when the dispute was opened. */
  readonly amount: Money;
  readonly reason?: string;
  readonly evidenceDueAt?: string;
  /** Whether a decision brought the money back. @default true where it is won */
  readonly broughtBack?: boolean;
}

/** A payment and its dispute after a notice. */
export type DisputeResult = Result<{ readonly payment: PaymentView; readonly dispute: DisputeView }>;

/**
 * Takes in what a rail tells of a dispute. Its money has left when it is opened, and is booked then: what escrow holds
 * bears it first, the rest is the provider's debt (the platform's own loss where no provider got the money), with an
 * event to raise an alarm by. A dispute that is won brings it
 * back by a journal that names the first. The same notice again, or one that comes too late, changes nothing; one that
 * finds no dispute opens it first.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function takeDispute(parts: TakenBackParts, notice: DisputeNotice): Promise<DisputeResult> {
  const { paymentId, disputeId } = notice;
  const faults = requestFaults({ payment_id: paymentId, dispute_id: disputeId });
  if (faults.length > 0) return refuse(...faults);
  // Who disputes has paid: a charge or capture whose answer was lost is settled first.
  await recoverProcessing(parts, paymentId);

  return untilWritten(parts, async () => {
    const [{ payment }, known] = await Promise.all([
      parts.store.read({ paymentId }),
      parts.disputes.find(paymentId, disputeId),
    ]);
    if (!payment) return paymentNotFound();
    if (known && !mayGo(known.status, notice.status)) return answerOf(payment, known);
    if (known) return advance(parts, payment, known, notice);
    const opened = await open(parts, payment, notice);
    // A later notice that came first: the dispute goes on from where it is now.
    return opened?.ok === true && mayGo("opened", notice.status) ? undefined : opened;
  });
}

async function open(
  parts: TakenBackParts,
  payment: PaymentTransaction,
  { disputeId, amount, reason, evidenceDueAt }: DisputeNotice,
): Promise<DisputeResult | undefined> {
  const refusal = notDisputable(payment, amount);
  if (refusal) return refusal;
  const escrow = await escrowOf(parts, payment);
  const boundedCents = boundedBy(payment, amount.cents);
  const told = { disputeId, amountCents: amount.cents, boundedCents, ...(reason !== undefined && { reason }) };
  const taken = escrow && openRailDispute(parts, escrow, told);
  const borne = bornePayment(payment);
  const share = shareOf(borne, amount.cents, taken);
  const openDisputes = (payment.openDisputes ?? 0) + 1;
  const disputed = nextVersion(parts, payment, {
    ...(isAllowed(payment, { status: "disputed" }) && step(payment, takenState({ ...payment, openDisputes }))),
    openDisputes,
    reversedCents: payment.reversedCents + share.boundedCents,
    chargedBackCents: (payment.chargedBackCents ?? 0) + share.boundedCents,
  });
  const dispute: Dispute = {
    id: disputeId,
    paymentId: payment.id,
    amountCents: amount.cents,
    currency: amount.currency,
    status: "opened",
    reason,
    evidenceDueAt,
    openedAt: disputed.updatedAt,
    updatedAt: disputed.updatedAt,
    ...share,
  };
  const about = { dispute: disputeView(dispute) };
  const written = await commit(parts, {
    payment: disputed,
    dispute: { dispute },
    ...(taken?.change && { escrow: taken.change }),
    journals: [takenBackJournal(parts, borne, { id: journalId(dispute), kind: "dispute_opened" }, share)],
    events: [
      eventOf(parts.makeId("evt"), "dispute.opened", disputed, about),
      ...(exceeds(share, amount.cents) ? [eventOf(parts.makeId("evt"), "payment.reversal_exceeded", disputed)] : []),
    ],
  });
  if (written.outcome !== "written") return undefined;
  return answerOf(disputed, dispute);
}

/** Money that was never taken cannot be disputed; what was taken too late can. */
function notDisputable(payment: PaymentTransaction, amount: Money): Refusal | undefined {
  const to = { status: "disputed" } as const;
  if (payment.status !== "failed" && !isAllowed(payment, to)) return illegalTransition(payment, to);
  if (amount.currency !== payment.currency) {
    const message = `currency: saw ${amount.currency}, allowed is the payment's ${payment.currency}.`;
    return refuse({ code: "currency_mismatch", param: "currency", message });
  }
  if (amount.cents > 0) return undefined;
  const message = `amount: saw ${formatMoney(amount)}, allowed is more than 0.`;
  return refuse({ code: "amount_invalid", param: "amount", message });
}

async function advance(
  parts: TakenBackParts,
  payment: PaymentTransaction,
  before: Dispute,
  notice: DisputeNotice,
): Promise<DisputeResult | undefined> {
  const { status, evidenceDueAt = before.evidenceDueAt } = notice;
  const dispute: Dispute = { ...before, status, evidenceDueAt, updatedAt: toTimestamp(parts.clock.now()) };
  const broughtBack = isOver(status) && (notice.broughtBack ?? status === "won");
  const changed = nextVersion(parts, payment, isOver(status) ? closed(payment, before, broughtBack) : {});
  const escrow = await escrowStep(parts, payment, before, status, broughtBack);
  const written = await commit(parts, {
    payment: changed,
    dispute: { dispute, from: before.status },
    ...(escrow && { escrow }),
    journals: broughtBack ? [await reversal(parts, payment, before)] : [],
    events: [eventOf(parts.makeId("evt"), `dispute.${status}`, changed, { dispute: disputeView(dispute) })],
  });
  return written.outcome === "written" ? answerOf(changed, dispute) : undefined;
}

/** What a rail's word does to the escrow that its dispute froze. */
async function escrowStep(
  parts: TakenBackParts,
  payment: PaymentTransaction,
  before: Dispute,
  status: DisputeStatus,
  broughtBack: boolean,
): Promise<EscrowChange | undefined> {
  const escrow = await escrowOf(parts, payment);
  if (!isFrozenBy(escrow, before.id)) return undefined;
  const known = await parts.escrows.findDispute(escrow.id, before.id);
  if (!known) throw new LostItemError(`The dispute of the payment ${payment.id} is not beside its escrow.`);
  return stepRailDispute(parts, escrow, known, { status, backCents: broughtBack ? before.heldCents : 0 });
}

/** What a payment becomes when a dispute is decided. */
function closed(
  payment: PaymentTransaction,
  { boundedCents }: Dispute,
  broughtBack: boolean,
): Partial<PaymentTransaction> {
  const back = broughtBack ? boundedCents : 0;
  const change = {
    openDisputes: (payment.openDisputes ?? 0) - 1,
    reversedCents: payment.reversedCents - back,
    chargedBackCents: (payment.chargedBackCents ?? 0) - back,
  };
  const disputed = payment.status === "disputed";
  return { ...change, ...(disputed && step(payment, takenState({ ...payment, ...change }))) };
}

async function reversal(parts: TakenBackParts, payment: PaymentTransaction, dispute: Dispute) {
  const owed = dispute.receivableCents > 0 ? await owedFor(parts, payment) : 0;
  return broughtBackJournal(parts, bornePayment(payment), journalId(dispute), dispute, owed);
}

function journalId({ paymentId, id }: Dispute): string {
  return `${paymentId}/dispute/${id}`;
}

function answerOf(payment: PaymentTransaction, dispute: Dispute): DisputeResult {
  return { ok: true, payment: viewOf(payment), dispute: disputeView(dispute) };
}
