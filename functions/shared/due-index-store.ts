import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  QueryCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { type Item, ItemError } from "./dynamodb";

/** Something in the index `due`: the key of its item, and the moment it stands there under (ISO 8601 UTC). */
export interface DueEntry {
  readonly key: Item;
  readonly dueAt: string;
}

/** A page of what is due, and where the next one begins. */
export interface DuePage {
  readonly entries: readonly DueEntry[];
  readonly next?: Item;
}

/** What is due in a shard by a moment, the longest due first. Action: `Query` on the index `due`. */
export async function queryDue(
  client: DynamoDBClient,
  tableName: string,
  { shard, until }: { readonly shard: string; readonly until: string },
  limit: number,
  from?: Item,
): Promise<DuePage> {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: tableName,
      IndexName: "due",
      KeyConditionExpression: "#shard = :shard AND #at <= :until",
      ExpressionAttributeNames: { "#shard": "dueShard", "#at": "dueAt" },
      ExpressionAttributeValues: { ":shard": { S: shard }, ":until": { S: until } },
      Limit: limit,
      ...(from && { ExclusiveStartKey: from }),
    }),
  );
  return { entries: Items.map(entryOf), ...(LastEvaluatedKey && { next: LastEvaluatedKey }) };
}

/**
 * Puts off what still stands under the moment that it was found under; what was finished meanwhile
 * stays finished. Action: `UpdateItem`.
 */
export async function postponeDue(
  client: DynamoDBClient,
  tableName: string,
  { key, dueAt }: DueEntry,
  until: string,
): Promise<void> {
  try {
    await client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: key,
        UpdateExpression: "SET #at = :until",
        ConditionExpression: "#at = :found",
        ExpressionAttributeNames: { "#at": "dueAt" },
        ExpressionAttributeValues: { ":until": { S: until }, ":found": { S: dueAt } },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

/** @throws ItemError where the index names something without a key. */
function entryOf({ pk, sk, dueAt }: Item): DueEntry {
  if (!pk || !sk || dueAt?.S === undefined) throw new ItemError("An item of the index due has no pk, sk or dueAt.");
  return { key: { pk, sk }, dueAt: dueAt.S };
}
