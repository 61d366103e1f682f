import { type Money, type MoneyFault, parseMoney } from "./money";
import { type FaultOf, refuse, type RefusalOf } from "./results";

/**
 * How much of something is asked for: an amount, or decimal text as a request has it, which is read in its
 * currency; a currency beside it is a check. Without text it is all that there is.
 */
export type AskedAmount = Money | { readonly text?: string; readonly currency?: string };

/** The amount that is asked for, in its own currency; nothing where it is all that there is. */
export function readAmount(
  asked: AskedAmount | undefined,
  currency: string,
): { readonly ok: true; readonly amount?: Money } | RefusalOf<MoneyFault | FaultOf<"currency_mismatch">> {
  if (asked?.currency !== undefined && asked.currency !== currency) {
    const message = `currency: saw ${asked.currency}, allowed is the payment's ${currency}.`;
    return refuse({ code: "currency_mismatch", param: "currency", message });
  }
  if (asked && "cents" in asked) return { ok: true, amount: asked };
  if (asked?.text === undefined) return { ok: true };
  const read = parseMoney(asked.text, currency);
  return read.ok ? { ok: true, amount: read.money } : refuse(...read.faults);
}
