import { takeFact } from "../../../functions/escrow/facts";
import type { ExpiryPolicy } from "../../../functions/escrow/account";
import { takeFunds } from "../../../functions/escrow/funds";
import { changeConditions } from "../../../functions/escrow/change-conditions";
import { release } from "../../../functions/escrow/release";
import { takeReturn } from "../../../functions/payments/returns";
import { takeNotice } from "../../../functions/payments/recovery";
import { refund } from "../../../functions/payments/refund";
import { money } from "../../../functions/shared/money";
import { contend } from "../payments/support/contention";
import { accepted, CALLER, codes } from "../payments/support/world";
import { DAY_MS, EscrowWorld, met, refusals } from "./support/escrow-world";

const usd = (cents: number) => money(cents, "USD");
const BY_HAND = { autoRelease: false } as const;

function releasing(world: EscrowWorld, releaseId: string, change: Partial<Parameters<typeof release>[2]> = {}) {
  const asked = { escrowId: world.escrow().id, releaseId, ...change };
  return release(world.escrowParts(), CALLER, asked);
}

describe("a release", () => {
  it("goes to the provider, in one transaction, when its conditions are met and the money is there", async () => {
    const world = new EscrowWorld();
    await world.held(BY_HAND);
    await world.seen();
    world.table.sent.length = 0;
    const { account, release: made } = met(await releasing(world, "rel_1"));
    expect(world.table.sent.filter((command) => command === "TransactWriteItemsCommand")).toHaveLength(1);
    expect(account).toMatchObject({ status: "released", releasedCents: 10_000, feeCents: 0 });
    expect(made).toMatchObject({ id: "rel_1", amountCents: 10_000, shares: [{ providerId: "pro_1", cents: 10_000 }] });
    expect(world.balance("provider_payable", "pro_1")).toBe(10_000);
    expect(world.escrowEvents()).toEqual(["escrow.held", "escrow.event_seen", "escrow.released"]);
    world.expectSettled();
  });

  it("is refused with all that is missing, in words", async () => {
    const world = new EscrowWorld({ fundsAfterDays: {} });
    const releaseConditions = { all: [{ event: "service.completed" }, { approval: { role: "buyer", count: 2 } }] };
    await world.held({ releaseConditions });
    await takeFact(world.escrowParts(), world.escrow().id, { kind: "approval", role: "buyer", by: "key-1" });
    const refused = await releasing(world, "rel_1");
    expect(refused).toMatchObject({
      ok: false,
      errors: [
        {
          code: "conditions_not_met",
          message:
            "It cannot be released yet; missing: service.completed was seen; 2 approved as buyer (1 of 2); the rail's money is there.",
        },
      ],
    });
    await world.seen();
    await takeFact(world.escrowParts(), world.escrow().id, { kind: "approval", role: "buyer", by: "key-2" });
    expect(refusals(await releasing(world, "rel_1"))).toEqual(["funds_not_available"]);
    await takeFunds(world.escrowParts(), world.escrow().id, world.clock.now() + 1);
    expect(refusals(await releasing(world, "rel_1"))).toEqual(["funds_not_available"]);
    world.clock.milliseconds += 1;
    met(await releasing(world, "rel_1"));
  });

  it("does not wait for the rail's money where the platform pays ahead", async () => {
    const world = new EscrowWorld({ fundsAfterDays: {}, prefunded: true });
    await world.held();
    expect((await world.seen()).status).toBe("released");
  });

  it("of a part leaves the rest; fees are the same in parts as at once", async () => {
    const world = new EscrowWorld({ feePlans: { standard: { basisPoints: 250, flatCents: 30 } } });
    await world.held(BY_HAND);
    await world.seen();
    met(await releasing(world, "rel_1", { amount: usd(3333) }));
    expect(world.escrow()).toMatchObject({ status: "partially_released", releasedCents: 3333 - 113, feeCents: 113 });
    met(await releasing(world, "rel_2", { amount: { text: "33.33", currency: "USD" } }));
    met(await releasing(world, "rel_3"));
    expect(world.escrow()).toMatchObject({ status: "released", releasedCents: 9720, feeCents: 280 });
    expect(world.balance("revenue", "platform")).toBe(280);
    world.expectSettled();
  });

  it("is shared by the beneficiaries as was agreed, or by some of them, no cent lost", async () => {
    const world = new EscrowWorld();
    const beneficiaries = [
      { providerId: "pro_1", basisPoints: 6667 },
      { providerId: "pro_2", basisPoints: 3333 },
    ];
    await world.held({ ...BY_HAND, beneficiaries });
    await world.seen();
    met(await releasing(world, "rel_1", { amount: usd(101) }));
    expect([world.balance("provider_payable", "pro_1"), world.balance("provider_payable", "pro_2")]).toEqual([67, 34]);
    met(await releasing(world, "rel_2", { amount: usd(99), split: [{ providerId: "pro_2", basisPoints: 10_000 }] }));
    expect(world.balance("provider_payable", "pro_2")).toBe(133);
    const stranger = [{ providerId: "pro_9", basisPoints: 10_000 }];
    expect(refusals(await releasing(world, "rel_3", { split: stranger }))).toEqual(["beneficiaries_invalid"]);
    expect(refusals(await releasing(world, "rel_3", { split: [] }))).toEqual([
      "beneficiaries_invalid",
      "beneficiaries_invalid",
    ]);
  });

  it("again changes nothing, and with another amount under its name is refused", async () => {
    const world = new EscrowWorld();
    await world.held(BY_HAND);
    await world.seen();
    const first = met(await releasing(world, "rel_1", { amount: usd(1000) }));
    expect(met(await releasing(world, "rel_1", { amount: usd(1000) })).release).toEqual(first.release);
    expect(refusals(await releasing(world, "rel_1", { amount: usd(1001) }))).toEqual(["idempotency_key_reused"]);
    expect(world.escrow().releasedCents).toBe(1000);
  });

  it.each([
    ["of more than is held", { amount: usd(10_001) }, "escrow_insufficient"],
    ["of nothing", { amount: usd(0) }, "escrow_insufficient"],
    ["of another currency", { amount: { text: "1", currency: "EUR" } }, "currency_mismatch"],
    ["of what is no amount", { amount: { text: "1.001" } }, "amount_invalid"],
    ["of no escrow", { escrowId: "esc_9" }, "escrow_not_found"],
    ["with an id that fits no key", { releaseId: "a/b" }, "invalid"],
  ])("%s is refused", async (_, change, code) => {
    const world = new EscrowWorld();
    await world.held(BY_HAND);
    await world.seen();
    expect(refusals(await releasing(world, "rel_1", change))).toEqual([code]);
    expect(world.escrow().version).toBe(2);
  });

  it("of what is over is refused", async () => {
    const world = new EscrowWorld();
    await world.held();
    await world.seen();
    expect(refusals(await releasing(world, "rel_1"))).toEqual(["illegal_transition"]);
  });

  it("meets others on its provider's balance, and is written when they are done", async () => {
    const world = new EscrowWorld();
    await world.held(BY_HAND);
    await world.seen();
    contend(world, [1, 2]);
    expect(met(await releasing(world, "rel_1")).account.status).toBe("released");
  });
});

