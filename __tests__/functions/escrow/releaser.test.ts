import { attendEscrow } from "../../../functions/escrow/attend";
import { drain } from "../../../functions/escrow/drain";
import { dueAtOf, workShards } from "../../../functions/escrow/due";
import { openDispute, withdrawDispute } from "../../../functions/escrow/disputes";
import { release } from "../../../functions/escrow/release";
import { refund } from "../../../functions/payments/refund";
import { toTimestamp } from "../../../functions/shared/clock";
import { money } from "../../../functions/shared/money";
import { CALLER, codes } from "../payments/support/world";
import { DAY_MS, EscrowWorld, met, MINUTE_MS } from "./support/escrow-world";

const T0 = "2026-11-15T12:00:00.000Z";
const at = (days: number) => toTimestamp(Date.parse(T0) + days * DAY_MS);

describe("an escrow is due", () => {
  const due = async (settings: Partial<EscrowWorld["escrowSettings"]>, wishes: object = {}) => {
    const world = new EscrowWorld(settings);
    await world.held(wishes);
    return world.due();
  };

  it.each([
    ["when time alone may release it", {}, {}, at(14)],
    ["not before the rail's money is there", { fundsAfterDays: { simulator: 20 } }, {}, at(20)],
    ["not while the rail has not said", { fundsAfterDays: {} }, {}, undefined],
    ["not where it is not released by itself", {}, { autoRelease: false }, undefined],
    ["not where only a fact may release it", {}, { releaseConditions: { event: "a.b" } }, undefined],
    ["at once where it may go", {}, { releaseConditions: { time: at(-1) } }, at(0)],
    [
      "when its money comes where it may go else",
      { fundsAfterDays: { simulator: 2 } },
      { releaseConditions: { time: at(-1) } },
      at(2),
    ],
    [
      "when it may go no longer, should its money come later",
      { fundsAfterDays: { simulator: 2 } },
      { releaseConditions: { not: { time: at(1) } } },
      at(1),
    ],
    ["when its hold ends with a refund", { expiryPolicy: "refund", autoRelease: false }, {}, at(14)],
    ["when its hold ends with a release", { expiryPolicy: "release", autoRelease: false }, {}, at(14)],
    [
      "when its hold ends with a release, and its money is there",
      { expiryPolicy: "release", autoRelease: false, fundsAfterDays: { simulator: 15 } },
      {},
      at(15),
    ],
    [
      "not when its hold ends with a release and nobody knows of its money",
      { expiryPolicy: "release", autoRelease: false, fundsAfterDays: {} },
      {},
      undefined,
    ],
  ] as const)("%s", async (_, settings, wishes, expected) => {
    expect(await due(settings, wishes)).toBe(expected);
  });

  it("no longer when it is over, and at its dispute's deadline while it is disputed", async () => {
    const world = new EscrowWorld();
    const { id: escrowId } = await world.held();
    met(await openDispute(world.escrowParts(), { escrowId, disputeId: "d_1", by: "k" }));
    expect(world.due()).toBe(at(30));
    met(await withdrawDispute(world.escrowParts(), { escrowId, disputeId: "d_1" }));
    await world.seen();
    expect(world.due()).toBeUndefined();
    expect(
      dueAtOf({ ...world.escrow(), resolution: { disputeId: "d", refundCents: 1, releaseCents: 0, attempt: 1 } }, 0),
    ).toBe("1970-01-01T00:00:00.000Z");
  });
});

describe("the releaser", () => {
  it("releases by time, when it is time, and orders nothing in an idle minute", async () => {
    const world = new EscrowWorld();
    await world.held();
    expect(await world.minute()).toEqual([]);
    world.clock.milliseconds += 14 * DAY_MS - 1;
    expect(await world.minute()).toEqual([]);
    world.clock.milliseconds += 1;
    expect(await world.minute()).toEqual([{ done: 1, waiting: 0, failed: 0, continued: false }]);
    expect(world.escrow().status).toBe("released");
    expect(world.counted).toEqual([]);
    expect(await world.minute()).toEqual([]);
    world.expectSettled();
  });

  it("catches up what missed minutes left, and tells that it was overdue", async () => {
    const world = new EscrowWorld();
    for (let place = 0; place < 40; place++)
      await world.held({}, { paymentId: `pay_${place}`, providerId: `p_${place}` });
    world.clock.milliseconds += 30 * DAY_MS;
    const reports = await world.minute();
    expect(reports.reduce((sum, { done }) => sum + done, 0)).toBe(40);
    expect(world.counted).toContain("ReleaseOverdue");
    expect(world.escrows().every(({ status }) => status === "released")).toBe(true);
    expect(world.total("provider_payable")).toBe(400_000);
    world.expectSettled();
  });

  it("does the same twice or at once, and no cent moves twice", async () => {
    const world = new EscrowWorld();
    await world.held();
    world.clock.milliseconds += 14 * DAY_MS;
    const [shard] = workShards("release", "us-west-2").filter((each) => {
      return world.escrowTable.startingWith("ESCROW#").some(({ dueShard }) => dueShard?.S === each);
    });
    const order = { shard: shard!, until: toTimestamp(world.clock.now()) };
    const work = (deadline = Infinity) => {
      const parts = world.escrowParts();
      const attend = (key: Parameters<typeof attendEscrow>[1]) => attendEscrow(parts, key);
      return drain(world.drainParts(), order, { work: "Release", deadline, attend });
    };
    await Promise.all([work(), work(), work()]);
    await world.minute();
    expect(world.escrow()).toMatchObject({ status: "released", releasedCents: 10_000 });
    expect(world.balance("provider_payable", "pro_1")).toBe(10_000);
    world.expectSettled();
  });

  it("looks again when time moves next, where it cannot go yet", async () => {
    const world = new EscrowWorld();
    const releaseConditions = { all: [{ time: at(1) }, { any: [{ time: at(3) }, { event: "a.b" }] }] };
    await world.held({ releaseConditions });
    expect(world.due()).toBe(at(1));
    world.clock.milliseconds += DAY_MS;
    expect(await world.minute()).toMatchObject([{ done: 1 }]);
    expect(world.due()).toBe(at(3));
    expect(world.escrow().version).toBe(1);
    world.clock.milliseconds += 2 * DAY_MS;
    await world.minute();
    expect(world.escrow().status).toBe("released");
  });

  it("forgets what nothing but a fact can move", async () => {
    const world = new EscrowWorld();
    await world.held({ releaseConditions: { all: [{ time: at(1) }, { event: "a.b" }] } });
    world.clock.milliseconds += DAY_MS;
    await world.minute();
    expect(world.due()).toBeUndefined();
    expect((await world.seen("a.b")).status).toBe("released");
  });

  it("passes over what is not there any more", async () => {
    const world = new EscrowWorld();
    expect(await attendEscrow(world.escrowParts(), { pk: { S: "ESCROW#esc_9" }, sk: { S: "ESCROW" } })).toBe("done");
  });

  it("puts off what another is quicker at", async () => {
    const world = new EscrowWorld();
    await world.held();
    world.clock.milliseconds += 14 * DAY_MS;
    const parts = world.escrowParts();
    const escrows = { ...parts.escrows, commit: async () => ({ outcome: "contended" }) as const };
    const item = { pk: { S: `ESCROW#${world.escrow().id}` }, sk: { S: "ESCROW" } };
    expect(await attendEscrow({ ...parts, escrows }, item)).toEqual({ againInMs: MINUTE_MS });
    expect(world.due()).toBe(toTimestamp(world.clock.now() + MINUTE_MS));
  });
});

