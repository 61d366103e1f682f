import type { Journal } from "../ledger";
import { toTimestamp } from "../shared/clock";
import type { EventType } from "../shared/events";
import { BusyError, untilWritten } from "../shared/retry";
import { chargeReference } from "./attempt";
import { commit } from "./commit";
import { eventOf } from "./events";
import { lateJournal, lateReturnedJournal } from "./journals";
import { nextVersion, type PaymentParts } from "./parts";
import { amountOf, type PaymentTransaction } from "./payment";
import type { FollowUpRequest } from "./rail";
import { sentCharge } from "./sent-charge";

/**
 * A charge took money after its payment was over: the money is booked to suspense, with an event to raise an alarm by,
 * and refunded. It may be called again at any time: a rail that does not answer leaves the money in suspense, where the
 * sweep finds it. An authorisation took nothing and is cancelled; where the rail does not confirm that, whoever told of it
 * is to tell again.
 *
 * @param railReference the rail's name for the charge, as it has just told.
 * @throws BusyError, and whatever the ports throw.
 */
export async function returnLateSuccess(
  parts: PaymentParts,
  payment: PaymentTransaction,
  railReference = payment.railReference,
): Promise<PaymentTransaction> {
  if (payment.captureMethod === "manual") return letGo(parts, payment, railReference);
  const journal = lateJournal(parts, payment, amountOf(payment));
  const lateChargeAt = toTimestamp(parts.clock.now());
  const arrived = await bookOnce(parts, payment, { lateChargeAt, railReference }, "payment.late_success", journal);
  if (!arrived.booked) return resumeLateSuccess(parts, arrived.payment);
  return giveBack(parts, arrived.payment);
}

/** Lets a late authorisation go, so that the payer's money is not bound for days. @throws BusyError where that is not confirmed. */
async function letGo(parts: PaymentParts, payment: PaymentTransaction, railReference: string | undefined) {
  parts.count("LateSuccesses");
  const { outcome } = await parts.rails.named(payment.rail).cancel(lateRequest(payment, railReference));
  if (outcome === "approved" || outcome === "declined") return payment;
  throw new BusyError(`The rail has not confirmed that the late authorisation of ${payment.id} is let go.`);
}

/**
 * Gives back what a late charge took, where it still lies in suspense. What was begun before is asked about first, as the
 * rail recognises its reference for a time alone; past that it waits for the rail, or for a person.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function resumeLateSuccess(parts: PaymentParts, payment: PaymentTransaction): Promise<PaymentTransaction> {
  if (payment.lateChargeAt === undefined) return payment;
  const rail = parts.rails.named(payment.rail);
  const known = await rail.ask(lateRequest(payment).reference, { operation: "refund", charge: sentCharge(payment) });
  if (known.outcome === "approved") return bookReturned(parts, payment);
  const age = parts.clock.now() - Date.parse(payment.lateChargeAt);
  return age < rail.windowMs ? giveBack(parts, payment) : payment;
}

async function giveBack(parts: PaymentParts, payment: PaymentTransaction): Promise<PaymentTransaction> {
  const answer = await parts.rails.named(payment.rail).refund(lateRequest(payment));
  return answer.outcome === "approved" ? bookReturned(parts, payment) : payment;
}

function lateRequest(payment: PaymentTransaction, railReference = payment.railReference): FollowUpRequest {
  const of = chargeReference(payment.id);
  return { reference: `${of}/late`, of, amount: amountOf(payment), charge: sentCharge(payment, { railReference }) };
}

async function bookReturned(parts: PaymentParts, before: PaymentTransaction): Promise<PaymentTransaction> {
  const journal = lateReturnedJournal(parts, before, amountOf(before));
  const change = { lateChargeAt: undefined };
  const { payment } = await bookOnce(parts, before, change, "payment.late_success_returned", journal);
  return payment;
}

/** Books a journal with its event and the payment's change, unless it is booked; the payment as it stands then. */
async function bookOnce(
  parts: PaymentParts,
  before: PaymentTransaction,
  change: Partial<PaymentTransaction>,
  type: EventType,
  journal: Journal,
): Promise<{ readonly payment: PaymentTransaction; readonly booked: boolean }> {
  let current = before;
  return untilWritten(parts, async () => {
    const payment = nextVersion(parts, current, change);
    const events = [eventOf(parts.makeId("evt"), type, payment)];
    const written = await commit(parts, { payment, journals: [journal], events });
    if (written.outcome === "written") return { payment, booked: true };
    const found = await parts.store.read({ paymentId: current.id });
    current = found.payment ?? current;
    const known = written.outcome === "refused" && written.by.includes("journal");
    return known ? { payment: current, booked: false } : undefined;
  });
}
