/** Event source mappings, faults and the clock of the running embedded AWS. */
import { build } from "esbuild";
import { setTimeout as sleep } from "node:timers/promises";
import {
  afterwards,
  cleanUpAll,
  dynamoDb,
  endpoint,
  events,
  invoke,
  lambda,
  makeFunction,
  nextMessage,
  sqs,
  unique,
} from "../local/support/aws";
import {
  keysOf,
  makeQuickQueue,
  makeStreamedTable,
  makeWitness,
  map,
  mayRead,
  messagesIn,
  until,
} from "./support/event-sources";

afterAll(cleanUpAll);

/** A control endpoint of the front door. */
async function control(method: string, path: string, body?: object): Promise<Response> {
  return fetch(`${endpoint}/_local/${path}`, { method, body: body === undefined ? undefined : JSON.stringify(body) });
}

describe("a queue's event source mapping", () => {
  it("brings a message to the function at once, as Lambda's event has it, and deletes it", async () => {
    const queue = await makeQuickQueue();
    const { name, seen } = await makeWitness(mayRead(queue.arn));
    await map({ EventSourceArn: queue.arn, FunctionName: name });
    await sqs.sendMessage({ QueueUrl: queue.url, MessageBody: "first, which starts the function's process" });
    await until(() => seen().length === 1);
    await sleep(500);
    const sentAt = Date.now();
    await sqs.sendMessage({
      QueueUrl: queue.url,
      MessageBody: "hello",
      MessageAttributes: { colour: { DataType: "String", StringValue: "blue" } },
    });
    await until(() => seen().length === 2);
    expect(seen()[1]!.at - sentAt).toBeLessThan(250);
    expect(seen()[1]!.records).toMatchObject([
      {
        body: "hello",
        attributes: { ApproximateReceiveCount: "1" },
        messageAttributes: { colour: { stringValue: "blue", dataType: "String" } },
        eventSource: "aws:sqs",
        eventSourceARN: queue.arn,
      },
    ]);
    await until(async () => (await messagesIn(queue.url)) === 0);
  });

  it("leaves what failed to the queue's redrive policy, and does the rest once", async () => {
    const graveyard = await makeQuickQueue();
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: graveyard.arn, maxReceiveCount: 2 });
    const queue = await makeQuickQueue({ RedrivePolicy });
    const fails = `return { batchItemFailures: Records.filter((each) => keyOf(each) === "bad").map((each) => ({ itemIdentifier: each.messageId })) };`;
    const { name, seen } = await makeWitness(mayRead(queue.arn), fails);
    const Entries = ["good", "bad", "fine"].map((MessageBody, index) => ({ Id: String(index), MessageBody }));
    await sqs.sendMessageBatch({ QueueUrl: queue.url, Entries });
    await map({
      EventSourceArn: queue.arn,
      FunctionName: name,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    });
    expect(await nextMessage(graveyard.url)).toBe("bad");
    expect(keysOf(seen()).flat().sort()).toEqual(["bad", "bad", "fine", "good"]);
    expect(await messagesIn(queue.url)).toBe(0);
  });

  it("deletes what the filters leave out, without the function", async () => {
    const queue = await makeQuickQueue();
    const { name, seen } = await makeWitness(mayRead(queue.arn));
    const Pattern = JSON.stringify({ body: { type: [{ prefix: "payment." }] } });
    await map({ EventSourceArn: queue.arn, FunctionName: name, FilterCriteria: { Filters: [{ Pattern }] } });
    for (const type of ["escrow.held", "payment.completed"])
      await sqs.sendMessage({ QueueUrl: queue.url, MessageBody: JSON.stringify({ type }) });
    await until(async () => (await messagesIn(queue.url)) === 0);
    expect(keysOf(seen())).toEqual([[JSON.stringify({ type: "payment.completed" })]]);
  });

  it("keeps the order of a FIFO queue's group behind a message that fails", async () => {
    const queue = await makeQuickQueue({ FifoQueue: "true", ContentBasedDeduplication: "true" }, ".fifo");
    const failsOnce = `if (Number(Records[0].attributes.ApproximateReceiveCount) === 1 && keyOf(Records[0]) === "1") throw new Error("once");`;
    const { name, seen } = await makeWitness(mayRead(queue.arn), failsOnce);
    await map({ EventSourceArn: queue.arn, FunctionName: name, BatchSize: 1 });
    for (const MessageBody of ["1", "2", "3"])
      await sqs.sendMessage({ QueueUrl: queue.url, MessageBody, MessageGroupId: "group" });
    await until(async () => (await messagesIn(queue.url)) === 0);
    expect(keysOf(seen()).flat()).toEqual(["1", "1", "2", "3"]);
  });

  it("gathers messages for the time of its window", async () => {
    const queue = await makeQuickQueue();
    const { name, seen } = await makeWitness(mayRead(queue.arn));
    await map({ EventSourceArn: queue.arn, FunctionName: name, BatchSize: 3, MaximumBatchingWindowInSeconds: 5 });
    for (const MessageBody of ["1", "2", "3"]) {
      await sqs.sendMessage({ QueueUrl: queue.url, MessageBody });
      await sleep(50);
    }
    await until(() => seen().length > 0);
    expect(keysOf(seen())).toEqual([["1", "2", "3"]]);
  });

  it("is refused where the function's role may not read the queue, and says which call", async () => {
    const queue = await makeQuickQueue();
    const { name } = await makeWitness([
      { Effect: "Allow", Action: ["sqs:ReceiveMessage", "sqs:GetQueueAttributes"], Resource: queue.arn },
    ]);
    await expect(lambda.createEventSourceMapping({ EventSourceArn: queue.arn, FunctionName: name })).rejects.toThrow(
      "does not have permissions to call DeleteMessage",
    );
  });

  it("reads nothing while it is disabled, and goes on once it is enabled", async () => {
    const queue = await makeQuickQueue();
    const { name, seen } = await makeWitness(mayRead(queue.arn));
    const UUID = await map({ EventSourceArn: queue.arn, FunctionName: name, Enabled: false });
    await sqs.sendMessage({ QueueUrl: queue.url, MessageBody: "early" });
    await sleep(600);
    expect(seen()).toEqual([]);
    expect(await lambda.getEventSourceMapping({ UUID })).toMatchObject({ State: "Disabled" });
    await lambda.updateEventSourceMapping({ UUID, Enabled: true });
    await until(() => seen().length === 1);
    expect(keysOf(seen())).toEqual([["early"]]);
  });
});

