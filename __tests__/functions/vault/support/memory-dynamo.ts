import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { createHash } from "node:crypto";

type Item = Record<string, AttributeValue>;

interface Write {
  readonly key: string;
  readonly condition: string | undefined;
  readonly names: Readonly<Record<string, string>>;
  readonly values: Item;
  readonly result: (before: Item | undefined) => Item;
}

/**
 * DynamoDB in memory, for the commands and conditions that the vault sends: conditions see the item before, a
 * transaction writes all or nothing and says which condition failed, a scan goes in the order of hashed keys.
 */
export class MemoryDynamo {
  readonly items = new Map<string, Item>();
  readonly sent: string[] = [];
  /** Called before each command with its item's partition key, if it names one; what it throws, the command throws and does not do. */
  before: (command: string, partitionKey?: string) => void | Promise<void> = () => undefined;
  /** Called after each command has done its work; what it throws is an answer that was lost. */
  after: (command: string) => void | Promise<void> = () => undefined;

  get client(): DynamoDBClient {
    return this as unknown as DynamoDBClient;
  }

  /** Items whose partition key starts so. */
  startingWith(prefix: string): Item[] {
    return [...this.items.values()].filter((item) => item.pk?.S?.startsWith(prefix));
  }

  /** All items as text, as a dump of the table shows them. */
  dump(): string {
    const shown = [...this.items.values()].map((item) =>
      JSON.stringify(item, (_, value: unknown) =>
        ArrayBuffer.isView(value) ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value,
      ),
    );
    return shown.join("\n");
  }

  async send(command: object): Promise<object> {
    const name = command.constructor.name;
    this.sent.push(name);
    await this.before(name, partitionKeyOf(command));
    // The network's turn: callers at once do interleave.
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    const answer = this.run(command);
    await this.after(name);
    return answer;
  }

  private run(command: object): object {
    if (command instanceof GetItemCommand) return { Item: copy(this.items.get(keyOf(command.input.Key))) };
    if (command instanceof PutItemCommand) return this.writeOne(put(command.input));
    if (command instanceof UpdateItemCommand) return this.writeOne(update(command.input));
    if (command instanceof TransactWriteItemsCommand) return this.transact(command);
    if (command instanceof ScanCommand) return this.scan(command);
    throw new Error(`This table does not know ${command.constructor.name}.`);
  }

  private writeOne(write: Write): object {
    if (!this.holds(write)) throw new ConditionalCheckFailedException({ message: "condition", $metadata: {} });
    this.items.set(write.key, write.result(this.items.get(write.key)));
    return {};
  }

  private transact({ input }: TransactWriteItemsCommand): object {
    const writes = (input.TransactItems ?? []).map(({ Put, Update }) => (Put ? put(Put) : update(Update ?? {})));
    const reasons = writes.map((write) => ({ Code: this.holds(write) ? "None" : "ConditionalCheckFailed" }));
    if (reasons.some(({ Code }) => Code !== "None")) throw cancelled(...reasons.map(({ Code }) => Code));
    for (const write of writes) this.items.set(write.key, write.result(this.items.get(write.key)));
    return {};
  }

  private scan({ input }: ScanCommand): object {
    if (input.FilterExpression !== "attribute_exists(envelope)") throw new Error("unknown filter");
    const hash = (key: string) => createHash("sha256").update(key).digest("hex");
    const keys = [...this.items.keys()].sort((a, b) => (hash(a) < hash(b) ? -1 : 1));
    const after = input.ExclusiveStartKey ? hash(keyOf(input.ExclusiveStartKey)) : "";
    const rest = keys.filter((key) => hash(key) > after);
    const read = rest.slice(0, input.Limit);
    const last = this.items.get(read.at(-1) ?? "");
    return {
      Items: read.map((key) => copy(this.items.get(key))).filter((item) => item?.envelope),
      ...(rest.length >= (input.Limit ?? Infinity) &&
        last?.pk &&
        last.sk && { LastEvaluatedKey: { pk: last.pk, sk: last.sk } }),
    };
  }

  private holds({ key, condition, names, values }: Write): boolean {
    const item = this.items.get(key);
    switch (condition) {
      case "attribute_not_exists(pk)":
        return !item;
      case "#version = :before":
        return item?.[names["#version"] ?? ""]?.N === values[":before"]?.N && item !== undefined;
      case "attribute_not_exists(pk) OR #token = :token":
        return !item || item[names["#token"] ?? ""]?.S === values[":token"]?.S;
      case "attribute_not_exists(pk) OR requestId = :requestId":
        return !item || item.requestId?.S === values[":requestId"]?.S;
      default:
        throw new Error(`This table does not know the condition ${condition}.`);
    }
  }
}

/** A transaction cancelled for these reasons, one an item. */
export function cancelled(...codes: string[]): TransactionCanceledException {
  return new TransactionCanceledException({
    message: "cancelled",
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
}

interface Conditioned {
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Item;
}

function conditionOf(input: Conditioned): Pick<Write, "condition" | "names" | "values"> {
  return {
    condition: input.ConditionExpression,
    names: input.ExpressionAttributeNames ?? {},
    values: input.ExpressionAttributeValues ?? {},
  };
}

function put(input: Conditioned & { readonly Item?: Item }): Write {
  const item = copy(input.Item) ?? {};
  return { key: keyOf(item), ...conditionOf(input), result: () => item };
}

function update(input: Conditioned & { readonly Key?: Item; readonly UpdateExpression?: string }): Write {
  const conditions = conditionOf(input);
  const assignments = (input.UpdateExpression ?? "").replace(/^SET /, "").split(", ");
  const changes: Item = {};
  for (const assignment of assignments) {
    const [name = "", value = ""] = assignment.split(" = ");
    const attribute = conditions.values[value];
    if (attribute) changes[conditions.names[name] ?? ""] = attribute;
  }
  const key = copy(input.Key) ?? {};
  return {
    key: keyOf(key),
    ...conditions,
    result: (before) => ({ ...key, ...before, ...changes }),
  };
}

function keyOf(item: Item | undefined): string {
  return `${item?.pk?.S}|${item?.sk?.S}`;
}

function copy(item: Item | undefined): Item | undefined {
  return item && structuredClone(item);
}

const partitionKeyOf = (command: object): string | undefined =>
  command instanceof UpdateItemCommand ? command.input.Key?.pk?.S : undefined;
