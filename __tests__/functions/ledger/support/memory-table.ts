import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { conditionHolds, type Expressions, type Item, updated } from "./expressions";
import { queried } from "./queries";

/**
 * A table in memory, for reads, queries and writes: conditions see the items before, a transaction writes all or nothing
 * and says which conditions failed. Callers at once do interleave.
 */
export class MemoryTable {
  readonly items = new Map<string, Item>();
  /** Further tables of the same engine, by name; requests for any other name are this one's. */
  readonly others = new Map<string, MemoryTable>();
  readonly sent: string[] = [];
  /** Of a batch that is read, so many are given at once. */
  batchMost = 10;
  /** Called before each command; what it throws, the command throws and does not do. */
  before: (command: string) => void = () => undefined;
  /** Called after each command has done its work; what it throws is an answer that was lost. */
  after: (command: string) => void = () => undefined;

  get client(): DynamoDBClient {
    return this as unknown as DynamoDBClient;
  }

  /** Has `items` be what the engine holds; in memory they always are. */
  look(): Promise<void> {
    return Promise.resolve();
  }

  /** Items whose partition key starts so. */
  startingWith(prefix: string): Item[] {
    return [...this.items.values()].filter((item) => item.pk?.S?.startsWith(prefix));
  }

  async send(command: object): Promise<object> {
    const name = command.constructor.name;
    this.sent.push(name);
    this.before(name);
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    const answer = this.run(command);
    this.after(name);
    return answer;
  }

  private run(command: object): object {
    if (command instanceof GetItemCommand) {
      if (command.input.ConsistentRead !== true) throw new Error("A read that decides about money is consistent.");
      return { Item: structuredClone(this.home(command.input.TableName).get(keyOf(command.input.Key))) };
    }
    if (command instanceof TransactWriteItemsCommand) return this.transact(command.input.TransactItems ?? []);
    if (command instanceof QueryCommand) return queried(this.home(command.input.TableName).values(), command.input);
    if (command instanceof BatchGetItemCommand) return this.batch(command);
    if (command instanceof PutItemCommand) return this.write({ Put: command.input });
    if (command instanceof UpdateItemCommand)
      return this.write({ Update: command.input as TransactWriteItem["Update"] });
    throw new Error(`This table does not know ${command.constructor.name}.`);
  }

  /** Not all at once: what is beyond the first of them is to be asked for again. */
  private batch({ input }: BatchGetItemCommand): object {
    const [asked] = Object.entries(input.RequestItems ?? {});
    if (!asked) throw new Error("A batch names a table.");
    const [name, { Keys = [], ConsistentRead }] = asked;
    if (Keys.length === 0 || Keys.length > 100) throw new Error("A batch is of 1 to 100 keys of one table.");
    if (ConsistentRead !== true) throw new Error("A read that decides about money is consistent.");
    const found = Keys.slice(0, this.batchMost).map((key) => this.home(name).get(keyOf(key)));
    const rest = Keys.slice(this.batchMost);
    return {
      Responses: { [name]: structuredClone(found.filter((item) => item !== undefined)) },
      UnprocessedKeys: rest.length > 0 ? { [name]: { Keys: rest, ConsistentRead } } : {},
    };
  }

  private write(write: TransactWriteItem): object {
    const { home, key, holds, after } = this.change(write);
    if (!holds) throw new ConditionalCheckFailedException({ message: "The conditional request failed", $metadata: {} });
    if (after) home.set(key, after);
    return {};
  }

  private home(tableName: string | undefined): Map<string, Item> {
    return (this.others.get(tableName ?? "") ?? this).items;
  }

  private transact(writes: readonly TransactWriteItem[]): object {
    const changes = writes.map((write) => this.change(write));
    const isTwice = changes.some((one, place) =>
      changes.some((other, later) => later > place && one.home === other.home && one.key === other.key),
    );
    if (isTwice) {
      throw new Error("Transaction request cannot include multiple operations on one item");
    }
    if (changes.some(({ holds }) => !holds)) {
      throw new TransactionCanceledException({
        message: "cancelled",
        $metadata: {},
        CancellationReasons: changes.map(({ holds }) => ({ Code: holds ? "None" : "ConditionalCheckFailed" })),
      });
    }
    for (const { home, key, after } of changes) {
      if (after) home.set(key, after);
      else home.delete(key);
    }
    return {};
  }

  private change({ Put, Update, Delete }: TransactWriteItem): Change {
    const input: Expressions = Put ?? Update ?? Delete ?? {};
    const keyItem = Put?.Item ?? Update?.Key ?? Delete?.Key ?? {};
    const key = keyOf(keyItem);
    const home = this.home((Put ?? Update ?? Delete)?.TableName);
    const before = home.get(key);
    const whole = before ?? structuredClone(keyItem);
    const after = Put ? structuredClone(keyItem) : Update && updated(input, whole);
    return { home, key, holds: conditionHolds(input, before), after };
  }
}

interface Change {
  readonly home: Map<string, Item>;
  readonly key: string;
  readonly holds: boolean;
  /** Nothing where it is taken away. */
  readonly after: Item | undefined;
}

function keyOf(item: Item | undefined): string {
  return `${item?.pk?.S}|${item?.sk?.S}`;
}
