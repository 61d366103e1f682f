import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda";
import { systemClock } from "../shared/clock";
import { readEnvironment } from "../shared/environment";
import { createLogger } from "../shared/logging";
import { createCounter } from "../shared/metrics";
import { receiveEvents } from "./dispatch";
import * as environments from "./environment";
import { connectQueue } from "./queue-adapter";
import { connectStores } from "./store";

const environment = readEnvironment(environments.dispatcher);
const log = createLogger();
const processor = new BatchProcessor(EventType.SQS);

const parts = {
  ...connectStores(environment.WEBHOOKS_TABLE_NAME),
  queue: connectQueue(environment.DELIVERY_QUEUE_URL),
  clock: systemClock,
  count: createCounter(environment.ENVIRONMENT),
};

/** Events of the bus, out of their queue, to one delivery for each endpoint that wants them. */
export const handler = (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
  log.addContext(context);
  return processPartialResponse(event, receiveEvents(parts, log), processor, { context });
};
