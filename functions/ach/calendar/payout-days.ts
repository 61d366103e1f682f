import { toTimestamp } from "../../shared/clock";
import { bankingDayFrom } from "./banking-days";
import { addDays, type Day, weekday } from "./day";

/** How often somebody is paid out by the clock. */
export const PAYOUT_RHYTHMS = ["daily", "weekly", "monthly"] as const;
/** One of the rhythms. */
export type PayoutRhythm = (typeof PAYOUT_RHYTHMS)[number];

/** 13:00 UTC is 8 or 9 in the morning in New York: every window of the day is open still. */
const MOMENT = "T13:00:00.000Z";

/** The moment of a banking day from which on its payouts are made; ISO 8601 UTC. */
export function payoutMoment(day: Day): string {
  return day + MOMENT;
}

/**
 * The first day of a rhythm whose moment is still to come: each banking day; Monday; the first day of the month. Where that is
 * no banking day, it is the next one.
 *
 * @param moment milliseconds since 1970 UTC.
 */
export function payoutDayAfter(rhythm: PayoutRhythm, moment: number): Day {
  const { first, next } = PERIODS[rhythm];
  for (let start = first(toTimestamp(moment).slice(0, 10)); ; start = next(start)) {
    const day = bankingDayFrom(start);
    if (Date.parse(payoutMoment(day)) > moment) return day;
  }
}

interface Periods {
  /** The first day of the period that a day is in. */
  readonly first: (day: Day) => Day;
  /** The first day of the period behind the one that begins on a day. */
  readonly next: (start: Day) => Day;
}

const monthOf = (day: Day): Day => `${day.slice(0, 7)}-01`;

const PERIODS: Readonly<Record<PayoutRhythm, Periods>> = {
  daily: { first: (day) => day, next: (start) => addDays(start, 1) },
  weekly: { first: (day) => addDays(day, 1 - weekday(day)), next: (start) => addDays(start, 7) },
  // No month has more than 31 days, and 31 days behind a first there is never the month after the next.
  monthly: { first: monthOf, next: (start) => monthOf(addDays(start, 31)) },
};
