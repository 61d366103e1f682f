import { OptimiserError, optimise, NoSuchWindowError } from "../../../../functions/ach/batches/optimise";
import { advanceFile } from "../../../../functions/ach/batches/file-steps";
import { createTransfer, type NewTransfer } from "../../../../functions/ach/transfers/create";
import { cancelTransfer } from "../../../../functions/ach/transfers/cancel";
import { writeAccount } from "../../../../functions/ach/items";
import { parseFile } from "../../../../functions/ach/nacha/file";
import { money } from "../../../../functions/shared/money";
import { Kill } from "../../payments/support/kill";
import { CALLER, settingsOf, World } from "../support/world";

const LATER = "2026-11-24T06:50:00Z"; // 01:50 Eastern: behind the cut-off of Monday's standard window, before its deadline.

async function worldWith(count: number, change: object = {}, more: Partial<NewTransfer> = {}) {
  const world = new World(settingsOf(change));
  const account = await world.account();
  await world.fund({ provider: ["pro_1", 10_000_000], cash: 10_000_000 });
  const ids: string[] = [];
  for (let place = 0; place < count; place++) {
    const asked = { direction: "credit", transferType: "standard", bankAccountId: account.id, ...more } as const;
    const made = await createTransfer(world.parts(), CALLER, { ...asked, amount: money(1000 + place, "USD") });
    if (!made.ok) throw new Error(made.errors[0]?.message);
    ids.push(made.transfer.id);
  }
  return { world, account, ids };
}

const [file1] = ["12104288_2026-11-23_standard_01"];

