import { toTimestamp } from "../../shared/clock";
import type {
  DeliveredFile,
  Delivery,
  DeliveryAlarm,
  DeliveryPhase,
  DeliveryStep,
  DeliveryWrite,
  Evidence,
  ResendRefusal,
} from "./delivery";
import { backOffMs, lateAt, LISTING_READ_EVERY_MS, lookAt, RESULT_WITHIN_MS, WATCHED_EVERY_MS } from "./timing";

/** What a rule sees: the file, how far it is, what became known, when, and how long the bank may take to acknowledge. */
interface Seen {
  readonly file: DeliveredFile;
  readonly delivery: Delivery;
  readonly evidence: Evidence;
  readonly now: number;
  readonly acknowledgedWithinMs: number;
}

/** What a rule for one kind of evidence sees. */
interface SeenBy<Kind extends Evidence["kind"]> extends Seen {
  readonly evidence: Extract<Evidence, { readonly kind: Kind }>;
}

type Rule<Kind extends Evidence["kind"]> = (seen: SeenBy<Kind>) => DeliveryStep;
type Row = { readonly [Kind in Evidence["kind"]]: Rule<Kind> };

/** Nothing new: a second telling, a late one, one of something that is over. */
const ignored = (): DeliveryStep => ({ action: "none", alarms: [] });
const refused = (refusal: ResendRefusal) => (): DeliveryStep => ({ action: "none", alarms: [], refusal });

/** What is the same in every phase: late tellings of what is no longer under way. */
const NOT_UNDER_WAY = {
  send_taken: ignored,
  send_refused: ignored,
  send_failed: ignored,
  listing_taken: ignored,
  listing_refused: ignored,
  listing_failed: ignored,
  listing_unfinished: ignored,
} as const;

/** All phases, and what each thing that may become known does in them. */
const TABLE: Readonly<Record<DeliveryPhase, Row>> = {
  waiting: { ...NOT_UNDER_WAY, look: tryNow, arrived, listed: wholeOnly, resend: sendAgain },
  sending: {
    ...NOT_UNDER_WAY,
    look: awaitSend,
    send_taken: noteTransfer,
    send_refused: sendRefused,
    send_failed: sendFailed,
    arrived,
    // Of before this send.
    listed: ignored,
    resend: refused("in_progress"),
  },
  listing: {
    ...NOT_UNDER_WAY,
    look: readListing,
    arrived,
    listed: judgeListing,
    listing_taken: noteListing,
    listing_refused: listingRefused,
    listing_failed: listingFailed,
    listing_unfinished: awaitListing,
    resend: refused("in_progress"),
  },
  over: { ...NOT_UNDER_WAY, look: watch, arrived: arrivedAfterAll, listed: wholeOnly, resend: sendAgain },
};

/**
 * What is to be done about a file when something becomes known of its way to the bank. Whatever comes, in whatever order
 * and however often: a file is sent only before its operator's deadline; one that may be there goes back to `built`, where
 * it may be cancelled, never; and it is delivered, or an alarm tells that it is not.
 *
 * @param attempt how far its way is; where nothing is known, nothing was begun.
 * @param acknowledgedWithinMs how long the bank may take to acknowledge; then an alarm is raised, again and again until it does.
 */
export function nextDeliveryStep(
  file: DeliveredFile,
  attempt: Delivery | undefined,
  evidence: Evidence,
  now: number,
  acknowledgedWithinMs: number,
): DeliveryStep {
  const told = evidence.kind === "arrived" || (evidence.kind === "listed" && isWhole(file, evidence));
  switch (file.status) {
    case "claiming":
    case "claimed":
      return evidence.kind === "resend" ? refused("not_built")() : ignored();
    case "cancelling":
    case "cancelled":
      // Its transfers go with other files: this must not be, and somebody has to know at once.
      if (told) return { action: "none", alarms: ["FilesHeld"] };
      return evidence.kind === "resend" ? refused("cancelled")() : ignored();
    case "acknowledged":
    case "settled":
    case "rejected":
      return evidence.kind === "resend" ? refused("acknowledged")() : ignored();
    case "built":
    case "delivering":
    case "delivered":
    case "held": {
      const delivery = attempt ?? notBegun(file, now);
      const rule = TABLE[phaseOf(file, delivery)][evidence.kind] as (seen: Seen) => DeliveryStep;
      return rule({ file, delivery, evidence, now, acknowledgedWithinMs });
    }
  }
}

/** Of a file that is held, or that is delivered by the bank's own word, nothing is under way any more, whatever was. */
function phaseOf({ status }: DeliveredFile, { phase, deliveredAt }: Delivery): DeliveryPhase {
  return status === "held" || (status === "delivered" && deliveredAt === undefined) ? "over" : phase;
}

/** Of a file whose status alone is known the worst is believed. */
function notBegun({ status }: DeliveredFile, now: number): Delivery {
  return {
    phase: status === "delivered" ? "over" : "waiting",
    ...{ attempt: 0, listing: 0, failures: 0, since: toTimestamp(now) },
    uncertain: status !== "built",
  };
}

