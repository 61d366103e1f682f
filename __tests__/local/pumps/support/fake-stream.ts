import type { JsonObject } from "../../../../local/gateway/answers";
import { textIn } from "../../../../local/gateway/answers";
import { EmulatorCallError } from "../../../../local/gateway/emulator-client";
import type { SourceCall } from "../../../../local/pumps/pump";

/** A stream of one shard in memory; iterators are places in it. Records are numbered from 1. */
export class FakeStream {
  readonly records: JsonObject[] = [];
  readonly calls: { readonly operation: string; readonly input: JsonObject }[] = [];
  /** What was sent to a queue. */
  readonly sent: JsonObject[] = [];
  /** Codes with which the next reads are refused. */
  refusals: string[] = [];

  /** Adds records of these items. */
  write(...keys: readonly string[]): void {
    for (const key of keys) {
      this.records.push({
        eventName: "INSERT",
        dynamodb: {
          SequenceNumber: String(this.records.length + 1),
          ApproximateCreationDateTime: performance.now() / 1000,
          Keys: { pk: { S: key } },
          NewImage: { pk: { S: key } },
        },
      });
    }
  }

  readonly call: SourceCall = async (_service, target, input) => {
    const operation = target.split(".")[1] ?? "";
    this.calls.push({ operation, input });
    switch (operation) {
      case "DescribeStream":
        return { StreamDescription: { Shards: [{ ShardId: "shard-1" }] } };
      case "GetShardIterator":
        return { ShardIterator: String(this.#placeOf(input)) };
      case "GetRecords":
        return this.#read(Number(input["ShardIterator"]));
      default:
        this.sent.push(input);
        return {};
    }
  };

  #placeOf({ ShardIteratorType, SequenceNumber }: JsonObject): number {
    const number = Number(textIn(SequenceNumber));
    if (ShardIteratorType === "TRIM_HORIZON") return 0;
    if (ShardIteratorType === "LATEST") return this.records.length;
    return ShardIteratorType === "AT_SEQUENCE_NUMBER" ? number - 1 : number;
  }

  #read(place: number): JsonObject {
    const refusal = this.refusals.shift();
    if (refusal !== undefined)
      throw new EmulatorCallError("GetRecords", 400, JSON.stringify({ __type: `x#${refusal}` }));
    return { Records: this.records.slice(place), NextShardIterator: String(this.records.length) };
  }
}
