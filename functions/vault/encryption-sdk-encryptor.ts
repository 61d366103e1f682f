import {
  AlgorithmSuiteIdentifier,
  buildClient,
  CommitmentPolicy,
  getLocalCryptographicMaterialsCache,
  KmsKeyringNode,
  NodeCachingMaterialsManager,
} from "@aws-crypto/client-node";
import { AsyncLocalStorage } from "node:async_hooks";
import { createHash, timingSafeEqual } from "node:crypto";
import type { DataKeySettings } from "./data-keys";
import type { Encryptor } from "./encryptor";
import { EnvelopeError, EnvelopeVersion } from "./envelope";
import { type KeyManagement, WrappedKeyRefusedError } from "./key-management";
import { lengthPrefixed } from "./length-prefixed";
import type { EnvelopeContext } from "./message-key";

const HEAD_BYTES = 3;
const BINDING_BYTES = 32;

/** What KMS threw while one envelope was opened: the library keeps only its text. */
interface Attempt {
  thrown?: Error;
}

type KmsClient = Exclude<ConstructorParameters<typeof KmsKeyringNode>[0], undefined>["clientProvider"] extends
  ((region: string) => infer Client) | undefined
  ? Exclude<Client, false>
  : never;

/**
 * Envelopes by the AWS Encryption SDK: a committing suite without signature, and the library's own caching of data keys,
 * within the vault's bounds. The library's cache is per encryption context, so that context holds only what all cards
 * share; what an envelope belongs to stands as a hash in front of the plaintext, encrypted and authenticated with it.
 * Envelope: version (1 byte) | length of the message (2, big-endian) | the library's message.
 */
export class EncryptionSdkEncryptor implements Encryptor {
  private readonly client = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT);
  private readonly materials: NodeCachingMaterialsManager;
  private readonly attempts = new AsyncLocalStorage<Attempt>();

  constructor(
    kms: KeyManagement,
    private readonly settings: DataKeySettings,
  ) {
    const { vaultKeyArn, secondsMax, messagesMax, readingKeysMax } = settings;
    this.materials = new NodeCachingMaterialsManager({
      backingMaterials: new KmsKeyringNode({
        generatorKeyId: vaultKeyArn,
        clientProvider: () => kmsClient(kms, this.attempts),
      }),
      cache: getLocalCryptographicMaterialsCache(readingKeysMax),
      maxAge: secondsMax * 1000,
      maxMessagesEncrypted: messagesMax,
    });
  }

  async encrypt(plaintext: Uint8Array, context: EnvelopeContext): Promise<Uint8Array> {
    const { result } = await this.client.encrypt(this.materials, Buffer.concat([binding(context), plaintext]), {
      suiteId: AlgorithmSuiteIdentifier.ALG_AES256_GCM_IV12_TAG16_HKDF_SHA512_COMMIT_KEY,
      encryptionContext: { ...this.settings.context },
    });
    const head = Buffer.alloc(HEAD_BYTES);
    head.writeUInt8(EnvelopeVersion.encryptionSdk);
    head.writeUInt16BE(result.length, 1);
    return Buffer.concat([head, result]);
  }

  async decrypt(envelope: Uint8Array, context: EnvelopeContext): Promise<Uint8Array> {
    const plaintext = await this.open(messageIn(envelope));
    const bound = plaintext.subarray(0, BINDING_BYTES);
    if (bound.length !== BINDING_BYTES || !timingSafeEqual(bound, binding(context))) {
      throw new EnvelopeError("The envelope belongs to something else.");
    }
    return plaintext.subarray(BINDING_BYTES);
  }

  private async open(message: Uint8Array): Promise<Uint8Array> {
    const attempt: Attempt = {};
    try {
      const { plaintext, messageHeader } = await this.attempts.run(attempt, () =>
        this.client.decrypt(this.materials, message),
      );
      // The library leaves it to its user to look for the context that was expected.
      const context: Readonly<Record<string, string>> = messageHeader.encryptionContext;
      if (Object.entries(this.settings.context).every(([name, value]) => context[name] === value)) return plaintext;
    } catch (error) {
      if (attempt.thrown && !(attempt.thrown instanceof WrappedKeyRefusedError)) throw attempt.thrown;
      throw new EnvelopeError("The envelope was altered, or the vault's key did not make it.", { cause: error });
    }
    throw new EnvelopeError("The envelope was sealed for another table.");
  }
}

/** The library's message in an envelope: all of it and nothing behind it, which the library would pass over. */
function messageIn(envelope: Uint8Array): Uint8Array {
  const bytes = Buffer.from(envelope.buffer, envelope.byteOffset, envelope.length);
  const isWhole =
    bytes.length > HEAD_BYTES &&
    bytes.readUInt8() === EnvelopeVersion.encryptionSdk &&
    bytes.readUInt16BE(1) === bytes.length - HEAD_BYTES;
  if (!isWhole) throw new EnvelopeError("The envelope is not a whole one of the AWS Encryption SDK.");
  return bytes.subarray(HEAD_BYTES);
}

function binding({ purpose, customerId, token }: EnvelopeContext): Buffer {
  return createHash("sha256")
    .update(lengthPrefixed(purpose, customerId, token))
    .digest();
}

/** The vault's KMS port in the shape that the library calls. */
function kmsClient(kms: KeyManagement, attempts: AsyncLocalStorage<Attempt>): KmsClient {
  return {
    async generateDataKey({ KeyId, EncryptionContext = {} }) {
      const { plaintext, wrapped } = await kms.generateDataKey(KeyId, EncryptionContext);
      return { KeyId, Plaintext: plaintext, CiphertextBlob: wrapped };
    },
    async decrypt({ KeyId = "", CiphertextBlob, EncryptionContext = {} }) {
      try {
        return { KeyId, Plaintext: await kms.decrypt(KeyId, CiphertextBlob, EncryptionContext) };
      } catch (error) {
        const attempt = attempts.getStore();
        if (attempt && error instanceof Error) attempt.thrown = error;
        throw error;
      }
    },
    encrypt() {
      throw new EnvelopeError("The vault has one wrapping key: nothing else is wrapped.");
    },
  };
}
