import * as z from "zod/mini";

/** The source of the platform's events on the bus. */
export const EVENT_SOURCE = "ecosystemaws.payments";

/** The version of the envelope and of what `data` holds; a change that breaks a consumer is a new one. */
export const EVENT_VERSION = 1;

/** The resources of the API that events tell of, by their names in `data`. */
export const EVENT_SUBJECTS = [
  "payment",
  "refund",
  "dispute",
  "escrow",
  "release",
  "escrow_dispute",
  "ach_transfer",
  "bank_account",
  "ach_file",
  "return_rate",
  "payout",
] as const;

/** One of the resources. */
export type EventSubject = (typeof EVENT_SUBJECTS)[number];

interface EventRules {
  /** When it is told, in one sentence. */
  readonly when: string;
  /** What `data` holds: each resource as the API shows it, as it is afterwards. */
  readonly data: readonly EventSubject[];
}

/** Every event of the platform. A room that has something to tell adds its types here. */
export const EVENTS = {
  "payment.validated": { when: "A payment may be processed.", data: ["payment"] },
  "payment.requires_review": { when: "A payment waits for a person's verdict.", data: ["payment"] },
  "payment.processing": { when: "A payment's rail is about to be asked for the money.", data: ["payment"] },
  "payment.authorised": { when: "The rail has reserved the money, to be captured or voided.", data: ["payment"] },
  "payment.completed": { when: "The rail has taken the money.", data: ["payment"] },
  "payment.failed": {
    when: "A payment is over without its money: declined, voided, expired, called off or given up.",
    data: ["payment"],
  },
  "payment.capture_started": { when: "An authorised payment is about to be captured.", data: ["payment"] },
  "payment.void_started": { when: "An authorised payment is about to be voided.", data: ["payment"] },
  "payment.void_failed": {
    when: "The rail would not void, or a person gave that up; the payment is still authorised.",
    data: ["payment"],
  },
  "payment.refund_started": {
    when: "Money is set aside for a refund, and the rail is about to be asked.",
    data: ["payment", "refund"],
  },
  "payment.refund_failed": {
    when: "The rail refused a refund, or a person gave it up; its money is where it was before.",
    data: ["payment", "refund"],
  },
  "payment.refunded": { when: "The rail has given money back, all of it or a part.", data: ["payment", "refund"] },
  "payment.returned": { when: "The payer's bank has returned a debit, for good.", data: ["payment"] },
  "payment.late_success": {
    when: "A rail took money for a payment that was over; it lies in suspense until it is back. Raise an alarm by it.",
    data: ["payment"],
  },
  "payment.late_success_returned": { when: "Such money has gone back to the payer.", data: ["payment"] },
  "payment.reversal_exceeded": {
    when: "More was taken back than was there for a payment; its provider, else the platform, bears the rest. Raise an alarm by it.",
    data: ["payment"],
  },
  "dispute.opened": { when: "A payer disputes a payment; its money has left.", data: ["payment", "dispute"] },
  "dispute.evidence_required": { when: "The payer's bank asks for evidence.", data: ["payment", "dispute"] },
  "dispute.under_review": { when: "The payer's bank looks at the evidence.", data: ["payment", "dispute"] },
  "dispute.won": { when: "A dispute is decided for the platform; its money is back.", data: ["payment", "dispute"] },
  "dispute.lost": { when: "A dispute is decided for the payer.", data: ["payment", "dispute"] },
  "dispute.withdrawn": { when: "The payer has withdrawn a dispute.", data: ["payment", "dispute"] },
  "escrow.held": { when: "A payment's money is held for its providers.", data: ["escrow"] },
  "escrow.funds_available": { when: "The rail has said from when held money is there.", data: ["escrow"] },
  "escrow.event_seen": { when: "An event that conditions may name was seen.", data: ["escrow"] },
  "escrow.approved": { when: "Somebody has approved in a role.", data: ["escrow"] },
  "escrow.evidence_given": { when: "Evidence was given for a release.", data: ["escrow"] },
  "escrow.conditions_changed": { when: "Other conditions were agreed for a release.", data: ["escrow"] },
  "escrow.partially_released": { when: "A part of held money went to its providers.", data: ["escrow", "release"] },
  "escrow.released": { when: "The last of held money went to its providers.", data: ["escrow", "release"] },
  "escrow.expired": { when: "A hold has ended; its money goes where its policy says.", data: ["escrow"] },
  "escrow.refund_held": { when: "Held money is set aside for a refund.", data: ["escrow"] },
  "escrow.refund_returned": { when: "The rail refused a refund; its money is held again.", data: ["escrow"] },
  "escrow.returned": { when: "A payer's bank has taken held money back, for good.", data: ["escrow"] },
  "escrow.disputed": {
    when: "Held money is disputed: nothing moves until that is decided.",
    data: ["escrow", "escrow_dispute"],
  },
  "escrow.dispute_evidence_given": { when: "Evidence was given in a dispute.", data: ["escrow", "escrow_dispute"] },
  "escrow.dispute_under_review": { when: "A person looks at a dispute.", data: ["escrow", "escrow_dispute"] },
  "escrow.dispute_decided": {
    when: "A dispute is decided; its money moves next.",
    data: ["escrow", "escrow_dispute"],
  },
  "escrow.dispute_carried_out": {
    when: "All money of a decided dispute has moved.",
    data: ["escrow", "escrow_dispute"],
  },
  "escrow.dispute_withdrawn": {
    when: "A dispute was withdrawn; the hold goes on.",
    data: ["escrow", "escrow_dispute"],
  },
  "escrow.interest_paid": { when: "The interest of an escrow that is over was paid.", data: ["escrow"] },
  "payout.not_made": {
    when: "A provider's day of payout came, and it could not be paid out: it is tried again on its next day. Raise an alarm by it.",
    data: ["payout"],
  },
  "ach.transfer_created": { when: "A transfer waits for its window.", data: ["ach_transfer"] },
  "ach.transfer_cancelled": { when: "A transfer was cancelled before it was in a file.", data: ["ach_transfer"] },
  "ach.transfer_postponed": {
    when: "A transfer goes with a later window: it came late, cash did not cover it, or its file did not leave.",
    data: ["ach_transfer"],
  },
  "ach.transfer_settled": { when: "A transfer has settled; it may still be returned.", data: ["ach_transfer"] },
  "ach.transfer_returned": { when: "A transfer was returned; its money is where it was.", data: ["ach_transfer"] },
  "ach.transfer_returned_late": {
    when: "A return came after the deadline of its code; it is booked like any other, and the bank may dishonour it for five banking days. Raise an alarm by it.",
    data: ["ach_transfer"],
  },
  "ach.transfer_rejected": { when: "The bank rejected the file that a transfer was in.", data: ["ach_transfer"] },
  "ach.transfer_corrected": {
    when: "The receiving bank has said what is right of a transfer's account; it is applied.",
    data: ["ach_transfer", "bank_account"],
  },
  "ach.transfer_available": { when: "What a debit brought is its owner's.", data: ["ach_transfer"] },
  "ach.file_built": { when: "A file is in the bucket, with the proof of what batching saved.", data: ["ach_file"] },
  "ach.file_delivered": { when: "The bank has a file, whole.", data: ["ach_file"] },
  "ach.file_acknowledged": { when: "The bank has taken a file and counted what we did.", data: ["ach_file"] },
  "ach.file_cancelled": {
    when: "A file did not leave in time; its transfers go with later windows.",
    data: ["ach_file"],
  },
  "ach.file_held": {
    when: "Nobody knows whether a file has left, or it has faults: a person decides. Raise an alarm by it.",
    data: ["ach_file"],
  },
  "ach.return_rate_exceeded": {
    when: "More debits came back within 60 days than the network allows. Raise an alarm by it.",
    data: ["return_rate"],
  },
  "bank_account.created": { when: "A bank account has its token.", data: ["bank_account"] },
  "bank_account.verification_started": { when: "Entries that verify an account wait.", data: ["bank_account"] },
  "bank_account.verification_failed": { when: "Wrong amounts were given too often.", data: ["bank_account"] },
  "bank_account.verified": { when: "An account is there, and its owner's.", data: ["bank_account"] },
  "bank_account.blocked": { when: "No new entries go to an account.", data: ["bank_account"] },
} as const satisfies Record<string, EventRules>;

