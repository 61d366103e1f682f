import type { JsonObject } from "../gateway/answers";
import { listIn, objectIn, parseObject, textIn } from "../gateway/answers";
import { filterOf, type Filter } from "./filters";
import { readItemFailures } from "./item-failures";
import { RECEIVE_MAX } from "./mapping";
import { backOffMs, type Invocation, problem, type Pump, type PumpParts } from "./pump";
import { WakeUp } from "./wake-up";

/** Batches at a time where a mapping sets no maximum: as many as Lambda starts with. */
const CONCURRENCY_DEFAULT = 5;
/** A batch is closed before its messages' texts could pass the 6 MB of an invocation: ten more may have 256 KB each. */
const BATCH_BYTES_MAX = 6_000_000 - RECEIVE_MAX * 262_144;
/** A throttled batch is tried so often; then its messages wait for their visibility timeout. */
const THROTTLED_TRIES_MAX = 5;

/** One message as a function gets it, with its receipt. */
type Message = JsonObject & { readonly messageId: string; readonly receiptHandle: string; readonly body: string };

/**
 * Reads an SQS queue for a function: batches and windows, several at a time, filters, partial failures. What fails stays in the queue
 * until its visibility timeout is over; the queue's own redrive policy ends it. FIFO groups keep their order by the queue itself, which gives out
 * no message of a group that is being worked on.
 */
export class QueuePump implements Pump {
  readonly #parts: PumpParts;
  readonly #passes: Filter;
  readonly #queueUrl: string;
  readonly #ending = new AbortController();
  readonly #arrival = new WakeUp();
  readonly #slot = new WakeUp();
  readonly #underWay = new Set<Promise<void>>();
  readonly #running: Promise<void>;

  constructor(parts: PumpParts) {
    this.#parts = parts;
    this.#passes = filterOf(parts.mapping.filters);
    this.#queueUrl = queueUrlOf(parts.mapping.sourceArn);
    this.#running = this.#run();
  }

