import type { JsonObject } from "../../../local/gateway/answers";
import { listIn, objectIn, textIn } from "../../../local/gateway/answers";
import type { Invocation } from "../../../local/pumps/pump";
import { laneOf, StreamPump, type StreamPosition } from "../../../local/pumps/stream-pump";
import { FakeStream } from "./support/fake-stream";
import { answered, FAILED, partsOf, streamMapping, until } from "./support/parts";

const keyOf = (record: unknown): string =>
  textIn(objectIn(objectIn(objectIn(objectIn(record)["dynamodb"])["Keys"])["pk"])["S"]);

describe("a stream's pump", () => {
  let stream = new FakeStream();
  let pump: StreamPump | undefined;
  let batches: string[][] = [];

  beforeEach(() => {
    stream = new FakeStream();
    batches = [];
  });

  afterEach(async () => pump?.stop());

  /** Starts a pump whose function answers so. */
  function start(
    request: JsonObject = {},
    answer: (keys: readonly string[]) => Invocation | Promise<Invocation> = () => answered(),
    from?: StreamPosition,
  ) {
    const parts = partsOf(streamMapping(request), stream.call, async (event) => {
      const keys = listIn(event["Records"]).map(keyOf);
      batches.push(keys);
      return answer(keys);
    });
    pump = new StreamPump(parts, from);
    return { parts, pump };
  }

  const seen = (): string[] => batches.flat();

  it("begins with the oldest record, or after the latest, as the mapping says", async () => {
    stream.write("1", "2");
    start();
    await until(() => seen().length === 2);
    await pump?.stop();
    batches = [];
    start({ StartingPosition: "LATEST" });
    await until(() => stream.calls.filter(({ operation }) => operation === "GetRecords").length > 2);
    stream.write("3");
    pump?.wake();
    await until(() => seen().length === 1);
    expect(seen()).toEqual(["3"]);
  });

  it("reads at once what it is woken for", async () => {
    start();
    await until(() => stream.calls.length > 2);
    const writtenAt = performance.now();
    stream.write("1");
    pump?.wake();
    await until(() => seen().length === 1);
    expect(performance.now() - writtenAt).toBeLessThan(50);
  });

  it("makes batches of its size, and gathers them through its window", async () => {
    stream.write("1", "2", "3");
    start({ BatchSize: 2 });
    await until(() => seen().length === 3);
    expect(batches).toEqual([["1", "2"], ["3"]]);
    await pump?.stop();
    batches = [];
    start({ BatchSize: 4, MaximumBatchingWindowInSeconds: 60 });
    await until(() => stream.calls.filter(({ operation }) => operation === "GetRecords").length > 3);
    expect(batches).toEqual([]);
    stream.write("4");
    pump?.wake();
    await until(() => batches.length === 1);
    expect(batches).toEqual([["1", "2", "3", "4"]]);
  });

  it("gives a function what its filters let pass, and no call where that is nothing", async () => {
    stream.write("a", "b", "a");
    start({ FilterCriteria: { Filters: [{ Pattern: '{"dynamodb":{"NewImage":{"pk":{"S":["b"]}}}}' }] } });
    await until(() => seen().length === 1);
    expect(seen()).toEqual(["b"]);
  });

  it("keeps an item's records in order in one lane, while another lane goes on", async () => {
    const keys = ["k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7"];
    const stuck = keys.filter((key) => laneOf(JSON.stringify([["pk", { S: key }]]), 2) === 0);
    expect(stuck.length).toBeGreaterThan(0);
    expect(stuck.length).toBeLessThan(keys.length);
    stream.write(...keys, ...keys);
    start({ ParallelizationFactor: 2, BatchSize: 1 }, ([key = ""]) => (stuck.includes(key) ? FAILED : answered()));
    const free = keys.filter((key) => !stuck.includes(key));
    await until(() => free.every((key) => seen().filter((each) => each === key).length === 2));
    expect(new Set(seen().filter((key) => stuck.includes(key)))).toEqual(new Set([stuck[0]]));
  });

  it("tells the failure destination of what it gave up, and goes on", async () => {
    stream.write("bad", "good");
    const { parts } = start(
      {
        BatchSize: 1,
        MaximumRetryAttempts: 0,
        DestinationConfig: { OnFailure: { Destination: "arn:aws:sqs:us-east-1:123456789012:dead" } },
      },
      ([key]) => (key === "bad" ? FAILED : answered()),
    );
    await until(() => seen().includes("good"));
    expect(stream.sent).toMatchObject([{ QueueUrl: "http://127.0.0.1/123456789012/dead" }]);
    expect(JSON.parse(textIn(stream.sent[0]?.["MessageBody"]))).toMatchObject({
      requestContext: { condition: "RetryAttemptsExhausted" },
      DDBStreamBatchInfo: { shardId: "shard-1", startSequenceNumber: "1", batchSize: 1 },
    });
    expect(parts.reports).toContain("PROBLEM: Function call failed");
  });

  it("goes on after the last record where its iterator has expired", async () => {
    stream.write("1");
    start();
    await until(() => seen().length === 1);
    stream.refusals = ["ExpiredIteratorException"];
    stream.write("2");
    pump?.wake();
    await until(() => seen().length === 2);
    expect(seen()).toEqual(["1", "2"]);
    const asked = stream.calls.filter(({ operation }) => operation === "GetShardIterator");
    expect(asked.at(-1)?.input).toMatchObject({ ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber: "1" });
  });

  it("goes on with the oldest record that is left where its place was trimmed", async () => {
    stream.write("1");
    start({ StartingPosition: "LATEST" });
    await until(() => stream.calls.length > 2);
    stream.refusals = ["TrimmedDataAccessException"];
    pump?.wake();
    await until(() => seen().length === 1);
    expect(seen()).toEqual(["1"]);
  });

  it("tells what it may not read, and tries again", async () => {
    stream.refusals = ["AccessDeniedException"];
    stream.write("1");
    const { parts } = start();
    await until(() => seen().length === 1);
    expect(parts.reports[0]).toContain("AccessDeniedException");
  });

  it("is gone on with from the first record that was not done", async () => {
    stream.write("1", "2", "3");
    const first = start({ BatchSize: 1 }, ([key]) => (key === "1" ? answered() : FAILED));
    await until(() => seen().filter((key) => key === "2").length > 1);
    await first.pump.stop();
    expect(first.pump.position).toEqual({ at: "2" });
    batches = [];
    const second = start({}, () => answered(), first.pump.position);
    await until(() => seen().length === 2);
    expect(seen()).toEqual(["2", "3"]);
    await until(() => "after" in (second.pump.position ?? {}));
    expect(second.pump.position).toEqual({ after: "3" });
  });

  it("after nothing was read is gone on with from where it began", async () => {
    const first = start({ StartingPosition: "LATEST" });
    await until(() => stream.calls.length > 2);
    await first.pump.stop();
    stream.write("while it was away");
    start({ StartingPosition: "LATEST" }, () => answered(), first.pump.position);
    await until(() => seen().length === 1);
    expect(seen()).toEqual(["while it was away"]);
  });
});
