import * as z from "zod/mini";
import { type Item, itemKey, itemOf, readItem } from "./dynamodb";
import type { IdempotencyKey, IdempotencyRecord } from "./idempotency";

const storedRecord = z.object({
  caller: z.string(),
  operation: z.string(),
  key: z.string(),
  fingerprint: z.string(),
  status: z.enum(["in_progress", "completed"]),
  lockedUntil: z.number(),
  answer: z.optional(z.string()),
  expiresAt: z.number(),
});

/** Callers and keys may hold anything, a `#` too: they stand in the table key encoded, at most 3 bytes a character. */
export const recordKey = ({ caller, operation, key }: IdempotencyKey): Item =>
  itemKey(["IDEMPOTENCY", ...[caller, operation, key].map(encodeURIComponent)], ["IDEMPOTENCY"]);

/** An idempotency record as an item. */
export function writeRecord(record: IdempotencyRecord): Item {
  return itemOf(recordKey(record), record);
}

/** An idempotency record as it was written. @throws ItemError */
export function readRecord(item: Item): IdempotencyRecord {
  return readItem(storedRecord, item);
}
