import { readWishes } from "../../../functions/escrow/terms";
import { capture } from "../../../functions/payments/capture";
import { pay } from "../../../functions/payments/pay";
import { takeReturn } from "../../../functions/payments/returns";
import { CALLER, accepted, newPayment } from "../payments/support/world";
import { DAY_MS, EscrowWorld } from "./support/escrow-world";

const NOW = Date.parse("2026-11-15T12:00:00.000Z");

describe("money of a payment with a provider", () => {
  it("is held by the transaction that completes the payment", async () => {
    const world = new EscrowWorld();
    const escrow = await world.held();
    expect(world.payment()).toMatchObject({ status: "completed", escrowId: escrow.id });
    expect(world.table.sent.filter((command) => command === "TransactWriteItemsCommand")).toHaveLength(2);
    expect(escrow).toMatchObject({
      id: expect.stringMatching(/^esc_/),
      transactionId: "pay_1",
      heldAmountCents: 10_000,
      status: "holding",
      holdStartDate: "2026-11-15T12:00:00.000Z",
      holdEndDate: "2026-11-29T12:00:00.000Z",
      releaseConditions: { any: [{ event: "service.completed" }, { time: "2026-11-29T12:00:00.000Z" }] },
      autoReleaseEnabled: true,
      expiryPolicy: "keep",
      beneficiaries: [{ providerId: "pro_1", basisPoints: 10_000 }],
      version: 1,
    });
    expect(world.balance("escrow", "pay_1")).toBe(10_000);
    expect(world.escrowEvents()).toEqual(["escrow.held"]);
    world.expectSettled();
  });

  it("is held as the payment says, which is kept until a capture long after", async () => {
    const world = new EscrowWorld();
    const wishes = {
      releaseConditions: { approval: { role: "buyer", count: 1 } },
      autoRelease: false,
      holdEndDate: "2026-12-24T00:00:00.000Z",
      expiryPolicy: "refund",
      beneficiaries: [
        { providerId: "pro_1", basisPoints: 9000 },
        { providerId: "pro_2", basisPoints: 1000 },
      ],
    } as const;
    accepted(await pay(world.parts(), CALLER, newPayment({ captureMethod: "manual", escrow: wishes })));
    expect(world.escrows()).toEqual([]);
    world.clock.milliseconds += DAY_MS;
    accepted(await capture(world.parts(), CALLER, "pay_1"));
    const { releaseConditions, holdEndDate, expiryPolicy, beneficiaries } = wishes;
    expect(world.escrow()).toMatchObject({
      releaseConditions,
      holdEndDate,
      expiryPolicy,
      beneficiaries,
      autoReleaseEnabled: false,
      holdStartDate: "2026-11-16T12:00:00.000Z",
    });
  });

  it("is held by the provider's fee plan, the standard one where that is not known", async () => {
    const feePlans = { standard: { basisPoints: 100, flatCents: 0 }, gold: { basisPoints: 50, flatCents: 1 } };
    const world = new EscrowWorld({ feePlans });
    const plans: unknown[] = [];
    for (const feePlan of [undefined, "gold", "unknown"]) {
      const paymentId = `pay_${feePlan}`;
      const provider = `PROVIDER#pro_${feePlan}`;
      if (feePlan) {
        const item = { pk: { S: provider }, sk: { S: "PROVIDER" }, status: { S: "active" }, feePlan: { S: feePlan } };
        world.table.items.set(`${provider}|PROVIDER`, item);
      }
      plans.push((await world.held({}, { paymentId, providerId: `pro_${feePlan}` })).feePlan);
    }
    expect(plans).toEqual([feePlans.standard, feePlans.gold, feePlans.standard]);
  });

  it("is the platform's own where there is no provider", async () => {
    const world = new EscrowWorld();
    accepted(await pay(world.parts(), CALLER, newPayment({ providerId: undefined })));
    expect(world.escrows()).toEqual([]);
    expect(world.balance("platform_funds", "platform")).toBe(10_000);
    world.expectSettled();
    accepted(await takeReturn(world.parts(), { paymentId: "pay_1", reason: "r01" }));
    expect(world.balance("platform_funds", "platform")).toBe(0);
  });

  it("is there when the environment reckons so for its rail, and else not until the rail says", async () => {
    const slow = await new EscrowWorld({ fundsAfterDays: { simulator: 2 } }).held();
    expect(slow.fundsAvailableAt).toBe("2026-11-17T12:00:00.000Z");
    expect((await new EscrowWorld({ fundsAfterDays: {} }).held()).fundsAvailableAt).toBeUndefined();
  });
});

describe("what a payment says about its hold", () => {
  it("is read, times as UTC with milliseconds", () => {
    const asked = {
      release_conditions: { event: "service.completed" },
      auto_release: false,
      hold_end_date: "2026-12-01T01:00:00+01:00",
      expiry_policy: "release",
      beneficiaries: [{ provider_id: "pro_1", basis_points: 10_000 }],
    } as const;
    expect(readWishes(asked, NOW)).toEqual({
      ok: true,
      wishes: {
        releaseConditions: { event: "service.completed" },
        autoRelease: false,
        holdEndDate: "2026-12-01T00:00:00.000Z",
        expiryPolicy: "release",
        beneficiaries: [{ providerId: "pro_1", basisPoints: 10_000 }],
      },
    });
    expect(readWishes({}, NOW)).toEqual({ ok: true, wishes: {} });
  });

  it("is refused with all that is wrong", () => {
    const provider = (provider_id: string, basis_points: number) => ({ provider_id, basis_points });
    const faultsOf = (asked: Parameters<typeof readWishes>[0]) => {
      const read = readWishes(asked, NOW);
      return read.ok ? [] : read.errors.map(({ code, param }) => `${code} ${param}`);
    };
    expect(
      faultsOf({
        release_conditions: { event: 1 },
        hold_end_date: "2026-11-15T12:00:00Z",
        beneficiaries: [provider("a#b", 0), provider("a#b", 1)],
      }),
    ).toEqual([
      "condition_invalid escrow.release_conditions.event",
      "invalid escrow.beneficiaries[0].provider_id",
      "invalid escrow.beneficiaries[1].provider_id",
      "beneficiaries_invalid escrow.beneficiaries",
      "beneficiaries_invalid escrow.beneficiaries",
      "beneficiaries_invalid escrow.beneficiaries",
      "invalid escrow.hold_end_date",
    ]);
    expect(faultsOf({ beneficiaries: [] })).toHaveLength(2);
    expect(faultsOf({ hold_end_date: "soon" })).toEqual(["invalid escrow.hold_end_date"]);
    expect(faultsOf({ beneficiaries: [provider("a", 5000), provider("b", 5000)] })).toEqual([]);
  });
});
