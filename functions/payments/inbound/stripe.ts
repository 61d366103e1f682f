import * as z from "zod/mini";
import { toTimestamp } from "../../shared/clock";
import { type AttemptKey, attemptOf, captureKey } from "../attempt";
import type { DisputeStatus } from "../../shared/dispute-states";
import type { RailAnswer } from "../rail";
import { amountOf, type Notice, type NoticeResult, readData, senderId, word } from "./notice";

const metadata = z.optional(z.nullable(z.record(z.string(), z.string())));

const intent = z.object({
  id: senderId,
  metadata,
  capture_method: z.optional(word),
  last_payment_error: z.optional(
    z.nullable(z.object({ code: z.optional(z.nullable(word)), decline_code: z.optional(z.nullable(word)) })),
  ),
});

const refund = z.object({ id: senderId, metadata, status: z.optional(z.nullable(word)) });
const charge = z.object({ metadata });

const dispute = z.object({
  id: senderId,
  amount: z.number("must be a whole number"),
  currency: z.string("must be an ISO 4217 code"),
  /** Absent of charges that were made without one: not by this platform. */
  payment_intent: z.optional(z.nullable(senderId)),
  status: word,
  reason: z.optional(z.nullable(word)),
  evidence_details: z.optional(z.nullable(z.object({ due_by: z.optional(z.nullable(z.number())) }))),
});

/** Stripe's statuses of a dispute. Those that begin with `warning_` are inquiries: no money has left. */
const DISPUTES = new Map<string, DisputeStatus>([
  ["needs_response", "evidence_required"],
  ["under_review", "under_review"],
  ["won", "won"],
  ["lost", "lost"],
]);

const REFUNDS = new Map<string, RailAnswer["outcome"]>([
  ["succeeded", "approved"],
  ["failed", "declined"],
  ["canceled", "declined"],
]);

const NOTHING: Notice = { about: "nothing" };

/**
 * What Stripe tells of payments that this platform made there; their objects carry the reference as metadata. Objects
 * without one were made by somebody else, and are nothing that is acted upon, as all other types.
 */
export function stripeNotice(type: string, object: unknown): NoticeResult {
  switch (type) {
    case "payment_intent.succeeded":
      return readData(intent, object, ({ id, metadata, capture_method: method }) => {
        const notice = chargeNotice(metadata, { outcome: "approved", code: "succeeded", railReference: id });
        // What was reserved succeeds by being captured.
        const isCapture = notice.about === "attempt" && method === "manual";
        return isCapture ? { ...notice, key: captureKey(notice.key.paymentId) } : notice;
      });
    case "payment_intent.payment_failed":
      return readData(intent, object, ({ id, metadata, last_payment_error: error }) => {
        const code = error?.decline_code ?? error?.code ?? "payment_failed";
        return chargeNotice(metadata, { outcome: "declined", code, railReference: id });
      });
    case "charge.refunded":
      return readData(charge, object, ({ metadata }) => {
        const key = keyOf(metadata);
        return key ? { about: "refunds", paymentId: key.paymentId } : NOTHING;
      });
    case "refund.updated":
    case "refund.failed":
    case "charge.refund.updated":
      return readData(refund, object, ({ id, metadata, status }) => {
        const key = keyOf(metadata);
        const outcome = REFUNDS.get(status ?? "");
        if (key?.operation !== "refund" || outcome === undefined) return NOTHING;
        return { about: "attempt", key, answer: { outcome, code: status ?? "", railReference: id } };
      });
    case "charge.dispute.created":
    case "charge.dispute.updated":
    case "charge.dispute.closed":
      return readData(dispute, object, disputeNotice);
    default:
      return { ok: true, notice: NOTHING };
  }
}

function chargeNotice(metadata: z.output<typeof intent>["metadata"], answer: RailAnswer): Notice {
  const key = keyOf(metadata);
  return key?.operation === "charge" ? { about: "attempt", key, answer } : NOTHING;
}

function disputeNotice(told: z.output<typeof dispute>) {
  const status = DISPUTES.get(told.status);
  if (!status || !told.payment_intent) return NOTHING;
  const amount = amountOf(told.amount, told.currency.toUpperCase());
  if ("code" in amount) return amount;
  const dueBy = told.evidence_details?.due_by ?? undefined;
  return {
    about: "dispute",
    charge: { stripeIntent: told.payment_intent },
    disputeId: told.id,
    status,
    amount,
    reason: told.reason ?? undefined,
    evidenceDueAt: dueBy === undefined ? undefined : toTimestamp(dueBy * 1000),
  } as const;
}

function keyOf(metadata: z.output<typeof intent>["metadata"]): AttemptKey | undefined {
  return attemptOf(metadata?.reference ?? "");
}
