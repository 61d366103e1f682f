import { parse, stringify } from "lossless-json";
import * as z from "zod/mini";
import { type Item, ItemError, itemKey, itemOf, readItem } from "./dynamodb";
import { EVENT_TYPES, EVENT_VERSION, type EventType, type PlatformEvent } from "./events";
import { shardOf, shardsOf } from "./shards";

/** The key of an event in a table's outbox. */
export const outboxKey = (id: string): Item => itemKey(["OUTBOX", id], ["EVENT"]);

/** The kind of the shards that events stand in. */
const KIND = "event";

/** All shards that the events of a Region stand in. */
export const outboxShards = (region: string): readonly string[] => shardsOf(KIND, region);

/** The attributes by which an event of an outbox is listed, and is due until it is published. */
export function outboxIndexes({ id, region, at }: Pick<PlatformEvent, "id" | "region" | "at">) {
  const shard = shardOf(KIND, region, id);
  return { dueShard: shard, dueAt: at, listShard: shard, createdAt: at };
}

/**
 * An event in the outbox of any table, with its data as the text that consumers get. It stands in the index `listed`, and
 * in `due` until it is published.
 */
export function writeOutbox(event: PlatformEvent): Item {
  const { version: _version, data, ...fields } = event;
  return itemOf(outboxKey(event.id), fields, { data: stringify(data) }, outboxIndexes(event));
}

const storedEvent = z.object({
  id: z.string(),
  type: z.enum(EVENT_TYPES as [EventType, ...EventType[]]),
  at: z.string(),
  region: z.string(),
  epoch: z.number(),
  data: z.string(),
});

/** An event as it was written, its amounts as number tokens. @throws ItemError */
export function readOutbox(item: Item): PlatformEvent {
  const { data: text, ...fields } = readItem(storedEvent, item);
  const data = parse(text);
  if (typeof data !== "object" || data === null) throw new ItemError("An event's data is no object.");
  return { ...fields, version: EVENT_VERSION, data };
}
