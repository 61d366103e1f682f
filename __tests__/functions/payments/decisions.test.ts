import fc from "fast-check";
import { costsOf, debitCostsOf, PRICES, untakenCosts, USAGE_OF_PAYMENT } from "../../../functions/payments/costs";
import {
  counterKeys,
  type Counter,
  decideByLimits,
  type Limits,
  type Subject,
} from "../../../functions/payments/limits";
import { DETAILS, type PaymentState, STATUSES } from "../../../functions/payments/payment";
import { IllegalTransitionError, isAllowed, nameOf, step } from "../../../functions/payments/transitions";
import { money } from "../../../functions/shared/money";

describe("a payment's states", () => {
  const next = (from: PaymentState) => STATUSES.filter((status) => isAllowed(from, { status }));

  it("lead where the documents say", () => {
    expect(next({ status: "pending" })).toEqual(["processing", "failed"]);
    expect(next({ status: "requires_review" })).toEqual(["pending", "failed"]);
    expect(next({ status: "processing" })).toEqual(["completed", "failed"]);
    expect(next({ status: "completed" })).toEqual(["refunded", "partially_refunded", "disputed"]);
    expect(next({ status: "partially_refunded" })).toEqual(["completed", "refunded", "partially_refunded", "disputed"]);
    expect(next({ status: "disputed" })).toEqual(["completed", "refunded", "partially_refunded", "disputed"]);
    expect(next({ status: "failed" })).toEqual([]);
    expect(next({ status: "refunded" })).toEqual(["completed", "partially_refunded", "disputed"]);
  });

  it("go back to failed in one way alone: an ACH debit that is returned", () => {
    for (const status of ["completed", "partially_refunded", "refunded"] as const) {
      const details = DETAILS.filter((detail) => isAllowed({ status }, { status: "failed", detail }));
      expect(details).toEqual(["returned"]);
    }
    for (const status of ["pending", "processing", "requires_review"] as const) {
      expect(isAllowed({ status }, { status: "failed", detail: "returned" })).toBe(false);
    }
  });

  it("are authorised once, and voided, expired or declined only where the payment failed", () => {
    const authorised = { status: "processing", detail: "authorised" } as const;
    expect(isAllowed({ status: "processing" }, authorised)).toBe(true);
    expect(isAllowed(authorised, authorised)).toBe(false);
    expect(isAllowed(authorised, { status: "completed", detail: "partially_captured" })).toBe(true);
    for (const detail of ["voided", "expired", "declined"] as const) {
      expect(isAllowed(authorised, { status: "failed", detail })).toBe(true);
      expect(isAllowed(authorised, { status: "completed", detail })).toBe(false);
    }
  });

  it("are both named where a step is illegal", () => {
    const from = { status: "processing", detail: "authorised" } as const;
    expect(nameOf(from)).toBe("processing (authorised)");
    expect(() => step(from, { status: "refunded" })).toThrow(IllegalTransitionError);
    expect(() => step(from, { status: "refunded" })).toThrow(
      "A payment that is processing (authorised) cannot become refunded.",
    );
    expect(step(from, { status: "completed" })).toEqual({ status: "completed" });
  });
});

describe("a decision by limits alone", () => {
  const day = { countMax: 3, sumCentsMax: 1000 };
  const limits: Limits = {
    amountCentsMax: 900,
    reviewAboveCents: 500,
    perDay: { customer: day, card: day, address: day },
  };
  const used = (subject: Subject, count: number, sumCents: number): Counter => {
    return { subject, id: "a", currency: "USD", day: "2026-11-15", count, sumCents };
  };
  const decide = (cents: number, ...counters: Counter[]) =>
    decideByLimits(limits, { amount: money(cents, "USD"), counters });

  it("approves what is within them; the score is the share of the tightest", () => {
    expect(decide(90)).toEqual({ outcome: "approve", score: 100, reasons: [] });
    expect(decide(100, used("card", 0, 700))).toEqual({ outcome: "approve", score: 800, reasons: [] });
    expect(decide(100, used("card", 2, 900))).toEqual({ outcome: "approve", score: 1000, reasons: [] });
  });

  it("declines what is above one, with all the reasons", () => {
    expect(decide(901).reasons).toEqual(["amount_above_limit"]);
    expect(decide(900, used("customer", 3, 0), used("card", 0, 101), used("address", 3, 101))).toEqual({
      outcome: "decline",
      score: 1000,
      reasons: [
        "customer_count_above_limit",
        "card_sum_above_limit",
        "address_count_above_limit",
        "address_sum_above_limit",
      ],
    });
  });

  it("has a person look at large amounts", () => {
    expect(decide(500).outcome).toBe("approve");
    expect(decide(501)).toEqual({ outcome: "review", score: 556, reasons: ["amount_needs_review"] });
  });

  it("counts for the customer, and for card and address where there are some", () => {
    const subjects = (payment: object) =>
      counterKeys({ customerId: "a", currency: "USD", ...payment }, "2026-11-15").map(({ subject, id }) => [
        subject,
        id,
      ]);
    expect(subjects({})).toEqual([["customer", "a"]]);
    expect(subjects({ encryptedCardToken: "b", addressId: "c" })).toEqual([
      ["customer", "a"],
      ["card", "b"],
      ["address", "c"],
    ]);
    expect(subjects({ encryptedCardToken: "b", cardKey: "k" })).toEqual([
      ["customer", "a"],
      ["card", "b"],
      ["card", "k"],
    ]);
  });
});

