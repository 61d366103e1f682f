import type { Context } from "aws-lambda";
import { systemClock } from "../shared/clock";
import { readEnvironment } from "../shared/environment";
import { createLogger } from "../shared/logging";
import { optimise, type WindowReport } from "./batches/optimise";
import { readRun } from "./batches/run-request";
import { type NoFile, showFile, type ShownFile } from "./batches/show-file";
import { showWindows, type ShownWindows } from "./batches/show-windows";
import { connectBatches } from "./connect";
import * as environments from "./environment";
import { makeDueAvailable } from "./incoming/available";

const log = createLogger();
const parts = connectBatches(readEnvironment(environments.optimizer), log);

/** What a run leaves for its last writes. */
const LAST_MS = 10_000;

/** What a run did. */
interface RunReport {
  readonly windows: readonly WindowReport[];
  readonly madeAvailable: number;
}

/**
 * Closes the windows whose cut-offs have passed, by the schedule; or by hand one that `{ "window": "same-day-1",
 * "processing_day": "2026-11-23" }` names. Then it gives debits to their owners whose return hold is over. `{ "show":
 * "windows" }` and `{ "show": "file", "file_id": "..." }` change nothing.
 */
export const handler = async (
  event: unknown,
  context: Context,
): Promise<RunReport | ShownWindows | ShownFile | NoFile> => {
  log.addContext(context);
  const asked = readRun(event);
  if (asked.ask === "windows") return showWindows(parts);
  if (asked.ask === "file") return showFile(parts, asked.fileId);
  const windows = await optimise(parts, asked.run);
  const deadline = systemClock.now() + context.getRemainingTimeInMillis() - LAST_MS;
  const madeAvailable = await makeDueAvailable(parts, deadline);
  log.info("windows worked", { windows, madeAvailable });
  return { windows, madeAvailable };
};
