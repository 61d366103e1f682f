import type { EventType } from "../shared/events";
import { formatMoney, type Money } from "../shared/money";
import type { PaymentResult } from "./answers";
import { type AskedAmount, readAmount } from "../shared/asked-amount";
import { type Operation, referenceOf } from "./attempt";
import { requestOf } from "./caller";
import { type Caller, requestFaults } from "../shared/request-fields";
import { type Intent, operate } from "./operation";
import type { PaymentParts } from "./parts";
import { amountOf, type PaymentTransaction } from "./payment";
import { illegalTransition } from "./refusals";
import { type Refusal, refuse } from "./results";

/**
 * Captures an authorised payment, in full or once in part; what is not captured goes back to the payer.
 *
 * @param amount cents up to the payment's; all of it where it is left out.
 * @throws BusyError, and whatever the ports throw.
 */
export function capture(
  parts: PaymentParts,
  caller: Caller,
  paymentId: string,
  amount?: AskedAmount,
): Promise<PaymentResult> {
  return followUp(parts, caller, { paymentId, amount }, "capture", (payment) => {
    const refusal = notAuthorised(payment, { status: "completed" });
    if (refusal) return refusal;
    const whole = amountOf(payment);
    const read = readAmount(amount, whole.currency);
    if (!read.ok) return read;
    const { amount: taken = whole } = read;
    if (taken.cents > whole.cents || taken.cents === 0) {
      const message = `amount: saw ${formatMoney(taken)}, allowed is more than 0 and up to ${formatMoney(whole)} ${whole.currency}.`;
      return refuse({ code: "capture_exceeds_authorisation", param: "amount", message });
    }
    return intent(payment, "capture", taken, "payment.capture_started");
  });
}

/**
 * Voids an authorised payment: the payer's money is free again.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export function voidPayment(parts: PaymentParts, caller: Caller, paymentId: string): Promise<PaymentResult> {
  return followUp(parts, caller, { paymentId }, "void", intendVoid);
}

/**
 * Ends an authorisation whose time is over; the clock asks for it, and nothing is done before.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export function expire(parts: PaymentParts, paymentId: string): Promise<PaymentResult> {
  return followUp(parts, undefined, { paymentId }, "void", (payment) => {
    const until = payment.authorisationExpiresAt;
    const due = until !== undefined && parts.clock.now() >= Date.parse(until);
    return due ? intendVoid(payment) : illegalTransition(payment, { status: "failed", detail: "expired" });
  });
}

function intendVoid(payment: PaymentTransaction): Intent | Refusal {
  const refusal = notAuthorised(payment, { status: "failed", detail: "voided" });
  return refusal ?? intent(payment, "void", amountOf(payment), "payment.void_started");
}

/** One capture or void at a time, and only of what is authorised. */
function notAuthorised(payment: PaymentTransaction, to: Parameters<typeof illegalTransition>[1]): Refusal | undefined {
  const free = payment.status === "processing" && payment.detail === "authorised" && payment.openAttempt === undefined;
  return free ? undefined : illegalTransition(payment, to);
}

function intent(payment: PaymentTransaction, operation: Operation, amount: Money, type: EventType): Intent {
  const openAttempt = referenceOf({ paymentId: payment.id, operation, name: "1" });
  return { ok: true, amount, change: { openAttempt }, type };
}

async function followUp(
  parts: PaymentParts,
  caller: Caller | undefined,
  body: { readonly paymentId: string; readonly amount?: AskedAmount },
  operation: "capture" | "void",
  intend: (payment: PaymentTransaction) => Intent | Refusal,
): Promise<PaymentResult> {
  const { paymentId } = body;
  const faults = requestFaults({ payment_id: paymentId }, caller);
  if (faults.length > 0) return refuse(...faults);
  return operate(parts, {
    key: { paymentId, operation, name: "1" },
    ...(caller && { request: requestOf(parts, caller, operation, paymentId, body) }),
    intend,
    // It was tried before, and the rail refused.
    refused: (payment) =>
      Promise.resolve(illegalTransition(payment, { status: operation === "capture" ? "completed" : "failed" })),
  });
}
