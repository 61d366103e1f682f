import {
  bankingDaysLater,
  dayOf,
  easternInstant,
  easternMoment,
  isBankingDay,
  julian,
} from "../../../local/bank/banking-days";
import { checkFile } from "../../../local/bank/check-file";
import { dateFaults, settlementOf } from "../../../local/bank/settlement";
import { fileOf } from "./support/files";

describe("the bank's calendar", () => {
  it.each(["2026-07-03", "2027-06-18", "2027-12-24", "2027-12-31", "2028-11-10"])("is open on %s", (day) => {
    expect(isBankingDay(day)).toBe(true);
  });

  it.each([
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
    "2027-07-05",
    "2029-11-12",
    "2026-11-21",
    "2026-11-22",
  ])("is closed on %s", (day) => {
    expect(isBankingDay(day)).toBe(false);
  });

  it("counts banking days past Thanksgiving and the week-end", () => {
    expect(bankingDaysLater("2026-11-25", 1)).toBe("2026-11-27");
    expect(bankingDaysLater("2026-11-25", 2)).toBe("2026-11-30");
    expect(bankingDaysLater("2026-11-21", 0)).toBe("2026-11-21");
  });

  it("goes by Eastern clocks, in summer and in winter", () => {
    expect(easternMoment(Date.parse("2026-11-24T04:59:00Z"))).toEqual({ day: "2026-11-23", minute: 23 * 60 + 59 });
    expect(easternInstant("2026-11-23", 510)).toBe(Date.parse("2026-11-23T13:30:00Z"));
    expect(easternInstant("2026-07-06", 510)).toBe(Date.parse("2026-07-06T12:30:00Z"));
  });

  it("reads and writes days as files have them", () => {
    expect(dayOf("261123")).toBe("2026-11-23");
    expect(dayOf("260231")).toBeUndefined();
    expect(dayOf("26112X")).toBeUndefined();
    expect(julian("2026-01-01")).toBe("001");
    expect(julian("2026-12-31")).toBe("365");
  });
});

describe("settlement", () => {
  const batch = (effectiveDate: string, amountCents = 100) => {
    const file = checkFile(fileOf([{ batch: { effectiveDate }, entries: [{ amountCents }] }])).file!;
    return { file, batch: file.batches[0]! };
  };
  const eastern = (time: string): number => Date.parse(`2026-11-23T${time}:00-05:00`);
  const at = (time: string): number => Date.parse(`${time}:00-05:00`);

  it.each([
    ["a later day: in its morning", "2026-11-24", "12:00", "2026-11-24T08:30"],
    ["the same day, received in the night: in the morning", "2026-11-23", "02:14", "2026-11-23T08:30"],
    ["the same day, until 10:30: at 13:00", "2026-11-23", "10:29", "2026-11-23T13:00"],
    ["the same day, from 10:30: at 17:00", "2026-11-23", "10:30", "2026-11-23T17:00"],
    ["the same day, until 16:45: at 18:00", "2026-11-23", "16:44", "2026-11-23T18:00"],
  ])("is on %s", (_what, effectiveDate, received, settles) => {
    expect(settlementOf(batch(effectiveDate).batch, eastern(received))).toBe(at(settles));
  });

  it.each([
    ["past", "2026-11-20", "12:00", "effective_date_past"],
    ["no banking day", "2026-11-26", "12:00", "effective_date_no_banking_day"],
    ["too late for the day", "2026-11-23", "16:45", "too_late_for_same_day"],
  ])("is none where the effective date is %s", (_what, effectiveDate, received, reason) => {
    const { file } = batch(effectiveDate);
    expect(dateFaults(file, eastern(received))).toEqual([{ code: reason, line: 2 }]);
  });

  it("takes a million dollars on the same day and not a cent more; on the next day it does", () => {
    const limit = 100_000_000;
    expect(dateFaults(batch("2026-11-23", limit).file, eastern("12:00"))).toEqual([]);
    expect(dateFaults(batch("2026-11-23", limit + 1).file, eastern("12:00"))).toEqual([
      { code: "same_day_limit", line: 3 },
    ]);
    expect(dateFaults(batch("2026-11-24", limit + 1).file, eastern("12:00"))).toEqual([]);
  });
});
