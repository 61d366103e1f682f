import type { DynamoDBClient, TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { transact } from "../shared/dynamodb";
import { ENDPOINTS_MAX } from "./endpoint";
import type { EndpointStore } from "./ports";
import {
  countKey,
  endpointKey,
  readEndpoint,
  readSecrets,
  secretsKey,
  writeEndpoint,
  writeSecrets,
} from "./store-items";
import { Requests } from "./store-requests";

const PARTITION = "ENDPOINTS";

/** The endpoints in DynamoDB, behind the port. Actions: `GetItem`, `PutItem`, `UpdateItem`, `DeleteItem`, `Query`. */
export function dynamoEndpointStore(client: DynamoDBClient, tableName: string): EndpointStore {
  const requests = new Requests(client, tableName);

  /** Counts endpoints; up to the limit, and in the transaction that makes or removes one. */
  const count = (by: 1 | -1): TransactWriteItem => ({
    Update: {
      TableName: tableName,
      Key: countKey(),
      UpdateExpression: "ADD #endpoints :by",
      ...(by === 1 && { ConditionExpression: "attribute_not_exists(#endpoints) OR #endpoints < :max" }),
      ExpressionAttributeNames: { "#endpoints": "endpoints" },
      ExpressionAttributeValues: {
        ":by": { N: String(by) },
        ...(by === 1 && { ":max": { N: String(ENDPOINTS_MAX) } }),
      },
    },
  });

  return {
    async create(endpoint, secrets) {
      const put = (Item: ReturnType<typeof writeEndpoint>): TransactWriteItem => ({
        Put: { TableName: tableName, Item, ConditionExpression: "attribute_not_exists(pk)" },
      });
      const { outcome } = await transact(client, [
        { label: "endpoint", write: put(writeEndpoint(endpoint)) },
        { label: "secrets", write: put(writeSecrets(secrets)) },
        { label: "count", write: count(1) },
      ]);
      if (outcome === "written") return "created";
      // The id is new: only the count can have refused.
      return outcome === "refused" ? "limit" : "contended";
    },

    async find(endpointId) {
      const item = await requests.get(endpointKey(endpointId));
      return item && readEndpoint(item);
    },

    async list(after, limit) {
      const start = after === undefined ? {} : { after: endpointKey(after) };
      // One more than the page tells whether there is a next one.
      const { Items = [] } = await requests.query(PARTITION, { limit: limit + 1, consistent: true, ...start });
      const entries = Items.slice(0, limit).map(readEndpoint);
      return { entries, ...(Items.length > limit && { next: entries.at(-1)?.id }) };
    },

    async all() {
      // So few that one answer of DynamoDB, 1 MB, holds them all: an endpoint has at most 10 KB.
      const { Items = [] } = await requests.query(PARTITION, { limit: ENDPOINTS_MAX, consistent: true });
      return Items.map(readEndpoint);
    },

    replace: (endpoint) => requests.putOver(writeEndpoint(endpoint), endpoint.version),

    async remove(endpointId) {
      const remove = (Key: ReturnType<typeof endpointKey>): TransactWriteItem => ({
        Delete: { TableName: tableName, Key, ConditionExpression: "attribute_exists(pk)" },
      });
      const { outcome } = await transact(client, [
        { label: "endpoint", write: remove(endpointKey(endpointId)) },
        { label: "secrets", write: remove(secretsKey(endpointId)) },
        { label: "count", write: count(-1) },
      ]);
      if (outcome === "written") return "removed";
      return outcome === "refused" ? "missing" : "contended";
    },

    async findSecrets(endpointId) {
      const item = await requests.get(secretsKey(endpointId));
      return item && readSecrets(item);
    },

    async rotate(endpoint, secrets) {
      const { outcome } = await transact(client, [
        { label: "endpoint", write: requests.overWrite(writeEndpoint(endpoint), endpoint.version) },
        { label: "secrets", write: requests.overWrite(writeSecrets(secrets), secrets.version) },
      ]);
      return outcome === "written";
    },

    async noteFailure({ id, version, failingSince: before }, { failingSince }, at) {
      const set = { failingSince, lastFailureAt: at };
      await requests.update(endpointKey(id), { set, where: { version, failingSince: before } });
    },

    async forgive({ id }) {
      await requests.update(endpointKey(id), { set: {}, remove: ["failingSince", "lastFailureAt"] });
    },

    disable({ id, version, failingSince }, disabledReason, at) {
      return requests.update(endpointKey(id), {
        set: { status: "disabled", disabledReason, disabledAt: at, updatedAt: at, version: version + 1 },
        remove: ["failingSince", "lastFailureAt"],
        // An answer 410 stands alone; a run of failures must not have ended meanwhile.
        where: { version, status: "enabled", ...(disabledReason === "failing" && { failingSince }) },
      });
    },
  };
}
