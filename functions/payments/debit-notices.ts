import type { SQSRecord } from "aws-lambda";
import * as z from "zod/mini";
import { fundsChange } from "../escrow";
import { toTimestamp } from "../shared/clock";
import { PlatformError } from "../shared/errors";
import { untilWritten } from "../shared/retry";
import { awaitsAnswer, chargeKey, chargeReference } from "./attempt";
import { commit } from "./commit";
import { isHeldBack } from "./debits";
import { escrowOf } from "./held-money";
import { nextVersion } from "./parts";
import { recoverAttempt, takeNotice } from "./recovery";
import type { RefundStore } from "./refund-store";
import { takeReturn } from "./returns";
import { sentCharge } from "./sent-charge";
import { findStanding } from "./settle";
import type { TakenBackParts } from "./taken-back";

/** What takes in what became of debits, and of their refunds, works with. */
export interface DebitNoticeParts extends TakenBackParts {
  readonly refunds: RefundStore;
}

/** A notice cannot be taken in yet, or at all; it stays in its queue. */
export class DebitNoticeError extends PlatformError {
  readonly code = "debit_notice_not_taken";
}

const notice = z.object({
  detail: z.object({
    type: z.string(),
    data: z.object({
      ach_transfer: z.object({ payment_id: z.optional(z.string()), direction: z.enum(["credit", "debit"]) }),
    }),
  }),
});

/** A payment has at most so many refunds that are asked about for one notice. */
const REFUNDS_MAX = 100;

/**
 * Takes in an event that tells of a payment's transfer. The event says that there is something to be asked; the rail's
 * answer says what, so that events may come late, twice and in any order.
 *
 * @throws DebitNoticeError where the rail does not answer, or the message is none; BusyError, and whatever the ports throw.
 */
export async function receiveDebitNotice(parts: DebitNoticeParts, { body }: Pick<SQSRecord, "body">): Promise<void> {
  const read = notice.safeParse(parsed(body));
  if (!read.success) throw new DebitNoticeError("A message tells of no transfer.");
  const { type, data } = read.data.detail;
  const { payment_id: paymentId, direction } = data.ach_transfer;
  // Most transfers are of no payment.
  if (paymentId === undefined) return;
  if (direction === "credit") return takeRefundNews(parts, paymentId);
  await takeDebitNews(parts, paymentId, type === "ach.transfer_available");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON is no event: the schema says so.
    return undefined;
  }
}

async function takeRefundNews(parts: DebitNoticeParts, paymentId: string): Promise<void> {
  const refunds = await parts.refunds.list(paymentId, REFUNDS_MAX);
  for (const attempt of refunds.filter(awaitsAnswer)) await recoverAttempt(parts, attempt);
}

async function takeDebitNews(parts: DebitNoticeParts, paymentId: string, isAvailable: boolean): Promise<void> {
  const key = chargeKey(paymentId);
  const standing = await findStanding(parts, key);
  if (!standing) throw new DebitNoticeError(`The payment ${paymentId} of a transfer is not in the table.`);
  const { payment, attempt } = standing;
  const charge = sentCharge(payment, { attempt });
  const known = await parts.rails.named(payment.rail).ask(chargeReference(paymentId), { operation: "charge", charge });
  if (known.outcome === "approved") {
    await takeNotice(parts, key, known);
    if (isAvailable) await keepFunds(parts, paymentId);
    return;
  }
  if (known.outcome === "declined") return takeBack(parts, paymentId, known.code);
  // What is pending was told of by an event that others have overtaken.
  if (known.outcome !== "pending") throw new DebitNoticeError(`The rail knows nothing of ${paymentId}: ${known.code}.`);
}

async function takeBack(parts: DebitNoticeParts, paymentId: string, reason: string): Promise<void> {
  const result = await takeReturn(parts, { paymentId, reason });
  if (result.ok) return;
  const { payment } = await parts.store.read({ paymentId });
  // It failed before, for this or for another reason: nothing was taken that could go back.
  if (payment?.status === "failed") return;
  throw new DebitNoticeError(
    `A return of ${paymentId} was refused: ${result.errors.map(({ code }) => code).join(", ")}.`,
  );
}

/** Keeps that a debit's money is there for good, as far as its return hold says: it may be released and refunded. */
function keepFunds(parts: DebitNoticeParts, paymentId: string): Promise<true> {
  return untilWritten(parts, async () => {
    const { payment } = await parts.store.read({ paymentId });
    if (!payment || !isHeldBack(payment) || payment.capturedCents === 0) return true;
    const now = parts.clock.now();
    const account = await escrowOf(parts, payment);
    const escrow = account && fundsChange(parts, account, now);
    const { outcome } = await commit(parts, {
      payment: nextVersion(parts, payment, { fundsAvailableAt: toTimestamp(now) }),
      ...(escrow && { escrow }),
      events: [],
    });
    return outcome === "written" ? true : undefined;
  });
}
