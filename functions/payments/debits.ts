import type { Money } from "../shared/money";
import type { PaymentTransaction } from "./payment";
import type { RailName } from "./rail";
import type { Fault } from "./results";

/** The rail of payments by bank account. */
export const DEBITS: RailName = "ach-debit";

/** What a debit cannot be: ACH moves US dollars, and reserves nothing. */
export function debitFaults(
  rail: RailName,
  { amount, captureMethod }: { readonly amount: Money; readonly captureMethod?: PaymentTransaction["captureMethod"] },
): readonly Fault[] {
  if (rail !== DEBITS) return [];
  const currency = `currency: saw ${amount.currency}, allowed is USD for a bank account.`;
  const capture = "capture_method: allowed is automatic for a bank account, which reserves no money.";
  return [
    ...(amount.currency === "USD" ? [] : [fault("currency_invalid", "currency", currency)]),
    ...(captureMethod === "manual" ? [fault("invalid", "capture_method", capture)] : []),
  ];
}

/** Whether a payment's money may still come back by itself, and is not to be given back before. */
export function isHeldBack({ rail, fundsAvailableAt }: Pick<PaymentTransaction, "rail" | "fundsAvailableAt">): boolean {
  return rail === DEBITS && fundsAvailableAt === undefined;
}

function fault(code: Fault["code"], param: string, message: string): Fault {
  return { code, param, message };
}
