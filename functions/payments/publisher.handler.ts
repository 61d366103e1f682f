import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { systemClock } from "../shared/clock";
import { readEnvironment } from "../shared/environment";
import { createLogger } from "../shared/logging";
import { connectPublishers } from "./connect-publisher";
import * as environments from "./environment";
import { publisherOf, publishRecords, sweepAll, type Swept } from "./publisher";

const log = createLogger();
const publishers = connectPublishers(readEnvironment(environments.publisher), log);
const processor = new BatchProcessor(EventType.DynamoDBStreams);

/** Putting a few events with all their attempts. */
const LAST_MS = 10_000;

/** Publishes what the tables' streams bring, and each minute, by the schedule, what a stream lost. */
export const handler = async (
  event: DynamoDBStreamEvent | { readonly source: string },
  context: Context,
): Promise<DynamoDBBatchResponse | Swept> => {
  log.addContext(context);
  if (!("Records" in event)) {
    const deadline = systemClock.now() + context.getRemainingTimeInMillis() - LAST_MS;
    const swept = await sweepAll(publishers, { deadline });
    log.info("swept", { ...swept });
    return swept;
  }
  // A batch comes of one stream.
  const settle = await publishRecords(publisherOf(publishers, event.Records[0]?.eventSourceARN), event.Records);
  const receive = async (record: DynamoDBRecord): Promise<void> => settle(record);
  return processPartialResponse(event, receive, processor, { context, throwOnFullBatchFailure: false });
};
