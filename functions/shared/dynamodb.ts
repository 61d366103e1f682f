import {
  type AttributeValue,
  type CancellationReason,
  type DynamoDBClient,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import { PlatformError } from "./errors";

/** An item as DynamoDB takes it. */
export type Item = Record<string, AttributeValue>;

/** An item of a table is not what this code writes: the table was changed by hand, or by a newer version. */
export class ItemError extends PlatformError {
  readonly code = "stored_item_invalid";
}

/** A part of a table key is empty or holds what separates parts. */
export class ItemKeyError extends PlatformError {
  readonly code = "key_part_invalid";
}

/**
 * `{ pk, sk }`, the parts of each joined by `#`.
 *
 * @throws ItemKeyError where a part is empty or holds a `#`: two keys could run into each other.
 */
export function itemKey(pk: readonly string[], sk: readonly string[]): Item {
  return { pk: { S: joined(pk) }, sk: { S: joined(sk) } };
}

function joined(parts: readonly string[]): string {
  if (parts.every((part) => part !== "" && !part.includes("#"))) return parts.join("#");
  throw new ItemKeyError("A part of a table key is empty or holds a #.");
}

/** A record of texts, whole numbers, yes or no, lists and records as attributes; what is undefined is left out. */
export function toItem(record: object): Item {
  return itemOf({}, record);
}

/**
 * An item of its key and the fields of some records, as `toItem` has them; of a field that several have, the last stands.
 * The key itself is filled: to copy objects as wide as items takes many times as long.
 */
export function itemOf(key: Item, ...records: readonly object[]): Item {
  for (const record of records) {
    for (const [name, value] of Object.entries(record) as [string, unknown][]) {
      if (value !== undefined) key[name] = toAttribute(value);
    }
  }
  return key;
}

function toAttribute(value: unknown): AttributeValue {
  if (typeof value === "string") return { S: value };
  if (typeof value === "number") return { N: String(value) };
  if (typeof value === "boolean") return { BOOL: value };
  if (Array.isArray(value)) return { L: value.map(toAttribute) };
  if (typeof value === "object" && value !== null) return { M: toItem(value) };
  throw new ItemError(`A ${typeof value} is nothing that is stored.`);
}

/**
 * Reads an item as its schema says; attributes that the schema does not name, the key among them, are left out.
 *
 * @throws ItemError naming every attribute that is missing or of another type, without values.
 */
export function readItem<Schema extends z.ZodMiniType>(schema: Schema, item: Item): z.output<Schema> {
  const read = z.safeParse(schema, fromItem(item));
  if (read.success) return read.data;
  const names = read.error.issues.map(({ path }) => path.join("."));
  throw new ItemError(`An item has no ${names.join(", ")}, or one of another type.`);
}

function fromItem(item: Item): Record<string, unknown> {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, fromAttribute(value)]));
}

function fromAttribute(value: AttributeValue): unknown {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return Number(value.N);
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.L !== undefined) return value.L.map(fromAttribute);
  if (value.M !== undefined) return fromItem(value.M);
  return undefined;
}

/** A write of a transaction, and what it is called where its condition fails. */
export interface LabelledWrite<Label extends string> {
  readonly label: Label;
  readonly write: TransactWriteItem;
}

/**
 * `refused`: the conditions of these writes did not hold. `contended`: another transaction was on the same items, or too
 * much came at once. Nothing was written in either case.
 */
export type TransactOutcome<Label extends string> =
  | { readonly outcome: "written" }
  | { readonly outcome: "refused"; readonly by: readonly Label[] }
  | { readonly outcome: "contended" };

// Reasons that say no more than "not now": another transaction, or too much at once.
const CONTENDED = ["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"];

/** Writes all or nothing. The SDK sends a lost request again under its one token, so a repeat does not write twice. */
export async function transact<Label extends string>(
  client: DynamoDBClient,
  writes: readonly LabelledWrite<Label>[],
): Promise<TransactOutcome<Label>> {
  try {
    await client.send(new TransactWriteItemsCommand({ TransactItems: writes.map(({ write }) => write) }));
    return { outcome: "written" };
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const reasons = error.CancellationReasons ?? [];
    const by = writes.filter((_, place) => isConditionFailed(reasons[place])).map(({ label }) => label);
    if (by.length > 0) return { outcome: "refused", by: [...new Set(by)] };
    if (reasons.some(({ Code }) => CONTENDED.includes(Code ?? ""))) return { outcome: "contended" };
    throw error;
  }
}

function isConditionFailed(reason: CancellationReason | undefined): boolean {
  return reason?.Code === "ConditionalCheckFailed";
}
