import { createHash, randomUUID } from "node:crypto";
import type { JsonObject } from "../gateway/answers";
import { listIn, objectIn, textIn } from "../gateway/answers";
import { EmulatorCallError } from "../gateway/emulator-client";
import { failureDocument, type GivenUp } from "./failure-document";
import { filterOf, type Filter } from "./filters";
import { backOffMs, problem, type Pump, type PumpParts } from "./pump";
import { queueUrlOf } from "./queue-pump";
import { deliver } from "./stream-delivery";
import { StreamLane } from "./stream-lane";
import { readStreamRecord, type StreamRecord } from "./stream-record";
import { WakeUp } from "./wake-up";

/** Where reading begins: at or after a record, or by an iterator that has not been used. */
export type StreamPosition =
  { readonly at: string } | { readonly after: string } | { readonly iterator: string } | { readonly oldest: true };

/** Records that are read and not done: with more, reading waits. */
const BACKLOG_MAX = 2000;
/** A read that gave nothing is followed by another after so long, longer each time: a record may be late. */
const QUIET_MS = { first: 50, last: 2000 };

/**
 * Reads a DynamoDB stream for a function: batches and windows in lanes, each item's records in one lane and so in order, filters, partial
 * failures, retries, splits, record age, failure destination. A lane that cannot go on holds up itself alone, until too much is read.
 */
export class StreamPump implements Pump {
  readonly #parts: PumpParts;
  readonly #passes: Filter;
  readonly #lanes: readonly StreamLane[];
  readonly #ending = new AbortController();
  readonly #arrival = new WakeUp();
  readonly #progress = new WakeUp();
  /** Sequence numbers that are read and not done, in the order of the stream. */
  readonly #open = new Set<string>();
  readonly #running: Promise<unknown>;
  #shardId = "";
  #position: StreamPosition | undefined;

