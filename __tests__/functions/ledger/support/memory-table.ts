import {
  type DynamoDBClient,
  GetItemCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { conditionHolds, type Expressions, type Item, updated } from "./expressions";

/**
 * A table in memory, for reads and transactions: conditions see the items before, a transaction writes all or nothing
 * and says which conditions failed. Callers at once do interleave.
 */
export class MemoryTable {
  readonly items = new Map<string, Item>();
  readonly sent: string[] = [];
  /** Called before each command; what it throws, the command throws and does not do. */
  before: (command: string) => void = () => undefined;
  /** Called after each command has done its work; what it throws is an answer that was lost. */
  after: (command: string) => void = () => undefined;

  get client(): DynamoDBClient {
    return this as unknown as DynamoDBClient;
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
      return { Item: structuredClone(this.items.get(keyOf(command.input.Key))) };
    }
    if (command instanceof TransactWriteItemsCommand) return this.transact(command.input.TransactItems ?? []);
    throw new Error(`This table does not know ${command.constructor.name}.`);
  }

  private transact(writes: readonly TransactWriteItem[]): object {
    const changes = writes.map((write) => this.change(write));
    if (new Set(changes.map(({ key }) => key)).size < changes.length) {
      throw new Error("Transaction request cannot include multiple operations on one item");
    }
    if (changes.some(({ holds }) => !holds)) {
      throw new TransactionCanceledException({
        message: "cancelled",
        $metadata: {},
        CancellationReasons: changes.map(({ holds }) => ({ Code: holds ? "None" : "ConditionalCheckFailed" })),
      });
    }
    for (const { key, after } of changes) this.items.set(key, after);
    return {};
  }

  private change({ Put, Update }: TransactWriteItem): { key: string; holds: boolean; after: Item } {
    const input: Expressions = Put ?? Update ?? {};
    const keyItem = Put?.Item ?? Update?.Key ?? {};
    const key = keyOf(keyItem);
    const before = this.items.get(key);
    const after = Put ? structuredClone(keyItem) : updated(input, before ?? structuredClone(keyItem));
    return { key, holds: conditionHolds(input, before), after };
  }
}

function keyOf(item: Item | undefined): string {
  return `${item?.pk?.S}|${item?.sk?.S}`;
}
