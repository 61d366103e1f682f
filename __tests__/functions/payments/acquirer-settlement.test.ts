import fc from "fast-check";
import { collectSettlements, takeSettlement } from "../../../functions/payments/acquirer-settlement";
import { acquirerNotice } from "../../../functions/payments/inbound/acquirer";
import { takeDispute } from "../../../functions/payments/disputes";
import { pay } from "../../../functions/payments/pay";
import { refund } from "../../../functions/payments/refund";
import { sweep } from "../../../functions/payments/sweep";
import { money } from "../../../functions/shared/money";
import { contend } from "./support/contention";
import { Kill, Killed } from "./support/kill";
import { ACH_TABLE, accepted, CALLER, newPayment, World } from "./support/world";

const ODFI = "12104288";
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const usd = (cents: number) => money(cents, "USD");

/** A bank's world, with a payment of 100.00 that its rail has taken. */
async function paid(odfi: string | undefined = ODFI, change = {}): Promise<World> {
  const world = new World();
  world.table.batchMost = 60;
  if (odfi !== "") world.odfi = odfi;
  accepted(await pay(world.parts(), CALLER, newPayment(change)));
  return world;
}

function settle(world: World, cents = 10_000, feeCents = 0, aheadMs = 0, paymentId = "pay_1", kill = new Kill()) {
  const availableAt = world.clock.now() + aheadMs;
  return takeSettlement(world.parts({}, kill), { paymentId, availableAt, paid: { amount: usd(cents), feeCents } });
}

function give(world: World, refundId: string, cents: number, kill = new Kill()) {
  return refund(world.parts({}, kill), CALLER, { paymentId: "pay_1", refundId, amount: usd(cents) });
}

const run = (world: World, kill = new Kill()) =>
  sweep(world.parts({}, kill), { deadline: world.clock.now() + MINUTE_MS });

/** What is where, in cents: at the rail, on its way, in the settlement account, and kept as fees. */
function places(world: World): number[] {
  return [
    world.balance("clearing"),
    world.balance("acquirer_settlements", ODFI),
    world.balance("settlement_cash", ODFI),
    world.balance("fees"),
  ];
}

