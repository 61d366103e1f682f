import { type PaymentTransaction, viewOf, type PaymentView } from "./payment";

/** What is told of payments. */
export type EventType =
  | "payment.validated"
  | "payment.requires_review"
  | "payment.processing"
  | "payment.authorised"
  | "payment.completed"
  | "payment.failed"
  | "payment.capture_started"
  | "payment.void_started"
  | "payment.void_failed"
  | "payment.refund_started"
  | "payment.refund_failed"
  | "payment.refunded"
  | "payment.late_success"
  | "payment.late_success_returned";

/** An event in the outbox: written with what it tells of, published from there by its own Region and epoch. */
export interface PaymentEvent {
  /** `evt_` and a UUIDv7; consumers deduplicate by it. */
  readonly id: string;
  readonly type: EventType;
  readonly paymentId: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly region: string;
  readonly epoch: number;
  /** The payment as it is afterwards; a token stands for the card. */
  readonly payment: PaymentView;
  /** What it is about, where that is more than the payment: a refund's id and cents. */
  readonly subject?: { readonly id: string; readonly amountCents: number };
}

/** The event that tells of a payment as it is written. */
export function eventOf(
  id: string,
  type: EventType,
  payment: PaymentTransaction,
  subject?: PaymentEvent["subject"],
): PaymentEvent {
  const { region, epoch, updatedAt } = payment;
  return { id, type, paymentId: payment.id, at: updatedAt, region, epoch, payment: viewOf(payment), subject };
}
