import { createHash } from "node:crypto";
import { stringify } from "uuid";
import type { IdPrefix } from "./ids";
import type { Caller } from "./request-fields";

/**
 * The id of something that its request does not name. Under an idempotency key it follows from caller, operation and key
 * (a UUIDv8 of their SHA-256), so that the same request again is never a second payment, however late it comes; without
 * a key nobody can ask for the same thing again, and it is a UUIDv7.
 */
export function madeId(
  { makeId }: { readonly makeId: (prefix: IdPrefix) => string },
  prefix: IdPrefix,
  { caller, key }: Caller,
  operation: readonly string[],
): string {
  if (key === undefined) return makeId(prefix);
  const text = JSON.stringify([prefix, ...operation, caller, key]);
  const bytes = createHash("sha256").update(text).digest().subarray(0, 16);
  // RFC 9562: version 8, variant 10.
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return `${prefix}_${stringify(bytes)}`;
}