describe("a refund beside a release", () => {
  it("takes what is held; beyond that it is refused, or the provider owes it, as the environment says", async () => {
    const world = new EscrowWorld();
    await world.held(BY_HAND);
    await world.seen();
    met(await releasing(world, "rel_1", { amount: usd(6000) }));
    const refunding = (refundId: string, cents: number) =>
      refund(world.parts(), CALLER, { paymentId: "pay_1", refundId, amount: usd(cents) });
    expect(codes(await refunding("re_1", 4001))).toEqual(["escrow_insufficient"]);
    world.escrowSettings = { ...world.escrowSettings, refundBeyondEscrow: "receivable" };
    expect(accepted(await refunding("re_2", 4001)).refund?.status).toBe("completed");
    expect(world.balance("provider_receivable", "pro_1")).toBe(1);
    expect(accepted(await refunding("re_3", 5)).refund?.status).toBe("completed");
    expect(world.balance("provider_receivable", "pro_1")).toBe(6);
    expect(world.escrow()).toMatchObject({ status: "refunded", refundedCents: 4000 });
    expect(world.movements()).toEqual(["refund_held"]);
    world.expectSettled();
  });

  it("that the rail refuses is held again, and what was owed for it is owed no more", async () => {
    const world = new EscrowWorld({ refundBeyondEscrow: "receivable" });
    await world.held(BY_HAND, {}, 1_000_000);
    await world.seen();
    met(await releasing(world, "rel_1", { amount: usd(700_000) }));
    const asked = { paymentId: "pay_1", refundId: "re_1", amount: usd(400_001) };
    expect(accepted(await refund(world.parts(), CALLER, asked)).refund?.status).toBe("failed");
    expect(world.escrow()).toMatchObject({ status: "partially_released", refundedCents: 0 });
    expect(world.balance("provider_receivable", "pro_1")).toBe(0);
    expect(world.movements()).toEqual(["refund_held", "refund_returned"]);
    world.expectSettled();
  });

  it("that the rail refuses leaves how the escrow goes on", async () => {
    const world = new EscrowWorld({ expiryPolicy: "release" });
    await world.held({}, {}, 1_000_000);
    accepted(await refund(world.parts(), CALLER, { paymentId: "pay_1", refundId: "re_1", amount: usd(400_001) }));
    expect(world.escrow()).toMatchObject({ autoReleaseEnabled: true, expiryPolicy: "release" });
    expect(world.counted).not.toContain("RefundsReturned");
    expect(await world.seen()).toMatchObject({ status: "released", releasedCents: 1_000_000 });
  });
});

