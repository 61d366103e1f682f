import {
  DeleteRuleCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { randomUUID } from "node:crypto";
import { type Platform, settingsOf } from "./platform";

/** Every event of AWS's own that reaches the default bus while it is open. */
export class EventCapture {
  private constructor(
    private readonly events: EventBridgeClient,
    private readonly sqs: SQSClient,
    private readonly name: string,
    private readonly queueUrl: string,
  ) {}

  static async open(platform: Platform): Promise<EventCapture> {
    const events = new EventBridgeClient(settingsOf(platform));
    const sqs = new SQSClient(settingsOf(platform));
    const name = `capture-${randomUUID().slice(0, 8)}`;
    const arn = `arn:aws:sqs:${platform.region}:${platform.account}:${name}`;
    const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
    await events.send(
      new PutRuleCommand({
        Name: name,
        EventPattern: JSON.stringify({ source: [{ prefix: "aws." }] }),
        State: "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS",
      }),
    );
    await events.send(new PutTargetsCommand({ Rule: name, Targets: [{ Id: "queue", Arn: arn }] }));
    return new EventCapture(events, sqs, name, QueueUrl);
  }

  /** Ends the capture; the events as they were delivered. */
  async close(): Promise<string[]> {
    const bodies: string[] = [];
    for (let empty = 0; empty < 2;) {
      const receive = new ReceiveMessageCommand({
        QueueUrl: this.queueUrl,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: 1,
      });
      const { Messages = [] } = await this.sqs.send(receive);
      empty = Messages.length === 0 ? empty + 1 : 0;
      for (const { Body = "", ReceiptHandle } of Messages) {
        bodies.push(Body);
        await this.sqs.send(new DeleteMessageCommand({ QueueUrl: this.queueUrl, ReceiptHandle }));
      }
    }
    await this.events.send(new RemoveTargetsCommand({ Rule: this.name, Ids: ["queue"] }));
    await this.events.send(new DeleteRuleCommand({ Name: this.name }));
    await this.sqs.send(new DeleteQueueCommand({ QueueUrl: this.queueUrl }));
    this.events.destroy();
    this.sqs.destroy();
    return bodies;
  }
}
