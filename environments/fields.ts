/** What settings are made of; each says what is allowed. */
import * as z from "zod";

/** A text of a form. */
export const text = (pattern: RegExp, allowed: string) => z.string(allowed).regex(pattern, allowed);
/** Yes or no. */
export const flag = z.boolean("true or false");

/** A whole number within bounds. */
export function whole(low: number, high: number) {
  const allowed = `a whole number from ${String(low)} to ${String(high)}`;
  return z.int(allowed).min(low, allowed).max(high, allowed);
}
