import { EncryptionSdkEncryptor } from "../../../functions/vault/encryption-sdk-encryptor";
import { EnvelopeError } from "../../../functions/vault/envelope";
import { describeEncryptor } from "./support/encryptor-rules";
import { MemoryKms } from "./support/memory-kms";
import { SETTINGS, VAULT_KEY } from "./support/vault";

const context = { purpose: "card-number", customerId: "cus_1", token: "tok_1" };

function make(over: Partial<typeof SETTINGS> = {}) {
  const kms = new MemoryKms();
  return { kms, encryptor: new EncryptionSdkEncryptor(kms, { ...SETTINGS, ...over }) };
}

describeEncryptor("the AWS Encryption SDK's encryptor", () => make());

describe("an envelope of the AWS Encryption SDK", () => {
  it("has its own first byte, then a message of the committing suite without signature", async () => {
    const envelope = await make().encryptor.encrypt(Buffer.from("text"), context);
    expect(envelope[0]).toBe(2);
    // 2: the library's message format; 0x0478: AES-256-GCM, HKDF-SHA-512, key commitment, no signature.
    expect(Buffer.from(envelope.subarray(3, 6)).toString("hex")).toBe("020478");
  });

  it("uses one data key for many messages, within the vault's bound", async () => {
    const { encryptor, kms } = make({ messagesMax: 3 });
    for (let message = 0; message < 4; message++) await encryptor.encrypt(Buffer.from("x"), context);
    expect(kms.calls).toEqual(["generateDataKey", "generateDataKey"]);
  });

  it("is refused by a vault with another key", async () => {
    const envelope = await make().encryptor.encrypt(Buffer.from("text"), context);
    const other = make({ vaultKeyArn: VAULT_KEY.replace("mrk-0a", "mrk-0b") });
    await expect(other.encryptor.decrypt(envelope, context)).rejects.toThrow(EnvelopeError);
    expect(other.kms.calls).toEqual([]);
  });

  it("is refused in another table's vault, though KMS would unwrap its key", async () => {
    const envelope = await make().encryptor.encrypt(Buffer.from("text"), context);
    const other = make({ context: { ...SETTINGS.context, table: "vault-other" } });
    await expect(other.encryptor.decrypt(envelope, context)).rejects.toThrow("sealed for another table");
  });
});
