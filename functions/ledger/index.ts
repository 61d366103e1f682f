export type { Account } from "./accounts";
export { makeJournal, type Journal, type Posting } from "./journal";
export {
  balanceKeys,
  balanceTable,
  type GuardedAccount,
  guardedBalanceKey,
  journalWrites,
  type LedgerLabel,
  type LedgerTables,
  readBalance,
} from "./store-items";
