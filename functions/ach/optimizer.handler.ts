import type { Context } from "aws-lambda";
import { systemClock } from "../shared/clock";
import { readEnvironment } from "../shared/environment";
import { createLogger } from "../shared/logging";
import { optimise, type WindowReport } from "./batches/optimise";
import { readRun } from "./batches/run-request";
import { connectBatches } from "./connect";
import * as environments from "./environment";
import { makeDueAvailable } from "./incoming/available";

const log = createLogger();
const parts = connectBatches(readEnvironment(environments.optimizer), log);

/** What a run leaves for its last writes. */
const LAST_MS = 10_000;

/**
 * Closes the windows whose cut-offs have passed, by the schedule; or by hand one that `{ "window": "same-day-1",
 * "processing_day": "2026-11-23" }` names. Then it gives debits to their owners whose return hold is over.
 */
export const handler = async (
  event: unknown,
  context: Context,
): Promise<{ readonly windows: readonly WindowReport[]; readonly madeAvailable: number }> => {
  log.addContext(context);
  const windows = await optimise(parts, readRun(event));
  const deadline = systemClock.now() + context.getRemainingTimeInMillis() - LAST_MS;
  const madeAvailable = await makeDueAvailable(parts, deadline);
  log.info("windows worked", { windows, madeAvailable });
  return { windows, madeAvailable };
};
