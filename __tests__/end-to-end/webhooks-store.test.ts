import { CreateQueueCommand, DeleteQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { randomUUID } from "node:crypto";
import { ENDPOINTS_MAX } from "../../functions/webhooks/endpoint";
import { dynamoDeliveryStore } from "../../functions/webhooks/delivery-store";
import { dynamoEndpointStore } from "../../functions/webhooks/endpoint-store";
import { sqsQueue } from "../../functions/webhooks/queue-adapter";
import { firstSecrets } from "../../functions/webhooks/signing-secrets";
import { endpoint, endpointId, eventId, NOW_TEXT, secretOf } from "../functions/webhooks/support/samples";
import { describeStores } from "../functions/webhooks/support/store-rules";
import { testTable } from "./support/test-table";

/*
 * The webhooks' stores and their delivery queue on real engines: those that `AWS_ENDPOINT_URL` names. Table and queue are
 * this test's own and are given up at its end.
 */

const { dynamo, tableName } = testTable("webhooks-store-test");
const open = () => ({
  endpoints: dynamoEndpointStore(dynamo, tableName),
  deliveries: dynamoDeliveryStore(dynamo, tableName),
});

describeStores("a real engine", open);

describe("the endpoints on a real engine", () => {
  it("are all there in one read, even where each is as large as it may be", async () => {
    const { endpoints } = open();
    for (const { id } of await endpoints.all()) await endpoints.remove(id);
    const large = { description: "d".repeat(1000), url: `https://example.com/${"u".repeat(2000)}` };
    const eventTypes = Array.from({ length: 100 }, (_, place) => `payment.${"t".repeat(53)}${place}`);
    for (let number = 0; number < ENDPOINTS_MAX; number++) {
      const one = endpoint({ id: endpointId(9000 + number), eventTypes, ...large });
      expect(await endpoints.create(one, firstSecrets(one.id, secretOf(1), NOW_TEXT))).toBe("created");
    }
    expect(await endpoints.all()).toHaveLength(ENDPOINTS_MAX);
    for (const { id } of await endpoints.all()) await endpoints.remove(id);
  }, 60_000);
});

describe("the delivery queue on a real engine", () => {
  const sqs = new SQSClient({});
  let url = "";
  beforeAll(async () => {
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: `webhooks-${randomUUID().slice(0, 12)}` }));
    if (QueueUrl === undefined) throw new Error("SQS made a queue without a URL.");
    url = QueueUrl;
  });
  afterAll(async () => {
    await sqs.send(new DeleteQueueCommand({ QueueUrl: url }));
    sqs.destroy();
  });

  /** The next message, if one is visible within a second. */
  const receive = async () => {
    const { Messages: [message] = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: url,
        WaitTimeSeconds: 1,
        VisibilityTimeout: 60,
        MessageSystemAttributeNames: ["ApproximateReceiveCount"],
      }),
    );
    return message;
  };

  it("hands a message out again once the wait that it was hidden for is over, and counts how often it did", async () => {
    const queue = sqsQueue(sqs, url);
    const key = { endpointId: endpointId(1), eventId: eventId(1) };
    expect(await queue.send([key])).toEqual([]);
    const first = await receive();
    expect(JSON.parse(first?.Body ?? "")).toEqual(key);
    expect(first?.Attributes?.ApproximateReceiveCount).toBe("1");
    expect(await receive()).toBeUndefined();
    await queue.hide(first?.ReceiptHandle ?? "", 0);
    const second = await receive();
    expect(second?.Attributes?.ApproximateReceiveCount).toBe("2");
    await queue.hide(second?.ReceiptHandle ?? "", 1);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect((await receive())?.Attributes?.ApproximateReceiveCount).toBe("3");
  }, 30_000);

  it("takes as many messages as there may be endpoints", async () => {
    const keys = Array.from({ length: ENDPOINTS_MAX }, (_, place) => ({
      endpointId: endpointId(place),
      eventId: eventId(2),
    }));
    expect(await sqsQueue(sqs, url).send(keys)).toEqual([]);
  });
});
