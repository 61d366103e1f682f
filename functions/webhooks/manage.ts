import { type Clock, toTimestamp } from "../shared/clock";
import type { RandomBytes } from "../shared/ids";
import { untilWritten } from "../shared/retry";
import { changed, type Endpoint, type EndpointChange, ENDPOINTS_MAX, isKnownFilter } from "./endpoint";
import { type Listed, listed, type PageAsked } from "./paging";
import type { EndpointStore } from "./ports";
import { endpointNotFound, type Fault, type Refusal, refuse, type Result, versionConflict } from "./results";
import { makeSigningSecret } from "./signing-secret";
import { firstSecrets, previousSecretsEnd, rotated } from "./signing-secrets";
import { addressFaults, checkTarget, type Resolve, type TargetMode } from "./target";

/** What managing endpoints works with. */
export interface ManageParts {
  readonly endpoints: Pick<EndpointStore, "create" | "find" | "list" | "replace" | "remove" | "findSecrets" | "rotate">;
  readonly resolve: Resolve;
  readonly targets: TargetMode;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly makeEndpointId: () => string;
}

/** What a new endpoint is made of. */
export interface NewEndpoint {
  readonly url: string;
  /** @default "" */
  readonly description?: string;
  /** @default ["*"] */
  readonly eventTypes?: readonly string[];
}

/** How long a replaced secret still signs where the request does not say: a day. */
const OVERLAP_HOURS = 24;
const HOUR_MS = 60 * 60 * 1000;

/** Makes an endpoint; its secret is told here, and never again. */
export async function createEndpoint(
  parts: ManageParts,
  { url, description = "", eventTypes = ["*"] }: NewEndpoint,
): Promise<Result<{ readonly endpoint: Endpoint; readonly secret: string }>> {
  const faults = [...(await urlFaults(parts, url)), ...filterFaults(eventTypes)];
  if (faults.length > 0) return refuse(...faults);
  const now = toTimestamp(parts.clock.now());
  const endpoint: Endpoint = {
    id: parts.makeEndpointId(),
    url,
    description,
    eventTypes,
    status: "enabled",
    createdAt: now,
    updatedAt: now,
    version: 1,
  };
  const secret = makeSigningSecret(parts.random);
  const outcome = await untilWritten(parts, async () => {
    const written = await parts.endpoints.create(endpoint, firstSecrets(endpoint.id, secret, now));
    return written === "contended" ? undefined : written;
  });
  return outcome === "created" ? { ok: true, endpoint, secret } : tooMany();
}

/** An endpoint. */
export async function getEndpoint(parts: ManageParts, id: string): Promise<Result<{ readonly endpoint: Endpoint }>> {
  const endpoint = await parts.endpoints.find(id);
  return endpoint ? { ok: true, endpoint } : endpointNotFound();
}

/** A page of endpoints, the newest first. */
export async function listEndpoints(parts: ManageParts, asked: PageAsked): Promise<Result<Listed<Endpoint>>> {
  return listed(asked, ["webhook_endpoint"], (after, limit) => parts.endpoints.list(after, limit));
}

/** Changes what is given, and leaves the rest. */
export async function updateEndpoint(
  parts: ManageParts,
  id: string,
  change: EndpointChange,
): Promise<Result<{ readonly endpoint: Endpoint }>> {
  const faults = [
    ...(change.url === undefined ? [] : await urlFaults(parts, change.url)),
    ...filterFaults(change.eventTypes ?? []),
  ];
  if (faults.length > 0) return refuse(...faults);
  const before = await parts.endpoints.find(id);
  if (!before) return endpointNotFound();
  const endpoint = changed(before, change, toTimestamp(parts.clock.now()));
  return (await parts.endpoints.replace(endpoint)) ? { ok: true, endpoint } : versionConflict();
}

/** Removes an endpoint: nothing more is sent to it, what waits included. */
export async function removeEndpoint(parts: ManageParts, id: string): Promise<Result<object>> {
  const outcome = await untilWritten(parts, async () => {
    const removed = await parts.endpoints.remove(id);
    return removed === "contended" ? undefined : removed;
  });
  return outcome === "removed" ? { ok: true } : endpointNotFound();
}

/** Gives an endpoint a new secret, told here and never again; the one before signs besides for so many hours, 0 for none. */
export async function rotateSecret(
  parts: ManageParts,
  id: string,
  overlapHours = OVERLAP_HOURS,
): Promise<Result<{ readonly endpoint: Endpoint; readonly secret: string }>> {
  const [endpoint, secrets] = await Promise.all([parts.endpoints.find(id), parts.endpoints.findSecrets(id)]);
  if (!endpoint || !secrets) return endpointNotFound();
  const now = parts.clock.now();
  const secret = makeSigningSecret(parts.random);
  const after = rotated(secrets, secret, toTimestamp(now), toTimestamp(now + overlapHours * HOUR_MS));
  const rotatedEndpoint: Endpoint = {
    ...endpoint,
    previousSecretsEnd: previousSecretsEnd(after),
    updatedAt: toTimestamp(now),
    version: endpoint.version + 1,
  };
  const isWritten = await parts.endpoints.rotate(rotatedEndpoint, after);
  return isWritten ? { ok: true, endpoint: rotatedEndpoint, secret } : versionConflict();
}

async function urlFaults({ targets, resolve }: ManageParts, url: string): Promise<Fault[]> {
  const faults = addressFaults(url, targets).map(urlFault);
  if (faults.length > 0) return faults;
  const check = await checkTarget(url, targets, resolve);
  if (check.ok) return [];
  return [
    urlFault(check.reason === "unresolved" ? "must name a host that resolves" : "must resolve to public addresses"),
  ];
}

function urlFault(what: string): Fault {
  return { code: "url_not_allowed", param: "url", message: `url: ${what}.` };
}

function filterFaults(filters: readonly string[]): Fault[] {
  return filters.flatMap((filter, place) => {
    const param = `event_types[${place}]`;
    const message = `${param}: must be a type of event, all of a kind such as payment.*, or *.`;
    return isKnownFilter(filter) ? [] : [{ code: "invalid", param, message } as const];
  });
}

function tooMany(): Refusal {
  const message = `There are ${ENDPOINTS_MAX} endpoints, which is the most: remove one first.`;
  return refuse({ code: "too_many_endpoints", param: "", message });
}
