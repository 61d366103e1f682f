import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CONNECTION } from "../shared/connection";
import { dynamoDeliveryStore } from "./delivery-store";
import { dynamoEndpointStore } from "./endpoint-store";
import type { DeliveryStore, EndpointStore } from "./ports";

/** The webhooks' stores over one table, as this function's environment reaches it. */
export function connectStores(tableName: string): {
  readonly endpoints: EndpointStore;
  readonly deliveries: DeliveryStore;
} {
  const dynamo = new DynamoDBClient(CONNECTION);
  return { endpoints: dynamoEndpointStore(dynamo, tableName), deliveries: dynamoDeliveryStore(dynamo, tableName) };
}
