import fc from "fast-check";
import { optimise, OptimiserError } from "../../../../functions/ach/batches/optimise";
import { moveOverdue } from "../../../../functions/ach/batches/overdue";
import { beginVerification } from "../../../../functions/ach/bank-accounts/verify";
import { pointerKey, writeTransfer } from "../../../../functions/ach/items";
import { transferWrites } from "../../../../functions/ach/commit-store";
import { cancelTransfer } from "../../../../functions/ach/transfers/cancel";
import { createTransfer } from "../../../../functions/ach/transfers/create";
import type { AchTransfer } from "../../../../functions/ach/transfers/transfer";
import { addDays } from "../../../../functions/ach/calendar/day";
import { toTimestamp } from "../../../../functions/shared/clock";
import { transact } from "../../../../functions/shared/dynamodb";
import { Kill } from "../../payments/support/kill";
import { madeOf, payable } from "../support/transfers";
import { CALLER, TABLES, World, type WorldParts } from "../support/world";

const DAY_MS = 86_400_000;

/** A payout that waits in the standard window of Monday the 23rd, which nobody closes. */
async function waiting() {
  const { world, asked, account } = await payable();
  await world.fund({ cash: 1_000_000 });
  const transfer = madeOf(await createTransfer(world.parts(), CALLER, asked));
  return { world, asked, account, transfer };
}

/** The same so many days behind its cut-off. */
async function after(days: number) {
  const made = await waiting();
  made.world.clock.milliseconds = made.transfer.window.cutOffAt + days * DAY_MS;
  return made;
}

const overdue = (world: World) => world.counts.filter((name) => name === "TransfersOverdue").length;

describe("a transfer in a window that nobody closed", () => {
  it("is found after weeks: an alarm is raised, and it goes with the next open window", async () => {
    const { world, transfer } = await after(40);
    await optimise(world.parts());
    expect(overdue(world)).toBe(1);
    expect(world.logged.join()).toContain("2026-11-23_standard");
    const { detail, window } = world.transfer(transfer.id);
    expect([detail, window.cutOffAt > world.clock.now()]).toEqual(["queued", true]);
    expect(world.events()).toContain("ach.transfer_postponed");
    world.expectSound();
    // It is paid out then, and told of no more.
    world.clock.milliseconds = window.cutOffAt + 60_000;
    await optimise(world.parts());
    expect([world.transfer(transfer.id).detail, overdue(world)]).toEqual(["batched", 1]);
  });

  it("is no matter of this within the days that every run looks back: its window is closed then", async () => {
    const { world, transfer } = await after(3);
    await optimise(world.parts());
    expect([overdue(world), world.transfer(transfer.id).window.cutOffAt > world.clock.now()]).toEqual([0, true]);
    expect(world.windows().map(({ processingDay }) => processingDay)).toContain("2026-11-23");
  });

  it("is found whatever its window: also on a day that is none of the calendar's", async () => {
    const { world, transfer } = await waiting();
    const window = { ...transfer.window, processingDay: "2026-11-21", cutOffAt: transfer.window.cutOffAt - 2 * DAY_MS };
    const [before, moved] = [world.transfer(transfer.id), { ...transfer, window, version: transfer.version + 1 }];
    const writes = transferWrites(TABLES.ach, { before, after: moved });
    expect(await transact(world.table.client, writes)).toEqual({ outcome: "written" });
    await optimise(world.at("2026-11-23T15:00:00Z").parts());
    expect([overdue(world), world.transfer(transfer.id).window.processingDay]).toEqual([1, "2026-11-23"]);
    world.expectSound();
  });

  it("is found with others of its group, which stay together", async () => {
    const world = new World();
    const account = await world.account({}, "unverified");
    await beginVerification(world.parts(), account.id, "micro_deposits");
    await optimise(world.at("2027-01-20T15:00:00Z").parts());
    expect(overdue(world)).toBe(3);
    expect(new Set(world.transfers().map(({ window }) => window.processingDay))).toEqual(new Set(["2027-01-20"]));
    world.expectSound();
  });

  it("is told of where another window fails, and where it cannot be moved on itself", async () => {
    const { world, transfer } = await after(40);
    const { store, batches, ...parts } = world.parts();
    const failing = <Port extends object>(port: Port, methods: Partial<Port>): Port =>
      Object.assign(Object.create(port) as Port, methods);
    const windowsFail: WorldParts["batches"] = failing(batches, { queued: () => Promise.reject(new Error("away")) });
    const nobodyMoves: WorldParts["store"] = failing(store, {
      commit: (commit) => (commit.transfers ? Promise.reject(new Error("account 000123456789")) : store.commit(commit)),
    });
    await expect(optimise({ ...parts, batches: windowsFail, store: nobodyMoves })).rejects.toThrow(OptimiserError);
    expect([overdue(world), world.transfer(transfer.id).window.processingDay]).toEqual([1, "2026-11-23"]);
    expect(world.logged.join()).toContain("could not be moved on");
    expect(world.logged.join()).not.toContain("000123456789");
    await optimise(world.parts());
    expect([overdue(world), world.transfer(transfer.id).window.cutOffAt > world.clock.now()]).toEqual([2, true]);
  });

  it("is moved on once, whoever is killed when", async () => {
    for (let at = 1, over = false; !over; at++) {
      const { world, transfer } = await after(40);
      const kill = new Kill(at, at % 2 === 0 ? "before" : "after");
      await moveOverdue(world.parts(kill)).catch(() => undefined);
      over = kill.calls < at;
      await moveOverdue(world.parts());
      expect(world.events().filter((type) => type === "ach.transfer_postponed")).toHaveLength(1);
      expect(world.transfer(transfer.id).window.cutOffAt).toBeGreaterThan(world.clock.now());
      world.expectSound();
    }
  });
});

