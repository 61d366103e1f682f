import { answerOf, type PaymentResult, recordOf } from "./answers";
import { type AttemptRequest, chargeKey, chargeReference } from "./attempt";
import { requestOf } from "./caller";
import { type Caller, requestFaults } from "../shared/request-fields";
import { commit } from "./commit";
import { eventOf } from "./events";
import { operate } from "./operation";
import { blockedFaultOf, partiesOf } from "./parties/party";
import { nextVersion, type PaymentParts } from "./parts";
import { LIMIT_REACHED, reservations, today } from "./pay";
import { amountOf, type PaymentTransaction } from "./payment";
import { illegalTransition } from "./refusals";
import { refuse } from "./results";
import { isAllowed, step } from "./transitions";

/**
 * Processes a payment that was validated: one parallel read phase, two transactions, one call of the rail. The decision
 * is the one it was validated with; the day's limits are reserved now, and a payment that finds them used up fails. So
 * does one whose customer or provider was blocked since, which is looked up beside the first transaction: it is refused,
 * now and whenever the request is repeated.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function processPayment(parts: PaymentParts, caller: Caller, paymentId: string): Promise<PaymentResult> {
  const faults = requestFaults({ payment_id: paymentId }, caller);
  if (faults.length > 0) return refuse(...faults);
  const request = requestOf(parts, caller, "process", paymentId, { paymentId });
  const key = chargeKey(paymentId);
  const day = today(parts);
  const result = await operate(parts, {
    key,
    request,
    partiesOf,
    intend(payment) {
      const to = { status: "processing" } as const;
      if (payment.status === to.status || !isAllowed(payment, to)) return illegalTransition(payment, to);
      const change = { ...step(payment, to), openAttempt: chargeReference(paymentId), limitsDay: day };
      const counters = reservations(parts, payment, day);
      return { ok: true, amount: amountOf(payment), change, counters, type: "payment.processing" };
    },
    refused: (payment, by) =>
      by.includes("limit") ? failByLimit(parts, payment, request) : Promise.resolve(undefined),
  });
  const blocked = result.ok && blockedFaultOf(result.payment.failureCode);
  return blocked ? refuse(blocked) : result;
}

/** Keeps that a payment failed, with its answer; nothing was reserved, nothing is given back. */
async function failByLimit(
  parts: PaymentParts,
  payment: PaymentTransaction,
  request: AttemptRequest,
): Promise<PaymentResult | undefined> {
  const state = step(payment, { status: "failed", detail: "declined" });
  const failed = nextVersion(parts, payment, { ...state, failureCode: LIMIT_REACHED });
  const answer = answerOf(failed);
  const { outcome } = await commit(parts, {
    payment: failed,
    record: recordOf(request, answer, parts.clock.now()),
    events: [eventOf(parts.makeId("evt"), "payment.failed", failed)],
  });
  return outcome === "written" ? { ok: true, ...answer } : undefined;
}
