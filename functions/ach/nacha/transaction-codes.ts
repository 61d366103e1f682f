/** What a transaction code says of its entry. */
export interface TransactionCode {
  readonly side: "credit" | "debit";
  /** `live` moves money; `zero` is a zero-dollar entry with remittance; `return` is a return or a notification of change. */
  readonly purpose: "live" | "prenote" | "zero" | "return" | "advice";
}

/** First digit of the accounts that have codes: demand 2, savings 3, general ledger 4, loan 5. */
const ACCOUNTS = [2, 3, 4, 5] as const;

const CREDITS = [
  [1, "return"],
  [2, "live"],
  [3, "prenote"],
  [4, "zero"],
] as const;

const DEBITS = [
  [6, "return"],
  [7, "live"],
  [8, "prenote"],
  [9, "zero"],
] as const;

function allCodes(): (readonly [number, TransactionCode])[] {
  const credits = ACCOUNTS.flatMap((account) =>
    CREDITS.map(([last, purpose]) => [account * 10 + last, { side: "credit", purpose }] as const),
  );
  const debits = ACCOUNTS.filter((account) => account !== 5).flatMap((account) =>
    DEBITS.map(([last, purpose]) => [account * 10 + last, { side: "debit", purpose }] as const),
  );
  // A loan is debited to reverse a credit alone: 55, and 56 for its return.
  const loans = [
    [55, { side: "debit", purpose: "live" }],
    [56, { side: "debit", purpose: "return" }],
  ] as const;
  const advices = [81, 82, 83, 84, 85, 86, 87, 88].map(
    (code) => [code, { side: code % 2 === 1 ? "credit" : "debit", purpose: "advice" }] as const,
  );
  return [...credits, ...debits, ...loans, ...advices];
}

const CODES: readonly (TransactionCode | undefined)[] = (() => {
  const codes: (TransactionCode | undefined)[] = Array.from({ length: 100 }, () => undefined);
  for (const [code, meaning] of allCodes()) codes[code] = meaning;
  return codes;
})();

/** What a transaction code means; nothing where the standard has none. */
export function transactionCode(code: number): TransactionCode | undefined {
  return CODES[code];
}