describe("a stream's event source mapping", () => {
  it("brings what is written, also before it was made, in the order of writing", async () => {
    const table = await makeStreamedTable();
    const { name, seen } = await makeWitness(mayRead(table.streamArn));
    for (const key of ["a-1", "a-2"]) await table.put(key);
    await map({ EventSourceArn: table.streamArn, FunctionName: name, StartingPosition: "TRIM_HORIZON" });
    await table.put("a-3");
    await until(() => keysOf(seen()).flat().length === 3);
    expect(keysOf(seen()).flat()).toEqual(["a-1", "a-2", "a-3"]);
    expect(seen()[0]!.records[0]).toMatchObject({
      eventName: "INSERT",
      eventSource: "aws:dynamodb",
      eventSourceARN: table.streamArn,
      dynamodb: { NewImage: { pk: { S: "a-1" } } },
    });
  });

  it("finds the record that fails by splitting, does all others once, and says where the record is", async () => {
    const table = await makeStreamedTable();
    const failures = await makeQuickQueue();
    const { name, seen } = await makeWitness(
      mayRead(table.streamArn, failures.arn),
      `if (Records.some((record) => keyOf(record) === "bad")) throw new Error("bad");`,
    );
    for (const key of ["1", "2", "bad", "3"]) await table.put(key);
    await map({
      EventSourceArn: table.streamArn,
      FunctionName: name,
      StartingPosition: "TRIM_HORIZON",
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnFailure: { Destination: failures.arn } },
    });
    const document = JSON.parse(await nextMessage(failures.url)) as Record<string, Record<string, unknown>>;
    const calls = seen();
    const bad = calls.flatMap(({ records }) => records).find(({ dynamodb }) => dynamodb?.Keys["pk"]?.S === "bad");
    expect(document).toMatchObject({
      requestContext: { condition: "RetryAttemptsExhausted", approximateInvokeCount: 2 },
      responseContext: { statusCode: 200, functionError: "Unhandled" },
      DDBStreamBatchInfo: {
        batchSize: 1,
        startSequenceNumber: bad?.dynamodb?.SequenceNumber,
        endSequenceNumber: bad?.dynamodb?.SequenceNumber,
        streamArn: table.streamArn,
      },
    });
    await until(() => keysOf(seen()).some((keys) => keys.includes("3") && !keys.includes("bad")));
    expect(keysOf(seen())).toEqual([["1", "2", "bad", "3"], ["1", "2"], ["bad", "3"], ["bad"], ["bad"], ["3"]]);
  });

  it("goes on from the record that a partial failure names", async () => {
    const table = await makeStreamedTable();
    const { name, seen } = await makeWitness(
      mayRead(table.streamArn),
      `globalThis.calls = (globalThis.calls ?? 0) + 1;
      const late = Records.find((record) => keyOf(record) === "late");
      if (late && globalThis.calls === 1) return { batchItemFailures: [{ itemIdentifier: late.dynamodb.SequenceNumber }] };`,
    );
    for (const key of ["1", "late", "2"]) await table.put(key);
    await map({
      EventSourceArn: table.streamArn,
      FunctionName: name,
      StartingPosition: "TRIM_HORIZON",
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    });
    await until(() => seen().length === 2);
    expect(keysOf(seen())).toEqual([
      ["1", "late", "2"],
      ["late", "2"],
    ]);
  });

  it("does not hold up another mapping of the same stream when its own function fails for good", async () => {
    const table = await makeStreamedTable();
    const broken = await makeWitness(mayRead(table.streamArn), `throw new Error("always");`);
    const { name, seen } = await makeWitness(mayRead(table.streamArn));
    const common = { EventSourceArn: table.streamArn, StartingPosition: "TRIM_HORIZON" } as const;
    const UUID = await map({ ...common, FunctionName: broken.name });
    await map({ ...common, FunctionName: name });
    await table.put("1");
    await until(() => broken.seen().length > 1);
    const writtenAt = Date.now();
    await table.put("2");
    await until(() => keysOf(seen()).flat().includes("2"));
    expect(seen().at(-1)!.at - writtenAt).toBeLessThan(500);
    expect(keysOf(broken.seen()).flat()).not.toContain("2");
    expect((await lambda.getEventSourceMapping({ UUID })).LastProcessingResult).toBe("PROBLEM: Function call failed");
  });

  it("is refused where the function's role may not read the stream", async () => {
    const table = await makeStreamedTable();
    const { name } = await makeWitness([
      { Effect: "Allow", Action: "dynamodb:*", Resource: `${table.streamArn}-other` },
    ]);
    await expect(
      lambda.createEventSourceMapping({
        EventSourceArn: table.streamArn,
        FunctionName: name,
        StartingPosition: "LATEST",
      }),
    ).rejects.toThrow("Please ensure the role can perform the GetRecords");
  });

  it("meets records that come late or not at all where a fault rule says so", async () => {
    const table = await makeStreamedTable();
    const { name, seen } = await makeWitness(mayRead(table.streamArn));
    const rule = { service: "dynamodb", operation: "GetRecords", contains: table.name };
    await control("POST", "faults", { ...rule, effect: "lag", milliseconds: 700 });
    await map({ EventSourceArn: table.streamArn, FunctionName: name, StartingPosition: "TRIM_HORIZON" });
    const writtenAt = Date.now();
    await table.put("late");
    await until(() => seen().length === 1);
    expect(seen()[0]!.at - writtenAt).toBeGreaterThan(600);
    await control("POST", "faults", { ...rule, effect: "lose" });
    await table.put("lost");
    await until(async () => ((await (await control("GET", "faults")).json()) as unknown[]).length === 0);
    await table.put("last");
    await until(() => keysOf(seen()).flat().includes("last"));
    expect(keysOf(seen()).flat()).toEqual(["late", "last"]);
  });
});

