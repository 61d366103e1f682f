import type { JsonObject } from "../../../local/gateway/answers";
import { arnOf, describeMapping, MappingRefusal, updatedMapping } from "../../../local/pumps/mapping";
import { FUNCTION_ARN, mappingOf, QUEUE_ARN, STREAM_ARN, streamMapping } from "./support/parts";

const DEAD_LETTERS = "arn:aws:sqs:us-east-1:123456789012:dead";

describe("an event source mapping", () => {
  it("of a queue has Lambda's defaults, and reads back without what only streams have", () => {
    expect(describeMapping(mappingOf({}), "Enabled", "OK")).toEqual({
      UUID: "u-1",
      EventSourceMappingArn: "arn:aws:lambda:us-east-1:123456789012:event-source-mapping:u-1",
      EventSourceArn: QUEUE_ARN,
      FunctionArn: FUNCTION_ARN,
      State: "Enabled",
      StateTransitionReason: "USER_INITIATED",
      LastModified: 1_700_000_000,
      LastProcessingResult: "OK",
      BatchSize: 10,
      MaximumBatchingWindowInSeconds: 0,
      FunctionResponseTypes: [],
    });
  });

  it("of a stream has Lambda's defaults", () => {
    expect(describeMapping(streamMapping(), "Enabled", "OK")).toMatchObject({
      BatchSize: 100,
      StartingPosition: "TRIM_HORIZON",
      ParallelizationFactor: 1,
      BisectBatchOnFunctionError: false,
      MaximumRetryAttempts: -1,
      MaximumRecordAgeInSeconds: -1,
      TumblingWindowInSeconds: 0,
      DestinationConfig: { OnFailure: {} },
    });
  });

  it("reads back as it was asked for", () => {
    const settings = {
      BatchSize: 50,
      MaximumBatchingWindowInSeconds: 1,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      FilterCriteria: { Filters: [{ Pattern: '{"eventName":["INSERT"]}' }] },
      MetricsConfig: { Metrics: ["EventCount"] },
    };
    const ofQueue = { ...settings, ScalingConfig: { MaximumConcurrency: 5 } };
    expect(describeMapping(mappingOf(ofQueue), "Enabled", "OK")).toMatchObject(ofQueue);
    const ofStream = {
      ...settings,
      StartingPosition: "LATEST",
      ParallelizationFactor: 10,
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 3,
      MaximumRecordAgeInSeconds: 3600,
      DestinationConfig: { OnFailure: { Destination: DEAD_LETTERS } },
    };
    expect(describeMapping(streamMapping(ofStream), "Enabled", "OK")).toMatchObject(ofStream);
  });

  it("keeps on update what the request does not name, and takes back what it empties", () => {
    const mapping = mappingOf({
      BatchSize: 5,
      ScalingConfig: { MaximumConcurrency: 5 },
      FilterCriteria: { Filters: [{ Pattern: "{}" }] },
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    });
    const emptied = { FilterCriteria: {}, ScalingConfig: {}, FunctionResponseTypes: [], Enabled: false };
    const updated = updatedMapping(mapping, emptied, 5, `${FUNCTION_ARN}2`);
    expect(updated).toMatchObject({
      batchSize: 5,
      filters: [],
      concurrencyMax: undefined,
      reportsItemFailures: false,
      enabled: false,
      functionArn: `${FUNCTION_ARN}2`,
      lastModified: 5,
    });
    expect(arnOf(updated)).toBe(arnOf(mapping));
    const ofStream = streamMapping({ DestinationConfig: { OnFailure: { Destination: DEAD_LETTERS } } });
    const without = updatedMapping(
      ofStream,
      { DestinationConfig: { OnFailure: { Destination: "" } } },
      5,
      FUNCTION_ARN,
    );
    expect(without.failureQueueArn).toBeUndefined();
  });

  const OF_QUEUE: readonly (readonly [string, JsonObject, string])[] = [
    [
      "another source",
      { EventSourceArn: "arn:aws:kinesis:us-east-1:123456789012:stream/s" },
      "does not read from kinesis",
    ],
    ["a starting position", { StartingPosition: "LATEST" }, "StartingPosition is not valid"],
    ["what only streams have", { BisectBatchOnFunctionError: true }, "Unsupported BisectBatchOnFunctionError"],
    ["a large batch without a window", { BatchSize: 11 }, "Maximum batch window"],
    [
      "a window of a FIFO queue",
      { EventSourceArn: `${QUEUE_ARN}.fifo`, MaximumBatchingWindowInSeconds: 1 },
      "FIFO queue",
    ],
    ["a filter that is none", { FilterCriteria: { Filters: [{ Pattern: "x" }] } }, "Invalid filter pattern"],
    ["a concurrency of one", { ScalingConfig: { MaximumConcurrency: 1 } }, "MaximumConcurrency"],
    ["a setting that is not carried out", { ProvisionedPollerConfig: {} }, "ProvisionedPollerConfig"],
    ["windows of time", { TumblingWindowInSeconds: 5 }, "TumblingWindowInSeconds"],
    ["two faults, both named", { BatchSize: 0, FunctionResponseTypes: ["All"] }, "BatchSize"],
    ["two faults, both named", { BatchSize: 0, FunctionResponseTypes: ["All"] }, "FunctionResponseTypes"],
  ];

  it.each(OF_QUEUE)("of a queue is refused with %s", (_, request, why) => {
    expect(() => mappingOf(request)).toThrow(MappingRefusal);
    expect(() => mappingOf(request)).toThrow(why);
  });

  it.each<[string, JsonObject, string]>([
    ["no starting position", { StartingPosition: undefined }, "StartingPosition is required"],
    ["a concurrency", { ScalingConfig: { MaximumConcurrency: 5 } }, "only supported for Amazon SQS"],
    ["an age under a minute", { MaximumRecordAgeInSeconds: 59 }, "MaximumRecordAgeInSeconds"],
    [
      "a destination that is no queue",
      { DestinationConfig: { OnFailure: { Destination: "arn:aws:sns:us-east-1:123456789012:t" } } },
      "the ARN of an SQS queue",
    ],
    [
      "a destination elsewhere",
      { DestinationConfig: { OnFailure: { Destination: DEAD_LETTERS.replace("us-east-1", "us-west-2") } } },
      "no standard queue of the source's Region",
    ],
  ])("of a stream is refused with %s", (_, request, why) => {
    expect(() => streamMapping(request)).toThrow(why);
    expect(() => streamMapping({ EventSourceArn: STREAM_ARN })).not.toThrow();
  });
});
