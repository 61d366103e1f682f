import fc from "fast-check";
import { addBankingDays, bankingDayFrom, isBankingDay } from "../../../../functions/ach/calendar/banking-days";
import { addDays, DayError, daysBetween, weekday } from "../../../../functions/ach/calendar/day";
import { easternDay, easternMoment } from "../../../../functions/ach/calendar/eastern-time";
import {
  DESCRIPTIONS,
  inForce,
  NETWORK_FEES,
  RuleNotInForceError,
  SAME_DAY_LIMIT_CENTS,
} from "../../../../functions/ach/calendar/network-rules";
import { sameDayObstacles, windowFor, windowsOf } from "../../../../functions/ach/calendar/windows";

const day = fc.integer({ min: 0, max: 3650 }).map((days) => addDays("2022-01-01", days));

describe("a day", () => {
  it("has its weekday, 1 Monday to 7 Sunday", () => {
    expect([weekday("2026-03-02"), weekday("2026-03-08"), weekday("1970-01-01")]).toEqual([1, 7, 4]);
  });

  it("goes forth and back", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -500, max: 500 }), (first, days) => {
        expect(addDays(addDays(first, days), -days)).toBe(first);
        expect(daysBetween(first, addDays(first, days))).toBe(days);
      }),
    );
  });

  it.each(["2026-02-29", "2026-13-01", "today", "26-01-01", ""])("is not %j", (text) => {
    expect(() => weekday(text)).toThrow(DayError);
  });
});

describe("Federal Reserve banking days", () => {
  // Holidays on a Saturday: the Friday before is open.
  it.each(["2026-07-03", "2027-06-18", "2027-12-24", "2027-12-31", "2028-11-10"])("%s is one", (open) => {
    expect(isBankingDay(open)).toBe(true);
  });

  // Holidays on a Sunday: the Monday is closed.
  it.each(["2027-07-05", "2029-11-12"])("%s is none", (closed) => {
    expect(isBankingDay(closed)).toBe(false);
  });

  it("of 2026 are all weekdays but eleven holidays, one of them on a Saturday", () => {
    const all = Array.from({ length: 365 }, (_, at) => addDays("2026-01-01", at));
    expect(all.filter((each) => weekday(each) < 6 && !isBankingDay(each))).toEqual([
      "2026-01-01",
      "2026-01-19",
      "2026-02-16",
      "2026-05-25",
      "2026-06-19",
      "2026-09-07",
      "2026-10-12",
      "2026-11-11",
      "2026-11-26",
      "2026-12-25",
    ]);
  });

  it("are counted over weekends and holidays", () => {
    expect(addBankingDays("2026-07-02", 1)).toBe("2026-07-03");
    expect(addBankingDays("2026-11-25", 1)).toBe("2026-11-27");
    expect(addBankingDays("2027-07-02", 1)).toBe("2027-07-06");
    expect(bankingDayFrom("2027-07-03")).toBe("2027-07-06");
  });

  it("are weekdays, and never more than four days apart", () => {
    fc.assert(
      fc.property(day, (from) => {
        const next = addBankingDays(from, 1);
        expect(isBankingDay(next)).toBe(true);
        expect(weekday(next)).toBeLessThan(6);
        expect(daysBetween(from, next)).toBeLessThanOrEqual(5);
      }),
    );
  });
});

describe("Eastern time", () => {
  it("has daylight saving", () => {
    expect(new Date(easternMoment("2026-03-06", "10:30")).toISOString()).toBe("2026-03-06T15:30:00.000Z");
    expect(new Date(easternMoment("2026-03-09", "10:30")).toISOString()).toBe("2026-03-09T14:30:00.000Z");
    expect(new Date(easternMoment("2026-11-02", "10:30")).toISOString()).toBe("2026-11-02T15:30:00.000Z");
  });

  it("is still yesterday when UTC's day has begun", () => {
    expect(easternDay(Date.UTC(2026, 6, 1, 3, 59))).toBe("2026-06-30");
    expect(easternDay(Date.UTC(2026, 6, 1, 4, 0))).toBe("2026-07-01");
  });
});

