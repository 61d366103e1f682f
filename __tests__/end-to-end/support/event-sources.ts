/** Queues, streams and functions for the suites of event source mappings. */
import type { CreateEventSourceMappingCommandInput } from "@aws-sdk/client-lambda";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  account,
  afterwards,
  dynamoDb,
  eventually,
  lambda,
  makeFunction,
  region,
  sqs,
  unique,
} from "../../local/support/aws";

/** A record of an event, as far as these suites look at it. */
export interface SeenRecord {
  readonly body?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly eventID?: string;
  readonly dynamodb?: {
    readonly SequenceNumber: string;
    readonly Keys: Readonly<Record<string, { readonly S: string }>>;
    readonly NewImage: Readonly<Record<string, { readonly S: string }>>;
  };
}

/** One invocation: when (milliseconds since 1970), and with which records. */
export interface SeenCall {
  readonly at: number;
  readonly records: readonly SeenRecord[];
}

const READ_QUEUE = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"];
const READ_STREAM = ["dynamodb:DescribeStream", "dynamodb:GetShardIterator", "dynamodb:GetRecords"];

/** Statements that let a function read a source, and tell a queue of what it gave up. */
export function mayRead(sourceArn: string, failureQueueArn?: string): readonly object[] {
  const Action = sourceArn.includes(":sqs:") ? READ_QUEUE : READ_STREAM;
  const reads = { Effect: "Allow", Action, Resource: sourceArn };
  return failureQueueArn === undefined
    ? [reads]
    : [reads, { Effect: "Allow", Action: "sqs:SendMessage", Resource: failureQueueArn }];
}

/**
 * A function that writes down what it gets and then does what `then` says; `keyOf(record)` is a message's body or an item's key there.
 * @returns its name, and what it has seen so far.
 */
export async function makeWitness(
  statements: readonly object[],
  then = "",
): Promise<{ name: string; seen: () => readonly SeenCall[] }> {
  const folder = mkdtempSync(path.join(tmpdir(), "witness-"));
  afterwards(async () => rmSync(folder, { recursive: true }));
  const file = path.join(folder, "seen");
  const source = `import { appendFileSync } from "node:fs";
    const keyOf = (record) => record.body ?? record.dynamodb.Keys.pk.S;
    export const handler = async ({ Records }) => {
      appendFileSync(${JSON.stringify(file)}, JSON.stringify({ at: Date.now(), records: Records }) + "\\n");
      ${then}
    };`;
  const name = await makeFunction(source, { statements, timeoutSeconds: 1 });
  const seen = (): readonly SeenCall[] =>
    existsSync(file)
      ? readFileSync(file, "utf8")
          .trim()
          .split("\n")
          .map((line) => JSON.parse(line) as SeenCall)
      : [];
  return { name, seen };
}

/** What of each call's records was seen: bodies of messages, keys of items. */
export function keysOf(calls: readonly SeenCall[]): readonly (readonly string[])[] {
  return calls.map(({ records }) => records.map(({ body, dynamodb }) => body ?? dynamodb?.Keys["pk"]?.S ?? ""));
}

/** Makes a queue whose messages become visible again after a second. */
export async function makeQuickQueue(
  attributes: Readonly<Record<string, string>> = {},
  suffix = "",
): Promise<{ url: string; arn: string }> {
  const name = `${unique("queue")}${suffix}`;
  const { QueueUrl: url = "" } = await sqs.createQueue({
    QueueName: name,
    Attributes: { VisibilityTimeout: "1", ...attributes },
  });
  afterwards(() => sqs.deleteQueue({ QueueUrl: url }));
  return { url, arn: `arn:aws:sqs:${region}:${account}:${name}` };
}

/** Makes a table with a stream. */
export async function makeStreamedTable(): Promise<{
  name: string;
  streamArn: string;
  put: (key: string) => Promise<void>;
}> {
  const TableName = unique("table");
  const { TableDescription } = await dynamoDb.createTable({
    TableName,
    BillingMode: "PAY_PER_REQUEST",
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
    AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
    StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
  });
  afterwards(() => dynamoDb.deleteTable({ TableName }));
  const put = async (key: string): Promise<void> => {
    await dynamoDb.putItem({ TableName, Item: { pk: { S: key }, kind: { S: key.split("-")[0] ?? "" } } });
  };
  return { name: TableName, streamArn: TableDescription?.LatestStreamArn ?? "", put };
}

/** Maps a source to a function. @returns the mapping's id. */
export async function map(input: CreateEventSourceMappingCommandInput): Promise<string> {
  const { UUID = "" } = await lambda.createEventSourceMapping(input);
  afterwards(() => lambda.deleteEventSourceMapping({ UUID }));
  return UUID;
}

/** Waits until something holds. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  await eventually(async () => ((await holds()) ? true : undefined));
}

/** How many messages a queue holds, visible or not. */
export async function messagesIn(url: string): Promise<number> {
  const names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"] as const;
  const { Attributes } = await sqs.getQueueAttributes({ QueueUrl: url, AttributeNames: [...names] });
  return names.reduce((sum, name) => sum + Number(Attributes?.[name]), 0);
}
