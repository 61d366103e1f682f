import type { PlatformEvent } from "../shared/events";
import type { EscrowAccount } from "./account";
import type { EscrowDispute } from "./dispute";
import type { InterestAccount } from "./interest-account";
import type { ReleaseRecord } from "./release-record";

/** Why held money moved otherwise than by a release. */
export const MOVEMENTS = ["refund_held", "refund_returned", "charged_back", "brought_back", "returned"] as const;

/** A movement of held money for its statement; releases have records of their own. */
export interface Movement {
  readonly kind: (typeof MOVEMENTS)[number];
  /** Less is held where it is below 0. */
  readonly cents: number;
  /** The refund's or the dispute's id; the payment's where its debit was returned. */
  readonly reference: string;
  /** ISO 8601 UTC. */
  readonly at: string;
}

/** A movement as it is kept. */
export interface StoredMovement extends Movement {
  /** The escrow's version that it made. */
  readonly version: number;
}

/** What one transaction writes of an escrow, all or nothing with whatever else stands in it. */
export interface EscrowChange {
  /** The account afterwards: it must be at the version before, or not exist where this is version 1. */
  readonly account: EscrowAccount;
  readonly movement?: Movement;
  readonly release?: ReleaseRecord;
  /** A dispute as it is to be; it must not exist where it is new. */
  readonly dispute?: { readonly dispute: EscrowDispute; readonly isNew: boolean };
  /** The interest of a new escrow, where there is some. */
  readonly interest?: InterestAccount;
  readonly events: readonly PlatformEvent[];
}

/** What can stand against a change: its label, where a condition did not hold. */
export type EscrowLabel =
  "escrow" | "escrow_movement" | "escrow_release" | "escrow_dispute" | "escrow_interest" | "escrow_event";
