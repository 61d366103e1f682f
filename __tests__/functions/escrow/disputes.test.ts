import fc from "fast-check";
import { divide } from "../../../functions/escrow/dispute";
import {
  decideDispute,
  giveEvidence,
  type NewDispute,
  openDispute,
  reviewDispute,
  withdrawDispute,
} from "../../../functions/escrow/disputes";
import { takeFunds } from "../../../functions/escrow/funds";
import { release } from "../../../functions/escrow/release";
import { carryOutResolution, LostDisputeError } from "../../../functions/escrow/resolution";
import { takeDispute } from "../../../functions/payments/disputes";
import { refund } from "../../../functions/payments/refund";
import { money } from "../../../functions/shared/money";
import { CALLER, codes } from "../payments/support/world";
import { DAY_MS, EscrowWorld, met, MINUTE_MS, refusals } from "./support/escrow-world";

const usd = (cents: number) => money(cents, "USD");
const BY = "key-1";

async function disputed(cents = 10_000, change: Partial<NewDispute> = {}, world = new EscrowWorld()) {
  const { id: escrowId } = await world.held({ autoRelease: false }, {}, cents);
  await world.seen();
  met(await openDispute(world.escrowParts(), { escrowId, disputeId: "d_1", by: BY, reason: "damaged", ...change }));
  return { world, escrowId, key: { escrowId, disputeId: "d_1" } };
}

const status = async (world: EscrowWorld, disputeId = "d_1") =>
  (await world.escrowParts().escrows.findDispute(world.escrow().id, disputeId))?.status;

