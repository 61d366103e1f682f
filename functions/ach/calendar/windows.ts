import { addBankingDays, isBankingDay } from "./banking-days";
import { addDays, type Day } from "./day";
import { easternDay, easternMoment } from "./eastern-time";
import { inForce, SAME_DAY_LIMIT_CENTS, SAME_DAY_WINDOWS, STANDARD_WINDOW_CLOSES } from "./network-rules";

/** A time by which entries go to the operator, and what becomes of them then. */
export interface Window {
  readonly name: "same-day-1" | "same-day-2" | "same-day-3" | "standard";
  /** The banking day to which the operator counts it. */
  readonly processingDay: Day;
  /** From this moment on an entry goes to the next window; milliseconds since 1970 UTC. */
  readonly cutOffAt: number;
  /** When the operator must have the file; milliseconds since 1970 UTC. */
  readonly closesAt: number;
  /** What the batch's header says, and when the entries settle. */
  readonly effectiveEntryDate: Day;
}

/** The bank's settings. */
export interface WindowSettings {
  /** How long before the operator's time the bank wants the file. */
  readonly leadMinutes: number;
  /** Banking days from processing to settlement of standard entries; debits take 1. @default 1 */
  readonly standardDays?: 1 | 2;
}

const MINUTE_MS = 60_000;

/** The first window whose cut-off an entry makes. One that comes exactly at a cut-off goes to the next window. */
export function windowFor(moment: number, speed: "same-day" | "standard", settings: WindowSettings): Window {
  // The standard window of yesterday is open until the night is over.
  for (let day = addDays(easternDay(moment), -1); ; day = addDays(day, 1)) {
    if (!isBankingDay(day)) continue;
    const found = windowsOf(day, settings).find(
      ({ name, cutOffAt }) => (name === "standard") === (speed === "standard") && moment < cutOffAt,
    );
    if (found !== undefined) return found;
  }
}

const known = new Map<string, readonly Window[]>();

/** All windows of a banking day, in order of time; none of another day. They are reckoned once: zones cost time. */
export function windowsOf(day: Day, settings: WindowSettings): readonly Window[] {
  const { leadMinutes, standardDays = 1 } = settings;
  const key = `${day} ${leadMinutes} ${standardDays}`;
  const windows = known.get(key) ?? reckonedWindows(day, leadMinutes, standardDays);
  known.set(key, windows);
  return windows;
}

function reckonedWindows(day: Day, leadMinutes: number, standardDays: number): readonly Window[] {
  if (!isBankingDay(day)) return [];
  const window = (name: Window["name"], closesAt: number, effectiveEntryDate: Day): Window => {
    const cutOffAt = closesAt - leadMinutes * MINUTE_MS;
    return { name, processingDay: day, cutOffAt, closesAt, effectiveEntryDate };
  };
  const sameDay = inForce(SAME_DAY_WINDOWS, day).map(({ name, closes }) =>
    window(name, easternMoment(day, closes), day),
  );
  const closesAt = easternMoment(addDays(day, 1), inForce(STANDARD_WINDOW_CLOSES, day));
  return [...sameDay, window("standard", closesAt, addBankingDays(day, standardDays))];
}

/** Why an entry cannot go the same day. */
export type SameDayObstacle = "amount" | "sec_code";

/** All that keeps an entry from going the same day. Source: Nacha, same-day ACH eligibility. */
export function sameDayObstacles(
  entry: { readonly amountCents: number; readonly secCode: string },
  day: Day,
): SameDayObstacle[] {
  const obstacles: SameDayObstacle[] = [];
  if (entry.amountCents > inForce(SAME_DAY_LIMIT_CENTS, day)) obstacles.push("amount");
  if (entry.secCode === "IAT" || entry.secCode === "ENR") obstacles.push("sec_code");
  return obstacles;
}
