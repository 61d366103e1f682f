import * as z from "zod/mini";
import { DISPUTE_STATUSES } from "../../shared/dispute-states";
import type { RailAnswer } from "../rail";
import { amountOf, faultAt, type NoticeResult, readData, reference, senderId, word } from "./notice";

const answered = z.object({ reference, code: z.optional(word), acquirer_reference: z.optional(senderId) });

const disputed = z.object({
  dispute_id: z.optional(senderId),
  reference,
  amount_cents: z.number("must be a whole number"),
  currency: z.string("must be an ISO 4217 code"),
  reason: z.optional(word),
  evidence_due_at: z.optional(z.iso.datetime("must be ISO 8601 UTC")),
  funds_returned: z.optional(z.boolean("must be true or false")),
});

const wholeCents = z
  .number("must be a whole number of cents")
  .check(z.refine((value) => Number.isSafeInteger(value) && value >= 0, "must be a whole number of cents"));

const settled = z.object({
  reference,
  funds_available_at: z.iso.datetime("must be ISO 8601 UTC"),
  amount_cents: z.optional(z.number("must be a whole number")),
  currency: z.optional(z.string("must be an ISO 4217 code")),
  fee_cents: z._default(wholeCents, 0),
});

const OUTCOMES = new Map<string, RailAnswer["outcome"]>([
  ["succeeded", "approved"],
  ["failed", "declined"],
]);
const ANSWERED = ["charge", "capture", "void", "refund"];

/** Types by which acquirers tell the same, and what they stand for. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ["charge.late_success", "charge.succeeded"],
  ["charge.chargeback", "dispute.opened"],
  ["charge.settled", "charge.settlement"],
]);

/**
 * What an acquirer tells: `charge.succeeded` and `.failed` (also of `capture`, `void`, `refund`), `charge.settlement`
 * with the moment from which its money is there, its amount and the part that the acquirer keeps, and `dispute.<status>` for
 * each status of a dispute. All else is nothing that is acted upon.
 *
 * @param messageId names a dispute that is opened without a name.
 */
export function acquirerNotice(type: string, data: unknown, messageId: string): NoticeResult {
  const [subject = "", event = ""] = (ALIASES.get(type) ?? type).split(".");
  const outcome = OUTCOMES.get(event);
  if (outcome !== undefined && ANSWERED.includes(subject)) {
    return readData(answered, data, ({ reference: key, code = event, acquirer_reference: railReference }) =>
      key.operation === subject
        ? { about: "attempt", key, answer: { outcome, code, railReference } }
        : faultAt("data.reference", `must be that of a ${subject}`),
    );
  }
  if (subject === "charge" && event === "settlement") {
    return readData(settled, data, ({ reference: { paymentId }, funds_available_at, fee_cents: feeCents, ...told }) => {
      const notice = { about: "funds", paymentId, availableAt: Date.parse(funds_available_at) } as const;
      if (told.amount_cents === undefined) return notice;
      const amount = amountOf(told.amount_cents, told.currency ?? "");
      if ("code" in amount) return amount;
      if (feeCents > amount.cents) return faultAt("data.fee_cents", "must be no more than the amount");
      return { ...notice, paid: { amount, feeCents } };
    });
  }
  const status = DISPUTE_STATUSES.find((each) => each === event);
  if (subject === "dispute" && status) {
    return readData(disputed, data, ({ reference: key, dispute_id: named, ...told }) => {
      // Under the id of another message it would be another dispute.
      if (named === undefined && status !== "opened") return faultAt("data.dispute_id", "must name the dispute");
      const amount = amountOf(told.amount_cents, told.currency);
      if ("code" in amount) return amount;
      const { reason, evidence_due_at: evidenceDueAt, funds_returned: broughtBack } = told;
      const charge = { paymentId: key.paymentId };
      const disputeId = named ?? messageId;
      return { about: "dispute", charge, disputeId, status, amount, reason, evidenceDueAt, broughtBack };
    });
  }
  return { ok: true, notice: { about: "nothing" } };
}
