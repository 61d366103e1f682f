import { chargeKey } from "../../../functions/payments/attempt";
import { giveUp } from "../../../functions/payments/give-up";
import { pay } from "../../../functions/payments/pay";
import { recoverAttempt, takeNotice } from "../../../functions/payments/recovery";
import { refund } from "../../../functions/payments/refund";
import { STRIPE_WINDOW_MS } from "../../../functions/payments/stripe-answers";
import { stripeRail } from "../../../functions/payments/stripe-rail";
import { KEYS } from "./support/abandoned";
import { FakeStripe } from "./support/fake-stripe";
import { CALLER, newPayment, World } from "./support/world";

let stripe: FakeStripe;
beforeEach(async () => {
  stripe = await FakeStripe.start();
});
afterEach(() => stripe.stop());

/** A world whose payments go to Stripe, in the simulator's place. */
function start() {
  const world = new World();
  const { clock } = world;
  const log = { warn: () => undefined };
  const rail = { ...stripeRail({ apiKey: async () => "sk_test_1", clock, log, host: stripe.host }), name: "simulator" };
  const parts = () => world.parts({ rail });
  const paying = () => pay(parts(), CALLER, newPayment({ encryptedCardToken: "saved_card" }));
  const pass = (milliseconds: number) => {
    clock.milliseconds += milliseconds;
    stripe.now += milliseconds;
  };
  return { world, parts, paying, pass };
}

/** What a person may do to what Stripe never answers. */
const ending = { confirmed: true, unanswered: false };

describe("a payment by Stripe that Stripe never answers", () => {
  it("fails by itself where Stripe keeps that its making has failed: there is nothing that could take money", async () => {
    const { world, parts, paying } = start();
    stripe.troublesAt = /payment_intents$/;
    stripe.troubles.push(500, 429);
    await paying();
    expect(world.payment().status).toBe("processing");
    await recoverAttempt(parts(), chargeKey("pay_1"));
    expect(world.payment()).toMatchObject({ status: "failed", detail: "declined", failureCode: "stripe_error" });
    expect(stripe.intents.size).toBe(0);
    world.expectSettled();
  });

  it("is called off by itself where Stripe keeps that its confirmation has failed", async () => {
    const { world, parts, paying, pass } = start();
    stripe.troublesAt = /confirm$/;
    stripe.troubles.push(500);
    await paying();
    await recoverAttempt(parts(), chargeKey("pay_1"));
    expect(world.payment().status).toBe("processing");
    pass(3_600_000);
    await recoverAttempt(parts(), chargeKey("pay_1"));
    expect(world.payment()).toMatchObject({ status: "failed", failureCode: "timed_out" });
    expect(stripe.intents.get("pi_1")?.status).toBe("canceled");
  }, 15_000);

  it("is ended by a person past Stripe's memory; what it took all the same goes back when Stripe tells of it", async () => {
    const { world, parts, paying, pass } = start();
    stripe.troublesAt = /confirm$/;
    stripe.troubles.push("lost_answer", "lost_answer", "lost_answer");
    await paying();
    pass(STRIPE_WINDOW_MS);
    await recoverAttempt(parts(), chargeKey("pay_1"));
    const key = chargeKey("pay_1");
    const refused = await giveUp(parts(), { key, ...ending });
    expect(refused).toMatchObject({ attempt: { status: "open", refused: "rail_silent" } });
    await giveUp(parts(), { key, ...ending, unanswered: true });
    expect(world.payment()).toMatchObject({ status: "failed", failureCode: "given_up" });
    expect(stripe.netCents).toBe(10_000);
    await takeNotice(parts(), key, { outcome: "approved", code: "succeeded", railReference: "pi_1" });
    expect(stripe.netCents).toBe(0);
    expect(world.events().slice(-2)).toEqual(["payment.late_success", "payment.late_success_returned"]);
    world.expectSound();
    expect([world.balance("suspense"), world.balance("clearing")]).toEqual([0, 0]);
  }, 15_000);
});

describe("a refund by Stripe that Stripe keeps as failed", () => {
  it("is sent again in vain while Stripe remembers it, and ended by a person after that", async () => {
    const { world, parts, paying, pass } = start();
    await paying();
    stripe.troublesAt = /POST .*refunds$/;
    stripe.troubles.push(500);
    await refund(parts(), CALLER, { paymentId: "pay_1", refundId: "re_1" });
    await recoverAttempt(parts(), KEYS.refund);
    expect(await giveUp(parts(), { key: KEYS.refund, ...ending })).toMatchObject({ attempt: { refused: "too_young" } });
    pass(STRIPE_WINDOW_MS);
    await recoverAttempt(parts(), KEYS.refund);
    expect(world.balance("refunds_in_transit")).toBe(10_000);
    const ended = await giveUp(parts(), { key: KEYS.refund, ...ending });
    expect(ended).toMatchObject({ attempt: { code: "given_up", railSays: { code: "no_such_refund" } } });
    expect(world.escrow()).toMatchObject({ status: "holding", refundedCents: 0 });
    expect([world.balance("refunds_in_transit"), world.balance("clearing")]).toEqual([0, stripe.netCents]);
  }, 15_000);
});
