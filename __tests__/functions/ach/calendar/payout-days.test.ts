import fc from "fast-check";
import { isBankingDay } from "../../../../functions/ach/calendar/banking-days";
import { addDays, type Day, weekday } from "../../../../functions/ach/calendar/day";
import { PAYOUT_RHYTHMS, payoutDayAfter, payoutMoment } from "../../../../functions/ach/calendar/payout-days";

const after = (rhythm: (typeof PAYOUT_RHYTHMS)[number], moment: string): Day =>
  payoutDayAfter(rhythm, Date.parse(moment));

describe("the next day of payout", () => {
  it.each([
    ["daily", "2026-11-15T12:00:00Z", "2026-11-16", "a Sunday's is Monday"],
    ["daily", "2026-11-16T12:59:59.999Z", "2026-11-16", "the day itself until its moment has come"],
    ["daily", "2026-11-16T13:00:00Z", "2026-11-17", "and the next one from then on"],
    ["daily", "2026-11-25T14:00:00Z", "2026-11-27", "not Thanksgiving Day"],
    ["weekly", "2026-11-16T13:00:00Z", "2026-11-23", "a Monday's is the next Monday"],
    ["weekly", "2026-10-11T12:00:00Z", "2026-10-13", "Tuesday where Monday is Columbus Day"],
    ["weekly", "2026-10-13T12:00:00Z", "2026-10-13", "that Tuesday itself until its moment has come"],
    ["weekly", "2026-12-28T13:00:00Z", "2027-01-04", "over the end of a year"],
    ["monthly", "2026-11-15T12:00:00Z", "2026-12-01", "the first of the next month"],
    ["monthly", "2026-12-31T23:00:00Z", "2027-01-04", "behind New Year's Day and a weekend"],
    ["monthly", "2026-08-01T12:00:00Z", "2026-08-03", "still to come in a month that begins on a Saturday"],
    ["monthly", "2027-01-31T12:00:00Z", "2027-02-01", "of a short month too"],
  ] as const)("%s from %s is %s: %s", (rhythm, moment, day, _) => {
    expect(after(rhythm, moment)).toBe(day);
  });

  it("is the first of its rhythm whose moment is still to come, on a banking day, whenever one asks", () => {
    const year = { min: Date.parse("2024-01-01T00:00:00Z"), max: Date.parse("2033-12-31T00:00:00Z") };
    /** Whether no day of a period before a day is a banking day. */
    const isFirst = (day: Day, isInPeriod: (earlier: Day) => boolean): boolean => {
      for (let earlier = addDays(day, -1); isInPeriod(earlier); earlier = addDays(earlier, -1))
        if (isBankingDay(earlier)) return false;
      return isBankingDay(day);
    };
    const belongs = {
      daily: isBankingDay,
      weekly: (day: Day) => isFirst(day, (earlier) => weekday(earlier) < weekday(day)),
      monthly: (day: Day) => isFirst(day, (earlier) => earlier.slice(0, 7) === day.slice(0, 7)),
    };
    fc.assert(
      fc.property(fc.constantFrom(...PAYOUT_RHYTHMS), fc.integer(year), (rhythm, moment) => {
        let expected = new Date(moment).toISOString().slice(0, 10);
        while (!belongs[rhythm](expected) || Date.parse(payoutMoment(expected)) <= moment)
          expected = addDays(expected, 1);
        expect(payoutDayAfter(rhythm, moment)).toBe(expected);
      }),
    );
  });
});
