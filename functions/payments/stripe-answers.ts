import type { Stripe } from "stripe";
import type { Asked, RailAnswer, RailKnowledge } from "./rail";

/**
 * How long Stripe is relied on to recognise an idempotency key: it keeps them for 24 hours at least, and a request may be
 * an hour under way.
 */
export const STRIPE_WINDOW_MS = 23 * 60 * 60 * 1000;

/**
 * Currencies whose unit is not ISO 4217's at Stripe: ISK and UGX are asked for with two decimals, MGA with none. A charge
 * of a hundred times the amount is worse than none.
 */
export const STRIPE_OTHER_UNITS: readonly string[] = ["ISK", "UGX", "MGA"];

/** The part of a PaymentIntent that says where it stands. */
export type IntentState = Pick<Stripe.PaymentIntent, "id" | "status" | "last_payment_error">;

/** The part of a refund that says where it stands. */
export type RefundState = Pick<Stripe.Refund, "id" | "status" | "failure_reason">;

/** What a PaymentIntent says of the charge that it stands for. */
export function chargeKnowledge(intent: IntentState): RailKnowledge {
  const { id: railReference, status, last_payment_error: error } = intent;
  switch (status) {
    case "succeeded":
    case "requires_capture":
      return { outcome: "approved", code: "approved", railReference };
    case "canceled":
      return { outcome: "declined", code: "cancelled", railReference };
    case "requires_payment_method":
      return error
        ? { outcome: "declined", code: error.decline_code ?? error.code ?? "card_declined", railReference }
        : { outcome: "not_found", code: status };
    case "requires_confirmation":
      return { outcome: "not_found", code: status };
    default:
      return { outcome: "unknown", code: status, railReference };
  }
}

/** What a PaymentIntent says of a capture or a cancellation, of which it sees one at most. */
export function followUpKnowledge(
  operation: Exclude<Asked["operation"], "charge" | "refund">,
  { id: railReference, status }: IntentState,
): RailKnowledge {
  const done = { capture: "succeeded", cancel: "canceled" }[operation];
  if (status === done) return { outcome: "approved", code: "approved", railReference };
  if (status === "succeeded") return { outcome: "declined", code: "captured", railReference };
  if (status === "canceled") return { outcome: "declined", code: "cancelled", railReference };
  return status === "processing"
    ? { outcome: "unknown", code: status, railReference }
    : { outcome: "not_found", code: status };
}

/** What became of a refund; one that is on its way is one: where it fails after all, Stripe tells by its webhook. */
export function refundAnswer({ id: railReference, status, failure_reason }: RefundState): RailAnswer {
  if (status === "succeeded" || status === "pending") return { outcome: "approved", code: "approved", railReference };
  if (status === "failed" || status === "canceled") {
    return { outcome: "declined", code: failure_reason ?? status, railReference };
  }
  return { outcome: "unknown", code: status ?? "unknown", railReference };
}

/** The part of Stripe's errors that says what is wrong. */
export interface StripeFault {
  readonly type: string;
  readonly code?: string;
  readonly decline_code?: string;
}

/**
 * What an error of Stripe's means. A card that is refused, and a request that Stripe cannot take, are definite. Anything
 * else is not: it may have been done, or be done by another request under the same key, or our own key is wrong.
 */
export function answerOfFault({ type, code, decline_code }: StripeFault): RailAnswer {
  if (type === "StripeCardError") return { outcome: "declined", code: given(decline_code, code) ?? "card_declined" };
  if (type === "StripeInvalidRequestError" && code !== "lock_timeout") {
    return { outcome: "declined", code: given(code) ?? "request_invalid" };
  }
  return { outcome: "unknown", code: UNKNOWN_CODES[type] ?? "stripe_error" };
}

/** The first code that says something: in errors of its package, one that Stripe has not sent is an empty text. */
function given(...codes: readonly (string | undefined)[]): string | undefined {
  return codes.find((code) => code !== undefined && code !== "");
}

const UNKNOWN_CODES: Readonly<Record<string, string>> = {
  StripeRateLimitError: "rate_limited",
  StripeConnectionError: "timeout",
  StripeIdempotencyError: "idempotency_error",
  StripeAuthenticationError: "authentication_error",
  StripePermissionError: "permission_error",
};