describe("a refund that fails after its rail had confirmed it", () => {
  /** 40.00 of 100.00 were refunded, the rest went by itself; then the refund came back. */
  const promised = async (expiryPolicy: ExpiryPolicy, seen = true) => {
    const world = new EscrowWorld();
    await world.held({ expiryPolicy });
    accepted(await refund(world.parts(), CALLER, { paymentId: "pay_1", refundId: "re_1", amount: usd(4000) }));
    if (seen) expect(await world.seen()).toMatchObject({ status: "released", releasedCents: 6000 });
    const charge = world.rail.books.charges.get("pay_1/charge/1")!;
    world.rail.books.charges.set(charge.reference, { ...charge, refundedCents: 0 });
    const key = { paymentId: "pay_1", operation: "refund", name: "re_1" } as const;
    await takeNotice(world.parts(), key, { outcome: "declined", code: "expired_or_canceled_card" });
    return world;
  };

  it.each(["keep", "release"] as const)(
    "is held until a person says where it goes, whatever becomes due (%s)",
    async (policy) => {
      const world = await promised(policy);
      expect(world.escrow()).toMatchObject({ status: "partially_released", refundedCents: 0, expiryPolicy: "keep" });
      expect(world.counted).toContain("RefundsReturned");
      world.clock.milliseconds += 30 * DAY_MS;
      await world.minute();
      await world.seen("service.completed");
      expect(world.escrow()).toMatchObject({ status: "partially_released", releasedCents: 6000 });
      accepted(await refund(world.parts(), CALLER, { paymentId: "pay_1", refundId: "re_2", amount: usd(1000) }));
      met(await releasing(world, "rel_1"));
      expect(world.escrow()).toMatchObject({ status: "released", refundedCents: 1000 });
      world.expectSettled();
    },
  );

  it("leaves it to the end of the hold where that gives all back to the customer", async () => {
    const world = await promised("refund", false);
    await world.seen();
    expect(world.escrow()).toMatchObject({ status: "holding", autoReleaseEnabled: false, expiryPolicy: "refund" });
    world.clock.milliseconds += 30 * DAY_MS;
    await world.minute();
    expect(world.escrow()).toMatchObject({ status: "expired", refundedCents: 10_000 });
    world.expectSettled();
  });
});

describe("what a provider owes", () => {
  const owing = async (offsetReceivables: boolean) => {
    const world = new EscrowWorld({ offsetReceivables });
    await world.held(BY_HAND);
    await world.seen();
    met(await releasing(world, "rel_1"));
    accepted(await takeReturn(world.parts(), { paymentId: "pay_1", reason: "r01" }));
    expect(world.balance("provider_receivable", "pro_1")).toBe(10_000);
    expect(world.counted).toContain("ReversalsExceeded");
    await world.held({}, { paymentId: "pay_2" }, 14_000);
    await world.seen("service.completed", "pay_2");
    return world;
  };

  it("is kept from later releases", async () => {
    const world = await owing(true);
    expect(world.balance("provider_receivable", "pro_1")).toBe(0);
    expect(world.balance("provider_payable", "pro_1")).toBe(14_000);
    const [, second] = world.escrowTable.startingWith("ESCROW#").filter(({ sk }) => sk?.S?.startsWith("RELEASE#"));
    expect(second?.shares?.L?.[0]?.M).toMatchObject({ cents: { N: "14000" }, offsetCents: { N: "10000" } });
    world.expectSound();
  });

  it("is left to the payouts where the environment says so", async () => {
    const world = await owing(false);
    expect(world.balance("provider_receivable", "pro_1")).toBe(10_000);
    expect(world.balance("provider_payable", "pro_1")).toBe(24_000);
  });
});

