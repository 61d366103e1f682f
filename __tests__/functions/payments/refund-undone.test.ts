import { collectSettlements, takeSettlement } from "../../../functions/payments/acquirer-settlement";
import { takeDispute } from "../../../functions/payments/disputes";
import { pay } from "../../../functions/payments/pay";
import { takeNotice } from "../../../functions/payments/recovery";
import { refund } from "../../../functions/payments/refund";
import { money } from "../../../functions/shared/money";
import { Kill, Killed } from "./support/kill";
import { SIDES } from "./support/random-lives";
import { release } from "./support/released";
import { accepted, CALLER, newPayment, World } from "./support/world";

const usd = (cents: number) => money(cents, "USD");
const ASKED = { paymentId: "pay_1", refundId: "re_1" };
const KEY = { paymentId: "pay_1", operation: "refund", name: "re_1" } as const;

/** A payment of 100.00 of which a refund gave back so many cents, as its rail had confirmed. */
async function refunded(cents = 10_000, change: Parameters<typeof newPayment>[0] = {}, world = new World()) {
  accepted(await pay(world.parts(), CALLER, newPayment(change)));
  const { refund: made } = accepted(await refund(world.parts(), CALLER, { ...ASKED, amount: usd(cents) }));
  expect(made?.status).toBe("completed");
  return world;
}

/** The rail has the refund's money again, and says so. */
async function fail(world: World, kill = new Kill()) {
  const charge = world.rail.books.charges.get("pay_1/charge/1")!;
  world.rail.books.charges.set(charge.reference, { ...charge, refundedCents: 0 });
  return takeNotice(world.parts({}, kill), KEY, { outcome: "declined", code: "expired_or_canceled_card" });
}

describe("a refund that fails after its rail had confirmed it", () => {
  it.each([10_000, 4000])("of %d cents puts its money back, by a journal that names the first", async (cents) => {
    const world = await refunded(cents);
    await fail(world);
    expect(world.payment()).toMatchObject({ status: "completed", reversedCents: 0, refundedCents: 0 });
    expect(world.attempts()[1]).toMatchObject({ status: "declined", code: "expired_or_canceled_card" });
    expect(world.escrow()).toMatchObject({ status: "holding", refundedCents: 0 });
    expect(world.journals().at(-1)).toMatchObject({ kind: "refund_returned", corrects: "pay_1/refund/re_1" });
    expect(world.events().at(-1)).toBe("payment.refund_failed");
    world.expectSettled();
  });

  it("leaves what other refunds gave back, and may be made anew under another id", async () => {
    const world = await refunded(4000);
    accepted(await refund(world.parts(), CALLER, { ...ASKED, refundId: "re_2", amount: usd(6000) }));
    expect(world.payment().status).toBe("refunded");
    await fail(world);
    expect(world.payment()).toMatchObject({ status: "partially_refunded", reversedCents: 6000, refundedCents: 6000 });
    accepted(await refund(world.parts(), CALLER, { ...ASKED, refundId: "re_3" }));
    expect(world.payment()).toMatchObject({ status: "refunded", refundedCents: 10_000 });
    world.expectSound();
  });

  it("told again, or with a late word of its success, changes nothing; its request gets the first answer", async () => {
    const world = await refunded();
    await Promise.all([fail(world), fail(world), fail(world)]);
    const after = world.payment();
    await fail(world);
    await takeNotice(world.parts(), KEY, { outcome: "approved", code: "succeeded" });
    expect(world.payment()).toEqual(after);
    const again = accepted(await refund(world.parts(), CALLER, { ...ASKED, amount: usd(10_000) }));
    expect(again.refund?.status).toBe("completed");
    world.expectSettled();
  });

  it("of a payment without a provider is the platform's again", async () => {
    const world = await refunded(10_000, { providerId: undefined });
    await fail(world);
    expect(world.balance("platform_funds", "platform")).toBe(10_000);
    world.expectSettled();
  });

  it("that the provider owed is owed no more", async () => {
    const world = new World();
    world.escrowSettings = { ...world.escrowSettings, refundBeyondEscrow: "receivable" };
    accepted(await pay(world.parts(), CALLER, newPayment()));
    await release(world, 7000);
    accepted(await refund(world.parts(), CALLER, ASKED));
    expect(world.balance("provider_receivable", "pro_1")).toBe(7000);
    await fail(world);
    expect(world.balance("provider_receivable", "pro_1")).toBe(0);
    expect(world.escrow()).toMatchObject({ status: "partially_released", refundedCents: 0 });
    world.expectSettled();
  });

  it("of a payment that is settled comes back with what its acquirer pays out next", async () => {
    const world = new World();
    world.odfi = "12104288";
    world.table.batchMost = 60;
    await refunded(4000, {}, world);
    const paid = { amount: usd(10_000), feeCents: 0 };
    await takeSettlement(world.parts(), { paymentId: "pay_1", availableAt: world.clock.now(), paid });
    await fail(world);
    expect([world.balance("clearing"), await collectSettlements(world.parts())]).toEqual([0, 10_000]);
    world.expectSettled();
  });

  it("beside a dispute leaves the payment disputed", async () => {
    const world = await refunded(4000);
    const dispute = { paymentId: "pay_1", disputeId: "dp_1", amount: usd(6000) };
    await takeDispute(world.parts(), { ...dispute, status: "opened" });
    await fail(world);
    expect(world.payment()).toMatchObject({ status: "disputed", refundedCents: 0, chargedBackCents: 6000 });
    await takeDispute(world.parts(), { ...dispute, status: "won" });
    expect(world.payment()).toMatchObject({ status: "completed", reversedCents: 0 });
    world.expectSettled();
  });

  it.each(SIDES)("is booked once, though its function is killed %s any of its calls", async (side) => {
    for (let at = 1, over = false; !over; at++) {
      const world = await refunded(4000);
      const kill = new Kill(at, side);
      await fail(world, kill).catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error;
      });
      world.expectSound();
      over = kill.calls < at;
      await fail(world);
      expect(world.payment()).toMatchObject({ status: "completed", refundedCents: 0 });
      world.expectSettled();
    }
  });
});
