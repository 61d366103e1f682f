import type { EnvelopeContext } from "./message-key";

/**
 * The port for sealing card data: `decrypt` gives back what `encrypt` was given, under the same context and no other.
 */
export interface Encryptor {
  /** An envelope of the plaintext (1 to 1024 bytes); its first byte names its kind. */
  encrypt(plaintext: Uint8Array, context: EnvelopeContext): Promise<Uint8Array>;
  /**
   * The plaintext of an envelope.
   *
   * @throws EnvelopeError where it is malformed, was tampered with, or belongs to another context or key.
   */
  decrypt(envelope: Uint8Array, context: EnvelopeContext): Promise<Uint8Array>;
}