describe("the window that an entry makes", () => {
  const bank = { leadMinutes: 30 };
  const at = (on: string, time: string) => easternMoment(on, time);

  it.each([
    ["2026-03-02", "09:59", "same-day-1", "2026-03-02"],
    ["2026-03-02", "10:00", "same-day-2", "2026-03-02"],
    ["2026-03-02", "14:14", "same-day-2", "2026-03-02"],
    ["2026-03-02", "14:15", "same-day-3", "2026-03-02"],
    ["2026-03-02", "16:15", "same-day-1", "2026-03-03"],
    ["2026-03-06", "23:00", "same-day-1", "2026-03-09"],
    ["2026-11-25", "18:00", "same-day-1", "2026-11-27"],
  ])("same-day on %s at %s: %s, effective %s", (on, time, name, effectiveEntryDate) => {
    expect(windowFor(at(on, time), "same-day", bank)).toMatchObject({
      name,
      effectiveEntryDate,
      processingDay: effectiveEntryDate,
    });
  });

  it.each([
    ["2026-03-02", "12:00", "2026-03-02", "2026-03-03"],
    ["2026-03-03", "01:44", "2026-03-02", "2026-03-03"],
    ["2026-03-03", "01:45", "2026-03-03", "2026-03-04"],
    ["2026-03-07", "01:00", "2026-03-06", "2026-03-09"],
    ["2026-03-07", "03:00", "2026-03-09", "2026-03-10"],
    ["2026-11-25", "12:00", "2026-11-25", "2026-11-27"],
  ])("standard on %s at %s: processed %s, effective %s", (on, time, processingDay, effectiveEntryDate) => {
    const window = windowFor(at(on, time), "standard", bank);
    expect(window).toMatchObject({ name: "standard", processingDay, effectiveEntryDate });
    expect(windowFor(at(on, time), "standard", { ...bank, standardDays: 2 }).effectiveEntryDate).toBe(
      addBankingDays(effectiveEntryDate, 1),
    );
  });

  it("always lies ahead, on a banking day, with a date that is not stale", () => {
    const moments = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2030, 11, 31) });
    fc.assert(
      fc.property(moments, fc.constantFrom("same-day", "standard"), fc.nat(120), (moment, speed, leadMinutes) => {
        const window = windowFor(moment, speed, { leadMinutes });
        expect(window.cutOffAt).toBeGreaterThan(moment);
        expect(isBankingDay(window.processingDay)).toBe(true);
        expect(isBankingDay(window.effectiveEntryDate)).toBe(true);
        expect(window.effectiveEntryDate >= easternDay(window.cutOffAt - 1) || speed === "standard").toBe(true);
        expect(windowFor(window.cutOffAt, speed, { leadMinutes }).cutOffAt).toBeGreaterThan(window.cutOffAt);
      }),
    );
  });

  it("is none on a day that is no banking day", () => {
    expect(windowsOf("2026-03-07", bank)).toEqual([]);
    expect(windowsOf("2026-03-06", bank).map(({ name }) => name)).toEqual([
      "same-day-1",
      "same-day-2",
      "same-day-3",
      "standard",
    ]);
  });
});

describe("rules by date", () => {
  it.each([
    ["2020-03-19", 2_500_000],
    ["2020-03-20", 10_000_000],
    ["2022-03-17", 10_000_000],
    ["2022-03-18", 100_000_000],
    ["2026-03-02", 100_000_000],
  ])("on %s a same-day entry has at most %s cents", (on, limit) => {
    expect(inForce(SAME_DAY_LIMIT_CENTS, on)).toBe(limit);
    expect(sameDayObstacles({ amountCents: limit, secCode: "PPD" }, on)).toEqual([]);
    expect(sameDayObstacles({ amountCents: limit + 1, secCode: "PPD" }, on)).toEqual(["amount"]);
  });

  it.each(["IAT", "ENR"])("%s does not go the same day", (secCode) => {
    expect(sameDayObstacles({ amountCents: 1, secCode }, "2026-03-02")).toEqual(["sec_code"]);
  });

  it("prescribe PAYROLL and PURCHASE from 20 March 2026 on", () => {
    expect(inForce(DESCRIPTIONS, "2026-03-19")).not.toHaveProperty("wages");
    expect(inForce(DESCRIPTIONS, "2026-03-20")).toMatchObject({ wages: "PAYROLL", purchase: "PURCHASE" });
  });

  it("have fees in tenths of a cent", () => {
    expect(inForce(NETWORK_FEES, "2026-03-02")).toEqual({ sameDayEntryMills: 52, unauthorizedReturnMills: 4500 });
  });

  it("say so where there was none", () => {
    expect(() => inForce(SAME_DAY_LIMIT_CENTS, "2016-09-22")).toThrow(RuleNotInForceError);
  });
});
