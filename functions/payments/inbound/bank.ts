import * as z from "zod/mini";
import { type NoticeResult, readData, reference, word } from "./notice";

const returned = z.object({ reference, reason: word });

/** What a bank tells: `debit.returned`, a payer's bank has sent a debit back. All else is nothing that is acted upon. */
export function bankNotice(type: string, data: unknown): NoticeResult {
  if (type !== "debit.returned") return { ok: true, notice: { about: "nothing" } };
  return readData(returned, data, ({ reference: { paymentId }, reason }) => {
    return { about: "return", paymentId, reason: reason.toLowerCase() };
  });
}
