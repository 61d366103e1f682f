import * as z from "zod";
import type { JsonObject } from "../gateway/answers";
import { filterOf, FilterPatternError } from "./filters";

/** What an event source mapping reads. */
export type SourceKind = "queue" | "stream";

/** An event source mapping: which function gets what a queue or a stream holds, and how. */
export interface Mapping {
  readonly uuid: string;
  readonly region: string;
  readonly kind: SourceKind;
  readonly sourceArn: string;
  /** With version or alias, as it was given. */
  readonly functionArn: string;
  readonly enabled: boolean;
  readonly batchSize: number;
  readonly windowSeconds: number;
  readonly reportsItemFailures: boolean;
  /** Patterns as they were given, JSON each. */
  readonly filters: readonly string[];
  /** Batches of a queue at a time. */
  readonly concurrencyMax: number | undefined;
  readonly startingPosition: "TRIM_HORIZON" | "LATEST" | undefined;
  /** Batches of a shard at a time, each item's records in one. */
  readonly parallelizationFactor: number;
  readonly bisects: boolean;
  /** -1: until the record expires. */
  readonly retriesMax: number;
  /** -1: until the record expires. */
  readonly recordAgeSecondsMax: number;
  /** Queue that hears of batches that were given up. */
  readonly failureQueueArn: string | undefined;
  readonly metrics: readonly string[] | undefined;
  readonly tags: Readonly<Record<string, string>>;
  /** Seconds since 1970. */
  readonly lastModified: number;
}

