import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import { type Item, itemKey, type LabelledWrite, readItem, toItem } from "../shared/dynamodb";
import { money } from "../shared/money";
import { ACCOUNT_KINDS, type AccountKind } from "./accounts";
import { type BalanceChange, balanceChanges, type Journal, makeJournal } from "./journal";

/** What can stand against a journal: it was booked before, or an account holds too little. */
export type LedgerLabel = "journal" | "floor";

/**
 * The writes of a journal and of the balances it changes, for the caller's transaction: one item for the journal with
 * all its postings, and one a balance. They are refused as `journal` where it was booked before, and as `floor` where
 * an account would fall below nothing.
 */
export function journalWrites(tableName: string, journal: Journal): LabelledWrite<LedgerLabel>[] {
  const booked: TransactWriteItem = {
    Put: { TableName: tableName, Item: writeJournal(journal), ConditionExpression: "attribute_not_exists(pk)" },
  };
  return [
    { label: "journal", write: booked },
    ...balanceChanges(journal).map((change) => ({ label: "floor" as const, write: balanceWrite(tableName, change) })),
  ];
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

/** Cents of a balance; nothing was ever posted where there is no item. */
export function readBalance(item: Item | undefined): number {
  return item ? readItem(z.object({ balanceCents: z.number() }), item).balanceCents : 0;
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
  return { ...journalKey(journal.id), ...toItem({ ...journal, postings }) };
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
