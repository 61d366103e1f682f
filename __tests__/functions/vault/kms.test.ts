import {
  DecryptCommand,
  GenerateDataKeyCommand,
  GenerateMacCommand,
  IncorrectKeyException,
  InvalidCiphertextException,
  type KMSClient,
} from "@aws-sdk/client-kms";
import { keyIdOf, WrappedKeyRefusedError } from "../../../functions/vault/key-management";
import { awsKeyManagement, connectKms, KeyManagementAnswerError } from "../../../functions/vault/kms";

const KEY = "arn:aws:kms:us-east-1:111122223333:key/mrk-1";
const context = { purpose: "card-envelope" };
const bytes = Uint8Array.of(1, 2, 3);

function make(send: jest.Mock) {
  return awsKeyManagement({ send } as unknown as KMSClient);
}

describe("AWS KMS behind the port", () => {
  it("is asked for a 256-bit data key under the key and context", async () => {
    const send = jest.fn().mockResolvedValue({ Plaintext: bytes, CiphertextBlob: Uint8Array.of(9) });
    expect(await make(send).generateDataKey(KEY, context)).toEqual({ plaintext: bytes, wrapped: Uint8Array.of(9) });
    const [command] = send.mock.lastCall as [GenerateDataKeyCommand];
    expect(command).toBeInstanceOf(GenerateDataKeyCommand);
    expect(command.input).toEqual({ KeyId: KEY, KeySpec: "AES_256", EncryptionContext: context });
  });

  it("is asked to unwrap under exactly one key and context", async () => {
    const send = jest.fn().mockResolvedValue({ Plaintext: bytes });
    expect(await make(send).decrypt(KEY, Uint8Array.of(9), context)).toBe(bytes);
    const [command] = send.mock.lastCall as [DecryptCommand];
    expect(command).toBeInstanceOf(DecryptCommand);
    expect(command.input).toEqual({ KeyId: KEY, CiphertextBlob: Uint8Array.of(9), EncryptionContext: context });
  });

  it("is asked for an HMAC-SHA-256", async () => {
    const send = jest.fn().mockResolvedValue({ Mac: bytes });
    expect(await make(send).generateMac(KEY, Uint8Array.of(9))).toBe(bytes);
    const [command] = send.mock.lastCall as [GenerateMacCommand];
    expect(command).toBeInstanceOf(GenerateMacCommand);
    expect(command.input).toEqual({ KeyId: KEY, MacAlgorithm: "HMAC_SHA_256", Message: Uint8Array.of(9) });
  });

  it.each([InvalidCiphertextException, IncorrectKeyException])(
    "tells a wrapped key that it refuses by %p",
    async (Refusal) => {
      const send = jest.fn().mockRejectedValue(new Refusal({ message: "no", $metadata: {} }));
      await expect(make(send).decrypt(KEY, bytes, context)).rejects.toThrow(WrappedKeyRefusedError);
    },
  );

  it("lets all else that goes wrong through", async () => {
    const kms = make(jest.fn().mockRejectedValue(new RangeError("throttled")));
    await expect(kms.decrypt(KEY, bytes, context)).rejects.toThrow(RangeError);
    await expect(kms.generateDataKey(KEY, context)).rejects.toThrow(RangeError);
    await expect(kms.generateMac(KEY, bytes)).rejects.toThrow(RangeError);
  });

  it.each([{}, { Plaintext: new Uint8Array(0), CiphertextBlob: bytes }])(
    "does not take %j for an answer",
    async (answer) => {
      const kms = make(jest.fn().mockResolvedValue(answer));
      await expect(kms.decrypt(KEY, bytes, context)).rejects.toThrow("KMS Decrypt answered without Plaintext.");
      await expect(kms.generateMac(KEY, bytes)).rejects.toThrow(KeyManagementAnswerError);
      await expect(kms.generateDataKey(KEY, context)).rejects.toThrow(KeyManagementAnswerError);
    },
  );

  it("is connected to as the environment says", () => {
    expect(Object.keys(connectKms())).toEqual(["generateDataKey", "decrypt", "generateMac"]);
  });
});

describe("a key's id", () => {
  it("is the last part of its ARN", () => {
    expect(keyIdOf(KEY)).toBe("mrk-1");
  });
});
