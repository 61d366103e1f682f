import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { QueryCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import { connectDynamo } from "../../shared/clients";
import { readItem, toItem } from "../../shared/dynamodb";
import { methodKey } from "./items";
import type { MethodStore, PaymentMethod } from "./method";

const storedMethod = z.object({
  token: z.string(),
  brand: z.string(),
  bin: z.optional(z.string()),
  lastFour: z.string(),
  expMonth: z.number(),
  expYear: z.number(),
  cardKey: z.optional(z.string()),
  addedAt: z.string(),
});

/** Payment methods as a function's environment reaches them. */
export function connectMethodStore(tableName: string): MethodStore {
  return dynamoMethodStore(connectDynamo(), tableName);
}

/** Payment methods in the payments' table. Actions: `UpdateItem`, `Query`. */
export function dynamoMethodStore(client: DynamoDBClient, tableName: string): MethodStore {
  return {
    async keep(customerId, method) {
      const fields = toItem(method);
      const names = Object.keys(fields);
      const set = (name: string) => (name === "addedAt" ? `if_not_exists(#${name}, :${name})` : `:${name}`);
      await client.send(
        new UpdateItemCommand({
          TableName: tableName,
          Key: methodKey(customerId, method.token),
          UpdateExpression: `SET ${names.map((name) => `#${name} = ${set(name)}`).join(", ")}`,
          ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
          ExpressionAttributeValues: Object.fromEntries(
            Object.entries(fields).map(([name, value]) => [`:${name}`, value]),
          ),
        }),
      );
    },

    async page(customerId, behind, limit) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: "#pk = :pk AND begins_with(#sk, :method)",
          ExpressionAttributeNames: { "#pk": "pk", "#sk": "sk" },
          ExpressionAttributeValues: { ":pk": { S: `CUSTOMER#${customerId}` }, ":method": { S: "METHOD#" } },
          ScanIndexForward: false,
          ConsistentRead: true,
          Limit: limit,
          ...(behind !== undefined && { ExclusiveStartKey: methodKey(customerId, behind) }),
        }),
      );
      return Items.map((item): PaymentMethod => readItem(storedMethod, item));
    },
  };
}
