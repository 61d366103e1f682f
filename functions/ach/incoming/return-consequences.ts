/** What a return does to the account it came from, beside giving back the money. */
export interface ReturnConsequences {
  /** No new entries go to the account. */
  readonly blocksAccount: boolean;
  /** The authorisation that the debit named holds no longer. */
  readonly endsAuthorisation: boolean;
  /** The account may be opened again by verifying it. */
  readonly verifiableAnew: boolean;
}

const ADMINISTRATIVE = ["R02", "R03", "R04"];

/** Like R02 to R04, or nobody is left to be paid: died, frozen, no transactions, sold, sanctioned. */
const CLOSED = [...ADMINISTRATIVE, "R12", "R13", "R14", "R15", "R16", "R20", "R28", "R34", "R90"];

/** Nacha: unauthorised returns; the debits stop at once. R11 may be corrected and sent again, under a new authorisation. */
const UNAUTHORISED = ["R05", "R07", "R10", "R11", "R29", "R51"];

/** What follows a return with a code. R08 stops that one debit alone; money, where it comes back, never goes out again by itself. */
export function consequencesOf(code: string): ReturnConsequences {
  const isUnauthorised = UNAUTHORISED.includes(code);
  return {
    blocksAccount: CLOSED.includes(code) || (isUnauthorised && code !== "R11"),
    endsAuthorisation: isUnauthorised,
    verifiableAnew: administrativeReturn(code),
  };
}

/** Whether a code says that an account is closed or not found: Nacha's administrative returns. */
export function administrativeReturn(code: string): boolean {
  return ADMINISTRATIVE.includes(code);
}
