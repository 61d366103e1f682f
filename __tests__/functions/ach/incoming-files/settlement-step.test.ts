import fc from "fast-check";
import type { FileEntry } from "../../../../functions/ach/batches/file";
import { sumsOfEntries } from "../../../../functions/ach/incoming-files/file-sums";
import { type SettledSums, settlementStep } from "../../../../functions/ach/incoming-files/settlement-step";

const LIMITS = { batchEntriesMax: 2500, fileRecordsMax: 10_000, balanced: false };
const DAYS = ["2026-11-23", "2026-11-24", "2026-11-25"];

function entry(change: Partial<FileEntry>): FileEntry {
  return {
    ...{
      fileId: "f",
      sequence: 1,
      transferId: "ach_1",
      batch: 1,
      purpose: "payout",
      direction: "credit",
      secCode: "CCD",
    },
    ...{ description: "PAYOUT", effectiveEntryDate: DAYS[0]!, sameDay: false, amountCents: 100 },
    account: {
      ...{
        bankAccountId: "ba_1",
        ownerKind: "provider",
        ownerId: "pro_1",
        holderName: "X",
        routingNumber: "091000019",
      },
      ...{ accountType: "checking", envelope: "" },
    },
    ...change,
  };
}

/** Two entries of one day, then one of each day behind. */
const ENTRIES = [
  entry({ amountCents: 100 }),
  entry({ amountCents: 200, direction: "debit" }),
  entry({ amountCents: 400, effectiveEntryDate: DAYS[1]! }),
  entry({ amountCents: 800, effectiveEntryDate: DAYS[2]! }),
];
const sums = (day: number, debitCents: number, creditCents: number): SettledSums => ({
  settledOn: DAYS[day]!,
  debitCents,
  creditCents,
});
const step = (settled: number, row: SettledSums) => settlementStep({ limits: LIMITS, settled }, ENTRIES, row);

describe("the sums of entries", () => {
  it("have those that balance batches, which prenotes have none of", () => {
    const entries = [
      ...ENTRIES.slice(0, 2).map((each, batch) => ({ ...each, batch })),
      entry({ purpose: "prenote", batch: 2, amountCents: 0 }),
    ];
    expect(sumsOfEntries({ limits: LIMITS }, entries)).toEqual({ entries: 3, debitCents: 200, creditCents: 100 });
    expect(sumsOfEntries({ limits: { ...LIMITS, balanced: true } }, entries)).toEqual({
      entries: 5,
      debitCents: 300,
      creditCents: 300,
    });
  });
});

describe("a settlement's sums", () => {
  it("are booked day by day, also where a booking was broken off", () => {
    expect(step(0, sums(0, 200, 100))).toBe("book");
    expect(step(1, sums(0, 200, 100))).toBe("book");
    expect(step(2, sums(1, 0, 400))).toBe("book");
    expect(step(2, sums(0, 200, 100))).toBe("known");
    expect(step(4, sums(1, 0, 400))).toBe("known");
  });

  it("may be those of several days that settle late together", () => {
    expect(step(0, sums(1, 200, 500))).toBe("book");
    expect(step(2, sums(2, 0, 1200))).toBe("book");
    expect(step(3, sums(2, 0, 1200))).toBe("book");
  });

  it("wait for those of the days before", () => {
    expect(step(0, sums(1, 0, 400))).toBe("too_early");
    expect(step(2, sums(2, 0, 800))).toBe("too_early");
  });

  it("are not booked where they differ, or before any entry's day", () => {
    expect(step(0, sums(0, 200, 101))).toBe("sums_differ");
    expect(step(0, sums(0, 100, 200))).toBe("sums_differ");
    expect(step(0, { ...sums(0, 0, 0), settledOn: "2026-11-20" })).toBe("sums_differ");
  });

  it("of any days in any order book each entry once, by the day's own row", () => {
    const amounts = fc.array(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(amounts, fc.infiniteStream(fc.nat(2)), (days, order) => {
        const entries = days.flatMap((cents, day) =>
          // Powers of a hundred: the sums of other days are other sums.
          cents.map((amount) => entry({ effectiveEntryDate: DAYS[day]!, amountCents: amount * 100 ** day })),
        );
        let settled = 0;
        const booked: number[] = [];
        for (const pick of order) {
          const day = pick % days.length;
          const creditCents = days[day]!.reduce((sum, amount) => sum + amount, 0) * 100 ** day;
          const row = sums(day, 0, creditCents);
          const found = settlementStep({ limits: LIMITS, settled }, entries, row);
          expect(found).toBe(booked.includes(day) ? "known" : day === booked.length ? "book" : "too_early");
          if (found === "book") {
            booked.push(day);
            settled = entries.filter(({ effectiveEntryDate }) => effectiveEntryDate <= row.settledOn).length;
          }
          if (booked.length === days.length) break;
        }
        expect(settled).toBe(entries.length);
      }),
    );
  });
});
