import { payoutShards } from "../payments";
import { systemClock } from "../shared/clock";
import { readEnvironment } from "../shared/environment";
import { createLogger } from "../shared/logging";
import { connectPayoutDrain, connectScheduledPayouts } from "./connect";
import { drain } from "./drain";
import * as environments from "./environment";
import { serveOrders } from "./orders";
import { payProvider } from "./scheduled-payouts";

const environment = readEnvironment(environments.payouts);
const log = createLogger();
const parts = connectPayoutDrain(environment, log);
const payouts = connectScheduledPayouts(environment, parts);

/** The transactions of the providers that were begun. */
const LAST_MS = 10_000;

/** Each hour, by the schedule: an order for each shard in which a provider's day has come; from the queue: works one off. */
export const handler = serveOrders(log, parts, payoutShards(environment.AWS_REGION), (order, context) => {
  const deadline = systemClock.now() + context.getRemainingTimeInMillis() - LAST_MS;
  return drain(parts, order, { work: "Payout", deadline, attend: (key) => payProvider(payouts, key) });
});
