import { createHash } from "node:crypto";
import type { Clock } from "../../../../functions/shared/clock";
import type { RandomBytes } from "../../../../functions/shared/ids";

/** Random-looking bytes that are the same in every run. */
export function seededRandom(seed: string): RandomBytes {
  let count = 0;
  return (length) => {
    const blocks: Buffer[] = [];
    for (let bytes = 0; bytes < length; bytes += 64) {
      blocks.push(createHash("sha512").update(`${seed} ${count++}`).digest());
    }
    return Buffer.concat(blocks).subarray(0, length);
  };
}

/** A clock that moves when it is told to; waiting moves it too, and gives way to all else that is ready. */
export class ManualClock implements Clock {
  readonly sleeps: number[] = [];

  constructor(public milliseconds = Date.parse("2026-11-15T12:00:00Z")) {}

  now(): number {
    return this.milliseconds;
  }

  async sleep(milliseconds: number): Promise<void> {
    this.sleeps.push(milliseconds);
    this.milliseconds += milliseconds;
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}
