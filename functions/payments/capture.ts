import { toTimestamp } from "../shared/clock";
import type { EventType } from "../shared/events";
import { formatMoney, type Money } from "../shared/money";
import type { PaymentResult } from "./answers";
import { type AskedAmount, readAmount } from "../shared/asked-amount";
import { type AttemptKey, captureKey, referenceOf } from "./attempt";
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
  const key = captureKey(paymentId);
  return followUp(parts, caller, { paymentId, amount }, key, (payment) => {
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
    return intent(key, taken, "payment.capture_started");
  });
}

/**
 * Voids an authorised payment: the payer's money is free again.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export function voidPayment(parts: PaymentParts, caller: Caller, paymentId: string): Promise<PaymentResult> {
  const key: AttemptKey = { paymentId, operation: "void", name: "1" };
  return followUp(parts, caller, { paymentId }, key, (payment) => intendVoid(payment, key));
}

/**
 * Ends an authorisation whose time is over; the clock asks for it, and nothing is done before. Where the rail does not, or a
 * void was refused before, it is asked anew, once a day.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export function expire(parts: PaymentParts, paymentId: string): Promise<PaymentResult> {
  const day = toTimestamp(parts.clock.now()).slice(0, 10);
  const key: AttemptKey = { paymentId, operation: "void", name: `expiry-${day}` };
  return followUp(parts, undefined, { paymentId }, key, (payment) => {
    const until = payment.authorisationExpiresAt;
    const due = until !== undefined && parts.clock.now() >= Date.parse(until);
    return due ? intendVoid(payment, key) : illegalTransition(payment, { status: "failed", detail: "expired" });
  });
}

function intendVoid(payment: PaymentTransaction, key: AttemptKey): Intent | Refusal {
  const refusal = notAuthorised(payment, { status: "failed", detail: "voided" });
  return refusal ?? intent(key, amountOf(payment), "payment.void_started");
}

/** One capture or void at a time, and only of what is authorised. */
function notAuthorised(payment: PaymentTransaction, to: Parameters<typeof illegalTransition>[1]): Refusal | undefined {
  const free = payment.status === "processing" && payment.detail === "authorised" && payment.openAttempt === undefined;
  return free ? undefined : illegalTransition(payment, to);
}

function intent(key: AttemptKey, amount: Money, type: EventType): Intent {
  return { ok: true, amount, change: { openAttempt: referenceOf(key) }, type };
}

async function followUp(
  parts: PaymentParts,
  caller: Caller | undefined,
  body: { readonly paymentId: string; readonly amount?: AskedAmount },
  key: AttemptKey,
  intend: (payment: PaymentTransaction) => Intent | Refusal,
): Promise<PaymentResult> {
  const { paymentId, operation } = key;
  const faults = requestFaults({ payment_id: paymentId }, caller);
  if (faults.length > 0) return refuse(...faults);
  return operate(parts, {
    key,
    ...(caller && { request: requestOf(parts, caller, operation, paymentId, body) }),
    intend,
    // It was tried before, and the rail refused.
    refused: (payment) =>
      Promise.resolve(illegalTransition(payment, { status: operation === "capture" ? "completed" : "failed" })),
  });
}
