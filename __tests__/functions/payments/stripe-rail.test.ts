import type { ChargeRequest, SentCharge } from "../../../functions/payments/rail";
import { STRIPE_WINDOW_MS } from "../../../functions/payments/stripe-answers";
import { stripeRail } from "../../../functions/payments/stripe-rail";
import { toTimestamp } from "../../../functions/shared/clock";
import { money } from "../../../functions/shared/money";
import { ManualClock } from "../vault/support/seeded";
import { FakeStripe, type Trouble } from "./support/fake-stripe";

const usd = (cents: number) => money(cents, "USD");
const REFERENCE = "pay_1/charge/1";

let stripe: FakeStripe;
beforeEach(async () => {
  stripe = await FakeStripe.start();
});
afterEach(() => stripe.stop());

function start({ milliseconds = 5000, key = async () => "sk_test_1" } = {}) {
  const clock = new ManualClock();
  const logged: unknown[] = [];
  const warn = (_: unknown, about: unknown) => logged.push(about);
  const log = { warn: warn as never };
  const rail = stripeRail({ apiKey: key, clock, log, milliseconds, host: stripe.host });
  const sentAt = toTimestamp(clock.now());
  const request = (change: Partial<ChargeRequest> = {}): ChargeRequest => ({
    reference: REFERENCE,
    amount: usd(10_000),
    customerId: "cust_1",
    token: "pm_card",
    capture: true,
    ...change,
  });
  const charge = (change: Partial<ChargeRequest> = {}) => rail.charge(request(change));
  const sent = (change: Partial<SentCharge> = {}): SentCharge => ({ ...request(), sentAt, ...change });
  const followUp = (reference: string, cents: number, of = sent()) =>
    ({ reference, of: REFERENCE, amount: usd(cents), charge: of }) as const;
  const ask = (change: Partial<SentCharge> = {}) => rail.ask(REFERENCE, { operation: "charge", charge: sent(change) });
  return { clock, logged, rail, charge, sent, followUp, ask };
}

function trouble(at: RegExp, ...troubles: Trouble[]) {
  stripe.troublesAt = at;
  stripe.troubles.push(...troubles);
}

