import type { Clock } from "../gateway/ports";
import type { StreamRecord } from "./stream-record";
import { WakeUp } from "./wake-up";

/** An invocation takes 6 MB. */
const BATCH_BYTES_MAX = 6_000_000;

/** How a lane makes its batches. */
export interface LaneOptions {
  readonly batchSize: number;
  readonly windowMs: number;
  readonly clock: Clock;
}

/** Records that are delivered one batch after the other; a stream's parallel batches are lanes beside each other. */
export class StreamLane {
  readonly #options: LaneOptions;
  readonly #waiting: { readonly record: StreamRecord; readonly since: number }[] = [];
  readonly #arrival = new WakeUp();

  constructor(options: LaneOptions) {
    this.#options = options;
  }

  get length(): number {
    return this.#waiting.length;
  }

  add(record: StreamRecord): void {
    this.#waiting.push({ record, since: this.#options.clock() });
    this.#arrival.ring();
  }

  /** The next batch: full, or as it is when its window is over. @returns nothing where the end comes first. */
  async next(ending: AbortSignal): Promise<readonly StreamRecord[]> {
    const { batchSize, windowMs, clock } = this.#options;
    while (!ending.aborted) {
      const [first] = this.#waiting;
      const leftMs = first === undefined ? undefined : first.since + windowMs - clock();
      if (this.#waiting.length >= batchSize || (leftMs !== undefined && leftMs <= 0)) return this.#take(batchSize);
      await this.#arrival.wait(leftMs, ending);
    }
    return [];
  }

  #take(batchSize: number): readonly StreamRecord[] {
    let bytes = 0;
    const fits = this.#waiting.slice(0, batchSize).findIndex(({ record }) => (bytes += record.bytes) > BATCH_BYTES_MAX);
    // One record alone is at most 400 KB.
    return this.#waiting.splice(0, fits === -1 ? batchSize : fits).map(({ record }) => record);
  }
}
