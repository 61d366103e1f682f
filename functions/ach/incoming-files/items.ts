import * as z from "zod/mini";
import { type Item, ItemError, itemKey, readItem, toItem } from "../../shared/dynamodb";
import { shardOf } from "../../shared/shards";
import { INCOMING_KINDS, INCOMING_STATUSES, type IncomingFile } from "./incoming-file";
import type { RemoteFile } from "./ports";

const text = z.string();
const maybeText = z.optional(z.string());
const count = z.number();

const storedFile = z.object({
  key: text,
  version: text,
  versionId: maybeText,
  sizeBytes: count,
  kind: z.enum(INCOMING_KINDS),
  status: z.enum(INCOMING_STATUSES),
  applied: count,
  known: count,
  tooEarly: count,
  unmatched: count,
  faults: count,
  exceptions: z.array(z.object({ what: text, place: count, trace: maybeText, code: maybeText, fileId: maybeText })),
  copiedTo: maybeText,
  receivedAt: text,
  updatedAt: text,
  runs: count,
  dueAt: maybeText,
  region: text,
});

/** What separates parts of a key may stand in a file's name. */
const part = (name: string): string => encodeURIComponent(name);

/** What the shards of the index `due` begin with that incoming files wait in. */
export const WAITING = "ach-incoming";

/** The key of an incoming file: by name, each version an item. */
export const incomingKey = ({ key, version }: Pick<IncomingFile, "key" | "version">): Item =>
  itemKey(["INCOMING", part(key)], ["FILE", part(version)]);

/** An incoming file as an item; in the index `due` while it waits. */
export function writeIncoming(file: IncomingFile): Item {
  const { key, version, region, dueAt } = file;
  const dueShard = dueAt === undefined ? undefined : shardOf(WAITING, region, `${key} ${version}`);
  return { ...incomingKey(file), ...toItem({ ...file, dueShard }) };
}

/** An incoming file as it was written. @throws ItemError */
export function readIncoming(item: Item): IncomingFile {
  return readItem(storedFile, item);
}

/** Which file an item is of, by its key alone. @throws ItemError */
export function incomingOf({ pk, sk }: Item): Pick<IncomingFile, "key" | "version"> {
  const [kind, key] = pk?.S?.split("#") ?? [];
  const [, version] = sk?.S?.split("#") ?? [];
  if (kind === "INCOMING" && key !== undefined && version !== undefined) {
    return { key: decodeURIComponent(key), version: decodeURIComponent(version) };
  }
  throw new ItemError("An item of the index due is no incoming file by its key.");
}

const storedRemote = z.object({
  key: text,
  path: text,
  modifiedAt: maybeText,
  sizeBytes: z.optional(count),
  askedAt: text,
  asks: count,
  arrivedAt: maybeText,
});

/** The key of a file of the bank's, beside what came of it. */
export const remoteKey = (key: string): Item => itemKey(["INCOMING", part(key)], ["REMOTE"]);

export function writeRemote(file: RemoteFile): Item {
  return { ...remoteKey(file.key), ...toItem(file) };
}

/** A file of the bank's as it was written, by its name. @throws ItemError */
export function readRemote(item: Item): RemoteFile & { readonly id: string } {
  const file = readItem(storedRemote, item);
  return { ...file, id: file.key };
}
