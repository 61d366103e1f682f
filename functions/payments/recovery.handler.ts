import type { Context } from "aws-lambda";
import { systemClock } from "../shared/clock";
import { readEnvironment } from "../shared/environment";
import { createLogger } from "../shared/logging";
import { connectPayments } from "./connect";
import * as environments from "./environment";
import { sweep, type SweepReport } from "./sweep";

const log = createLogger();
const connected = connectPayments(readEnvironment(environments.recovery), log);

/** Two calls of a rail and their transactions: what was begun is finished before the function's time is over. */
const LAST_MS = 25_000;

/** Each minute, by the schedule; what the event holds does not matter. */
export const handler = async (_event: unknown, context: Context): Promise<SweepReport> => {
  log.addContext(context);
  const deadline = systemClock.now() + context.getRemainingTimeInMillis() - LAST_MS;
  const report = await sweep(await connected(), { deadline });
  log.info("swept", { ...report });
  return report;
};
