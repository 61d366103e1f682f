import type { RefundDecision } from "../escrow";
import type { Money } from "../shared/money";
import { type RefundView, refundViewOf } from "./answers";
import { attemptAmount, type AttemptKey } from "./attempt";
import { LostItemError } from "./lost-item";
import type { PaymentParts } from "./parts";
import { refund } from "./refund";
import { type Refusal, refuse } from "./results";

/** A refund that another room decides. */
export interface DecidedRefund {
  readonly paymentId: string;
  /** Unique among the payment's refunds, for ever. */
  readonly refundId: string;
  readonly amount: Money;
  readonly decidedBy: RefundDecision;
}

/** Who asks for them. */
const CALLER = { caller: "escrow" };

/**
 * Refunds, or tells what became of the refund with this id: for rooms that ask again until it is done, however long after.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function refundOrTell(
  parts: PaymentParts,
  asked: DecidedRefund,
): Promise<{ readonly ok: true; readonly status: RefundView["status"]; readonly amount: Money } | Refusal> {
  const { paymentId, refundId: name, amount } = asked;
  const key: AttemptKey = { paymentId, operation: "refund", name };
  const known = await parts.store.findAttempt(key);
  const attempt = known ?? (await refunded());
  if ("errors" in attempt) return attempt;
  if (amount.cents !== attempt.amountCents) {
    const message = "refund_id: the payment has another refund with this id.";
    return refuse({ code: "refund_exists", param: "refund_id", message });
  }
  return { ok: true, status: refundViewOf(attempt).status, amount: attemptAmount(attempt) };

  async function refunded() {
    const result = await refund(parts, CALLER, asked);
    if (!result.ok) return result;
    const made = await parts.store.findAttempt(key);
    if (made) return made;
    throw new LostItemError(`The refund ${name} of the payment ${paymentId} is not in the table.`);
  }
}
