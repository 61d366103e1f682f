import { systemClock } from "../shared/clock";
import { readEnvironment } from "../shared/environment";
import { createLogger } from "../shared/logging";
import { attendEscrow } from "./attend";
import { connectDrain, connectEscrow } from "./connect";
import { drain } from "./drain";
import { workShards } from "./due";
import * as environments from "./environment";
import { serveOrders } from "./orders";

const environment = readEnvironment(environments.releaser);
const log = createLogger();
const connected = connectEscrow(environment, log);
const parts = connectDrain(environment, log);

/** A refund at its rail, and its transactions: what was begun is finished before the function's time is over. */
const LAST_MS = 20_000;

/** Each minute, by the schedule: an order for each shard in which an escrow is due; from the queue: works one off. */
export const handler = serveOrders(
  log,
  parts,
  workShards("release", environment.AWS_REGION),
  async (order, context) => {
    const escrow = await connected();
    const deadline = systemClock.now() + context.getRemainingTimeInMillis() - LAST_MS;
    return drain(parts, order, { work: "Release", deadline, attend: (key) => attendEscrow(escrow, key) });
  },
);
