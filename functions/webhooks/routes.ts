import type { ApiAnswer, Route } from "../api";
import { type Clock, toTimestamp } from "../shared/clock";
import {
  createEndpoint,
  getEndpoint,
  listEndpoints,
  type ManageParts,
  removeEndpoint,
  rotateSecret,
  updateEndpoint,
} from "./manage";
import type { Listed } from "./paging";
import { listDeliveries, replayDelivery, type ReplayParts, sendTestEvent } from "./replay";
import { deliveryView, endpointView } from "./views";
import type { Endpoint } from "./endpoint";

/** The operations of the API that the endpoints' function serves. */
export interface EndpointRoutes {
  readonly createWebhookEndpoint: Route<"createWebhookEndpoint">;
  readonly listWebhookEndpoints: Route<"listWebhookEndpoints">;
  readonly getWebhookEndpoint: Route<"getWebhookEndpoint">;
  readonly updateWebhookEndpoint: Route<"updateWebhookEndpoint">;
  readonly deleteWebhookEndpoint: Route<"deleteWebhookEndpoint">;
  readonly rotateWebhookSecret: Route<"rotateWebhookSecret">;
  readonly sendTestEvent: Route<"sendTestEvent">;
  readonly listDeliveries: Route<"listDeliveries">;
  readonly replayDelivery: Route<"replayDelivery">;
}

/** The routes over their parts: what the API calls things, to what the room calls them, and back. */
export function endpointRoutes(parts: ManageParts & ReplayParts & { readonly clock: Clock }): EndpointRoutes {
  const view = (endpoint: Endpoint) => endpointView(endpoint, toTimestamp(parts.clock.now()));

  return {
    async createWebhookEndpoint({ body: { url, description, event_types: eventTypes } }) {
      const result = await createEndpoint(parts, { url, description, eventTypes });
      // The one time that the secret is told.
      return result.ok ? { status: 201, body: { ...view(result.endpoint), secret: result.secret } } : result;
    },

    async listWebhookEndpoints({ query: { cursor, limit } }) {
      const result = await listEndpoints(parts, { cursor, limit });
      return result.ok ? page(result, view) : result;
    },

    async getWebhookEndpoint({ path }) {
      const result = await getEndpoint(parts, path.endpoint_id);
      return result.ok ? { status: 200, body: view(result.endpoint) } : result;
    },

    async updateWebhookEndpoint({ path, body: { url, description, event_types: eventTypes, status } }) {
      const result = await updateEndpoint(parts, path.endpoint_id, { url, description, eventTypes, status });
      return result.ok ? { status: 200, body: view(result.endpoint) } : result;
    },

    async deleteWebhookEndpoint({ path }) {
      const result = await removeEndpoint(parts, path.endpoint_id);
      return result.ok ? { status: 204 } : result;
    },

    async rotateWebhookSecret({ path, body: { overlap_hours: overlapHours } }) {
      const result = await rotateSecret(parts, path.endpoint_id, overlapHours);
      return result.ok ? { status: 200, body: { ...view(result.endpoint), secret: result.secret } } : result;
    },

    async sendTestEvent({ path }) {
      const result = await sendTestEvent(parts, path.endpoint_id);
      return result.ok ? { status: 202, body: deliveryView(result.delivery) } : result;
    },

    async listDeliveries({ path, query: { cursor, limit, status } }) {
      const result = await listDeliveries(parts, path.endpoint_id, { cursor, limit, status });
      return result.ok ? page(result, deliveryView) : result;
    },

    async replayDelivery({ path: { endpoint_id: endpointId, delivery_id: eventId } }) {
      const result = await replayDelivery(parts, { endpointId, eventId });
      return result.ok ? { status: 202, body: deliveryView(result.delivery) } : result;
    },
  };
}

function page<Entry>({ entries, nextCursor }: Listed<Entry>, view: (entry: Entry) => object): ApiAnswer {
  const data = entries.map(view);
  return { status: 200, body: { data, ...(nextCursor !== undefined && { next_cursor: nextCursor }) } };
}
