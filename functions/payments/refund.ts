import { heldOf, type RefundDecision, takeForRefund } from "../escrow";
import { formatMoney, money } from "../shared/money";
import type { PaymentResult } from "./answers";
import { type AskedAmount, readAmount } from "../shared/asked-amount";
import { requestOf } from "./caller";
import { type Caller, requestFaults } from "../shared/request-fields";
import { escrowOf } from "./held-money";
import { refundHeldJournal } from "./journals";
import { type Intent, operate } from "./operation";
import type { PaymentParts } from "./parts";
import type { PaymentTransaction } from "./payment";
import { isHeldBack } from "./debits";
import { illegalTransition, returnHoldNotOver } from "./refusals";
import { type Refusal, refuse } from "./results";

/** What a caller says of a refund. */
export interface NewRefund {
  readonly paymentId: string;
  /** Unique among the payment's refunds, for ever. */
  readonly refundId: string;
  /** @default all that is left */
  readonly amount?: AskedAmount;
  /** Whether all that is left means all that escrow still holds. @default false */
  readonly ofHeld?: boolean;
  /** What it carries out of escrow, where nobody asked for it. */
  readonly decidedBy?: RefundDecision;
}

/**
 * Refunds a payment, in full or in part, as often as something is left: never more than was taken, whatever comes back
 * otherwise. What the payment's escrow holds pays for it, set aside before the rail is called. A debit that may still come
 * back by itself is not refunded.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function refund(parts: PaymentParts, caller: Caller, asked: NewRefund): Promise<PaymentResult> {
  const { paymentId, refundId } = asked;
  const faults = requestFaults({ payment_id: paymentId, refund_id: refundId }, caller);
  if (faults.length > 0) return refuse(...faults);
  return operate(parts, {
    key: { paymentId, operation: "refund", name: refundId },
    request: requestOf(parts, caller, `refund:${paymentId}`, refundId, asked),
    intend: (payment) => intendRefund(parts, payment, asked),
    refused: (_, by) => Promise.resolve(by.includes("attempt") ? refundExists() : escrowInsufficient()),
  });
}

async function intendRefund(
  parts: PaymentParts,
  payment: PaymentTransaction,
  asked: NewRefund,
): Promise<Intent | Refusal> {
  const { status, currency } = payment;
  const left = money(payment.capturedCents - payment.reversedCents, currency);
  if (status !== "completed" && status !== "partially_refunded") {
    return illegalTransition(payment, { status: "refunded" });
  }
  if (isHeldBack(payment)) return returnHoldNotOver();
  const read = readAmount(asked.amount, currency);
  if (!read.ok) return read;
  const escrow = await escrowOf(parts, payment);
  const whole = asked.ofHeld === true && escrow ? heldOf(escrow) : left;
  const { amount = whole } = read;
  if (amount.cents > left.cents || amount.cents === 0) {
    const message = `amount: saw ${formatMoney(amount)}, allowed is more than 0 and up to ${formatMoney(left)} ${currency}.`;
    return refuse({ code: "refund_exceeds_payment", param: "amount", message });
  }
  const { refundId, decidedBy } = asked;
  const taking = { refundId, cents: amount.cents, ...(decidedBy !== undefined && { decidedBy }) };
  const taken = escrow && takeForRefund(parts, escrow, taking);
  if (taken?.ok === false) return taken;
  return {
    ok: true,
    amount,
    ...(taken && { escrowCents: taken.heldCents, ...(taken.change && { escrow: taken.change }) }),
    change: { reversedCents: payment.reversedCents + amount.cents },
    journals: (before, attempt) => [refundHeldJournal(parts, before, attempt)],
    type: "payment.refund_started",
  };
}

function refundExists(): Refusal {
  const message = "refund_id: the payment has a refund with this id.";
  return refuse({ code: "refund_exists", param: "refund_id", message });
}

function escrowInsufficient(): Refusal {
  const message = "amount: the payment's escrow holds less than this; the rest was released to the provider.";
  return refuse({ code: "escrow_insufficient", param: "amount", message });
}
