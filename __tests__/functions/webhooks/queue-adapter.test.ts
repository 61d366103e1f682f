import { ChangeMessageVisibilityCommand, type SendMessageBatchCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { connectQueue, sqsQueue } from "../../../functions/webhooks/queue-adapter";
import { endpointId, eventId } from "./support/samples";

const URL_TEXT = "https://sqs.us-west-2.amazonaws.com/123456789012/webhook-deliveries";
const keys = (count: number) =>
  Array.from({ length: count }, (_, place) => ({ endpointId: endpointId(place), eventId: eventId(1) }));

/** A client that answers as it is told and keeps what it was sent. */
function client(answer: (command: object) => object = () => ({})) {
  const sent: object[] = [];
  const send = async (command: object) => {
    sent.push(command);
    return answer(command);
  };
  return { sent, client: { send } as unknown as SQSClient };
}

describe("the delivery queue in SQS", () => {
  it("sends ten messages a request, ids alone in each", async () => {
    const sqs = client();
    expect(await sqsQueue(sqs.client, URL_TEXT).send(keys(23))).toEqual([]);
    const inputs = sqs.sent.map((command) => (command as SendMessageBatchCommand).input);
    expect(inputs.map(({ QueueUrl, Entries }) => [QueueUrl, Entries?.length])).toEqual([
      [URL_TEXT, 10],
      [URL_TEXT, 10],
      [URL_TEXT, 3],
    ]);
    expect(inputs[2]?.Entries?.[2]).toEqual({ Id: "2", MessageBody: JSON.stringify(keys(23)[22]) });
  });

  it("sends nothing where there is nothing to send", async () => {
    const sqs = client();
    expect(await sqsQueue(sqs.client, URL_TEXT).send([])).toEqual([]);
    expect(sqs.sent).toEqual([]);
  });

  it("tells which messages were not taken, in whichever request they stood", async () => {
    const sqs = client(() => ({ Failed: [{ Id: "1", SenderFault: false, Code: "InternalError" }] }));
    const all = keys(12);
    expect(await sqsQueue(sqs.client, URL_TEXT).send(all)).toEqual([all[1], all[11]]);
  });

  it("hides a message that was received", async () => {
    const sqs = client();
    await sqsQueue(sqs.client, URL_TEXT).hide("handle", 300);
    const [command] = sqs.sent;
    expect(command).toBeInstanceOf(ChangeMessageVisibilityCommand);
    expect((command as ChangeMessageVisibilityCommand).input).toEqual({
      QueueUrl: URL_TEXT,
      ReceiptHandle: "handle",
      VisibilityTimeout: 300,
    });
  });

  it("is connected by the environment's Region and credentials", () => {
    expect(() => connectQueue(URL_TEXT)).not.toThrow();
  });
});
