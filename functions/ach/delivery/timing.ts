import type { AchFile } from "../batches/file";

const MINUTE_MS = 60_000;

/** A send or a listing that has had no result for so long is taken for one whose result is not known. */
export const RESULT_WITHIN_MS = 5 * MINUTE_MS;

/** How often a file is looked at that raises an alarm, and one whose listing is under way. */
export const WATCHED_EVERY_MS = 5 * MINUTE_MS;
export const LISTING_READ_EVERY_MS = MINUTE_MS;

const BACK_OFF_MS_MAX = 10 * MINUTE_MS;

/** How long to wait after so many failures: one minute, then twice as long each time, ten at most. */
export function backOffMs(failures: number): number {
  return Math.min(MINUTE_MS * 2 ** Math.max(0, failures - 1), BACK_OFF_MS_MAX);
}

/** From when on a file that has not left is late: half of the time is gone that its operator's deadline leaves. */
export function lateAt({ cutOffAt, closesAt }: AchFile["window"]): number {
  return cutOffAt + Math.max(0, closesAt - cutOffAt) / 2;
}

/** When a file that has not left is looked at: at a moment, or before where it becomes late, or too late, until then. */
export function lookAt(window: AchFile["window"], moment: number, now: number): number {
  const marks = [lateAt(window), window.closesAt].filter((mark) => mark > now);
  return Math.min(moment, ...marks);
}
