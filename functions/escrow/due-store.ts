import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { postponeDue, queryDue } from "../shared/due-index-store";
import type { DueShards } from "./drain";

/** What is due in the escrows' table, behind the port. Actions: `Query` on the index `due`, `GetItem`, `UpdateItem`. */
export function dynamoDueShards(client: DynamoDBClient, tableName: string): DueShards {
  return {
    page: (order, limit, from) => queryDue(client, tableName, order, limit, from),

    postpone: (entry, until) => postponeDue(client, tableName, entry, until),

    async failed({ key, dueAt }, untilOf) {
      const { Item } = await client.send(
        new GetItemCommand({
          TableName: tableName,
          Key: key,
          ConsistentRead: true,
          ProjectionExpression: "dueFailures",
        }),
      );
      const failures = Number(Item?.dueFailures?.N ?? 0);
      try {
        await client.send(
          new UpdateItemCommand({
            TableName: tableName,
            Key: key,
            UpdateExpression: "SET #at = :until ADD #failures :one",
            ConditionExpression: "#at = :found",
            ExpressionAttributeNames: { "#at": "dueAt", "#failures": "dueFailures" },
            ExpressionAttributeValues: {
              ":until": { S: untilOf(failures) },
              ":found": { S: dueAt },
              ":one": { N: "1" },
            },
          }),
        );
      } catch (error) {
        // It was written meanwhile, and says itself when it is due.
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
  };
}
