/** Every action that the roles of this module have, by function: to be read in a minute by a security reviewer. */

/** Whoever decides about money or moves it: state, journal, balances, idempotency record, limits and outbox in one transaction. No role deletes. */
export const MOVE_MONEY = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"] as const;
/** Refunds are listed, too, beside their payment. */
export const REFUND = [...MOVE_MONEY, "dynamodb:Query"] as const;
/** Payments and events are read by their keys; lists come from indexes. */
export const READ = ["dynamodb:BatchGetItem"] as const;
/** Customers and providers; payment methods are listed beside their customer. */
export const KEEP_PARTIES = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"] as const;
/** Keeping the masked method that a token stands for. */
export const KEEP_METHODS = ["dynamodb:UpdateItem"] as const;
/** Refunds are asked for by the notices that tell of them, too. */
export const TAKE_NOTICES = [...REFUND] as const;
/** Holding what a payment brings: the escrow, its event and its balance, in the transaction that completes the payment. Nothing is read. */
export const HOLD = ["dynamodb:PutItem", "dynamodb:UpdateItem"] as const;
/** Taking out of escrow what refunds, returns and chargebacks take, and putting it back. */
export const MOVE_HELD = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"] as const;
/** What was left open, and what acquirers pay out, which stands in many shards; notices about debits ask for refunds, too. */
export const RECOVER = [...MOVE_MONEY, "dynamodb:BatchGetItem", "dynamodb:Query"] as const;
/** What acquirers have paid out, to the bank's settlement account. */
export const COLLECT_SETTLEMENTS = ["dynamodb:UpdateItem"] as const;
/** Marking what was published. */
export const MARK_PUBLISHED = ["dynamodb:GetItem", "dynamodb:UpdateItem"] as const;
export const PUBLISH = ["events:PutEvents"] as const;

/** Endpoints, their secrets, what was delivered to them. */
export const MANAGE_ENDPOINTS = [
  "dynamodb:DeleteItem",
  "dynamodb:GetItem",
  "dynamodb:PutItem",
  "dynamodb:Query",
  "dynamodb:UpdateItem",
] as const;
/** Which endpoints want an event; one delivery each, noted before and after it is queued. */
export const DISPATCH = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"] as const;
/** What is delivered where, and what became of it. */
export const DELIVER = ["dynamodb:GetItem", "dynamodb:UpdateItem"] as const;
/** A delivery that failed is tried again later: its message stays hidden until then. */
export const POSTPONE_DELIVERY = ["sqs:ChangeMessageVisibility"] as const;

/** The indexes, by who asks them. */
export const INDEXES = {
  reader: ["by_customer", "by_provider", "listed"],
  /** Events of escrows, of transfers, stand in their own table. */
  eventReader: ["listed"],
  recovery: ["due"],
  publisher: ["due"],
} as const;
