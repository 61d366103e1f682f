/*
 * When a delivery is tried again. Its message waits in the queue itself: after each failure its visibility is set to the
 * wait, and the queue hands it out again. SQS counts how often it did (`ApproximateReceiveCount`): that is the number of
 * the attempt, and the queue's redrive takes a message to the dead letters after the last one. A message that an operator
 * moves back from there begins again at one.
 */

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** The longest wait before each further attempt, in seconds: together 2.6 days. */
const WAITS_SECONDS = [
  5,
  MINUTE,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  11.5 * HOUR,
  11.5 * HOUR,
  11.5 * HOUR,
  11.5 * HOUR,
];

/** How often a delivery is tried; the delivery queue's `maxReceiveCount` must be this. */
export const ATTEMPTS_MAX = WAITS_SECONDS.length + 1;

/**
 * The longest that a wait may be, in seconds. SQS hides a message for at most twelve hours, counted from its last receive
 * and not from the request; five minutes are left for what happens in between.
 */
export const WAIT_SECONDS_MAX = 12 * HOUR - 5 * MINUTE;

/** A wait is up to a tenth shorter, so that what failed together does not come back together. */
const JITTER = 0.1;

/**
 * The wait after a failed attempt, in whole seconds, or nothing after the last. A receiver may ask for a longer wait by
 * `retry-after`, up to the longest that there is, never for a shorter.
 *
 * @param attempt which attempt failed, from 1
 * @param share where in its range a wait lies, from 0 to 1
 */
export function waitAfter(attempt: number, share: number, retryAfterSeconds = 0): number | undefined {
  const longest = WAITS_SECONDS[attempt - 1];
  if (longest === undefined) return undefined;
  const wait = Math.ceil(longest * (1 - JITTER * share));
  return Math.min(Math.max(wait, retryAfterSeconds), WAIT_SECONDS_MAX);
}

/**
 * The seconds that a header `retry-after` asks for (RFC 9110, 10.2.3: seconds, or a date) at a time in milliseconds since
 * 1970; 0 where it says nothing that can be read.
 */
export function retryAfterSeconds(header: string | undefined, now: number): number {
  if (header === undefined) return 0;
  if (/^\d{1,9}$/.test(header)) return Number(header);
  // The one form of dates that may be sent (IMF-fixdate): anything else would be guessed at.
  const isDate = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(header);
  const at = isDate ? Date.parse(header) : NaN;
  return Number.isNaN(at) ? 0 : Math.max(0, Math.ceil((at - now) / 1000));
}
