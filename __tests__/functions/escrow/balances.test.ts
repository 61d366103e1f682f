import {
  type BalanceParts,
  type BalanceReport,
  compareBalances,
  isBalanceOrder,
  orderBalances,
} from "../../../functions/escrow/balances";
import { workShards } from "../../../functions/escrow/due";
import { release } from "../../../functions/escrow/release";
import { takeDispute } from "../../../functions/payments/disputes";
import { refund } from "../../../functions/payments/refund";
import { toTimestamp } from "../../../functions/shared/clock";
import { money } from "../../../functions/shared/money";
import { outboxShards, writeOutbox } from "../../../functions/shared/outbox-items";
import { shardOf } from "../../../functions/shared/shards";
import { accepted, CALLER } from "../payments/support/world";
import { DAY_MS, EscrowWorld, met } from "./support/escrow-world";

const REGION = "us-west-2";
const IMBALANCE = "EscrowImbalance";

/** What compares in a world, whose errors are kept. */
function comparing(world: EscrowWorld, change: Partial<BalanceParts> = {}) {
  const errors: object[] = [];
  const { escrows, escrowList, clock, count } = world.escrowParts();
  const { queue } = world.drainParts();
  const log = { error: (_: string, fields: object) => void errors.push(fields) } as BalanceParts["log"];
  return { errors, parts: { escrows, escrowList, clock, count, queue, log, region: REGION, ...change } };
}

/** What the schedule and the queue do, the day after. */
async function compared(world: EscrowWorld, change: Partial<BalanceParts> = {}) {
  world.clock.milliseconds += DAY_MS;
  const { errors, parts } = comparing(world, change);
  await orderBalances(parts);
  const reports: BalanceReport[] = [];
  while (world.orders.length > 0) {
    reports.push(await compareBalances(parts, world.orders.shift()!, world.clock.now() + DAY_MS));
  }
  const sum = (name: "compared" | "differing") => reports.reduce((total, report) => total + report[name], 0);
  return { compared: sum("compared"), differing: sum("differing"), errors };
}

const tamper = (world: EscrowWorld, key: string, name: string, cents: number): void => {
  world.escrowTable.items.get(key)![name] = { N: String(cents) };
};

const chargedBack = async (world: EscrowWorld, status: "opened" | "won") =>
  met(
    await takeDispute(world.escrowParts().payments, {
      paymentId: "pay_1",
      disputeId: "dp_1",
      status,
      amount: money(6000, "USD"),
    }),
  );

