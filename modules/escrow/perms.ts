/** Every action that the roles of this module have, by function: to be read in a minute by a security reviewer. No role deletes. */

/** Escrows, their disputes, releases and statements; lists come from indexes, whose items are read in batches. */
export const MANAGE_ESCROWS = [
  "dynamodb:BatchGetItem",
  "dynamodb:GetItem",
  "dynamodb:PutItem",
  "dynamodb:Query",
  "dynamodb:UpdateItem",
] as const;
/** Releases, decisions and ends of holds, each in a transaction; disputes are listed beside their escrow. */
export const RELEASE_ESCROWS = [
  "dynamodb:GetItem",
  "dynamodb:PutItem",
  "dynamodb:Query",
  "dynamodb:UpdateItem",
] as const;
/** Interest, a day at a time; what moved of the principal is listed beside its escrow. Events, read in batches, tell what to compare. */
export const ACCRUE_INTEREST = ["dynamodb:BatchGetItem", ...RELEASE_ESCROWS] as const;

/** A refund of held money is the payment's: state, journal, balances, idempotency record and outbox in one transaction. */
export const REFUND_PAYMENTS = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"] as const;

/** A release makes its payout in its own transaction, to an account that is read and for a window that is open. */
export const PAY_OUT = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"] as const;

/** A scheduled payout reads a provider, and sets its next day. */
export const MOVE_PROVIDERS_ON = ["dynamodb:GetItem", "dynamodb:UpdateItem"] as const;
/** It reads what is owed, and books what is paid out; what could not be paid is told. No escrow is among these items. */
export const BOOK_PAYOUTS = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"] as const;

/** Partition keys of what scheduled payouts touch: providers, and balances, journals and events beside held money. */
export const PARTITIONS = {
  providers: ["PROVIDER#*"],
  books: ["BALANCE#*", "JOURNAL#*", "OUTBOX#*"],
} as const;

/** The indexes of the escrows' table, by who asks them; of `payouts` that of the payments' table. */
export const INDEXES = {
  manager: ["by_customer", "by_provider", "listed"],
  releaser: ["due"],
  accruer: ["due", "listed"],
  payouts: ["due"],
} as const;
