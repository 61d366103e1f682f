import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type Clock, systemClock } from "../shared/clock";
import { CONNECTION } from "../shared/connection";
import { type RandomBytes, systemRandom } from "../shared/ids";
import type { PlaceStore } from "../shared/listing";
import { listedTable } from "../shared/listing-store";
import { eventKey, readEvent } from "./event-items";
import type { PaymentEvent } from "./events";
import type { PaymentTransaction } from "./payment";
import { paymentKey, readPayment } from "./store-items";

/** The port to what can be listed; what an index names is read consistently. */
export interface ListingStore extends PlaceStore {
  payments(ids: readonly string[]): Promise<ReadonlyMap<string, PaymentTransaction>>;
  events(ids: readonly string[]): Promise<ReadonlyMap<string, PaymentEvent>>;
}

/** The lists as a function's environment reaches them. */
export function connectListingStore(tableName: string): ListingStore {
  return dynamoListingStore(new DynamoDBClient(CONNECTION), tableName, { clock: systemClock, random: systemRandom });
}

/** The lists of the `payment-transactions` table. Actions: `Query` on its indexes, `BatchGetItem`. */
export function dynamoListingStore(
  client: DynamoDBClient,
  tableName: string,
  timing: { readonly clock: Clock; readonly random: RandomBytes },
): ListingStore {
  const table = listedTable(client, tableName, timing);
  return {
    places: (partition, window, limit) => table.places(partition, window, limit),
    payments: (ids) => table.readAll(ids, paymentKey, readPayment),
    events: (ids) => table.readAll(ids, eventKey, readEvent),
  };
}
