import { DateTime } from "luxon";
import type { Day } from "./day";

/** Operators keep Eastern time, with its daylight saving, whatever zone a function runs in. */
const ZONE = "America/New_York";

/** The day that it is in Eastern time at a moment, in milliseconds since 1970 UTC. */
export function easternDay(moment: number): Day {
  return DateTime.fromMillis(moment, { zone: ZONE }).toFormat("yyyy-MM-dd");
}

/** The moment of a time such as `14:45` on a day in Eastern time, in milliseconds since 1970 UTC. */
export function easternMoment(day: Day, time: string): number {
  return DateTime.fromISO(`${day}T${time}`, { zone: ZONE }).toMillis();
}

/** The time that it is in Eastern time at a moment, `14:05`. */
export function easternTime(moment: number): string {
  return DateTime.fromMillis(moment, { zone: ZONE }).toFormat("HH:mm");
}
