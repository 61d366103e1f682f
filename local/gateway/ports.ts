import { randomBytes } from "node:crypto";

/** The moment, in milliseconds since 1970. */
export type Clock = () => number;

/** The machine's clock: the one place of this room that reads it. */
export const systemClock: Clock = () => Date.now();

/** The moment as ISO 8601 UTC with seconds ("2026-11-21T12:00:00Z"). */
export function iso8601(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, "Z");
}

/** Random lower-case hexadecimal digits. */
export function randomHex(digits: number): string {
  return randomBytes(Math.ceil(digits / 2))
    .toString("hex")
    .slice(0, digits);
}
