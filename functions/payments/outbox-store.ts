import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { Item } from "../shared/dynamodb";
import type { PlatformEvent } from "../shared/events";
import { eventKey, readPlatformEvent } from "./event-items";

/** The port to the outbox. */
export interface OutboxStore {
  /** An event that is not published yet, by the key of its item; nothing where it is, or there is none. */
  findUnpublished(key: Item): Promise<PlatformEvent | undefined>;
  /**
   * Keeps that an event is on the bus; the second time changes nothing.
   *
   * @param expiresAt when DynamoDB may forget it, in seconds since 1970.
   */
  markPublished(id: string, expiresAt: number): Promise<void>;
}

/** The outbox of a table. Actions: `GetItem`, `UpdateItem`. */
export function dynamoOutboxStore(client: DynamoDBClient, tableName: string): OutboxStore {
  return {
    async findUnpublished(key) {
      const command = new GetItemCommand({ TableName: tableName, Key: key, ConsistentRead: true });
      const { Item } = await client.send(command);
      return Item?.dueShard ? readPlatformEvent(Item) : undefined;
    },

    async markPublished(id, expiresAt) {
      try {
        await client.send(
          new UpdateItemCommand({
            TableName: tableName,
            Key: eventKey(id),
            UpdateExpression: "SET #expires = :expires REMOVE #shard, #at",
            ConditionExpression: "attribute_exists(#shard)",
            ExpressionAttributeNames: { "#expires": "expiresAt", "#shard": "dueShard", "#at": "dueAt" },
            ExpressionAttributeValues: { ":expires": { N: String(expiresAt) } },
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
  };
}
