import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { systemClock } from "../shared/clock";
import { readEnvironment } from "../shared/environment";
import { createLogger } from "../shared/logging";
import * as environments from "./environment";
import { connectIncoming } from "./incoming-files/connect";
import { receive } from "./incoming-files/receive";
import { collect, type CollectReport } from "./incoming-files/collect";

const log = createLogger();
const connected = connectIncoming(readEnvironment(environments.incoming), log);
const processor = new BatchProcessor(EventType.SQS);

/** What a run leaves for its last writes. */
const LAST_MS = 20_000;

/**
 * Takes what the bank has left, out of the queue of S3's notifications and the connector's events; what fails stays there.
 * By the schedule, `{ "collect": true }`: takes again what waits, and begins to collect from the bank's folder.
 */
export const handler = async (
  event: SQSEvent | { readonly collect: true },
  context: Context,
): Promise<SQSBatchResponse | CollectReport> => {
  log.addContext(context);
  const parts = await connected();
  if ("Records" in event) {
    const take = (record: SQSRecord) => receive(parts, record);
    // One message that cannot be worked off is no error of the others.
    return processPartialResponse(event, take, processor, { context, throwOnFullBatchFailure: false });
  }
  const report = await collect(parts, systemClock.now() + context.getRemainingTimeInMillis() - LAST_MS);
  log.info("collected", { ...report });
  return report;
};