describe("a dispute of a party", () => {
  it("freezes all: no release, no refund, no other dispute, until it is withdrawn", async () => {
    const { world, escrowId, key } = await disputed();
    expect(world.escrow()).toMatchObject({ status: "disputed", disputeId: "d_1", openDisputes: ["d_1"] });
    const asked = { escrowId, releaseId: "rel_1" };
    expect(refusals(await release(world.escrowParts(), CALLER, asked))).toEqual(["escrow_disputed"]);
    const refunding = { paymentId: "pay_1", refundId: "re_1", amount: usd(1) };
    expect(codes(await refund(world.parts(), CALLER, refunding))).toEqual(["escrow_disputed"]);
    const other = { escrowId, disputeId: "d_2", by: BY };
    expect(refusals(await openDispute(world.escrowParts(), other))).toEqual(["escrow_disputed"]);
    met(await withdrawDispute(world.escrowParts(), key));
    met(await release(world.escrowParts(), CALLER, asked));
  });

  it("lets the hold end later by as long as it stood still", async () => {
    const { world, key } = await disputed();
    const { holdEndDate } = world.escrow();
    world.clock.milliseconds += 3 * DAY_MS;
    met(await withdrawDispute(world.escrowParts(), key));
    expect(Date.parse(world.escrow().holdEndDate!) - Date.parse(holdEndDate!)).toBe(3 * DAY_MS);
    expect(world.escrow()).toMatchObject({ status: "holding", openDisputes: [] });
    expect(world.escrow().frozenAt).toBeUndefined();
  });

  it("takes evidence until its review; each step again changes nothing", async () => {
    const { world, key } = await disputed();
    const given = { kind: "photograph", reference: "doc_1", by: BY };
    for (const _ of [1, 2]) met(await giveEvidence(world.escrowParts(), key, given));
    expect(await status(world)).toBe("evidence_required");
    for (const _ of [1, 2]) met(await reviewDispute(world.escrowParts(), key));
    expect(await status(world)).toBe("under_review");
    const more = { kind: "letter", by: BY };
    expect(refusals(await giveEvidence(world.escrowParts(), key, more))).toEqual(["illegal_transition"]);
    for (const _ of [1, 2]) met(await withdrawDispute(world.escrowParts(), key));
    expect(refusals(await reviewDispute(world.escrowParts(), key))).toEqual(["illegal_transition"]);
    const verdict = { outcome: "release" } as const;
    expect(refusals(await decideDispute(world.escrowParts(), key, verdict, BY))).toEqual(["illegal_transition"]);
    expect(world.escrowEvents().slice(2)).toEqual([
      "escrow.disputed",
      "escrow.dispute_evidence_given",
      "escrow.dispute_under_review",
      "escrow.dispute_withdrawn",
    ]);
  });

  it("is opened once; under its name there is no other", async () => {
    const { world, escrowId } = await disputed();
    const again = { escrowId, disputeId: "d_1", by: BY, reason: "damaged" };
    met(await openDispute(world.escrowParts(), again));
    expect(refusals(await openDispute(world.escrowParts(), { ...again, reason: "late" }))).toEqual([
      "escrow_dispute_exists",
    ]);
    expect(world.escrow().version).toBe(3);
  });

  it.each([
    ["about more than is held", { amount: usd(10_001) }, ["escrow_insufficient"]],
    ["about another currency", { amount: { currency: "EUR" } }, ["currency_mismatch"]],
    ["about no escrow", { escrowId: "esc_9" }, ["escrow_not_found"]],
    ["with a name that is too long", { disputeId: "d".repeat(65) }, ["invalid"]],
    ["for a reason of many words", { reason: "it is broken" }, ["invalid"]],
  ])("%s is refused", async (_, change, expected) => {
    const world = new EscrowWorld();
    const { id: escrowId } = await world.held();
    const asked = { escrowId, disputeId: "d_1", by: BY, ...change };
    expect(refusals(await openDispute(world.escrowParts(), asked))).toEqual(expected);
  });

  it("about what is over, or that there is not, is refused", async () => {
    const world = new EscrowWorld();
    const { id: escrowId } = await world.held();
    await world.seen();
    const asked = { escrowId, disputeId: "d_1", by: BY };
    expect(refusals(await openDispute(world.escrowParts(), asked))).toEqual(["illegal_transition"]);
    const key = { escrowId, disputeId: "d_9" };
    expect(refusals(await reviewDispute(world.escrowParts(), key))).toEqual(["escrow_dispute_not_found"]);
    expect(refusals(await reviewDispute(world.escrowParts(), { ...key, escrowId: "esc_9" }))).toEqual([
      "escrow_not_found",
    ]);
    expect(refusals(await reviewDispute(world.escrowParts(), { ...key, disputeId: "#" }))).toEqual(["invalid"]);
    expect(refusals(await giveEvidence(world.escrowParts(), key, { kind: "A", by: BY }))).toEqual(["invalid"]);
  });

  it("keeps fifty pieces of evidence", async () => {
    const { world, key } = await disputed();
    for (let place = 0; place < 50; place++) {
      met(await giveEvidence(world.escrowParts(), key, { kind: "photograph", reference: `doc_${place}`, by: BY }));
    }
    const more = { kind: "photograph", by: BY };
    expect(refusals(await giveEvidence(world.escrowParts(), key, more))).toEqual(["escrow_facts_full"]);
  });
});

