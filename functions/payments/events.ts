import type { EventType } from "../shared/events";
import type { RefundView } from "./answers";
import type { DisputeView } from "./dispute";
import { type PaymentTransaction, type PaymentView, viewOf } from "./payment";

/** What an event tells of beside the payment, as it is afterwards. */
export interface EventAbout {
  readonly refund?: RefundView;
  readonly dispute?: DisputeView;
}

/** An event in the outbox: written with what it tells of, published from there by its own Region and epoch. */
export interface PaymentEvent extends EventAbout {
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
}

/** The event that tells of a payment as it is written. */
export function eventOf(
  id: string,
  type: EventType,
  payment: PaymentTransaction,
  about: EventAbout = {},
): PaymentEvent {
  const { region, epoch, updatedAt } = payment;
  return { id, type, paymentId: payment.id, at: updatedAt, region, epoch, payment: viewOf(payment), ...about };
}
