import { connectDynamo } from "../shared/clients";
import { dynamoDeliveryStore } from "./delivery-store";
import { dynamoEndpointStore } from "./endpoint-store";
import type { DeliveryStore, EndpointStore } from "./ports";

/** The webhooks' stores over one table, as this function's environment reaches it. */
export function connectStores(tableName: string): {
  readonly endpoints: EndpointStore;
  readonly deliveries: DeliveryStore;
} {
  const dynamo = connectDynamo();
  return { endpoints: dynamoEndpointStore(dynamo, tableName), deliveries: dynamoDeliveryStore(dynamo, tableName) };
}