  /** @param from where an earlier pump of the mapping ended; else the mapping's starting position. */
  constructor(parts: PumpParts, from?: StreamPosition) {
    this.#parts = parts;
    const { mapping, clock } = parts;
    this.#position = from;
    this.#passes = filterOf(mapping.filters);
    const options = { batchSize: mapping.batchSize, windowMs: mapping.windowSeconds * 1000, clock };
    this.#lanes = Array.from({ length: mapping.parallelizationFactor }, () => new StreamLane(options));
    this.#running = Promise.all([this.#read(), ...this.#lanes.map((lane) => this.#work(lane))]).catch(
      (error: unknown) => parts.report(problem(error)),
    );
  }

  wake(): void {
    this.#arrival.ring();
  }

  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#running;
  }

  /** Where another pump goes on, once this one is stopped. */
  get position(): StreamPosition | undefined {
    const [first] = this.#open;
    return first === undefined ? this.#position : { at: first };
  }

  get #ended(): boolean {
    return this.#ending.signal.aborted;
  }

  async #read(): Promise<void> {
    const { mapping, sleep, report } = this.#parts;
    const ending = this.#ending.signal;
    let iterator: string | undefined;
    let quietMs = QUIET_MS.first;
    let failures = 0;
    while (!this.#ended) {
      if (this.#open.size >= BACKLOG_MAX) {
        await this.#progress.wait(undefined, ending);
        continue;
      }
      try {
        iterator ??= await this.#iterator();
        const answer = await this.#streams("GetRecords", { ShardIterator: iterator, Limit: 1000 });
        const records = listIn(answer["Records"]).map((record) =>
          readStreamRecord(objectIn(record), mapping.sourceArn),
        );
        this.#take(records);
        iterator = textIn(answer["NextShardIterator"]) || undefined;
        failures = 0;
        if (records.length > 0) quietMs = QUIET_MS.first;
        else {
          const rang = await this.#arrival.wait(quietMs, ending);
          quietMs = rang ? QUIET_MS.first : Math.min(quietMs * 2, QUIET_MS.last);
        }
      } catch (error) {
        iterator = undefined;
        if (this.#movedOn(error)) continue;
        report(problem(error));
        failures += 1;
        await sleep(backOffMs(failures), ending);
      }
    }
  }

  /** An iterator from where reading stands. */
  async #iterator(): Promise<string> {
    const { mapping } = this.#parts;
    const StreamArn = mapping.sourceArn;
    if (this.#shardId === "") {
      const { StreamDescription } = await this.#streams("DescribeStream", { StreamArn });
      // The emulator's streams have one shard each.
      this.#shardId = textIn(objectIn(listIn(objectIn(StreamDescription)["Shards"])[0])["ShardId"]);
    }
    const from = this.#position;
    if (from !== undefined && "iterator" in from) return from.iterator;
    const type = startOf(from, mapping.startingPosition ?? "LATEST");
    const answer = await this.#streams("GetShardIterator", { StreamArn, ShardId: this.#shardId, ...type });
    const iterator = textIn(answer["ShardIterator"]);
    // Until a record is read, "latest" means the moment of the first asking.
    this.#position ??= { iterator };
    return iterator;
  }

  /** What is read of records that are gone, or by an iterator that is too old, goes on from the oldest or the last record. */
  #movedOn(error: unknown): boolean {
    if (!(error instanceof EmulatorCallError) || this.#position === undefined) return false;
    if (error.code === "TrimmedDataAccessException") this.#position = { oldest: true };
    else if (error.code !== "ExpiredIteratorException") return false;
    else if ("iterator" in this.#position) this.#position = undefined;
    return true;
  }

  #take(records: readonly StreamRecord[]): void {
    for (const record of records) {
      this.#position = { after: record.sequenceNumber };
      if (!this.#passes(record.event)) continue;
      this.#open.add(record.sequenceNumber);
      this.#lanes[laneOf(record.itemKey, this.#lanes.length)]?.add(record);
    }
  }

  async #work(lane: StreamLane): Promise<void> {
    const { mapping, invoke, clock, sleep, report } = this.#parts;
    const ending = this.#ending.signal;
    const done = (records: readonly StreamRecord[]): void => {
      for (const { sequenceNumber } of records) this.#open.delete(sequenceNumber);
      this.#progress.ring();
    };
    const giveUp = (batch: GivenUp): Promise<void> => this.#giveUp(batch);
    while (!this.#ended) {
      const batch = await lane.next(ending);
      if (batch.length > 0) await deliver(batch, { mapping, invoke, clock, sleep, report, ending, done, giveUp });
    }
  }

  /** Tells the failure destination. One that cannot be reached loses the record, as on AWS. */
  async #giveUp(batch: GivenUp): Promise<void> {
    const { mapping, call, clock, report } = this.#parts;
    if (mapping.failureQueueArn === undefined) return;
    const document = failureDocument(batch, {
      requestId: randomUUID(),
      functionArn: mapping.functionArn,
      streamArn: mapping.sourceArn,
      shardId: this.#shardId,
      now: clock(),
    });
    const message = { QueueUrl: queueUrlOf(mapping.failureQueueArn), MessageBody: JSON.stringify(document) };
    await call("sqs", "AmazonSQS.SendMessage", message).catch((error: unknown) => report(problem(error)));
  }

  #streams(operation: string, input: JsonObject): Promise<JsonObject> {
    return this.#parts.call("dynamodb", `DynamoDBStreams_20120810.${operation}`, input);
  }
}

function startOf(from: StreamPosition | undefined, starting: "TRIM_HORIZON" | "LATEST"): JsonObject {
  if (from === undefined || "iterator" in from) return { ShardIteratorType: starting };
  if ("oldest" in from) return { ShardIteratorType: "TRIM_HORIZON" };
  return "at" in from
    ? { ShardIteratorType: "AT_SEQUENCE_NUMBER", SequenceNumber: from.at }
    : { ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber: from.after };
}

/** The lane of an item: the same each time. */
export function laneOf(itemKey: string, lanes: number): number {
  return createHash("sha256").update(itemKey).digest().readUInt32BE() % lanes;
}
