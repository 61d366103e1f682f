import { createHash } from "node:crypto";

/** Where a thing stands in a list: newest first, and of one moment the greater id first. */
export interface Place {
  /** When it was made, ISO 8601 UTC with milliseconds. */
  readonly at: string;
  readonly id: string;
}

/** What of a list is looked at. */
export interface Window {
  /** The oldest and the newest moment, both included; ISO 8601 UTC with milliseconds. */
  readonly from: string;
  readonly to: string;
  /** Only what comes behind this place. */
  readonly behind?: Place;
}

/** One partition of an index. */
export interface Partition {
  readonly index: "listed" | "by_customer" | "by_provider";
  readonly key: string;
}

/** The port to the indexes; they may lag behind the items by a moment. */
export interface PlaceStore {
  /** The first places of a partition within a window, in the list's order, at most `limit`. */
  places(partition: Partition, window: Window, limit: number): Promise<readonly Place[]>;
}

/** A page of a list, and what to ask for the next one with, where there is one. */
export interface Page<Entry> {
  readonly entries: readonly Entry[];
  readonly next?: Place;
}

/** What a list is made of. */
export interface List<Entry> {
  readonly partitions: readonly Partition[];
  readonly window: Window;
  readonly limit: number;
  /** The entries themselves, by id; one that is not there is passed over. */
  readonly read: (ids: readonly string[]) => Promise<ReadonlyMap<string, Entry>>;
  /** What the index does not know; absent where it knows all. */
  readonly wanted?: (entry: Entry) => boolean;
}

/** How many entries one page looks at where many are not wanted: a page may end short there, with a next one. */
export const EXAMINED_MAX = 1000;

const ROUND = 100;

/** A page of a list: full where there is more, but for a filter that finds too little among `EXAMINED_MAX` entries. */
export async function listPage<Entry>(store: PlaceStore, list: List<Entry>): Promise<Page<Entry>> {
  const { partitions, limit, read, wanted } = list;
  const entries: Entry[] = [];
  let window = list.window;
  for (let examined = 0; examined < EXAMINED_MAX;) {
    // One more than the page tells whether there is a next one.
    const round = wanted ? ROUND : limit + 1;
    const found = await Promise.all(partitions.map((partition) => store.places(partition, window, round)));
    const places = mergeNewest(found, round);
    const known = await read(places.map(({ id }) => id));
    for (const place of places) {
      const entry = known.get(place.id);
      if (entry !== undefined && (wanted?.(entry) ?? true)) {
        if (entries.length === limit) return { entries, next: window.behind };
        entries.push(entry);
      }
      window = { ...window, behind: place };
    }
    examined += places.length;
    if (places.length < round) return { entries };
  }
  return { entries, next: window.behind };
}

/** The first of several lists together, in their common order. */
export function mergeNewest(lists: readonly (readonly Place[])[], limit: number): Place[] {
  return lists.flat().sort(comparePlaces).slice(0, limit);
}

/** Below 0 where `left` comes first. */
export function comparePlaces(left: Place, right: Place): number {
  if (left.at !== right.at) return left.at > right.at ? -1 : 1;
  if (left.id !== right.id) return left.id > right.id ? -1 : 1;
  return 0;
}

/**
 * A place as callers carry it from page to page. It holds nothing secret and opens nothing; its check says that this list,
 * with these filters, gave it, and that it arrived whole.
 */
export function writeCursor(place: Place, filters: readonly unknown[]): string {
  const text = Buffer.from(JSON.stringify([place.at, place.id])).toString("base64url");
  return checkOf(text, filters) + text;
}

/** The place of a cursor, or nothing where this list did not give it. */
export function readCursor(cursor: string, filters: readonly unknown[]): Place | undefined {
  const text = cursor.slice(CHECK_LENGTH);
  if (cursor.slice(0, CHECK_LENGTH) !== checkOf(text, filters)) return undefined;
  const [at, id] = JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as [string, string];
  return { at, id };
}

/** 128 bits in base64url. */
const CHECK_LENGTH = 22;

function checkOf(text: string, filters: readonly unknown[]): string {
  const whole = JSON.stringify(["cursor 1", text, ...filters.map((filter) => filter ?? null)]);
  return createHash("sha256").update(whole).digest("base64url").slice(0, CHECK_LENGTH);
}
