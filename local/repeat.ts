import { setTimeout as sleep } from "node:timers/promises";

/** Something that runs again and again until it is stopped. */
export interface Repetition {
  /** Ends it, after the run that is under way. */
  stop(): Promise<void>;
}

/** Runs `work`, waits, and runs it again; a failure is reported and the next run comes all the same. */
export function repeat(work: () => Promise<void>, intervalMs: number, onFailure: (error: unknown) => void): Repetition {
  const ending = new AbortController();
  const running = (async () => {
    while (!ending.signal.aborted) {
      await work().catch((error: unknown) => {
        if (!ending.signal.aborted) onFailure(error);
      });
      // Being woken to end is no failure.
      await sleep(intervalMs, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  })();
  return {
    stop: () => {
      ending.abort();
      return running;
    },
  };
}
