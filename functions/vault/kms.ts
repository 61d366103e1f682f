import {
  DecryptCommand,
  GenerateDataKeyCommand,
  GenerateMacCommand,
  IncorrectKeyException,
  InvalidCiphertextException,
  KMSClient,
} from "@aws-sdk/client-kms";
import { CONNECTION } from "../shared/connection";
import { PlatformError } from "../shared/errors";
import { type KeyManagement, WrappedKeyRefusedError } from "./key-management";

/** KMS answered without the part that was asked for. */
export class KeyManagementAnswerError extends PlatformError {
  readonly code = "kms_answer_incomplete";
}

/** AWS KMS as this function's environment reaches it. */
export function connectKms(): KeyManagement {
  return awsKeyManagement(new KMSClient(CONNECTION));
}

/** AWS KMS behind the port. Actions: `kms:GenerateDataKey`, `kms:Decrypt`, `kms:GenerateMac`. */
export function awsKeyManagement(client: KMSClient): KeyManagement {
  return {
    async generateDataKey(keyArn, context) {
      const { Plaintext, CiphertextBlob } = await client.send(
        new GenerateDataKeyCommand({ KeyId: keyArn, KeySpec: "AES_256", EncryptionContext: context }),
      );
      return {
        plaintext: required("GenerateDataKey", "Plaintext", Plaintext),
        wrapped: required("GenerateDataKey", "CiphertextBlob", CiphertextBlob),
      };
    },
    async decrypt(keyArn, wrapped, context) {
      try {
        const { Plaintext } = await client.send(
          new DecryptCommand({ KeyId: keyArn, CiphertextBlob: wrapped, EncryptionContext: context }),
        );
        return required("Decrypt", "Plaintext", Plaintext);
      } catch (error) {
        if (!(error instanceof InvalidCiphertextException || error instanceof IncorrectKeyException)) throw error;
        throw new WrappedKeyRefusedError("KMS does not unwrap this data key under this key and context.", {
          cause: error,
        });
      }
    },
    async generateMac(keyArn, message) {
      const { Mac } = await client.send(
        new GenerateMacCommand({ KeyId: keyArn, MacAlgorithm: "HMAC_SHA_256", Message: message }),
      );
      return required("GenerateMac", "Mac", Mac);
    },
  };
}

function required(operation: string, field: string, bytes: Uint8Array | undefined): Uint8Array {
  if (bytes && bytes.length > 0) return bytes;
  throw new KeyManagementAnswerError(`KMS ${operation} answered without ${field}.`);
}
