import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from "@aws-sdk/client-dynamodb";
import { balanceTable, guardedBalanceKey, type LedgerTables, readBalance } from "../ledger";
import type { Clock } from "../shared/clock";
import { queryDue } from "../shared/due-index-store";
import { type Item, transact } from "../shared/dynamodb";
import { readRecord, recordKey } from "../shared/idempotency-items";
import type { RandomBytes } from "../shared/ids";
import { listedTable } from "../shared/listing-store";
import { shardsOf } from "../shared/shards";
import {
  DUE_FILE,
  entryKey,
  fileIdOfKey,
  fileKey,
  nextTraceKey,
  planPrefix,
  rangeKeyText,
  readEntry,
  readFile,
  readNextSequence,
  readPlan,
  readRange,
  readState,
  stateKey,
  tracePartition,
  writePlan,
} from "./batch-items";
import { isTooMuchAtOnce, writesOf } from "./commit-store";
import {
  accountKey,
  authorisationKey,
  claimKey,
  counterKey,
  HOLD,
  ownerPartition,
  pointedAt,
  pointerPartition,
  QUEUED,
  readAccount,
  readAuthorisation,
  readClaim,
  readCounter,
  readTransfer,
  transferIdOf,
  transferKey,
  windowShards,
} from "./items";
import { numbersOf } from "./batches/sequences";
import type { WindowState } from "./batches/window-state";
import type { AchStore, BatchStore } from "./ports";

/** The room's tables: its own, and those of others that a function books into. */
export interface AchTables {
  readonly ach: string;
  readonly escrow?: string;
  /** Of functions that book what payments are paid by. */
  readonly payments?: string;
}

/** Of each shard, so many transfers whose hold is over or that are overdue, or files that are due, are read at once. */
const DUE_AT_ONCE = 25;

/** How many partitions of a window, and how many windows, are read at once. */
const READ_AT_ONCE = 16;

/**
 * The `ach-transfers` table in DynamoDB, behind its ports. Actions: `GetItem`, `BatchGetItem`, `Query` (also on its indexes),
 * `PutItem`, `UpdateItem`, `DeleteItem`; on the escrow's table `GetItem` and `UpdateItem`, on the payments' `UpdateItem`.
 */
