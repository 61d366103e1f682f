import type { Result } from "./results";
import type { Attempt, AttemptRequest } from "./attempt";
import { beginRecord, completeRecord, type IdempotencyRecord } from "../shared/idempotency";
import { type PaymentTransaction, type PaymentView, viewOf } from "./payment";

/** A refund as callers see it. */
export interface RefundView {
  readonly id: string;
  readonly amountCents: number;
  readonly currency: string;
  readonly status: "processing" | "completed" | "failed";
  /** Why it failed, in snake_case. */
  readonly failureCode?: string;
}

/** What every operation answers; `processing` is to be asked for again. It is stored as it is, and holds tokens only. */
export interface Answer {
  readonly payment: PaymentView;
  readonly refund?: RefundView;
  /** Whether the rail's answer is still awaited; never stored. */
  readonly underWay?: true;
}

/** An answer, or why there is none. */
export type PaymentResult = Result<Answer>;

const REFUND_STATUS = { open: "processing", approved: "completed", declined: "failed", voided: "failed" } as const;

/** The answer to whoever asked for an attempt, or for nothing but the payment. */
export function answerOf(payment: PaymentTransaction, attempt?: Attempt): Answer {
  const view = { payment: viewOf(payment), ...(attempt?.status === "open" && { underWay: true as const }) };
  return attempt?.operation === "refund" ? { ...view, refund: refundViewOf(attempt) } : view;
}

/** A refund by its attempt. */
export function refundViewOf({ name: id, amountCents, currency, status, code }: Attempt): RefundView {
  const failed = status === "declined" && code !== undefined;
  return { id, amountCents, currency, status: REFUND_STATUS[status], ...(failed && { failureCode: code }) };
}

/** The completed record of the request that began an attempt. */
export function recordOf(request: AttemptRequest, answer: Answer, now: number): IdempotencyRecord {
  return completeRecord(beginRecord(request, request.fingerprint, now), answer, now);
}
