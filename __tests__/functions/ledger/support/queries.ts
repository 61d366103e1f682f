import type { QueryCommandInput } from "@aws-sdk/client-dynamodb";
import { conditionHolds, type Item } from "./expressions";

/** The indexes of `payment-transactions`, KEYS_ONLY: hash and range. */
const INDEXES: Readonly<Record<string, readonly [hash: string, range: string]>> = {
  due: ["dueShard", "dueAt"],
  listed: ["listShard", "createdAt"],
  by_customer: ["customerId", "createdAt"],
  by_provider: ["providerId", "createdAt"],
};

/** A page of a query over a table or one of its indexes. Items of one range key come in no order that means anything. */
export function queried(items: Iterable<Item>, input: QueryCommandInput): { Items: Item[]; LastEvaluatedKey?: Item } {
  const index = input.IndexName === undefined ? undefined : INDEXES[input.IndexName];
  if (input.IndexName !== undefined && !index) throw new Error(`There is no index ${input.IndexName}.`);
  if (index && input.ConsistentRead === true) throw new Error("Consistent reads are not supported on global indexes");
  const [hash, range] = index ?? ["pk", "sk"];
  const keyed = [...items].filter((item) => item[hash]?.S !== undefined && item[range]?.S !== undefined);
  const { KeyConditionExpression, ExpressionAttributeNames, ExpressionAttributeValues } = input;
  const condition = {
    ConditionExpression: KeyConditionExpression,
    ExpressionAttributeNames,
    ExpressionAttributeValues,
  };
  const places = keyed
    .filter((item) => conditionHolds(condition, item))
    .map((item) => ({ item, place: [textOf(item, range), scrambled(item)].join("\n") }))
    .sort((a, b) => (a.place < b.place ? -1 : 1));
  if (input.ScanIndexForward === false) places.reverse();
  const key = index ? ["pk", "sk", hash, range] : ["pk", "sk"];
  const start = input.ExclusiveStartKey;
  const from = start ? places.findIndex(({ item }) => sameKey(item, start)) + 1 : 0;
  const page = places.slice(from, input.Limit === undefined ? undefined : from + input.Limit).map(({ item }) => item);
  const last = page.at(-1);
  const full = input.Limit !== undefined && page.length === input.Limit;
  return {
    Items: structuredClone(index ? page.map((item) => only(item, key)) : page),
    ...(full && last && { LastEvaluatedKey: only(last, key) }),
  };
}

function textOf(item: Item, name: string): string {
  return item[name]?.S ?? "";
}

/** Neither the order of ids nor that of writing. */
function scrambled(item: Item): string {
  return [...`${textOf(item, "pk")}|${textOf(item, "sk")}`].reverse().join("");
}

function sameKey(item: Item, key: Item): boolean {
  return textOf(item, "pk") === textOf(key, "pk") && textOf(item, "sk") === textOf(key, "sk");
}

function only(item: Item, names: readonly string[]): Item {
  return Object.fromEntries(names.map((name) => [name, item[name]!]));
}
