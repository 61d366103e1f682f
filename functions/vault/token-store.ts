import type { BrandName } from "./brand";
import type { Fingerprint } from "./fingerprint";

/** The outcome of a card's verification at the rail. The code that was verified is not part of it (PCI DSS 3.3.1). */
export interface Verification {
  readonly outcome: "approved" | "declined" | "unknown";
  /** The acquirer's reason, in snake_case. */
  readonly code: string;
  /** ISO 8601 UTC. */
  readonly at: string;
}

/** A stored card. The number stands in the envelope alone; its fingerprint stands in claims alone, keyed. */
export interface StoredCard {
  readonly token: string;
  readonly customerId: string;
  readonly envelope: Uint8Array;
  /** Id of the KMS key that wrapped the envelope's data key. */
  readonly keyId: string;
  readonly bin?: string;
  readonly lastFour: string;
  readonly brand: BrandName;
  readonly expMonth: number;
  readonly expYear: number;
  /** The newest version of the fingerprint key under which the card is claimed. */
  readonly fingerprintVersion: number;
  /** Counts changes, from 1: every change names the version that it replaces. */
  readonly version: number;
  /** ISO 8601 UTC. */
  readonly createdAt: string;
  /** When the envelope was sealed, ISO 8601 UTC. */
  readonly writtenAt: string;
  /** The re-encryption job that changed the card last. */
  readonly lastJob?: string;
  readonly verification?: Verification;
}

/** What can change about a stored card. */
export type CardChange = Partial<
  Pick<
    StoredCard,
    "envelope" | "keyId" | "writtenAt" | "expMonth" | "expYear" | "fingerprintVersion" | "lastJob" | "verification"
  >
>;

/** Where a scan of the table goes on: the key of the last item that was read. */
export interface Cursor {
  readonly pk: string;
  readonly sk: string;
}

/** `contended`: another transaction was on the same items; nothing was written, trying again is right. */
export type CreateOutcome = "created" | "claimed" | "contended";
/** `stale`: the card is at another version by now, or gone. `claimed`: a claim belongs to another token. */
export type UpdateOutcome = "updated" | "stale" | "claimed" | "contended";

/**
 * The port to the stored cards. A claim `(customer, fingerprint) -> token` is what makes one card of one customer one
 * token: it is written in the transaction that writes the token, and only where it does not exist.
 */
export interface TokenStore {
  /** Writes a new card and its claims, all or nothing; `claimed` where one of them exists already. */
  create(card: StoredCard, fingerprints: readonly Fingerprint[]): Promise<CreateOutcome>;
  /** The tokens that hold these claims, in their order; strongly consistent. */
  findClaims(customerId: string, fingerprints: readonly Fingerprint[]): Promise<readonly (string | undefined)[]>;
  /** A card; strongly consistent. */
  find(token: string): Promise<StoredCard | undefined>;
  /** Changes a card that is still at its `version`, and adds claims to it, all or nothing. */
  update(card: StoredCard, change: CardChange, fingerprints?: readonly Fingerprint[]): Promise<UpdateOutcome>;
  /** The cards among the next items of the table (at most `limit` items are read), and where to go on, if anywhere. */
  page(
    after: Cursor | undefined,
    limit: number,
  ): Promise<{ readonly cards: readonly StoredCard[]; readonly next?: Cursor }>;
}

/** Who read a card number, why and when. It holds no number. */
export interface AuditEntry {
  readonly token: string;
  readonly customerId: string;
  readonly requestedBy: string;
  readonly reason: string;
  /** The invocation that read it. */
  readonly requestId: string;
  /** ISO 8601 UTC. */
  readonly at: string;
}

/** The port to the audit trail: entries are added, never changed. */
export interface AuditTrail {
  append(entry: AuditEntry): Promise<void>;
}

/** How far a re-encryption job is. */
export interface Job {
  readonly job: string;
  readonly kind: "data-keys" | "fingerprints";
  /** ISO 8601 UTC; cards sealed before it are the job's work. */
  readonly startedAt: string;
  readonly cursor?: Cursor;
  /** Cards, not items; changed + unchanged + failed. */
  readonly scanned: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly failed: number;
  /** The tokens that failed, the first hundred. */
  readonly failures: readonly string[];
  readonly done: boolean;
  /** Counts advances, from 1. */
  readonly version: number;
}

/** The port to the jobs' progress. */
export interface JobStore {
  findJob(job: string): Promise<Job | undefined>;
  /** Writes a job's first state; false where it exists already. */
  beginJob(job: Job): Promise<boolean>;
  /** Replaces the state before this one; false where the job is elsewhere by now. */
  advanceJob(job: Job): Promise<boolean>;
}
