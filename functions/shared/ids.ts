import { randomBytes } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import type { Clock } from "./clock";

/** What an id is of: the text before its underscore. */
export type IdPrefix = "tok" | "evt" | "pay" | "ref" | "esc" | "rel" | "dsp" | "ach" | "bat" | "ba" | "aut" | "we";

/** The port for randomness: a number of unpredictable bytes. */
export type RandomBytes = (length: number) => Uint8Array;

/** Bytes asked of the system at once: asking costs microseconds, however few are asked for. */
const POOL_BYTES = 4096;
let pool = Buffer.alloc(0);
let used = 0;

/** Random bytes of the operating system, as `crypto.randomUUID` also takes them: a few thousand at once, each given out one time. */
export const systemRandom: RandomBytes = (length) => {
  if (length > POOL_BYTES) return randomBytes(length);
  if (used + length > pool.length) {
    pool = randomBytes(POOL_BYTES);
    used = 0;
  }
  used += length;
  return pool.subarray(used - length, used);
};

const UUID_V7 = "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

/** A maker of ids such as `tok_0190d5a2-7b1c-7c3e-9a54-0c6f5d2e8b11`: a prefix and a UUIDv7, 74 bits of it random. */
export function idMaker(clock: Clock, random: RandomBytes): (prefix: IdPrefix) => string {
  return (prefix) => `${prefix}_${uuidv7({ msecs: clock.now(), random: random(16) })}`;
}

/** The exact form of ids with this prefix. */
export function idPattern(prefix: IdPrefix): RegExp {
  return new RegExp(`^${prefix}_${UUID_V7}$`);
}
