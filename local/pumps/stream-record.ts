import type { JsonObject } from "../gateway/answers";
import { objectIn, textIn } from "../gateway/answers";

/** A stream's record as a function gets it, with what its delivery depends on. */
export interface StreamRecord {
  readonly event: JsonObject;
  readonly sequenceNumber: string;
  /** Seconds since 1970. */
  readonly createdAt: number;
  /** The item's key as text: records of one item stay in order. */
  readonly itemKey: string;
  readonly bytes: number;
}

/** Reads a record of GetRecords. */
export function readStreamRecord(record: JsonObject, eventSourceARN: string): StreamRecord {
  const change = objectIn(record["dynamodb"]);
  const event = { ...record, eventSourceARN };
  return {
    event,
    sequenceNumber: textIn(change["SequenceNumber"]),
    createdAt: Number(change["ApproximateCreationDateTime"]),
    itemKey: JSON.stringify(Object.entries(objectIn(change["Keys"])).sort(([one], [other]) => (one < other ? -1 : 1))),
    bytes: Buffer.byteLength(JSON.stringify(event)),
  };
}
