/** Security events, from what happened to the alarm and the message about it. */
import { CloudWatchClient, DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteUserCommand,
  IAMClient,
} from "@aws-sdk/client-iam";
import {
  CancelKeyDeletionCommand,
  EnableKeyCommand,
  EncryptCommand,
  KMSClient,
  ScheduleKeyDeletionCommand,
} from "@aws-sdk/client-kms";
import { SubscribeCommand, SNSClient, UnsubscribeCommand } from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { TEST_CARDS } from "../../local/journey/vault-journey";
import { output, readPlatform, settingsOf, vaultOf } from "./support/platform";

const platform = readPlatform();
const settings = settingsOf(platform);
const cloudwatch = new CloudWatchClient(settings);
const kms = new KMSClient(settings);
const sns = new SNSClient(settings);
const sqs = new SQSClient(settings);
const vault = vaultOf(platform);

/** The threshold of the local environment. */
const BURST = 20;

let queueUrl = "";
let subscription = "";

beforeAll(async () => {
  const QueueName = `alerts-${randomUUID().slice(0, 8)}`;
  const queueArn = `arn:aws:sqs:${platform.region}:${platform.account}:${QueueName}`;
  const Policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { Service: "sns.amazonaws.com" }, Action: "sqs:SendMessage", Resource: queueArn },
    ],
  });
  queueUrl = (await sqs.send(new CreateQueueCommand({ QueueName, Attributes: { Policy } }))).QueueUrl ?? "";
  const topic = { TopicArn: output(platform, "security_topic_arn"), Protocol: "sqs", Endpoint: queueArn };
  subscription = (await sns.send(new SubscribeCommand(topic))).SubscriptionArn ?? "";
});

afterAll(async () => {
  await sns.send(new UnsubscribeCommand({ SubscriptionArn: subscription }));
  await sqs.send(new DeleteQueueCommand({ QueueUrl: queueUrl }));
  for (const client of [cloudwatch, kms, sns, sqs]) client.destroy();
  vault.close();
});

async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  for (let waited = 0; waited < 60_000; waited += 250) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await sleep(250);
  }
  throw new Error(`not within a minute: ${what}`);
}

const inAlarm = (name: string): Promise<string> =>
  until(`${name} in ALARM`, async () => {
    const { MetricAlarms = [] } = await cloudwatch.send(
      new DescribeAlarmsCommand({ AlarmNames: [name], StateValue: "ALARM" }),
    );
    return MetricAlarms[0]?.AlarmName;
  });

/** Waits for a message to the security topic that contains a text. */
const message = (text: string): Promise<string> =>
  until(`a message with "${text}"`, async () => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
    );
    for (const { ReceiptHandle } of Messages)
      await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
    return Messages.map(({ Body = "" }) => Body).find((body) => body.includes(text));
  });

describe("a KMS call that no policy allows", () => {
  it("raises its alarm, and says who tried what", async () => {
    const iam = new IAMClient(settings);
    const UserName = `stranger-${randomUUID().slice(0, 8)}`;
    await iam.send(new CreateUserCommand({ UserName }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
    const stranger = new KMSClient({
      ...settings,
      credentials: { accessKeyId: AccessKey?.AccessKeyId ?? "", secretAccessKey: AccessKey?.SecretAccessKey ?? "" },
    });
    const encrypt = new EncryptCommand({
      KeyId: output(platform, "payment_encryption_key_arn"),
      Plaintext: Buffer.from("x"),
    });
    await expect(stranger.send(encrypt)).rejects.toThrow(expect.objectContaining({ name: "AccessDeniedException" }));
    stranger.destroy();
    await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId: AccessKey?.AccessKeyId }));
    await iam.send(new DeleteUserCommand({ UserName }));
    iam.destroy();
    expect(await message(UserName)).toContain("Encrypt");
    expect(await inAlarm("payment-kms-denied-local")).toBe("payment-kms-denied-local");
  });
});

describe("a payment key that is scheduled for deletion", () => {
  it("raises its alarm, and says so", async () => {
    const KeyId = output(platform, "ach_encryption_key_arn");
    await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
    await kms.send(new CancelKeyDeletionCommand({ KeyId }));
    await kms.send(new EnableKeyCommand({ KeyId }));
    expect(await message("ScheduleKeyDeletion")).toContain("disabled or scheduled for deletion");
    expect(await inAlarm("payment-key-ending-local")).toBe("payment-key-ending-local");
  });
});

describe("a burst of detokenisations", () => {
  const customerId = `cust_${randomUUID().slice(0, 8)}`;

  it("raises no alarm before it", async () => {
    const { MetricAlarms = [] } = await cloudwatch.send(
      new DescribeAlarmsCommand({ AlarmNames: ["payment-detokenise-volume-local"] }),
    );
    expect(MetricAlarms.map(({ StateValue }) => StateValue)).not.toContain("ALARM");
  });

  it("raises its alarm at the threshold", async () => {
    const made = await vault.tokenise({
      customerId,
      card: { number: TEST_CARDS.visa, expMonth: 12, expYear: new Date().getUTCFullYear() + 3 },
    });
    if (!made.ok) throw new Error(JSON.stringify(made.errors));
    for (let count = 0; count < BURST; count++)
      await vault.detokenise({ token: made.token, customerId, reason: "burst", requestedBy: "security-events-test" });
    expect(await inAlarm("payment-detokenise-volume-local")).toBe("payment-detokenise-volume-local");
    expect(await message("payment-detokenise-volume-local")).toContain("ALARM");
  });
});