describe("a charge at Stripe", () => {
  it("is made first and confirmed then, each under a key that follows from its reference", async () => {
    const { charge } = start();
    expect(await charge()).toEqual({ outcome: "approved", code: "approved", railReference: "pi_1" });
    expect(stripe.requests).toEqual(["POST /v1/payment_intents", "POST /v1/payment_intents/pi_1/confirm"]);
    expect(stripe.keys).toEqual([`${REFERENCE}/make`, REFERENCE]);
    expect(stripe.intents.get("pi_1")).toMatchObject({
      amount: 10_000,
      capture_method: "automatic",
      payment_method: "pm_card",
      metadata: { reference: REFERENCE },
      status: "succeeded",
    });
  });

  it("is reserved where it is not to be captured", async () => {
    expect(await start().charge({ capture: false })).toMatchObject({ outcome: "approved", railReference: "pi_1" });
    expect(stripe.intents.get("pi_1")?.status).toBe("requires_capture");
  });

  it("names the customer where the id is Stripe's own", async () => {
    const { charge } = start();
    await charge({ customerId: "cus_NffrFeUfNV2Hib" });
    await charge({ reference: "pay_2/charge/1", customerId: "cus_1" });
    expect([...stripe.intents.values()].map(({ customer }) => customer)).toEqual(["cus_NffrFeUfNV2Hib", undefined]);
  });

  it("is one charge however often it is sent", async () => {
    const { charge } = start();
    const first = await charge();
    expect(await charge()).toEqual(first);
    await Promise.all([charge(), charge()]);
    expect(stripe.intents.size).toBe(1);
    expect(stripe.netCents).toBe(10_000);
  });

  it("is declined by the card's reason, also when it is sent again or asked about", async () => {
    const { charge, ask } = start();
    const declined = { outcome: "declined", code: "insufficient_funds" };
    expect(await charge({ token: "pm_declined" })).toMatchObject(declined);
    expect(await charge({ token: "pm_declined" })).toMatchObject(declined);
    expect(await ask({ token: "pm_declined" })).toMatchObject(declined);
  });

  it("is declined where the payer's bank has a question, which nobody is there to answer", async () => {
    const { charge, ask } = start();
    const declined = { outcome: "declined", code: "authentication_required" };
    expect(await charge({ token: "pm_3ds" })).toMatchObject(declined);
    expect(await ask({ token: "pm_3ds" })).toMatchObject(declined);
  });

  it("is declined where Stripe cannot take it at all", async () => {
    const { charge, ask, logged } = start();
    expect(await charge({ token: "pm_gone" })).toEqual({ outcome: "declined", code: "resource_missing" });
    expect(await ask({ token: "pm_gone" })).toEqual({ outcome: "declined", code: "resource_missing" });
    expect(logged).toEqual([]);
  });

  it("is declined unsent without a payment method, and where Stripe counts the currency by another unit", async () => {
    const { charge } = start();
    expect(await charge({ token: undefined })).toEqual({ outcome: "declined", code: "payment_method_missing" });
    expect(await charge({ amount: money(500, "ISK") })).toEqual({
      outcome: "declined",
      code: "currency_not_supported",
    });
    expect(stripe.requests).toEqual([]);
  });

  it("is not declined for another body under its key: that is our fault", async () => {
    const { charge, logged } = start();
    await charge();
    expect(await charge({ amount: usd(1) })).toEqual({ outcome: "unknown", code: "idempotency_error" });
    expect(logged).toEqual([expect.objectContaining({ operation: "charge", type: "StripeIdempotencyError" })]);
  });

  it("is unknown while Stripe works on it", async () => {
    const { charge, ask } = start();
    expect(await charge({ token: "pm_processing" })).toMatchObject({ outcome: "unknown", code: "processing" });
    expect(await ask({ token: "pm_processing" })).toMatchObject({ outcome: "unknown", code: "processing" });
  });

  it("has its reference shortened where that is longer than a key can be", async () => {
    const reference = `${"p".repeat(250)}/charge/1`;
    expect(await start().charge({ reference })).toMatchObject({ outcome: "approved" });
    expect(stripe.keys).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), expect.stringMatching(/^[0-9a-f]{64}$/)]);
    expect(new Set(stripe.keys).size).toBe(2);
  });
});

