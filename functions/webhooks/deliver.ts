import { type Clock, toTimestamp } from "../shared/clock";
import type { RandomBytes } from "../shared/ids";
import type { Log } from "../shared/logging";
import type { Count } from "../shared/metrics";
import { ATTEMPTS_MAX, retryAfterSeconds, waitAfter } from "./backoff";
import { afterAttempt, type Delivery, type DeliveryKey, type EventBody, failureOf } from "./delivery";
import { type Endpoint, failureRun } from "./endpoint";
import type { DeliveryStore, EndpointStore } from "./ports";
import type { Answer, Post } from "./post";
import { type SigningSecrets, signingNow } from "./signing-secrets";
import { signatureHeaders } from "./standard-webhooks";
import { checkTarget, type Resolve, type TargetMode } from "./target";

/** What the deliverer works with. */
export interface DeliverParts {
  readonly endpoints: Pick<EndpointStore, "noteFailure" | "forgive" | "disable">;
  readonly deliveries: Pick<DeliveryStore, "gather" | "record" | "end">;
  readonly resolve: Resolve;
  readonly post: Post;
  readonly targets: TargetMode;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly count: Count;
  readonly log: Pick<Log, "info" | "warn" | "error">;
}

/** What becomes of a message: `done` with it, `again` after a wait, or over to the dead letters. */
export type Verdict =
  { readonly kind: "done" } | { readonly kind: "again"; readonly waitSeconds: number } | { readonly kind: "dead" };

const DONE: Verdict = { kind: "done" };
const DEAD: Verdict = { kind: "dead" };

const USER_AGENT = "EcosystemAWS-Webhooks/1";

/** A delivery with all that it takes to make an attempt. */
interface Ready {
  readonly delivery: Delivery;
  readonly endpoint: Endpoint;
  readonly secrets: SigningSecrets;
  readonly body: EventBody;
}

/**
 * Makes one attempt at a delivery. It may come twice for one message, as any message may: receivers deduplicate by the
 * message's id.
 *
 * @param attempt how often the queue has handed this message out, this time included
 */
export async function deliver(parts: DeliverParts, key: DeliveryKey, attempt: number): Promise<Verdict> {
  const { deliveries, log, count } = parts;
  if (attempt > ATTEMPTS_MAX) {
    // The queue's redrive is set to more receives than there are attempts, or the last attempt died.
    await deliveries.end(key, "failed", undefined);
    count("WebhookDeliveriesFailed");
    return DEAD;
  }
  const { endpoint, secrets, delivery, body } = await deliveries.gather(key);
  if (!delivery || !body) {
    log.warn("a delivery is kept no more", { ...key });
    return DONE;
  }
  // A failed one is tried again: an operator moved it back from the dead letters.
  if (delivery.status === "delivered" || delivery.status === "cancelled") return DONE;
  if (!endpoint || !secrets || endpoint.status === "disabled") {
    await deliveries.end(key, "cancelled", endpoint ? "endpoint_disabled" : "endpoint_deleted");
    count("WebhookDeliveriesCancelled");
    return DONE;
  }
  return attemptOf(parts, { delivery, endpoint, secrets, body }, attempt);
}

async function attemptOf(parts: DeliverParts, ready: Ready, attempt: number): Promise<Verdict> {
  const { deliveries, clock, count, log } = parts;
  const { delivery, endpoint } = ready;
  const began = clock.now();
  const answer = await send(parts, ready, began);
  const ended = clock.now();
  const failure = failureOf(answer);
  log.info("attempted", { ...keyOf(delivery), attempt, latencyMs: ended - began, outcome: failure ?? "delivered" });

  const record = (next: Parameters<typeof afterAttempt>[4]) =>
    deliveries.record(keyOf(delivery), afterAttempt(delivery, answer, toTimestamp(began), ended - began, next));

  if (failure === undefined) {
    await record({ status: "pending" });
    if (endpoint.failingSince !== undefined) await parts.endpoints.forgive(endpoint);
    count("WebhooksDelivered");
    return DONE;
  }
  count("WebhookAttemptsFailed");
  const reason = failure === "gone" ? "gone" : await judged(parts, endpoint, ended);
  // Where it cannot be disabled it was changed since it was read, and the delivery goes on.
  if (reason && (await disabled(parts, endpoint, reason, ended))) {
    await record({ status: "failed" });
    count("WebhookDeliveriesFailed");
    return DONE;
  }
  const waitSeconds = waitAfter(attempt, shareOf(parts.random), askedWait(answer, ended));
  if (waitSeconds === undefined) {
    await record({ status: "failed" });
    count("WebhookDeliveriesFailed");
    return DEAD;
  }
  await record({ status: "pending", nextAttemptAt: toTimestamp(ended + waitSeconds * 1000) });
  return { kind: "again", waitSeconds };
}

/** Checks where the endpoint is today, and sends the body signed as of now. */
async function send(parts: DeliverParts, { endpoint, secrets, body }: Ready, now: number): Promise<Answer> {
  const check = await checkTarget(endpoint.url, parts.targets, parts.resolve);
  if (!check.ok) {
    if (check.reason === "not_allowed") parts.count("WebhookTargetsRefused");
    return { error: check.reason };
  }
  const message = { id: body.eventId, timestamp: Math.floor(now / 1000), body: body.body };
  const headers = {
    "content-type": "application/json",
    "user-agent": USER_AGENT,
    ...signatureHeaders(message, signingNow(secrets, toTimestamp(now))),
  };
  return parts.post(check.target, headers, body.body);
}

/** Writes down that the endpoint fails, or says that it has done nothing else for so long that it is to be disabled. */
async function judged({ endpoints }: DeliverParts, endpoint: Endpoint, now: number): Promise<"failing" | undefined> {
  const run = failureRun(endpoint, now);
  if (run.isOver) return "failing";
  if (run.isNews) await endpoints.noteFailure(endpoint, run, toTimestamp(now));
  return undefined;
}

async function disabled(
  { endpoints, count, log }: DeliverParts,
  endpoint: Endpoint,
  reason: "gone" | "failing",
  now: number,
): Promise<boolean> {
  const isDone = await endpoints.disable(endpoint, reason, toTimestamp(now));
  if (!isDone) return false;
  log.warn("an endpoint was disabled", { endpointId: endpoint.id, reason });
  count("WebhookEndpointsDisabled");
  return true;
}

function askedWait(answer: Answer, now: number): number {
  return "error" in answer ? 0 : retryAfterSeconds(answer.retryAfter, now);
}

function shareOf(random: RandomBytes): number {
  return Buffer.from(random(2)).readUInt16BE() / 0xffff;
}

function keyOf({ endpointId, eventId }: Delivery): DeliveryKey {
  return { endpointId, eventId };
}
