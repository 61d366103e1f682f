import type { DynamoDBRecord } from "aws-lambda";
import type { Item } from "../shared/dynamodb";
import { PlatformError } from "../shared/errors";
import type { EventBus, Unsent } from "../shared/event-bus";
import { type Log, maskError } from "../shared/logging";
import { attendDue, type DueParts, type DueRun, type Tally } from "./due";
import { readPlatformEvent } from "./event-items";
import type { PlatformEvent } from "../shared/events";
import type { OutboxStore } from "./outbox-store";

/** What publishes the outbox of one table; what its own Region has written there in its own epoch. */
export interface PublisherParts extends DueParts {
  readonly outbox: OutboxStore;
  readonly bus: EventBus;
  readonly log: Pick<Log, "error" | "warn">;
  readonly region: string;
  readonly epoch: number;
}

/** An event of the stream is not on the bus; its record comes again. */
export class UnpublishedError extends PlatformError {
  readonly code = "event_unpublished";
}

/** How long an event is kept once it is published. */
export const EVENT_KEPT_SECONDS = 90 * 24 * 60 * 60;

/** Younger events are the stream's. */
export const STREAM_MS = 60_000;

/** How soon an event that the bus would not take is tried again. */
const AGAIN_MS = 60_000;

/**
 * Publishes events, then keeps that they are: an event comes at least once, and once more where its publisher dies in
 * between. Gives those that the bus would not take.
 */
async function publish(parts: PublisherParts, events: readonly PlatformEvent[]): Promise<readonly Unsent[]> {
  const { bus, outbox, clock, count, log } = parts;
  const unsent = await bus.put(events);
  const expiresAt = Math.floor(clock.now() / 1000) + EVENT_KEPT_SECONDS;
  const sent = events.filter(({ id }) => !unsent.some((each) => each.id === id));
  await Promise.all(
    sent.map(async ({ id }) => {
      try {
        await outbox.markPublished(id, expiresAt);
      } catch (error) {
        // It is on the bus; the sweep puts it there once more, which consumers expect.
        log.error("a published event could not be marked", { eventId: id, error: maskError(error) });
        count("EventsNotMarked");
      }
    }),
  );
  for (const { id, code } of unsent) {
    log.error("the bus did not take an event", { eventId: id, code });
    count("EventsNotPublished");
  }
  return unsent;
}

/**
 * Publishes what the records of the table's stream tell of, and gives what says of each record whether that is done:
 * it throws where the record is to come again. What cannot be read is logged and counted as `EventsUnreadable`; it does
 * not hold up the stream, and stays due for the sweep.
 */
export async function publishRecords(
  parts: PublisherParts,
  records: readonly DynamoDBRecord[],
): Promise<(record: DynamoDBRecord) => void> {
  const events = new Map(records.map((record) => [record, eventOfRecord(parts, record)]));
  const unsent = await publish(
    parts,
    [...events.values()].flatMap((event) => event ?? []),
  );
  return (record) => {
    const id = events.get(record)?.id;
    const missed = unsent.find((each) => each.id === id);
    if (missed) throw new UnpublishedError(`The bus did not take the event ${missed.id}: ${missed.code}.`);
  };
}

function eventOfRecord(parts: PublisherParts, { eventName, dynamodb }: DynamoDBRecord): PlatformEvent | undefined {
  const item = dynamodb?.NewImage as Item | undefined;
  if (eventName !== "INSERT" || !item?.pk?.S?.startsWith("OUTBOX#")) return undefined;
  try {
    const event = readPlatformEvent(item);
    return isOwn(parts, event) ? event : undefined;
  } catch (error) {
    parts.log.error("an event of the outbox could not be read", { item: item.pk.S, error: maskError(error) });
    parts.count("EventsUnreadable");
    return undefined;
  }
}

/** Publishes what the stream lost: all events that are older than a minute and not published, however long it is. */
export function sweepEvents(parts: PublisherParts, run: Pick<DueRun, "deadline">): Promise<Tally> {
  return attendDue(parts, "event", { ...run, graceMs: STREAM_MS }, async (key) => {
    const event = await parts.outbox.findUnpublished(key);
    if (!event) return "done";
    if (!isOwn(parts, event)) return { againInMs: AGAIN_MS };
    const unsent = await publish(parts, [event]);
    return unsent.length === 0 ? "done" : { againInMs: AGAIN_MS };
  });
}

/** What publishes, by the table whose outbox it is. */
export type Publishers = ReadonlyMap<string, PublisherParts>;

/** A sweep of all tables, by their names. */
export type Swept = Readonly<Record<string, Tally>>;

/** Sweeps the outboxes of all tables, each after the other. */
export async function sweepAll(publishers: Publishers, run: Pick<DueRun, "deadline">): Promise<Swept> {
  const swept: Record<string, Tally> = {};
  for (const [table, parts] of publishers) swept[table] = await sweepEvents(parts, run);
  return swept;
}

/** A stream is none of a table that is published here: the function was connected wrongly. */
export class UnknownStreamError extends PlatformError {
  readonly code = "stream_unknown";
}

/** What publishes the outbox of the table that a stream is of. @throws UnknownStreamError */
export function publisherOf(publishers: Publishers, streamArn = ""): PublisherParts {
  const [, table = ""] = /:table\/([^/]+)\/stream\//.exec(streamArn) ?? [];
  const parts = publishers.get(table);
  if (parts) return parts;
  throw new UnknownStreamError(`No table that is published here is that of the stream ${JSON.stringify(streamArn)}.`);
}

/** An event of another Region is that Region's; one of another epoch is for a person to look at. */
function isOwn({ region, epoch, log, count }: PublisherParts, event: PlatformEvent): boolean {
  if (event.region !== region) return false;
  if (event.epoch === epoch) return true;
  log.warn("an event of another epoch is not published", { eventId: event.id, epoch: event.epoch });
  count("EventsOfOtherEpoch");
  return false;
}