export function dynamoAchStore(
  client: DynamoDBClient,
  tables: AchTables,
  timing: { readonly clock: Clock; readonly random: RandomBytes; readonly region: string },
): AchStore & BatchStore {
  const { region } = timing;
  const tableName = tables.ach;
  const ledger: LedgerTables = { journals: tableName, balances: given(tables) };
  const listed = listedTable(client, tableName, timing);
  const get = async (Key: Item, table = tableName): Promise<Item | undefined> => {
    const { Item } = await client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }));
    return Item;
  };
  const query = (pk: string, more: QueryRange = {}) => queryAll(client, tableName, pk, more);
  const due = async (kind: string, until: string): Promise<Item[]> => {
    const pages = await Promise.all(
      shardsOf(kind, region).map((shard) => queryDue(client, tableName, { shard, until }, DUE_AT_ONCE)),
    );
    return pages.flatMap(({ entries }) => entries.map(({ key }) => key));
  };
  return {
    async read({ record: asked, bankAccountId, authorisationId, counter: counterOf }) {
      const [record, account, authorisation, counter] = await Promise.all([
        asked && get(recordKey(asked)),
        bankAccountId === undefined ? undefined : get(accountKey(bankAccountId)),
        bankAccountId === undefined || authorisationId === undefined
          ? undefined
          : get(authorisationKey(bankAccountId, authorisationId)),
        counterOf && get(counterKey(counterOf)),
      ]);
      return {
        ...(record && { record: readRecord(record) }),
        ...(account && { account: readAccount(account) }),
        ...(authorisation && { authorisation: readAuthorisation(authorisation) }),
        ...(counterOf && { counter: readCounter(counterOf, counter) }),
      };
    },

    places: (partition, window, limit) => listed.places(partition, window, limit),
    transfers: (ids) => listed.readAll(ids, transferKey, readTransfer),
    accounts: (ids) => listed.readAll(ids, accountKey, readAccount),
    files: (ids) => listed.readAll(ids, fileKey, readFile),

    async authorisationsOf(bankAccountId) {
      const items = await query(accountKey(bankAccountId).pk?.S ?? "", { prefix: "AUTHORISATION#" });
      return items.map(readAuthorisation);
    },

    async claimed(owner, fingerprint) {
      const item = await get(claimKey(owner, fingerprint));
      return item && readClaim(item);
    },

    async accountsOf(owner) {
      return (await query(ownerPartition(owner))).map(readClaim);
    },

    async balance(account) {
      return readBalance(await get(guardedBalanceKey(account), balanceTable(ledger, account.kind)));
    },

    async windowStates(keys) {
      const states: (WindowState | undefined)[] = [];
      for (let from = 0; from < keys.length; from += READ_AT_ONCE) {
        const items = await Promise.all(keys.slice(from, from + READ_AT_ONCE).map((key) => get(stateKey(key))));
        states.push(...items.map((item) => item && readState(item)));
      }
      return states;
    },

    async commit(commit) {
      if (commit.counter && isTooMuchAtOnce(commit.counter)) return { outcome: "refused", by: ["limit"] };
      return transact(client, writesOf(tableName, ledger, commit));
    },

    async queued(window) {
      const found: string[] = [];
      for (let from = 0; from < windowShards.length; from += READ_AT_ONCE) {
        const shards = windowShards.slice(from, from + READ_AT_ONCE);
        const items = await Promise.all(shards.map((shard) => query(pointerPartition(window, shard))));
        found.push(...items.flat().map(pointedAt));
      }
      return found;
    },

    async putPlan(window, part, expiresAt) {
      await client.send(new PutItemCommand({ TableName: tableName, Item: writePlan(window, part, expiresAt) }));
    },

    async plan(window, planId, file) {
      const items = await query(stateKey(window).pk?.S ?? "", { prefix: planPrefix(planId, file) });
      return items.flatMap(readPlan);
    },

    async entries(fileId) {
      return (await query(fileKey(fileId).pk?.S ?? "", { prefix: "ENTRY#" })).map(readEntry);
    },

    async nextSequence(odfi) {
      return readNextSequence(await get(nextTraceKey(odfi)));
    },

    async holdsOver(until) {
      return (await due(HOLD, until)).map(transferIdOf);
    },

    async queuedSince(until) {
      return (await due(QUEUED, until)).map(transferIdOf);
    },

    async filesDue(until) {
      return (await due(DUE_FILE, until)).map(fileIdOfKey);
    },

    async traced(odfi, sequence) {
      const next = readNextSequence(await get(nextTraceKey(odfi)));
      for (const number of numbersOf(sequence, next)) {
        const { Items = [] } = await client.send(
          new QueryCommand({
            TableName: tableName,
            ConsistentRead: true,
            KeyConditionExpression: "#pk = :pk AND #sk BETWEEN :first AND :last",
            ExpressionAttributeNames: { "#pk": "pk", "#sk": "sk" },
            ExpressionAttributeValues: {
              ":pk": { S: tracePartition(odfi) },
              ":first": { S: rangeKeyText(0) },
              ":last": { S: rangeKeyText(number) },
            },
            ScanIndexForward: false,
            Limit: 1,
          }),
        );
        const range = Items[0] && readRange(Items[0]);
        const item = range && range.last >= number ? await get(entryKey(range.fileId, sequence)) : undefined;
        if (item) return readEntry(item);
      }
      return undefined;
    },
  };
}

/** Those of the tables that there are. */
function given(tables: AchTables): LedgerTables["balances"] {
  return Object.fromEntries(Object.entries(tables).filter(([, name]) => name !== undefined));
}

interface QueryRange {
  /** What the sort keys begin with. */
  readonly prefix?: string;
}

/** All items of a partition, in order of their sort keys. */
async function queryAll(
  client: DynamoDBClient,
  tableName: string,
  pk: string,
  { prefix }: QueryRange,
): Promise<Item[]> {
  const items: Item[] = [];
  let start: Item | undefined;
  const prefixValue: Record<string, AttributeValue> = prefix === undefined ? {} : { ":prefix": { S: prefix } };
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: tableName,
        ConsistentRead: true,
        KeyConditionExpression: prefix === undefined ? "#pk = :pk" : "#pk = :pk AND begins_with(#sk, :prefix)",
        ExpressionAttributeNames: { "#pk": "pk", ...(prefix !== undefined && { "#sk": "sk" }) },
        ExpressionAttributeValues: { ":pk": { S: pk }, ...prefixValue },
        ExclusiveStartKey: start,
      }),
    );
    items.push(...Items);
    start = LastEvaluatedKey;
  } while (start);
  return items;
}
