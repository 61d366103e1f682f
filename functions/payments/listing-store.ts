import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type Clock, systemClock } from "../shared/clock";
import { connectDynamo } from "../shared/clients";
import { type RandomBytes, systemRandom } from "../shared/ids";
import type { PlatformEvent } from "../shared/events";
import { mergeNewest, type PlaceStore } from "../shared/listing";
import { listedTable } from "../shared/listing-store";
import { eventKey, readPlatformEvent } from "./event-items";
import type { PaymentTransaction } from "./payment";
import { paymentKey, readPayment } from "./store-items";

/** The port to what can be listed; what an index names is read consistently. */
export interface ListingStore extends PlaceStore {
  payments(ids: readonly string[]): Promise<ReadonlyMap<string, PaymentTransaction>>;
  /** Events of all tables that tell something. */
  events(ids: readonly string[]): Promise<ReadonlyMap<string, PlatformEvent>>;
}

/** The payments' table, and the other tables whose events are listed with those of the payments. */
export type ListedTables = readonly [payments: string, ...others: string[]];

/** The lists as a function's environment reaches them. */
export function connectListingStore(tables: ListedTables): ListingStore {
  return dynamoListingStore(connectDynamo(), tables, { clock: systemClock, random: systemRandom });
}

/** The lists of the `payment-transactions` table, and all events. Actions: `Query` on the indexes, `BatchGetItem`. */
export function dynamoListingStore(
  client: DynamoDBClient,
  [paymentsTable, ...otherTables]: ListedTables,
  timing: { readonly clock: Clock; readonly random: RandomBytes },
): ListingStore {
  const payments = listedTable(client, paymentsTable, timing);
  const all = [payments, ...otherTables.map((name) => listedTable(client, name, timing))];
  return {
    async places(partition, window, limit) {
      const tables = partition.key.startsWith(EVENTS) ? all : [payments];
      const found = await Promise.all(tables.map((table) => table.places(partition, window, limit)));
      return mergeNewest(found, limit);
    },

    payments: (ids) => payments.readAll(ids, paymentKey, readPayment),

    async events(ids) {
      const found = await Promise.all(all.map((table) => table.readAll(ids, eventKey, readPlatformEvent)));
      return new Map(found.flatMap((events) => [...events]));
    },
  };
}

/** How the partitions begin in which events are listed, in whatever table. */
const EVENTS = "event/";
