import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { JsonObject } from "../gateway/answers";
import { textIn } from "../gateway/answers";
import { findFunction, type FunctionFacts, invokeFunction } from "./functions";
import { createdMapping, describeMapping, invalidValue, type Mapping, MappingRefusal, updatedMapping } from "./mapping";
import type { Pump, PumpParts } from "./pump";
import { QueuePump } from "./queue-pump";
import { callAsRole, type RoleParts } from "./role-session";
import { checkSource } from "./source-check";
import { StreamPump, type StreamPosition } from "./stream-pump";

/** A mapping with what runs for it. */
interface Entry {
  mapping: Mapping;
  /** The function's role, which reads the source. */
  roleArn: string;
  lastResult: string;
  pump: Pump | undefined;
  /** Where a stream's next pump goes on. */
  position: StreamPosition | undefined;
  /** Changes of what runs, one after the other. */
  changes: Promise<void>;
  deleted: boolean;
}

/** What mappings are made from. */
export interface MappingsParts extends RoleParts {
  readonly log: (line: string) => void;
}

/** All event source mappings: kept here, where the emulator does not see them, each pumped on a loop of its own. */
export class EventSourceMappings {
  readonly #parts: MappingsParts;
  readonly #entries = new Map<string, Entry>();

  constructor(parts: MappingsParts) {
    this.#parts = parts;
  }

