/**
 * Payments, refunds, disputes and events as the API, the bus and the webhooks show them: JSON in snake_case. Amounts stand
 * twice: as a number with all decimals of the currency (`100.00`), and in cents. What is not there is left out.
 */
import type { LosslessNumber } from "lossless-json";
import { amountToken } from "../api";
import { EVENT_VERSION, type PlatformEvent } from "../shared/events";
import { money } from "../shared/money";
import type { RefundView } from "./answers";
import type { DisputeView } from "./dispute";
import type { PaymentEvent } from "./events";
import type { PaymentView } from "./payment";

/** A payment as the API shows it. */
export interface PaymentResource {
  readonly payment_id: string;
  /** The documents' other name of it. */
  readonly transaction_id: string;
  readonly status: PaymentView["status"];
  readonly detail?: PaymentView["detail"];
  readonly amount: LosslessNumber;
  readonly amount_cents: number;
  readonly currency: string;
  readonly customer_id: string;
  readonly provider_id?: string;
  /** Where its money is held. */
  readonly escrow_id?: string;
  /** A token that stands for the card. */
  readonly payment_method?: string;
  readonly kms_key_id?: string;
  /** What it is for, in the caller's words. */
  readonly description?: string;
  readonly rail: string;
  readonly rail_reference?: string;
  readonly capture_method: PaymentView["captureMethod"];
  readonly captured_amount: LosslessNumber;
  readonly captured_amount_cents: number;
  readonly refunded_amount: LosslessNumber;
  readonly refunded_amount_cents: number;
  readonly charged_back_amount?: LosslessNumber;
  readonly charged_back_amount_cents?: number;
  readonly reversed_amount: LosslessNumber;
  readonly reversed_amount_cents: number;
  /** 0 to 1000. */
  readonly fraud_score: number;
  readonly fraud_reasons: readonly string[];
  readonly fraud_decision: PaymentView["fraudDecision"];
  readonly reviewed_by?: string;
  readonly failure_code?: string;
  readonly processing_cost_cents?: number;
  readonly processing_cost_micros?: number;
  readonly stripe_saved_cost_cents?: number;
  readonly savings_percentage?: number;
  readonly created_at: string;
  readonly updated_at: string;
  readonly completed_at?: string;
  readonly authorisation_expires_at?: string;
}

/** A payment as the API shows it. */
export function paymentResource(payment: PaymentView): PaymentResource {
  const decimal = decimalOf(payment.currency);
  const { id, amountCents, capturedCents, refundedCents, reversedCents, chargedBackCents } = payment;
  return given({
    payment_id: id,
    transaction_id: id,
    status: payment.status,
    detail: payment.detail,
    amount: decimal(amountCents),
    amount_cents: amountCents,
    currency: payment.currency,
    customer_id: payment.customerId,
    provider_id: payment.providerId,
    escrow_id: payment.escrowId,
    payment_method: payment.encryptedCardToken,
    kms_key_id: payment.kmsKeyId,
    description: payment.description,
    rail: payment.rail,
    rail_reference: payment.railReference,
    capture_method: payment.captureMethod,
    captured_amount: decimal(capturedCents),
    captured_amount_cents: capturedCents,
    refunded_amount: decimal(refundedCents),
    refunded_amount_cents: refundedCents,
    charged_back_amount: chargedBackCents === undefined ? undefined : decimal(chargedBackCents),
    charged_back_amount_cents: chargedBackCents,
    reversed_amount: decimal(reversedCents),
    reversed_amount_cents: reversedCents,
    fraud_score: payment.fraudScore,
    fraud_reasons: payment.fraudReasons,
    fraud_decision: payment.fraudDecision,
    reviewed_by: payment.reviewedBy,
    failure_code: payment.failureCode,
    processing_cost_cents: payment.processingCostCents,
    processing_cost_micros: payment.processingCostMicros,
    stripe_saved_cost_cents: payment.stripeSavedCostCents,
    savings_percentage: payment.savingsPercentage,
    created_at: payment.createdAt,
    updated_at: payment.updatedAt,
    completed_at: payment.completedAt,
    authorisation_expires_at: payment.authorisationExpiresAt,
  });
}

/** A refund as the API shows it. */
export interface RefundResource {
  readonly refund_id: string;
  readonly payment_id: string;
  readonly transaction_id: string;
  readonly amount: LosslessNumber;
  readonly amount_cents: number;
  readonly currency: string;
  readonly status: RefundView["status"];
  readonly failure_code?: string;
  readonly created_at?: string;
  readonly completed_at?: string;
}

/** A refund with what its attempt at the rail tells of it. */
export type RefundDetails = RefundView & {
  readonly createdAt?: string;
  readonly completedAt?: string;
};

/** A refund of a payment as the API shows it. */
export function refundResource(paymentId: string, refund: RefundDetails): RefundResource {
  const { id, amountCents, currency, status } = refund;
  return given({
    refund_id: id,
    payment_id: paymentId,
    transaction_id: paymentId,
    amount: decimalOf(currency)(amountCents),
    amount_cents: amountCents,
    currency,
    status,
    failure_code: refund.failureCode,
    created_at: refund.createdAt,
    completed_at: refund.completedAt,
  });
}

/** A dispute as the API shows it. */
export interface DisputeResource {
  readonly dispute_id: string;
  readonly payment_id: string;
  readonly amount: LosslessNumber;
  readonly amount_cents: number;
  readonly currency: string;
  readonly status: DisputeView["status"];
  readonly reason?: string;
  readonly evidence_due_at?: string;
  readonly opened_at: string;
  readonly updated_at: string;
}

/** A dispute of a payment as the API shows it. */
export function disputeResource(dispute: DisputeView): DisputeResource {
  const { amountCents, currency } = dispute;
  return given({
    dispute_id: dispute.id,
    payment_id: dispute.paymentId,
    amount: decimalOf(currency)(amountCents),
    amount_cents: amountCents,
    currency,
    status: dispute.status,
    reason: dispute.reason,
    evidence_due_at: dispute.evidenceDueAt,
    opened_at: dispute.openedAt,
    updated_at: dispute.updatedAt,
  });
}

/** What an event tells of, each as the API shows it. */
export interface EventData {
  readonly payment: PaymentResource;
  readonly refund?: RefundResource;
  readonly dispute?: DisputeResource;
}

/** An event of the outbox as `GET /events`, the bus and the webhooks show it. */
export function eventResource(event: PaymentEvent): PlatformEvent<EventData> {
  const { id, type, at, region, epoch, paymentId, payment, refund, dispute } = event;
  const data: EventData = {
    payment: paymentResource(payment),
    ...(refund && { refund: refundResource(paymentId, refund) }),
    ...(dispute && { dispute: disputeResource(dispute) }),
  };
  return { id, type, version: EVENT_VERSION, at, region, epoch, data };
}

/** A currency's cents as a JSON number with all its decimals; no floating-point number is made of them. */
function decimalOf(currency: string): (cents: number) => LosslessNumber {
  return (cents) => amountToken(money(cents, currency));
}

/** A resource without what is not there. */
function given<Resource extends object>(resource: Resource): Resource {
  return Object.fromEntries(Object.entries(resource).filter(([, value]) => value !== undefined)) as Resource;
}
