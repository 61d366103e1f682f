import { createCipheriv, createDecipheriv, timingSafeEqual } from "node:crypto";
import type { RandomBytes } from "../shared/ids";
import type { DataKeys } from "./data-keys";
import type { Encryptor } from "./encryptor";
import {
  decodeEnvelope,
  encodeHeader,
  EnvelopeError,
  EnvelopeVersion,
  MESSAGE_ID_BYTES,
  NONCE_BYTES,
  TAG_BYTES,
} from "./envelope";
import { keyIdOf, WrappedKeyRefusedError } from "./key-management";
import { lengthPrefixed } from "./length-prefixed";
import { deriveMessageKey, type EnvelopeContext } from "./message-key";

const ALGORITHM = "aes-256-gcm";

/**
 * The vault's own envelope: AES-256-GCM under a key for one message, derived with its commitment from a data key of
 * this instance by one HMAC. Additional authenticated data: the whole header, and what the envelope belongs to.
 */
export class LeanEncryptor implements Encryptor {
  private readonly keyId: string;

  constructor(
    vaultKeyArn: string,
    private readonly dataKeys: DataKeys,
    private readonly random: RandomBytes,
  ) {
    this.keyId = keyIdOf(vaultKeyArn);
  }

  async encrypt(plaintext: Uint8Array, context: EnvelopeContext): Promise<Uint8Array> {
    const { pseudorandomKey, wrapped } = await this.dataKeys.forEncrypting();
    // Both are public; one call for both costs half.
    const random = this.random(MESSAGE_ID_BYTES + NONCE_BYTES);
    const messageId = random.subarray(0, MESSAGE_ID_BYTES);
    const nonce = random.subarray(MESSAGE_ID_BYTES);
    const { key, commitment } = deriveMessageKey(pseudorandomKey, EnvelopeVersion.lean, context, messageId);
    const header = encodeHeader({ keyId: this.keyId, wrappedDataKey: wrapped, messageId, commitment, nonce });
    const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(authenticatedData(header, context));
    const sealed = [header, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()];
    key.fill(0);
    return Buffer.concat(sealed);
  }

  async decrypt(envelope: Uint8Array, context: EnvelopeContext): Promise<Uint8Array> {
    const { keyId, wrappedDataKey, messageId, commitment, nonce, header, ciphertext, tag } = decodeEnvelope(envelope);
    // Only ever this key: whoever can write the table must not choose the key that opens it.
    if (keyId !== this.keyId) throw new EnvelopeError("The envelope names another key than the vault's.");
    const pseudorandomKey = await this.dataKeys.forReading(wrappedDataKey).catch(refuseForeignKey);
    const derived = deriveMessageKey(pseudorandomKey, EnvelopeVersion.lean, context, messageId);
    // First, and in constant time: under a key that the envelope does not commit to, nothing is decrypted.
    if (!timingSafeEqual(derived.commitment, commitment)) {
      throw new EnvelopeError("The envelope does not commit to this key and context.");
    }
    const decipher = createDecipheriv(ALGORITHM, derived.key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(authenticatedData(header, context));
    decipher.setAuthTag(tag);
    try {
      const plaintext = decipher.update(ciphertext);
      // GCM is a stream: the last step adds no bytes, it checks the tag.
      decipher.final();
      return plaintext;
    } catch {
      // Node's message says no more than this, and the reason is always the tag.
      throw new EnvelopeError("The envelope was altered: its tag does not match.");
    } finally {
      derived.key.fill(0);
    }
  }
}

function refuseForeignKey(error: unknown): never {
  if (!(error instanceof WrappedKeyRefusedError)) throw error;
  throw new EnvelopeError("The envelope's data key was not wrapped by the vault's key for it.", { cause: error });
}

function authenticatedData(header: Uint8Array, { purpose, customerId, token }: EnvelopeContext): Buffer {
  return lengthPrefixed(header, purpose, customerId, token);
}
