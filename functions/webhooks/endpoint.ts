import { toTimestamp } from "../shared/clock";
import { EVENT_TYPES, type EventType } from "../shared/events";

/** How many endpoints there may be: each event is read once for all, and sent to each. */
export const ENDPOINTS_MAX = 50;

/** Why an endpoint is not sent to: `requested` by its owner, `gone` by its own answer 410, or `failing` for five days. */
export type DisabledReason = "requested" | "gone" | "failing";

/** An endpoint that events are sent to. Its secrets are kept apart from it. */
export interface Endpoint {
  /** `we_` and a UUIDv7. */
  readonly id: string;
  readonly url: string;
  readonly description: string;
  /** What it wants to be told of: everything (`*`), all of a kind (`payment.*`), or a type of event. */
  readonly eventTypes: readonly string[];
  readonly status: "enabled" | "disabled";
  /** Present where the endpoint is disabled. */
  readonly disabledReason?: DisabledReason;
  /** ISO 8601 UTC. */
  readonly disabledAt?: string;
  /** The beginning of the failures that no success has ended yet, and the last of them; ISO 8601 UTC. */
  readonly failingSince?: string;
  readonly lastFailureAt?: string;
  /** When the last of the secrets that were replaced ends; ISO 8601 UTC. */
  readonly previousSecretsEnd?: string;
  /** ISO 8601 UTC. */
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Counts changes, from 1. */
  readonly version: number;
}

/** What an owner may change. */
export interface EndpointChange {
  readonly url?: string;
  readonly description?: string;
  readonly eventTypes?: readonly string[];
  readonly status?: "enabled" | "disabled";
}

/** Whether an endpoint is to be told of an event of this type. */
export function wants({ status, eventTypes }: Pick<Endpoint, "status" | "eventTypes">, type: EventType): boolean {
  return status === "enabled" && eventTypes.some((filter) => matches(filter, type));
}

/** Whether a filter lets any event of the catalogue pass: one that lets none pass is a slip of the pen. */
export function isKnownFilter(filter: string): boolean {
  return EVENT_TYPES.some((type) => matches(filter, type));
}

function matches(filter: string, type: EventType): boolean {
  if (filter === "*" || filter === type) return true;
  return filter.endsWith(".*") && type.startsWith(filter.slice(0, -1));
}

/**
 * An endpoint as its owner wants it from now on (ISO 8601 UTC). What it failed before is forgiven where it is enabled, or
 * sent elsewhere.
 */
export function changed(endpoint: Endpoint, change: EndpointChange, now: string): Endpoint {
  const status = change.status ?? endpoint.status;
  const url = change.url ?? endpoint.url;
  const { disabledReason = "requested", disabledAt = now, failingSince, lastFailureAt, ...rest } = endpoint;
  const isForgiven = url !== endpoint.url || status !== endpoint.status;
  return {
    ...rest,
    url,
    description: change.description ?? endpoint.description,
    eventTypes: change.eventTypes ?? endpoint.eventTypes,
    status,
    ...(status === "disabled" && { disabledReason, disabledAt }),
    ...(!isForgiven && { failingSince, lastFailureAt }),
    updatedAt: now,
    version: endpoint.version + 1,
  };
}

const HOUR_MS = 60 * 60 * 1000;
/** Failures further apart are no run: an endpoint that is seldom sent to is not judged by two bad moments. */
const RUN_GAP_MS = 24 * HOUR_MS;
/** How long nothing but failures disables an endpoint. */
const FAILING_MS_MAX = 5 * 24 * HOUR_MS;

/** What another failure makes of an endpoint. */
export interface FailureRun {
  readonly failingSince: string;
  /** Whether this is worth writing down: the run's beginning, and then once an hour. */
  readonly isNews: boolean;
  /** Whether the endpoint has failed for long enough to be disabled. */
  readonly isOver: boolean;
}

/** The run of failures that a failure now (milliseconds since 1970) belongs to. */
export function failureRun({ failingSince, lastFailureAt }: Endpoint, now: number): FailureRun {
  const sinceLast = lastFailureAt === undefined ? Infinity : now - Date.parse(lastFailureAt);
  if (failingSince === undefined || sinceLast > RUN_GAP_MS) {
    return { failingSince: toTimestamp(now), isNews: true, isOver: false };
  }
  return {
    failingSince,
    isNews: sinceLast >= HOUR_MS,
    isOver: now - Date.parse(failingSince) >= FAILING_MS_MAX,
  };
}
