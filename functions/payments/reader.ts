import { isEventType, type PlatformEvent } from "../shared/events";
import { requestFaults } from "../shared/request-fields";
import { listPage, type Partition } from "../shared/listing";
import { pageResource, type PageRequest, type PageResource, readPageRequest } from "../shared/page-request";
import type { ListingStore } from "./listing-store";
import { type PaymentStatus, type PaymentTransaction, viewOf } from "./payment";
import { paymentNotFound } from "./refusals";
import { type PaymentResource, paymentResource } from "./resource";
import { type Fault, refuse, type Result } from "./results";
import { listShards } from "./shards";

/** What the reader works with. */
export interface ReaderParts {
  readonly listing: ListingStore;
  /** Whose payments and events are listed. */
  readonly region: string;
}

/** Which payments are asked for; what is left out does not matter. */
export interface PaymentQuery extends PageRequest {
  readonly customerId?: string;
  readonly providerId?: string;
  readonly status?: PaymentStatus;
}

/** Which events are asked for. */
export interface EventQuery extends PageRequest {
  readonly type?: string;
}

type Listed<Resource> = Result<{ readonly page: PageResource<Resource> }>;

/** A payment as it stands; the rail is not asked, recovery does that. */
export async function getPayment(
  { listing }: ReaderParts,
  paymentId: string,
): Promise<Result<{ readonly payment: PaymentResource }>> {
  const faults = requestFaults({ payment_id: paymentId });
  if (faults.length > 0) return refuse(...faults);
  const payment = (await listing.payments([paymentId])).get(paymentId);
  return payment ? { ok: true, payment: paymentResource(viewOf(payment)) } : paymentNotFound();
}

/** An event as it was told. */
export async function getEvent(
  { listing }: ReaderParts,
  eventId: string,
): Promise<Result<{ readonly event: PlatformEvent }>> {
  const faults = requestFaults({ event_id: eventId });
  if (faults.length > 0) return refuse(...faults);
  const event = (await listing.events([eventId])).get(eventId);
  if (event) return { ok: true, event };
  return refuse({ code: "event_not_found", param: "event_id", message: "event_id: there is no such event." });
}

/** A page of payments, the newest first. A payment made a moment ago may not be listed yet. */
export async function listPayments(
  { listing, region }: ReaderParts,
  query: PaymentQuery,
): Promise<Listed<PaymentResource>> {
  const { customerId, providerId, status } = query;
  const faults = requestFaults({ customer_id: customerId, provider_id: providerId });
  const asked = readPageRequest(query, ["payment", customerId, providerId, status]);
  if (!asked.ok || faults.length > 0) return refuse(...faults, ...(asked.ok ? [] : asked.errors));

  const page = await listPage<PaymentTransaction>(listing, {
    partitions: paymentPartitions(region, customerId, providerId),
    window: asked.window,
    limit: query.limit,
    read: (ids) => listing.payments(ids),
    ...((status !== undefined || (customerId !== undefined && providerId !== undefined)) && {
      wanted: (payment) =>
        (status === undefined || payment.status === status) &&
        (providerId === undefined || payment.providerId === providerId),
    }),
  });
  return { ok: true, page: pageResource(page, (payment) => paymentResource(viewOf(payment)), asked.filters) };
}

/** A page of events, the newest first. */
export async function listEvents({ listing, region }: ReaderParts, query: EventQuery): Promise<Listed<PlatformEvent>> {
  const { type } = query;
  const faults = type === undefined || isEventType(type) ? [] : [TYPE_FAULT];
  const asked = readPageRequest(query, ["event", type]);
  if (!asked.ok || faults.length > 0) return refuse(...faults, ...(asked.ok ? [] : asked.errors));

  const page = await listPage<PlatformEvent>(listing, {
    partitions: listShards("event", region).map((key) => ({ index: "listed", key })),
    window: asked.window,
    limit: query.limit,
    read: (ids) => listing.events(ids),
    ...(type !== undefined && { wanted: (event) => event.type === type }),
  });
  return { ok: true, page: pageResource(page, (event) => event, asked.filters) };
}

const TYPE_FAULT: Fault = {
  code: "invalid",
  param: "type",
  message: "type: must be a type of the catalogue of events, such as payment.completed.",
};

/** The narrowest index that holds all that is asked for. */
function paymentPartitions(region: string, customerId?: string, providerId?: string): readonly Partition[] {
  if (customerId !== undefined) return [{ index: "by_customer", key: customerId }];
  if (providerId !== undefined) return [{ index: "by_provider", key: providerId }];
  return listShards("payment", region).map((key) => ({ index: "listed", key }));
}
