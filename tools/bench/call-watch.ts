import type { Forward } from "../../local/gateway/request";
import type { RecordedCall } from "./payment-worker/messages";

/** What came through a front door in a while. */
export interface Watched {
  /** All calls, in the order in which they came. */
  readonly calls: readonly (RecordedCall & { readonly service: string })[];
  /** How often a call came when none was under way: round trips one after the other. */
  readonly phases: number;
}

/** Watches the calls that go through a front door, without touching who makes them. */
export class CallWatch {
  #calls: (RecordedCall & { readonly service: string })[] = [];
  #phases = 0;
  #underWay = 0;
  #watching = false;
  #heldMs = 0;

  /** A front door's handling of requests, watched. */
  readonly around =
    (handle: Forward): Forward =>
    async (request) => {
      if (!this.#watching) return handle(request);
      const { service, operation, body } = request;
      this.#calls.push({ service, operation, body: body.toString("utf8") });
      if (this.#underWay++ === 0) this.#phases++;
      try {
        const answer = await handle(request);
        await pause(this.#heldMs);
        return answer;
      } finally {
        this.#underWay--;
      }
    };

  /**
   * What comes while some work is done.
   *
   * @param heldMs how long each answer is held back, so that calls that are sent together overlap on any machine.
   */
  async during(work: () => Promise<unknown>, heldMs: number): Promise<Watched> {
    [this.#calls, this.#phases, this.#watching, this.#heldMs] = [[], 0, true, heldMs];
    try {
      await work();
      return { calls: this.#calls, phases: this.#phases };
    } finally {
      this.#watching = false;
    }
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
