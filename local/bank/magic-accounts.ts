/** What the bank does, of its own accord, to an entry whose account number ends in four digits. */
export interface MagicAccount {
  /** Last four digits of the account number: 99 and the return code's digits, 98 and the change code's. */
  readonly ending: string;
  /** Return code (R..) or change code (C..). */
  readonly code: string;
  /** A code that does not fit an entry's direction leaves the entry as it is. */
  readonly of: "debits" | "credits and debits";
  /** Banking days from settlement until the bank tells. */
  readonly afterBankingDays: number;
  readonly meaning: string;
}

/** Beyond the days in which most reasons come back, and beyond the hold that settings have by default: consumers have 60 days. */
const UNAUTHORISED_DAYS = 10;

/** All magic endings; every other account takes what it is sent, and keeps it. */
export const MAGIC_ACCOUNTS: readonly MagicAccount[] = [
  { ending: "9901", code: "R01", of: "debits", afterBankingDays: 1, meaning: "insufficient funds" },
  { ending: "9902", code: "R02", of: "credits and debits", afterBankingDays: 1, meaning: "account closed" },
  { ending: "9903", code: "R03", of: "credits and debits", afterBankingDays: 1, meaning: "no account" },
  { ending: "9904", code: "R04", of: "credits and debits", afterBankingDays: 1, meaning: "invalid account number" },
  { ending: "9908", code: "R08", of: "debits", afterBankingDays: 1, meaning: "payment stopped" },
  { ending: "9909", code: "R09", of: "debits", afterBankingDays: 1, meaning: "uncollected funds" },
  { ending: "9910", code: "R10", of: "debits", afterBankingDays: UNAUTHORISED_DAYS, meaning: "not authorised" },
  { ending: "9929", code: "R29", of: "debits", afterBankingDays: 1, meaning: "not authorised, by a company" },
  { ending: "9801", code: "C01", of: "credits and debits", afterBankingDays: 1, meaning: "other account number" },
  { ending: "9802", code: "C02", of: "credits and debits", afterBankingDays: 1, meaning: "other routing number" },
  { ending: "9803", code: "C03", of: "credits and debits", afterBankingDays: 1, meaning: "other routing and account" },
  { ending: "9805", code: "C05", of: "credits and debits", afterBankingDays: 1, meaning: "other kind of account" },
];

/** What the bank does to an entry to this account; undefined where it just takes it. */
export function magicOf(account: string, isDebit: boolean): MagicAccount | undefined {
  const magic = MAGIC_ACCOUNTS.find(({ ending }) => account.trimEnd().endsWith(ending));
  return magic?.of === "debits" && !isDebit ? undefined : magic;
}
