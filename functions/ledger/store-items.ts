import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import { type Item, itemKey, itemOf, type LabelledWrite, readItem } from "../shared/dynamodb";
import { money } from "../shared/money";
import { type Account, ACCOUNT_KINDS, type AccountKind, balanceName, balanceNames, type LedgerTable } from "./accounts";
import { LedgerTableError } from "./errors";
import { type BalanceChange, balanceChanges, type Journal, makeJournal } from "./journal";

/** What can stand against a journal: it was booked before, or an account holds too little. */
export type LedgerLabel = "journal" | "floor";

/** The tables that a room books into, by their names. */
export interface LedgerTables {
  /** The room's own, which keeps the journals that it books. */
  readonly journals: string;
  /** Where the balances of each kind of account live; of tables that the room never posts to it need not know. */
  readonly balances: Readonly<Partial<Record<LedgerTable, string>>>;
}

/**
 * The writes of a journal and of the balances it changes, for the caller's transaction: one item for the journal with
 * all its postings, in the table of the room that books it, and one a balance, in the table of its account's kind. They
 * are refused as `journal` where it was booked before, and as `floor` where an account would fall below nothing.
 *
 * @throws LedgerTableError where it posts to an account whose table was not given.
 */
export function journalWrites(tables: LedgerTables, journal: Journal): LabelledWrite<LedgerLabel>[] {
  const booked: TransactWriteItem = {
    Put: { TableName: tables.journals, Item: writeJournal(journal), ConditionExpression: "attribute_not_exists(pk)" },
  };
  return [
    { label: "journal", write: booked },
    ...balanceChanges(journal).map((change) => ({
      label: "floor" as const,
      write: balanceWrite(balanceTable(tables, change.account.kind), change),
    })),
  ];
}

/** The table that the balances of a kind live in. @throws LedgerTableError */
export function balanceTable({ balances }: LedgerTables, kind: AccountKind): string {
  const table = balances[ACCOUNT_KINDS[kind].table];
  if (table !== undefined) return table;
  throw new LedgerTableError(`Accounts of the kind ${kind} live in a table that is not known here.`);
}

function balanceWrite(tableName: string, { name, account, cents }: BalanceChange): TransactWriteItem {
  const guarded = ACCOUNT_KINDS[account.kind].floor && cents < 0;
  return {
    Update: {
      TableName: tableName,
      Key: balanceKey(name),
      UpdateExpression: "SET #kind = :kind, #owner = :owner, #currency = :currency ADD #balance :change",
      ...(guarded && { ConditionExpression: "#balance >= :needed" }),
      ExpressionAttributeNames: {
        "#kind": "accountKind",
        "#owner": "accountOwner",
        "#currency": "currency",
        "#balance": "balanceCents",
      },
      ExpressionAttributeValues: {
        ":kind": { S: account.kind },
        ":owner": { S: account.owner },
        ":currency": { S: account.currency },
        ":change": { N: String(cents) },
        ...(guarded && { ":needed": { N: String(-cents) } }),
      },
    },
  };
}

/** The key of the item that holds a balance. */
export function balanceKey(name: string): Item {
  return itemKey(["BALANCE", name], ["BALANCE"]);
}

/** An account with a floor: its balance is one item. */
export interface GuardedAccount extends Account {
  readonly kind: GuardedKind;
}

type GuardedKind = {
  [Kind in AccountKind]: (typeof ACCOUNT_KINDS)[Kind]["floor"] extends true ? Kind : never;
}[AccountKind];

/** The key of the item that holds what an account with a floor has. */
export function guardedBalanceKey(account: GuardedAccount): Item {
  // The journal decides about shards alone, and this has none.
  return balanceKey(balanceName(account, ""));
}

/** The keys of all items that an account's balance is the sum of, by their names. */
export function balanceKeys(account: Account): ReadonlyMap<string, Item> {
  return new Map(balanceNames(account).map((name) => [name, balanceKey(name)]));
}

const storedBalance = z.object({ balanceCents: z.number() });

/** Cents of a balance; nothing was ever posted where there is no item. */
export function readBalance(item: Item | undefined): number {
  return item ? readItem(storedBalance, item).balanceCents : 0;
}

/** The key of the item that is a journal. */
export function journalKey(id: string): Item {
  return itemKey(["JOURNAL", id], ["JOURNAL"]);
}

function writeJournal(journal: Journal): Item {
  const postings = journal.postings.map(({ account, direction, amount }) => ({
    accountKind: account.kind,
    accountOwner: account.owner,
    direction,
    cents: amount.cents,
    currency: amount.currency,
  }));
  return itemOf(journalKey(journal.id), journal, { postings });
}

const kinds = Object.keys(ACCOUNT_KINDS) as AccountKind[];

const storedJournal = z.object({
  id: z.string(),
  kind: z.string(),
  cause: z.string(),
  region: z.string(),
  epoch: z.number(),
  at: z.string(),
  corrects: z.optional(z.string()),
  postings: z.array(
    z.object({
      accountKind: z.enum(kinds),
      accountOwner: z.string(),
      direction: z.enum(["debit", "credit"]),
      cents: z.number(),
      currency: z.string(),
    }),
  ),
});

/**
 * A journal as it was booked.
 *
 * @throws ItemError, JournalError or MoneyError where the item was tampered with.
 */
export function readJournal(item: Item): Journal {
  const { postings, ...journal } = readItem(storedJournal, item);
  return makeJournal({
    ...journal,
    postings: postings.map(({ accountKind, accountOwner, direction, cents, currency }) => ({
      account: { kind: accountKind, owner: accountOwner, currency },
      direction,
      amount: money(cents, currency),
    })),
  });
}
