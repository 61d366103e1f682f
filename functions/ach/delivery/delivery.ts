import type { AchFile, FileStatus } from "../batches/file";

/**
 * What is under way with a file. `waiting`: to be tried again at its time. `sending`: the bank is given it, with what
 * outcome nobody knows yet. `listing`: the bank's folder is read, to see what is there. `over`: nothing is.
 */
export const DELIVERY_PHASES = ["waiting", "sending", "listing", "over"] as const;
/** One of the phases. */
export type DeliveryPhase = (typeof DELIVERY_PHASES)[number];

/** How far a file's way to the bank is. */
export interface Delivery {
  readonly phase: DeliveryPhase;
  /** Sends and listings that were begun, counted, so that a late answer is known for one. */
  readonly attempt: number;
  readonly listing: number;
  /** Tries that came to nothing, one after another. */
  readonly failures: number;
  /** Whether the bank may have the file, or a part of it: once that is so it stays so. */
  readonly uncertain: boolean;
  /** While it waits: a listing has shown since its last send that it is not there whole. */
  readonly missing?: boolean;
  /** When the phase began, ISO 8601 UTC. */
  readonly since: string;
  /** Transfer Family's names for what is under way, once they are known. */
  readonly transferId?: string;
  readonly listingId?: string;
  /** Why the last try came to nothing. */
  readonly failure?: string;
  /** ISO 8601 UTC; of several times the last. */
  readonly deliveredAt?: string;
}

/** Something that became known of a file's way to the bank, or that somebody asks for. */
export type Evidence =
  /** Its time has come, or a person wants it looked at. */
  | { readonly kind: "look" }
  /** Our request for a send was taken, or refused: then nothing was begun. */
  | { readonly kind: "send_taken"; readonly attempt: number; readonly transferId: string }
  | { readonly kind: "send_refused"; readonly attempt: number; readonly code: string }
  /** The bank has it, whole. */
  | { readonly kind: "arrived"; readonly transferId?: string }
  /** A send has failed. `provesNothing`: before anything was stored; else a part, or all of it, may be there. */
  | {
      readonly kind: "send_failed";
      readonly transferId: string;
      readonly code: string;
      readonly provesNothing: boolean;
    }
  | { readonly kind: "listing_taken"; readonly listing: number; readonly listingId: string }
  | { readonly kind: "listing_refused"; readonly listing: number; readonly code: string }
  /** What a listing shows under the file's name: so many bytes; none where it is absent, or its size is not told. */
  | { readonly kind: "listed"; readonly listingId?: string; readonly bytes?: number }
  | { readonly kind: "listing_failed"; readonly listingId: string; readonly code: string }
  /** The listing that is under way has no result yet. */
  | { readonly kind: "listing_unfinished" }
  /** A person wants it sent again. */
  | { readonly kind: "resend" };

/** What raises an alarm, by the names of its metrics. */
export type DeliveryAlarm = "FilesLate" | "FilesUnacknowledged" | "FilesHeld";

/** Why a file is not sent again. */
export type ResendRefusal =
  "not_built" | "not_sent_yet" | "in_progress" | "acknowledged" | "cancelled" | "deadline_passed";

/** What is to be done about a file, once what is to be written of it is. */
export interface DeliveryStep {
  /** `send` it; `list` the bank's folder; `read` the listing that is under way. */
  readonly action: "send" | "list" | "read" | "none";
  /** Nothing where the file stays as it is. */
  readonly write?: DeliveryWrite;
  /** Counted at least once for each time that they are told. */
  readonly alarms: readonly DeliveryAlarm[];
  readonly refusal?: ResendRefusal;
}

/** A file as a step leaves it. */
export interface DeliveryWrite {
  readonly status: FileStatus;
  readonly delivery: Delivery;
  /** Milliseconds since 1970: when it is looked at next. */
  readonly dueAt?: number;
  /** Why it is held. */
  readonly reason?: string;
}

/** What a step is decided by of a file. */
export type DeliveredFile = Pick<AchFile, "status" | "key" | "bytes" | "window" | "delivery">;