describe("a decision", () => {
  const decide = async (world: EscrowWorld, verdict: Parameters<typeof decideDispute>[2]) => {
    const key = { escrowId: world.escrow().id, disputeId: "d_1" };
    const decided = met(await decideDispute(world.escrowParts(), key, verdict, BY));
    return carryOutResolution(world.escrowParts(), decided.account);
  };

  it.each([
    [{ outcome: "release" }, "won", { status: "released", releasedCents: 10_000, refundedCents: 0 }],
    [{ outcome: "refund" }, "lost", { status: "refunded", releasedCents: 0, refundedCents: 10_000 }],
    [{ outcome: "split", refundCents: 2500 }, "lost", { status: "released", releasedCents: 7500, refundedCents: 2500 }],
    [
      { outcome: "split", refundBasisPoints: 3333 },
      "lost",
      { status: "released", releasedCents: 6667, refundedCents: 3333 },
    ],
    [{ outcome: "split", refundBasisPoints: 0 }, "won", { status: "released", releasedCents: 10_000 }],
  ] as const)("%j moves all that was disputed", async (verdict, state, escrow) => {
    const { world } = await disputed();
    expect(await decide(world, verdict)).toBe("done");
    expect(await status(world)).toBe(state);
    expect(world.escrow()).toMatchObject({ ...escrow, openDisputes: [] });
    expect(world.escrow().resolution).toBeUndefined();
    const dispute = await world.escrowParts().escrows.findDispute(world.escrow().id, "d_1");
    expect(dispute?.decision).toMatchObject({ by: BY, carriedOutAt: expect.any(String) });
    world.expectSettled();
  });

  it("about a part leaves the rest held", async () => {
    const { world } = await disputed(10_000, { amount: usd(4000) });
    expect(await decide(world, { outcome: "refund" })).toBe("done");
    expect(world.escrow()).toMatchObject({ status: "holding", refundedCents: 4000 });
    const { world: second } = await disputed(10_000, { amount: usd(4000) });
    await decide(second, { outcome: "split", refundCents: 1000 });
    expect(second.escrow()).toMatchObject({ status: "partially_released", refundedCents: 1000, releasedCents: 3000 });
  });

  it("again changes nothing, another one is refused, as is one beyond what is disputed", async () => {
    const { world, key } = await disputed();
    const beyond = { outcome: "split", refundCents: 10_001 } as const;
    expect(refusals(await decideDispute(world.escrowParts(), key, beyond, BY))).toEqual(["escrow_insufficient"]);
    const half = { outcome: "split", refundBasisPoints: 5000 } as const;
    met(await decideDispute(world.escrowParts(), key, half, BY));
    met(await decideDispute(world.escrowParts(), key, half, BY));
    const other = { outcome: "release" } as const;
    expect(refusals(await decideDispute(world.escrowParts(), key, other, BY))).toEqual(["illegal_transition"]);
    expect(refusals(await withdrawDispute(world.escrowParts(), key))).toEqual(["illegal_transition"]);
  });

  it("waits for the rail's money before beneficiaries get theirs, and goes on by itself", async () => {
    const world = new EscrowWorld({ fundsAfterDays: {} });
    const { id: escrowId } = await world.held({ autoRelease: false });
    met(await openDispute(world.escrowParts(), { escrowId, disputeId: "d_1", by: BY }));
    expect(await decide(world, { outcome: "split", refundCents: 1000 })).toEqual({ againInMs: 60 * MINUTE_MS });
    expect(world.escrow()).toMatchObject({ status: "disputed", refundedCents: 1000 });
    await takeFunds(world.escrowParts(), escrowId, world.clock.now());
    await world.minute();
    expect(world.escrow()).toMatchObject({ status: "released", releasedCents: 9000, refundedCents: 1000 });
    world.expectSettled();
  });

  it("whose refund the rail refuses keeps the money frozen, counts it, and tries again under another name", async () => {
    const { world } = await disputed(1_000_000);
    const refused = { outcome: "split", refundCents: 400_001 } as const;
    expect(await decide(world, refused)).toEqual({ againInMs: 60 * MINUTE_MS });
    expect(world.escrow()).toMatchObject({ status: "disputed", refundedCents: 0, resolution: { attempt: 2 } });
    expect(world.counted).toContain("ResolutionRefundsFailed");
    expect(world.attempts().map(({ name }) => name)).toContain("dispute:d_1:1");
    await world.minute();
    expect(world.escrow().resolution).toMatchObject({ attempt: 3 });
    world.expectSettled();
  });

  it("whose refund's answer is awaited waits too", async () => {
    const { world } = await disputed(1_000_000);
    const slow = { outcome: "split", refundCents: 400_005 } as const;
    expect(await decide(world, slow)).toEqual({ againInMs: MINUTE_MS });
    expect(world.escrow()).toMatchObject({ status: "disputed", refundedCents: 400_005 });
  });

  it("lets a rail's dispute take what it takes first, and then moves what is left", async () => {
    const { world, key } = await disputed();
    met(await decideDispute(world.escrowParts(), key, { outcome: "split", refundCents: 4000 }, BY));
    const notice = { paymentId: "pay_1", disputeId: "dp_1", amount: usd(8000) };
    met(await takeDispute(world.parts(), { ...notice, status: "opened" }));
    expect(await carryOutResolution(world.escrowParts(), world.escrow())).toEqual({ againInMs: 60 * MINUTE_MS });
    met(await takeDispute(world.parts(), { ...notice, status: "lost" }));
    expect(world.escrow()).toMatchObject({ status: "disputed", refundedCents: 8000 });
    // The customer's part comes before the beneficiaries', and no more than is left of it.
    expect(await carryOutResolution(world.escrowParts(), world.escrow())).toEqual({ againInMs: MINUTE_MS });
    expect(await carryOutResolution(world.escrowParts(), world.escrow())).toBe("done");
    expect(world.escrow()).toMatchObject({ status: "refunded", refundedCents: 10_000, releasedCents: 0 });
    world.takenBack.set("pay_1/dp_1", 8000);
    world.expectSettled();
  });

  it("whose refund is refused for another reason is counted, for a person", async () => {
    const { world, key } = await disputed();
    met(await decideDispute(world.escrowParts(), key, { outcome: "refund" }, BY));
    const refused = { ok: false, errors: [{ code: "provider_blocked", param: "", message: "" }] } as const;
    const parts = { ...world.escrowParts(), refundPayment: async () => refused };
    expect(await carryOutResolution(parts, world.escrow())).toEqual({ againInMs: 60 * MINUTE_MS });
    expect(world.counted).toContain("ResolutionRefundsRefused");
  });

  it("that there is no dispute of is nothing that happens", async () => {
    const { world, key } = await disputed();
    met(await decideDispute(world.escrowParts(), key, { outcome: "release" }, BY));
    world.escrowTable.items.delete(`ESCROW#${key.escrowId}|DISPUTE#d_1`);
    await expect(carryOutResolution(world.escrowParts(), world.escrow())).rejects.toThrow(LostDisputeError);
    const { resolution: _none, ...account } = world.escrow();
    expect(await carryOutResolution(world.escrowParts(), account)).toBe("done");
  });

  it("divides any amount, no cent lost", () => {
    const cents = fc.integer({ min: 1, max: 10_000_000 });
    fc.assert(
      fc.property(cents, fc.integer({ min: 0, max: 10_000 }), (amount, refundBasisPoints) => {
        const divided = divide(usd(amount), { outcome: "split", refundBasisPoints });
        expect(divided!.refundCents + divided!.releaseCents).toBe(amount);
        expect(Math.abs(divided!.refundCents - (amount * refundBasisPoints) / 10_000)).toBeLessThanOrEqual(0.5);
      }),
    );
  });
});

describe("a deadline", () => {
  const passed = async (onDisputeDeadline: "review" | "release" | "refund") => {
    const { world } = await disputed(10_000, {}, new EscrowWorld({ onDisputeDeadline, disputeDays: 7 }));
    expect(world.due()).toBe("2026-11-22T12:00:00.000Z");
    world.clock.milliseconds += 7 * DAY_MS - 1;
    await world.minute();
    expect(await status(world)).toBe("opened");
    world.clock.milliseconds += 1;
    await world.minute();
    return world;
  };

  it("has a person look, and is counted each day", async () => {
    const world = await passed("review");
    expect(await status(world)).toBe("under_review");
    world.clock.milliseconds += DAY_MS;
    await world.minute();
    expect(world.counted.filter((name) => name === "DisputesOverdue")).toHaveLength(2);
    expect(world.escrow().status).toBe("disputed");
  });

  it.each([
    ["release", "released"],
    ["refund", "refunded"],
  ] as const)("decides for a %s where the environment says so", async (outcome, ended) => {
    const world = await passed(outcome);
    expect(world.escrow().status).toBe(ended);
  });
});
