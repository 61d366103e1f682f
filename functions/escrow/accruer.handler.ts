import { systemClock } from "../shared/clock";
import { readEnvironment } from "../shared/environment";
import { createLogger } from "../shared/logging";
import { accrueEscrow } from "./accrue";
import { connectAccruer, connectDrain } from "./connect";
import { drain } from "./drain";
import { workShards } from "./due";
import * as environments from "./environment";
import { serveOrders } from "./orders";

const environment = readEnvironment(environments.accruer);
const log = createLogger();
const accruer = connectAccruer(environment);
const parts = connectDrain(environment, log);

/** A few days' transactions of each escrow that was begun. */
const LAST_MS = 10_000;

/** Each day, by the schedule: an order for each shard in which interest is due; from the queue: works one off. */
export const handler = serveOrders(log, parts, workShards("interest", environment.AWS_REGION), (order, context) => {
  const deadline = systemClock.now() + context.getRemainingTimeInMillis() - LAST_MS;
  return drain(parts, order, { work: "Interest", deadline, attend: (key) => accrueEscrow(accruer, key) });
});