describe("what an acquirer pays out", () => {
  it("is booked with its notice, less the fee, and is in the settlement account a minute later", async () => {
    const world = await paid();
    expect(await settle(world, 10_000, 320)).toBe("taken");
    expect(places(world)).toEqual([0, 9680, 0, 320]);
    expect(world.escrow()).toMatchObject({ fundsAvailableAt: "2026-11-15T12:00:00.000Z", version: 2 });
    expect(await run(world)).toMatchObject({ collectedCents: 9680 });
    expect(places(world)).toEqual([0, 0, 9680, 320]);
    expect(await run(world)).toMatchObject({ collectedCents: 0 });
    world.expectSettled();
  });

  it("stands in one transaction with the escrow's money", async () => {
    const world = await paid();
    const before = world.table.sent.length;
    await settle(world);
    const sent = world.table.sent.slice(before);
    expect(sent.filter((command) => command === "TransactWriteItemsCommand")).toHaveLength(1);
  });

  it("is booked once a charge, whatever is told again", async () => {
    const world = await paid();
    for (const cents of [10_000, 10_000, 4000]) expect(await settle(world, cents)).toBe("taken");
    expect(places(world)).toEqual([0, 10_000, 0, 0]);
    expect(world.journals().filter(({ kind }) => kind === "payment_settled")).toHaveLength(1);
  });

  it("ahead of its time is booked when the money is there, and not before", async () => {
    const world = await paid();
    await settle(world, 10_000, 0, DAY_MS);
    expect(places(world)).toEqual([10_000, 0, 0, 0]);
    expect(await run(world)).toMatchObject({ settlements: { done: 0 }, collectedCents: 0 });
    world.clock.milliseconds += DAY_MS;
    expect(await run(world)).toMatchObject({ settlements: { done: 1 }, collectedCents: 10_000 });
    expect(await run(world)).toMatchObject({ settlements: { done: 0 }, collectedCents: 0 });
    expect(places(world)).toEqual([0, 0, 10_000, 0]);
    world.expectSettled();
  });

  it("is never more than clearing holds: what was refunded before is not paid out", async () => {
    const world = await paid();
    accepted(await give(world, "re_1", 3000));
    await settle(world, 10_000, 320);
    expect(places(world)).toEqual([0, 6680, 0, 320]);
    accepted(await give(world, "re_2", 7000));
    // The refund behind the settlement is kept from what the acquirer pays out next.
    expect(places(world)).toEqual([0, -320, 0, 320]);
    expect(await run(world)).toMatchObject({ collectedCents: 0 });
    world.expectSettled();
  });

  it("of a payment that went back whole is nothing", async () => {
    const world = await paid();
    accepted(await give(world, "re_1", 10_000));
    await settle(world);
    expect(places(world)).toEqual([0, 0, 0, 0]);
    expect(world.journals().filter(({ kind }) => kind === "payment_settled")).toEqual([]);
  });

  it("is never what a dispute took before; where that is won, it comes with the next payments", async () => {
    const world = await paid();
    const notice = { paymentId: "pay_1", disputeId: "dp_1", amount: usd(4000) };
    await takeDispute(world.parts(), { ...notice, status: "opened" });
    await settle(world);
    expect(places(world)).toEqual([0, 6000, 0, 0]);
    await takeDispute(world.parts(), { ...notice, status: "won" });
    expect(places(world)).toEqual([0, 10_000, 0, 0]);
    world.expectSettled();
  });

  it("comes from the next payments where a dispute took it, and back where that is won", async () => {
    const world = await paid();
    await settle(world);
    await run(world);
    const notice = { paymentId: "pay_1", disputeId: "dp_1", amount: usd(10_000) };
    await takeDispute(world.parts(), { ...notice, status: "opened" });
    expect(places(world)).toEqual([0, -10_000, 10_000, 0]);
    await takeDispute(world.parts(), { ...notice, status: "won" });
    expect(places(world)).toEqual([0, 0, 10_000, 0]);
    world.expectSettled();
  });

  it("of a payment without a provider is booked as well", async () => {
    const world = await paid(ODFI, { providerId: undefined });
    expect(await settle(world)).toBe("taken");
    expect(places(world)).toEqual([0, 10_000, 0, 0]);
  });

  it.each([
    ["less", 4000, [6000, 4000, 0, 0]],
    ["more", 10_001, [0, 10_000, 0, 0]],
  ])("is told where it is %s than was taken", async (_, cents, expected) => {
    const world = await paid();
    await settle(world, cents);
    expect(world.counted).toContain("SettlementsDiffer");
    expect(world.warned).toEqual([expect.objectContaining({ paymentId: "pay_1", capturedCents: 10_000 })]);
    expect(places(world)).toEqual(expected);
  });

  it("in another currency than the payment's is told, and not booked", async () => {
    const world = await paid();
    const availableAt = world.clock.now();
    const wrong = { amount: money(10_000, "EUR"), feeCents: 0 };
    expect(await takeSettlement(world.parts(), { paymentId: "pay_1", availableAt, paid: wrong })).toBe("taken");
    expect(world.counted).toContain("SettlementsDiffer");
    expect(places(world)).toEqual([10_000, 0, 0, 0]);
    expect(world.escrow().fundsAvailableAt).toBeDefined();
  });

  it("in a currency that the settlement account does not hold stays in clearing", async () => {
    const world = await paid(ODFI, { amount: money(10_000, "EUR") });
    const availableAt = world.clock.now();
    await takeSettlement(world.parts(), {
      paymentId: "pay_1",
      availableAt,
      paid: { amount: money(10_000, "EUR"), feeCents: 0 },
    });
    expect(world.balance("clearing", "simulator", "EUR")).toBe(10_000);
    expect(world.counted).toEqual([]);
  });

  it("is not booked where the environment has no bank", async () => {
    const world = await paid("");
    expect(await settle(world)).toBe("taken");
    expect(places(world)).toEqual([10_000, 0, 0, 0]);
    expect(world.payment().version).toBe(2);
    expect(world.escrow().fundsAvailableAt).toBeDefined();
    expect(await collectSettlements(world.parts())).toBe(0);
    expect(await run(world)).not.toHaveProperty("collectedCents");
  });

  it("is not booked for what is not here, or was not taken", async () => {
    const world = await paid(ODFI, { encryptedCardToken: "sim_decline" }).catch(() => undefined);
    expect(world).toBeDefined();
    expect(await settle(world!, 10_000, 0, 0, "pay_9")).toBe("elsewhere");
    expect(await settle(world!)).toBe("taken");
    expect(places(world!)).toEqual([0, 0, 0, 0]);
  });
});