describe("what a payment costs", () => {
  const none = { basisPoints: 0, fixedCents: 0 };

  it("stands beside what Stripe would have taken: 2.9 % and 0.30, half a cent up", () => {
    expect(costsOf(money(10_000, "USD"), USAGE_OF_PAYMENT, none)).toEqual({
      processingCostCents: 1,
      processingCostMicros: 48,
      stripeSavedCostCents: 320,
      savingsPercentage: 99.99,
    });
    expect(costsOf(money(1, "USD"), USAGE_OF_PAYMENT, none).stripeSavedCostCents).toBe(30);
    expect(costsOf(money(50, "USD"), USAGE_OF_PAYMENT, none).stripeSavedCostCents).toBe(31);
    expect(PRICES.asOf).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  it("contains what the acquirer takes, and may be more than Stripe's", () => {
    const cheap = costsOf(money(10_000, "USD"), USAGE_OF_PAYMENT, { basisPoints: 180, fixedCents: 10 });
    expect(cheap).toMatchObject({ processingCostCents: 191, savingsPercentage: 40.62 });
    const dear = costsOf(money(10_000, "USD"), USAGE_OF_PAYMENT, { basisPoints: 580, fixedCents: 60 });
    expect(dear.savingsPercentage).toBeCloseTo(-100, 1);
  });

  it("is the bank's where it is debited, beside Stripe's 0.8 % and at most 5.00", () => {
    expect(debitCostsOf(money(10_000, "USD"), 250)).toEqual({
      processingCostCents: 26,
      processingCostMicros: 250_100,
      stripeSavedCostCents: 80,
      savingsPercentage: 68.73,
    });
    expect(debitCostsOf(money(1_000_000, "USD"), 250).stripeSavedCostCents).toBe(500);
    const free = debitCostsOf(money(1, "USD"), 250);
    expect([free.stripeSavedCostCents, free.savingsPercentage]).toEqual([0, undefined]);
    expect(debitCostsOf(money(10_000, "EUR"), 250)).toEqual({});
  });

  it("is not made up for currencies without prices", () => {
    expect(costsOf(money(10_000, "EUR"), USAGE_OF_PAYMENT, none)).toEqual({});
  });

  it("is saved nowhere where nothing was taken: neither Stripe nor the acquirer would have had a part of it", () => {
    const acquirer = { basisPoints: 180, fixedCents: 10 };
    const made = { rail: "simulator", ...costsOf(money(10_000, "USD"), USAGE_OF_PAYMENT, acquirer) } as const;
    expect(untakenCosts(made)).toEqual({
      processingCostCents: 1,
      processingCostMicros: 48,
      stripeSavedCostCents: 0,
      savingsPercentage: undefined,
    });
    const debit = { rail: "ach-debit", ...debitCostsOf(money(10_000, "USD"), 250) } as const;
    expect({ ...debit, ...untakenCosts(debit) }).toMatchObject({
      processingCostMicros: 250_100,
      stripeSavedCostCents: 0,
    });
    expect(untakenCosts({ rail: "simulator" })).toEqual({});
  });

  it("is never shown cheaper than it is", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 0, max: 400 }), (cents, basisPoints) => {
        const costs = costsOf(money(cents, "USD"), USAGE_OF_PAYMENT, { basisPoints, fixedCents: 5 });
        expect(costs.processingCostCents! * 10_000).toBeGreaterThanOrEqual(costs.processingCostMicros!);
        expect(Number.isSafeInteger(costs.processingCostMicros)).toBe(true);
      }),
    );
  });
});
