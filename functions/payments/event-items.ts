import * as z from "zod/mini";
import { type Item, itemOf, readItem } from "../shared/dynamodb";
import { EVENT_TYPES, type EventType, type PlatformEvent } from "../shared/events";
import { DISPUTE_STATUSES } from "../shared/dispute-states";
import type { PaymentEvent } from "./events";
import { outboxIndexes, outboxKey, readOutbox } from "../shared/outbox-items";
import { eventResource } from "./resource";
import { storedPayment } from "./store-items";

/** The key of an event in the outbox. */
export const eventKey = outboxKey;

/**
 * An event in the outbox. It stands in the index `listed`, and in `due` until it is published: the publisher takes the
 * attributes of `due` away, and what the stream lost is swept there.
 */
export function writeEvent(event: PaymentEvent): Item {
  return itemOf(eventKey(event.id), event, outboxIndexes(event));
}

const amount = { id: z.string(), amountCents: z.number(), currency: z.string() };

const storedEvent = z.object({
  id: z.string(),
  type: z.enum(EVENT_TYPES as [EventType, ...EventType[]]),
  paymentId: z.string(),
  at: z.string(),
  region: z.string(),
  epoch: z.number(),
  payment: z.omit(storedPayment, {
    escrow: true,
    feePlan: true,
    version: true,
    region: true,
    epoch: true,
    limitsDay: true,
    addressId: true,
    openAttempt: true,
    lateChargeAt: true,
    openDisputes: true,
  }),
  refund: z.optional(
    z.object({
      ...amount,
      status: z.enum(["processing", "completed", "failed"]),
      failureCode: z.optional(z.string()),
    }),
  ),
  dispute: z.optional(
    z.object({
      ...amount,
      paymentId: z.string(),
      status: z.enum(DISPUTE_STATUSES),
      reason: z.optional(z.string()),
      evidenceDueAt: z.optional(z.string()),
      openedAt: z.string(),
      updatedAt: z.string(),
    }),
  ),
});

/** An event as it was written. @throws ItemError */
export function readEvent(item: Item): PaymentEvent {
  return readItem(storedEvent, item);
}

/**
 * An event of any table's outbox as consumers see it: the payments' are kept with what they tell of, all others as the text
 * that consumers get.
 *
 * @throws ItemError
 */
export function readPlatformEvent(item: Item): PlatformEvent {
  return item.data === undefined ? eventResource(readEvent(item)) : readOutbox(item);
}
