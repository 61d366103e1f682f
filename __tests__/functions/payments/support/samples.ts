import type { PaymentEvent } from "../../../../functions/payments/events";
import { type PaymentTransaction, viewOf } from "../../../../functions/payments/payment";

/** A completed payment of 100.00 USD. */
export function samplePayment(change: Partial<PaymentTransaction> = {}): PaymentTransaction {
  return {
    id: "pay_1",
    customerId: "cus_1",
    amountCents: 10_000,
    currency: "USD",
    status: "completed",
    fraudScore: 10,
    fraudReasons: [],
    fraudDecision: "approve",
    createdAt: "2026-11-15T12:00:00.000Z",
    updatedAt: "2026-11-15T12:00:00.310Z",
    completedAt: "2026-11-15T12:00:00.310Z",
    rail: "simulator",
    captureMethod: "automatic",
    capturedCents: 10_000,
    reversedCents: 0,
    refundedCents: 0,
    version: 1,
    region: "us-west-2",
    epoch: 1,
    ...change,
  };
}

/** The event that a payment is completed. */
export function sampleEvent(change: Partial<PaymentEvent> = {}): PaymentEvent {
  const payment = samplePayment();
  return {
    id: "evt_0190d5a2-7b1c-7c3e-9a54-0c6f5d2e8b12",
    type: "payment.completed",
    paymentId: payment.id,
    at: payment.updatedAt,
    region: payment.region,
    epoch: payment.epoch,
    payment: viewOf(payment),
    ...change,
  };
}
