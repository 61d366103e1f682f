import { createHmac, createSecretKey, type KeyObject } from "node:crypto";
import { lengthPrefixed } from "./length-prefixed";

const SALT = "ecosystemaws-payments/card-envelope/v1";

/** What an envelope belongs to; it opens under exactly these. */
export interface EnvelopeContext {
  readonly purpose: string;
  readonly customerId: string;
  readonly token: string;
}

/** A key for one message and the commitment to it, 32 bytes each. */
export interface MessageKey {
  readonly key: Buffer;
  readonly commitment: Buffer;
}

/**
 * HKDF-Extract (RFC 5869, 2.2) of a data key with SHA-512: the pseudorandom key, made once per data key. As a KeyObject
 * it lives outside the JavaScript heap and is cleared when it is collected.
 */
export function extractKey(dataKey: Uint8Array): KeyObject {
  const pseudorandomKey = createHmac("sha512", SALT).update(dataKey).digest();
  const key = createSecretKey(pseudorandomKey);
  pseudorandomKey.fill(0);
  return key;
}

/**
 * HKDF-Expand (RFC 5869, 2.3) to 64 bytes, which is one HMAC-SHA-512: the message's own key and the commitment. The
 * commitment is needed because AES-GCM alone does not commit to its key: one ciphertext can open under two keys.
 */
export function deriveMessageKey(
  pseudorandomKey: KeyObject,
  version: number,
  { purpose, customerId, token }: EnvelopeContext,
  messageId: Uint8Array,
): MessageKey {
  const info = lengthPrefixed(Uint8Array.of(version), purpose, customerId, token, messageId);
  const output = createHmac("sha512", pseudorandomKey).update(info).update(Uint8Array.of(1)).digest();
  return { key: output.subarray(0, 32), commitment: output.subarray(32) };
}
