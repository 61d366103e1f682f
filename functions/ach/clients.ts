import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CONNECTION } from "../shared/connection";

/** DynamoDB as this function's environment reaches it: one client, whose connections all stores share. */
export function connectDynamo(): DynamoDBClient {
  return new DynamoDBClient(CONNECTION);
}
