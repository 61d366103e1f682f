import * as z from "zod";

/** What a worker of escrows is asked for. */
export const workSchema = z.union([
  /** Each of these escrows is released by the real code, so many at once. */
  z.object({ release: z.array(z.string()), callers: z.number() }),
  /** The transactions that would release these are written by nothing but the SDK, so many at once. */
  z.object({ bare: z.array(z.string()), callers: z.number() }),
  /** All that is due is ordered and worked off, by so many at once, until the queue is empty. */
  z.object({ drainBy: z.number() }),
]);
/** One such order. */
export type Work = z.output<typeof workSchema>;

/** What it took; each release's wall time, and the CPU time of the whole process for all of them. */
export const tookSchema = z.object({
  wallMs: z.number(),
  cpuMs: z.number(),
  eachMs: z.array(z.number()),
  /** Orders that came from the queue. */
  orders: z.number(),
  /** Shards in which something was due after all was done. */
  leftShards: z.number(),
});
/** One such answer. */
export type Took = z.output<typeof tookSchema>;

/** Escrows were not released, or could not be worked off. */
export class ReleaseFailedError extends Error {
  override readonly name = "ReleaseFailedError";
}
