import * as z from "zod/mini";
import { toTimestamp } from "../../shared/clock";
import { PlatformError } from "../../shared/errors";
import type { ListingPlace } from "./message";
import type { IncomingParts } from "./parts";
import type { RemoteFile } from "./ports";
import { INCOMING } from "./take-file";
import { takeWaiting } from "./take-waiting";

/** Where listings of the bank's folder go. */
export const LISTINGS = "listings/outbox/";

/** The connector's listing is not as it is documented. */
export class ListingError extends PlatformError {
  readonly code = "listing_invalid";
}

const listing = z.object({
  files: z.array(
    z.object({ filePath: z.string(), modifiedTimestamp: z.optional(z.string()), size: z.optional(z.number()) }),
  ),
  truncated: z.optional(z.union([z.boolean(), z.string()])),
});

/** What a call fetches at most. */
const FETCHED_AT_ONCE = 10;
/** A listing of ten thousand files, with a few hundred characters each. */
const LISTING_BYTES_MAX = 5_000_000;
/** A file that did not come within this time is asked for again. */
const AGAIN_MS = 15 * 60_000;
/** From the so-manieth time on an alarm is raised. */
const ASKS_TOLD = 3;

/** What a scheduled run did. */
export interface CollectReport {
  /** Whether a listing of the bank's folder was begun. */
  readonly listing: boolean;
  /** Files that had waited and were taken again. */
  readonly taken: number;
}

/** Takes again what waits, and begins to list the bank's folder where there is one. @throws whatever the ports throw. */
export async function collect(parts: IncomingParts, deadline: number): Promise<CollectReport> {
  const taken = await takeWaiting(parts, deadline);
  await parts.outbox?.list();
  return { listing: parts.outbox !== undefined, taken };
}

/** Whether a listing is one that this room asked for. */
export function isOurListing({ bucketName, outbox }: IncomingParts, listing: ListingPlace): boolean {
  const { connectorId, folder, bucket, key } = listing;
  const isFolder = connectorId === outbox?.connectorId && folder === outbox.folder;
  return isFolder && bucket === bucketName && key.startsWith(LISTINGS);
}

/**
 * Asks for the files of a listing that were not fetched yet, or have changed since; gives how many. That they were asked for
 * is written first: one whose fetching was never begun is asked for again.
 *
 * @throws ListingError, and whatever the ports throw.
 */
export async function fetchListed(parts: IncomingParts, { key }: ListingPlace): Promise<number> {
  const { incoming, outbox, clock, log, count } = parts;
  if (!outbox) return 0;
  const { files, truncated } = await readListing(parts, key);
  if (truncated === true || truncated === "true") {
    log.error("the bank's folder has more files than a listing takes", { files: files.length });
    count("ListingsTruncated");
  }
  const listed = files.flatMap((file) => {
    const name = nameIn(outbox.folder, file.filePath);
    return name === undefined ? [] : [{ ...file, key: `${INCOMING}${name}` }];
  });
  const known = await incoming.remoteFiles(listed.map((file) => file.key));
  const now = clock.now();
  const wanted = listed.flatMap((file): RemoteFile[] => {
    const before = known.get(file.key);
    const isSame = before?.modifiedAt === file.modifiedTimestamp && before?.sizeBytes === file.size;
    if (before && isSame && isOnItsWay(before, now)) return [];
    const asked = {
      ...{ key: file.key, path: file.filePath, askedAt: toTimestamp(now), asks: isSame ? (before?.asks ?? 0) + 1 : 1 },
      ...(file.modifiedTimestamp !== undefined && { modifiedAt: file.modifiedTimestamp }),
      ...(file.size !== undefined && { sizeBytes: file.size }),
    };
    return [asked];
  });
  for (let from = 0; from < wanted.length; from += FETCHED_AT_ONCE) {
    const some = wanted.slice(from, from + FETCHED_AT_ONCE);
    for (const file of some) await incoming.keepRemote(file);
    await outbox.fetch(some.map(({ path }) => path));
  }
  for (const { key: late } of wanted.filter(({ asks }) => asks >= ASKS_TOLD)) {
    log.error("a file of the bank's does not come", { key: late });
    count("FilesUncollected");
  }
  return wanted.length;
}

function isOnItsWay({ arrivedAt, askedAt }: RemoteFile, now: number): boolean {
  return arrivedAt !== undefined || now - Date.parse(askedAt) < AGAIN_MS;
}

/** The name of a file that stands in the folder itself. */
function nameIn(folder: string, path: string): string | undefined {
  const inside = folder.endsWith("/") ? folder : `${folder}/`;
  const name = path.startsWith(inside) ? path.slice(inside.length) : path;
  return name === "" || name.includes("/") ? undefined : name;
}

async function readListing({ inbox }: IncomingParts, key: string): Promise<z.output<typeof listing>> {
  const open = await inbox.open({ key });
  if (!open) throw new ListingError(`There is no listing ${key}.`);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of open.chunks) {
    length += chunk.length;
    if (length > LISTING_BYTES_MAX)
      throw new ListingError(`The listing ${key} has more than ${LISTING_BYTES_MAX} bytes.`);
    chunks.push(chunk);
  }
  const read = listing.safeParse(parsed(Buffer.concat(chunks).toString("utf8")));
  if (read.success) return read.data;
  const places = read.error.issues.map(({ path }) => path.join("."));
  throw new ListingError(`The listing ${key} is not as documented: ${places.join(", ") || "no object"}.`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON is no listing: the schema says so.
    return undefined;
  }
}
