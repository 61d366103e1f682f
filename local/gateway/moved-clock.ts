import { renameSync, writeFileSync } from "node:fs";
import * as z from "zod";
import type { Clock } from "./ports";

/** As far as the clock can be moved ahead: ten years. */
const AHEAD_MS_MAX = 10 * 366 * 86_400_000;

/** What the clock shows. */
export interface ClockFace {
  /** The moved moment, ISO 8601 UTC. */
  readonly now: string;
  /** By how many milliseconds it is ahead of the machine's. */
  readonly aheadMs: number;
}

const MOVE = z.union([
  z.strictObject({ forwardMs: z.int().positive() }),
  z.strictObject({ now: z.iso.datetime({ offset: true }) }),
]);

/**
 * The clock that functions and schedules of the embedded AWS see. It goes at the machine's pace, ahead of it by what it was moved, and
 * forward alone: a platform whose time runs back has no meaning. `reset` takes it back to the machine's time.
 */
export class MovedClock {
  readonly #machine: Clock;
  readonly #file: string;
  #aheadMs = 0;

  /** @param file where functions' processes and the emulator read by how much it is ahead, in milliseconds. */
  constructor(machine: Clock, file: string) {
    this.#machine = machine;
    this.#file = file;
  }

  show(): ClockFace {
    return { now: new Date(this.#machine() + this.#aheadMs).toISOString(), aheadMs: this.#aheadMs };
  }

  /** Moves it by `{ "forwardMs": n }`, or to `{ "now": "2026-12-24T10:00:00Z" }`; or says why not. */
  move(value: unknown): ClockFace | { problem: string } {
    const read = MOVE.safeParse(value);
    if (!read.success) return { problem: 'allowed: {"forwardMs": 60000} or {"now": "2026-12-24T10:00:00Z"}' };
    const move = read.data;
    const aheadMs =
      "forwardMs" in move ? this.#aheadMs + move.forwardMs : Date.parse(move.now) - Math.floor(this.#machine());
    if (aheadMs < this.#aheadMs)
      return { problem: `the clock goes forward alone; it shows ${this.show().now}. Reset it first.` };
    if (aheadMs > AHEAD_MS_MAX) return { problem: "the clock goes at most ten years ahead" };
    this.#set(aheadMs);
    return this.show();
  }

  /** Back to the machine's time. */
  reset(): ClockFace {
    this.#set(0);
    return this.show();
  }

  #set(aheadMs: number): void {
    this.#aheadMs = aheadMs;
    // Renamed, so that nobody reads half of it.
    writeFileSync(`${this.#file}.new`, String(aheadMs));
    renameSync(`${this.#file}.new`, this.#file);
  }
}
