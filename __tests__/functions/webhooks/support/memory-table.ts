import {
  type AttributeValue,
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

type Item = Record<string, AttributeValue>;

interface Expressions {
  readonly ConditionExpression?: string;
  readonly UpdateExpression?: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Item;
}

interface Write {
  readonly key: string;
  readonly holds: boolean;
  /** The item afterwards, or nothing where it is deleted. */
  readonly after: Item | undefined;
}

/** A table in memory, for the commands that the webhooks' stores send. Callers at once do interleave. */
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

  /** All items as text, as a dump of the table shows them. */
  dump(prefix = ""): string {
    return [...this.items.entries()]
      .flatMap(([key, item]) => (key.startsWith(prefix) ? JSON.stringify(item) : []))
      .join("\n");
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
      if (command.input.ConsistentRead !== true) throw new Error("A read that decides something is consistent.");
      return { Item: structuredClone(this.items.get(keyOf(command.input.Key))) };
    }
    if (command instanceof PutItemCommand) return this.writeOne({ Put: command.input });
    if (command instanceof UpdateItemCommand) {
      return this.writeOne({ Update: command.input as TransactWriteItem["Update"] });
    }
    if (command instanceof TransactWriteItemsCommand) return this.transact(command.input.TransactItems ?? []);
    if (command instanceof QueryCommand) return this.query(command.input);
    throw new Error(`This table does not know ${command.constructor.name}.`);
  }

  private writeOne(item: TransactWriteItem): object {
    const write = this.writeOf(item);
    if (!write.holds) throw new ConditionalCheckFailedException({ message: "condition", $metadata: {} });
    this.apply(write);
    return {};
  }

  private transact(items: readonly TransactWriteItem[]): object {
    const writes = items.map((item) => this.writeOf(item));
    if (writes.some(({ holds }) => !holds)) {
      throw cancelled(...writes.map(({ holds }) => (holds ? "None" : "ConditionalCheckFailed")));
    }
    for (const write of writes) this.apply(write);
    return {};
  }

  private apply({ key, after }: Write): void {
    if (after) this.items.set(key, after);
    else this.items.delete(key);
  }

  private writeOf({ Put, Update, Delete }: TransactWriteItem): Write {
    const input: Expressions = Put ?? Update ?? Delete ?? {};
    const keyItem = Put?.Item ?? Update?.Key ?? Delete?.Key ?? {};
    const key = keyOf(keyItem);
    const before = this.items.get(key);
    const holds = conditionHolds(input, before);
    if (Delete) return { key, holds, after: undefined };
    return { key, holds, after: Put ? structuredClone(keyItem) : updated(input, before ?? structuredClone(keyItem)) };
  }

  private query(input: QueryCommandInput): object {
    if (input.KeyConditionExpression !== "pk = :pk") throw new Error("unknown query");
    const found = [...this.items.values()]
      .filter((item) => item.pk?.S === input.ExpressionAttributeValues?.[":pk"]?.S)
      .sort((a, b) => ((a.sk?.S ?? "") < (b.sk?.S ?? "") ? -1 : 1));
    if (input.ScanIndexForward === false) found.reverse();
    const start = input.ExclusiveStartKey?.sk?.S;
    const rest = start === undefined ? found : found.filter(({ sk }) => (sk?.S ?? "") < start);
    const Items = rest.slice(0, input.Limit);
    const last = Items.at(-1);
    // As DynamoDB does: a page that is full has a key to go on, whether there is more or not.
    const isFull = Items.length === input.Limit && last;
    return { Items: structuredClone(Items), ...(isFull && { LastEvaluatedKey: { pk: last.pk, sk: last.sk } }) };
  }
}

/** A transaction cancelled for these reasons, one an item. */
export function cancelled(...codes: string[]): TransactionCanceledException {
  const CancellationReasons = codes.map((Code) => ({ Code }));
  return new TransactionCanceledException({ message: "cancelled", $metadata: {}, CancellationReasons });
}

/** Conditions without brackets: AND binds closer than OR. */
function conditionHolds(input: Expressions, item: Item | undefined): boolean {
  if (input.ConditionExpression === undefined) return true;
  const alternatives = input.ConditionExpression.split(" OR ").map((each) => each.split(" AND "));
  return alternatives.some((terms) => terms.every((term) => termHolds(input, item, term)));
}

function termHolds(input: Expressions, item: Item | undefined, term: string): boolean {
  const [, not, existing] = /^attribute_(not_)?exists\(([#\w]+)\)$/.exec(term) ?? [];
  if (existing !== undefined) return (item?.[nameOf(input, existing)] !== undefined) === (not === undefined);
  const [name = "", operator, value = ""] = term.split(" ");
  const left = item?.[nameOf(input, name)];
  const right = valueOf(input, value);
  if (operator === "=") return left !== undefined && JSON.stringify(left) === JSON.stringify(right);
  if (operator === "<>") return JSON.stringify(left) !== JSON.stringify(right);
  if (operator === "<") return left?.N !== undefined && Number(left.N) < Number(right.N);
  throw new Error(`What is the condition ${term}?`);
}

function updated(input: Expressions, before: Item): Item {
  const after = { ...before };
  const sections = (input.UpdateExpression ?? "").matchAll(/(SET|ADD|REMOVE) (.*?)(?= (?:SET|ADD|REMOVE) |$)/g);
  for (const [, section, text = ""] of sections) {
    for (const part of text.split(", ")) {
      const [name = "", value = ""] = part.split(section === "SET" ? " = " : " ");
      const place = nameOf(input, name);
      if (section === "SET") after[place] = valueOf(input, value);
      else if (section === "ADD")
        after[place] = { N: String(Number(after[place]?.N ?? 0) + Number(valueOf(input, value).N)) };
      else Reflect.deleteProperty(after, place);
    }
  }
  return after;
}

function nameOf({ ExpressionAttributeNames }: Expressions, token: string): string {
  if (!token.startsWith("#")) return token;
  const name = ExpressionAttributeNames?.[token];
  if (name === undefined) throw new Error(`The name ${token} is not given.`);
  return name;
}

function valueOf({ ExpressionAttributeValues }: Expressions, token: string): AttributeValue {
  const value = ExpressionAttributeValues?.[token];
  if (value === undefined) throw new Error(`The value ${token} is not given.`);
  return value;
}

function keyOf(item: Item | undefined): string {
  return `${item?.pk?.S}|${item?.sk?.S}`;
}
