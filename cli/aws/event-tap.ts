import {
  DeleteRuleCommand,
  type EventBridgeClient,
  ListRulesCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  QueueDoesNotExist,
  ReceiveMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { randomBytes } from "node:crypto";
import { EVENT_SOURCE } from "../../functions/shared/events";
import type { EventTap } from "../event-port";

/** Clients of the services that a tap is made of. */
export interface TapClients {
  readonly events: EventBridgeClient;
  readonly sqs: SQSClient;
}

/** Name of a tap's rule and queue: the moment it was made follows, so that one left behind by a killed process is known. */
const PREFIX = "ecosystemaws-listen-";
/** A tap that is older was left behind. */
const STALE_MS = 86_400_000;
const TARGET = "listen";
const WAIT_SECONDS = 10;

/** A rule on the bus, and a queue that it sends the platform's events to. */
export async function openTap(clients: TapClients, bus: string, now: number): Promise<EventTap> {
  const name = `${PREFIX}${now}-${randomBytes(4).toString("hex")}`;
  try {
    const queueUrl = await make(clients, bus, name);
    return {
      receive: (calledOff) => receive(clients.sqs, queueUrl, calledOff),
      close: () => remove(clients, bus, name),
    };
  } catch (error) {
    // What was made of it goes, and what went wrong is told.
    await remove(clients, bus, name).catch(() => undefined);
    throw error;
  }
}

/** Takes away taps that processes left behind which were killed. */
export async function removeStaleTaps(clients: TapClients, bus: string, now: number): Promise<void> {
  const madeAt = (name: string): number => Number(name.slice(PREFIX.length).split("-")[0]);
  const names = await tapNames(clients.events, bus);
  for (const name of names.filter((each) => madeAt(each) < now - STALE_MS)) await remove(clients, bus, name);
}

async function tapNames(events: EventBridgeClient, bus: string): Promise<string[]> {
  const names: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await events.send(new ListRulesCommand({ EventBusName: bus, NamePrefix: PREFIX, NextToken }));
    names.push(...(page.Rules ?? []).flatMap(({ Name }) => Name ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return names;
}

async function make({ events, sqs }: TapClients, bus: string, name: string): Promise<string> {
  const EventPattern = JSON.stringify({ source: [EVENT_SOURCE] });
  const { RuleArn } = await events.send(new PutRuleCommand({ EventBusName: bus, Name: name, EventPattern }));
  const { QueueUrl = "" } = await sqs.send(
    new CreateQueueCommand({
      QueueName: name,
      Attributes: { MessageRetentionPeriod: "3600", Policy: policyFor(RuleArn ?? "", name) },
    }),
  );
  const described = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] }));
  const Targets = [{ Id: TARGET, Arn: described.Attributes?.QueueArn }];
  await events.send(new PutTargetsCommand({ EventBusName: bus, Rule: name, Targets }));
  return QueueUrl;
}

/** The rule alone may send. */
function policyFor(ruleArn: string, queue: string): string {
  const [, partition, , region, account] = ruleArn.split(":");
  const statement = {
    Effect: "Allow",
    Principal: { Service: "events.amazonaws.com" },
    Action: "sqs:SendMessage",
    Resource: `arn:${partition ?? ""}:sqs:${region ?? ""}:${account ?? ""}:${queue}`,
    Condition: { ArnEquals: { "aws:SourceArn": ruleArn } },
  };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

async function receive(sqs: SQSClient, QueueUrl: string, abortSignal: AbortSignal): Promise<readonly string[]> {
  const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: WAIT_SECONDS });
  const { Messages = [] } = await sqs.send(command, { abortSignal }).catch((error: unknown) => {
    if (abortSignal.aborted) return { Messages: [] };
    throw error;
  });
  if (Messages.length > 0) {
    const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  }
  return Messages.map(({ Body = "" }) => Body);
}

/** Takes away queue and rule, the rule last: by its name the next that comes finds what could not be taken away. */
async function remove({ events, sqs }: TapClients, EventBusName: string, name: string): Promise<void> {
  await events.send(new RemoveTargetsCommand({ EventBusName, Rule: name, Ids: [TARGET] }));
  await removeQueue(sqs, name);
  await events.send(new DeleteRuleCommand({ EventBusName, Name: name }));
}

async function removeQueue(sqs: SQSClient, QueueName: string): Promise<void> {
  try {
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
  } catch (error) {
    // A tap may have died before its queue was made.
    if (!(error instanceof QueueDoesNotExist)) throw error;
  }
}