const isTooLate = ({ file, now }: Seen): boolean => now >= file.window.closesAt;
const isDelivered = ({ file }: Seen): boolean => file.status === "delivered";
const isOverdue = ({ delivery, now }: Seen): boolean => now >= Date.parse(delivery.since) + RESULT_WITHIN_MS;
const isWhole = ({ bytes }: DeliveredFile, listed: { readonly bytes?: number }): boolean =>
  bytes !== undefined && listed.bytes === bytes;

function acknowledgedBy({ delivery: { deliveredAt, since }, acknowledgedWithinMs }: Seen): number {
  return Date.parse(deliveredAt ?? since) + acknowledgedWithinMs;
}

/** What a look alone tells: a file that has not left in time, or that nobody has acknowledged. */
function alarmsOf(seen: Seen): DeliveryAlarm[] {
  const { file, evidence, now } = seen;
  if (evidence.kind !== "look" || file.status === "held") return [];
  if (file.status !== "delivered") return now >= lateAt(file.window) ? ["FilesLate"] : [];
  return now >= acknowledgedBy(seen) ? ["FilesUnacknowledged"] : [];
}

function step(seen: Seen, action: DeliveryStep["action"], write: DeliveryWrite): DeliveryStep {
  return { action, write, alarms: alarmsOf(seen) };
}

/** In the index until something is known, or until it is time to look again. */
function lookIn({ file, now }: Seen, milliseconds: number): number {
  return lookAt(file.window, now + milliseconds, now);
}

/** A phase that begins now. The names of the last send and of the last listing since stay: what they tell may come late. */
function entering({ delivery, now }: Seen, phase: DeliveryPhase, change: Partial<Delivery> = {}): Delivery {
  const { transferId, listingId, missing: _missing, ...kept } = delivery;
  const isNew = phase === "sending" || phase === "listing";
  return {
    ...kept,
    ...(transferId !== undefined && phase !== "sending" && { transferId }),
    ...(listingId !== undefined && !isNew && { listingId }),
    ...{ phase, since: toTimestamp(now), ...change },
  };
}

/** Whether a success is of the last send. That of one before says nothing: what was sent since may have left a part there. */
function isOfLastSend({ delivery, evidence: { transferId } }: SeenBy<"arrived">): boolean {
  return delivery.attempt <= 1 || transferId === undefined || transferId === delivery.transferId;
}

/** Whether a listing is the last one, and begun since the last send. */
function isLastListing({ delivery, evidence: { listingId } }: SeenBy<"listed">): boolean {
  return listingId === undefined || listingId === delivery.listingId;
}

const underWay = (seen: Seen) => (isDelivered(seen) ? "delivered" : "delivering");

function send(seen: Seen, change: Partial<Delivery> = {}): DeliveryStep {
  const delivery = entering(seen, "sending", { attempt: seen.delivery.attempt + 1, ...change });
  return step(seen, "send", { status: underWay(seen), delivery, dueAt: lookIn(seen, RESULT_WITHIN_MS) });
}

function list(seen: Seen): DeliveryStep {
  const { listing } = seen.delivery;
  const delivery = entering(seen, "listing", { listing: listing + 1, uncertain: true });
  return step(seen, "list", { status: underWay(seen), delivery, dueAt: lookIn(seen, LISTING_READ_EVERY_MS) });
}

/** After a try that came to nothing. */
function wait(seen: Seen, failure: string, change: Partial<Delivery> = {}): DeliveryStep {
  const failures = seen.delivery.failures + 1;
  const delivery = entering(seen, "waiting", { failures, failure, ...change });
  const provenAway = !delivery.uncertain && !isDelivered(seen);
  const status = provenAway ? "built" : underWay(seen);
  return step(seen, "none", { status, delivery, dueAt: lookIn(seen, backOffMs(failures)) });
}

/** Too late to be sent, and perhaps there: nobody but a person decides. What was delivered once stays so. */
function giveUp(seen: Seen, failure: string): DeliveryStep {
  const delivery = entering(seen, "over", { failure });
  if (isDelivered(seen)) {
    const write = { status: "delivered", delivery, dueAt: seen.now + WATCHED_EVERY_MS } as const;
    return { action: "none", write, alarms: ["FilesUnacknowledged"] };
  }
  const write = { status: "held", delivery, reason: `delivery:${failure}` } as const;
  return { action: "none", write, alarms: ["FilesLate", "FilesHeld"] };
}

function delivered(seen: Seen): DeliveryStep {
  const delivery = entering(seen, "over", { uncertain: true, failures: 0, deliveredAt: toTimestamp(seen.now) });
  return step(seen, "none", { status: "delivered", delivery, dueAt: seen.now + seen.acknowledgedWithinMs });
}

