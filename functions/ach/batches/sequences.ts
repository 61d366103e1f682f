import type { SequenceRange } from "../ports";

/** Seven digits of a trace number; 0 is none. */
const TURN = 10_000_000;

/**
 * The trace numbers that a file of so many entries takes. Numbers are counted on for ever, and their last seven digits are
 * what a trace number has; a file's do not pass from one turn into the next, as they must ascend.
 *
 * @param seen the next number as it was read; 0 where none was ever taken.
 */
export function nextRange(odfi: string, seen: number, count: number): SequenceRange {
  const from = seen === 0 || seen % TURN === 0 ? seen + 1 : seen;
  const fits = (from % TURN) + count - 1 < TURN;
  const first = fits ? from : (Math.floor(from / TURN) + 1) * TURN + 1;
  return { odfi, seen, first, last: first + count - 1 };
}

/** The seven digits of a number. */
export function sequenceOf(number: number): number {
  return number % TURN;
}

/** The numbers that seven digits may stand for, the newest first: of this turn, and of the one before. */
export function numbersOf(sequence: number, next: number): readonly number[] {
  const turn = Math.floor(next / TURN);
  return [turn * TURN + sequence, (turn - 1) * TURN + sequence].filter((number) => number > 0 && number < next);
}
