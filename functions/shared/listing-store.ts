import {
  BatchGetItemCommand,
  type BatchGetItemCommandOutput,
  type DynamoDBClient,
  QueryCommand,
} from "@aws-sdk/client-dynamodb";
import type { Clock } from "./clock";
import { type Item, ItemError } from "./dynamodb";
import type { RandomBytes } from "./ids";
import { comparePlaces, type Partition, type Place, type PlaceStore } from "./listing";
import { untilWritten } from "./retry";

const ATTRIBUTES: Readonly<Record<Partition["index"], string>> = {
  listed: "listShard",
  by_customer: "customerId",
  by_provider: "providerId",
};

/** What one BatchGetItem takes. */
const BATCH = 100;

/** A table whose indexes `listed`, `by_customer` and `by_provider` name what is to be read. */
export interface ListedTable extends PlaceStore {
  /** The items of these ids as they are now, read consistently; one that is not there is left out. */
  readAll<Entry extends { readonly id: string }>(
    ids: readonly string[],
    keyOf: (id: string) => Item,
    read: (item: Item) => Entry,
  ): Promise<ReadonlyMap<string, Entry>>;
}

/** A table's lists. Actions: `Query` on its indexes, `BatchGetItem`. */
export function listedTable(
  client: DynamoDBClient,
  tableName: string,
  timing: { readonly clock: Clock; readonly random: RandomBytes },
): ListedTable {
  return {
    async readAll<Entry extends { readonly id: string }>(
      ids: readonly string[],
      keyOf: (id: string) => Item,
      read: (item: Item) => Entry,
    ): Promise<ReadonlyMap<string, Entry>> {
      const entries = new Map<string, Entry>();
      for (let from = 0; from < ids.length; from += BATCH) {
        let keys = ids.slice(from, from + BATCH).map(keyOf);
        // What was too much at once is asked for again after a pause.
        await untilWritten(timing, async () => {
          const answer = await client.send(
            new BatchGetItemCommand({ RequestItems: { [tableName]: { Keys: keys, ConsistentRead: true } } }),
          );
          for (const item of answer.Responses?.[tableName] ?? []) {
            const entry = read(item);
            entries.set(entry.id, entry);
          }
          keys = unprocessed(answer, tableName);
          return keys.length === 0 ? true : undefined;
        });
      }
      return entries;
    },

    async places({ index, key }, { from, to, behind }, limit) {
      const newest = behind && behind.at < to ? behind.at : to;
      if (newest < from) return [];
      const found: Place[] = [];
      let start: Item | undefined;
      let last = "";
      do {
        const { Items = [], LastEvaluatedKey } = await client.send(
          new QueryCommand({
            TableName: tableName,
            IndexName: index,
            KeyConditionExpression: "#key = :key AND #at BETWEEN :from AND :to",
            ExpressionAttributeNames: { "#key": ATTRIBUTES[index], "#at": "createdAt" },
            ExpressionAttributeValues: { ":key": { S: key }, ":from": { S: from }, ":to": { S: newest } },
            ScanIndexForward: false,
            Limit: limit + 1,
            ExclusiveStartKey: start,
          }),
        );
        for (const place of Items.map(placeOf)) {
          last = place.at;
          if (!behind || comparePlaces(behind, place) < 0) found.push(place);
        }
        start = LastEvaluatedKey;
        // An index orders by moment alone: those of one moment are all read before they are put in order.
      } while (start && (found.length < limit || found[limit - 1]?.at === last));
      return found.sort(comparePlaces).slice(0, limit);
    },
  };
}

/** @throws ItemError where the index names something that is not listed. */
function placeOf(item: Item): Place {
  const at = item.createdAt?.S;
  if (at === undefined) throw new ItemError("An item of an index has no createdAt.");
  return { at, id: idIn(item) };
}

/** The id in the key of an item. @throws ItemError */
function idIn({ pk }: Item): string {
  const id = pk?.S?.split("#")[1];
  if (id === undefined) throw new ItemError("An item has no id in its key.");
  return id;
}

function unprocessed({ UnprocessedKeys }: BatchGetItemCommandOutput, tableName: string): Item[] {
  return UnprocessedKeys?.[tableName]?.Keys ?? [];
}