describe("a window whose cut-off has passed", () => {
  it("is planned, claimed and built into a file that names each transfer once", async () => {
    const { world, ids } = await worldWith(65);
    world.at(LATER);
    const [report, ...others] = (await optimise(world.parts())).filter(({ files }) => files.length > 0);
    expect(others).toEqual([]);
    expect(report).toMatchObject({ window: "2026-11-23_standard", status: "closed", movedOn: 0, uncovered: 0 });
    expect(report!.files).toEqual([
      expect.objectContaining({
        fileId: file1,
        status: "built",
        entries: 65,
        plannedMills: 250,
        oneByOneMills: 16_250,
        lowerBoundMills: 250,
      }),
    ]);
    world.expectSound();
    const [bytes] = world.bucket.files.values();
    const read = parseFile(bytes!);
    expect(read.findings).toEqual([]);
    expect(world.transfers().map(({ id, status, detail, fileId }) => [id, status, detail, fileId])).toEqual(
      expect.arrayContaining(ids.map((id) => [id, "processing", "batched", file1])),
    );
    expect(world.balance("settlement_cash")).toBe(10_000_000 - world.total("settlement_reserved"));
    expect(world.events().filter((type) => type === "ach.file_built")).toHaveLength(1);
  });

  it("is left alone before, and when it is done", async () => {
    const { world } = await worldWith(1);
    expect(await optimise(world.parts())).toEqual([]);
    expect(world.files()).toEqual([]);
    world.at(LATER);
    await optimise(world.parts());
    await advanceFile(world.parts(), file1, "delivering");
    expect(world.windows().map(({ status }) => status)).toEqual(["closed", "closed", "closed"]);
    world.at("2026-11-24T09:00:00Z");
    await optimise(world.parts());
    expect(world.windows().map(({ status }) => status)).toEqual(["done", "done", "done"]);
    expect(await optimise(world.parts())).toEqual([]);
  });

  it("moves on what was written while it closed", async () => {
    const { world, account } = await worldWith(1);
    const slow = world.parts();
    const asked = {
      direction: "credit",
      transferType: "standard",
      bankAccountId: account.id,
      amount: money(7, "USD"),
    } as const;
    // Its window is read as open; then the cut-off runs; then it is written.
    const parts = {
      ...slow,
      store: Object.assign(Object.create(slow.store) as typeof slow.store, {
        commit: async (commits: Parameters<typeof slow.store.commit>[0]) => {
          world.at(LATER);
          await optimise(world.parts());
          return slow.store.commit(commits);
        },
      }),
    };
    const made = await createTransfer(parts, CALLER, asked);
    if (!made.ok) throw new Error("refused");
    expect(made.transfer.window.processingDay).toBe("2026-11-23");
    world.expectSound();
    await optimise(world.parts());
    expect(world.transfer(made.transfer.id)).toMatchObject({
      detail: "queued",
      window: { processingDay: "2026-11-24", name: "standard", effectiveEntryDate: "2026-11-25" },
    });
    expect(world.entries()).toHaveLength(1);
    expect(world.events()).toContain("ach.transfer_postponed");
    world.expectSound();
  });

  it("is chosen by nobody who looks once it closes, whatever the clock says", async () => {
    const { world, account } = await worldWith(1);
    await optimise(world.parts(), { window: { name: "standard" } });
    expect(world.files()).toHaveLength(1);
    const asked = {
      direction: "credit",
      transferType: "standard",
      bankAccountId: account.id,
      amount: money(7, "USD"),
    } as const;
    const made = await createTransfer(world.parts(), CALLER, asked);
    expect(made).toMatchObject({ ok: true, transfer: { window: { processingDay: "2026-11-24" } } });
  });

  it("claims up to the settlement cash, in order of what fits, and moves on the rest", async () => {
    const world = new World();
    const account = await world.account();
    await world.fund({ provider: ["pro_1", 100_000], cash: 5000 });
    for (const cents of [3000, 4000, 2000]) {
      const asked = { direction: "credit", transferType: "standard", bankAccountId: account.id } as const;
      await createTransfer(world.parts(), CALLER, { ...asked, amount: money(cents, "USD") });
      world.clock.milliseconds++;
    }
    const [report] = (await optimise(world.at(LATER).parts())).filter(({ files }) => files.length > 0);
    expect(report).toMatchObject({ uncovered: 1, movedOn: 1 });
    expect(world.counts.filter((name) => name === "TransfersUncovered")).toHaveLength(1);
    expect(world.balance("settlement_cash")).toBe(0);
    const queued = world.transfers().filter(({ detail }) => detail === "queued");
    expect(queued).toEqual([
      expect.objectContaining({ amountCents: 4000, window: expect.objectContaining({ processingDay: "2026-11-24" }) }),
    ]);
    world.expectSound();
  });

  it("cancels what goes to an account that was blocked meanwhile, and owes it again", async () => {
    const { world, account } = await worldWith(2);
    world.table.put(writeAccount({ ...account, status: "blocked", blockedReason: "R02" }));
    await optimise(world.at(LATER).parts());
    expect(world.transfers().map(({ detail, failureCode }) => [detail, failureCode])).toEqual([
      ["cancelled", "bank_account_blocked"],
      ["cancelled", "bank_account_blocked"],
    ]);
    expect(world.files()).toEqual([expect.objectContaining({ status: "cancelled", reason: "empty" })]);
    expect(world.balance("provider_payable", "pro_1")).toBe(10_000_000);
    world.expectSound();
  });

  it("leaves out what was cancelled, also between plan and claim", async () => {
    const { world, ids } = await worldWith(3);
    world.at(LATER);
    const parts = world.parts();
    const batches = Object.assign(Object.create(parts.batches) as typeof parts.batches, {
      plan: async (...args: Parameters<typeof parts.batches.plan>) => {
        await cancelTransfer(world.parts(), ids[1]!);
        return parts.batches.plan(...args);
      },
    });
    await optimise({ ...parts, batches });
    expect(world.files()).toEqual([expect.objectContaining({ status: "built", entries: 2, planned: 3 })]);
    expect(world.entries().map(({ sequence }) => sequence)).toEqual([1, 2]);
    world.expectSound();
  });

  it("has no file where its operator's deadline has passed: all of it moves on with new dates", async () => {
    const { world } = await worldWith(2);
    await optimise(world.at("2026-11-24T07:15:00Z").parts());
    expect(world.files()).toEqual([]);
    expect(world.transfers().map(({ window }) => window.effectiveEntryDate)).toEqual(["2026-11-25", "2026-11-25"]);
    world.expectSound();
  });

  it("gives trace numbers that no file of its bank had", async () => {
    const { world, account } = await worldWith(3);
    await optimise(world.at(LATER).parts());
    await createTransfer(world.parts(), CALLER, {
      ...{ direction: "credit", transferType: "same-day", bankAccountId: account.id, amount: money(5, "USD") },
    });
    await optimise(world.at("2026-11-24T15:05:00Z").parts());
    expect(
      world
        .entries()
        .map(({ sequence }) => sequence)
        .sort(),
    ).toEqual([1, 2, 3, 4]);
    const store = world.parts().batches;
    expect(await store.traced("12104288", 4)).toMatchObject({ fileId: "12104288_2026-11-24_same-day-1_01" });
    expect(await store.traced("12104288", 2)).toMatchObject({ fileId: file1 });
    expect(await store.traced("12104288", 5)).toBeUndefined();
  });
});

