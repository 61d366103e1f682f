import * as z from "zod";

/** A worker that could not do what it was asked for. */
export const failedSchema = z.object({ failed: z.string() });

/** Has a worker do what its parent orders by their channel, and answer, until the parent lets go of it. */
export function serveParent(work: (order: unknown) => Promise<object>): void {
  process.on("message", (order) => {
    work(order).then(answer, (error: unknown) => {
      answer({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    });
  });
  process.on("disconnect", () => {
    process.exit(0);
  });
}

function answer(message: object): void {
  process.send?.(message);
}
