import { type DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import type { Attempt } from "./attempt";
import { attemptKey, readAttempt } from "./store-items";

/** The port to a payment's refunds, in the order of their ids. */
export interface RefundStore {
  /** @param behind the id that the page begins behind. */
  list(paymentId: string, limit: number, behind?: string): Promise<readonly Attempt[]>;
}

/** The refunds of the payments' table. Action: `Query`. */
export function dynamoRefundStore(client: DynamoDBClient, tableName: string): RefundStore {
  return {
    async list(paymentId, limit, behind) {
      const keyOf = (name: string) => attemptKey({ paymentId, operation: "refund", name });
      const { pk } = keyOf("any");
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: tableName,
          ConsistentRead: true,
          KeyConditionExpression: "pk = :payment AND begins_with(sk, :refund)",
          ExpressionAttributeValues: { ...(pk && { ":payment": pk }), ":refund": { S: "ATTEMPT#refund#" } },
          Limit: limit,
          ...(behind !== undefined && { ExclusiveStartKey: keyOf(behind) }),
        }),
      );
      return Items.map(readAttempt);
    },
  };
}
