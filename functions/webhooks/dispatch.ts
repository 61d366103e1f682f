import type { SQSRecord } from "aws-lambda";
import { parse } from "lossless-json";
import * as z from "zod/mini";
import { type Clock, toTimestamp } from "../shared/clock";
import { PlatformError } from "../shared/errors";
import { type PlatformEvent, platformEvent } from "../shared/events";
import { type Log, maskError } from "../shared/logging";
import type { Count } from "../shared/metrics";
import { bodyOf, type DeliveryKey, newDelivery } from "./delivery";
import { type Endpoint, wants } from "./endpoint";
import type { DeliveryQueue, DeliveryStore, EndpointStore } from "./ports";

/** A message is no event of the platform's; the message names no value. */
export class EventMessageError extends PlatformError {
  readonly code = "event_message_invalid";
}

/** The delivery queue did not take a message for each endpoint; sending the event again finishes the work. */
export class DispatchError extends PlatformError {
  readonly code = "deliveries_not_queued";
}

/** What the dispatcher works with. */
export interface DispatchParts {
  readonly endpoints: Pick<EndpointStore, "all">;
  readonly deliveries: Pick<DeliveryStore, "keepBody" | "begin" | "markQueued">;
  readonly queue: Pick<DeliveryQueue, "send">;
  readonly clock: Clock;
  readonly count: Count;
}

const envelope = z.object({ detail: platformEvent });

/**
 * Reads an event out of a message from the bus; numbers in `data` stay as they are written (`100.00`).
 *
 * @throws EventMessageError where the message is something else.
 */
export function readEventMessage(text: string): PlatformEvent {
  const read = envelope.safeParse(parsed(() => JSON.parse(text) as unknown));
  if (!read.success) {
    const places = read.error.issues.map(({ path }) => path.join(".")).filter((place) => place !== "");
    throw new EventMessageError(`A message is no event of the platform's: ${places.join(", ") || "not an object"}.`);
  }
  const written = parse(text) as { readonly detail: { readonly data: object } };
  return { ...read.data.detail, data: written.detail.data };
}

function parsed(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    // No JSON is no event: the schema says so.
    return undefined;
  }
}

/**
 * What takes the messages of one batch: the endpoints are read once for all of them.
 *
 * @throws EventMessageError, DispatchError and whatever the ports throw: the message then stays in the queue.
 */
export function receiveEvents(
  parts: DispatchParts,
  log: Pick<Log, "error">,
): (message: Pick<SQSRecord, "body">) => Promise<void> {
  let all: Promise<readonly Endpoint[]> | undefined;
  return async ({ body }) => {
    try {
      const event = readEventMessage(body);
      all ??= parts.endpoints.all();
      await dispatch(parts, await all, event);
    } catch (error) {
      log.error("an event was not dispatched", maskError(error));
      throw error;
    }
  };
}

/**
 * Makes of an event one delivery for each endpoint that wants it, and puts each into the delivery queue. An event that
 * comes again makes no second delivery; one whose message was not sent yet, because the process died, is sent now.
 *
 * @throws DispatchError where the queue did not take every message.
 */
export async function dispatch(parts: DispatchParts, all: readonly Endpoint[], event: PlatformEvent): Promise<void> {
  const { deliveries, queue, clock, count } = parts;
  const wanting = all.filter((endpoint) => wants(endpoint, event.type));
  if (wanting.length === 0) return;
  const now = toTimestamp(clock.now());
  await deliveries.keepBody(bodyOf(event, now));
  const begun = await Promise.all(
    wanting.map(async ({ id }): Promise<DeliveryKey | undefined> => {
      const before = await deliveries.begin(newDelivery(event, id, now));
      return before?.queuedAt === undefined ? { endpointId: id, eventId: event.id } : undefined;
    }),
  );
  const unsent = begun.filter((key) => key !== undefined);
  const refused = await queue.send(unsent);
  const sent = unsent.filter((key) => !refused.includes(key));
  await Promise.all(sent.map((key) => deliveries.markQueued(key, toTimestamp(clock.now()))));
  if (refused.length === 0) return;
  count("WebhookDispatchFailures");
  throw new DispatchError(`The delivery queue did not take ${refused.length} of ${unsent.length} messages.`);
}
