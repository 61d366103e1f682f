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
export const PAY_OUT = [
  "dynamodb:BatchGetItem",
  "dynamodb:GetItem",
  "dynamodb:PutItem",
  "dynamodb:UpdateItem",
] as const;

/** The indexes of the escrows' table, by who asks them. */
export const INDEXES = {
  manager: ["by_customer", "by_provider", "listed"],
  releaser: ["due"],
  accruer: ["due", "listed"],
} as const;
