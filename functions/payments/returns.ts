import { returnHeld } from "../escrow";
import { untilWritten } from "../shared/retry";
import { answerOf, type PaymentResult } from "./answers";
import { chargeKey } from "./attempt";
import { requestFaults } from "../shared/request-fields";
import { commit } from "./commit";
import { eventOf } from "./events";
import { escrowOf } from "./held-money";
import { takenBackJournal } from "./journals";
import { nextVersion } from "./parts";
import { takeNotice } from "./recovery";
import { illegalTransition, paymentNotFound } from "./refusals";
import { refuse } from "./results";
import { boundedBy, exceeds, shareOf, type TakenBackParts } from "./taken-back";
import { isAllowed, step } from "./transitions";

/** What a rail tells of a debit that the payer's bank has returned. */
export interface ReturnNotice {
  readonly paymentId: string;
  /** The bank's reason, in snake_case or as its code: `r01`. */
  readonly reason: string;
}

/**
 * Takes in that a payer's bank has returned a debit. A return is final: all that was taken leaves, from escrow first;
 * what was refunded or released before is the provider's debt, with an event to raise an alarm by. A debit that was not
 * settled yet has been declined. The same notice again changes nothing.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function takeReturn(parts: TakenBackParts, { paymentId, reason }: ReturnNotice): Promise<PaymentResult> {
  const faults = requestFaults({ payment_id: paymentId });
  if (faults.length > 0) return refuse(...faults);
  const to = { status: "failed", detail: "returned" } as const;

  return untilWritten(parts, async () => {
    const { payment } = await parts.store.read({ paymentId });
    if (!payment) return paymentNotFound();
    if (payment.detail === to.detail) return { ok: true, ...answerOf(payment) };
    if (payment.status === "processing" && payment.detail === undefined) {
      const settled = await takeNotice(parts, chargeKey(paymentId), { outcome: "declined", code: reason });
      return settled && { ok: true, ...answerOf(settled.payment) };
    }
    if (!isAllowed(payment, to)) return illegalTransition(payment, to);

    const { capturedCents: reversedCents } = payment;
    const escrow = await escrowOf(parts, payment);
    const taken = escrow && returnHeld(parts, escrow, boundedBy(payment, reversedCents));
    const share = shareOf(payment, reversedCents, taken);
    const returned = nextVersion(parts, payment, { ...step(payment, to), reversedCents, failureCode: reason });
    const { outcome } = await commit(parts, {
      payment: returned,
      ...(taken?.change && { escrow: taken.change }),
      journals: [takenBackJournal(parts, payment, { id: `${paymentId}/return`, kind: "payment_returned" }, share)],
      events: [
        eventOf(parts.makeId("evt"), "payment.returned", returned),
        ...(exceeds(share, reversedCents) ? [eventOf(parts.makeId("evt"), "payment.reversal_exceeded", returned)] : []),
      ],
    });
    if (outcome !== "written") return undefined;
    return { ok: true, ...answerOf(returned) };
  });
}
