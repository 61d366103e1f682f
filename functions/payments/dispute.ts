import type { DisputeStatus } from "../shared/dispute-states";

/** A payer's dispute of a payment, as callers see it. */
export interface DisputeView {
  /** The rail's own name for it; unique among the payment's disputes, for ever. */
  readonly id: string;
  readonly paymentId: string;
  /** What the rail took back when it was opened. */
  readonly amountCents: number;
  readonly currency: string;
  readonly status: DisputeStatus;
  /** Why, in the rail's words, snake_case. */
  readonly reason?: string;
  /** Until when evidence is taken, ISO 8601 UTC. */
  readonly evidenceDueAt?: string;
  readonly openedAt: string;
  readonly updatedAt: string;
}

/** A dispute as it is stored, beside its payment: its amount, by what bore it. */
export interface Dispute extends DisputeView {
  /** What was within the payment's `reversedCents`. */
  readonly boundedCents: number;
  /** What the payment's escrow still held. */
  readonly heldCents: number;
  /** The rest, which the provider owes. */
  readonly receivableCents: number;
}

/** A dispute without how its amount was borne. */
export function disputeView(dispute: Dispute): DisputeView {
  const { boundedCents: _bounded, heldCents: _held, receivableCents: _owed, ...view } = dispute;
  return view;
}
