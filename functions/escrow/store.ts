import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { balanceTable, guardedBalanceKey, journalWrites, type LedgerTables, readBalance } from "../ledger";
import { type Item, transact } from "../shared/dynamodb";
import type { EscrowAccount } from "./account";
import { releaseShard } from "./due";
import type { EscrowHistory, EscrowStore } from "./escrow-store";
import { interestKey, interestWrites, readAccrual, readInterest } from "./interest-store-items";
import {
  disputeKey,
  escrowKey,
  escrowWrites,
  readDispute,
  readEscrow,
  readMovement,
  readRelease,
  releaseKey,
} from "./store-items";

/**
 * The `escrow-accounts` table in DynamoDB, behind the port. Actions: `GetItem`, `Query`, `PutItem`, `UpdateItem`; where
 * releases are paid out, `PutItem` and `UpdateItem` on the table of transfers too.
 */
export function dynamoEscrowStore(client: DynamoDBClient, tableName: string, transfersTable?: string): EscrowStore {
  const balances = { escrow: tableName, ...(transfersTable !== undefined && { ach: transfersTable }) };
  const ledger: LedgerTables = { journals: tableName, balances };
  const get = async (key: Item, table = tableName): Promise<Item | undefined> => {
    const { Item } = await client.send(new GetItemCommand({ TableName: table, Key: key, ConsistentRead: true }));
    return Item;
  };
  const list = async (escrowId: string, prefix: string): Promise<Item[]> => {
    const { pk } = escrowKey(escrowId);
    const items: Item[] = [];
    let start: Item | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: tableName,
          ConsistentRead: true,
          KeyConditionExpression: "pk = :escrow AND begins_with(sk, :prefix)",
          ExpressionAttributeValues: { ...(pk && { ":escrow": pk }), ":prefix": { S: prefix } },
          ...(start && { ExclusiveStartKey: start }),
        }),
      );
      items.push(...Items);
      start = LastEvaluatedKey;
    } while (start);
    return items;
  };
  return {
    async find(id) {
      const item = await get(escrowKey(id));
      return item && readEscrow(item);
    },

    async findDispute(escrowId, id) {
      const item = await get(disputeKey(escrowId, id));
      return item && readDispute(item);
    },

    async findRelease(escrowId, id) {
      const item = await get(releaseKey(escrowId, id));
      return item && readRelease(item);
    },

    async disputes(escrowId) {
      const found = (await list(escrowId, "DISPUTE#")).map(readDispute);
      return found.sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1));
    },

    async history(escrowId): Promise<EscrowHistory> {
      const [releases, movements, accruals] = await Promise.all(
        ["RELEASE#", "MOVEMENT#", "ACCRUAL#"].map((prefix) => list(escrowId, prefix)),
      );
      return {
        releases: (releases ?? []).map(readRelease).sort((a, b) => a.version - b.version),
        movements: (movements ?? []).map(readMovement),
        accruals: (accruals ?? []).map(readAccrual),
      };
    },

    async balance(account) {
      return readBalance(await get(guardedBalanceKey(account), balanceTable(ledger, account.kind)));
    },

    commit({ journals = [], others = [], ...change }) {
      return transact(client, [
        ...escrowWrites(tableName, change),
        ...journals.flatMap((journal) => journalWrites(ledger, journal)),
        ...others,
      ]);
    },

    async schedule({ id, version, region }: EscrowAccount, until) {
      const due: Item | undefined =
        until === undefined
          ? undefined
          : {
              ":shard": { S: releaseShard({ region, id }) },
              ":until": { S: until },
            };
      try {
        await client.send(
          new UpdateItemCommand({
            TableName: tableName,
            Key: escrowKey(id),
            UpdateExpression: due ? "SET #shard = :shard, #at = :until" : "REMOVE #shard, #at",
            ConditionExpression: "#version = :version",
            ExpressionAttributeNames: { "#shard": "dueShard", "#at": "dueAt", "#version": "version" },
            ExpressionAttributeValues: { ":version": { N: String(version) }, ...due },
          }),
        );
      } catch (error) {
        // Whoever wrote it meanwhile has said when it is due.
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },

    async findInterest(escrowId) {
      const item = await get(interestKey(escrowId));
      return item && readInterest(item);
    },

    commitInterest: (change) => transact(client, interestWrites(tableName, ledger, change)),
  };
}
