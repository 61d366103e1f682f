import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { DataKeys } from "../../../functions/vault/data-keys";
import { decodeEnvelope, encodeHeader, EnvelopeError } from "../../../functions/vault/envelope";
import { LeanEncryptor } from "../../../functions/vault/lean-encryptor";
import { lengthPrefixed } from "../../../functions/vault/length-prefixed";
import { deriveMessageKey, extractKey } from "../../../functions/vault/message-key";
import { describeEncryptor } from "./support/encryptor-rules";
import { MemoryKms } from "./support/memory-kms";
import { ManualClock, seededRandom } from "./support/seeded";
import { SETTINGS, VAULT_KEY } from "./support/vault";

const context = { purpose: "card-number", customerId: "cus_1", token: "tok_1" };
let instances = 0;

function make(over: Partial<typeof SETTINGS> = {}) {
  const kms = new MemoryKms();
  const settings = { ...SETTINGS, ...over };
  const dataKeys = new DataKeys(kms, new ManualClock(), settings);
  const random = seededRandom(`lean ${instances++}`);
  return { kms, encryptor: new LeanEncryptor(settings.vaultKeyArn, dataKeys, random) };
}

describeEncryptor("the lean encryptor", () => make());

describe("a lean envelope", () => {
  it("names the vault's key by its id and opens in the key's other Regions", async () => {
    const envelope = await make().encryptor.encrypt(Buffer.from("text"), context);
    expect(decodeEnvelope(envelope).keyId).toBe("mrk-0a1b2c3d4e5f60718293a4b5c6d7e8f9");
  });

  it("is refused where it names another key, before KMS is asked", async () => {
    const envelope = await make().encryptor.encrypt(Buffer.from("text"), context);
    const other = make({ vaultKeyArn: VAULT_KEY.replace("mrk-0a", "mrk-0b") });
    await expect(other.encryptor.decrypt(envelope, context)).rejects.toThrow("names another key");
    expect(other.kms.calls).toEqual([]);
  });

  it("is refused in another table's vault", async () => {
    const envelope = await make().encryptor.encrypt(Buffer.from("text"), context);
    const other = make({ context: { ...SETTINGS.context, table: "vault-other" } });
    await expect(other.encryptor.decrypt(envelope, context)).rejects.toThrow(EnvelopeError);
  });

  it("is refused by its commitment where it was sealed anew under another key, though its tag is good", async () => {
    const kms = new MemoryKms();
    const encryptor = new LeanEncryptor(VAULT_KEY, new DataKeys(kms, new ManualClock(), SETTINGS), seededRandom("a"));
    const original = decodeEnvelope(await encryptor.encrypt(Buffer.from("mine"), context));
    // Whoever holds one more data key of the vault's, and leaves the first envelope's commitment in place.
    const { plaintext, wrapped } = await kms.generateDataKey(VAULT_KEY, SETTINGS.context);
    const { key } = deriveMessageKey(extractKey(plaintext), 1, context, original.messageId);
    const header = encodeHeader({ ...original, wrappedDataKey: wrapped });
    const data = lengthPrefixed(header, context.purpose, context.customerId, context.token);
    const cipher = createCipheriv("aes-256-gcm", key, original.nonce).setAAD(data);
    const ciphertext = Buffer.concat([cipher.update("forged"), cipher.final()]);
    const tag = cipher.getAuthTag();
    const decipher = createDecipheriv("aes-256-gcm", key, original.nonce).setAAD(data).setAuthTag(tag);
    expect(Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString()).toBe("forged");

    const forged = Buffer.concat([header, ciphertext, tag]);
    await expect(encryptor.decrypt(forged, context)).rejects.toThrow("does not commit");
  });

  it("with a commitment that is right and a tag that is not is refused by the tag", async () => {
    const { encryptor } = make();
    const envelope = await encryptor.encrypt(randomBytes(20), context);
    envelope[envelope.length - 1] = (envelope.at(-1) ?? 0) ^ 1;
    await expect(encryptor.decrypt(envelope, context)).rejects.toThrow("its tag does not match");
  });

  it("has a message id and a nonce of its own", async () => {
    const { encryptor } = make();
    const envelopes = await Promise.all(
      Array.from({ length: 100 }, () => encryptor.encrypt(Buffer.from("x"), context)),
    );
    const parts = envelopes.map((envelope) => decodeEnvelope(envelope));
    expect(new Set(parts.map(({ messageId }) => Buffer.from(messageId).toString("hex"))).size).toBe(100);
    expect(new Set(parts.map(({ nonce }) => Buffer.from(nonce).toString("hex"))).size).toBe(100);
  });

  it("takes no KMS call once the instance is warm", async () => {
    const { encryptor, kms } = make();
    await encryptor.encrypt(Buffer.from("x"), context);
    kms.calls.length = 0;
    for (let message = 0; message < 100; message++) await encryptor.encrypt(Buffer.from("x"), context);
    expect(kms.calls).toEqual([]);
  });
});
