import type { JsonObject } from "../gateway/answers";
import { listIn, objectIn, parseObject, textIn, textOf } from "../gateway/answers";
import type { EmulatorClient } from "../gateway/emulator-client";

/** One datum of PutMetricData. */
export interface MetricDatum {
  readonly MetricName: string;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
  readonly Timestamp: number;
  readonly Values: readonly number[];
  readonly Unit: string;
}

/** Metrics of one namespace. */
export interface NamespaceMetrics {
  readonly namespace: string;
  readonly data: readonly MetricDatum[];
}

/** PutMetricData takes at most 1,000 metrics a call. */
const DATA_PER_CALL = 1000;

/**
 * Reads a log line in CloudWatch's embedded metric format: each metric once for each set of dimensions. Any other line has no metrics.
 * Source: the Embedded Metric Format specification.
 */
export function readEmfLine(line: string): readonly NamespaceMetrics[] {
  if (!line.trimStart().startsWith("{")) return [];
  const record = parseObject(line);
  const metadata = objectIn(record["_aws"]);
  const timestamp = Number(metadata["Timestamp"]) / 1000;
  return listIn(metadata["CloudWatchMetrics"])
    .map(objectIn)
    .map((directive) => ({
      namespace: textIn(directive["Namespace"]),
      data: directiveData(directive, record, timestamp),
    }))
    .filter(({ namespace, data }) => namespace !== "" && data.length > 0);
}

function directiveData(directive: JsonObject, record: JsonObject, timestamp: number): readonly MetricDatum[] {
  const sets = listIn(directive["Dimensions"]).map((set) => listIn(set).map(textIn));
  const dimensionSets = sets.length === 0 ? [[]] : sets;
  return listIn(directive["Metrics"])
    .map(objectIn)
    .flatMap((metric) => {
      const name = textIn(metric["Name"]);
      const value = record[name];
      const values = (Array.isArray(value) ? value : [value]).filter((each) => typeof each === "number");
      if (values.length === 0) return [];
      return dimensionSets.map((set) => ({
        MetricName: name,
        Dimensions: set.map((dimension) => ({ Name: dimension, Value: textOf(record[dimension]) })),
        Timestamp: timestamp,
        Values: values,
        Unit: textIn(metric["Unit"]) || "None",
      }));
    });
}

/** Calls that end together are written in any order: so much is read again, and known streams are left out. */
const OVERLAP_MS = 10_000;

/** What was read of a log group. */
interface ReadGroup {
  bytes: number;
  /** Moment of the latest line that was read, in milliseconds since 1970. */
  latest: number;
  /** Streams that were read, with the moment of their lines. */
  readonly readStreams: Map<string, number>;
}

/** Puts the metrics of functions' EMF log lines, each line once, as CloudWatch Logs does by itself on AWS. */
export class EmfPump {
  readonly #emulator: EmulatorClient;
  readonly #region: string;
  readonly #groups = new Map<string, ReadGroup>();

  constructor(emulator: EmulatorClient, region: string) {
    this.#emulator = emulator;
    this.#region = region;
  }

  /** Reads what is new in all log groups once. */
  async pump(): Promise<void> {
    for (const { name, bytes } of await this.#logGroups()) {
      const group = this.#groups.get(name) ?? { bytes: 0, latest: 0, readStreams: new Map<string, number>() };
      this.#groups.set(name, group);
      if (bytes === group.bytes) continue;
      group.bytes = bytes;
      await this.#read(name, group);
    }
  }

  /** The log groups that there are, with how much each holds: one that holds no more than before has nothing new. */
  async #logGroups(): Promise<readonly { name: string; bytes: number }[]> {
    const groups: { name: string; bytes: number }[] = [];
    let nextToken: unknown;
    do {
      const answer: JsonObject = await this.#logs("DescribeLogGroups", nextToken === undefined ? {} : { nextToken });
      for (const group of listIn(answer["logGroups"]).map(objectIn))
        groups.push({ name: textIn(group["logGroupName"]), bytes: Number(group["storedBytes"]) });
      nextToken = answer["nextToken"];
    } while (nextToken !== undefined);
    return groups;
  }

  /** The emulator writes each call of a function as one log stream, all lines at once: a stream that was read is read. */
  async #read(name: string, group: ReadGroup): Promise<void> {
    const startTime = Math.max(0, group.latest - OVERLAP_MS);
    const answer = await this.#logs("FilterLogEvents", {
      logGroupName: name,
      startTime,
      filterPattern: '"CloudWatchMetrics"',
    });
    const events = listIn(answer["events"]).map(readEvent);
    const unread = events.filter(({ stream }) => !group.readStreams.has(stream));
    for (const { message, stream, timestamp } of unread) {
      group.readStreams.set(stream, timestamp);
      group.latest = Math.max(group.latest, timestamp);
      for (const { namespace, data } of readEmfLine(message)) await this.#put(namespace, data.map(asOf(timestamp)));
    }
    for (const [stream, timestamp] of group.readStreams)
      if (timestamp < group.latest - OVERLAP_MS) group.readStreams.delete(stream);
  }

  async #put(namespace: string, data: readonly MetricDatum[]): Promise<void> {
    for (let start = 0; start < data.length; start += DATA_PER_CALL) {
      await this.#emulator.json("monitoring", this.#region, "GraniteServiceVersion20100801.PutMetricData", {
        Namespace: namespace,
        MetricData: data.slice(start, start + DATA_PER_CALL),
      });
    }
  }

  #logs(operation: string, input: JsonObject): Promise<JsonObject> {
    return this.#emulator.json("logs", this.#region, `Logs_20140328.${operation}`, input);
  }
}

/** A function whose clock was moved ahead writes metrics of the future, which no alarm of the present sees: they count when they were written. */
function asOf(writtenMs: number): (datum: MetricDatum) => MetricDatum {
  return (datum) => ({ ...datum, Timestamp: Math.min(datum.Timestamp, writtenMs / 1000) });
}

function readEvent(value: unknown): { message: string; stream: string; timestamp: number } {
  const event = objectIn(value);
  return {
    message: textIn(event["message"]),
    stream: textIn(event["logStreamName"]),
    timestamp: Number(event["timestamp"]),
  };
}
