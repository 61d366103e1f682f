/** The bank's own calendar. Shares nothing with functions/ach, so that a fault there is not repeated here. */

/** A day, `2026-11-23`. */
export type Day = string;

/** A moment as the clocks of the East Coast show it. */
export interface EasternMoment {
  readonly day: Day;
  /** Minutes since midnight. */
  readonly minute: number;
}

const DAY_MS = 86_400_000;
const EASTERN = new Intl.DateTimeFormat("en-CA", {
  timeZone: "America/New_York",
  hourCycle: "h23",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
});

/** What Eastern clocks show at a moment, in milliseconds since 1970. */
export function easternMoment(milliseconds: number): EasternMoment {
  const parts = EASTERN.formatToParts(milliseconds);
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? "";
  return {
    day: `${part("year")}-${part("month")}-${part("day")}`,
    minute: Number(part("hour")) * 60 + Number(part("minute")),
  };
}

/** The moment, in milliseconds since 1970, at which Eastern clocks show a day and minute (none of the night when they change). */
export function easternInstant(day: Day, minute: number): number {
  const asUtc = Date.parse(`${day}T00:00:00Z`) + minute * 60_000;
  const summer = asUtc + 4 * 3_600_000;
  const shown = easternMoment(summer);
  return shown.day === day && shown.minute === minute ? summer : asUtc + 5 * 3_600_000;
}

/** The day so many days later. */
function plusDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Day of the week, 0 for Sunday. */
function weekday(day: Day): number {
  return new Date(Date.parse(`${day}T00:00:00Z`)).getUTCDay();
}

const pad = (value: number): string => String(value).padStart(2, "0");

/** The nth of a weekday in a month; -1 is the last. */
function nth(year: number, month: number, dayOfWeek: number, n: number): Day {
  if (n > 0) {
    const first = `${year}-${pad(month)}-01`;
    return plusDays(first, ((dayOfWeek - weekday(first) + 7) % 7) + 7 * (n - 1));
  }
  const last = plusDays(`${month === 12 ? year + 1 : year}-${pad((month % 12) + 1)}-01`, -1);
  return plusDays(last, -((weekday(last) - dayOfWeek + 7) % 7));
}

/** A fixed holiday on a Sunday is kept on Monday; on a Saturday it is not kept (Federal Reserve Banks' holiday schedule). */
function fixed(year: number, monthAndDay: string): Day {
  const day = `${year}-${monthAndDay}`;
  return weekday(day) === 0 ? plusDays(day, 1) : day;
}

/** Holidays of the Federal Reserve Banks in a year. */
function holidays(year: number): readonly Day[] {
  return [
    fixed(year, "01-01"),
    nth(year, 1, 1, 3),
    nth(year, 2, 1, 3),
    nth(year, 5, 1, -1),
    fixed(year, "06-19"),
    fixed(year, "07-04"),
    nth(year, 9, 1, 1),
    nth(year, 10, 1, 2),
    fixed(year, "11-11"),
    nth(year, 11, 4, 4),
    fixed(year, "12-25"),
  ];
}

/** Whether the Federal Reserve Banks settle on a day. */
export function isBankingDay(day: Day): boolean {
  const isWeekend = weekday(day) === 0 || weekday(day) === 6;
  return !isWeekend && !holidays(Number(day.slice(0, 4))).includes(day);
}

/** The banking day so many banking days after a day. */
export function bankingDaysLater(day: Day, count: number): Day {
  let later = day;
  for (let left = count; left > 0; left--) {
    do later = plusDays(later, 1);
    while (!isBankingDay(later));
  }
  return later;
}

/** A day of six digits (`261123`); undefined where there is no such day. */
export function dayOf(digits: string): Day | undefined {
  if (!/^\d{6}$/.test(digits)) return undefined;
  const day = `20${digits.slice(0, 2)}-${digits.slice(2, 4)}-${digits.slice(4, 6)}`;
  const milliseconds = Date.parse(`${day}T00:00:00Z`);
  // 31 February is read as a day of March by some engines.
  return Number.isNaN(milliseconds) || new Date(milliseconds).toISOString().slice(0, 10) !== day ? undefined : day;
}

/** Day of the year, as settlement dates are written: 1 January is `001`. */
export function julian(day: Day): string {
  const days = (Date.parse(`${day}T00:00:00Z`) - Date.parse(`${day.slice(0, 4)}-01-01T00:00:00Z`)) / DAY_MS;
  return String(days + 1).padStart(3, "0");
}
