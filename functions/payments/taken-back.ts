import type { EscrowAccount, Taken } from "../escrow";
import type { DisputeStore } from "./dispute-store";
import type { Borne } from "./journals";
import type { PaymentParts } from "./parts";
import type { PaymentTransaction } from "./payment";

/** What takes in what comes back works with. */
export interface TakenBackParts extends PaymentParts {
  readonly disputes: DisputeStore;
}

/** How an amount that a rail took back is borne, and how much of it is within the payment's `reversedCents`. */
export interface Share extends Borne {
  readonly boundedCents: number;
}

/** How much of what a rail took back is within what was taken for the payment and has not gone back before. */
export function boundedBy({ capturedCents, reversedCents }: PaymentTransaction, amountCents: number): number {
  return Math.min(amountCents, capturedCents - reversedCents);
}

/**
 * Shares out an amount that a rail took back: what went back before is not taken from the payment again, and its escrow
 * pays what it still holds. The rest is owed by the provider; the platform bears all of a payment without one.
 *
 * @param taken what the payment's escrow makes of it; nothing where there is none.
 */
export function shareOf(payment: PaymentTransaction, amountCents: number, taken: Taken | undefined): Share {
  const boundedCents = boundedBy(payment, amountCents);
  if (payment.providerId === undefined) return { boundedCents, heldCents: amountCents, receivableCents: 0 };
  const heldCents = taken?.heldCents ?? 0;
  return { boundedCents, heldCents, receivableCents: amountCents - heldCents };
}

/** Whether more was taken back than was there for the payment, or than its escrow held: a person is to look. */
export function exceeds({ boundedCents, receivableCents }: Share, amountCents: number): boolean {
  return receivableCents > 0 || boundedCents < amountCents;
}

/** A payment as its losses are borne: where nothing was captured its provider got nothing, and the platform bears them. */
export function bornePayment(payment: PaymentTransaction): PaymentTransaction {
  return payment.capturedCents === 0 ? { ...payment, providerId: undefined } : payment;
}

/** Whether an escrow waits for the decision of a rail's dispute. */
export function isFrozenBy(escrow: EscrowAccount | undefined, disputeId: string): escrow is EscrowAccount {
  return escrow?.openDisputes.includes(disputeId) ?? false;
}
