import type { ApiAnswer, Route } from "../api";
import { getEvent, getPayment, listEvents, listPayments, type ReaderParts } from "./reader";

type Routes = { readonly [Id in "getPayment" | "listPayments" | "getEvent" | "listEvents"]: Route<Id> };

/** The operations of the API that read payments and events. */
export function readerRoutes(parts: ReaderParts): Routes {
  return {
    async getPayment({ path }) {
      const found = await getPayment(parts, path.payment_id);
      return found.ok ? shown(found.payment) : found;
    },

    async listPayments({ query }) {
      const { customer_id, provider_id, status, ...page } = query;
      const listed = await listPayments(parts, {
        ...pageRequest(page),
        ...(customer_id !== undefined && { customerId: customer_id }),
        ...(provider_id !== undefined && { providerId: provider_id }),
        ...(status !== undefined && { status }),
      });
      return listed.ok ? shown(listed.page) : listed;
    },

    async getEvent({ path }) {
      const found = await getEvent(parts, path.event_id);
      return found.ok ? shown(found.event) : found;
    },

    async listEvents({ query }) {
      const { type, ...page } = query;
      const listed = await listEvents(parts, { ...pageRequest(page), ...(type !== undefined && { type }) });
      return listed.ok ? shown(listed.page) : listed;
    },
  };
}

/** As many as a page has where a request does not say; the document's default. */
const LIMIT = 25;

function pageRequest(query: {
  readonly limit?: number;
  readonly cursor?: string;
  readonly created_after?: string;
  readonly created_before?: string;
}) {
  const { limit = LIMIT, cursor, created_after, created_before } = query;
  return {
    limit,
    ...(cursor !== undefined && { cursor }),
    ...(created_after !== undefined && { createdAfter: created_after }),
    ...(created_before !== undefined && { createdBefore: created_before }),
  };
}

function shown(body: object): ApiAnswer {
  return { status: 200, body };
}
