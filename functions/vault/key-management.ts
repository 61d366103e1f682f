import { PlatformError } from "../shared/errors";

/** A KMS encryption context: bound to a wrapped key, and shown in the key's audit trail. */
export type KeyContext = Readonly<Record<string, string>>;

/** A data key in clear and wrapped. */
export interface GeneratedDataKey {
  readonly plaintext: Uint8Array;
  readonly wrapped: Uint8Array;
}

/** The port to AWS KMS. Each operation may be refused by policy or be unavailable: it throws then. */
export interface KeyManagement {
  /** A new 256-bit data key under a key. */
  generateDataKey(keyArn: string, context: KeyContext): Promise<GeneratedDataKey>;
  /**
   * The data key in clear.
   *
   * @throws WrappedKeyRefusedError where this key and context did not wrap it.
   */
  decrypt(keyArn: string, wrapped: Uint8Array, context: KeyContext): Promise<Uint8Array>;
  /** HMAC-SHA-256 of a message under an HMAC key. */
  generateMac(keyArn: string, message: Uint8Array): Promise<Uint8Array>;
}

/** A wrapped data key does not belong to the key or context it was presented with. */
export class WrappedKeyRefusedError extends PlatformError {
  readonly code = "wrapped_key_refused";
}

/** The last part of a key's ARN: the same for a multi-Region key and all its replicas. */
export function keyIdOf(keyArn: string): string {
  return keyArn.slice(keyArn.lastIndexOf("/") + 1);
}
