import { SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import { CONNECTION } from "../shared/connection";
import { PlatformError } from "../shared/errors";
import type { DrainOrder, OrderQueue } from "./drain";

/** SQS did not take an order; the next minute orders what is due again. */
export class UnsentOrdersError extends PlatformError {
  readonly code = "orders_unsent";
}

/** What SQS takes in one request. */
const ENTRIES_MAX = 10;

/** The queue of orders as this function's environment reaches it. */
export function connectOrderQueue(queueUrl: string): OrderQueue {
  return sqsOrderQueue(new SQSClient(CONNECTION), queueUrl);
}

/** The queue of orders in SQS, behind the port. Action: `SendMessage`. @throws UnsentOrdersError */
export function sqsOrderQueue(client: SQSClient, queueUrl: string): OrderQueue {
  const sendBatch = async (orders: readonly DrainOrder[]): Promise<number> => {
    const Entries = orders.map((order, place) => ({ Id: String(place), MessageBody: JSON.stringify(order) }));
    const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
    return Failed.length;
  };
  return {
    async send(orders) {
      let unsent = 0;
      for (let from = 0; from < orders.length; from += ENTRIES_MAX) {
        unsent += await sendBatch(orders.slice(from, from + ENTRIES_MAX));
      }
      if (unsent > 0) throw new UnsentOrdersError(`The queue did not take ${unsent} of ${orders.length} orders.`);
    },
  };
}
