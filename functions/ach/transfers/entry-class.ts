import type { Authorisation, BankAccount } from "../bank-accounts/account";
import { DESCRIPTIONS, inForce } from "../calendar/network-rules";
import type { Day } from "../calendar";
import type { AchTransfer, TransferPurpose } from "./transfer";

/** How a transfer stands under its batch's header. */
export type EntryClass = Pick<AchTransfer, "secCode" | "description" | "paymentType">;

/**
 * The SEC code and the description of a transfer. Nacha: entries of companies are CCD; a person's debit is WEB where it was
 * authorised online, else PPD; wages and online purchases say so.
 */
export function entryClass(
  { direction, purpose }: { readonly direction: "credit" | "debit"; readonly purpose: TransferPurpose },
  { holderType }: Pick<BankAccount, "holderType">,
  authorisation: Pick<Authorisation, "method" | "use"> | undefined,
  day: Day,
): EntryClass {
  const description = descriptionOf(purpose, day);
  if (holderType === "company") return { secCode: "CCD", description };
  if (direction === "credit" || authorisation?.method !== "online") return { secCode: "PPD", description };
  return { secCode: "WEB", description, paymentType: authorisation.use === "recurring" ? "R" : "S" };
}

function descriptionOf(purpose: TransferPurpose, day: Day): string {
  const prescribed = inForce(DESCRIPTIONS, day);
  switch (purpose) {
    case "wages":
      return prescribed.wages ?? "PAYROLL";
    case "purchase":
      return prescribed.purchase ?? "PURCHASE";
    case "micro_entry":
      return prescribed.microEntry;
    case "reversal":
      return prescribed.reversal;
    case "prenote":
      return "PRENOTE";
    case "payout":
      return "PAYOUT";
    case "payment":
      return "PAYMENT";
  }
}

/** What a transfer may be for: wages go to persons, and purchases are debits that a person authorised online. */
export function purposeFits(
  { direction, purpose }: { readonly direction: "credit" | "debit"; readonly purpose: TransferPurpose },
  { holderType }: Pick<BankAccount, "holderType">,
  authorisation: Pick<Authorisation, "method"> | undefined,
): boolean {
  if (direction === "credit") return purpose === "payout" || (purpose === "wages" && holderType === "person");
  if (purpose === "purchase") return holderType === "person" && authorisation?.method === "online";
  return purpose === "payment";
}
