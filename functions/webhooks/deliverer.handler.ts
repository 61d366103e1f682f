import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { systemClock } from "../shared/clock";
import { readEnvironment } from "../shared/environment";
import { systemRandom } from "../shared/ids";
import { createLogger } from "../shared/logging";
import { createCounter } from "../shared/metrics";
import * as environments from "./environment";
import { httpPost, SEND_TIMEOUT_MS } from "./post";
import { connectQueue } from "./queue-adapter";
import { receiveDelivery } from "./receive";
import { dnsResolve } from "./resolve";
import { connectStores } from "./store";

const environment = readEnvironment(environments.deliverer);
const queue = connectQueue(environment.DELIVERY_QUEUE_URL);
const log = createLogger();
const processor = new BatchProcessor(EventType.SQS);

const parts = {
  ...connectStores(environment.WEBHOOKS_TABLE_NAME),
  resolve: dnsResolve(),
  post: httpPost({ timeoutMs: SEND_TIMEOUT_MS }),
  targets: environment.WEBHOOK_TARGETS,
  clock: systemClock,
  random: systemRandom,
  count: createCounter(environment.ENVIRONMENT),
  log,
};

/** Deliveries out of their queue to their endpoints; what is to be tried again is reported as failed, and stays there. */
export const handler = (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
  log.addContext(context);
  const receive = (record: SQSRecord) => receiveDelivery(parts, queue, record);
  // That endpoints do not answer is no error of this function's.
  return processPartialResponse(event, receive, processor, { context, throwOnFullBatchFailure: false });
};
