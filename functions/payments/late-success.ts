import type { Journal } from "../ledger";
import { untilWritten } from "../shared/retry";
import { chargeReference } from "./attempt";
import { eventOf, type EventType } from "./events";
import { lateJournal, lateReturnedJournal } from "./journals";
import { nextVersion, type PaymentParts } from "./parts";
import { amountOf, type PaymentTransaction } from "./payment";

/**
 * A charge took money after its payment was over: the money is booked to suspense, with an event to raise an alarm by,
 * and refunded. It may be called again at any time: a rail that does not answer leaves the money in suspense, where the
 * next call finds it. An authorisation took nothing and is cancelled.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function returnLateSuccess(parts: PaymentParts, payment: PaymentTransaction): Promise<PaymentTransaction> {
  const amount = amountOf(payment);
  const of = chargeReference(payment.id);
  if (payment.captureMethod === "manual") {
    await parts.rail.cancel({ reference: `${of}/late`, of, amount });
    return payment;
  }
  const arrived = await bookOnce(parts, payment, "payment.late_success", lateJournal(parts, payment, amount));
  const { outcome } = await parts.rail.refund({ reference: `${of}/late`, of, amount });
  if (outcome !== "approved") return arrived;
  return bookOnce(parts, arrived, "payment.late_success_returned", lateReturnedJournal(parts, payment, amount));
}

/** Books a journal with its event, unless it is booked. */
async function bookOnce(
  parts: PaymentParts,
  before: PaymentTransaction,
  type: EventType,
  journal: Journal,
): Promise<PaymentTransaction> {
  let current = before;
  return untilWritten(parts, async () => {
    const payment = nextVersion(parts, current, {});
    const events = [eventOf(parts.makeId("evt"), type, payment)];
    const written = await parts.store.commit({ payment, journals: [journal], events });
    if (written.outcome === "written") return payment;
    if (written.outcome === "refused" && written.by.includes("journal")) return current;
    const found = await parts.store.read({ paymentId: current.id });
    current = found.payment ?? current;
    return undefined;
  });
}
