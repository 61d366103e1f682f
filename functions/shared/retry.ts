import type { Clock } from "./clock";
import { PlatformError } from "./errors";
import type { RandomBytes } from "./ids";

const ATTEMPTS_MAX = 8;
const PAUSE_MS_FIRST = 10;

/** Others were on the same items at every attempt; nothing was lost, calling again is right. */
export class BusyError extends PlatformError {
  readonly code = "busy";
}

/**
 * Attempts something until it gives a value, at most eight times, with pauses that double from 10 ms and are random up
 * to that length: DynamoDB cancels a transaction that meets another on one item, and callers must not retry in step.
 *
 * @throws BusyError where no attempt gave a value.
 */
export async function untilWritten<Value>(
  { clock, random }: { readonly clock: Clock; readonly random: RandomBytes },
  attempt: () => Promise<Value | undefined>,
): Promise<Value> {
  for (let tries = 0; tries < ATTEMPTS_MAX; tries++) {
    if (tries > 0) {
      const longest = PAUSE_MS_FIRST * 2 ** (tries - 1);
      await clock.sleep((longest * Buffer.from(random(2)).readUInt16BE()) / 0xffff);
    }
    const value = await attempt();
    if (value !== undefined) return value;
  }
  throw new BusyError(`Others were on the same items at each of ${ATTEMPTS_MAX} attempts.`);
}
