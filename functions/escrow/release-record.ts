/** Why money was released: asked for, because it may by its conditions, at the end of its hold, or by a decision. */
export const RELEASE_CAUSES = ["request", "conditions", "expiry", "dispute"] as const;

/**
 * What became of a share that is to be paid out with its release: it is `queued`, or it stays with what the provider is owed.
 * `none`: nothing is paid out with releases, or nothing was left; `account_missing`: the provider has no account of its own;
 * `account_blocked`: that is blocked, or not verified; `provider_blocked`; `declined`, by a limit say; `unavailable`: it could
 * not be found out.
 */
export const PAYOUTS = [
  "queued",
  "none",
  "account_missing",
  "account_blocked",
  "provider_blocked",
  "declined",
  "unavailable",
] as const;

/** What one beneficiary got of a release. */
export interface ReleaseShare {
  readonly providerId: string;
  readonly cents: number;
  /** The part of it that paid what the provider owed. @default 0 */
  readonly offsetCents?: number;
  /** Absent where an environment makes no payouts. */
  readonly payout?: (typeof PAYOUTS)[number];
  /** The transfer that pays the rest of it out. */
  readonly transferId?: string;
}

/** A release as it is kept, for ever: the same one is never done twice. */
export interface ReleaseRecord {
  /** `rel_` and a UUID, or the caller's own name for it; unique among the escrow's releases. */
  readonly id: string;
  readonly escrowId: string;
  /** The escrow's version that it made. */
  readonly version: number;
  /** All that was released: `feeCents` and all shares. */
  readonly amountCents: number;
  readonly currency: string;
  readonly feeCents: number;
  readonly shares: readonly ReleaseShare[];
  readonly cause: (typeof RELEASE_CAUSES)[number];
  /** ISO 8601 UTC. */
  readonly at: string;
  /** HMAC over the request; absent where nobody asked. */
  readonly fingerprint?: string;
}
