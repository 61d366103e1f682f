import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { systemClock } from "../shared/clock";
import { readEnvironment } from "../shared/environment";
import { createLogger } from "../shared/logging";
import { connectPublisher } from "./connect-publisher";
import type { Tally } from "./due";
import * as environments from "./environment";
import { publishRecords, sweepEvents } from "./publisher";

const log = createLogger();
const parts = connectPublisher(readEnvironment(environments.publisher), log);
const processor = new BatchProcessor(EventType.DynamoDBStreams);

/** Putting a few events with all their attempts. */
const LAST_MS = 10_000;

/** Publishes what the table's stream brings, and each minute, by the schedule, what the stream lost. */
export const handler = async (
  event: DynamoDBStreamEvent | { readonly source: string },
  context: Context,
): Promise<DynamoDBBatchResponse | Tally> => {
  log.addContext(context);
  if (!("Records" in event)) {
    const tally = await sweepEvents(parts, {
      deadline: systemClock.now() + context.getRemainingTimeInMillis() - LAST_MS,
    });
    log.info("swept", { ...tally });
    return tally;
  }
  const settle = await publishRecords(parts, event.Records);
  const receive = async (record: DynamoDBRecord): Promise<void> => settle(record);
  return processPartialResponse(event, receive, processor, { context, throwOnFullBatchFailure: false });
};
