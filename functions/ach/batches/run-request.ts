import * as z from "zod/mini";
import { PlatformError } from "../../shared/errors";
import type { OptimiserRun } from "./optimise";

/** What the optimiser was asked for is nothing that it does. */
export class RunRequestError extends PlatformError {
  readonly code = "ach_run_request";
}

/** To close windows, or to show something, which changes nothing. */
export type RunRequest =
  | { readonly ask: "run"; readonly run: OptimiserRun }
  | { readonly ask: "windows" }
  | { readonly ask: "file"; readonly fileId: string };

const run = z.object({
  show: z.optional(z.undefined()),
  window: z.optional(z.enum(["same-day-1", "same-day-2", "same-day-3", "standard"])),
  processing_day: z.optional(z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/))),
});
const fileId = z.string().check(z.regex(/^[a-z0-9_-]{1,64}$/));
const shown = z.union([
  z.strictObject({ show: z.literal("windows") }),
  z.strictObject({ show: z.literal("file"), file_id: fileId }),
]);

/** What a schedule or a person asks of the optimiser. @throws RunRequestError naming what is allowed. */
export function readRun(event: unknown): RunRequest {
  const show = shown.safeParse(event);
  if (show.success) return "file_id" in show.data ? { ask: "file", fileId: show.data.file_id } : { ask: "windows" };
  const read = run.safeParse(event);
  if (!read.success) {
    throw new RunRequestError(
      'allowed is {} or {"window":"same-day-1"} (same-day-2, same-day-3, standard), with "processing_day":"2026-11-23" perhaps; or {"show":"windows"}, {"show":"file","file_id":"..."}.',
    );
  }
  const { window: name, processing_day: processingDay } = read.data;
  const window = name && { name, ...(processingDay !== undefined && { processingDay }) };
  return { ask: "run", run: window ? { window } : {} };
}
