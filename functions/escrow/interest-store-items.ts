import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import { journalWrites, type LedgerLabel, type LedgerTables } from "../ledger";
import { type Item, itemKey, type LabelledWrite, readItem, toItem } from "../shared/dynamodb";
import { writeOutbox } from "../shared/outbox-items";
import { interestShard } from "./due";
import type { Accrual, InterestAccount, InterestChange } from "./interest-account";

/** The key of an escrow's interest, beside the escrow. */
export const interestKey = (escrowId: string): Item => itemKey(["ESCROW", escrowId], ["INTEREST"]);

/** Interest as an item; it stands in the index `due` until it is paid. */
export function writeInterest(account: InterestAccount): Item {
  const due = account.dueAt !== undefined && { dueShard: interestShard(account.region, account.escrowId) };
  return { ...interestKey(account.escrowId), ...toItem({ ...account, ...due }) };
}

const storedInterest = z.object({
  escrowId: z.string(),
  accruedThrough: z.string(),
  accruedCents: z.number(),
  remainder: z.string(),
  paidAt: z.optional(z.string()),
  version: z.number(),
  region: z.string(),
  dueAt: z.optional(z.string()),
});

/** Interest as it was written. @throws ItemError */
export function readInterest(item: Item): InterestAccount {
  return readItem(storedInterest, item);
}

const storedAccrual = z.object({
  day: z.string(),
  principalCents: z.number(),
  rateMicros: z.number(),
  dayCount: z.string(),
  cents: z.number(),
  remainder: z.string(),
});

/** A day's interest as it was written. @throws ItemError */
export function readAccrual(item: Item): Accrual {
  return readItem(storedAccrual, item);
}

const ABSENT = { ConditionExpression: "attribute_not_exists(pk)" };

/** All writes of a change of an escrow's interest, for one transaction: a day is accrued once. */
export function interestWrites(
  tableName: string,
  ledger: LedgerTables,
  { account, accrual, journals, events }: InterestChange,
): LabelledWrite<"interest" | "escrow_event" | LedgerLabel>[] {
  const put = (Item: Item, condition: Partial<NonNullable<TransactWriteItem["Put"]>>): TransactWriteItem => {
    return { Put: { TableName: tableName, Item, ...condition } };
  };
  const before = {
    ConditionExpression: "#version = :version",
    ExpressionAttributeNames: { "#version": "version" },
    ExpressionAttributeValues: { ":version": { N: String(account.version - 1) } },
  };
  return [
    { label: "interest", write: put(writeInterest(account), before) },
    ...(accrual ? [{ label: "interest" as const, write: put(accrualItem(account, accrual), ABSENT) }] : []),
    ...journals.flatMap((journal) => journalWrites(ledger, journal)),
    ...events.map((event) => ({ label: "escrow_event" as const, write: put(writeOutbox(event), ABSENT) })),
  ];
}

function accrualItem({ escrowId }: InterestAccount, accrual: Accrual): Item {
  return { ...itemKey(["ESCROW", escrowId], ["ACCRUAL", accrual.day]), ...toItem(accrual) };
}
