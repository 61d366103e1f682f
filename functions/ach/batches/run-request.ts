import * as z from "zod/mini";
import { PlatformError } from "../../shared/errors";
import type { OptimiserRun } from "./optimise";

/** What the optimiser was asked for is nothing that it does. */
export class RunRequestError extends PlatformError {
  readonly code = "ach_run_request";
}

const run = z.object({
  window: z.optional(z.enum(["same-day-1", "same-day-2", "same-day-3", "standard"])),
  processing_day: z.optional(z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/))),
});

/** What a schedule or a person asks of the optimiser. @throws RunRequestError naming what is allowed. */
export function readRun(event: unknown): OptimiserRun {
  const read = run.safeParse(event);
  if (!read.success) {
    throw new RunRequestError(
      'allowed is {} or {"window":"same-day-1"} (same-day-2, same-day-3, standard), with "processing_day":"2026-11-23" perhaps.',
    );
  }
  const { window: name, processing_day: processingDay } = read.data;
  return name === undefined ? {} : { window: { name, ...(processingDay !== undefined && { processingDay }) } };
}
