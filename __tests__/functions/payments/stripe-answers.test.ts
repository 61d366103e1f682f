import {
  answerOfFault,
  chargeKnowledge,
  followUpKnowledge,
  type IntentState,
  refundAnswer,
  STRIPE_WINDOW_MS,
} from "../../../functions/payments/stripe-answers";

const intent = (status: string, error?: object) => ({ id: "pi_1", status, last_payment_error: error }) as IntentState;

describe("what a PaymentIntent says", () => {
  it.each([
    ["succeeded", "approved"],
    ["requires_capture", "approved"],
    ["canceled", "declined"],
    ["requires_confirmation", "not_found"],
    ["requires_payment_method", "not_found"],
    ["processing", "unknown"],
    ["requires_action", "unknown"],
    ["something_new", "unknown"],
  ])("of its charge where it is %s: %s", (status, outcome) => {
    expect(chargeKnowledge(intent(status)).outcome).toBe(outcome);
  });

  it("of a charge that failed: why", () => {
    const code = (error: object) => chargeKnowledge(intent("requires_payment_method", error)).code;
    expect(code({ code: "card_declined", decline_code: "lost_card" })).toBe("lost_card");
    expect(code({ code: "expired_card" })).toBe("expired_card");
    expect(code({ type: "card_error" })).toBe("card_declined");
  });

  it.each([
    ["capture", "succeeded", "approved"],
    ["capture", "requires_capture", "not_found"],
    ["capture", "canceled", "declined"],
    ["capture", "processing", "unknown"],
    ["cancel", "canceled", "approved"],
    ["cancel", "succeeded", "declined"],
    ["cancel", "requires_capture", "not_found"],
  ] as const)("of a %s where it is %s: %s", (operation, status, outcome) => {
    expect(followUpKnowledge(operation, intent(status)).outcome).toBe(outcome);
  });
});

describe("what a refund says", () => {
  it.each([
    ["succeeded", "approved"],
    ["pending", "approved"],
    ["failed", "declined"],
    ["canceled", "declined"],
    ["requires_action", "unknown"],
    [null, "unknown"],
  ])("where it is %s: %s", (status, outcome) => {
    expect(refundAnswer({ id: "re_1", status }).outcome).toBe(outcome);
  });

  it("why it failed, where Stripe tells", () => {
    expect(refundAnswer({ id: "re_1", status: "failed", failure_reason: "lost_or_stolen_card" }).code).toBe(
      "lost_or_stolen_card",
    );
  });
});

describe("what an error of Stripe's means", () => {
  it.each([
    [{ type: "StripeCardError", decline_code: "fraudulent", code: "card_declined" }, "declined", "fraudulent"],
    [{ type: "StripeCardError", code: "expired_card" }, "declined", "expired_card"],
    [{ type: "StripeCardError", decline_code: "", code: "expired_card" }, "declined", "expired_card"],
    [{ type: "StripeCardError" }, "declined", "card_declined"],
    [{ type: "StripeInvalidRequestError", code: "amount_too_small" }, "declined", "amount_too_small"],
    [{ type: "StripeInvalidRequestError" }, "declined", "request_invalid"],
    [{ type: "StripeInvalidRequestError", code: "lock_timeout" }, "unknown", "stripe_error"],
    [{ type: "StripeRateLimitError" }, "unknown", "rate_limited"],
    [{ type: "StripeConnectionError" }, "unknown", "timeout"],
    [{ type: "StripeIdempotencyError" }, "unknown", "idempotency_error"],
    [{ type: "StripeAuthenticationError" }, "unknown", "authentication_error"],
    [{ type: "StripePermissionError" }, "unknown", "permission_error"],
    [{ type: "StripeAPIError" }, "unknown", "stripe_error"],
  ] as const)("%j: %s, %s", (fault, outcome, code) => {
    expect(answerOfFault(fault)).toEqual({ outcome, code });
  });
});

it("is relied on for less than the day that Stripe keeps keys", () => {
  expect(STRIPE_WINDOW_MS).toBe(23 * 60 * 60 * 1000);
});
