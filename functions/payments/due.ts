import { type Clock, toTimestamp } from "../shared/clock";
import type { Log } from "../shared/logging";
import { maskError } from "../shared/logging";
import type { Count } from "../shared/metrics";
import { BusyError } from "../shared/retry";
import type { DueEntry } from "../shared/due-index-store";
import type { DueStore } from "./due-store";
import type { DueKind } from "./shards";

/** What attends to things that are due works with. */
export interface DueParts {
  readonly due: DueStore;
  readonly clock: Clock;
  readonly count: Count;
  readonly log: Pick<Log, "error">;
}

/** How much one run does. */
export interface DueRun {
  /** Nothing new is begun past it; milliseconds since 1970. */
  readonly deadline: number;
  /** How long a thing must have been due, in milliseconds. @default 0 */
  readonly graceMs?: number;
}

/** What became of a thing that was due: finished, or to be looked at again later. */
export type Attended = "done" | { readonly againInMs: number };

/** How many things a run met, by what became of them. */
export interface Tally {
  readonly done: number;
  readonly waiting: number;
  readonly failed: number;
}

/** Of each of the sixteen shards, so many are read at once. */
const EACH_MAX = 25;

/** Things that are attended to at once: a rail that hangs keeps one of them from its place, not all. */
const PARALLEL = 16;

/** When a thing is looked at again that somebody else is on, and one that could not be attended to at all. */
const BUSY_AGAIN_MS = 60_000;
const FAILED_AGAIN_MS = 5 * 60_000;

/**
 * Attends to all things of a kind that are due, the longest due first, until there are no more or the deadline is near;
 * what a missed run left is due still. What is not finished is put off, so that it stands in nobody's way: one that fails
 * is logged and counted as `SweepFailures`, and the others go on.
 */
export async function attendDue(
  parts: DueParts,
  kind: DueKind,
  { deadline, graceMs = 0 }: DueRun,
  attend: (key: DueEntry["key"]) => Promise<Attended>,
): Promise<Tally> {
  const { due, clock } = parts;
  const until = toTimestamp(clock.now() - graceMs);
  const seen = new Set<string>();
  const tally = { done: 0, waiting: 0, failed: 0 };
  const one = async (entry: DueEntry): Promise<void> => {
    const { outcome, againInMs } = await attendSafely(parts, entry, attend);
    tally[outcome]++;
    if (againInMs !== undefined) await putOff(parts, entry, againInMs);
  };
  while (clock.now() < deadline) {
    const found = await due.find(kind, until, EACH_MAX);
    // The index lags: what was finished a moment ago may be found once more.
    const fresh = found.filter((entry) => !seen.has(nameOf(entry)));
    if (fresh.length === 0) break;
    for (const entry of fresh) seen.add(nameOf(entry));
    const waiting = [...fresh];
    const worker = async (): Promise<void> => {
      for (let entry = waiting.shift(); entry && clock.now() < deadline; entry = waiting.shift()) await one(entry);
    };
    await Promise.all(Array.from({ length: PARALLEL }, worker));
  }
  return tally;
}

interface Outcome {
  readonly outcome: keyof Tally;
  readonly againInMs?: number;
}

async function attendSafely(
  { count, log }: DueParts,
  entry: DueEntry,
  attend: (key: DueEntry["key"]) => Promise<Attended>,
): Promise<Outcome> {
  try {
    const attended = await attend(entry.key);
    return attended === "done" ? { outcome: "done" } : { outcome: "waiting", ...attended };
  } catch (error) {
    if (error instanceof BusyError) return { outcome: "waiting", againInMs: BUSY_AGAIN_MS };
    log.error("something that is due could not be attended to", { item: nameOf(entry), error: maskError(error) });
    count("SweepFailures");
    return { outcome: "failed", againInMs: FAILED_AGAIN_MS };
  }
}

async function putOff({ due, clock, log, count }: DueParts, entry: DueEntry, againInMs: number): Promise<void> {
  try {
    await due.postpone(entry, toTimestamp(clock.now() + againInMs));
  } catch (error) {
    log.error("something that is due could not be put off", { item: nameOf(entry), error: maskError(error) });
    count("SweepFailures");
  }
}

function nameOf({ key }: DueEntry): string {
  return `${key.pk?.S}|${key.sk?.S}`;
}
