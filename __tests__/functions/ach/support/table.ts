import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { conditionHolds, type Expressions, type Item, updated } from "../../ledger/support/expressions";
import { queried } from "../../ledger/support/queries";
import { conflict } from "../../payments/support/contention";

/**
 * A table in memory that finds a partition without looking at the others, for tests of many thousands of items: conditions
 * see the items before, a transaction of at most a hundred writes all or nothing. Callers at once do interleave.
 */
export class PartitionedTable {
  private readonly partitions = new Map<string, Map<string, Item>>();
  /** What stands under each key of an index. */
  private readonly indexed = new Map<string, Set<string>>();
  /** Of so many transactions one meets another on its items, and is cancelled; none where it is 0. */
  conflictEvery = 0;
  private transactions = 0;
  /** The most items that one transaction wrote. */
  largestTransaction = 0;

  get client(): DynamoDBClient {
    return this as unknown as DynamoDBClient;
  }

  /** The same items in a table of its own; items themselves never change. */
  copy(): PartitionedTable {
    const copy = new PartitionedTable();
    for (const [pk, items] of this.partitions) copy.partitions.set(pk, new Map(items));
    for (const [key, names] of this.indexed) copy.indexed.set(key, new Set(names));
    return copy;
  }

  /** Items whose partition key starts so. */
  startingWith(prefix: string): Item[] {
    const found = [...this.partitions].filter(([pk]) => pk.startsWith(prefix));
    return found.flatMap(([, items]) => [...items.values()]);
  }

  /** Writes an item as it is. */
  put(item: Item): void {
    const { pk, sk } = keyOf(item);
    for (const key of indexKeysOf(this.find(item))) this.indexed.get(key)?.delete(`${pk}|${sk}`);
    for (const key of indexKeysOf(item)) {
      const there = this.indexed.get(key);
      if (there) there.add(`${pk}|${sk}`);
      else this.indexed.set(key, new Set([`${pk}|${sk}`]));
    }
    const partition = this.partitions.get(pk);
    if (partition) partition.set(sk, item);
    else this.partitions.set(pk, new Map([[sk, item]]));
  }

  async send(command: object): Promise<object> {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    if (command instanceof GetItemCommand) {
      if (command.input.ConsistentRead !== true) throw new Error("A read that decides about money is consistent.");
      return { Item: this.find(command.input.Key) };
    }
    if (command instanceof BatchGetItemCommand) return this.batch(command);
    if (command instanceof QueryCommand) return this.query(command.input);
    if (command instanceof PutItemCommand) return this.transact([{ Put: command.input }], true);
    if (command instanceof UpdateItemCommand) {
      return this.transact([{ Update: command.input as TransactWriteItem["Update"] }], true);
    }
    if (command instanceof TransactWriteItemsCommand) {
      if (this.conflictEvery > 0 && ++this.transactions % this.conflictEvery === 0) throw conflict();
      return this.transact(command.input.TransactItems ?? []);
    }
    throw new Error(`This table does not know ${command.constructor.name}.`);
  }

  private find(key: Item | undefined): Item | undefined {
    const { pk, sk } = keyOf(key);
    return this.partitions.get(pk)?.get(sk);
  }

  /** Not all at once: what is beyond the first fifty is to be asked for again. */
  private batch({ input }: BatchGetItemCommand): object {
    const [asked] = Object.entries(input.RequestItems ?? {});
    if (!asked) throw new Error("A batch names a table.");
    const [name, { Keys = [], ConsistentRead }] = asked;
    if (Keys.length === 0 || Keys.length > 100) throw new Error("A batch is of 1 to 100 keys of one table.");
    if (ConsistentRead !== true) throw new Error("A read that decides about money is consistent.");
    const found = Keys.slice(0, 50).map((key) => this.find(key));
    const rest = Keys.slice(50);
    return {
      Responses: { [name]: found.filter((item) => item !== undefined) },
      UnprocessedKeys: rest.length > 0 ? { [name]: { Keys: rest, ConsistentRead } } : {},
    };
  }

