import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Item } from "../shared/dynamodb";
import type { Delivery } from "./delivery";
import type { DeliveryStore } from "./ports";
import {
  bodyKey,
  deliveryItemKey,
  endpointKey,
  readBody,
  readDelivery,
  readEndpoint,
  readSecrets,
  secretsKey,
  writeBody,
  writeDelivery,
} from "./store-items";
import { Requests } from "./store-requests";

/** How many deliveries are read, at once and in all, to find a page of those with a certain status. */
const READ_AT_ONCE = 100;
const READ_MAX = 1000;

/** The deliveries in DynamoDB, behind the port. Actions: `GetItem`, `PutItem`, `UpdateItem`, `Query`. */
export function dynamoDeliveryStore(client: DynamoDBClient, tableName: string): DeliveryStore {
  const requests = new Requests(client, tableName);

  return {
    keepBody: (body) => requests.put(writeBody(body)),

    async begin(delivery) {
      if (await requests.putNew(writeDelivery(delivery))) return undefined;
      const item = await requests.get(deliveryItemKey(delivery));
      return item && readDelivery(item);
    },

    async markQueued(key, at) {
      await requests.update(deliveryItemKey(key), { set: { queuedAt: at } });
    },

    async findDelivery(key) {
      const item = await requests.get(deliveryItemKey(key));
      return item && readDelivery(item);
    },

    async hasBody(eventId) {
      return (await requests.get(bodyKey(eventId))) !== undefined;
    },

    async gather(key) {
      const [endpoint, secrets, delivery, body] = await Promise.all([
        requests.get(endpointKey(key.endpointId)),
        requests.get(secretsKey(key.endpointId)),
        requests.get(deliveryItemKey(key)),
        requests.get(bodyKey(key.eventId)),
      ]);
      return {
        ...(endpoint && { endpoint: readEndpoint(endpoint) }),
        ...(secrets && { secrets: readSecrets(secrets) }),
        ...(delivery && { delivery: readDelivery(delivery) }),
        ...(body && { body: readBody(body) }),
      };
    },

    async listDeliveries(endpointId, after, limit, status) {
      const partition = `DELIVERIES#${endpointId}`;
      const entries: Delivery[] = [];
      let last: Item | undefined = after === undefined ? undefined : deliveryItemKey({ endpointId, eventId: after });
      let read = 0;
      do {
        const { Items = [], LastEvaluatedKey } = await requests.query(partition, {
          // One more than the page tells whether there is a next one.
          limit: status === undefined ? limit + 1 : READ_AT_ONCE,
          consistent: false,
          ...(last && { after: last }),
        });
        entries.push(...Items.map(readDelivery).filter((each) => status === undefined || each.status === status));
        last = LastEvaluatedKey;
        read += Items.length;
      } while (last && entries.length <= limit && read < READ_MAX);
      const shown = entries.slice(0, limit);
      return { entries: shown, next: entries.length > limit ? shown.at(-1)?.eventId : last?.sk?.S };
    },

    async record(key, { failureCode, nextAttemptAt, deliveredAt, ...tried }) {
      const optional = Object.entries({ failureCode, nextAttemptAt, deliveredAt });
      const set = { ...tried, ...Object.fromEntries(optional.filter(([, value]) => value !== undefined)) };
      await requests.update(deliveryItemKey(key), {
        set,
        remove: optional.filter(([, value]) => value === undefined).map(([name]) => name),
        ...(tried.status !== "delivered" && { whereNot: { status: "delivered" } }),
      });
    },

    async end(key, status, failureCode) {
      await requests.update(deliveryItemKey(key), {
        set: { status, ...(failureCode !== undefined && { failureCode }) },
        remove: ["nextAttemptAt"],
        where: { status: "pending" },
      });
    },

    async reopen(key) {
      await requests.update(deliveryItemKey(key), {
        set: { status: "pending" },
        remove: ["failureCode", "nextAttemptAt", "deliveredAt"],
      });
    },
  };
}
