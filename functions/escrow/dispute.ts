import type { DisputeStatus } from "../shared/dispute-states";
import { type Money, money, shareOfMoney } from "../shared/money";

/** What a person decides about a dispute: for the beneficiaries, for the customer, or some for each. */
export type Verdict =
  | { readonly outcome: "release" }
  | { readonly outcome: "refund" }
  | { readonly outcome: "split"; readonly refundCents: number }
  | { readonly outcome: "split"; readonly refundBasisPoints: number };

/** A decision as it is kept. */
export interface Decision {
  readonly outcome: Verdict["outcome"];
  /** What the customer gets back of the disputed amount; the beneficiaries get the rest. */
  readonly refundCents: number;
  readonly releaseCents: number;
  /** Who decided, for the record. */
  readonly by: string;
  readonly at: string;
  /** When all of it had moved; absent until then. */
  readonly carriedOutAt?: string;
}

/** A dispute about held money, as it is stored beside its escrow. */
export interface EscrowDispute {
  /** The caller's or the rail's own name for it; unique among the escrow's disputes, for ever. */
  readonly id: string;
  readonly escrowId: string;
  /** A party's is decided here, a rail's by the rail. */
  readonly origin: "party" | "rail";
  /** What it is about, of what was held when it was opened. */
  readonly amountCents: number;
  readonly currency: string;
  readonly status: DisputeStatus;
  /** Why, in a word of snake_case. */
  readonly reason?: string;
  readonly openedBy: string;
  readonly evidence: readonly {
    readonly kind: string;
    readonly reference?: string;
    readonly by: string;
    readonly at: string;
  }[];
  /** Until when the parties may settle it, ISO 8601 UTC as all times. */
  readonly deadline?: string;
  readonly decision?: Decision;
  readonly openedAt: string;
  readonly updatedAt: string;
}

/**
 * How a verdict divides the disputed amount: a share in basis points is rounded half up to the cent for the customer, and
 * the beneficiaries get the rest, so that no cent is lost. Nothing where the customer would get more than is disputed.
 */
export function divide(
  amount: Money,
  verdict: Verdict,
): { readonly refundCents: number; readonly releaseCents: number } | undefined {
  const refundCents = refundOf(amount, verdict);
  return refundCents > amount.cents ? undefined : { refundCents, releaseCents: amount.cents - refundCents };
}

function refundOf(amount: Money, verdict: Verdict): number {
  if (verdict.outcome === "release") return 0;
  if (verdict.outcome === "refund") return amount.cents;
  if ("refundCents" in verdict) return verdict.refundCents;
  return shareOfMoney(amount, verdict.refundBasisPoints).cents;
}

/** Where a decision leaves its dispute: it is won where the beneficiaries get all, as a rail's is. */
export function statusOf({ refundCents }: Pick<Decision, "refundCents">): DisputeStatus {
  return refundCents === 0 ? "won" : "lost";
}

/** What is disputed. */
export function disputedAmount({ amountCents, currency }: EscrowDispute): Money {
  return money(amountCents, currency);
}
