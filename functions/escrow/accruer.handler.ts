import type { Context, SQSBatchResponse } from "aws-lambda";
import { systemClock } from "../shared/clock";
import { readEnvironment } from "../shared/environment";
import { createLogger } from "../shared/logging";
import { accrueEscrow } from "./accrue";
import { compareBalances, isBalanceOrder, orderBalances } from "./balances";
import { connectAccruer, connectBalances, connectDrain } from "./connect";
import { drain } from "./drain";
import { workShards } from "./due";
import * as environments from "./environment";
import { type OrderEvent, serveOrders } from "./orders";

const environment = readEnvironment(environments.accruer);
const log = createLogger();
const accruer = connectAccruer(environment);
const parts = connectDrain(environment, log);
const balances = connectBalances(environment, parts);

/** A few days' transactions of each escrow that was begun, and a page of escrows that is compared. */
const LAST_MS = 10_000;

const serve = serveOrders(log, parts, workShards("interest", environment.AWS_REGION), (order, context) => {
  const deadline = systemClock.now() + context.getRemainingTimeInMillis() - LAST_MS;
  if (isBalanceOrder(order, environment.AWS_REGION)) return compareBalances(balances, order, deadline);
  return drain(parts, order, { work: "Interest", deadline, attend: (key) => accrueEscrow(accruer, key) });
});

/**
 * Each hour, by the schedule: an order for each shard in which interest is due. Each day, with `{"compare": true}`: one for each
 * shard of yesterday's events, by which held money is compared with the ledger. From the queue: works one off.
 */
export async function handler(
  event: OrderEvent | { readonly compare: true },
  context: Context,
): Promise<SQSBatchResponse | { readonly ordered: number }> {
  if (!("compare" in event)) return serve(event, context);
  log.addContext(context);
  const ordered = await orderBalances(balances);
  log.info("ordered to be compared", { ordered });
  return { ordered };
}