describe("faults of the embedded AWS", () => {
  const item = { TableName: "", Item: { pk: { S: "1" } } };

  it("lose the answer of a write that was carried out", async () => {
    const { name: TableName } = await makeStreamedTable();
    const rule = { service: "dynamodb", operation: "PutItem", contains: TableName };
    await control("POST", "faults", { ...rule, effect: "time out", when: "after", milliseconds: 100 });
    await expect(dynamoDb.putItem({ ...item, TableName })).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect((await dynamoDb.getItem({ TableName, Key: item.Item })).Item).toEqual(item.Item);
  });

  it("conflict a transaction, naming the item", async () => {
    const { name: TableName } = await makeStreamedTable();
    const operation = "TransactWriteItems";
    await control("POST", "faults", {
      service: "dynamodb",
      operation,
      contains: TableName,
      effect: "conflict",
      item: 1,
    });
    const TransactItems = ["1", "2"].map((key) => ({ Put: { TableName, Item: { pk: { S: key } } } }));
    await expect(dynamoDb.transactWriteItems({ TransactItems })).rejects.toMatchObject({
      name: "TransactionCanceledException",
      CancellationReasons: [{ Code: "None" }, { Code: "TransactionConflict" }],
    });
    await expect(dynamoDb.transactWriteItems({ TransactItems })).resolves.toBeDefined();
  });
});