describe("a charge in trouble", () => {
  const MAKE = /intents$/;
  const CONFIRM = /confirm$/;
  const troubles: [string, RegExp, Trouble[]][] = [
    ["whose making got no answer", MAKE, ["lost_answer"]],
    ["whose making never arrived", MAKE, ["lost_request"]],
    ["whose confirmation got no answer", CONFIRM, ["lost_answer"]],
    ["whose confirmation never arrived", CONFIRM, ["lost_request"]],
    ["that another request is working on", CONFIRM, [409]],
  ];

  it.each(troubles)("%s is sent again at once and charges once", async (_, at, what) => {
    const { charge } = start();
    trouble(at, ...what);
    expect(await charge()).toMatchObject({ outcome: "approved", railReference: "pi_1" });
    expect(stripe.netCents).toBe(10_000);
  });

  it.each([
    ["lost answers", CONFIRM, ["lost_answer", "lost_answer", "lost_answer", "lost_answer"], "timeout", "approved"],
    ["requests that do not arrive", CONFIRM, ["lost_request", "lost_request", "lost_request"], "timeout", "not_found"],
    ["too much at once", CONFIRM, [429], "rate_limited", "not_found"],
    ["an error of Stripe's own", CONFIRM, [500], "stripe_error", "not_found"],
    ["too much at once, at its making", MAKE, [429], "rate_limited", "not_found"],
  ] as [string, RegExp, Trouble[], string, string][])(
    "is unknown after %s, and is asked about without being charged",
    async (_, at, what, code, asked) => {
      const { charge, ask } = start();
      trouble(at, ...what);
      expect(await charge()).toEqual({ outcome: "unknown", code });
      stripe.troubles.length = 0;
      const before = stripe.netCents;
      expect((await ask()).outcome).toBe(asked);
      expect(stripe.netCents).toBe(before);
    },
    15_000,
  );

  it("is declined, and asked about and called off as such, where Stripe keeps that its making has failed", async () => {
    const { charge, ask, rail, followUp } = start();
    trouble(MAKE, 500);
    const declined = { outcome: "declined", code: "stripe_error" };
    expect(await charge()).toEqual(declined);
    expect(await ask()).toEqual(declined);
    expect(await rail.cancel(followUp("v", 10_000))).toEqual({ outcome: "approved", code: "approved" });
    expect(stripe.intents.size).toBe(0);
  });

  it("is unknown where its making fails, and Stripe has not kept that as its answer", async () => {
    const { charge, ask } = start();
    trouble(MAKE, 409, 409, 409);
    expect(await charge()).toEqual({ outcome: "unknown", code: "stripe_error" });
    expect(await ask()).toMatchObject({ outcome: "not_found" });
  });

  it("is unknown where Stripe is slower than it is waited for, and approved when asked", async () => {
    const { charge, ask } = start({ milliseconds: 200 });
    trouble(CONFIRM, "slow");
    expect(await charge()).toEqual({ outcome: "unknown", code: "timeout" });
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await ask()).toMatchObject({ outcome: "approved", railReference: "pi_1" });
    expect(await charge()).toMatchObject({ outcome: "approved" });
    expect(stripe.netCents).toBe(10_000);
  });

  it("is not declined, but unknown, where our own key is wrong; a new key is taken up", async () => {
    let key = "sk_test_old";
    const { charge } = start({ key: async () => key });
    expect(await charge()).toEqual({ outcome: "unknown", code: "authentication_error" });
    key = "sk_test_1";
    expect(await charge()).toMatchObject({ outcome: "approved" });
  });

  it("throws what is no answer of Stripe's", async () => {
    const { charge } = start({ key: () => Promise.reject(new Error("no secret")) });
    await expect(charge()).rejects.toThrow("no secret");
  });

  it("is not found past Stripe's memory unless its name is known", async () => {
    const { clock, charge, ask, rail, followUp, sent } = start();
    trouble(CONFIRM, "lost_answer", "lost_answer", "lost_answer", "lost_answer");
    await charge();
    stripe.troubles.length = 0;
    clock.milliseconds += STRIPE_WINDOW_MS;
    const seen = stripe.requests.length;
    expect(await ask()).toEqual({ outcome: "unknown", code: "past_window" });
    expect(await rail.cancel(followUp("v", 10_000))).toEqual({ outcome: "unknown", code: "past_window" });
    expect(stripe.requests).toHaveLength(seen);
    expect(await ask({ railReference: "pi_1" })).toMatchObject({ outcome: "approved" });
    const refund = followUp("r", 10_000, sent({ railReference: "pi_1" }));
    expect(await rail.refund(refund)).toMatchObject({ outcome: "approved" });
  }, 15_000);

  it("is unknown, not declined, where its PaymentIntent cannot be seen: the key may be another account's", async () => {
    const { ask } = start();
    expect(await ask({ railReference: "pi_9" })).toEqual({ outcome: "unknown", code: "resource_missing" });
  });
});

describe("calling a charge off at Stripe", () => {
  it("frees a reservation; the charge is declined from then on", async () => {
    const { rail, charge, sent, followUp, ask } = start();
    await charge({ capture: false });
    const of = sent({ capture: false });
    expect(await rail.cancel(followUp("v", 10_000, of))).toMatchObject({ outcome: "approved" });
    expect(await rail.cancel(followUp("v", 10_000, of))).toMatchObject({ outcome: "approved" });
    expect(await ask({ capture: false })).toMatchObject({ outcome: "declined", code: "cancelled" });
  });

  it("keeps out a charge that had not arrived", async () => {
    const { rail, charge, followUp } = start();
    expect(await rail.cancel(followUp("v", 10_000))).toMatchObject({ outcome: "approved" });
    expect(await charge()).toMatchObject({ outcome: "declined", code: "cancelled" });
    expect(stripe.netCents).toBe(0);
  });

  it("is refused where the money is taken, and where it is about to be: unknown", async () => {
    const { rail, charge, followUp, sent } = start();
    await charge();
    expect(await rail.cancel(followUp("v", 10_000))).toMatchObject({ outcome: "declined", code: "captured" });
    const other = sent({ reference: "pay_2/charge/1", token: "pm_processing" });
    await rail.charge(other);
    expect(await rail.cancel(followUp("w", 10_000, other))).toMatchObject({ outcome: "unknown" });
  });

  it("is done anew where it has failed: Stripe does not repeat its failure", async () => {
    const { rail, charge, sent, followUp } = start();
    await charge({ capture: false });
    const of = sent({ capture: false });
    trouble(/cancel$/, 500, 500, 500);
    expect(await rail.cancel(followUp("v", 10_000, of))).toEqual({ outcome: "unknown", code: "stripe_error" });
    expect(await rail.cancel(followUp("v", 10_000, of))).toMatchObject({ outcome: "approved" });
    expect(stripe.intents.get("pi_1")?.status).toBe("canceled");
  });

  it("is confirmed of what Stripe would not even make", async () => {
    const { rail, followUp, sent } = start();
    const of = sent({ token: "pm_gone" });
    expect(await rail.cancel(followUp("v", 10_000, of))).toEqual({ outcome: "approved", code: "approved" });
  });
});

