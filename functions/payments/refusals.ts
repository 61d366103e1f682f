import type { PaymentState } from "./payment";
import { type Refusal, refuse } from "./results";
import { nameOf } from "./transitions";

/** The answer where a payment cannot go where it was asked to; names both states. */
export function illegalTransition(from: PaymentState, to: PaymentState): Refusal {
  const message = `A payment that is ${nameOf(from)} cannot become ${nameOf(to)}.`;
  return refuse({ code: "illegal_transition", param: "", message });
}

/** The answer where there is no such payment. */
export function paymentNotFound(): Refusal {
  return refuse({ code: "payment_not_found", param: "payment_id", message: "payment_id: there is no such payment." });
}

/** The answer to a refund of a debit that may still come back by itself. */
export function returnHoldNotOver(): Refusal {
  const message = "The payment's debit may still come back: refund it once its return hold is over.";
  return refuse({ code: "return_hold_not_over", param: "", message });
}

/** The answer to a notice about money that the payment does not know to be taken yet. */
export function notAnswered(): Refusal {
  const message = "The payment's own answer has not come yet: send this again.";
  return refuse({ code: "illegal_transition", param: "", message });
}
