import { type DynamoDBClient, GetItemCommand, type TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { escrowWrites } from "../escrow";
import { journalWrites, type LedgerTables } from "../ledger";
import { type Item, type LabelledWrite, transact } from "../shared/dynamodb";
import { disputeWrite } from "./dispute-store";
import type { Commit, CommitLabel, CounterChange, PaymentStore } from "./payment-store";
import { writeEvent } from "./event-items";
import { methodKey, partyKey, readCardKey, readStanding, writeParty } from "./parties/items";
import type { PartyKey, PartyStanding } from "./parties/party";
import {
  attemptKey,
  counterKey,
  paymentKey,
  readAttempt,
  readCounter,
  readPayment,
  readRecord,
  recordKey,
  writeAttempt,
  writePayment,
  writeRecord,
} from "./store-items";

type Write = LabelledWrite<CommitLabel>;

const ABSENT = "attribute_not_exists(pk)";

/** The tables that payments write into, in one transaction. */
export interface PaymentTables {
  readonly payments: string;
  readonly escrow: string;
}

/**
 * The `payment-transactions` table in DynamoDB, behind the port, and beside it what payments write of escrows. Actions on
 * the first: `GetItem`, `PutItem`, `UpdateItem`; on the second `PutItem`, `UpdateItem`.
 */
export function dynamoPaymentStore(client: DynamoDBClient, tables: PaymentTables): PaymentStore {
  const { payments: tableName } = tables;
  const get = async (key: Item): Promise<Item | undefined> => {
    const { Item } = await client.send(new GetItemCommand({ TableName: tableName, Key: key, ConsistentRead: true }));
    return Item;
  };
  const standings = (parties: readonly PartyKey[]): Promise<PartyStanding[]> =>
    Promise.all(parties.map(async (key) => readStanding(key, await get(partyKey(key)))));
  return {
    standings,

    async read({ record: asked, paymentId, counters: counterKeys = [], parties: partyKeys = [], method: meant }) {
      const [record, payment, counters, parties, method] = await Promise.all([
        asked && get(recordKey(asked)),
        get(paymentKey(paymentId)),
        Promise.all(counterKeys.map(async (key) => readCounter(key, await get(counterKey(key))))),
        standings(partyKeys),
        meant && get(methodKey(meant.customerId, meant.token)),
      ]);
      return {
        ...(record && { record: readRecord(record) }),
        ...(payment && { payment: readPayment(payment) }),
        counters,
        parties,
        ...(method && { cardKey: readCardKey(method) }),
      };
    },

    async findAttempt(key) {
      const item = await get(attemptKey(key));
      return item && readAttempt(item);
    },

    async commit(commit) {
      // A first use of a limit has no item for a condition to be judged by.
      if (commit.counters?.some(isTooMuchAtOnce)) return { outcome: "refused", by: ["limit"] };
      return transact(client, writesOf(tables, commit));
    },
  };
}

/** All writes of a commit, for one transaction: at most 20 items. */
function writesOf(tables: PaymentTables, commit: Commit): Write[] {
  const { payments: tableName, escrow: escrowTable } = tables;
  const ledger: LedgerTables = { journals: tableName, balances: tables };
  const { payment, attempt, attemptBefore = "open", record, dispute, events } = commit;
  const { journals = [], counters = [], parties = [] } = commit;
  const put = (Item: Item, condition: Omit<NonNullable<TransactWriteItem["Put"]>, "Item" | "TableName">) => ({
    Put: { TableName: tableName, Item, ...condition },
  });
  const writes: Write[] = [{ label: "payment", write: put(writePayment(payment), versionBefore(payment.version)) }];
  if (attempt) {
    const condition =
      attempt.status === "open" ? { ConditionExpression: ABSENT } : equals("status", { S: attemptBefore });
    writes.push({ label: "attempt", write: put(writeAttempt(attempt, payment.region), condition) });
  }
  if (record) {
    // The record of an attempt is written when it begins; the attempt's own condition guards its end.
    const isEnd = attempt !== undefined && attempt.status !== "open";
    writes.push({ label: "record", write: put(writeRecord(record), isEnd ? {} : { ConditionExpression: ABSENT }) });
  }
  for (const journal of journals) writes.push(...journalWrites(ledger, journal));
  for (const change of counters) writes.push({ label: "limit", write: counterWrite(tableName, change) });
  for (const party of parties) {
    writes.push({ label: "party", write: put(writeParty(party), { ConditionExpression: ABSENT }) });
  }
  if (commit.escrow) writes.push(...escrowWrites(escrowTable, commit.escrow));
  if (dispute) writes.push({ label: "dispute", write: disputeWrite(tableName, dispute) });
  for (const event of events) {
    writes.push({ label: "event", write: put(writeEvent(event), { ConditionExpression: ABSENT }) });
  }
  return writes;
}

function versionBefore(version: number): ReturnType<typeof equals> | { ConditionExpression: string } {
  return version === 1 ? { ConditionExpression: ABSENT } : equals("version", { N: String(version - 1) });
}

function equals(name: string, value: { readonly S: string } | { readonly N: string }) {
  return {
    ConditionExpression: "#name = :value",
    ExpressionAttributeNames: { "#name": name },
    ExpressionAttributeValues: { ":value": value },
  };
}

function isTooMuchAtOnce({ count, cents, limit }: CounterChange): boolean {
  return limit !== undefined && (count > limit.countMax || cents > limit.sumCentsMax);
}

/** How long a day's counters are kept: what they guard is over at midnight, and a late failure still finds them. */
const COUNTER_KEPT_DAYS = 3;

function counterWrite(tableName: string, { key, count, cents, limit }: CounterChange): TransactWriteItem {
  const expiresAt = Date.parse(key.day) / 1000 + COUNTER_KEPT_DAYS * 24 * 60 * 60;
  return {
    Update: {
      TableName: tableName,
      Key: counterKey(key),
      UpdateExpression: "SET #expires = :expires ADD #attempts :count, #sum :cents",
      ...(limit && {
        ConditionExpression: "attribute_not_exists(#attempts) OR (#attempts <= :countBefore AND #sum <= :centsBefore)",
      }),
      ExpressionAttributeNames: { "#expires": "expiresAt", "#attempts": "attempts", "#sum": "sumCents" },
      ExpressionAttributeValues: {
        ":expires": { N: String(expiresAt) },
        ":count": { N: String(count) },
        ":cents": { N: String(cents) },
        ...(limit && {
          ":countBefore": { N: String(limit.countMax - count) },
          ":centsBefore": { N: String(limit.sumCentsMax - cents) },
        }),
      },
    },
  };
}
