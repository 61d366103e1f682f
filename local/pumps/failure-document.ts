import type { JsonObject } from "../gateway/answers";
import type { StreamRecord } from "./stream-record";

/** Why a batch was given up. */
export type GivenUpCondition = "RetryAttemptsExhausted" | "RecordAgeExceeded";

/** A batch of a stream that was given up. */
export interface GivenUp {
  readonly records: readonly StreamRecord[];
  readonly condition: GivenUpCondition;
  /** How often the function was invoked with it. */
  readonly invocations: number;
  /** What answered last; absent where the function was never invoked with it. */
  readonly answered?: { readonly version: string; readonly failed: boolean };
}

/**
 * What a failure destination gets: where the records are, never the records.
 * Source: AWS Lambda, retaining discarded batches for a DynamoDB stream.
 */
export function failureDocument(
  { records, condition, invocations, answered }: GivenUp,
  facts: {
    readonly requestId: string;
    readonly functionArn: string;
    readonly streamArn: string;
    readonly shardId: string;
    /** Milliseconds since 1970. */
    readonly now: number;
  },
): JsonObject {
  const [first, last] = [records[0], records.at(-1)];
  return {
    requestContext: {
      requestId: facts.requestId,
      functionArn: facts.functionArn,
      condition,
      approximateInvokeCount: invocations,
    },
    ...(answered === undefined
      ? {}
      : {
          responseContext: {
            statusCode: 200,
            executedVersion: answered.version,
            ...(answered.failed ? { functionError: "Unhandled" } : {}),
          },
        }),
    version: "1.0",
    timestamp: new Date(facts.now).toISOString(),
    DDBStreamBatchInfo: {
      shardId: facts.shardId,
      startSequenceNumber: first?.sequenceNumber,
      endSequenceNumber: last?.sequenceNumber,
      approximateArrivalOfFirstRecord: arrival(first),
      approximateArrivalOfLastRecord: arrival(last),
      batchSize: records.length,
      streamArn: facts.streamArn,
    },
  };
}

function arrival(record: StreamRecord | undefined): string {
  return new Date((record?.createdAt ?? 0) * 1000).toISOString().replace(".000Z", "Z");
}