describe("what follows a charge at Stripe", () => {
  it("captures a part once", async () => {
    const { rail, charge, sent, followUp } = start();
    await charge({ capture: false });
    const of = sent({ capture: false, railReference: "pi_1" });
    const asked = { operation: "capture", charge: of } as const;
    expect(await rail.ask("a", asked)).toMatchObject({ outcome: "not_found" });
    expect(await rail.capture(followUp("a", 6000, of))).toMatchObject({ outcome: "approved" });
    expect(await rail.capture(followUp("a", 6000, of))).toMatchObject({ outcome: "approved" });
    expect(await rail.ask("a", asked)).toMatchObject({ outcome: "approved" });
    expect(stripe.netCents).toBe(6000);
  });

  it("says of a capture that came after a void that it is declined", async () => {
    const { rail, charge, sent, followUp } = start();
    await charge({ capture: false });
    const of = sent({ capture: false, railReference: "pi_1" });
    await rail.cancel(followUp("v", 10_000, of));
    expect(await rail.capture(followUp("a", 10_000, of))).toMatchObject({ outcome: "declined", code: "cancelled" });
  });

  it("refunds in parts, each reference once, and no more than was taken", async () => {
    const { rail, charge, followUp } = start();
    await charge();
    expect(await rail.refund(followUp("r1", 4000))).toEqual({
      outcome: "approved",
      code: "approved",
      railReference: "re_1",
    });
    expect(await rail.refund(followUp("r1", 4000))).toMatchObject({ railReference: "re_1" });
    expect(await rail.refund(followUp("r2", 6000))).toMatchObject({ outcome: "approved" });
    expect(await rail.refund(followUp("r3", 1))).toEqual({ outcome: "declined", code: "charge_already_refunded" });
    expect(stripe.netCents).toBe(0);
  });

  it("finds a refund whose answer was lost among all refunds of the payment", async () => {
    const { rail, charge, sent, followUp } = start();
    await charge();
    trouble(/refunds$/, "lost_answer", "lost_answer", "lost_answer", "lost_answer");
    expect(await rail.refund(followUp("r1", 1000))).toMatchObject({ outcome: "unknown" });
    stripe.troubles.length = 0;
    for (const reference of ["r2", "r3", "r4"]) await rail.refund(followUp(reference, 1000));
    const asked = { operation: "refund", charge: sent() } as const;
    expect(await rail.ask("r1", asked)).toMatchObject({ outcome: "approved", railReference: "re_1" });
    expect(await rail.ask("r9", asked)).toEqual({ outcome: "not_found", code: "no_such_refund" });
  }, 15_000);

  it("asks about a void as about any other step", async () => {
    const { rail, charge, sent, followUp } = start();
    await charge({ capture: false });
    const of = sent({ capture: false });
    const asked = { operation: "cancel", charge: of } as const;
    expect(await rail.ask("v", asked)).toMatchObject({ outcome: "not_found" });
    await rail.cancel(followUp("v", 10_000, of));
    expect(await rail.ask("v", asked)).toMatchObject({ outcome: "approved" });
  });
});
