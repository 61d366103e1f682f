import { openDispute, withdrawDispute } from "../../../functions/escrow/disputes";
import { release } from "../../../functions/escrow/release";
import { takeSettlement } from "../../../functions/payments/acquirer-settlement";
import { takeDispute } from "../../../functions/payments/disputes";
import { LostItemError } from "../../../functions/payments/lost-item";
import { refund } from "../../../functions/payments/refund";
import { refundOrTell } from "../../../functions/payments/refund-or-tell";
import { takeNotice } from "../../../functions/payments/recovery";
import { takeReturn } from "../../../functions/payments/returns";
import { money } from "../../../functions/shared/money";
import { release as releasePart } from "../payments/support/released";
import { accepted, CALLER } from "../payments/support/world";
import { DAY_MS, EscrowWorld, met, refusals } from "./support/escrow-world";

const usd = (cents: number) => money(cents, "USD");
const BY = "key-1";

const status = async (world: EscrowWorld, disputeId = "d_1") =>
  (await world.escrowParts().escrows.findDispute(world.escrow().id, disputeId))?.status;

describe("a rail's chargeback", () => {
  const notice = { paymentId: "pay_1", disputeId: "dp_1", amount: usd(4000) };

  it("opens a dispute by itself, takes its money at once, and freezes the rest", async () => {
    const world = new EscrowWorld();
    const { id: escrowId } = await world.held();
    met(await takeDispute(world.parts(), { ...notice, status: "opened", reason: "fraudulent" }));
    expect(world.escrow()).toMatchObject({ status: "disputed", refundedCents: 4000, openDisputes: ["dp_1"] });
    const [dispute] = await world.escrowParts().escrows.disputes(escrowId);
    expect(dispute).toMatchObject({ id: "dp_1", origin: "rail", status: "opened", reason: "fraudulent" });
    expect((await world.seen()).status).toBe("disputed");
    const key = { escrowId, disputeId: "dp_1" };
    expect(refusals(await withdrawDispute(world.escrowParts(), key))).toEqual(["illegal_transition"]);
  });

  it.each([
    ["won", "holding", 0],
    ["lost", "holding", 4000],
    ["withdrawn", "holding", 4000],
  ] as const)("that is %s leaves it %s", async (decision, escrowStatus, refundedCents) => {
    const world = new EscrowWorld();
    await world.held();
    met(await takeDispute(world.parts(), { ...notice, status: "opened" }));
    met(await takeDispute(world.parts(), { ...notice, status: "under_review" }));
    met(await takeDispute(world.parts(), { ...notice, status: decision }));
    expect(world.escrow()).toMatchObject({ status: escrowStatus, refundedCents, openDisputes: [] });
    expect(await status(world, "dp_1")).toBe(decision);
    world.takenBack.set("pay_1/dp_1", refundedCents);
    world.expectSettled();
  });

  it("of all that was released takes nothing of escrow: the provider owes it", async () => {
    const world = new EscrowWorld();
    await world.held();
    await world.seen();
    met(await takeDispute(world.parts(), { ...notice, status: "opened" }));
    expect(world.escrow().status).toBe("released");
    expect(world.balance("provider_receivable", "pro_1")).toBe(4000);
    met(await takeDispute(world.parts(), { ...notice, status: "won" }));
    expect(world.balance("provider_receivable", "pro_1")).toBe(0);
  });

  it("of all that a refund is about to give back freezes what the rail refuses of it", async () => {
    const world = new EscrowWorld();
    await world.held();
    const disputing = {
      ...world.parts().rail,
      refund: async () => {
        await takeDispute(world.parts(), { ...notice, status: "opened" });
        return { outcome: "declined", code: "card_closed" } as const;
      },
    };
    const asked = { paymentId: "pay_1", refundId: "re_1" };
    accepted(await refund(world.parts({ rail: disputing }), CALLER, asked));
    expect(world.escrow()).toMatchObject({ status: "disputed", refundedCents: 0 });
    expect(world.balance("provider_receivable", "pro_1")).toBe(4000);
  });

  it("whose escrow or dispute was lost is an error", async () => {
    const world = new EscrowWorld();
    const { id } = await world.held();
    met(await takeDispute(world.parts(), { ...notice, status: "opened" }));
    world.escrowTable.items.delete(`ESCROW#${id}|DISPUTE#dp_1`);
    await expect(takeDispute(world.parts(), { ...notice, status: "won" })).rejects.toThrow(LostItemError);
    world.escrowTable.items.delete(`ESCROW#${id}|ESCROW`);
    await expect(takeDispute(world.parts(), { ...notice, status: "won" })).rejects.toThrow(LostItemError);
  });
});

