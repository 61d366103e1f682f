import * as z from "zod/mini";
import { type Item, itemKey, readItem, toItem } from "../shared/dynamodb";
import type { Delivery, DeliveredType, DeliveryKey, EventBody, FailureCode } from "./delivery";
import type { Endpoint } from "./endpoint";
import type { SendError } from "./post";
import type { SigningSecrets } from "./signing-secrets";

/*
 * The webhooks' one table: which items it holds, under which keys (`pk`, `sk`).
 *
 *   ENDPOINTS                 <endpoint>   an endpoint: all of them are read for every batch of events
 *   ENDPOINTS#COUNT           COUNT        how many there are
 *   SECRETS#<endpoint>        SECRETS      an endpoint's secrets; read to sign, never to list
 *   DELIVERIES#<endpoint>     <event>      an event on its way to the endpoint; ids of events sort by time
 *   EVENT#<event>             BODY         the body that all endpoints get
 */

export const endpointKey = (endpointId: string): Item => itemKey(["ENDPOINTS"], [endpointId]);
export const countKey = (): Item => itemKey(["ENDPOINTS", "COUNT"], ["COUNT"]);
export const secretsKey = (endpointId: string): Item => itemKey(["SECRETS", endpointId], ["SECRETS"]);
export const deliveryItemKey = ({ endpointId, eventId }: DeliveryKey): Item =>
  itemKey(["DELIVERIES", endpointId], [eventId]);
export const bodyKey = (eventId: string): Item => itemKey(["EVENT", eventId], ["BODY"]);

const text = z.string();
const number = z.number();
const optionalText = z.optional(text);

const endpointSchema = z.object({
  id: text,
  url: text,
  description: text,
  eventTypes: z.array(text),
  status: z.enum(["enabled", "disabled"]),
  disabledReason: z.optional(z.enum(["requested", "gone", "failing"])),
  disabledAt: optionalText,
  failingSince: optionalText,
  lastFailureAt: optionalText,
  previousSecretsEnd: optionalText,
  createdAt: text,
  updatedAt: text,
  version: number,
});

const secretsSchema = z.object({
  endpointId: text,
  secrets: z.array(z.object({ secret: text, createdAt: text, signsUntil: optionalText })),
  version: number,
});

const attemptSchema = z.object({ at: text, latencyMs: number, status: z.optional(number), error: optionalText });

const deliverySchema = z.object({
  endpointId: text,
  eventId: text,
  eventType: text,
  status: z.enum(["pending", "delivered", "failed", "cancelled"]),
  attempts: z.array(attemptSchema),
  attemptCount: number,
  failureCode: optionalText,
  createdAt: text,
  queuedAt: optionalText,
  nextAttemptAt: optionalText,
  deliveredAt: optionalText,
  expiresAt: number,
});

const bodySchema = z.object({ eventId: text, body: text, expiresAt: number });

export const writeEndpoint = (endpoint: Endpoint): Item => ({ ...endpointKey(endpoint.id), ...toItem(endpoint) });

export const readEndpoint = (item: Item): Endpoint => readItem(endpointSchema, item);

export const writeSecrets = (secrets: SigningSecrets): Item => ({
  ...secretsKey(secrets.endpointId),
  ...toItem(secrets),
});

export const readSecrets = (item: Item): SigningSecrets => readItem(secretsSchema, item);

export const writeDelivery = (delivery: Delivery): Item => ({ ...deliveryItemKey(delivery), ...toItem(delivery) });

/** Types of events and codes are taken as they stand: an older or newer version of this code may have written them. */
export function readDelivery(item: Item): Delivery {
  const { eventType, failureCode, attempts, ...delivery } = readItem(deliverySchema, item);
  return {
    ...delivery,
    eventType: eventType as DeliveredType,
    ...(failureCode !== undefined && { failureCode: failureCode as FailureCode }),
    attempts: attempts.map(({ error, ...attempt }) => ({
      ...attempt,
      ...(error !== undefined && { error: error as SendError }),
    })),
  };
}

export const writeBody = (body: EventBody): Item => ({ ...bodyKey(body.eventId), ...toItem(body) });

export const readBody = (item: Item): EventBody => readItem(bodySchema, item);
