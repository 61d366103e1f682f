import { timingSafeEqual } from "node:crypto";

/**
 * Whether one of the presented texts is one of the expected, in a time that tells nothing about how much of a text is
 * right: every pair is compared, to its end. Lengths are no secret.
 */
export function anySame(presented: readonly string[], expected: readonly string[]): boolean {
  let found = false;
  for (const right of expected.map((text) => Buffer.from(text))) {
    for (const left of presented.map((text) => Buffer.from(text))) {
      if (left.length === right.length && timingSafeEqual(left, right)) found = true;
    }
  }
  return found;
}
