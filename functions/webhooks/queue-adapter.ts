import { ChangeMessageVisibilityCommand, SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import { CONNECTION } from "../shared/connection";
import type { DeliveryKey } from "./delivery";
import type { DeliveryQueue } from "./ports";

/** What SQS takes in one request. */
const ENTRIES_MAX = 10;

/** The delivery queue as this function's environment reaches it. */
export function connectQueue(queueUrl: string): DeliveryQueue {
  return sqsQueue(new SQSClient(CONNECTION), queueUrl);
}

/** The delivery queue in SQS, behind the port. Actions: `SendMessage`, `ChangeMessageVisibility`. */
export function sqsQueue(client: SQSClient, queueUrl: string): DeliveryQueue {
  const sendBatch = async (keys: readonly DeliveryKey[]): Promise<DeliveryKey[]> => {
    const Entries = keys.map((key, place) => ({ Id: String(place), MessageBody: JSON.stringify(key) }));
    const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
    const failed = new Set(Failed.map(({ Id }) => Id));
    return keys.filter((_, place) => failed.has(String(place)));
  };
  return {
    async send(keys) {
      const refused: DeliveryKey[] = [];
      for (let from = 0; from < keys.length; from += ENTRIES_MAX) {
        refused.push(...(await sendBatch(keys.slice(from, from + ENTRIES_MAX))));
      }
      return refused;
    },

    async hide(receiptHandle, seconds) {
      const input = { QueueUrl: queueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout: seconds };
      await client.send(new ChangeMessageVisibilityCommand(input));
    },
  };
}
