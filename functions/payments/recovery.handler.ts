import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { systemClock } from "../shared/clock";
import { readEnvironment } from "../shared/environment";
import { createLogger, maskError } from "../shared/logging";
import { connectPayments } from "./connect";
import { receiveDebitNotice } from "./debit-notices";
import * as environments from "./environment";
import { giveUp, type GiveUpResult } from "./give-up";
import { readRecoveryRequest } from "./recovery-request";
import { sweep, type SweepReport } from "./sweep";

const log = createLogger();
const connected = connectPayments(readEnvironment(environments.recovery), log);
const processor = new BatchProcessor(EventType.SQS);

/** Two calls of a rail and their transactions: what was begun is finished before the function's time is over. */
const LAST_MS = 25_000;

/**
 * Each minute, by the schedule: finishes what is open. Out of the queue of the bus's events about transfers: takes in what
 * became of debits; what fails stays there. By hand, `{ "give_up": "pay_1/refund/re_1" }` looks at an attempt that no rail
 * answers, and with `"confirmed": true` ends it.
 */
export const handler = async (
  event: unknown,
  context: Context,
): Promise<SQSBatchResponse | SweepReport | GiveUpResult> => {
  log.addContext(context);
  if (isQueued(event)) {
    const parts = await connected();
    const take = async (record: SQSRecord): Promise<void> => {
      try {
        await receiveDebitNotice(parts, record);
      } catch (error) {
        log.error("a notice about a debit was not taken in", maskError(error));
        throw error;
      }
    };
    // One message that cannot be worked off is no error of the others.
    return processPartialResponse(event, take, processor, { context, throwOnFullBatchFailure: false });
  }
  const asked = readRecoveryRequest(event);
  const parts = await connected();
  if (asked.ask === "give_up") return giveUp(parts, asked);
  const deadline = systemClock.now() + context.getRemainingTimeInMillis() - LAST_MS;
  const report = await sweep(parts, { deadline });
  log.info("swept", { ...report });
  return report;
};

function isQueued(event: unknown): event is SQSEvent {
  return typeof event === "object" && event !== null && "Records" in event;
}