describe("held money, each day", () => {
  it("is ordered to be compared, by the shards of yesterday's events", async () => {
    const world = new EscrowWorld();
    const today = toTimestamp(world.clock.now()).slice(0, 10);
    expect(await orderBalances(comparing(world).parts)).toBe(16);
    expect(new Set(world.orders.map(({ shard }) => shard)).size).toBe(16);
    for (const order of world.orders) {
      expect(isBalanceOrder(order, REGION)).toBe(true);
      expect(order.until < `${today}T00:00:00.000Z`).toBe(true);
      expect(order.until).toMatch(/T23:59:59\.999Z$/);
    }
    for (const shard of workShards("interest", REGION))
      expect(isBalanceOrder({ shard, until: "" }, REGION)).toBe(false);
  });

  it.each<[string, (world: EscrowWorld, escrowId: string) => Promise<unknown>]>([
    ["was held", () => Promise.resolve()],
    [
      "was released in part",
      async (world, escrowId) => {
        await world.seen();
        const asked = { escrowId, releaseId: "rel_1", amount: money(4000, "USD") };
        return met(await release(world.escrowParts(), CALLER, asked));
      },
    ],
    [
      "was refunded",
      async (world) =>
        accepted(
          await refund(world.parts(), CALLER, { paymentId: "pay_1", refundId: "re_1", amount: money(2500, "USD") }),
        ),
    ],
    ["was charged back", (world) => chargedBack(world, "opened")],
    [
      "came back from a chargeback",
      async (world) => {
        await chargedBack(world, "opened");
        return chargedBack(world, "won");
      },
    ],
  ])("is found whole where it %s", async (_, happens) => {
    const world = new EscrowWorld();
    const { id } = await world.held({ autoRelease: false });
    await happens(world, id);
    const { compared: seen, ...rest } = await compared(world);
    expect(seen).toBeGreaterThanOrEqual(1);
    expect(rest).toEqual({ differing: 0, errors: [] });
    expect(world.counted).not.toContain(IMBALANCE);
  });

  it("is looked at where something moved on that day, and not else", async () => {
    const world = new EscrowWorld();
    await world.held({ autoRelease: false });
    expect((await compared(world)).compared).toBe(1);
    expect((await compared(world)).compared).toBe(0);
    await world.seen();
    expect((await compared(world)).compared).toBe(1);
  });

  it.each<[string, (world: EscrowWorld, id: string) => void, object]>([
    [
      "more was written as released than its account gave",
      (world, id) => tamper(world, `ESCROW#${id}|ESCROW`, "releasedCents", 1),
      { heldCents: 9999, ledgerCents: 10_000 },
    ],
    [
      "more was written as released than was ever held",
      (world, id) => tamper(world, `ESCROW#${id}|ESCROW`, "releasedCents", 10_001),
      { heldCents: -1, ledgerCents: 10_000 },
    ],
    [
      "its account was written to without a journal",
      (world) => tamper(world, "BALANCE#escrow/pay_1/USD|BALANCE", "balanceCents", 9000),
      { heldCents: 10_000, ledgerCents: 9000 },
    ],
    [
      "its account is gone",
      (world) => void world.escrowTable.items.delete("BALANCE#escrow/pay_1/USD|BALANCE"),
      { heldCents: 10_000, ledgerCents: 0 },
    ],
    ["it is gone itself", (world, id) => void world.escrowTable.items.delete(`ESCROW#${id}|ESCROW`), { heldCents: 0 }],
  ])("is told and counted where %s, and nothing is put right", async (_, happens, difference) => {
    const world = new EscrowWorld();
    const { id } = await world.held({ autoRelease: false });
    await world.held({ autoRelease: false }, { paymentId: "pay_2" });
    happens(world, id);
    const before = JSON.stringify([...world.escrowTable.items]);
    expect(await compared(world)).toEqual({ compared: 2, differing: 1, errors: [{ escrowId: id, ...difference }] });
    expect(world.counted.filter((name) => name === IMBALANCE)).toEqual([IMBALANCE]);
    expect(JSON.stringify([...world.escrowTable.items])).toBe(before);
  });

  it("is whole where it moves between the two reads", async () => {
    const world = new EscrowWorld();
    const { id: escrowId } = await world.held({ autoRelease: false });
    await world.seen();
    const { escrows } = world.escrowParts();
    let moves = 1;
    const moving: BalanceParts["escrows"] = {
      find: (id) => escrows.find(id),
      async balance(account) {
        if (moves-- > 0) {
          const asked = { escrowId, releaseId: "rel_1", amount: money(4000, "USD") };
          met(await release(world.escrowParts(), CALLER, asked));
        }
        return escrows.balance(account);
      },
    };
    expect(await compared(world, { escrows: moving })).toMatchObject({ differing: 0, errors: [] });
  });

  it("is left to tomorrow where it moves whenever it is looked at", async () => {
    const world = new EscrowWorld();
    await world.held({ autoRelease: false });
    const { escrows } = world.escrowParts();
    let version = 1;
    const restless: BalanceParts["escrows"] = {
      find: async (id) => ({ ...(await escrows.find(id))!, version: version++ }),
      balance: () => Promise.resolve(-1),
    };
    expect(await compared(world, { escrows: restless })).toMatchObject({ compared: 1, differing: 0 });
    expect(version).toBe(7);
  });

  it.each([
    ["a page at a time", 1, 4],
    ["all at once", DAY_MS, 1],
    ["all at once where all is of one moment, which no order can begin behind", 0, 1],
  ])("is compared by one order and those that follow it, %s, and none is left out", async (_, pauseMs, orders) => {
    const world = new EscrowWorld();
    const shard = outboxShards(REGION)[3]!;
    const until = "2026-11-15T23:59:59.999Z";
    const ids = Array.from({ length: 8000 }, (__, place) => `evt_${place}`).filter(
      (id) => shardOf("event", REGION, id) === shard,
    );
    const events = ids.slice(0, 350);
    for (const [place, id] of events.entries()) {
      const at = toTimestamp(Date.parse(until) - (pauseMs === 0 ? 0 : place));
      const data = { escrow: { escrow_id: `esc_${id}` } };
      const item = writeOutbox({ id, type: "escrow.held", version: 1, at, region: REGION, epoch: 1, data });
      world.escrowTable.items.set(`OUTBOX#${id}|EVENT`, item);
    }
    const seen: string[] = [];
    const find = (id: string) => Promise.resolve(void seen.push(id));
    const { parts } = comparing(world, { escrows: { find, balance: () => Promise.resolve(0) } });
    world.table.batchMost = 100;
    world.orders.push({ shard, until });
    const reports: BalanceReport[] = [];
    while (world.orders.length > 0) {
      reports.push(
        await compareBalances(parts, world.orders.shift()!, world.clock.now() + (pauseMs === DAY_MS ? 1 : 0)),
      );
    }
    expect(reports.map(({ continued }) => continued)).toEqual(
      Array.from({ length: orders }, (__, n) => n < orders - 1),
    );
    expect(new Set(seen)).toEqual(new Set(events.map((id) => `esc_${id}`)));
  });
});