function tryNow(seen: Seen): DeliveryStep {
  const { file, delivery, now } = seen;
  if (delivery.uncertain && (isTooLate(seen) || !delivery.missing)) return list(seen);
  if (!isTooLate(seen)) return send(seen);
  // It has provably not left: whoever closes windows cancels it, and its transfers go with new dates.
  return step(seen, "none", { status: file.status, delivery, dueAt: now + WATCHED_EVERY_MS });
}

function sendAgain(seen: Seen): DeliveryStep {
  const { file } = seen;
  if (file.key === undefined) return refused("not_built")();
  if (file.status === "built") return refused("not_sent_yet")();
  if (isTooLate(seen)) return refused("deadline_passed")();
  return send(seen, { uncertain: true, failures: 0 });
}

function awaitSend(seen: Seen): DeliveryStep {
  if (isOverdue(seen)) return list(seen);
  return stay(seen, Date.parse(seen.delivery.since) + RESULT_WITHIN_MS);
}

/** Nothing is new but the time at which it is looked at again. */
function stay(seen: Seen, until: number): DeliveryStep {
  const { file, delivery, now } = seen;
  return step(seen, "none", { status: file.status, delivery, dueAt: lookAt(file.window, until, now) });
}

function noteTransfer(seen: SeenBy<"send_taken">): DeliveryStep {
  const { file, delivery, evidence, now } = seen;
  if (evidence.attempt !== delivery.attempt || delivery.transferId !== undefined) return ignored();
  const noted = { ...delivery, transferId: evidence.transferId };
  const until = Date.parse(delivery.since) + RESULT_WITHIN_MS;
  return step(seen, "none", { status: file.status, delivery: noted, dueAt: lookAt(file.window, until, now) });
}

function sendRefused(seen: SeenBy<"send_refused">): DeliveryStep {
  return seen.evidence.attempt === seen.delivery.attempt ? wait(seen, seen.evidence.code) : ignored();
}

function sendFailed(seen: SeenBy<"send_failed">): DeliveryStep {
  const { delivery, evidence } = seen;
  // Whoever sent it died before the name of the send was noted: it may be this one's failure, or an older one's.
  if (delivery.transferId === undefined) return list(seen);
  if (delivery.transferId !== evidence.transferId) return ignored();
  return evidence.provesNothing ? wait(seen, evidence.code) : list(seen);
}

function readListing(seen: Seen): DeliveryStep {
  if (seen.delivery.listingId === undefined) return awaitListing(seen);
  return { action: "read", alarms: alarmsOf(seen) };
}

function awaitListing(seen: Seen): DeliveryStep {
  if (isOverdue(seen)) return noListing(seen, "listing_without_result");
  return stay(seen, seen.now + LISTING_READ_EVERY_MS);
}

function noteListing(seen: SeenBy<"listing_taken">): DeliveryStep {
  const { file, delivery, evidence } = seen;
  if (evidence.listing !== delivery.listing || delivery.listingId !== undefined) return ignored();
  const noted = { ...delivery, listingId: evidence.listingId };
  return step(seen, "none", { status: file.status, delivery: noted, dueAt: lookIn(seen, LISTING_READ_EVERY_MS) });
}

function listingRefused(seen: SeenBy<"listing_refused">): DeliveryStep {
  return seen.evidence.listing === seen.delivery.listing ? noListing(seen, seen.evidence.code) : ignored();
}

function listingFailed(seen: SeenBy<"listing_failed">): DeliveryStep {
  return seen.evidence.listingId === seen.delivery.listingId ? noListing(seen, seen.evidence.code) : ignored();
}

/** Nobody knows what is there. */
function noListing(seen: Seen, failure: string): DeliveryStep {
  return isTooLate(seen) ? giveUp(seen, failure) : wait(seen, failure);
}

function judgeListing(seen: SeenBy<"listed">): DeliveryStep {
  const { file, delivery, evidence } = seen;
  if (!isLastListing(seen)) return ignored();
  if (isWhole(file, evidence)) return delivered(seen);
  const failure = evidence.bytes === undefined ? "not_there" : "in_part";
  if (isTooLate(seen)) return giveUp(seen, failure);
  return delivery.failures === 0 ? send(seen, { failures: 1, failure }) : wait(seen, failure, { missing: true });
}

function wholeOnly(seen: SeenBy<"listed">): DeliveryStep {
  return isWhole(seen.file, seen.evidence) && isLastListing(seen) && !isDelivered(seen) ? delivered(seen) : ignored();
}

function arrived(seen: SeenBy<"arrived">): DeliveryStep {
  return isOfLastSend(seen) ? delivered(seen) : ignored();
}

function arrivedAfterAll(seen: SeenBy<"arrived">): DeliveryStep {
  return isDelivered(seen) ? ignored() : arrived(seen);
}

/** Delivered, and not yet acknowledged; or held, and a person's. */
function watch(seen: Seen): DeliveryStep {
  const { file, delivery, now } = seen;
  if (file.status === "held") return ignored();
  const dueAt = now < acknowledgedBy(seen) ? acknowledgedBy(seen) : now + WATCHED_EVERY_MS;
  return step(seen, "none", { status: file.status, delivery, dueAt });
}
