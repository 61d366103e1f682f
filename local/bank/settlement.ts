/** When the bank settles what it received: by the network's schedule, in Eastern time. */
import { type Day, easternInstant, easternMoment, isBankingDay } from "./banking-days";
import type { FileFault, ReceivedBatch, ReceivedFile } from "./received-file";

const at = (hours: number, minutes: number): number => hours * 60 + minutes;

/** Until then what is meant for the day goes the night's way, and is not same-day. */
const NIGHT_ENDS = at(2, 15);
/** Standard entries settle, and returns and corrections come, in the morning. */
const MORNING = at(8, 30);
/** Same-day windows: received until, settled at (network schedule since March 2021). */
const SAME_DAY = [
  { until: at(10, 30), settles: at(13, 0) },
  { until: at(14, 45), settles: at(17, 0) },
  { until: at(16, 45), settles: at(18, 0) },
];
/** Nacha: limit of a same-day entry since March 2022. */
const SAME_DAY_CENTS_MAX = 100_000_000;

/** The moment of a banking morning, in milliseconds since 1970. */
export function morningOf(day: Day): number {
  return easternInstant(day, MORNING);
}

/**
 * When a batch settles that was received at a moment, in milliseconds since 1970; or the word for why it cannot.
 * A bank would send what is late on its next best day, with a fee: this one is strict.
 */
export function settlementOf({ effectiveDate }: ReceivedBatch, receivedAt: number): number | string {
  const now = easternMoment(receivedAt);
  if (!isBankingDay(effectiveDate)) return "effective_date_no_banking_day";
  if (effectiveDate < now.day) return "effective_date_past";
  if (effectiveDate > now.day || now.minute < NIGHT_ENDS) return morningOf(effectiveDate);
  const window = SAME_DAY.find(({ until }) => now.minute < until);
  return window === undefined ? "too_late_for_same_day" : easternInstant(effectiveDate, window.settles);
}

/** Faults of a file's dates, and of what may not go same-day, were it received at a moment. */
export function dateFaults(file: ReceivedFile, receivedAt: number): FileFault[] {
  const faults: FileFault[] = [];
  for (const batch of file.batches) {
    const line = (batch.entries[0]?.line ?? 1) - 1;
    const settles = settlementOf(batch, receivedAt);
    if (typeof settles === "string") faults.push({ code: settles, line });
    else if (settles !== morningOf(batch.effectiveDate))
      faults.push(...batch.entries.filter(({ cents }) => cents > SAME_DAY_CENTS_MAX).map(tooLarge));
  }
  return faults;
}

const tooLarge = ({ line }: { readonly line: number }): FileFault => ({ code: "same_day_limit", line });