describe("an acquirer's notice of a settlement", () => {
  const data = { reference: "pay_1/charge/1", funds_available_at: "2026-11-17T12:00:00Z" };
  const read = (change: object) => acquirerNotice("charge.settlement", { ...data, ...change }, "msg_1");

  it("says what is paid out, where it says an amount", () => {
    expect(read({})).toMatchObject({ notice: { about: "funds" } });
    expect(read({})).not.toHaveProperty("notice.paid");
    expect(read({ amount_cents: 10_000, currency: "USD" })).toMatchObject({ notice: { paid: { feeCents: 0 } } });
    expect(read({ amount_cents: 10_000, currency: "USD", fee_cents: 320 })).toMatchObject({
      notice: { paid: { amount: { cents: 10_000, currency: "USD" }, feeCents: 320 } },
    });
  });

  it.each([
    [{ amount_cents: 0, currency: "USD" }, "data.amount_cents"],
    [{ amount_cents: 1 }, "data.amount_cents"],
    [{ amount_cents: 1, currency: "USD", fee_cents: -1 }, "data.fee_cents"],
    [{ amount_cents: 1, currency: "USD", fee_cents: 0.5 }, "data.fee_cents"],
    [{ amount_cents: 1, currency: "USD", fee_cents: 2 }, "data.fee_cents"],
  ])("that makes no sense is refused: %j", (change, param) => {
    const result = read(change);
    expect(!result.ok && result.errors.map((each) => each.param)).toEqual([param]);
  });
});

describe("collecting what acquirers paid out", () => {
  it("by several runs at once is done once", async () => {
    const world = await paid();
    await settle(world);
    const collected = await Promise.all([1, 2, 3].map(() => collectSettlements(world.parts())));
    expect(collected.sort((a, b) => a - b)).toEqual([0, 0, 10_000]);
    await pay(world.parts(), CALLER, newPayment({ paymentId: "pay_2" }, 500));
    await settle(world, 500, 0, 0, "pay_2");
    expect(await collectSettlements(world.parts())).toBe(500);
    expect(places(world)).toEqual([0, 0, 10_500, 0]);
    world.expectSettled();
  });

  it("waits for the next run where others are on the settlement account all the time", async () => {
    const world = await paid();
    await settle(world);
    contend(
      world,
      Array.from({ length: 50 }, (_, place) => place),
    );
    expect(await collectSettlements(world.parts())).toBe(0);
    expect(places(world)).toEqual([0, 10_000, 0, 0]);
  });

  it("fails aloud where it cannot be done", async () => {
    const world = await paid();
    await settle(world);
    world.achTable.items.clear();
    world.table.others.delete(ACH_TABLE);
    world.table.before = (command) => {
      if (command === "BatchGetItemCommand") throw new Error("unreachable");
    };
    await expect(collectSettlements(world.parts())).rejects.toThrow("unreachable");
  });
});

describe("settlements, refunds and runs in any order, killed anywhere", () => {
  const kill = fc.option(
    fc.record({ at: fc.integer({ min: 1, max: 9 }), side: fc.constantFrom("before" as const, "after" as const) }),
    { nil: undefined },
  );
  const step = fc.record({
    what: fc.constantFrom("settle" as const, "ahead" as const, "refund" as const, "sweep" as const, "wait" as const),
    place: fc.integer({ min: 1, max: 4 }),
    kill,
  });

  it("lose no cent and double none: what was taken is at the rail, on its way, in the account, or went back", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 10 }), async (steps) => {
        const world = await paid();
        const taking = async ({ what, place, kill: at }: (typeof steps)[number], mayDie: boolean) => {
          const death = mayDie ? new Kill(at?.at, at?.side) : new Kill();
          if (what === "settle") await settle(world, 10_000, 320, 0, "pay_1", death);
          else if (what === "ahead") await settle(world, 10_000, 320, MINUTE_MS, "pay_1", death);
          else if (what === "refund") await give(world, `re_${place}`, place * 1000, death);
          else if (what === "sweep") await run(world, death);
          else world.clock.milliseconds += 2 * MINUTE_MS;
        };
        for (const each of steps) {
          await taking(each, true).catch((error: unknown) => {
            if (!(error instanceof Killed)) throw error;
          });
          world.expectSound();
        }
        for (const each of steps) await taking(each, false);
        for (let times = 0; times < 3; times++) {
          world.clock.milliseconds += 61 * MINUTE_MS;
          await run(world);
        }
        world.expectSettled();
        const [clearing, onItsWay, cash] = places(world);
        const { settlement } = world.payment();
        if (settlement) expect([clearing, settlement.bookedAt === undefined]).toEqual([0, false]);
        expect(onItsWay).toBeLessThanOrEqual(0);
        expect(cash).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
