import fc from "fast-check";
import { isBankingDay } from "../../../../functions/ach/calendar/banking-days";
import { addDays, daysBetween } from "../../../../functions/ach/calendar/day";
import {
  firstLiveDay,
  mayReinitiate,
  returnDeadline,
  reversalLimits,
} from "../../../../functions/ach/calendar/deadlines";
import { microEntryFaults } from "../../../../functions/ach/calendar/micro-entries";
import { returnRates } from "../../../../functions/ach/calendar/return-rates";
import { settingsOf } from "../support/world";

describe("deadlines", () => {
  it("the first live entry settles from the third banking day behind its prenote on", () => {
    expect(firstLiveDay("2026-03-02")).toBe("2026-03-05");
    expect(firstLiveDay("2026-11-24")).toBe("2026-11-30");
  });

  it("a reversal settles within five banking days, and is sent within 24 hours of finding the error", () => {
    expect(reversalLimits("2026-03-02", 1_000)).toEqual({ lastDay: "2026-03-09", sendBefore: 86_401_000 });
  });

  it.each([
    ["R01", "2026-03-04"],
    ["R29", "2026-03-04"],
    ["R10", "2026-05-01"],
    ["R53", "2026-05-01"],
    ["R13", undefined],
    ["R23", undefined],
    ["R06", undefined],
    ["R85", undefined],
  ])("%s of an entry that settled on 2 March 2026 may come until %s", (code, last) => {
    expect(returnDeadline(code, "2026-03-02")).toBe(last);
  });

  it("a return may come on two banking days behind its entry's, or on sixty calendar days, and on none more", () => {
    const settled = fc.integer({ min: 0, max: 1800 }).map((days) => addDays("2026-01-02", days));
    fc.assert(
      fc.property(settled, (settledOn) => {
        const soon = returnDeadline("R03", settledOn) ?? "";
        const days = Array.from({ length: daysBetween(settledOn, soon) }, (_, place) => addDays(settledOn, place + 1));
        expect([days.filter(isBankingDay).length, isBankingDay(soon)]).toEqual([2, true]);
        expect(daysBetween(settledOn, returnDeadline("R07", settledOn) ?? "")).toBe(60);
      }),
    );
  });
});

describe("a returned debit", () => {
  const debit = { code: "R01", firstSettledOn: "2026-01-02", reinitiations: 1 };

  it("may be tried again twice, within 180 days of its first settlement", () => {
    expect(mayReinitiate(debit, "2026-07-01")).toBe(true);
    expect(mayReinitiate(debit, "2026-07-02")).toBe(false);
    expect(mayReinitiate({ ...debit, reinitiations: 2 }, "2026-02-02")).toBe(false);
  });

  it.each([
    ["R09", true],
    ["R02", false],
    ["R10", false],
  ])("as %s: %s", (code, allowed) => {
    expect(mayReinitiate({ ...debit, code }, "2026-02-02")).toBe(allowed);
  });
});

describe("micro-entries", () => {
  const entries = {
    creditsCents: [12, 34],
    debitsCents: [46],
    description: "ACCTVERIFY",
    settlesOn: ["2026-03-03", "2026-03-03"],
  };

  it("keep the rules", () => {
    expect(microEntryFaults(entries)).toEqual([]);
  });

  it("are told all that is wrong with them", () => {
    expect(microEntryFaults({ ...entries, creditsCents: [100] })).toEqual(["credit_amount"]);
    expect(microEntryFaults({ ...entries, creditsCents: [0], debitsCents: [1] })).toEqual([
      "credit_amount",
      "debits_over_credits",
    ]);
    expect(microEntryFaults({ ...entries, description: "TEST", settlesOn: ["2026-03-03", "2026-03-04"] })).toEqual([
      "description",
      "settlement",
    ]);
  });
});

describe("return rates", () => {
  const { returnRateDebitsMin } = settingsOf();
  const rates = (returns: readonly string[], debits = 1000, day = "2026-03-02") =>
    returnRates([{ day, debits, returns }], "2026-03-02", returnRateDebitsMin)
      .filter(({ isOver }) => isOver)
      .map(({ kind }) => kind);
  const times = (count: number, code: string) => Array.from({ length: count }, () => code);

  it.each([
    ["0.5 % unauthorised", times(5, "R10"), []],
    ["more than that", times(6, "R10"), ["unauthorised"]],
    ["3 % administrative", times(30, "R02"), []],
    ["more than that", times(31, "R03"), ["administrative"]],
    ["15 % overall", times(150, "R01"), []],
    ["more than that", times(151, "R01"), ["overall"]],
  ])("%s", (_, returns, over) => {
    expect(rates(returns)).toEqual(over);
  });

  it.each([
    ["unauthorised", "R10", 199, 200],
    ["administrative", "R02", 33, 34],
    ["overall", "R01", 6, 7],
  ])("%s: one return alone is over no limit", (kind, code, few, enough) => {
    const one = (debits: number, limitless: number) =>
      returnRates([{ day: "2026-03-02", debits, returns: [code] }], "2026-03-02", {
        ...{ unauthorised: limitless, administrative: limitless, overall: limitless },
      }).find((rate) => rate.kind === kind)?.isOver;
    // By the limit itself; from the default number on it is not.
    expect([one(few, 1), one(enough, 1)]).toEqual([true, false]);
    expect(rates([code], few)).not.toContain(kind);
    expect(rates([code, code], enough)).toContain(kind);
    expect(rates([code, code], few)).not.toContain(kind);
  });

  it("count 60 days", () => {
    expect(rates(times(6, "R10"), 1000, "2026-01-02")).toEqual(["unauthorised"]);
    expect(rates(times(6, "R10"), 1000, "2026-01-01")).toEqual([]);
    expect(rates(times(6, "R10"), 1000, "2026-03-03")).toEqual([]);
  });
});
