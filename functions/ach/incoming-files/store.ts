import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { Clock } from "../../shared/clock";
import { queryDue } from "../../shared/due-index-store";
import type { RandomBytes } from "../../shared/ids";
import { listedTable } from "../../shared/listing-store";
import { shardsOf } from "../../shared/shards";
import {
  incomingKey,
  incomingOf,
  readIncoming,
  readRemote,
  remoteKey,
  WAITING,
  writeIncoming,
  writeRemote,
} from "./items";
import type { IncomingStore } from "./ports";

/** Of each shard, so many files that wait are read at once. */
const WAITING_AT_ONCE = 10;

/**
 * What is known of incoming files, in the table `ach-transfers`, behind its port. Actions: `GetItem`, `BatchGetItem`,
 * `Query` on the index `due`, `PutItem`, `UpdateItem`.
 */
export function dynamoIncomingStore(
  client: DynamoDBClient,
  tableName: string,
  timing: { readonly clock: Clock; readonly random: RandomBytes; readonly region: string },
): IncomingStore {
  const listed = listedTable(client, tableName, timing);
  return {
    async find(object) {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: tableName, Key: incomingKey(object), ConsistentRead: true }),
      );
      return Item && readIncoming(Item);
    },

    async keep(file) {
      await client.send(new PutItemCommand({ TableName: tableName, Item: writeIncoming(file) }));
    },

    async waiting(until) {
      const pages = await Promise.all(
        shardsOf(WAITING, timing.region).map((shard) => queryDue(client, tableName, { shard, until }, WAITING_AT_ONCE)),
      );
      return pages.flatMap(({ entries }) => entries.map(({ key }) => incomingOf(key)));
    },

    remoteFiles: (keys) => listed.readAll([...new Set(keys)], remoteKey, readRemote),

    async keepRemote(file) {
      await client.send(new PutItemCommand({ TableName: tableName, Item: writeRemote(file) }));
    },

    async arrived(key, at) {
      try {
        await client.send(
          new UpdateItemCommand({
            TableName: tableName,
            Key: remoteKey(key),
            UpdateExpression: "SET #at = :at",
            ConditionExpression: "attribute_exists(pk)",
            ExpressionAttributeNames: { "#at": "arrivedAt" },
            ExpressionAttributeValues: { ":at": { S: at } },
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
  };
}
