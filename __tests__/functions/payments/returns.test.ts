import { pay } from "../../../functions/payments/pay";
import { refund } from "../../../functions/payments/refund";
import { takeReturn } from "../../../functions/payments/returns";
import { validate } from "../../../functions/payments/pay";
import { money } from "../../../functions/shared/money";
import { contend } from "./support/contention";
import { accepted, CALLER, codes, newPayment, World } from "./support/world";

const notice = { paymentId: "pay_1", reason: "r01" };

async function paid(token?: string, cents?: number): Promise<World> {
  const world = new World();
  accepted(await pay(world.parts(), CALLER, newPayment({ encryptedCardToken: token }, cents)));
  return world;
}

describe("a debit that the payer's bank returns", () => {
  it("has failed for good: all of its money leaves, from what is held", async () => {
    const world = await paid();
    contend(world);
    const { payment } = accepted(await takeReturn(world.parts(), notice));
    expect(payment).toMatchObject({ status: "failed", detail: "returned", failureCode: "r01", reversedCents: 10_000 });
    expect(world.balance("escrow", "pay_1")).toBe(0);
    expect(world.balance("clearing")).toBe(0);
    expect(world.events().slice(-1)).toEqual(["payment.returned"]);
    world.expectSound();
  });

  it("again changes nothing", async () => {
    const world = await paid();
    const first = await takeReturn(world.parts(), notice);
    expect(await takeReturn(world.parts(), notice)).toEqual(first);
    expect(world.payment().version).toBe(3);
  });

  it("after a refund leaves the refunded part as the provider's debt, with an event for an alarm", async () => {
    const world = await paid();
    await refund(world.parts(), CALLER, { paymentId: "pay_1", refundId: "re_1", amount: money(4000, "USD") });
    accepted(await takeReturn(world.parts(), notice));
    expect(world.balance("provider_receivable", "pro_1")).toBe(4000);
    expect(world.events().slice(-2)).toEqual(["payment.returned", "payment.reversal_exceeded"]);
    expect(world.counted).toEqual(["ReversalsExceeded"]);
    world.expectSound();
  });

  it("stays returned when a refund that was under way ends", async () => {
    const world = await paid(undefined, 1_000_000);
    const asked = { paymentId: "pay_1", refundId: "re_1", amount: money(400_005, "USD") };
    await refund(world.parts(), CALLER, asked);
    accepted(await takeReturn(world.parts(), notice));
    world.clock.milliseconds += 30_000;
    expect(accepted(await refund(world.parts(), CALLER, asked)).refund?.status).toBe("completed");
    expect(world.payment()).toMatchObject({ status: "failed", detail: "returned", refundedCents: 400_005 });
    world.expectSound();
  });

  it("before it was settled was declined", async () => {
    const world = await paid("sim_timeout_then_success");
    const { payment } = accepted(await takeReturn(world.parts(), notice));
    expect(payment).toMatchObject({ status: "failed", detail: "declined", failureCode: "r01" });
  });

  it("is one that is there, and was taken", async () => {
    const world = new World();
    expect(codes(await takeReturn(world.parts(), notice))).toEqual(["payment_not_found"]);
    expect(codes(await takeReturn(world.parts(), { ...notice, paymentId: "a/b" }))).toEqual(["invalid"]);
    await validate(world.parts(), CALLER, newPayment());
    expect(codes(await takeReturn(world.parts(), notice))).toEqual(["illegal_transition"]);
  });
});
