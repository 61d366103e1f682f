/** The port for time: nothing else asks the machine what time it is. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /** Waits for a number of milliseconds. */
  sleep(milliseconds: number): Promise<void>;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds) =>
    new Promise((resolve) => {
      setTimeout(resolve, milliseconds);
    }),
};

/** A moment as text: ISO 8601, UTC, milliseconds; such texts sort in order of time. */
export function toTimestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
