import { randomUUID } from "node:crypto";

/** What a queue's mapping calls a function with: one message. */
export const queueMessage = (body: object): unknown => ({
  Records: [
    {
      messageId: randomUUID(),
      receiptHandle: "none",
      body: JSON.stringify(body),
      attributes: { ApproximateReceiveCount: "1" },
      messageAttributes: {},
      eventSource: "aws:sqs",
    },
  ],
});
