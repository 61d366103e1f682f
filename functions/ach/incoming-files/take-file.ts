import { toTimestamp } from "../../shared/clock";
import { ACKNOWLEDGEMENT_COLUMNS, takeAcknowledgement } from "./acknowledgement";
import { except, type IncomingFile, type IncomingKind, newTally, nextTry, type Tally } from "./incoming-file";
import { takeNotices } from "./notices";
import type { IncomingParts } from "./parts";
import type { OpenObject, StoredObject } from "./ports";
import { SETTLEMENT_COLUMNS, takeSettlement } from "./settlement";

/** Where the bank's files are, and where copies go of what a person is to look at. */
export const INCOMING = "incoming/";
const UNMATCHED = "unmatched/";

/** What is read at most: half a million returns. */
const BYTES_MAX = 50_000_000;
/** Counts are log lines: a file does not write more of them. */
const COUNTED_MAX = 100;
/** What tells a file's kind. */
const HEAD_BYTES = 100;
/** A table has a row a file. */
const TABLE_BYTES_MAX = 1_000_000;

/**
 * Takes a file that the bank has left: says what it is, applies what it says, and keeps what became of it. What our books are
 * not ready for waits for its next turn; what cannot be read or matched is copied, counted and kept, and holds nothing up.
 * A version that was taken to its end changes nothing a second time.
 *
 * @throws BusyError, and whatever the ports throw: it is to be taken again.
 */
export async function takeFile(parts: IncomingParts, object: StoredObject): Promise<IncomingFile | undefined> {
  const { incoming, inbox, clock, region } = parts;
  const open = await inbox.open(object);
  if (!open) {
    // A version that somebody took away: there is nothing left to apply, and nobody to ask.
    parts.log.error("an incoming file is not there any more", { key: object.key });
    parts.count("ReturnsUnmatched");
    return undefined;
  }
  const version = object.versionId ?? open.etag;
  const before = await incoming.find({ key: object.key, version });
  if (before && before.status !== "waiting") {
    await leave(open.chunks);
    return before;
  }
  const now = clock.now();
  const receivedAt = before?.receivedAt ?? toTimestamp(now);
  const runs = (before?.runs ?? 0) + 1;
  const { kind, tally } = await readObject(parts, open);
  const dueAt = tally.tooEarly > 0 ? nextTry(now, receivedAt, runs) : undefined;
  const isGivenUp = tally.tooEarly > 0 && dueAt === undefined;
  if (isGivenUp) except(tally, "unmatched", { what: "too_early", place: 0 });
  const isKept = tally.unmatched + tally.faults > 0;
  const copiedTo = isKept ? copyKey(object.key, version) : undefined;
  if (copiedTo !== undefined) await inbox.copy(object, copiedTo);
  const { applied, ...counts } = tally;
  const file: IncomingFile = {
    ...counts,
    applied: applied + (before?.applied ?? 0),
    // What was applied when it was read before is no news.
    known: Math.max(0, counts.known - (before?.applied ?? 0)),
    ...{ key: object.key, version, sizeBytes: open.sizeBytes, kind, receivedAt, runs, region },
    ...(object.versionId !== undefined && { versionId: object.versionId }),
    status: dueAt !== undefined ? "waiting" : isKept ? "kept" : "applied",
    ...(copiedTo !== undefined && { copiedTo }),
    ...(dueAt !== undefined && { dueAt }),
    updatedAt: toTimestamp(clock.now()),
  };
  await incoming.keep(file);
  await incoming.arrived(object.key, file.updatedAt);
  tellOf(parts, before, file);
  return file;
}

async function readObject(
  parts: IncomingParts,
  { sizeBytes, chunks }: OpenObject,
): Promise<{ readonly kind: IncomingKind; readonly tally: Tally }> {
  const tally = newTally();
  const { head, all, close } = await begun(chunks);
  try {
    const kind = kindOf(head);
    const sizeMax = kind === "notices" ? BYTES_MAX : TABLE_BYTES_MAX;
    if (kind === "unknown") except(tally, "faults", { what: head === "" ? "file_empty" : "kind_unknown", place: 0 });
    else if (sizeBytes > sizeMax) except(tally, "faults", { what: "file_too_large", place: 0 });
    else if (kind === "notices") await takeNotices(parts, all, tally);
    else if (kind === "settlement") await takeSettlement(parts, await textOf(all), tally);
    else await takeAcknowledgement(parts, await textOf(all), tally);
    return { kind, tally };
  } finally {
    await close();
  }
}

/** What a file is, by how it begins: names are each bank's own. */
export function kindOf(head: string): IncomingKind {
  const start = head.replace(/^\xEF\xBB\xBF/, "").replace(/^[\r\n]+/, "");
  if (/^1[\d ]/.test(start)) return "notices";
  const [line = ""] = start.split(/[\r\n]/, 1);
  // A table whose header is not quite ours is told as such.
  if (line.startsWith(ACKNOWLEDGEMENT_COLUMNS.slice(0, 2).join())) return "acknowledgement";
  return line.startsWith(SETTLEMENT_COLUMNS.slice(0, 2).join()) ? "settlement" : "unknown";
}

/** As much as a header line has, one byte a character, and everything from the beginning. */
async function begun(chunks: AsyncIterable<Uint8Array>) {
  const iterator = chunks[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  let length = 0;
  while (length < HEAD_BYTES) {
    const next = await iterator.next();
    if (next.done === true) break;
    seen.push(next.value);
    length += next.value.length;
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    yield* seen;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  }
  const close = async (): Promise<void> => {
    await iterator.return?.();
  };
  return { head: Buffer.concat(seen).toString("latin1", 0, HEAD_BYTES), all: all(), close };
}

/** What is not read keeps its connection until it is closed, and a stream is closed once it was begun. */
async function leave(chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const iterator = chunks[Symbol.asyncIterator]();
  await iterator.next();
  await iterator.return?.();
}

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all).toString("utf8");
}

/** A copy's name: versions of one name are copies of their own. */
function copyKey(key: string, version: string): string {
  return `${UNMATCHED}${key.slice(INCOMING.length)}.${version.replaceAll(/[^\w.-]/g, "")}`;
}

/** Counts what alarms are raised by, once: what an earlier run has told of is not told again. */
function tellOf({ count, log }: IncomingParts, before: IncomingFile | undefined, file: IncomingFile): void {
  const { key, kind, status, applied, known, tooEarly, unmatched, faults, exceptions, runs } = file;
  const report = { key, kind, status, applied, known, tooEarly, unmatched, faults, runs };
  if (unmatched + faults > 0)
    log.error("an incoming file needs a person", { ...report, exceptions: exceptions.slice(0, 20) });
  else if (status === "waiting") log.warn("an incoming file waits for our own books", report);
  else log.info("an incoming file was applied", report);
  // Of a file of noise, one: the alarm is the same.
  const news = unmatched - (before?.unmatched ?? 0) + (faults > (before?.faults ?? 0) ? 1 : 0);
  for (let left = Math.min(news, COUNTED_MAX); left > 0; left--) count("ReturnsUnmatched");
}
