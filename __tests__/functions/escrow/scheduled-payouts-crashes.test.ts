import fc from "fast-check";
import { isDeepStrictEqual } from "node:util";
import { contend } from "../payments/support/contention";
import { Kill } from "../payments/support/kill";
import { DAY_MS, MINUTE_MS } from "./support/escrow-world";
import { PayoutModel, type PayoutOperation, type PayoutState, type Schedule } from "./support/payout-model";
import { PayoutWorld } from "./support/payout-world";

const SIDES = ["before", "after"] as const;
const HOUR_MS = 60 * MINUTE_MS;

/** A provider of a schedule, on a Sunday at noon. */
async function start(payoutSchedule: Schedule) {
  const world = new PayoutWorld().openBank();
  await world.put({ payoutSchedule });
  return { world, model: PayoutModel.of(payoutSchedule, world.clock.now()) };
}

async function act(world: PayoutWorld, operation: PayoutOperation, kill = new Kill()): Promise<void> {
  const { status, payoutSchedule } = world.provider();
  switch (operation.kind) {
    case "owe":
      return world.owe(operation.cents);
    case "come_back":
      return world.comeBack(operation.cents);
    case "schedule":
      await world.put({ status, payoutSchedule: operation.schedule });
      return;
    case "block":
    case "unblock":
      await world.put({ payoutSchedule, status: operation.kind === "block" ? "blocked" : "active" });
      return;
    case "close_account":
    case "open_account": {
      const account = world.achTable.items.get("BANKACCOUNT#ba_pro_1|BANKACCOUNT")!;
      account.status = { S: operation.kind === "close_account" ? "blocked" : "verified" };
      return;
    }
    case "run":
      // What is killed is silent; whoever runs next goes on.
      await world.hour(kill).catch(() => []);
  }
}

function storedOf(world: PayoutWorld): PayoutState {
  const paid = world.transfers().map(({ queuedBy = "", amountCents }) => [queuedBy.slice(-10), amountCents] as const);
  expect(new Set(paid.map(([day]) => day)).size).toBe(paid.length);
  return {
    payable: world.balance("provider_payable", "pro_1"),
    receivable: world.balance("provider_receivable", "pro_1"),
    next: world.provider().nextPayoutOn,
    paid: Object.fromEntries(paid),
  };
}

/** The books balance, and each transfer is booked once. */
function expectSound(world: PayoutWorld): void {
  world.expectSound();
  const sum = world.transfers().reduce((cents, { amountCents }) => cents + amountCents, 0);
  expect(world.total("payouts_queued")).toBe(sum);
}

describe("a scheduled payout whose function is killed", () => {
  const ENDS: readonly [string, readonly PayoutOperation[], number, number][] = [
    ["pays once", [{ kind: "owe", cents: 10_000 }], 1, 0],
    [
      "keeps what is owed once, and pays the rest once",
      [
        { kind: "owe", cents: 10_000 },
        { kind: "come_back", cents: 4000 },
      ],
      1,
      0,
    ],
    ["tells once of what it could not pay", [{ kind: "owe", cents: 10_000 }, { kind: "block" }], 0, 1],
  ];

  it.each(SIDES.flatMap((side) => ENDS.map((end) => [side, ...end] as const)))(
    "%s any of its calls, %s",
    async (side, _, before, transfers, told) => {
      for (let at = 1, over = false; !over; at++) {
        const { world, model } = await start("daily");
        let expected = model;
        for (const operation of before) {
          await act(world, operation);
          expected = expected.after(operation, world.clock.now());
        }
        world.clock.milliseconds += DAY_MS + HOUR_MS;
        const kill = new Kill(at, side);
        await act(world, { kind: "run" }, kill);
        over = kill.calls < at;
        expectSound(world);
        await act(world, { kind: "run" });
        expect(storedOf(world)).toEqual(expected.after({ kind: "run" }, world.clock.now()).state);
        expect([world.transfers().length, world.notMade().length]).toEqual([transfers, told]);
        expectSound(world);
      }
    },
  );
});

describe("a provider's life, with functions that are killed, doubled and met by others", () => {
  const cents = fc.integer({ min: 1, max: 100_000 });
  const operation: fc.Arbitrary<PayoutOperation> = fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant("owe" as const), cents }) },
    fc.record({ kind: fc.constant("come_back" as const), cents }),
    fc.record({
      kind: fc.constant("schedule" as const),
      schedule: fc.constantFrom<Schedule>("daily", "weekly", "monthly", "manual"),
    }),
    fc.record({ kind: fc.constantFrom("block" as const, "unblock", "close_account", "open_account") }),
  );
  const killed = fc.option(fc.record({ at: fc.integer({ min: 1, max: 12 }), side: fc.constantFrom(...SIDES) }), {
    nil: undefined,
  });
  const round = fc.record({
    operations: fc.array(operation, { maxLength: 2 }),
    /** Hours that go by first. */
    hours: fc.constantFrom(0, 1, 7, 24, 48, 24 * 9, 24 * 40),
    runs: fc.array(killed, { maxLength: 2 }),
    /** What is said while the function runs. */
    rival: fc.option(operation, { nil: undefined }),
  });
  const run: PayoutOperation = { kind: "run" };

  it("is paid each day once at most, and all that it is owed, as the model says in some order", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<Schedule>("daily", "weekly", "monthly"),
        fc.array(round, { minLength: 1, maxLength: 8 }),
        fc.uniqueArray(fc.integer({ min: 2, max: 40 }), { maxLength: 6 }),
        async (schedule, rounds, conflicts) => {
          const { world, model } = await start(schedule);
          let models = [model];
          for (const { operations, hours, runs, rival } of rounds) {
            world.clock.milliseconds += hours * HOUR_MS;
            for (const each of operations) {
              await act(world, each);
              models = models.map((before) => before.after(each, world.clock.now()));
            }
            contend(world, conflicts);
            const functions = runs.map((kill) => act(world, run, new Kill(kill?.at, kill?.side)));
            // A change of the provider and what is booked are written by those who try again where they meet others.
            await Promise.all([...functions, ...(rival ? [act(world, rival).catch(() => act(world, rival))] : [])]);
            world.table.before = () => undefined;
            expectSound(world);
            await act(world, run);
            const now = world.clock.now();
            const orders: PayoutOperation[][] = rival
              ? [
                  [rival, run],
                  [run, rival, run],
                ]
              : [[run]];
            const stored = storedOf(world);
            models = models
              .flatMap((before) => orders.map((order) => order.reduce((at, each) => at.after(each, now), before)))
              .filter(({ state }) => isDeepStrictEqual({ ...state }, { ...stored }));
            if (models.length === 0) throw new Error(`What no order explains: ${JSON.stringify(stored)}`);
            expectSound(world);
          }
        },
      ),
      { numRuns: 150 },
    );
  }, 60_000);
});