describe("a transfer that does not wait a day behind its cut-off", () => {
  it("is none of these: its cut-off is ahead or was just now, it is in a file, it was cancelled", async () => {
    const { world, asked, transfer } = await waiting();
    const cancelled = madeOf(await createTransfer(world.parts(), CALLER, asked));
    await cancelTransfer(world.parts(), cancelled.id);
    await optimise(world.parts());
    await optimise(world.at("2026-11-24T06:50:00Z").parts());
    expect(world.transfer(transfer.id).detail).toBe("batched");
    world.clock.milliseconds += 60 * DAY_MS;
    await optimise(world.parts());
    expect(overdue(world)).toBe(0);
  });

  it("is none either where the index has not heard yet", async () => {
    const { world, transfer } = await waiting();
    await optimise(world.at("2026-11-24T06:50:00Z").parts());
    world.clock.milliseconds += 60 * DAY_MS;
    const { batches, ...parts } = world.parts();
    const late: WorldParts["batches"] = Object.assign(Object.create(batches) as typeof batches, {
      queuedSince: () => Promise.resolve([transfer.id, "ach_gone"]),
    });
    await optimise({ ...parts, batches: late });
    expect([overdue(world), world.transfer(transfer.id).detail]).toEqual([0, "batched"]);
  });
});

describe("the index of what waits", () => {
  const transfer = async (): Promise<AchTransfer> => (await waiting()).transfer;

  it("has a transfer under its cut-off while it is queued, and no longer", async () => {
    const queued = await transfer();
    expect(writeTransfer(queued)).toMatchObject({
      dueShard: { S: expect.stringMatching(/^ach-queued\/us-west-2\/[0-9a-f]$/) as string },
      dueAt: { S: toTimestamp(queued.window.cutOffAt) },
    });
    for (const detail of ["batched", "cancelled", "settled"] as const) {
      expect(writeTransfer({ ...queued, detail })).not.toHaveProperty("dueShard");
    }
  });

  it("gives those whose cut-off has passed by a moment, whatever their windows", async () => {
    const made = await waiting();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(50), { maxLength: 8 }), fc.nat(50), async (days, until) => {
        const world = made.world.copy();
        const moment = made.transfer.window.cutOffAt + until * DAY_MS;
        const wanted = [made.transfer.id];
        for (const [place, behind] of days.entries()) {
          const cutOffAt = made.transfer.window.cutOffAt + behind * DAY_MS;
          const window = { ...made.transfer.window, processingDay: addDays("2026-11-23", behind), cutOffAt };
          const queued = { ...made.transfer, id: `ach_${place}`, window };
          for (const item of [writeTransfer(queued), pointerKey(queued)]) world.table.put(item);
          if (cutOffAt <= moment) wanted.push(queued.id);
        }
        const found = await world.parts().batches.queuedSince(toTimestamp(moment));
        expect([...found].sort()).toEqual(wanted.sort());
      }),
      { numRuns: 30 },
    );
  });
});
