import { connectProbes, type ProbeClients, probesOf } from "../../../functions/api/clients";

const KEY = "arn:aws:kms:us-west-2:123456789012:key/1234abcd";
const QUEUE = "https://sqs.us-west-2.amazonaws.com/123456789012/webhook-deliveries-dev";
const CHECKS = { tables: ["payment-transactions-dev"], keys: [KEY], queues: [QUEUE] };

/** Clients that answer every command by what a test gives for its name. */
function clients(answers: Readonly<Record<string, unknown>>) {
  const sent: [string, unknown][] = [];
  const send = (command: { readonly constructor: { readonly name: string }; readonly input: unknown }) => {
    sent.push([command.constructor.name, command.input]);
    return Promise.resolve(answers[command.constructor.name] ?? {});
  };
  return { clients: { dynamodb: { send }, kms: { send }, sqs: { send } } as unknown as ProbeClients, sent };
}

const GOOD = {
  DescribeKeyCommand: { KeyMetadata: { Enabled: true } },
  GetQueueAttributesCommand: { Attributes: { ApproximateNumberOfMessages: "4" } },
};

describe("the probes", () => {
  it("are named by table, key id and queue, without the account", () => {
    expect(connectProbes(CHECKS).map(({ kind, name }) => [kind, name])).toEqual([
      ["table", "payment-transactions-dev"],
      ["key", "1234abcd"],
      ["queue", "webhook-deliveries-dev"],
    ]);
  });

  it("ask by one cheap call each", async () => {
    const { clients: fakes, sent } = clients(GOOD);
    const answers = await Promise.all(probesOf(fakes, CHECKS).map((probe) => probe.ask()));
    expect(answers).toEqual([{}, {}, { messages: 4 }]);
    expect(sent).toEqual([
      ["GetItemCommand", { TableName: "payment-transactions-dev", Key: { pk: { S: "STATUS" }, sk: { S: "STATUS" } } }],
      ["DescribeKeyCommand", { KeyId: KEY }],
      ["GetQueueAttributesCommand", { QueueUrl: QUEUE, AttributeNames: ["ApproximateNumberOfMessages"] }],
    ]);
  });

  it.each([{ KeyMetadata: { Enabled: false, KeyState: "PendingDeletion" } }, {}])(
    "fail where a key cannot be used: %p",
    async (answer) => {
      const [, key] = probesOf(clients({ ...GOOD, DescribeKeyCommand: answer }).clients, CHECKS);
      await expect(key?.ask()).rejects.toMatchObject({ code: "key_not_enabled" });
    },
  );

  it("fail where a queue does not tell", async () => {
    const [, , queue] = probesOf(clients({ GetQueueAttributesCommand: {} }).clients, CHECKS);
    await expect(queue?.ask()).rejects.toMatchObject({ code: "queue_answer_incomplete" });
  });
});
