import fc from "fast-check";
import { planFiles, type PlanLimits, type PlannedTransfer, savingOf } from "../../../../functions/ach/batches/plan";
import type { BankPrices } from "../../../../functions/ach/batches/prices";

const LIMITS: PlanLimits = { batchEntriesMax: 2500, fileRecordsMax: 10_000, balanced: false };
const PRICES: BankPrices = {
  asOf: "2026-11-01",
  source: "the test",
  fileMills: 0,
  batchMills: 250,
  entryMills: 0,
  sameDayEntryMills: 52,
};

const transfers = (count: number, more: Partial<PlannedTransfer> = {}): PlannedTransfer[] =>
  Array.from({ length: count }, (_, place) => ({
    id: `ach_${String(place).padStart(6, "0")}`,
    direction: "credit",
    secCode: "CCD",
    description: "PAYOUT",
    amountCents: 100 + place,
    effectiveEntryDate: "2026-11-24",
    sameDay: false,
    ...more,
  }));

const some = fc
  .array(
    fc.record({
      direction: fc.constantFrom("credit" as const, "debit" as const),
      secCode: fc.constantFrom("PPD" as const, "CCD" as const, "WEB" as const),
      description: fc.constantFrom("PAYOUT", "PURCHASE"),
      amountCents: fc.integer({ min: 1, max: 1_000_000 }),
      effectiveEntryDate: fc.constantFrom("2026-11-24", "2026-11-25"),
      sameDay: fc.boolean(),
    }),
    { maxLength: 60 },
  )
  .map((list) => list.map((each, place) => ({ ...each, id: `ach_${String(place).padStart(4, "0")}` })));
const limits = fc.record({
  batchEntriesMax: fc.integer({ min: 1, max: 12 }),
  fileRecordsMax: fc.integer({ min: 10, max: 60 }),
  balanced: fc.boolean(),
});

const recordsOf = (file: ReturnType<typeof planFiles>[number], { balanced }: PlanLimits) =>
  2 + file.batches.reduce((sum, batch) => sum + 2 + batch.transfers.length + (balanced ? 1 : 0), 0);

describe("a plan", () => {
  it("puts what is alike into one batch, in the order of time", () => {
    const [file] = planFiles(transfers(3).reverse(), LIMITS);
    expect(file!.batches).toHaveLength(1);
    expect(file!.batches[0]!.transfers.map(({ id }) => id)).toEqual(["ach_000000", "ach_000001", "ach_000002"]);
  });

  it("holds every transfer once, whatever there is", () => {
    fc.assert(
      fc.property(some, limits, (due, within) => {
        const planned = planFiles(due, within).flatMap(({ batches }) => batches.flatMap((batch) => batch.transfers));
        expect(planned.map(({ id }) => id).sort()).toEqual(due.map(({ id }) => id));
      }),
    );
  });

  it("mixes nothing in a batch that must be alike, and keeps all limits", () => {
    fc.assert(
      fc.property(some, limits, (due, within) => {
        for (const file of planFiles(due, within)) {
          expect(Math.ceil(recordsOf(file, within) / 10) * 10).toBeLessThanOrEqual(within.fileRecordsMax);
          for (const { transfers: inBatch, ...header } of file.batches) {
            expect(inBatch.length).toBeLessThanOrEqual(within.batchEntriesMax);
            for (const transfer of inBatch) expect(transfer).toMatchObject(header);
          }
        }
      }),
    );
  });

  it("is the same in whatever order transfers are read", () => {
    fc.assert(
      fc.property(some, limits, fc.nat(), (due, within, seed) => {
        const shuffled = [...due].sort(
          (a, b) => ((a.amountCents * 31 + seed) % 97) - ((b.amountCents * 31 + seed) % 97),
        );
        expect(planFiles(shuffled, within)).toEqual(planFiles(due, within));
      }),
    );
  });
});

describe("the saving of a plan", () => {
  it("of a hundred transfers in one batch is 25 dollars less 25 cents, at 25 cents a batch", () => {
    expect(savingOf(planFiles(transfers(100), LIMITS), LIMITS, PRICES)).toEqual({
      plannedMills: 250,
      oneByOneMills: 25_000,
      lowerBoundMills: 250,
    });
  });

  it("is shown with its gap where debits and credits could share a batch", () => {
    const both = [
      ...transfers(2),
      ...transfers(2, { direction: "debit" }).map((each) => ({ ...each, id: `${each.id}d` })),
    ];
    expect(savingOf(planFiles(both, LIMITS), LIMITS, PRICES)).toMatchObject({
      plannedMills: 500,
      lowerBoundMills: 250,
    });
  });

  it("never claims less than the lower bound, nor more than one by one", () => {
    fc.assert(
      fc.property(some, limits, (due, within) => {
        const prices = { ...PRICES, fileMills: 1000, entryMills: 30 };
        const { plannedMills, oneByOneMills, lowerBoundMills } = savingOf(planFiles(due, within), within, prices);
        expect(plannedMills).toBeGreaterThanOrEqual(lowerBoundMills);
        expect(plannedMills).toBeLessThanOrEqual(oneByOneMills);
      }),
    );
  });
});