  private query(input: QueryCommandInput): object {
    if (input.IndexName !== undefined) return queried(this.inIndex(input), input);
    if (input.ConsistentRead !== true) throw new Error("A read that decides about money is consistent.");
    const pk = input.ExpressionAttributeValues?.[":pk"]?.S ?? "";
    const items = [...(this.partitions.get(pk)?.values() ?? [])].sort((a, b) => (keyOf(a).sk < keyOf(b).sk ? -1 : 1));
    if (input.ScanIndexForward === false) items.reverse();
    const { KeyConditionExpression, ExpressionAttributeNames, ExpressionAttributeValues } = input;
    const condition = {
      ConditionExpression: KeyConditionExpression,
      ExpressionAttributeNames,
      ExpressionAttributeValues,
    };
    const wanted = items.filter((item) => conditionHolds(condition, item));
    // Pages of a few hundred: nobody may take the first for all there is.
    const start = input.ExclusiveStartKey ? keyOf(input.ExclusiveStartKey).sk : undefined;
    const from = start === undefined ? 0 : wanted.findIndex((item) => keyOf(item).sk === start) + 1;
    const page = wanted.slice(from, from + Math.min(input.Limit ?? 400, 400));
    const last = page.at(-1);
    const isLast = from + page.length >= wanted.length;
    return { Items: page, ...(!isLast && last && { LastEvaluatedKey: { pk: last.pk, sk: last.sk } }) };
  }

  private inIndex({ ExpressionAttributeValues = {} }: QueryCommandInput): Item[] {
    const key = (ExpressionAttributeValues[":shard"] ?? ExpressionAttributeValues[":key"])?.S ?? "";
    return [...(this.indexed.get(key) ?? [])].flatMap((name) => {
      const [pk = "", sk = ""] = name.split("|");
      const item = this.partitions.get(pk)?.get(sk);
      return item ? [item] : [];
    });
  }

  private transact(writes: readonly TransactWriteItem[], alone = false): object {
    this.largestTransaction = Math.max(this.largestTransaction, writes.length);
    if (writes.length > 100) throw new Error(`A transaction has at most 100 items, saw ${writes.length}.`);
    const changes = writes.map((write) => this.change(write));
    if (new Set(changes.map(({ key }) => `${key.pk}|${key.sk}`)).size < changes.length) {
      throw new Error("Transaction request cannot include multiple operations on one item");
    }
    if (changes.some(({ holds }) => !holds)) {
      if (alone) throw new ConditionalCheckFailedException({ message: "failed", $metadata: {} });
      throw new TransactionCanceledException({
        message: "cancelled",
        $metadata: {},
        CancellationReasons: changes.map(({ holds }) => ({ Code: holds ? "None" : "ConditionalCheckFailed" })),
      });
    }
    for (const { key, after } of changes) {
      if (after) this.put(after);
      else this.partitions.get(key.pk)?.delete(key.sk);
    }
    return {};
  }

  private change({ Put, Update, Delete }: TransactWriteItem) {
    const input: Expressions = Put ?? Update ?? Delete ?? {};
    const keyItem = Put?.Item ?? Update?.Key ?? Delete?.Key;
    const before = this.find(keyItem);
    const after = Put ? Put.Item : Update ? updated(input, before ?? Update.Key ?? {}) : undefined;
    return { key: keyOf(keyItem), holds: conditionHolds(input, before), after };
  }
}

function keyOf(item: Item | undefined): { readonly pk: string; readonly sk: string } {
  return { pk: item?.pk?.S ?? "", sk: item?.sk?.S ?? "" };
}

/** The hash keys of the indexes that an item stands in. */
function indexKeysOf(item: Item | undefined): string[] {
  return [item?.dueShard?.S, item?.listShard?.S, item?.providerId?.S].filter((key) => key !== undefined);
}
