/** Why money was released: asked for, because it may by its conditions, at the end of its hold, or by a decision. */
export const RELEASE_CAUSES = ["request", "conditions", "expiry", "dispute"] as const;

/** What one beneficiary got of a release. */
export interface ReleaseShare {
  readonly providerId: string;
  readonly cents: number;
  /** The part of it that paid what the provider owed. @default 0 */
  readonly offsetCents?: number;
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
