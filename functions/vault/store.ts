import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
  type TransactWriteItem,
  type Update,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { connectDynamo } from "../shared/clients";
import { type Item, type LabelledWrite, transact } from "../shared/dynamodb";
import type { Fingerprint } from "./fingerprint";
import {
  cardKey,
  claimKey,
  cursorKey,
  jobKey,
  readCard,
  readClaim,
  readCursor,
  readJob,
  writeAudit,
  writeCard,
  writeClaim,
  writeFields,
  writeJob,
} from "./store-items";
import type {
  AuditTrail,
  CardChange,
  CreateOutcome,
  JobStore,
  StoredCard,
  TokenStore,
  UpdateOutcome,
} from "./token-store";

type Write = LabelledWrite<"card" | "claim">;

/** The vault's table as this function's environment reaches it. */
export function connectStore(tableName: string): TokenStore & AuditTrail & JobStore {
  return dynamoStore(connectDynamo(), tableName);
}

/**
 * The vault's table in DynamoDB, behind the ports. Actions: `GetItem`, `PutItem`, `UpdateItem`; `Scan` for `page` alone.
 */
export function dynamoStore(client: DynamoDBClient, tableName: string): TokenStore & AuditTrail & JobStore {
  const get = async (key: Item): Promise<Item | undefined> => {
    const { Item } = await client.send(new GetItemCommand({ TableName: tableName, Key: key, ConsistentRead: true }));
    return Item;
  };
  const claim = (customerId: string, fingerprint: Fingerprint, token: string): Write => ({
    label: "claim",
    write: {
      Put: {
        TableName: tableName,
        Item: writeClaim(customerId, fingerprint, token),
        ConditionExpression: "attribute_not_exists(pk) OR #token = :token",
        ExpressionAttributeNames: { "#token": "token" },
        ExpressionAttributeValues: { ":token": { S: token } },
      },
    },
  });

  return {
    async create(card, fingerprints): Promise<CreateOutcome> {
      const put: TransactWriteItem = {
        Put: { TableName: tableName, Item: writeCard(card), ConditionExpression: "attribute_not_exists(pk)" },
      };
      const claims = fingerprints.map((fingerprint) => claim(card.customerId, fingerprint, card.token));
      const { outcome } = await transact(client, [{ label: "card", write: put }, ...claims]);
      if (outcome === "written") return "created";
      return outcome === "refused" ? "claimed" : "contended";
    },

    async findClaims(customerId, fingerprints) {
      const items = await Promise.all(fingerprints.map((fingerprint) => get(claimKey(customerId, fingerprint))));
      return items.map((item) => item && readClaim(item));
    },

    async find(token) {
      const item = await get(cardKey(token));
      return item && readCard(item);
    },

    async update(card, change, fingerprints = []): Promise<UpdateOutcome> {
      const update = cardUpdate(tableName, card, change);
      if (fingerprints.length === 0) {
        return (await succeeds(client.send(new UpdateItemCommand(update)))) ? "updated" : "stale";
      }
      const claims = fingerprints.map((fingerprint) => claim(card.customerId, fingerprint, card.token));
      const done = await transact(client, [{ label: "card", write: { Update: update } }, ...claims]);
      if (done.outcome === "written") return "updated";
      if (done.outcome === "contended") return "contended";
      return done.by.includes("card") ? "stale" : "claimed";
    },

    async page(after, limit) {
      const { Items, LastEvaluatedKey } = await client.send(
        new ScanCommand({
          TableName: tableName,
          ConsistentRead: true,
          Limit: limit,
          // Cards alone have an envelope.
          FilterExpression: "attribute_exists(envelope)",
          ...(after && { ExclusiveStartKey: cursorKey(after) }),
        }),
      );
      return { cards: (Items ?? []).map(readCard), ...(LastEvaluatedKey && { next: readCursor(LastEvaluatedKey) }) };
    },

    async append(entry) {
      await client.send(
        new PutItemCommand({
          TableName: tableName,
          Item: writeAudit(entry),
          // Never over another entry; the same request's own is let through, as the SDK may have sent it twice.
          ConditionExpression: "attribute_not_exists(pk) OR requestId = :requestId",
          ExpressionAttributeValues: { ":requestId": { S: entry.requestId } },
        }),
      );
    },

    async findJob(job) {
      const item = await get(jobKey(job));
      return item && readJob(item);
    },

    async beginJob(job) {
      const put = { TableName: tableName, Item: writeJob(job), ConditionExpression: "attribute_not_exists(pk)" };
      return succeeds(client.send(new PutItemCommand(put)));
    },

    async advanceJob(job) {
      const put = {
        TableName: tableName,
        Item: writeJob(job),
        ConditionExpression: "#version = :before",
        ExpressionAttributeNames: { "#version": "version" },
        ExpressionAttributeValues: { ":before": { N: String(job.version - 1) } },
      };
      return succeeds(client.send(new PutItemCommand(put)));
    },
  };
}

type CardUpdate = Update & { readonly UpdateExpression: string };

function cardUpdate(tableName: string, card: StoredCard, change: CardChange): CardUpdate {
  const attributes = writeFields({ ...change, version: card.version + 1 });
  const names = Object.keys(attributes);
  const values = Object.entries(attributes).map(([name, value]) => [`:${name}`, value] as const);
  return {
    TableName: tableName,
    Key: cardKey(card.token),
    UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(", ")}`,
    ConditionExpression: "#version = :before",
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries([...values, [":before", { N: String(card.version) }]]),
  };
}

/** Whether a conditional write was made; false where its condition failed. */
async function succeeds(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
