const ADMINISTRATIVE = ["R02", "R03", "R04"];

/** Like R02 to R04, or nobody is left to be paid: died, frozen, no transactions, sold, sanctioned. */
const CLOSED = [...ADMINISTRATIVE, "R12", "R13", "R14", "R15", "R16", "R20", "R28", "R34", "R90"];

/** Nacha: unauthorised returns; the debits stop at once. R11 may be corrected and sent again, under a new authorisation. */
const UNAUTHORISED = ["R05", "R07", "R10", "R11", "R29", "R51"];

/**
 * Whether no new entries go to an account after a return with a code. R08 stops that one debit alone. A payout that comes back
 * blocks its account whatever the code says: money never goes out again by itself.
 */
export function blocksAccount(code: string, { isPayout }: { readonly isPayout: boolean }): boolean {
  return isPayout || CLOSED.includes(code) || (endsAuthorisation(code) && code !== "R11");
}

/** Whether the authorisation that a debit named holds no longer after its return with a code. */
export function endsAuthorisation(code: string): boolean {
  return UNAUTHORISED.includes(code);
}

/**
 * Whether an account that a return has blocked may be opened again by verifying it: where the code says that it was closed or
 * not found, which a typing mistake is too, and where it says nothing against the account itself.
 */
export function verifiableAnew(code: string): boolean {
  if (!/^R\d\d$/.test(code)) return false;
  return ADMINISTRATIVE.includes(code) || !(CLOSED.includes(code) || UNAUTHORISED.includes(code));
}
