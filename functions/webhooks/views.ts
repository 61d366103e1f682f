import type { Resources } from "../api";
import type { Delivery } from "./delivery";
import type { Endpoint } from "./endpoint";

/** An endpoint as the API shows it: never with a secret. */
export function endpointView(endpoint: Endpoint, now: string): Resources["WebhookEndpoint"] {
  const { previousSecretsEnd } = endpoint;
  return {
    endpoint_id: endpoint.id,
    url: endpoint.url,
    event_types: [...endpoint.eventTypes],
    description: endpoint.description,
    status: endpoint.status,
    ...(endpoint.disabledReason !== undefined && { disabled_reason: endpoint.disabledReason }),
    ...(previousSecretsEnd !== undefined &&
      previousSecretsEnd > now && { previous_secret_expires_at: previousSecretsEnd }),
    created_at: endpoint.createdAt,
    updated_at: endpoint.updatedAt,
  };
}

/** A delivery as the API shows it, under its event's id, which is the `webhook-id` that receivers see. */
export function deliveryView(delivery: Delivery): Resources["Delivery"] {
  const last = delivery.attempts.at(-1);
  const { failureCode, nextAttemptAt, deliveredAt } = delivery;
  return {
    delivery_id: delivery.eventId,
    endpoint_id: delivery.endpointId,
    event_id: delivery.eventId,
    event_type: delivery.eventType,
    status: delivery.status,
    attempts: delivery.attemptCount,
    ...(last?.status !== undefined && { response_status: last.status }),
    ...(failureCode !== undefined && { failure_code: failureCode }),
    ...(nextAttemptAt !== undefined && { next_attempt_at: nextAttemptAt }),
    created_at: delivery.createdAt,
    ...(deliveredAt !== undefined && { delivered_at: deliveredAt }),
  };
}
