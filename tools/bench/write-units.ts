import type { AttributeValue, TransactWriteItemsCommandInput } from "@aws-sdk/client-dynamodb";
import type { Item } from "../../functions/shared/dynamodb";
import { INDEXES } from "./payments-table";

/** What a transaction costs to write, in units of 1,024 bytes: of its items, and of the indexes behind them. */
export interface WriteUnits {
  readonly items: number;
  readonly indexes: number;
}

const UNIT_BYTES = 1024;
/** DynamoDB, "Read and write operations": a transactional write takes two units for each 1 KB. */
const TRANSACTIONAL = 2;

/**
 * The units that DynamoDB's rules give a transaction of puts and updates. What an update adds to is reckoned as one unit: the
 * ledger's balances are far smaller.
 *
 * @param before the items that puts replace; an index is written where its entry comes, goes or moves.
 */
export function writeUnits(
  { TransactItems = [] }: TransactWriteItemsCommandInput,
  before: (key: Item) => Item | undefined,
): WriteUnits {
  let [items, indexes] = [0, 0];
  for (const { Put, Update } of TransactItems) {
    if (Put?.Item) {
      const old = before(Put.Item);
      items += TRANSACTIONAL * Math.max(unitsOf(Put.Item), old ? unitsOf(old) : 0);
      indexes += indexUnits(old, Put.Item);
    } else if (Update) items += TRANSACTIONAL;
  }
  return { items, indexes };
}

function unitsOf(item: Item): number {
  return Math.ceil(itemBytes(item) / UNIT_BYTES);
}

function indexUnits(before: Item | undefined, after: Item): number {
  return Object.values(INDEXES).reduce((units, keys) => {
    const [old, now] = [before && entryOf(before, keys), entryOf(after, keys)];
    if (old === now) return units;
    return units + (old === undefined || now === undefined ? 1 : 2);
  }, 0);
}

function entryOf(item: Item, keys: readonly [string, string]): string | undefined {
  const [hash, range] = keys.map((key) => item[key]?.S);
  return hash === undefined || range === undefined ? undefined : `${hash}#${range}`;
}

/** An item's size, by "DynamoDB item sizes and formats" of its developer guide: names and values, in bytes. */
export function itemBytes(item: Item): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);
}

function valueBytes({ S, N, L, M, B }: AttributeValue): number {
  if (S !== undefined) return Buffer.byteLength(S);
  // A byte for two digits, one more, and one for a sign.
  if (N !== undefined) return Math.ceil(N.replace(/\D/g, "").length / 2) + 1 + (N.startsWith("-") ? 1 : 0);
  if (B !== undefined) return B.byteLength;
  if (L) return L.reduce((sum, value) => sum + 1 + valueBytes(value), 3);
  if (M) return itemBytes(M) + 3 + Object.keys(M).length;
  // Yes, no, or nothing.
  return 1;
}
