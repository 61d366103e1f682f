import { addDays, type Day, weekday } from "./day";

const MONDAY = 1;
const THURSDAY = 4;
const SATURDAY = 6;
const SUNDAY = 7;

/** A holiday on a fixed day of a month, or on a certain weekday of it (the last one is -1). */
type Holiday =
  | { readonly name: string; readonly month: number; readonly day: number }
  | { readonly name: string; readonly month: number; readonly weekday: number; readonly which: number };

/** Federal Reserve Banks' holiday schedule: by rule, so for every year from 2022 on. */
const HOLIDAYS: readonly Holiday[] = [
  { name: "New Year's Day", month: 1, day: 1 },
  { name: "Martin Luther King Jr. Day", month: 1, weekday: MONDAY, which: 3 },
  { name: "Presidents' Day", month: 2, weekday: MONDAY, which: 3 },
  { name: "Memorial Day", month: 5, weekday: MONDAY, which: -1 },
  { name: "Juneteenth", month: 6, day: 19 },
  { name: "Independence Day", month: 7, day: 4 },
  { name: "Labor Day", month: 9, weekday: MONDAY, which: 1 },
  { name: "Columbus Day", month: 10, weekday: MONDAY, which: 2 },
  { name: "Veterans Day", month: 11, day: 11 },
  { name: "Thanksgiving Day", month: 11, weekday: THURSDAY, which: 4 },
  { name: "Christmas Day", month: 12, day: 25 },
];

const known = new Map<string, ReadonlySet<Day>>();

/** Whether the Federal Reserve settles on a day. A holiday on a Saturday closes no other day; one on a Sunday closes the Monday. */
export function isBankingDay(day: Day): boolean {
  return weekday(day) < SATURDAY && !closedDays(day.slice(0, 4)).has(day);
}

/** The day itself where it is a banking day, else the next one. */
export function bankingDayFrom(day: Day): Day {
  return isBankingDay(day) ? day : bankingDayFrom(addDays(day, 1));
}

/** The banking day so many banking days behind a day; 1 is the next banking day. */
export function addBankingDays(day: Day, days: number): Day {
  let at = day;
  for (let left = days; left > 0; left--) at = bankingDayFrom(addDays(at, 1));
  return at;
}

function closedDays(year: string): ReadonlySet<Day> {
  const found = known.get(year) ?? new Set(HOLIDAYS.map((holiday) => observed(dateOf(holiday, year))));
  known.set(year, found);
  return found;
}

function observed(day: Day): Day {
  return weekday(day) === SUNDAY ? addDays(day, 1) : day;
}

function dateOf(holiday: Holiday, year: string): Day {
  const month = String(holiday.month).padStart(2, "0");
  if ("day" in holiday) return `${year}-${month}-${String(holiday.day).padStart(2, "0")}`;
  if (holiday.which < 0) {
    // Only May asks for its last Monday, and May has 31 days.
    const last = `${year}-${month}-31`;
    return addDays(last, -((weekday(last) - holiday.weekday + 7) % 7));
  }
  const first = `${year}-${month}-01`;
  return addDays(first, ((holiday.weekday - weekday(first) + 7) % 7) + (holiday.which - 1) * 7);
}
