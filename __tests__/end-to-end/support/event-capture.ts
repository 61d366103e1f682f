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

/** Which events are captured: those of AWS's own on the default bus, or the platform's on its own. */
export interface Captured {
  readonly bus: string;
  readonly source: object | string;
}

const AWS_EVENTS: Captured = { bus: "default", source: { prefix: "aws." } };

/** Every event that reaches a bus while it is open. */
export class EventCapture {
  private constructor(
    private readonly events: EventBridgeClient,
    private readonly sqs: SQSClient,
    private readonly name: string,
    private readonly queueUrl: string,
    private readonly bus: string,
  ) {}

  static async open(platform: Platform, { bus, source }: Captured = AWS_EVENTS): Promise<EventCapture> {
    const events = new EventBridgeClient(settingsOf(platform));
    const sqs = new SQSClient(settingsOf(platform));
    const name = `capture-${randomUUID().slice(0, 8)}`;
    const arn = `arn:aws:sqs:${platform.region}:${platform.account}:${name}`;
    const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
    await events.send(
      new PutRuleCommand({
        Name: name,
        EventBusName: bus,
        EventPattern: JSON.stringify({ source: [source] }),
        State: "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS",
      }),
    );
    await events.send(new PutTargetsCommand({ EventBusName: bus, Rule: name, Targets: [{ Id: "queue", Arn: arn }] }));
    return new EventCapture(events, sqs, name, QueueUrl, bus);
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
    await this.events.send(new RemoveTargetsCommand({ EventBusName: this.bus, Rule: this.name, Ids: ["queue"] }));
    await this.events.send(new DeleteRuleCommand({ EventBusName: this.bus, Name: this.name }));
    await this.sqs.send(new DeleteQueueCommand({ QueueUrl: this.queueUrl }));
    this.events.destroy();
    this.sqs.destroy();
    return bodies;
  }
}