/** A call about a mapping is refused, with Lambda's own status and code. */
export class MappingRefusal extends Error {
  override readonly name = "MappingRefusal";
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Refused as a wrong value. */
export function invalidValue(message: string): MappingRefusal {
  return new MappingRefusal(400, "InvalidParameterValueException", message);
}

const QUEUE_ARN = /^arn:aws[a-z-]*:sqs:([a-z0-9-]+):(\d{12}):([\w-]{1,80}(?:\.fifo)?)$/;
const STREAM_ARN = /^arn:aws[a-z-]*:dynamodb:([a-z0-9-]+):\d{12}:table\/[\w.-]+\/stream\/[\w:.-]+$/;

/** A queue is read ten messages at a time; larger batches gather for a while. */
export const RECEIVE_MAX = 10;
const QUEUE_BATCH_MAX = 10_000;

const SETTINGS = {
  Enabled: z.boolean(),
  BatchSize: z.int().min(1).max(QUEUE_BATCH_MAX),
  MaximumBatchingWindowInSeconds: z.int().min(0).max(300),
  FunctionResponseTypes: z.array(z.literal("ReportBatchItemFailures")).max(1),
  FilterCriteria: z.strictObject({
    Filters: z
      .array(z.strictObject({ Pattern: z.string().max(4096) }))
      .max(10)
      .optional(),
  }),
  ScalingConfig: z.strictObject({ MaximumConcurrency: z.int().min(2).max(1000).optional() }),
  ParallelizationFactor: z.int().min(1).max(10),
  BisectBatchOnFunctionError: z.boolean(),
  MaximumRetryAttempts: z.int().min(-1).max(10_000),
  MaximumRecordAgeInSeconds: z.union([z.literal(-1), z.int().min(60).max(604_800)]),
  DestinationConfig: z.strictObject({
    OnFailure: z
      .strictObject({
        Destination: z
          .union([z.literal(""), z.string().regex(QUEUE_ARN, "allowed: the ARN of an SQS queue")])
          .optional(),
      })
      .optional(),
  }),
  MetricsConfig: z.strictObject({ Metrics: z.array(z.literal("EventCount")).optional() }),
  TumblingWindowInSeconds: z.literal(0),
};

const UPDATE = z.strictObject({ FunctionName: z.string().min(1), ...SETTINGS }).partial();
const CREATE = UPDATE.extend({
  EventSourceArn: z.string(),
  FunctionName: z.string().min(1),
  StartingPosition: z.enum(["TRIM_HORIZON", "LATEST"]).optional(),
  Tags: z.record(z.string(), z.string()).optional(),
});

type Settings = z.infer<typeof UPDATE>;

/** Settings that only streams have. */
const STREAM_ONLY = [
  "ParallelizationFactor",
  "BisectBatchOnFunctionError",
  "MaximumRetryAttempts",
  "MaximumRecordAgeInSeconds",
  "DestinationConfig",
] as const;

/** What stands in a mapping beside its settings. */
export interface MappingFacts {
  readonly uuid: string;
  /** Seconds since 1970. */
  readonly now: number;
  /** The function's ARN, with version or alias. */
  readonly functionArn: string;
}

/**
 * Makes the mapping that a CreateEventSourceMapping asks for.
 * @throws MappingRefusal which names every fault.
 */
export function createdMapping(request: JsonObject, { uuid, now, functionArn }: MappingFacts): Mapping {
  const wanted = read(CREATE, request);
  const { kind, region } = sourceOf(wanted.EventSourceArn);
  if (kind === "stream" && wanted.StartingPosition === undefined)
    throw invalidValue("1 validation error detected: StartingPosition is required for a DynamoDB stream");
  if (kind === "queue" && wanted.StartingPosition !== undefined)
    throw invalidValue("StartingPosition is not valid for SQS event sources.");
  const fresh: Mapping = {
    uuid,
    region,
    kind,
    sourceArn: wanted.EventSourceArn,
    functionArn,
    enabled: true,
    batchSize: kind === "queue" ? RECEIVE_MAX : 100,
    windowSeconds: 0,
    reportsItemFailures: false,
    filters: [],
    concurrencyMax: undefined,
    startingPosition: wanted.StartingPosition,
    parallelizationFactor: 1,
    bisects: false,
    retriesMax: -1,
    recordAgeSecondsMax: -1,
    failureQueueArn: undefined,
    metrics: undefined,
    tags: wanted.Tags ?? {},
    lastModified: now,
  };
  return checked(withSettings(fresh, wanted));
}

/**
 * The mapping as an UpdateEventSourceMapping leaves it: what the request does not name stays.
 * @throws MappingRefusal which names every fault.
 */
export function updatedMapping(mapping: Mapping, request: JsonObject, now: number, functionArn: string): Mapping {
  return checked({ ...withSettings(mapping, read(UPDATE, request)), functionArn, lastModified: now });
}

function read<Schema extends z.ZodType>(schema: Schema, request: JsonObject): z.output<Schema> {
  const result = schema.safeParse(request);
  if (!result.success)
    throw invalidValue(`The embedded AWS does not take this mapping:\n${z.prettifyError(result.error)}`);
  return result.data;
}

/** Kind and Region of a source. @throws MappingRefusal for one that is not served. */
function sourceOf(arn: string): { kind: SourceKind; region: string } {
  const queue = QUEUE_ARN.exec(arn);
  if (queue !== null) return { kind: "queue", region: queue[1] ?? "" };
  const stream = STREAM_ARN.exec(arn);
  if (stream !== null) return { kind: "stream", region: stream[1] ?? "" };
  throw invalidValue(
    `The embedded AWS does not read from ${arn.split(":")[2] ?? arn} (EventSourceArn); allowed: the ARN of an SQS queue or of a DynamoDB stream.`,
  );
}

function withSettings(mapping: Mapping, settings: Settings): Mapping {
  if (mapping.kind === "queue") {
    const wrong = STREAM_ONLY.find((name) => settings[name] !== undefined);
    if (wrong !== undefined) throw invalidValue(`Unsupported ${wrong} parameter for given event source mapping type.`);
  } else if (settings.ScalingConfig?.MaximumConcurrency !== undefined) {
    throw invalidValue("ScalingConfig is only supported for Amazon SQS event sources.");
  }
  const { FunctionResponseTypes: responses, FilterCriteria: criteria, ScalingConfig: scaling } = settings;
  const { DestinationConfig: destination, MetricsConfig: metrics } = settings;
  return {
    ...mapping,
    enabled: settings.Enabled ?? mapping.enabled,
    batchSize: settings.BatchSize ?? mapping.batchSize,
    windowSeconds: settings.MaximumBatchingWindowInSeconds ?? mapping.windowSeconds,
    reportsItemFailures: responses === undefined ? mapping.reportsItemFailures : responses.length > 0,
    filters: criteria === undefined ? mapping.filters : (criteria.Filters ?? []).map(({ Pattern }) => Pattern),
    concurrencyMax: scaling === undefined ? mapping.concurrencyMax : scaling.MaximumConcurrency,
    parallelizationFactor: settings.ParallelizationFactor ?? mapping.parallelizationFactor,
    bisects: settings.BisectBatchOnFunctionError ?? mapping.bisects,
    retriesMax: settings.MaximumRetryAttempts ?? mapping.retriesMax,
    recordAgeSecondsMax: settings.MaximumRecordAgeInSeconds ?? mapping.recordAgeSecondsMax,
    failureQueueArn:
      destination === undefined ? mapping.failureQueueArn : (destination.OnFailure?.Destination ?? "") || undefined,
    metrics: metrics === undefined ? mapping.metrics : metrics.Metrics,
  };
}

function checked(mapping: Mapping): Mapping {
  const { kind, batchSize, windowSeconds, sourceArn, failureQueueArn, region } = mapping;
  if (batchSize > RECEIVE_MAX && windowSeconds === 0 && kind === "queue")
    throw invalidValue(
      "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10",
    );
  if (isFifo(sourceArn) && (batchSize > RECEIVE_MAX || windowSeconds > 0))
    throw invalidValue("A FIFO queue takes batches of at most 10 messages, without a batching window.");
  if (failureQueueArn !== undefined && (QUEUE_ARN.exec(failureQueueArn)?.[1] !== region || isFifo(failureQueueArn)))
    throw invalidValue(
      `The failure destination ${failureQueueArn} is no standard queue of the source's Region, ${region}.`,
    );
  try {
    filterOf(mapping.filters);
  } catch (error) {
    if (error instanceof FilterPatternError) throw invalidValue(`Invalid filter pattern definition: ${error.message}`);
    throw error;
  }
  return mapping;
}

/** Whether a queue keeps the order of its groups. */
function isFifo(queueArn: string): boolean {
  return queueArn.endsWith(".fifo");
}

/** The mapping's own ARN, by which it is tagged. */
export function arnOf({ functionArn, uuid }: Mapping): string {
  return `${functionArn.split(":").slice(0, 5).join(":")}:event-source-mapping:${uuid}`;
}

/** A mapping as the API shows it. */
export function describeMapping(mapping: Mapping, state: string, lastResult: string): JsonObject {
  const { kind, metrics, concurrencyMax, failureQueueArn } = mapping;
  return {
    UUID: mapping.uuid,
    EventSourceMappingArn: arnOf(mapping),
    EventSourceArn: mapping.sourceArn,
    FunctionArn: mapping.functionArn,
    State: state,
    StateTransitionReason: "USER_INITIATED",
    LastModified: mapping.lastModified,
    LastProcessingResult: lastResult,
    BatchSize: mapping.batchSize,
    MaximumBatchingWindowInSeconds: mapping.windowSeconds,
    FunctionResponseTypes: mapping.reportsItemFailures ? ["ReportBatchItemFailures"] : [],
    ...(mapping.filters.length === 0
      ? {}
      : { FilterCriteria: { Filters: mapping.filters.map((Pattern) => ({ Pattern })) } }),
    ...(concurrencyMax === undefined ? {} : { ScalingConfig: { MaximumConcurrency: concurrencyMax } }),
    ...(metrics === undefined || metrics.length === 0 ? {} : { MetricsConfig: { Metrics: metrics } }),
    ...(kind === "queue"
      ? {}
      : {
          StartingPosition: mapping.startingPosition,
          ParallelizationFactor: mapping.parallelizationFactor,
          BisectBatchOnFunctionError: mapping.bisects,
          MaximumRetryAttempts: mapping.retriesMax,
          MaximumRecordAgeInSeconds: mapping.recordAgeSecondsMax,
          TumblingWindowInSeconds: 0,
          DestinationConfig: { OnFailure: failureQueueArn === undefined ? {} : { Destination: failureQueueArn } },
        }),
  };
}
