import type { JsonObject } from "../../../local/gateway/answers";
import { listIn, objectIn, textIn } from "../../../local/gateway/answers";
import type { Invocation } from "../../../local/pumps/pump";
import { QueuePump } from "../../../local/pumps/queue-pump";
import { FakeQueue } from "./support/fake-queue";
import { answered, FAILED, mappingOf, partsOf, QUEUE_ARN, THROTTLED, until } from "./support/parts";

describe("a queue's pump", () => {
  const queue = { now: new FakeQueue() };
  let pump: QueuePump | undefined;
  let batches: string[][] = [];
  let events: JsonObject[] = [];

  beforeEach(() => {
    queue.now = new FakeQueue();
    batches = [];
    events = [];
  });

  afterEach(async () => pump?.stop());

  /** Starts a pump whose function answers so. */
  function start(
    request: JsonObject,
    answer: (bodies: readonly string[], call: number) => Invocation | Promise<Invocation> = () => answered(),
  ) {
    const parts = partsOf(mappingOf(request), queue.now.call, async (event) => {
      events.push(event);
      const bodies = listIn(event["Records"]).map((record) => textIn(objectIn(record)["body"]));
      batches.push(bodies);
      return answer(bodies, batches.length);
    });
    pump = new QueuePump(parts);
    return parts;
  }

  it("gives the function what lies there, in Lambda's form, and deletes it", async () => {
    queue.now.visible = ["1", "2"];
    start({});
    await until(() => queue.now.deleted.length === 2);
    expect(batches).toEqual([["1", "2"]]);
    expect(listIn(events[0]?.["Records"])[0]).toEqual({
      messageId: "id-1",
      receiptHandle: "1",
      body: "1",
      attributes: { ApproximateReceiveCount: "1" },
      messageAttributes: {
        colour: { stringValue: "blue", stringListValues: [], binaryListValues: [], dataType: "String" },
      },
      md5OfBody: "md5",
      md5OfMessageAttributes: "md5",
      eventSource: "aws:sqs",
      eventSourceARN: QUEUE_ARN,
      awsRegion: "us-east-1",
    });
  });

  it("asks no more until it is woken", async () => {
    start({});
    await until(() => queue.now.calls.length === 1);
    queue.now.visible = ["1"];
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(queue.now.calls).toHaveLength(1);
    pump?.wake();
    await until(() => queue.now.deleted.length === 1);
    expect(batches).toEqual([["1"]]);
  });

  it("takes at most the batch size at a time", async () => {
    queue.now.visible = ["1", "2", "3"];
    start({ BatchSize: 2 });
    await until(() => queue.now.deleted.length === 3);
    expect(batches).toEqual([["1", "2"], ["3"]]);
  });

  it("gathers through its window, ten messages a call, until the batch is full", async () => {
    queue.now.visible = Array.from({ length: 12 }, (_, index) => String(index));
    start({ BatchSize: 12, MaximumBatchingWindowInSeconds: 60 });
    await until(() => queue.now.deleted.length === 12);
    expect(batches.map(({ length }) => length)).toEqual([12]);
    const deletes = queue.now.calls.filter(({ operation }) => operation === "DeleteMessageBatch");
    expect(deletes.map(({ input }) => listIn(input["Entries"]).length)).toEqual([10, 2]);
  });

  it("runs as many batches at a time as it may, and no more", async () => {
    queue.now.visible = ["1", "2", "3", "4"];
    const holds: (() => void)[] = [];
    start({ BatchSize: 1, ScalingConfig: { MaximumConcurrency: 2 } }, async () => {
      await new Promise<void>((resolve) => holds.push(resolve));
      return answered();
    });
    await until(() => holds.length === 2);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(batches).toHaveLength(2);
    holds[0]?.();
    await until(() => holds.length === 3);
    holds[1]?.();
    await until(() => holds.length === 4);
    holds[2]?.();
    holds[3]?.();
    await until(() => queue.now.deleted.length === 4);
    expect(queue.now.inFlight).toEqual([]);
  });

  it("leaves a batch whose function failed to the queue, and tells", async () => {
    queue.now.visible = ["1", "2"];
    const { reports } = start({}, (_bodies, call) => (call === 1 ? FAILED : answered()));
    await until(() => reports.length === 1);
    expect(reports).toEqual(["PROBLEM: Function call failed"]);
    expect(queue.now.deleted).toEqual([]);
    queue.now.timeOut();
    pump?.wake();
    await until(() => queue.now.deleted.length === 2);
    expect(reports.at(-1)).toBe("OK");
  });

  it("deletes all but the items that a partial failure names", async () => {
    queue.now.visible = ["1", "2", "3"];
    start({ FunctionResponseTypes: ["ReportBatchItemFailures"] }, () =>
      answered({ batchItemFailures: [{ itemIdentifier: "id-2" }] }),
    );
    await until(() => queue.now.deleted.length === 2);
    expect(queue.now.inFlight).toEqual(["2"]);
  });

  it("deletes nothing where the answer names no item of the batch", async () => {
    queue.now.visible = ["1"];
    const { reports } = start({ FunctionResponseTypes: ["ReportBatchItemFailures"] }, () =>
      answered({ batchItemFailures: [{ itemIdentifier: "" }] }),
    );
    await until(() => reports.length === 1);
    expect(queue.now.deleted).toEqual([]);
  });

  it("takes a partial failure for success where the mapping does not ask for it", async () => {
    queue.now.visible = ["1"];
    start({}, () => answered({ batchItemFailures: [{ itemIdentifier: "id-1" }] }));
    await until(() => queue.now.deleted.length === 1);
    expect(queue.now.inFlight).toEqual([]);
  });

  it("deletes what a filter leaves out, and gives the rest as text", async () => {
    queue.now.visible = ['{"kind":"a"}', '{"kind":"b"}', "text"];
    start({ FilterCriteria: { Filters: [{ Pattern: '{"body":{"kind":["a"]}}' }] } });
    await until(() => queue.now.deleted.length === 3);
    expect(batches).toEqual([['{"kind":"a"}']]);
  });

  it("calls a throttled function again, and after some tries leaves the messages to the queue", async () => {
    queue.now.visible = ["1"];
    const { reports } = start({}, () => THROTTLED);
    await until(() => reports.length === 1);
    expect(batches).toHaveLength(5);
    expect(queue.now.inFlight).toEqual(["1"]);
  });

  it("goes on after the queue could not be read, and tells why it could not", async () => {
    queue.now.broken = new Error("access denied");
    const { reports } = start({});
    await until(() => reports.length > 1);
    expect(reports[0]).toBe("PROBLEM: access denied");
    queue.now.broken = undefined;
    queue.now.visible = ["1"];
    await until(() => queue.now.deleted.length === 1);
    expect(batches).toEqual([["1"]]);
  });
});
