import { type Clock, toTimestamp } from "../shared/clock";
import { BusyError } from "../shared/retry";
import {
  bodyOf,
  type DeliverableEvent,
  type Delivery,
  type DeliveryKey,
  type DeliveryStatus,
  newDelivery,
  TEST_EVENT_TYPE,
} from "./delivery";
import type { Endpoint } from "./endpoint";
import { type Listed, listed, type PageAsked } from "./paging";
import type { DeliveryQueue, DeliveryStore, EndpointStore } from "./ports";
import { deliveryNotFound, endpointDisabled, endpointNotFound, type Result } from "./results";

/** What looking at deliveries and sending them again works with. */
export interface ReplayParts {
  readonly endpoints: Pick<EndpointStore, "find">;
  readonly deliveries: Pick<
    DeliveryStore,
    "keepBody" | "begin" | "markQueued" | "findDelivery" | "hasBody" | "listDeliveries" | "reopen"
  >;
  readonly queue: Pick<DeliveryQueue, "send">;
  readonly clock: Clock;
  readonly makeEventId: () => string;
}

/** A page of an endpoint's deliveries, the newest events first. */
export async function listDeliveries(
  { endpoints, deliveries }: ReplayParts,
  endpointId: string,
  { status, ...asked }: PageAsked & { readonly status?: DeliveryStatus },
): Promise<Result<Listed<Delivery>>> {
  if (!(await endpoints.find(endpointId))) return endpointNotFound();
  return listed(asked, ["delivery", endpointId, status ?? ""], (after, limit) =>
    deliveries.listDeliveries(endpointId, after, limit, status),
  );
}

/** Sends a delivery again, whatever became of it: the same id and body, signed anew, with all its attempts before it. */
export async function replayDelivery(
  parts: ReplayParts,
  key: DeliveryKey,
): Promise<Result<{ readonly delivery: Delivery }>> {
  const { deliveries } = parts;
  const endpoint = await parts.endpoints.find(key.endpointId);
  if (!endpoint) return endpointNotFound();
  const [delivery, hasBody] = await Promise.all([deliveries.findDelivery(key), deliveries.hasBody(key.eventId)]);
  if (!delivery || !hasBody) return deliveryNotFound();
  if (endpoint.status === "disabled") return endpointDisabled();
  // Pending first: a message that found it delivered would be dropped.
  await deliveries.reopen(key);
  await queued(parts, key);
  const { failureCode, nextAttemptAt, deliveredAt, ...reopened } = delivery;
  return { ok: true, delivery: { ...reopened, status: "pending" } };
}

/** Sends an endpoint, and no other, an event by which its owner can try it. */
export async function sendTestEvent(
  parts: ReplayParts,
  endpointId: string,
): Promise<Result<{ readonly delivery: Delivery }>> {
  const endpoint = await parts.endpoints.find(endpointId);
  if (!endpoint) return endpointNotFound();
  if (endpoint.status === "disabled") return endpointDisabled();
  const at = toTimestamp(parts.clock.now());
  const event = testEvent(parts.makeEventId(), endpoint, at);
  const delivery = newDelivery(event, endpointId, at);
  await parts.deliveries.keepBody(bodyOf(event, at));
  await parts.deliveries.begin(delivery);
  await queued(parts, delivery);
  return { ok: true, delivery };
}

/** It has a type of its own: nobody shall take it for a payment. */
function testEvent(id: string, { id: endpointId, url }: Endpoint, at: string): DeliverableEvent {
  return { id, type: TEST_EVENT_TYPE, at, data: { webhook_endpoint: { endpoint_id: endpointId, url } } };
}

async function queued({ deliveries, queue, clock }: ReplayParts, { endpointId, eventId }: DeliveryKey): Promise<void> {
  const key = { endpointId, eventId };
  const refused = await queue.send([key]);
  if (refused.length > 0) throw new BusyError("The delivery queue did not take the message; asking again is right.");
  await deliveries.markQueued(key, toTimestamp(clock.now()));
}
