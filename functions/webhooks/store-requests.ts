import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandOutput,
  type TransactWriteItem,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { type Item, toItem } from "../shared/dynamodb";

/** An update in terms of attributes: those to set, those to take away, and what must hold before. */
export interface Update {
  readonly set: Readonly<Record<string, unknown>>;
  readonly remove?: readonly string[];
  /** Attributes that must have these values, or must not be there where the value is undefined. @default none */
  readonly where?: Readonly<Record<string, string | number | undefined>>;
  /** Attributes that must not have these values. @default none */
  readonly whereNot?: Readonly<Record<string, string>>;
}

/** The requests that the webhooks' stores are made of, each of one item or one partition. */
export class Requests {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly tableName: string,
  ) {}

  /** Strongly consistent. */
  async get(key: Item): Promise<Item | undefined> {
    const input = { TableName: this.tableName, Key: key, ConsistentRead: true };
    return (await this.client.send(new GetItemCommand(input))).Item;
  }

  async put(item: Item): Promise<void> {
    await this.client.send(new PutItemCommand({ TableName: this.tableName, Item: item }));
  }

  /** False where the item is there already. */
  putNew(item: Item): Promise<boolean> {
    const input = { TableName: this.tableName, Item: item, ConditionExpression: "attribute_not_exists(pk)" };
    return succeeds(this.client.send(new PutItemCommand(input)));
  }

  /** Puts an item of a counted version over the version before; false where that is not what is there. */
  putOver(item: Item, version: number): Promise<boolean> {
    return succeeds(this.client.send(new PutItemCommand(this.over(item, version))));
  }

  /** The same as a write of a transaction. */
  overWrite(item: Item, version: number): TransactWriteItem {
    return { Put: this.over(item, version) };
  }

  private over(item: Item, version: number) {
    return {
      TableName: this.tableName,
      Item: item,
      ConditionExpression: "#version = :before",
      ExpressionAttributeNames: { "#version": "version" },
      ExpressionAttributeValues: { ":before": { N: String(version - 1) } },
    };
  }

  /** False where the item is not there, or is not as it must be. */
  update(key: Item, update: Update): Promise<boolean> {
    return succeeds(
      this.client.send(new UpdateItemCommand({ TableName: this.tableName, Key: key, ...written(update) })),
    );
  }

  /** A page of a partition, from its end; consistent where asked. */
  query(
    partition: string,
    { limit, after, consistent }: { readonly limit: number; readonly after?: Item; readonly consistent: boolean },
  ): Promise<QueryCommandOutput> {
    return this.client.send(
      new QueryCommand({
        TableName: this.tableName,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": { S: partition } },
        ScanIndexForward: false,
        ConsistentRead: consistent,
        Limit: limit,
        ...(after && { ExclusiveStartKey: after }),
      }),
    );
  }
}

function written({ set, remove = [], where = {}, whereNot = {} }: Update) {
  const names: Record<string, string> = {};
  const values: Item = {};
  const nameOf = (attribute: string) => {
    names[`#${attribute}`] = attribute;
    return `#${attribute}`;
  };
  const valueOf = (attribute: string, prefix: string, value: unknown) => {
    Object.assign(values, toItem({ [`:${prefix}${attribute}`]: value }));
    return `:${prefix}${attribute}`;
  };
  const settings = Object.entries(set).map(([name, value]) => `${nameOf(name)} = ${valueOf(name, "", value)}`);
  const removals = remove.map(nameOf);
  const conditions = [
    "attribute_exists(pk)",
    ...Object.entries(where).map(([name, value]) =>
      value === undefined
        ? `attribute_not_exists(${nameOf(name)})`
        : `${nameOf(name)} = ${valueOf(name, "was_", value)}`,
    ),
    ...Object.entries(whereNot).map(([name, value]) => `${nameOf(name)} <> ${valueOf(name, "not_", value)}`),
  ];
  const parts = [
    ...(settings.length > 0 ? [`SET ${settings.join(", ")}`] : []),
    ...(removals.length > 0 ? [`REMOVE ${removals.join(", ")}`] : []),
  ];
  return {
    UpdateExpression: parts.join(" "),
    ConditionExpression: conditions.join(" AND "),
    ExpressionAttributeNames: names,
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
}

async function succeeds(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
