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
