import { stringify } from "lossless-json";
import * as z from "zod/mini";
import { EVENT_ID, type EventType, type PlatformEvent } from "../shared/events";
import type { Answer, SendError } from "./post";

/** The type of the event that an owner sends to try an endpoint; it is on no bus. */
export const TEST_EVENT_TYPE = "webhook_endpoint.test";

/** What can be delivered. */
export type DeliveredType = EventType | typeof TEST_EVENT_TYPE;

/** One attempt at a delivery; of the answer its status alone, of an error its class alone. */
export interface Attempt {
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly latencyMs: number;
  readonly status?: number;
  readonly error?: SendError;
}

/** Why a delivery has not arrived: no answer, a status that is not 2xx, or an endpoint that is sent to no more. */
export type FailureCode = SendError | "unexpected_status" | "gone" | "endpoint_disabled" | "endpoint_deleted";

/**
 * `pending`: it will be tried; `delivered`; `failed`: it was tried to the end; `cancelled`: the endpoint was deleted or
 * disabled when its turn came.
 */
export type DeliveryStatus = "pending" | "delivered" | "failed" | "cancelled";

/** An event on its way to an endpoint; the two ids together name it, the event's is what receivers see. */
export interface Delivery {
  readonly endpointId: string;
  readonly eventId: string;
  readonly eventType: DeliveredType;
  readonly status: DeliveryStatus;
  /** The last of them, at most `ATTEMPTS_KEPT`. */
  readonly attempts: readonly Attempt[];
  /** How many there were. */
  readonly attemptCount: number;
  readonly failureCode?: FailureCode;
  /** ISO 8601 UTC. */
  readonly createdAt: string;
  /** When its message was put into the queue; ISO 8601 UTC. */
  readonly queuedAt?: string;
  /** ISO 8601 UTC; present while it waits for a further attempt. */
  readonly nextAttemptAt?: string;
  /** ISO 8601 UTC. */
  readonly deliveredAt?: string;
  /** When DynamoDB may forget it; seconds since 1970. */
  readonly expiresAt: number;
}

/** An event's body as every endpoint gets it, byte for byte. */
export interface EventBody {
  readonly eventId: string;
  readonly body: string;
  /** When DynamoDB may forget it; seconds since 1970. */
  readonly expiresAt: number;
}

/** Names a delivery; it is what stands in the delivery queue. */
export interface DeliveryKey {
  readonly endpointId: string;
  readonly eventId: string;
}

const ENDPOINT_ID = /^we_[0-9a-f-]{36}$/;

/** The schema of messages in the delivery queue. */
export const deliveryKey = z.object({
  endpointId: z.string().check(z.regex(ENDPOINT_ID)),
  eventId: z.string().check(z.regex(EVENT_ID)),
});

/** How long deliveries can be looked at and replayed: longer than a message lives, its days among the dead letters included. */
const KEPT_SECONDS = 30 * 24 * 60 * 60;

/** How many attempts of a delivery are kept: more than one round of them. */
export const ATTEMPTS_KEPT = 30;

/** What is needed of an event to deliver it. */
export type DeliverableEvent = Pick<PlatformEvent, "id" | "at" | "data"> & { readonly type: DeliveredType };

/** A delivery that begins now (ISO 8601 UTC). */
export function newDelivery(event: DeliverableEvent, endpointId: string, now: string): Delivery {
  return {
    endpointId,
    eventId: event.id,
    eventType: event.type,
    status: "pending",
    attempts: [],
    attemptCount: 0,
    createdAt: now,
    expiresAt: expiryFrom(now),
  };
}

/** The body of an event (Standard Webhooks: type, timestamp, data; the id besides), with amounts as the event writes them. */
export function bodyOf({ id: eventId, type, at, data }: DeliverableEvent, now: string): EventBody {
  const body = stringify({ type, timestamp: at, id: eventId, data }) ?? "";
  return { eventId, body, expiresAt: expiryFrom(now) };
}

function expiryFrom(now: string): number {
  return Math.floor(Date.parse(now) / 1000) + KEPT_SECONDS;
}

/** What an answer means: any 2xx is success, 410 says that the endpoint wants no more (Standard Webhooks). */
export function failureOf(answer: Answer): FailureCode | undefined {
  if ("error" in answer) return answer.error;
  if (answer.status >= 200 && answer.status < 300) return undefined;
  return answer.status === 410 ? "gone" : "unexpected_status";
}

/** What another attempt makes of a delivery; what it does not name stays. */
export interface DeliveryChange {
  readonly status: DeliveryStatus;
  readonly attempts: readonly Attempt[];
  readonly attemptCount: number;
  readonly failureCode?: FailureCode;
  readonly nextAttemptAt?: string;
  readonly deliveredAt?: string;
}

/** A delivery after an attempt (ISO 8601 UTC) and its answer, with what comes next where it failed. */
export function afterAttempt(
  delivery: Delivery,
  answer: Answer,
  at: string,
  latencyMs: number,
  next: { readonly status: "pending" | "failed"; readonly nextAttemptAt?: string },
): DeliveryChange {
  const attempt = { at, latencyMs, ...("error" in answer ? { error: answer.error } : { status: answer.status }) };
  const tried = {
    attempts: [...delivery.attempts, attempt].slice(-ATTEMPTS_KEPT),
    attemptCount: delivery.attemptCount + 1,
  };
  const failureCode = failureOf(answer);
  if (failureCode === undefined) return { ...tried, status: "delivered", deliveredAt: at };
  return { ...tried, ...next, failureCode };
}