describe("a refund that the rail refuses after the rest of the escrow was released", () => {
  const key = { paymentId: "pay_1", operation: "refund", name: "re_1" } as const;

  /** 40.00 of the 100.00 on their way back, and the rest released. */
  async function released(): Promise<EscrowWorld> {
    const world = new EscrowWorld({ fundsAfterDays: {} });
    await world.held();
    const silent = { ...world.parts().rail, refund: async () => ({ outcome: "unknown", code: "timeout" }) as const };
    const asked = { paymentId: "pay_1", refundId: "re_1", amount: usd(4000) };
    await refund(world.parts({ rail: silent }), CALLER, asked);
    await releasePart(world, 6000);
    expect(world.escrow()).toMatchObject({ status: "released", refundedCents: 4000 });
    return world;
  }

  const refuse = (world: EscrowWorld) => takeNotice(world.parts(), key, { outcome: "declined", code: "card_closed" });

  it("is held again, and may be released", async () => {
    const world = await released();
    await refuse(world);
    expect(world.attempts().map(({ status: each }) => each)).toEqual(["approved", "declined"]);
    expect(world.escrow()).toMatchObject({ status: "partially_released", refundedCents: 0 });
    world.expectSettled();
    await releasePart(world, 4000);
    expect(world.escrow().status).toBe("released");
    world.expectSettled();
  });

  it("is frozen where a chargeback came before", async () => {
    const world = await released();
    met(
      await takeDispute(world.parts(), { paymentId: "pay_1", disputeId: "dp_1", status: "opened", amount: usd(100) }),
    );
    expect(world.escrow()).toMatchObject({ status: "released", openDisputes: ["dp_1"] });
    await refuse(world);
    expect(world.escrow()).toMatchObject({ status: "disputed", refundedCents: 0 });
    met(await takeDispute(world.parts(), { paymentId: "pay_1", disputeId: "dp_1", status: "lost", amount: usd(100) }));
    expect(world.escrow()).toMatchObject({ status: "partially_released", openDisputes: [] });
    world.expectSound();
  });

  it("knows since when its money is there, though that was told while it was over", async () => {
    const world = await released();
    const told = world.escrowEvents().length;
    await takeSettlement(world.parts(), { paymentId: "pay_1", availableAt: world.clock.now() });
    expect(world.escrowEvents()).toHaveLength(told);
    await refuse(world);
    expect(world.escrow().fundsAvailableAt).toBe("2026-11-15T12:00:00.000Z");
  });
});

describe("a returned debit", () => {
  it("is final: what is held has left, and there is nothing to be disputed", async () => {
    const world = new EscrowWorld();
    const { id } = await world.held();
    accepted(await takeReturn(world.parts(), { paymentId: "pay_1", reason: "r01" }));
    expect(world.escrow()).toMatchObject({ status: "refunded", refundedCents: 10_000 });
    expect(world.movements()).toEqual(["returned"]);
    const asked = { escrowId: id, disputeId: "d_1", by: BY };
    expect(refusals(await openDispute(world.escrowParts(), asked))).toEqual(["illegal_transition"]);
  });

  it("beyond what is held is the provider's debt, and told", async () => {
    const world = new EscrowWorld();
    await world.held({ autoRelease: false });
    await world.seen();
    const asked = { escrowId: world.escrow().id, releaseId: "rel_1", amount: usd(9000) };
    met(await release(world.escrowParts(), CALLER, asked));
    accepted(await takeReturn(world.parts(), { paymentId: "pay_1", reason: "r01" }));
    expect(world.balance("provider_receivable", "pro_1")).toBe(9000);
    expect(world.events()).toContain("payment.reversal_exceeded");
  });
});

describe("a refund that another room decides", () => {
  it("is made once, and told however often it is asked for", async () => {
    const world = new EscrowWorld();
    await world.held();
    const asked = { paymentId: "pay_1", refundId: "re_1", amount: usd(1000), decidedBy: "expiry" } as const;
    for (const _ of [1, 2]) {
      expect(await refundOrTell(world.parts(), asked)).toMatchObject({ ok: true, status: "completed" });
      world.clock.milliseconds += 30 * DAY_MS;
    }
    expect(world.railCalls.filter((call) => call === "refund")).toHaveLength(1);
    const other = await refundOrTell(world.parts(), { ...asked, amount: usd(1001) });
    expect(other).toMatchObject({ ok: false, errors: [{ code: "refund_exists" }] });
    const none = await refundOrTell(world.parts(), { ...asked, paymentId: "pay_9" });
    expect(none).toMatchObject({ ok: false, errors: [{ code: "payment_not_found" }] });
  });

  it("that is made and not there is an error", async () => {
    const world = new EscrowWorld();
    await world.held();
    const parts = world.parts();
    const store = { ...parts.store, findAttempt: async () => undefined };
    await expect(
      refundOrTell({ ...parts, store }, { paymentId: "pay_1", refundId: "re_1", amount: usd(1), decidedBy: "expiry" }),
    ).rejects.toThrow(LostItemError);
  });
});