  /** @throws MappingRefusal */
  async create(region: string, request: JsonObject): Promise<JsonObject> {
    const found = await this.#function(region, textIn(request["FunctionName"]));
    const facts = { uuid: randomUUID(), now: this.#seconds(), functionArn: found.arn };
    const mapping = createdMapping(request, facts);
    const same = [...this.#entries.values()].find(
      ({ mapping: { sourceArn, functionArn } }) => sourceArn === mapping.sourceArn && functionArn === found.arn,
    );
    if (same !== undefined)
      throw new MappingRefusal(
        409,
        "ResourceConflictException",
        `An event source mapping with ${mapping.kind} arn (" ${mapping.sourceArn} ") and function (" ${found.arn} ") already exists. Please update or delete the existing mapping with UUID ${same.mapping.uuid}`,
      );
    await checkSource(mapping, found, this.#callAs(mapping, found.roleArn));
    const entry: Entry = {
      mapping,
      roleArn: found.roleArn,
      lastResult: "No records processed",
      pump: undefined,
      position: undefined,
      changes: Promise.resolve(),
      deleted: false,
    };
    this.#entries.set(mapping.uuid, entry);
    this.#restart(entry);
    return describeMapping(mapping, "Creating", entry.lastResult);
  }

  /** @throws MappingRefusal */
  get(region: string, uuid: string): JsonObject {
    return describe(this.#entry(region, uuid));
  }

  /** A Region's mappings: of a source, of a function, or all. */
  async list(region: string, sourceArn: string | null, functionName: string | null): Promise<readonly JsonObject[]> {
    const functionArn = functionName === null ? undefined : (await this.#function(region, functionName)).arn;
    return [...this.#entries.values()]
      .filter(({ mapping }) => mapping.region === region)
      .filter(({ mapping }) => sourceArn === null || mapping.sourceArn === sourceArn)
      .filter(({ mapping }) => functionArn === undefined || mapping.functionArn === functionArn)
      .map(describe);
  }

  /** @throws MappingRefusal */
  async update(region: string, uuid: string, request: JsonObject): Promise<JsonObject> {
    const entry = this.#entry(region, uuid);
    const found = await this.#function(region, textIn(request["FunctionName"]) || entry.mapping.functionArn);
    const mapping = updatedMapping(entry.mapping, request, this.#seconds(), found.arn);
    await checkSource(mapping, found, this.#callAs(mapping, found.roleArn));
    entry.mapping = mapping;
    entry.roleArn = found.roleArn;
    this.#restart(entry);
    return describeMapping(mapping, "Updating", entry.lastResult);
  }

  /** @throws MappingRefusal */
  delete(region: string, uuid: string): JsonObject {
    const entry = this.#entry(region, uuid);
    this.#entries.delete(uuid);
    entry.deleted = true;
    this.#restart(entry);
    return describeMapping(entry.mapping, "Deleting", entry.lastResult);
  }

  /** @throws MappingRefusal */
  tags(region: string, uuid: string): Readonly<Record<string, string>> {
    return this.#entry(region, uuid).mapping.tags;
  }

  /** @throws MappingRefusal */
  setTags(region: string, uuid: string, tags: JsonObject, removed: readonly string[] = []): void {
    const entry = this.#entry(region, uuid);
    const kept = Object.entries({ ...entry.mapping.tags, ...tags }).filter(([name]) => !removed.includes(name));
    entry.mapping = { ...entry.mapping, tags: Object.fromEntries(kept.map(([name, value]) => [name, textIn(value)])) };
  }

  /** Hears which queues and streams have something to read. */
  wake(sourceArns: readonly string[]): void {
    for (const { mapping, pump } of this.#entries.values()) if (sourceArns.includes(mapping.sourceArn)) pump?.wake();
  }

  /** Ends all pumps. What is under way ends with the connection to the emulator. */
  async stop(): Promise<void> {
    const entries = [...this.#entries.values()];
    for (const entry of entries) entry.deleted = true;
    await Promise.all(entries.map(async ({ pump }) => pump?.stop()));
  }

  #entry(region: string, uuid: string): Entry {
    const entry = this.#entries.get(uuid);
    if (entry?.mapping.region !== region)
      throw new MappingRefusal(404, "ResourceNotFoundException", "The resource you requested does not exist.");
    return entry;
  }

  async #function(region: string, name: string): Promise<FunctionFacts> {
    if (name === "") throw invalidValue("1 validation error detected: FunctionName is required");
    const found = await findFunction(this.#parts.send, region, name);
    if (found === undefined)
      throw new MappingRefusal(404, "ResourceNotFoundException", `Function does not exist: ${name}`);
    return found;
  }

  /** Ends what runs for a mapping and starts what now should, after the changes before it. */
  #restart(entry: Entry): void {
    entry.changes = entry.changes
      .then(async () => {
        const ended = entry.pump;
        entry.pump = undefined;
        await ended?.stop();
        if (ended instanceof StreamPump) entry.position = ended.position;
        if (entry.mapping.enabled && !entry.deleted) entry.pump = this.#start(entry);
      })
      .catch((error: unknown) => this.#parts.log(`${entry.mapping.uuid}: ${String(error)}`));
  }

  #start(entry: Entry): Pump {
    const { mapping } = entry;
    const { send, clock } = this.#parts;
    const parts: PumpParts = {
      mapping,
      clock,
      call: this.#callAs(mapping, entry.roleArn),
      invoke: (event) => invokeFunction(send, mapping.region, mapping.functionArn, event),
      sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }).catch(() => undefined),
      report: (result) => this.#report(entry, result),
    };
    return mapping.kind === "queue" ? new QueuePump(parts) : new StreamPump(parts, entry.position);
  }

  #report(entry: Entry, result: string): void {
    const { mapping, lastResult } = entry;
    if (result !== lastResult && result !== "OK" && !entry.deleted)
      this.#parts.log(`${mapping.sourceArn} to ${mapping.functionArn}: ${result}`);
    entry.lastResult = result;
  }

  #callAs({ region, uuid }: Mapping, roleArn: string): PumpParts["call"] {
    return callAsRole(this.#parts, region, roleArn, `event-source-${uuid}`);
  }

  #seconds(): number {
    return Math.floor(this.#parts.clock() / 1000);
  }
}

function describe({ mapping, lastResult }: Entry): JsonObject {
  return describeMapping(mapping, mapping.enabled ? "Enabled" : "Disabled", lastResult);
}
