import fc from "fast-check";
import type { JsonObject } from "../../../local/gateway/answers";
import { listIn, objectIn, textIn } from "../../../local/gateway/answers";
import { failureDocument, type GivenUp } from "../../../local/pumps/failure-document";
import type { Invocation } from "../../../local/pumps/pump";
import { deliver } from "../../../local/pumps/stream-delivery";
import { readStreamRecord, type StreamRecord } from "../../../local/pumps/stream-record";
import { answered, FAILED, partsOf, STREAM_ARN, streamMapping, THROTTLED } from "./support/parts";

/** Seconds since 1970 at which the tests play. */
const NOW = 1_700_000_000;

const record = (name: string, createdAt = NOW): StreamRecord =>
  readStreamRecord(
    { dynamodb: { SequenceNumber: name, ApproximateCreationDateTime: createdAt, Keys: { pk: { S: name } } } },
    STREAM_ARN,
  );

/** Delivers records to a function; what it was given, what is done, what was given up, in their order. */
async function delivered(
  request: JsonObject,
  records: readonly StreamRecord[],
  answer: (names: readonly string[], call: number) => Invocation | Error,
): Promise<{ calls: string[][]; done: string[]; givenUp: GivenUp[]; waits: number[] }> {
  const calls: string[][] = [];
  const done: string[] = [];
  const givenUp: GivenUp[] = [];
  const waits: number[] = [];
  const mapping = streamMapping(request);
  const parts = partsOf(
    mapping,
    () => Promise.reject(new Error("no call is expected")),
    async (event) => {
      const names = listIn(event["Records"]).map((each) =>
        textIn(objectIn(objectIn(each)["dynamodb"])["SequenceNumber"]),
      );
      calls.push(names);
      const result = answer(names, calls.length);
      if (result instanceof Error) throw result;
      return result;
    },
  );
  await deliver(records, {
    ...parts,
    clock: () => NOW * 1000,
    sleep: async (milliseconds) => void waits.push(milliseconds),
    ending: new AbortController().signal,
    done: (each) => done.push(...each.map(({ sequenceNumber }) => sequenceNumber)),
    giveUp: async (batch) => void givenUp.push(batch),
  });
  return { calls, done, givenUp, waits };
}

const namesOf = ({ records }: GivenUp): string[] => records.map(({ sequenceNumber }) => sequenceNumber);
const reports = { FunctionResponseTypes: ["ReportBatchItemFailures"] };
const failing = (name: string) => answered({ batchItemFailures: [{ itemIdentifier: name }] });