describe("the clock of the embedded AWS", () => {
  const DAY_MS = 86_400_000;
  afterEach(() => control("DELETE", "clock"));

  it("moves for functions, goes on from there, and comes back", async () => {
    const name = await makeFunction("export const handler = async () => ({ now: Date.now() });");
    const ahead = async (): Promise<number> => Number((await invoke(name, {})).answer["now"]) - Date.now();
    expect(Math.abs(await ahead())).toBeLessThan(2000);
    await control("POST", "clock", { forwardMs: 3 * DAY_MS });
    expect(Math.abs((await ahead()) - 3 * DAY_MS)).toBeLessThan(2000);
    await control("DELETE", "clock");
    expect(Math.abs(await ahead())).toBeLessThan(2000);
  });

  it("lets functions call AWS as before, by the SDK's own signatures", async () => {
    const queue = await makeQuickQueue();
    const source = `import { GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
      const sqs = new SQSClient({ maxAttempts: 1 });
      export const handler = async ({ QueueUrl }) => {
        const names = [];
        for (let call = 0; call < 2; call++) {
          const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] }));
          names.push(Attributes.QueueArn);
        }
        return { names };
      };`;
    const stdin = { contents: source, resolveDir: __dirname };
    const bundle = { bundle: true, write: false, minify: true, platform: "node", format: "cjs" } as const;
    const { outputFiles } = await build({ stdin, ...bundle });
    const module = `import { createRequire } from "node:module"; const require = createRequire(import.meta.url); const module = { exports: {} };`;
    const name = await makeFunction(`${module}${outputFiles[0]!.text};export const handler = module.exports.handler;`, {
      statements: mayRead(queue.arn),
    });
    await control("POST", "clock", { forwardMs: 3 * DAY_MS });
    const { answer } = await invoke(name, { QueueUrl: queue.url });
    expect(answer).toEqual({ names: [queue.arn, queue.arn] });
  });

  it("makes a schedule that has become due fire once", async () => {
    const queue = await makeQuickQueue();
    const Name = unique("rule");
    await events.putRule({ Name, ScheduleExpression: "rate(1 day)" });
    afterwards(() => events.deleteRule({ Name }));
    await events.putTargets({ Rule: Name, Targets: [{ Id: "queue", Arn: queue.arn }] });
    afterwards(() => events.removeTargets({ Rule: Name, Ids: ["queue"] }));
    await sleep(1500);
    expect(await messagesIn(queue.url)).toBe(0);
    await control("POST", "clock", { forwardMs: 3 * DAY_MS });
    await until(async () => (await messagesIn(queue.url)) === 1);
    await sleep(1500);
    expect(await messagesIn(queue.url)).toBe(1);
  });

  it("does not go back", async () => {
    const answer = await control("POST", "clock", { now: "2020-01-01T00:00:00Z" });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("forward alone");
  });
});
