import { type Attempt, chargeReference } from "./attempt";
import { amountOf, type PaymentTransaction } from "./payment";
import type { ChargeRequest, SentCharge } from "./rail";

/** A payment's charge as its rail is asked for it: the same however often it is sent. */
export function chargeRequest(payment: PaymentTransaction): ChargeRequest {
  return {
    reference: chargeReference(payment.id),
    amount: amountOf(payment),
    customerId: payment.customerId,
    token: payment.encryptedCardToken,
    capture: payment.captureMethod === "automatic",
  };
}

/**
 * A payment's charge as its rail finds it again.
 *
 * @param railReference the rail's name for it, where it has just told; else the one that the payment keeps.
 */
export function sentCharge(
  payment: PaymentTransaction,
  { attempt, railReference = payment.railReference }: { attempt?: Attempt; railReference?: string } = {},
): SentCharge {
  const sentAt = attempt?.operation === "charge" ? attempt.startedAt : payment.createdAt;
  return { ...chargeRequest(payment), sentAt, railReference };
}