describe("the delivery of a stream's batch", () => {
  it("is one call where the function answers", async () => {
    const { calls, done, givenUp } = await delivered({}, [record("1"), record("2")], () => answered());
    expect({ calls, done, givenUp }).toEqual({ calls: [["1", "2"]], done: ["1", "2"], givenUp: [] });
  });

  it("is tried again after a failure, waiting longer each time, until its retries are used up", async () => {
    const { calls, done, givenUp, waits } = await delivered({ MaximumRetryAttempts: 3 }, [record("1")], () => FAILED);
    expect(calls).toHaveLength(4);
    expect(waits).toEqual([100, 200, 400]);
    expect(done).toEqual(["1"]);
    expect(givenUp).toMatchObject([
      { condition: "RetryAttemptsExhausted", invocations: 4, answered: { version: "7", failed: true } },
    ]);
  });

  it("never waits for a retry that there is not", async () => {
    const { calls, waits } = await delivered({ MaximumRetryAttempts: 0 }, [record("1")], () => FAILED);
    expect({ calls: calls.length, waits }).toEqual({ calls: 1, waits: [] });
  });

  it("does not count a throttle, or a function that cannot be called, as a retry", async () => {
    const answers = [THROTTLED, new Error("gone"), THROTTLED, answered()];
    const { calls, givenUp } = await delivered(
      { MaximumRetryAttempts: 0 },
      [record("1")],
      (_, call) => answers[call - 1]!,
    );
    expect({ calls: calls.length, givenUp }).toEqual({ calls: 4, givenUp: [] });
  });

  it("goes on from the first record that a partial failure names, as a batch of its own", async () => {
    const { calls, done } = await delivered(reports, [record("1"), record("2"), record("3")], (_, call) =>
      call === 1 ? failing("2") : answered(),
    );
    expect(calls).toEqual([
      ["1", "2", "3"],
      ["2", "3"],
    ]);
    expect(done).toEqual(["1", "2", "3"]);
  });

  it("gives up all that is left with a record that fails to the last", async () => {
    const { calls, givenUp } = await delivered(
      { ...reports, MaximumRetryAttempts: 1 },
      [record("1"), record("bad"), record("3")],
      () => failing("bad"),
    );
    expect(calls).toEqual([
      ["1", "bad", "3"],
      ["bad", "3"],
    ]);
    expect(givenUp.map(namesOf)).toEqual([["bad", "3"]]);
    expect(givenUp[0]?.answered).toEqual({ version: "7", failed: false });
  });

  it("leaves out records that are too old, calling the function for the others", async () => {
    const old = record("old", NOW - 61);
    const { calls, givenUp } = await delivered({ MaximumRecordAgeInSeconds: 60 }, [old, record("new", NOW - 60)], () =>
      answered(),
    );
    expect(calls).toEqual([["new"]]);
    expect(givenUp).toMatchObject([{ condition: "RecordAgeExceeded", invocations: 0 }]);
    expect(givenUp[0]?.answered).toBeUndefined();
  });

  it("keeps records for a day where the mapping says nothing of their age", async () => {
    const { calls, givenUp } = await delivered({}, [record("1", NOW - 86_401), record("2", NOW - 86_400)], () =>
      answered(),
    );
    expect(calls).toEqual([["2"]]);
    expect(givenUp.map(namesOf)).toEqual([["1"]]);
  });

  it("by splitting does every good record once and gives up exactly the bad ones, whichever they are", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 16 }), fc.nat(2), async (bad, retries) => {
        const records = bad.map((isBad, index) => record(`${isBad ? "bad" : "good"}-${index}`));
        const succeeded: string[] = [];
        const { done, givenUp } = await delivered(
          { BisectBatchOnFunctionError: true, MaximumRetryAttempts: retries },
          records,
          (names) => {
            if (names.some((name) => name.startsWith("bad"))) return FAILED;
            succeeded.push(...names);
            return answered();
          },
        );
        const names = records.map(({ sequenceNumber }) => sequenceNumber);
        expect(done).toEqual(names);
        expect(succeeded).toEqual(names.filter((name) => name.startsWith("good")));
        expect(givenUp.flatMap(namesOf)).toEqual(names.filter((name) => name.startsWith("bad")));
        expect(
          givenUp.every(({ records: left, invocations }) => left.length === 1 && invocations === retries + 1),
        ).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it("by partial failures ends with every record done, in order, whatever fails once", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 16 }), async (failsOnce) => {
        const records = failsOnce.map((_, index) => record(String(index)));
        const left = new Set(
          records.map(({ sequenceNumber }) => sequenceNumber).filter((name) => failsOnce[Number(name)]),
        );
        const { done, givenUp } = await delivered(reports, records, (names) => {
          const failed = names.find((name) => left.has(name));
          if (failed === undefined) return answered();
          left.delete(failed);
          return failing(failed);
        });
        expect(done).toEqual(records.map(({ sequenceNumber }) => sequenceNumber));
        expect(givenUp).toEqual([]);
      }),
    );
  });
});

describe("the document of a batch that was given up", () => {
  const facts = { requestId: "r", functionArn: "f", streamArn: STREAM_ARN, shardId: "s", now: NOW * 1000 };
  const batch: GivenUp = {
    records: [record("1"), record("2", NOW + 1)],
    condition: "RecordAgeExceeded",
    invocations: 2,
  };

  it("says where the records are, and holds none of them", () => {
    const document = failureDocument({ ...batch, answered: { version: "7", failed: true } }, facts);
    expect(document).toEqual({
      requestContext: { requestId: "r", functionArn: "f", condition: "RecordAgeExceeded", approximateInvokeCount: 2 },
      responseContext: { statusCode: 200, executedVersion: "7", functionError: "Unhandled" },
      version: "1.0",
      timestamp: "2023-11-14T22:13:20.000Z",
      DDBStreamBatchInfo: {
        shardId: "s",
        startSequenceNumber: "1",
        endSequenceNumber: "2",
        approximateArrivalOfFirstRecord: "2023-11-14T22:13:20Z",
        approximateArrivalOfLastRecord: "2023-11-14T22:13:21Z",
        batchSize: 2,
        streamArn: STREAM_ARN,
      },
    });
  });

  it("names no error of a function that answered, and no answer where there was none", () => {
    const partial = failureDocument({ ...batch, answered: { version: "7", failed: false } }, facts);
    expect(partial["responseContext"]).toEqual({ statusCode: 200, executedVersion: "7" });
    expect(failureDocument(batch, facts)).not.toHaveProperty("responseContext");
  });
});
