import fc from "fast-check";
import {
  accrue,
  DAY_COUNTS,
  daysBetween,
  type InterestRate,
  MissingRateError,
  NO_REMAINDER,
  rateOn,
  readRemainder,
  writeRemainder,
} from "../../../functions/escrow/interest";
import { toTimestamp } from "../../../functions/shared/clock";

const DAY_MS = 24 * 60 * 60 * 1000;
const dayAfter = (start: string, days: number) => toTimestamp(Date.parse(start) + days * DAY_MS).slice(0, 10);
const rate = (rateMicros: number, dayCount: InterestRate["dayCount"]): InterestRate => ({
  jurisdiction: "US-CA",
  effectiveFrom: "2026-01-01",
  rateMicros,
  dayCount,
});

describe("days of interest", () => {
  it.each([
    ["actual/365", "2028-02-28", "2028-03-01", 2],
    ["actual/360", "2027-02-28", "2027-03-01", 1],
    ["30/360", "2027-02-28", "2027-03-01", 3],
    ["30/360", "2027-01-30", "2027-01-31", 0],
    ["30/360", "2027-01-31", "2027-02-01", 1],
    ["30/360", "2026-01-15", "2027-01-15", 360],
  ] as const)("by %s from %s to %s are %d", (dayCount, from, to, days) => {
    expect(daysBetween(from, to, dayCount)).toBe(days);
  });

  it("of two periods in a row add up, by every count", () => {
    fc.assert(
      fc.property(fc.constantFrom(...DAY_COUNTS), fc.nat(2000), fc.nat(2000), (dayCount, first, second) => {
        const start = "2026-01-31";
        const middle = dayAfter(start, first);
        const end = dayAfter(middle, second);
        expect(daysBetween(start, middle, dayCount) + daysBetween(middle, end, dayCount)).toBe(
          daysBetween(start, end, dayCount),
        );
      }),
    );
  });
});

describe("interest", () => {
  it.each([
    ["actual/365", 36_500_000, 100_000, 10],
    ["actual/360", 36_000_000, 100_000, 10],
    ["30/360", 36_000_000, 100_000, 10],
  ] as const)("of a day by %s is the rate's part of a year", (dayCount, principal, rateMicros, dollars) => {
    const accrued = accrue(principal, rate(rateMicros, dayCount), "2026-03-01", "2026-03-02", NO_REMAINDER);
    expect(accrued).toEqual({ cents: dollars * 1000, remainder: NO_REMAINDER });
  });

  it("day by day is the interest of the whole time, to the cent and the remainder", () => {
    const principals = fc.integer({ min: 0, max: 99_999_999_999_999 });
    fc.assert(
      fc.property(
        principals,
        fc.integer({ min: 0, max: 200_000 }),
        fc.constantFrom(...DAY_COUNTS),
        fc.integer({ min: 1, max: 120 }),
        (principal, rateMicros, dayCount, days) => {
          const start = "2026-01-20";
          const whole = accrue(principal, rate(rateMicros, dayCount), start, dayAfter(start, days), NO_REMAINDER);
          let cents = 0;
          let carried = NO_REMAINDER;
          for (let day = 0; day < days; day += 1) {
            const from = dayAfter(start, day);
            const daily = accrue(principal, rate(rateMicros, dayCount), from, dayAfter(from, 1), carried);
            cents += daily.cents;
            carried = readRemainder(writeRemainder(daily.remainder));
          }
          expect({ cents, remainder: carried }).toEqual(whole);
          expect(carried.numerator).toBeLessThan(carried.denominator);
        },
      ),
    );
  });
});

describe("the rate of a day", () => {
  const rates = [rate(10_000, "actual/365"), { ...rate(20_000, "30/360"), effectiveFrom: "2026-07-01" }];

  it("is the latest that is effective by then", () => {
    expect(rateOn(rates, "US-CA", "2026-06-30").rateMicros).toBe(10_000);
    expect(rateOn(rates, "US-CA", "2026-07-01").rateMicros).toBe(20_000);
  });

  it("is missing before the first, and where there is none", () => {
    expect(() => rateOn(rates, "US-CA", "2025-12-31")).toThrow(MissingRateError);
    expect(() => rateOn(rates, "US-NY", "2026-06-30")).toThrow("There is no interest rate for US-NY on 2026-06-30.");
  });
});

describe("a stored remainder", () => {
  it("that was tampered with is not read", () => {
    expect(() => readRemainder("x/2")).toThrow(SyntaxError);
    expect(() => readRemainder("12")).toThrow(SyntaxError);
  });
});
