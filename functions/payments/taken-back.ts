import type { PaymentParts } from "./parts";
import type { PaymentTransaction } from "./payment";
import type { DisputeStore } from "./dispute-store";
import type { Borne } from "./journals";

/** What takes in what comes back works with. */
export interface TakenBackParts extends PaymentParts {
  readonly disputes: DisputeStore;
}

/** How an amount that a rail took back is borne, and how much of it is within the payment's `reversedCents`. */
export interface Share extends Borne {
  readonly boundedCents: number;
}

/**
 * Shares out an amount that a rail took back: what went back before is not taken from the payment again, and its escrow
 * pays what it still holds. The rest is owed by the provider.
 */
export function shareOf(payment: PaymentTransaction, amountCents: number, escrowCents: number): Share {
  const boundedCents = Math.min(amountCents, payment.capturedCents - payment.reversedCents);
  const heldCents = Math.min(boundedCents, escrowCents);
  return { boundedCents, heldCents, receivableCents: amountCents - heldCents };
}

/** What the payment's escrow holds now, in cents. */
export function heldFor({ disputes }: TakenBackParts, { id, currency }: PaymentTransaction): Promise<number> {
  return disputes.balance({ kind: "escrow", owner: id, currency });
}
