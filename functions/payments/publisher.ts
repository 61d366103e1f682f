import type { DynamoDBRecord } from "aws-lambda";
import type { Item } from "../shared/dynamodb";
import { PlatformError } from "../shared/errors";
import type { EventBus, Unsent } from "../shared/event-bus";
import { type Log, maskError } from "../shared/logging";
import { attendDue, type DueParts, type DueRun, type Tally } from "./due";
import { readEvent } from "./event-items";
import type { PaymentEvent } from "./events";
import type { OutboxStore } from "./outbox-store";
import { eventResource } from "./resource";

/** What the publisher works with; it publishes what its own Region has written in its own epoch. */
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
async function publish(parts: PublisherParts, events: readonly PaymentEvent[]): Promise<readonly Unsent[]> {
  const { bus, outbox, clock, count, log } = parts;
  const unsent = await bus.put(events.map(eventResource));
  const expiresAt = Math.floor(clock.now() / 1000) + EVENT_KEPT_SECONDS;
  const sent = events.filter(({ id }) => !unsent.some((each) => each.id === id));
  await Promise.all(
    sent.map(async ({ id }) => {
      try {
        await outbox.markPublished(id, expiresAt);
      } catch (error) {
        // It is on the bus; the sweep puts it there once more, which consumers expect.
        log.error("a published event could not be marked", { eventId: id, error: masked(error) });
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

function eventOfRecord(parts: PublisherParts, { eventName, dynamodb }: DynamoDBRecord): PaymentEvent | undefined {
  const item = dynamodb?.NewImage as Item | undefined;
  if (eventName !== "INSERT" || !item?.pk?.S?.startsWith("OUTBOX#")) return undefined;
  try {
    const event = readEvent(item);
    return isOwn(parts, event) ? event : undefined;
  } catch (error) {
    parts.log.error("an event of the outbox could not be read", { item: item.pk.S, error: masked(error) });
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

/** An event of another Region is that Region's; one of another epoch is for a person to look at. */
function isOwn({ region, epoch, log, count }: PublisherParts, event: PaymentEvent): boolean {
  if (event.region !== region) return false;
  if (event.epoch === epoch) return true;
  log.warn("an event of another epoch is not published", { eventId: event.id, epoch: event.epoch });
  count("EventsOfOtherEpoch");
  return false;
}

function masked(error: unknown): Error {
  return maskError(error instanceof Error ? error : new Error("Something that is no error was thrown."));
}
