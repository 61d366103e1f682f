const LENGTH_BYTES = 4;

/**
 * Joins fields so that no two lists of fields give the same bytes: each field stands behind its length in bytes
 * (4 bytes, big-endian). Texts are UTF-8. It runs twice for every envelope, hence one buffer that is filled once.
 */
export function lengthPrefixed(...fields: readonly (string | Uint8Array)[]): Buffer {
  let total = 0;
  for (const field of fields) total += LENGTH_BYTES + byteLength(field);
  const joined = Buffer.allocUnsafe(total);
  let position = 0;
  for (const field of fields) {
    const start = position + LENGTH_BYTES;
    const length = typeof field === "string" ? joined.write(field, start, "utf8") : field.length;
    if (typeof field !== "string") joined.set(field, start);
    joined.writeUInt32BE(length, position);
    position = start + length;
  }
  return joined;
}

function byteLength(field: string | Uint8Array): number {
  return typeof field === "string" ? Buffer.byteLength(field, "utf8") : field.length;
}
