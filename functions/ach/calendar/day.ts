import { PlatformError } from "../../shared/errors";

/** A day of the calendar, `2026-03-02`; days sort as texts do. */
export type Day = string;

const DAY_MS = 86_400_000;

/** A text is no day of the calendar: a bug of the caller, whose input has been checked. */
export class DayError extends PlatformError {
  readonly code = "day_invalid";
}

/** A day so many days later, or earlier where the number is negative. @throws DayError */
export function addDays(day: Day, days: number): Day {
  return dayOf(midnightOf(day) + days * DAY_MS);
}

/** How many days a day lies behind another. @throws DayError */
export function daysBetween(first: Day, last: Day): number {
  return (midnightOf(last) - midnightOf(first)) / DAY_MS;
}

/** Day of the week: 1 Monday to 7 Sunday. @throws DayError */
export function weekday(day: Day): number {
  return ((midnightOf(day) / DAY_MS + 3) % 7) + 1;
}

/** Whether a text is a day of the calendar. */
export function isDay(text: string): boolean {
  return !Number.isNaN(parsedMidnight(text));
}

function midnightOf(day: Day): number {
  const midnight = parsedMidnight(day);
  if (Number.isNaN(midnight)) throw new DayError(`${day} is no day such as 2026-03-02.`);
  return midnight;
}

function parsedMidnight(text: string): number {
  const midnight = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return Number.isNaN(midnight) || dayOf(midnight) !== text ? NaN : midnight;
}

function dayOf(midnight: number): Day {
  return new Date(midnight).toISOString().slice(0, 10);
}