describe("a file that did not leave before its operator's deadline", () => {
  it.each(["claimed", "built"])(
    "where it was %s, is cancelled, and its transfers go with new dates",
    async (status) => {
      const { world } = await worldWith(60);
      world.at(LATER);
      const parts = world.parts();
      const bucket = { put: () => Promise.reject(new Error("the bucket is away")) };
      if (status === "claimed") await expect(optimise({ ...parts, bucket })).rejects.toThrow(OptimiserError);
      else await optimise(parts);
      expect(world.files()).toEqual([expect.objectContaining({ status })]);
      await optimise(world.at("2026-11-24T07:15:00Z").parts());
      expect(world.files()).toEqual([expect.objectContaining({ status: "cancelled", released: 60 })]);
      expect(world.transfers().every(({ fileId, trace, detail }) => !fileId && !trace && detail === "queued")).toBe(
        true,
      );
      expect(world.balance("settlement_cash")).toBe(10_000_000);
      world.expectSound();
      await optimise(world.at("2026-11-25T06:50:00Z").parts());
      const [, next] = world.files();
      expect(next).toMatchObject({ id: "12104288_2026-11-24_standard_01", status: "built", entries: 60 });
      world.expectSound();
    },
  );

  it("that may have left is never cancelled", async () => {
    const { world } = await worldWith(1);
    await optimise(world.at(LATER).parts());
    await advanceFile(world.parts(), file1, "delivering");
    await optimise(world.at("2026-11-24T07:15:00Z").parts());
    expect(world.files()).toEqual([expect.objectContaining({ status: "delivering" })]);
  });
});

describe("an optimiser that stood still for days", () => {
  it("closes every window that it missed, in their order", async () => {
    const { world } = await worldWith(1);
    const reports = await optimise(world.at("2026-11-27T12:00:00Z").parts());
    expect(reports.map(({ window }) => window)).toEqual([
      ...["same-day-2", "same-day-3", "standard"].map((name) => `2026-11-23_${name}`),
      ...["same-day-1", "same-day-2", "same-day-3", "standard"].map((name) => `2026-11-24_${name}`),
      ...["same-day-1", "same-day-2", "same-day-3", "standard"].map((name) => `2026-11-25_${name}`),
    ]);
    // Thursday is Thanksgiving: what was missed goes with Friday's standard window.
    expect(world.transfers()).toEqual([
      expect.objectContaining({
        window: expect.objectContaining({ processingDay: "2026-11-27", effectiveEntryDate: "2026-11-30" }),
      }),
    ]);
    world.expectSound();
  });
});

describe("a window that is closed by hand", () => {
  it("is the one that was named, also before its cut-off", async () => {
    const { world } = await worldWith(1);
    const reports = await optimise(world.parts(), { window: { name: "standard", processingDay: "2026-11-23" } });
    expect(reports.find(({ window }) => window === "2026-11-23_standard")).toMatchObject({ files: [{ entries: 1 }] });
  });

  it("must be there", async () => {
    const { world } = await worldWith(0);
    const run = { window: { name: "standard", processingDay: "2026-11-26" } } as const;
    await expect(optimise(world.parts(), run)).rejects.toThrow(NoSuchWindowError);
  });
});

describe("an optimiser that is killed", () => {
  it.each(["before", "after"] as const)(
    "%s any of its calls, is finished by the next run, with the same bytes",
    async (side) => {
      const { world: ready } = await worldWith(33);
      ready.at(LATER);
      const whole = ready.copy();
      await optimise(whole.parts());
      const [bytes] = whole.bucket.files.values();
      for (let at = 1, over = false; !over; at++) {
        const world = ready.copy();
        const kill = new Kill(at, side);
        await optimise(world.parts(kill)).catch(() => []);
        world.expectSound();
        over = kill.calls < at;
        await optimise(world.parts());
        world.expectSound();
        expect(world.files()).toEqual([expect.objectContaining({ id: file1, status: "built", entries: 33 })]);
        expect([...world.bucket.files.values()]).toEqual([bytes]);
        expect(world.events().filter((type) => type === "ach.file_built")).toHaveLength(1);
      }
    },
    60_000,
  );

  it("while it cancels a file, loses no transfer and no cent", async () => {
    const { world: ready } = await worldWith(30);
    await optimise(ready.at(LATER).parts());
    ready.at("2026-11-24T07:15:00Z");
    for (let at = 1, over = false; !over; at++) {
      const world = ready.copy();
      const kill = new Kill(at, at % 2 === 0 ? "before" : "after");
      await optimise(world.parts(kill)).catch(() => []);
      world.expectSound();
      over = kill.calls < at;
      await optimise(world.parts());
      world.expectSound();
      expect(world.files()).toEqual([expect.objectContaining({ status: "cancelled", released: 30 })]);
    }
  }, 60_000);

  it("by others that run at once, makes one file", async () => {
    const { world } = await worldWith(95);
    world.at(LATER);
    await Promise.all([0, 1, 2].map(() => optimise(world.parts())));
    world.expectSound();
    expect(world.files()).toEqual([expect.objectContaining({ status: "built", entries: 95 })]);
    expect(world.entries()).toHaveLength(95);
  });
});
