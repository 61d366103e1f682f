import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CONNECTION } from "./connection";

/**
 * DynamoDB as this function's environment reaches it: one client, whose connections all stores share. Nobody logs its
 * calls: the SDK's own step for that copies each input and output whoever listens, a twentieth of what a payment costs.
 */
export function connectDynamo(): DynamoDBClient {
  const client = new DynamoDBClient(CONNECTION);
  client.middlewareStack.remove("loggerMiddleware");
  return client;
}
