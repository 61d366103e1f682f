import { PlatformError } from "../shared/errors";

/**
 * The first byte of every envelope: what made it, and so what opens it. A new layout is a new number; none is reused.
 */
export const EnvelopeVersion = { lean: 1, encryptionSdk: 2 } as const;

export const MESSAGE_ID_BYTES = 32;
const COMMITMENT_BYTES = 32;
export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;
const KEY_ID_BYTES_MAX = 128;
const WRAPPED_KEY_BYTES_MAX = 1024;
const CIPHERTEXT_BYTES_MAX = 1024;

/** An envelope is malformed, was tampered with, or belongs to something else; nothing of its content is named. */
export class EnvelopeError extends PlatformError {
  readonly code = "envelope_refused";
}

/** What stands in front of a lean envelope's ciphertext. */
export interface LeanHeader {
  /** Id of the KMS key that wrapped the data key: the last part of its ARN, the same in every Region. */
  readonly keyId: string;
  readonly wrappedDataKey: Uint8Array;
  readonly messageId: Uint8Array;
  readonly commitment: Uint8Array;
  readonly nonce: Uint8Array;
}

/** A lean envelope in parts. */
export interface LeanEnvelope extends LeanHeader {
  /** The header's bytes as they stand in the envelope. */
  readonly header: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly tag: Uint8Array;
}

/**
 * Writes a lean envelope's header: version (1 byte) | length of the key id (1) | key id (ASCII) | length of the wrapped
 * data key (2, big-endian) | wrapped data key | message id (32) | commitment (32) | nonce (12). Ciphertext and tag (16)
 * follow it.
 */
export function encodeHeader({ keyId, wrappedDataKey, messageId, commitment, nonce }: LeanHeader): Buffer {
  requireLength("key id", keyId.length, 1, KEY_ID_BYTES_MAX);
  requireLength("wrapped data key", wrappedDataKey.length, 1, WRAPPED_KEY_BYTES_MAX);
  requireLength("message id", messageId.length, MESSAGE_ID_BYTES);
  requireLength("commitment", commitment.length, COMMITMENT_BYTES);
  requireLength("nonce", nonce.length, NONCE_BYTES);
  const wrappedAt = 2 + keyId.length + 2;
  const messageIdAt = wrappedAt + wrappedDataKey.length;
  const header = Buffer.allocUnsafe(messageIdAt + MESSAGE_ID_BYTES + COMMITMENT_BYTES + NONCE_BYTES);
  header.writeUInt8(EnvelopeVersion.lean, 0);
  header.writeUInt8(keyId.length, 1);
  header.write(keyId, 2, "latin1");
  header.writeUInt16BE(wrappedDataKey.length, wrappedAt - 2);
  header.set(wrappedDataKey, wrappedAt);
  header.set(messageId, messageIdAt);
  header.set(commitment, messageIdAt + MESSAGE_ID_BYTES);
  header.set(nonce, messageIdAt + MESSAGE_ID_BYTES + COMMITMENT_BYTES);
  return header;
}

/**
 * Reads a lean envelope; each length is checked before it is used.
 *
 * @throws EnvelopeError where it is malformed.
 */
export function decodeEnvelope(envelope: Uint8Array): LeanEnvelope {
  const bytes = Buffer.from(envelope.buffer, envelope.byteOffset, envelope.length);
  const version = bytes[0];
  if (version !== EnvelopeVersion.lean)
    throw new EnvelopeError(`The envelope's version is ${version ?? "missing"}, not 1.`);
  const keyIdAt = 2;
  const keyIdLength = bytes[1] ?? 0;
  requireLength("key id", keyIdLength, 1, KEY_ID_BYTES_MAX);
  const wrappedAt = keyIdAt + keyIdLength + 2;
  requireRoom("wrapped data key's length", bytes, wrappedAt);
  const wrappedLength = bytes.readUInt16BE(wrappedAt - 2);
  requireLength("wrapped data key", wrappedLength, 1, WRAPPED_KEY_BYTES_MAX);
  const messageIdAt = wrappedAt + wrappedLength;
  const commitmentAt = messageIdAt + MESSAGE_ID_BYTES;
  const nonceAt = commitmentAt + COMMITMENT_BYTES;
  const ciphertextAt = nonceAt + NONCE_BYTES;
  requireRoom("header", bytes, ciphertextAt);
  const tagAt = bytes.length - TAG_BYTES;
  requireLength("ciphertext", tagAt - ciphertextAt, 1, CIPHERTEXT_BYTES_MAX);
  return {
    keyId: bytes.toString("latin1", keyIdAt, keyIdAt + keyIdLength),
    wrappedDataKey: bytes.subarray(wrappedAt, messageIdAt),
    messageId: bytes.subarray(messageIdAt, commitmentAt),
    commitment: bytes.subarray(commitmentAt, nonceAt),
    nonce: bytes.subarray(nonceAt, ciphertextAt),
    header: bytes.subarray(0, ciphertextAt),
    ciphertext: bytes.subarray(ciphertextAt, tagAt),
    tag: bytes.subarray(tagAt),
  };
}

function requireRoom(what: string, bytes: Uint8Array, end: number): void {
  if (end > bytes.length) throw new EnvelopeError(`The envelope ends within its ${what}.`);
}

function requireLength(what: string, length: number, min: number, max = min): void {
  if (length >= min && length <= max) return;
  const allowed = min === max ? String(min) : `${min} to ${max}`;
  throw new EnvelopeError(`The envelope's ${what} has ${length} bytes; ${allowed} are allowed.`);
}
