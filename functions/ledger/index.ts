export type { Account } from "./accounts";
export { makeJournal, reverseJournal, type Journal, type Posting } from "./journal";
export { journalWrites } from "./store-items";
