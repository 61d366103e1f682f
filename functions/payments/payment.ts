import type { HoldWishes } from "../escrow";
import { type Money, money } from "../shared/money";

/** The documents' statuses, and those that they imply. */
export const STATUSES = [
  "pending",
  "processing",
  "completed",
  "failed",
  "refunded",
  "partially_refunded",
  "requires_review",
  "disputed",
] as const;

/** One of the statuses. */
export type PaymentStatus = (typeof STATUSES)[number];

/** What stands behind a status: `processing` while money is only authorised, `failed` because it was voided, and so on. */
export const DETAILS = [
  "authorised",
  "partially_captured",
  "voided",
  "expired",
  "declined",
  "returned",
  "charged_back",
] as const;

/** One of the details. */
export type PaymentDetail = (typeof DETAILS)[number];

/** Where a payment stands. */
export interface PaymentState {
  readonly status: PaymentStatus;
  readonly detail?: PaymentDetail;
}

/** What the fraud decision came to. */
export type DecisionOutcome = "approve" | "review" | "decline";

/** One payment as it is stored: the fields of the documents' PaymentTransaction, and what the protocols need. */
export interface PaymentTransaction extends PaymentState {
  /** The client's own id, else `pay_` and a UUIDv7; unique for ever. */
  readonly id: string;
  readonly customerId: string;
  readonly providerId?: string;
  /** Where its money is held; absent until it is, and where there is no provider. */
  readonly escrowId?: string;
  /** Whole cents of the currency. */
  readonly amountCents: number;
  /** ISO 4217. */
  readonly currency: string;
  /** The vault's token, which stands for the KMS-encrypted envelope. */
  readonly encryptedCardToken?: string;
  /** The KMS key that this record rests under; the card's envelope names its own. */
  readonly kmsKeyId?: string;
  /** What it is for, in the caller's words. */
  readonly description?: string;
  /** 0 to 1000. */
  readonly fraudScore: number;
  readonly fraudReasons: readonly string[];
  readonly fraudDecision: DecisionOutcome;
  /** Who decided where a person had to: a person's or a system's name. */
  readonly reviewedBy?: string;
  /** Cents, rounded up; absent where there are no prices in the payment's currency, as are the next three. */
  readonly processingCostCents?: number;
  /** Millionths of the currency's unit, exact. */
  readonly processingCostMicros?: number;
  /** What Stripe would have cost, in cents. */
  readonly stripeSavedCostCents?: number;
  /** Per cent, two decimals. */
  readonly savingsPercentage?: number;
  /** ISO 8601 UTC, as all times. */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly completedAt?: string;

  /** How its money is to be held, where it says. */
  readonly escrow?: HoldWishes;
  /** The provider's fee plan, where it is not the standard one. */
  readonly feePlan?: string;
  readonly rail: string;
  readonly captureMethod: "automatic" | "manual";
  /** Whom else limits count for: the keyed fingerprint of the billing address. */
  readonly addressId?: string;
  /** What else its card is counted by: the vault's key of it, the same under all customers. */
  readonly cardKey?: string;
  /** Until when an authorisation may be captured. */
  readonly authorisationExpiresAt?: string;
  /** What the rail has taken; 0 until it has. */
  readonly capturedCents: number;
  /** What went back or is about to, by refunds, chargebacks and returns together; never above `capturedCents`. */
  readonly reversedCents: number;
  /** The part of `reversedCents` that refunds gave back and the rail has confirmed. */
  readonly refundedCents: number;
  /** The part of `reversedCents` that disputes took and have not brought back. @default 0 */
  readonly chargedBackCents?: number;
  /** The day whose limits the payment counts for, ISO 8601; absent until it does. */
  readonly limitsDay?: string;
  /** The attempt at the rail that is under way, by its reference; no other but a refund begins while there is one. */
  readonly openAttempt?: string;
  /** Since when what a late charge took waits to go back to the payer; sweeps find it until it has. */
  readonly lateChargeAt?: string;
  /** What its acquirer pays out to the platform's settlement account, once it has said so. */
  readonly settlement?: PaymentSettlement;
  /** Of a debit: when its return hold was over; it is not refunded before. */
  readonly fundsAvailableAt?: string;
  /** How many disputes are not decided. @default 0 */
  readonly openDisputes?: number;
  /** Why it failed, in snake_case. */
  readonly failureCode?: string;
  /** The rail's own name for the charge. */
  readonly railReference?: string;
  /** Counts changes, from 1: every write names the version that it replaces. */
  readonly version: number;
  /** The Region that wrote it last, and the epoch of its lease. */
  readonly region: string;
  readonly epoch: number;
}

/** What an acquirer has said that it pays out of a payment. */
export interface PaymentSettlement {
  /** The bank whose settlement account it goes to: the owner of its accounts in the ledger. */
  readonly odfi: string;
  /** Cents that it settles, and the part of them that it keeps as its fee. */
  readonly amountCents: number;
  readonly feeCents: number;
  /** When the money is there, ISO 8601 UTC. */
  readonly availableAt: string;
  /** When it was booked; until then a sweep finds it when its money is there. */
  readonly bookedAt?: string;
}

/** What a payment is for. */
export function amountOf({ amountCents, currency }: PaymentTransaction): Money {
  return money(amountCents, currency);
}

const INNER = [
  "escrow",
  "feePlan",
  "version",
  "region",
  "epoch",
  "limitsDay",
  "addressId",
  "cardKey",
  "openAttempt",
  "lateChargeAt",
  "openDisputes",
  "settlement",
  "fundsAvailableAt",
] as const;

/** A payment as callers see it. */
export type PaymentView = Omit<PaymentTransaction, (typeof INNER)[number]>;

const INNER_NAMES: ReadonlySet<string> = new Set(INNER);

/** A payment without what is kept for the protocols alone. */
export function viewOf(payment: PaymentTransaction): PaymentView {
  const view: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(payment)) {
    if (value !== undefined && !INNER_NAMES.has(name)) view[name] = value;
  }
  return view as unknown as PaymentView;
}
