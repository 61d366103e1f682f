import { type DynamoDBClient, PutItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import { type Item, itemKey, readItem, toItem } from "../../shared/dynamodb";
import { shardsOf } from "../../shared/shards";
import type { Day } from "../calendar";
import { RETURNED, transferIdOf } from "../items";
import type { CountedDay, ReconciliationStore } from "./ports";

/** Which day's debits were how many; what separates parts of a key may stand in a company's identification. */
const dayKey = (company: string, day: Day): Item => itemKey(["RATES", encodeURIComponent(company)], ["DAY", day]);

const storedDay = z.object({ day: z.string(), debits: z.number() });

/**
 * What reconciliation counts, in the table `ach-transfers`, behind its port. Actions: `Query` (also on the index `due`),
 * `PutItem`.
 */
export function dynamoReconciliationStore(
  client: DynamoDBClient,
  tableName: string,
  region: string,
): ReconciliationStore {
  const query = async (input: Omit<QueryCommand["input"], "TableName">): Promise<Item[]> => {
    const items: Item[] = [];
    let start: Item | undefined;
    do {
      const command = new QueryCommand({ TableName: tableName, ...input, ExclusiveStartKey: start });
      const { Items = [], LastEvaluatedKey } = await client.send(command);
      items.push(...Items);
      start = LastEvaluatedKey;
    } while (start);
    return items;
  };
  return {
    async countedDays(company, from, to) {
      const [first, last] = [dayKey(company, from), dayKey(company, to)];
      const items = await query({
        ConsistentRead: true,
        KeyConditionExpression: "#pk = :pk AND #sk BETWEEN :first AND :last",
        ExpressionAttributeNames: { "#pk": "pk", "#sk": "sk" },
        ExpressionAttributeValues: {
          ":pk": { S: first.pk?.S ?? "" },
          ":first": { S: first.sk?.S ?? "" },
          ":last": { S: last.sk?.S ?? "" },
        },
      });
      return items.map((item): CountedDay => readItem(storedDay, item));
    },

    async keepDay(company, counted) {
      const Item = { ...dayKey(company, counted.day), ...toItem(counted) };
      await client.send(new PutItemCommand({ TableName: tableName, Item }));
    },

    async returned(from, before) {
      const pages = await Promise.all(
        shardsOf(RETURNED, region).map((shard) =>
          query({
            IndexName: "due",
            KeyConditionExpression: "#shard = :shard AND #at BETWEEN :from AND :before",
            ExpressionAttributeNames: { "#shard": "dueShard", "#at": "dueAt" },
            ExpressionAttributeValues: { ":shard": { S: shard }, ":from": { S: from }, ":before": { S: before } },
          }),
        ),
      );
      // BETWEEN includes both ends.
      return pages.flat().flatMap((item) => (item.dueAt?.S === before ? [] : [transferIdOf(item)]));
    },
  };
}
