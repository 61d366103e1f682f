import type { SQSRecord } from "aws-lambda";
import { PlatformError } from "../shared/errors";
import { maskError } from "../shared/logging";
import { deliver, type DeliverParts } from "./deliver";
import { deliveryKey } from "./delivery";
import type { DeliveryQueue } from "./ports";

/** A message names no delivery; the message shows nothing of it. */
export class DeliveryMessageError extends PlatformError {
  readonly code = "delivery_message_invalid";
}

/** A delivery is not done with: its message stays in the queue, hidden until its next turn. */
export class DeliveryOutstandingError extends PlatformError {
  readonly code = "delivery_outstanding";
}

/** What is needed of a message of the delivery queue. */
export type Message = Pick<SQSRecord, "body" | "receiptHandle" | "attributes">;

/**
 * Makes one attempt for a message of the delivery queue. What is not done is hidden for as long as it waits and then
 * reported as failed by throwing, so that the queue keeps it. Where hiding fails, the message comes back after the
 * queue's own time.
 *
 * @throws DeliveryOutstandingError where there is, or could be, another attempt.
 * @throws DeliveryMessageError where the message names no delivery.
 */
export async function receiveDelivery(
  parts: DeliverParts,
  queue: Pick<DeliveryQueue, "hide">,
  message: Message,
): Promise<void> {
  const outstanding = await received(parts, queue, message).catch((error: unknown) => {
    parts.count("WebhookDeliveryErrors");
    parts.log.error("an attempt broke off", maskError(error));
    throw error;
  });
  if (outstanding !== undefined) throw new DeliveryOutstandingError(outstanding);
}

/** What is outstanding, in words; nothing where the message is done with. */
async function received(
  parts: DeliverParts,
  queue: Pick<DeliveryQueue, "hide">,
  { body, receiptHandle, attributes }: Message,
): Promise<string | undefined> {
  const key = readKey(body);
  const verdict = await deliver(parts, key, Number(attributes.ApproximateReceiveCount));
  if (verdict.kind === "done") return undefined;
  // A dead one is handed out again at once, which is when the queue sees that it was handed out too often.
  const waitSeconds = verdict.kind === "again" ? verdict.waitSeconds : 0;
  await queue.hide(receiptHandle, waitSeconds);
  const what = `${key.eventId} to ${key.endpointId}`;
  return verdict.kind === "again" ? `${what}: again in ${waitSeconds} seconds.` : `${what}: that was the last attempt.`;
}

function readKey(text: string): ReturnType<typeof deliveryKey.parse> {
  const read = deliveryKey.safeParse(parsed(text));
  if (read.success) return read.data;
  throw new DeliveryMessageError("A message of the delivery queue names no delivery.");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON is no delivery: the schema says so.
    return undefined;
  }
}
