/** The ground of held money, made by payment-cryptography or, where escrow is used without it, by escrow itself: one definition for both. */
import type { TableIndex } from "./secure-table";

/** How payments, escrows and events are found other than by their ids; items that nobody looks for so are in none of these. */
export const WORKING_INDEXES = {
  /** What is to be looked at once a moment has come: open attempts, authorisations, releases, interest, unpublished events. */
  due: { hash: "dueShard", range: "dueAt" },
  /** Payments, escrows and events in order of time. */
  listed: { hash: "listShard", range: "createdAt" },
  by_customer: { hash: "customerId", range: "createdAt" },
  /** Of an escrow its first beneficiary. */
  by_provider: { hash: "providerId", range: "createdAt" },
} as const satisfies Readonly<Record<string, TableIndex>>;

/** The table that money is held in: its name before the suffix, and how its items are found and its events published. */
export const ESCROW_TABLE = { thing: "escrow-accounts", stream: true, indexes: WORKING_INDEXES } as const;

/** The key that held money lies under; IAM lets roles use it through these services alone. */
export const ESCROW_KEY = {
  description: "Escrow accounts at rest.",
  throughServices: ["dynamodb", "lambda", "sqs"],
} as const;