/** One type of event. */
export type EventType = keyof typeof EVENTS;

/** All types of events, in the order of the catalogue. */
export const EVENT_TYPES = Object.keys(EVENTS) as readonly EventType[];

/** Whether a text names a type of event. */
export function isEventType(text: string): text is EventType {
  return Object.hasOwn(EVENTS, text);
}

/**
 * The form of an event's id: `evt_` and a UUID. Most are of version 7; one that follows from what it tells of, so that it is told
 * once however often that is found, is of version 8.
 */
export const EVENT_ID = /^evt_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An event as the bus, the webhooks and `GET /events` show it: an envelope around resources of the API. */
export interface PlatformEvent<Data extends object = object> {
  /** Of the form `EVENT_ID`; events come at least once, and consumers deduplicate by it. */
  readonly id: string;
  readonly type: EventType;
  readonly version: typeof EVENT_VERSION;
  /** When it happened: ISO 8601 UTC. */
  readonly at: string;
  /** The Region that wrote it, and the epoch of its lease. */
  readonly region: string;
  readonly epoch: number;
  readonly data: Data;
}

/** The schema of the envelope, for consumers that read events from a queue; what `data` holds is left to them. */
export const platformEvent = z.object({
  id: z.string().check(z.regex(EVENT_ID)),
  type: z.enum(EVENT_TYPES as [EventType, ...EventType[]]),
  version: z.literal(EVENT_VERSION),
  at: z.string(),
  region: z.string(),
  epoch: z.number(),
  data: z.record(z.string(), z.unknown()),
});
