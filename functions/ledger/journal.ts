import type { Money } from "../shared/money";
import { ACCOUNT_KINDS, type Account, balanceName } from "./accounts";
import { JournalError } from "./errors";

declare const checked: unique symbol;

/** One side of a movement. */
export interface Posting {
  readonly account: Account;
  readonly direction: "debit" | "credit";
  /** More than nothing, in the account's currency. */
  readonly amount: Money;
}

/** What a journal is made of. */
export interface JournalEntry {
  /** Made from what is booked (`pay_1/charge/1`), so that booking it again is seen. */
  readonly id: string;
  /** What kind of movement it is, in snake_case. */
  readonly kind: string;
  /** What caused it: a payment, a transfer, a notice of the rail. */
  readonly cause: string;
  readonly postings: readonly Posting[];
  /** The Region that wrote it, and the epoch of its lease. */
  readonly region: string;
  readonly epoch: number;
  /** ISO 8601 UTC. */
  readonly at: string;
  /** The journal that this one corrects. */
  readonly corrects?: string;
}

/** Postings that sum to zero in each currency. It is written once, and never changed or deleted. */
export type Journal = JournalEntry & { readonly [checked]: true };

/**
 * A payment posts two to four; a release that fifteen providers share, and that is paid out at once, sixty-two. The limit
 * keeps the transaction within DynamoDB's 100 items.
 */
const POSTINGS_MAX = 64;

/**
 * The checked constructor: a journal that does not balance does not exist.
 *
 * @throws JournalError naming all that is wrong.
 */
export function makeJournal(entry: JournalEntry): Journal {
  const faults = [...postingFaults(entry.postings), ...balanceFaults(entry.postings)];
  if (faults.length > 0) throw new JournalError(faults);
  return entry as Journal;
}

function postingFaults(postings: readonly Posting[]): string[] {
  const faults: string[] = [];
  if (postings.length < 2 || postings.length > POSTINGS_MAX) {
    faults.push(`postings: saw ${postings.length}, allowed are 2 to ${POSTINGS_MAX}.`);
  }
  postings.forEach(({ account, amount }, place) => {
    const where = `postings[${place}]`;
    if (amount.cents === 0) faults.push(`${where}.amount: saw nothing, allowed is more than nothing.`);
    if (amount.currency !== account.currency) {
      faults.push(`${where}.amount: saw ${amount.currency}, allowed is the account's ${account.currency}.`);
    }
  });
  return faults;
}

function balanceFaults(postings: readonly Posting[]): string[] {
  const sums = new Map<string, bigint>();
  for (const { amount, direction } of postings) {
    const signed = BigInt(amount.cents) * (direction === "debit" ? 1n : -1n);
    sums.set(amount.currency, (sums.get(amount.currency) ?? 0n) + signed);
  }
  return [...sums]
    .filter(([, sum]) => sum !== 0n)
    .map(([currency, sum]) => `postings: debits less credits of ${currency} are ${sum} cents, allowed is 0.`);
}

/** The journal's change to one balance: cents in the account's normal direction, never 0. */
export interface BalanceChange {
  readonly name: string;
  readonly account: Account;
  readonly cents: number;
}

/** What a journal changes, one change a balance: postings to one account are taken together. */
export function balanceChanges({ id, postings }: JournalEntry): BalanceChange[] {
  const changes = new Map<string, BalanceChange>();
  for (const { account, direction, amount } of postings) {
    const name = balanceName(account, id);
    const cents = direction === ACCOUNT_KINDS[account.kind].normal ? amount.cents : -amount.cents;
    changes.set(name, { name, account, cents: (changes.get(name)?.cents ?? 0) + cents });
  }
  return [...changes.values()].filter(({ cents }) => cents !== 0);
}

/** What is new about a journal that corrects another. */
export type Correction = Pick<JournalEntry, "cause" | "region" | "epoch" | "at">;

/**
 * The journal that takes another back: each posting with its direction turned, under an id made from the other's, so
 * that a journal is taken back once.
 */
export function reverseJournal(journal: JournalEntry, correction: Correction): Journal {
  return makeJournal({
    ...correction,
    id: `${journal.id}/reversal`,
    kind: `${journal.kind}_reversal`,
    corrects: journal.id,
    postings: journal.postings.map((posting) => ({
      ...posting,
      direction: posting.direction === "debit" ? "credit" : "debit",
    })),
  });
}
