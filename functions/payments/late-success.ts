import type { Journal } from "../ledger";
import { toTimestamp } from "../shared/clock";
import type { EventType } from "../shared/events";
import type { Money } from "../shared/money";
import { BusyError, untilWritten } from "../shared/retry";
import { type Attempt, attemptAmount, captureKey, chargeReference } from "./attempt";
import { commit } from "./commit";
import { eventOf } from "./events";
import { lateJournal, lateReturnedJournal } from "./journals";
import { LostItemError } from "./lost-item";
import { nextVersion, type PaymentParts } from "./parts";
import { amountOf, type PaymentTransaction } from "./payment";
import type { FollowUpRequest } from "./rail";
import { sentCharge } from "./sent-charge";

/**
 * A charge or a capture took money after its payment was over: the money is booked to suspense, with an event to raise an
 * alarm by, and refunded. It may be called again at any time: a rail that does not answer leaves the money in suspense,
 * where the sweep finds it. An authorisation took nothing and is cancelled; where the rail does not confirm that, whoever
 * told of it is to tell again.
 *
 * @param railReference the rail's name for the charge, as it has just told.
 * @throws BusyError, and whatever the ports throw.
 */
export async function returnLateSuccess(
  parts: PaymentParts,
  payment: PaymentTransaction,
  attempt: Attempt,
  railReference = payment.railReference,
): Promise<PaymentTransaction> {
  const isAuthorisation = attempt.operation === "charge" && payment.captureMethod === "manual";
  if (isAuthorisation) return letGo(parts, payment, railReference);
  const amount = attemptAmount(attempt);
  const journal = lateJournal(parts, payment, amount);
  const lateChargeAt = toTimestamp(parts.clock.now());
  const arrived = await bookOnce(parts, payment, { lateChargeAt, railReference }, "payment.late_success", journal);
  if (!arrived.booked) return resumeLateSuccess(parts, arrived.payment);
  return giveBack(parts, arrived.payment, amount);
}

/** Lets a late authorisation go, so that the payer's money is not bound for days. @throws BusyError where that is not confirmed. */
async function letGo(parts: PaymentParts, payment: PaymentTransaction, railReference: string | undefined) {
  parts.count("LateSuccesses");
  const { outcome } = await parts.rails
    .named(payment.rail)
    .cancel(lateRequest(payment, amountOf(payment), railReference));
  if (outcome === "approved" || outcome === "declined") return payment;
  throw new BusyError(`The rail has not confirmed that the late authorisation of ${payment.id} is let go.`);
}

/**
 * Gives back what a late charge or capture took, where it still lies in suspense. What was begun before is asked about first, as the
 * rail recognises its reference for a time alone; past that it waits for the rail, or for a person.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function resumeLateSuccess(parts: PaymentParts, payment: PaymentTransaction): Promise<PaymentTransaction> {
  if (payment.lateChargeAt === undefined) return payment;
  const rail = parts.rails.named(payment.rail);
  const amount = await lateAmount(parts, payment);
  const { reference, charge } = lateRequest(payment, amount);
  const known = await rail.ask(reference, { operation: "refund", charge });
  if (known.outcome === "approved") return bookReturned(parts, payment, amount);
  const age = parts.clock.now() - Date.parse(payment.lateChargeAt);
  return age < rail.windowMs ? giveBack(parts, payment, amount) : payment;
}

/** What lies in suspense: all of a charge, or what the capture of an authorisation took. */
async function lateAmount({ store }: PaymentParts, payment: PaymentTransaction): Promise<Money> {
  if (payment.captureMethod === "automatic") return amountOf(payment);
  const captured = await store.findAttempt(captureKey(payment.id));
  if (captured) return attemptAmount(captured);
  throw new LostItemError(`The capture of the payment ${payment.id} is not in the table.`);
}

async function giveBack(parts: PaymentParts, payment: PaymentTransaction, amount: Money): Promise<PaymentTransaction> {
  const answer = await parts.rails.named(payment.rail).refund(lateRequest(payment, amount));
  return answer.outcome === "approved" ? bookReturned(parts, payment, amount) : payment;
}

function lateRequest(
  payment: PaymentTransaction,
  amount: Money,
  railReference = payment.railReference,
): FollowUpRequest {
  const of = chargeReference(payment.id);
  return { reference: `${of}/late`, of, amount, charge: sentCharge(payment, { railReference }) };
}

async function bookReturned(
  parts: PaymentParts,
  before: PaymentTransaction,
  amount: Money,
): Promise<PaymentTransaction> {
  const journal = lateReturnedJournal(parts, before, amount);
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
