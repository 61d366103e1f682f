import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { readEnvironment } from "../shared/environment";
import { createLogger } from "../shared/logging";
import { connectDelivery } from "./delivery/connect";
import { cancelByHand, type CancelReport } from "./delivery/cancel";
import { type DeliveryReport, deliverDue, takeEvidence, takeNews } from "./delivery/deliver";
import { readDeliveryRequest } from "./delivery/request";
import { readTransferEvent } from "./delivery/transfer-events";
import * as environments from "./environment";

const environment = readEnvironment(environments.delivery);
const log = createLogger();
const parts = connectDelivery(environment, log);
const processor = new BatchProcessor(EventType.SQS);
const connector = { connectorId: environment.SFTP_CONNECTOR_ID, bucketName: environment.ACH_FILES_BUCKET_NAME };

/** One message: an event of Transfer Family. */
async function receive({ body }: SQSRecord): Promise<void> {
  const news = readTransferEvent(body, connector);
  if (news) await takeNews(parts, news);
}

/**
 * Brings files to the bank: each minute, by the schedule, those that are due; from the queue, what Transfer Family tells;
 * by hand `{ "file": "<file id>" }` looks at one now, `{ "resend": "<file id>" }` sends one again, and
 * `{ "cancel": "<file id>" }` cancels one that has not left, or that is held and that the bank does not have.
 */
export const handler = async (
  event: unknown,
  context: Context,
): Promise<SQSBatchResponse | { readonly files: readonly (DeliveryReport | CancelReport)[] }> => {
  log.addContext(context);
  if (isQueued(event)) return processPartialResponse(event, receive, processor, { context });
  const asked = readDeliveryRequest(event);
  if (asked.ask === "due") return { files: await deliverDue(parts) };
  if (asked.ask === "cancel") return { files: [await cancelByHand(parts, asked.fileId)] };
  return { files: [await takeEvidence(parts, asked.fileId, { kind: asked.ask === "resend" ? "resend" : "look" })] };
};

function isQueued(event: unknown): event is SQSEvent {
  return typeof event === "object" && event !== null && "Records" in event;
}
