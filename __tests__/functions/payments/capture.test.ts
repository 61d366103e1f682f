import { capture, expire, voidPayment } from "../../../functions/payments/capture";
import { chargeKey } from "../../../functions/payments/attempt";
import { pay } from "../../../functions/payments/pay";
import { recoverAttempt, takeNotice } from "../../../functions/payments/recovery";
import { refund } from "../../../functions/payments/refund";
import { AUTHORISATION_MS } from "../../../functions/payments/settlement";
import { money } from "../../../functions/shared/money";
import { BusyError } from "../../../functions/shared/retry";
import { accepted, CALLER, codes, newPayment, World } from "./support/world";

const usd = (cents: number) => money(cents, "USD");

async function authorised(cents = 1_000_000): Promise<World> {
  const world = new World();
  const { payment } = accepted(await pay(world.parts(), CALLER, newPayment({ captureMethod: "manual" }, cents)));
  expect(payment).toMatchObject({ status: "processing", detail: "authorised", capturedCents: 0 });
  return world;
}

describe("an authorised payment", () => {
  it("holds for seven days, and no money has moved", async () => {
    const world = await authorised();
    expect(world.payment().authorisationExpiresAt).toBe("2026-11-22T12:00:00.000Z");
    expect(world.journals()).toEqual([]);
    expect(world.events()).toEqual(["payment.processing", "payment.authorised"]);
    world.expectSettled();
  });

  it("is captured in full", async () => {
    const world = await authorised();
    const { payment } = accepted(await capture(world.parts(), CALLER, "pay_1"));
    expect(payment).toMatchObject({ status: "completed", capturedCents: 1_000_000 });
    expect(payment.detail).toBeUndefined();
    expect(payment.authorisationExpiresAt).toBeUndefined();
    expect(await capture(world.parts(), CALLER, "pay_1")).toMatchObject({ ok: true, payment });
    world.expectSettled();
  });

  it("is captured in part, once, and refunds are bounded by that part", async () => {
    const world = await authorised();
    const { payment } = accepted(await capture(world.parts(), CALLER, "pay_1", usd(600_000)));
    expect(payment).toMatchObject({ status: "completed", detail: "partially_captured", capturedCents: 600_000 });
    expect(codes(await capture(world.parts(), { caller: "key-2" }, "pay_1"))).toEqual(["illegal_transition"]);
    expect(codes(await capture(world.parts(), CALLER, "pay_1", usd(1)))).toEqual(["idempotency_key_reused"]);
    const asked = { paymentId: "pay_1", refundId: "re_1", amount: usd(600_001) };
    expect(codes(await refund(world.parts(), CALLER, asked))).toEqual(["refund_exceeds_payment"]);
    accepted(await refund(world.parts(), CALLER, { paymentId: "pay_1", refundId: "re_2" }));
    expect(world.payment()).toMatchObject({ status: "refunded", detail: "partially_captured" });
    world.expectSettled();
  });

  it("costs what the part that was captured costs, here and at Stripe", async () => {
    const world = await authorised(20_000);
    expect(world.payment().stripeSavedCostCents).toBe(610);
    await capture(world.parts(), CALLER, "pay_1", usd(10_000));
    const whole = new World();
    await pay(whole.parts(), CALLER, newPayment());
    const { processingCostMicros, stripeSavedCostCents, savingsPercentage } = whole.payment();
    expect(stripeSavedCostCents).toBe(320);
    expect(world.payment()).toMatchObject({ processingCostMicros, stripeSavedCostCents, savingsPercentage });
  });

  it.each([
    ["more than was authorised", usd(1_000_001), "capture_exceeds_authorisation"],
    ["nothing", usd(0), "capture_exceeds_authorisation"],
    ["another currency", money(1, "EUR"), "currency_mismatch"],
  ])("is not captured for %s", async (_, amount, code) => {
    const world = await authorised();
    expect(codes(await capture(world.parts(), CALLER, "pay_1", amount))).toEqual([code]);
    expect(world.railCalls).toEqual(["charge"]);
  });

  it("has failed where the rail refuses to capture", async () => {
    const world = await authorised();
    const { payment } = accepted(await capture(world.parts(), CALLER, "pay_1", usd(400_001)));
    expect(payment).toMatchObject({ status: "failed", detail: "declined", failureCode: "card_declined" });
    world.expectSettled();
  });

  it("is voided, and the day's limits get its money back", async () => {
    const world = await authorised();
    const { payment } = accepted(await voidPayment(world.parts(), CALLER, "pay_1"));
    expect(payment).toMatchObject({ status: "failed", detail: "voided" });
    expect(world.rail.charges.get("pay_1/charge/1")?.status).toBe("cancelled");
    expect(world.table.startingWith("LIMIT#customer")[0]).toMatchObject({ sumCents: { N: "0" } });
    expect(codes(await capture(world.parts(), CALLER, "pay_1"))).toEqual(["illegal_transition"]);
    world.expectSettled();
  });

  it("is captured or voided, not both at once", async () => {
    const world = await authorised();
    const results = await Promise.all([
      capture(world.parts(), CALLER, "pay_1"),
      voidPayment(world.parts(), CALLER, "pay_1"),
    ]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.flatMap(codes)).toEqual(["illegal_transition"]);
    world.expectSettled();
  });

  it("stays authorised where the rail cannot void it, and is not voided again", async () => {
    const world = await authorised();
    const rail = { ...world.parts().rail, cancel: async () => ({ outcome: "declined", code: "captured" }) as const };
    const { payment } = accepted(await voidPayment(world.parts({ rail }), CALLER, "pay_1"));
    expect(payment).toMatchObject({ status: "processing", detail: "authorised" });
    expect(codes(await voidPayment(world.parts(), { caller: "key-2" }, "pay_1"))).toEqual(["illegal_transition"]);
    expect(world.events().slice(2)).toEqual(["payment.void_started", "payment.void_failed"]);
    accepted(await capture(world.parts(), CALLER, "pay_1"));
    world.expectSettled();
  });

  it("expires by the clock, not before", async () => {
    const world = await authorised();
    world.clock.milliseconds += AUTHORISATION_MS - 1;
    const early = await expire(world.parts(), "pay_1");
    expect(!early.ok && early.errors[0]?.message).toBe(
      "A payment that is processing (authorised) cannot become failed (expired).",
    );
    world.clock.milliseconds += 1;
    expect(accepted(await expire(world.parts(), "pay_1")).payment).toMatchObject({
      status: "failed",
      detail: "expired",
    });
    expect(codes(await expire(world.parts(), "pay_1"))).toEqual(["illegal_transition"]);
    world.expectSettled();
  });

  it("expires, asked about once a day, though the rail refused to void it", async () => {
    const world = await authorised();
    const rail = { ...world.parts().rail, cancel: async () => ({ outcome: "declined", code: "captured" }) as const };
    await voidPayment(world.parts({ rail }), CALLER, "pay_1");
    world.clock.milliseconds += AUTHORISATION_MS;
    accepted(await expire(world.parts({ rail }), "pay_1"));
    world.railCalls.length = 0;
    expect(codes(await expire(world.parts(), "pay_1"))).toEqual(["illegal_transition"]);
    expect(world.railCalls).toEqual([]);
    expect(world.payment()).toMatchObject({ status: "processing", detail: "authorised" });
    world.clock.milliseconds += 24 * 3_600_000;
    accepted(await expire(world.parts(), "pay_1"));
    expect(world.payment()).toMatchObject({ status: "failed", detail: "expired" });
    world.expectSettled();
  });

  it("whose capture gets no answer is captured when the rail is asked", async () => {
    const world = await authorised();
    const asked = await capture(world.parts(), CALLER, "pay_1", usd(400_005));
    expect(accepted(asked).payment).toMatchObject({ status: "processing", detail: "authorised" });
    await recoverAttempt(world.parts(), { paymentId: "pay_1", operation: "capture", name: "1" });
    expect(world.payment()).toMatchObject({ status: "completed", capturedCents: 400_005 });
    world.expectSettled();
  });

  it("whose capture gets no answer is neither voided nor expired before it has one", async () => {
    const world = await authorised();
    await capture(world.parts(), CALLER, "pay_1", usd(400_005));
    expect(codes(await voidPayment(world.parts(), CALLER, "pay_1"))).toEqual(["illegal_transition"]);
    world.clock.milliseconds += AUTHORISATION_MS;
    expect(codes(await expire(world.parts(), "pay_1"))).toEqual(["illegal_transition"]);
    expect(world.railCalls).toEqual(["charge", "capture"]);
  });

  it("whose void gets no answer is not captured before it has one", async () => {
    const world = await authorised();
    const rail = { ...world.parts().rail, cancel: async () => ({ outcome: "unknown", code: "timeout" }) as const };
    await voidPayment(world.parts({ rail }), CALLER, "pay_1");
    expect(codes(await capture(world.parts(), CALLER, "pay_1"))).toEqual(["illegal_transition"]);
    await recoverAttempt(world.parts(), { paymentId: "pay_1", operation: "void", name: "1" });
    expect(world.payment()).toMatchObject({ status: "failed", detail: "voided" });
    world.expectSettled();
  });

  it("that arrives after it was called off is cancelled: it took no money", async () => {
    const world = new World();
    const payment = newPayment({ captureMethod: "manual", encryptedCardToken: "sim_success_after_void" });
    await pay(world.parts(), CALLER, payment);
    world.clock.milliseconds += 3_600_000;
    await recoverAttempt(world.parts(), chargeKey("pay_1"));
    expect(world.payment()).toMatchObject({ status: "failed", detail: "voided", failureCode: "timed_out" });
    world.railCalls.length = 0;
    await takeNotice(world.parts(), chargeKey("pay_1"), { outcome: "approved", code: "approved" });
    expect(world.railCalls).toEqual(["cancel"]);
    expect(world.journals()).toEqual([]);
    expect(world.counted).toEqual(["PaymentFailures", "LateSuccesses"]);
  });

  it("that arrives after it was called off is told of again where the rail does not confirm that it is cancelled", async () => {
    const world = new World();
    const payment = newPayment({ captureMethod: "manual", encryptedCardToken: "sim_success_after_void" });
    await pay(world.parts(), CALLER, payment);
    world.clock.milliseconds += 3_600_000;
    await recoverAttempt(world.parts(), chargeKey("pay_1"));
    const rail = { ...world.parts().rail, cancel: async () => ({ outcome: "unknown", code: "timeout" }) as const };
    const late = takeNotice(world.parts({ rail }), chargeKey("pay_1"), { outcome: "approved", code: "approved" });
    await expect(late).rejects.toThrow(BusyError);
    expect(world.payment().status).toBe("failed");
  });

  it("is named by an id that fits a table key", async () => {
    const parts = new World().parts();
    expect(codes(await capture(parts, CALLER, "a/b"))).toEqual(["invalid"]);
    expect(codes(await voidPayment(parts, CALLER, "pay_9"))).toEqual(["payment_not_found"]);
  });
});
