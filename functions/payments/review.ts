import { untilWritten } from "../shared/retry";
import { answerOf, type PaymentResult } from "./answers";
import { requestFaults } from "../shared/request-fields";
import { commit } from "./commit";
import { eventOf } from "./events";
import { nextVersion, type PaymentParts } from "./parts";
import type { PaymentTransaction } from "./payment";
import { illegalTransition, paymentNotFound } from "./refusals";
import { refuse } from "./results";
import { step } from "./transitions";

/** What a person decides about a payment that needs a look. */
export interface Verdict {
  readonly paymentId: string;
  readonly outcome: "approve" | "decline";
  /** Who decided, for the record. */
  readonly reviewedBy: string;
}

/** The reason of a payment that a person declined. */
const REVIEW_DECLINED = "review_declined";

/**
 * Takes a person's verdict: the payment becomes `pending`, to be processed, or it has failed. The same verdict of the
 * same person again changes nothing.
 *
 * @throws BusyError, and whatever the port throws.
 */
export async function review(parts: PaymentParts, verdict: Verdict): Promise<PaymentResult> {
  const { paymentId, outcome, reviewedBy } = verdict;
  const faults = requestFaults({ payment_id: paymentId, reviewed_by: reviewedBy });
  if (faults.length > 0) return refuse(...faults);
  const approves = outcome === "approve";
  const to = approves ? ({ status: "pending" } as const) : ({ status: "failed", detail: "declined" } as const);

  return untilWritten(parts, async () => {
    const { payment } = await parts.store.read({ paymentId });
    if (!payment) return paymentNotFound();
    if (isTaken(payment, verdict)) return { ok: true, ...answerOf(payment) };
    if (payment.status !== "requires_review") return illegalTransition(payment, to);
    const decided = nextVersion(parts, payment, {
      ...step(payment, to),
      fraudDecision: outcome,
      reviewedBy,
      ...(!approves && { failureCode: REVIEW_DECLINED }),
    });
    const events = [eventOf(parts.makeId("evt"), approves ? "payment.validated" : "payment.failed", decided)];
    const written = await commit(parts, { payment: decided, events });
    return written.outcome === "written" ? { ok: true, ...answerOf(decided) } : undefined;
  });
}

function isTaken({ fraudDecision, reviewedBy }: PaymentTransaction, verdict: Verdict): boolean {
  return fraudDecision === verdict.outcome && reviewedBy === verdict.reviewedBy;
}