  wake(): void {
    this.#arrival.ring();
  }

  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#running;
  }

  get #ended(): boolean {
    return this.#ending.signal.aborted;
  }

  async #run(): Promise<void> {
    const { mapping, sleep, report } = this.#parts;
    const concurrencyMax = mapping.concurrencyMax ?? CONCURRENCY_DEFAULT;
    let failures = 0;
    while (!this.#ended) {
      if (this.#underWay.size >= concurrencyMax) {
        await this.#slot.wait(undefined, this.#ending.signal);
        continue;
      }
      try {
        const batch = await this.#collect();
        failures = 0;
        if (batch.length === 0) await this.#arrival.wait(undefined, this.#ending.signal);
        else this.#begin(batch);
      } catch (error) {
        report(problem(error));
        failures += 1;
        await sleep(backOffMs(failures), this.#ending.signal);
      }
    }
  }

  /** Receives until the batch is full, or the window is over; without a window, once. */
  async #collect(): Promise<Message[]> {
    const { mapping, clock } = this.#parts;
    const batch: Message[] = [];
    let until = clock();
    do {
      const received = await this.#receive(Math.min(RECEIVE_MAX, mapping.batchSize - batch.length));
      if (batch.length === 0) {
        if (received.length === 0) return batch;
        until = clock() + mapping.windowSeconds * 1000;
      }
      batch.push(...received);
      if (received.length === 0) await this.#arrival.wait(Math.max(0, until - clock()), this.#ending.signal);
    } while (batch.length < mapping.batchSize && clock() < until && bytesOf(batch) < BATCH_BYTES_MAX && !this.#ended);
    return batch;
  }

  async #receive(count: number): Promise<Message[]> {
    const { mapping } = this.#parts;
    const answer = await this.#sqs("ReceiveMessage", {
      QueueUrl: this.#queueUrl,
      MaxNumberOfMessages: count,
      WaitTimeSeconds: 0,
      AttributeNames: ["All"],
      MessageAttributeNames: ["All"],
    });
    return listIn(answer["Messages"]).map((message) =>
      readMessage(objectIn(message), mapping.sourceArn, mapping.region),
    );
  }

  #begin(batch: readonly Message[]): void {
    const work = this.#process(batch)
      .catch((error: unknown) => this.#parts.report(problem(error)))
      .finally(() => {
        this.#underWay.delete(work);
        this.#slot.ring();
      });
    this.#underWay.add(work);
  }

  async #process(batch: readonly Message[]): Promise<void> {
    const { report } = this.#parts;
    const passed = batch.filter((message) => this.#passes(asFiltered(message)));
    // Lambda deletes what its filters leave out.
    await this.#remove(batch.filter((message) => !passed.includes(message)));
    if (passed.length === 0) return;
    const done = this.#doneOf(passed, await this.#invoke(passed));
    await this.#remove(done);
    report(done.length === passed.length ? "OK" : "PROBLEM: Function call failed");
  }

  async #invoke(messages: readonly Message[]): Promise<Invocation> {
    for (let tries = 1; ; tries++) {
      const invocation = await this.#parts.invoke({ Records: messages });
      if (invocation.kind !== "throttled" || tries >= THROTTLED_TRIES_MAX || this.#ended) return invocation;
      await this.#parts.sleep(backOffMs(tries), this.#ending.signal);
    }
  }

  /** The messages that are done; what is not stays where it is. */
  #doneOf(messages: readonly Message[], invocation: Invocation): readonly Message[] {
    if (invocation.kind !== "answered") return [];
    if (!this.#parts.mapping.reportsItemFailures) return messages;
    const { failed } = readItemFailures(
      invocation.payload,
      messages.map(({ messageId }) => messageId),
    );
    if (failed === "none") return messages;
    return failed === "all" ? [] : messages.filter(({ messageId }) => !failed.includes(messageId));
  }

  async #remove(messages: readonly Message[]): Promise<void> {
    for (let start = 0; start < messages.length; start += RECEIVE_MAX) {
      const Entries = messages
        .slice(start, start + RECEIVE_MAX)
        .map(({ receiptHandle }, index) => ({ Id: String(index), ReceiptHandle: receiptHandle }));
      const answer = await this.#sqs("DeleteMessageBatch", { QueueUrl: this.#queueUrl, Entries });
      const failed = listIn(answer["Failed"]).length;
      // Their visibility timeout was over before the function was: they come again.
      if (failed > 0) this.#parts.report(`PROBLEM: ${failed} messages could not be deleted`);
    }
  }

  #sqs(operation: string, input: JsonObject): Promise<JsonObject> {
    return this.#parts.call("sqs", `AmazonSQS.${operation}`, input);
  }
}

/** A queue's URL as the emulator reads it: the host says nothing. */
export function queueUrlOf(arn: string): string {
  const [, , , , account = "", name = ""] = arn.split(":");
  return `http://127.0.0.1/${account}/${name}`;
}

function bytesOf(batch: readonly Message[]): number {
  return batch.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0);
}

/** A message in the form of Lambda's SQS event. */
function readMessage(message: JsonObject, eventSourceARN: string, awsRegion: string): Message {
  const attributes = Object.entries(objectIn(message["MessageAttributes"]));
  return {
    messageId: textIn(message["MessageId"]),
    receiptHandle: textIn(message["ReceiptHandle"]),
    body: textIn(message["Body"]),
    attributes: objectIn(message["Attributes"]),
    messageAttributes: Object.fromEntries(attributes.map(([name, value]) => [name, readAttribute(objectIn(value))])),
    md5OfBody: message["MD5OfBody"],
    ...(message["MD5OfMessageAttributes"] === undefined
      ? {}
      : { md5OfMessageAttributes: message["MD5OfMessageAttributes"] }),
    eventSource: "aws:sqs",
    eventSourceARN,
    awsRegion,
  };
}

function readAttribute({ StringValue, BinaryValue, DataType }: JsonObject): JsonObject {
  return {
    ...(StringValue === undefined ? {} : { stringValue: StringValue }),
    ...(BinaryValue === undefined ? {} : { binaryValue: BinaryValue }),
    stringListValues: [],
    binaryListValues: [],
    dataType: DataType,
  };
}

/** A filter sees the members of a body that is a JSON object, and any other body as text. */
function asFiltered(message: Message): JsonObject {
  const parsed = message.body.trimStart().startsWith("{") ? parseObject(message.body) : {};
  return Object.keys(parsed).length === 0 ? message : { ...message, body: parsed };
}
