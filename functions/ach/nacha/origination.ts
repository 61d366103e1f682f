/** What an originator gives to have a file written: the platform's words, not yet columns. */

/** Kinds of account that the standard has codes for. */
export const ACCOUNT_TYPES = ["checking", "savings", "ledger", "loan"] as const;
export type AccountType = (typeof ACCOUNT_TYPES)[number];

/** SEC codes that are written. */
export const WRITTEN_SEC_CODES = ["PPD", "CCD", "WEB", "CTX", "COR"] as const;
export type WrittenSecCode = (typeof WRITTEN_SEC_CODES)[number];

/** What an entry does; `remittance` is a zero-dollar entry that carries addenda. */
export const ENTRY_PURPOSES = ["live", "prenote", "remittance"] as const;

/** From whom to whom, and when the file was made. */
export interface FileOrder {
  /** Routing number of the receiving point, 9 digits. */
  readonly immediateDestination: string;
  /** 9 digits, or 10 characters that the bank assigned. */
  readonly immediateOrigin: string;
  readonly destinationName?: string;
  readonly originName?: string;
  /** `2026-03-02`. */
  readonly createdOn: string;
  /** `14:05`, Eastern time. */
  readonly createdAt?: string;
  /** A to Z, 0 to 9. @default A */
  readonly fileIdModifier?: string;
  readonly referenceCode?: string;
  /** The last 7 digits of the first trace number: a bank's returns name traces alone, so that files have their own. @default 1 */
  readonly firstSequence?: number;
}

/** The account that balances a batch: one entry for the credits, one for the debits. */
export interface OffsetAccount {
  readonly routingNumber: string;
  readonly accountNumber: string;
  readonly accountType: AccountType;
  readonly name: string;
  readonly identification?: string;
}

/** What is said once for many entries. */
export interface BatchOrder {
  readonly secCode: WrittenSecCode;
  readonly serviceClass: 200 | 220 | 225;
  readonly companyName: string;
  readonly companyIdentification: string;
  readonly description: string;
  readonly discretionaryData?: string;
  readonly descriptiveDate?: string;
  /** `2026-03-03`: the banking day on which the entries are to settle. */
  readonly effectiveDate: string;
  /** First 8 digits of the ODFI's routing number. */
  readonly odfi: string;
  /** Balances the batch. @default none: the bank does it */
  readonly offset?: OffsetAccount;
}

/** An entry that comes back: its addenda 99. */
export interface ReturnOrder {
  /** Such as `R01`. */
  readonly code: string;
  /** 15 digits. */
  readonly originalTrace: string;
  /** 8 digits. */
  readonly originalRdfi: string;
  /** `2026-01-31`, with R14 and R15. */
  readonly dateOfDeath?: string;
  readonly information?: string;
}

/** A notification of change: its addenda 98. */
export interface CorrectionOrder {
  /** Such as `C01`. */
  readonly code: string;
  /** 15 digits. */
  readonly originalTrace: string;
  /** 8 digits. */
  readonly originalRdfi: string;
  /** As the change code asks, its parts at their columns. */
  readonly correctedData: string;
}

/** One credit or debit. */
export interface EntryOrder {
  readonly direction: "credit" | "debit";
  readonly accountType: AccountType;
  /** @default live */
  readonly purpose?: (typeof ENTRY_PURPOSES)[number];
  /** 9 digits. */
  readonly routingNumber: string;
  readonly accountNumber: string;
  readonly amountCents: number;
  readonly name: string;
  readonly identification?: string;
  /** WEB: R or S. */
  readonly discretionaryData?: string;
  /** Up to 80 characters each. */
  readonly addenda?: readonly string[];
  readonly return?: ReturnOrder;
  readonly correction?: CorrectionOrder;
}

const FIRST_DIGIT: Readonly<Record<AccountType, number>> = { checking: 2, savings: 3, ledger: 4, loan: 5 };

/** The transaction code of an entry. Nacha: a loan is debited to reverse a credit alone, by code 55. */
export function transactionCodeOf(
  entry: Pick<EntryOrder, "direction" | "accountType" | "purpose" | "return" | "correction">,
): number {
  const { direction, accountType, purpose = "live" } = entry;
  const comesBack = entry.return !== undefined || entry.correction !== undefined;
  if (accountType === "loan" && direction === "debit") return comesBack ? 56 : 55;
  const last = comesBack ? 1 : { live: 2, prenote: 3, remittance: 4 }[purpose];
  return FIRST_DIGIT[accountType] * 10 + last + (direction === "debit" ? 5 : 0);
}

/** The batch that takes back what a batch did. Nacha: same SEC code, company and amounts, description REVERSAL, the directions turned. */
export function reversalOf(
  batch: BatchOrder,
  entries: readonly EntryOrder[],
  effectiveDate: string,
): { readonly batch: BatchOrder; readonly entries: readonly EntryOrder[] } {
  const serviceClass = ({ 200: 200, 220: 225, 225: 220 } as const)[batch.serviceClass];
  return {
    batch: { ...batch, serviceClass, description: "REVERSAL", effectiveDate },
    entries: entries.map((entry) => ({ ...entry, direction: entry.direction === "credit" ? "debit" : "credit" })),
  };
}