describe("the end of a hold", () => {
  it("keeps what is held, where the policy says so", async () => {
    const world = new EscrowWorld();
    await world.held({ releaseConditions: { event: "a.b" } });
    world.clock.milliseconds += 20 * DAY_MS;
    expect(await world.minute()).toEqual([]);
    expect(world.escrow().status).toBe("holding");
  });

  it("releases it, whatever its conditions are", async () => {
    const world = new EscrowWorld({ expiryPolicy: "release" });
    await world.held({ releaseConditions: { event: "a.b" } });
    world.clock.milliseconds += 14 * DAY_MS;
    await world.minute();
    expect(world.escrow()).toMatchObject({ status: "expired", releasedCents: 10_000 });
  });

  it("refunds it, and it has expired", async () => {
    const world = new EscrowWorld({ expiryPolicy: "refund" });
    await world.held({ releaseConditions: { event: "a.b" } });
    world.clock.milliseconds += 14 * DAY_MS;
    await world.minute();
    expect(world.escrow()).toMatchObject({ status: "expired", refundedCents: 10_000 });
    expect(world.escrowEvents()).toEqual(["escrow.held", "escrow.expired"]);
    world.expectSettled();
    expect(codes(await refund(world.parts(), CALLER, { paymentId: "pay_1", refundId: "r" }))).toEqual([
      "illegal_transition",
    ]);
  });

  it("is tried again the next day where the rail refuses the refund, and counted", async () => {
    const world = new EscrowWorld({ expiryPolicy: "refund" });
    await world.held({ releaseConditions: { event: "a.b" } });
    world.refusesRefunds = true;
    world.clock.milliseconds += 14 * DAY_MS;
    await world.minute();
    expect(world.escrow()).toMatchObject({ status: "holding", refundedCents: 0 });
    expect(world.counted).toEqual(["ExpiryRefundsFailed"]);
    await world.minute();
    expect(world.attempts()).toHaveLength(2);
    world.clock.milliseconds += DAY_MS;
    await world.minute();
    expect(world.attempts()).toHaveLength(3);
    world.expectSettled();
  });

  it("waits for the rail's money where it releases", async () => {
    const world = new EscrowWorld({ expiryPolicy: "release", fundsAfterDays: { simulator: 20 } });
    await world.held({ releaseConditions: { event: "a.b" } });
    world.clock.milliseconds += 14 * DAY_MS;
    const item = { pk: { S: `ESCROW#${world.escrow().id}` }, sk: { S: "ESCROW" } };
    expect(await attendEscrow(world.escrowParts(), item)).toBe("done");
    expect(world.due()).toBe(at(20));
    world.clock.milliseconds += 6 * DAY_MS;
    await world.minute();
    expect(world.escrow().status).toBe("expired");
  });

  it("stands still while it is disputed, and comes later by as long", async () => {
    const world = new EscrowWorld({ expiryPolicy: "refund" });
    const { id: escrowId } = await world.held({ releaseConditions: { event: "a.b" } });
    met(await openDispute(world.escrowParts(), { escrowId, disputeId: "d_1", by: "k" }));
    world.clock.milliseconds += 20 * DAY_MS;
    await world.minute();
    expect(world.escrow().status).toBe("disputed");
    met(await withdrawDispute(world.escrowParts(), { escrowId, disputeId: "d_1" }));
    expect(world.due()).toBe(at(34));
  });
});

describe("a release and the releaser at once", () => {
  it("release once", async () => {
    const world = new EscrowWorld();
    const { id: escrowId } = await world.held();
    world.clock.milliseconds += 14 * DAY_MS;
    const asked = { escrowId, releaseId: "rel_1", amount: money(10_000, "USD") };
    await Promise.all([world.minute(), release(world.escrowParts(), CALLER, asked), world.minute()]);
    expect(world.escrow()).toMatchObject({ status: "released", releasedCents: 10_000 });
    world.expectSettled();
  });
});