describe("a fact", () => {
  it("that was all that was missing releases at once", async () => {
    const world = new EscrowWorld();
    await world.held();
    expect((await world.seen()).status).toBe("released");
  });

  it("again changes nothing, also after the release that it made", async () => {
    const world = new EscrowWorld();
    const { id } = await world.held(BY_HAND);
    const facts = [
      { kind: "event", name: "service.completed" },
      { kind: "approval", role: "buyer", by: "key-1" },
      { kind: "evidence", of: "photo", reference: "doc_1", by: "key-1" },
      { kind: "evidence", of: "photo", by: "key-1" },
    ] as const;
    for (const fact of facts) met(await takeFact(world.escrowParts(), id, fact));
    const { version } = world.escrow();
    for (const fact of facts) met(await takeFact(world.escrowParts(), id, fact));
    expect(world.escrow().version).toBe(version);
    met(await releasing(world, "rel_1"));
    for (const fact of facts) met(await takeFact(world.escrowParts(), id, fact));
    const late = { kind: "event", name: "service.paid" } as const;
    expect(refusals(await takeFact(world.escrowParts(), id, late))).toEqual(["illegal_transition"]);
  });

  it("is refused where it is malformed, there are too many, or there is no such escrow", async () => {
    const world = new EscrowWorld();
    const { id } = await world.held({ releaseConditions: { event: "service.paid" } });
    const parts = world.escrowParts();
    expect(refusals(await takeFact(parts, id, { kind: "event", name: "completed" }))).toEqual(["invalid"]);
    expect(refusals(await takeFact(parts, id, { kind: "approval", role: "a b", by: "k" }))).toEqual(["invalid"]);
    const evidence = { kind: "evidence", of: "A", reference: "4242 4242 4242 4242", by: "k" } as const;
    expect(refusals(await takeFact(parts, id, evidence))).toEqual(["invalid", "card_number_not_allowed"]);
    expect(refusals(await takeFact(parts, "esc_9", { kind: "event", name: "a.b" }))).toEqual(["escrow_not_found"]);
    for (let place = 0; place < 50; place++) met(await takeFact(parts, id, { kind: "event", name: `a.b${place}` }));
    expect(refusals(await takeFact(parts, id, { kind: "event", name: "a.c" }))).toEqual(["escrow_facts_full"]);
    for (const kind of ["approval", "evidence"] as const) {
      for (let place = 0; place < 50; place++) {
        const by = `key-${place}`;
        met(await takeFact(parts, id, kind === "approval" ? { kind, role: "r", by } : { kind, of: "e", by }));
      }
      const more = kind === "approval" ? { kind, role: "r", by: "x" } : { kind, of: "e", by: "x" };
      expect(refusals(await takeFact(parts, id, more))).toEqual(["escrow_facts_full"]);
    }
  });
});

describe("the rail's word about its money", () => {
  it("counts over what the environment reckoned with; again, or too late, it changes nothing", async () => {
    const world = new EscrowWorld({ fundsAfterDays: { simulator: 9 } });
    const { id } = await world.held();
    const at = world.clock.now() + 1000;
    expect(await takeFunds(world.escrowParts(), id, at)).toBe(true);
    expect(world.escrow().fundsAvailableAt).toBe("2026-11-15T12:00:01.000Z");
    expect(await takeFunds(world.escrowParts(), id, at)).toBe(true);
    expect(world.escrow().version).toBe(2);
    world.clock.milliseconds += 1000;
    await world.seen();
    expect(world.escrow().status).toBe("released");
    expect(await takeFunds(world.escrowParts(), id, at + 1)).toBe(true);
    expect(await takeFunds(world.escrowParts(), "esc_9", at)).toBe(false);
  });
});

describe("conditions", () => {
  it("can be changed until somebody relied on them", async () => {
    const world = new EscrowWorld();
    const { id } = await world.held();
    const approval = { approval: { role: "buyer", count: 1 } };
    expect(met(await changeConditions(world.escrowParts(), id, approval)).account.releaseConditions).toEqual(approval);
    expect(met(await changeConditions(world.escrowParts(), id, approval)).account.version).toBe(2);
    await world.seen("service.started");
    const other = { event: "service.started" };
    expect(refusals(await changeConditions(world.escrowParts(), id, other))).toEqual(["illegal_transition"]);
    expect(refusals(await changeConditions(world.escrowParts(), id, {}))).toEqual(["condition_invalid"]);
    expect(refusals(await changeConditions(world.escrowParts(), "esc_9", other))).toEqual(["escrow_not_found"]);
  });

  it("that hold at once release at once", async () => {
    const world = new EscrowWorld();
    const { id } = await world.held();
    const past = { time: "2026-11-01T00:00:00Z" };
    expect(met(await changeConditions(world.escrowParts(), id, past)).account.status).toBe("released");
  });
});
