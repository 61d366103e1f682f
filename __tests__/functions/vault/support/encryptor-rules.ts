import fc from "fast-check";
import type { Encryptor } from "../../../../functions/vault/encryptor";
import { EnvelopeError } from "../../../../functions/vault/envelope";
import type { MemoryKms } from "./memory-kms";

const context = { purpose: "card-number", customerId: "cus_1", token: "tok_1" };
const plaintext = Buffer.from("twenty bytes of text");

/** The rules of the Encryptor port, which every adapter keeps; `make` gives another instance at each call. */
export function describeEncryptor(name: string, make: () => { encryptor: Encryptor; kms: MemoryKms }): void {
  describe(`${name}, as any encryptor,`, () => {
    it("gives back what it was given", async () => {
      const { encryptor } = make();
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 64 }), fc.string(), async (bytes, customerId) => {
          const envelope = await encryptor.encrypt(bytes, { ...context, customerId });
          const opened = await encryptor.decrypt(envelope, { ...context, customerId });
          expect(Buffer.compare(opened, bytes)).toBe(0);
        }),
      );
    });

    it("opens what another instance wrote", async () => {
      const { encryptor, kms } = make();
      const other = make();
      const envelope = await encryptor.encrypt(plaintext, context);
      expect(Buffer.compare(await other.encryptor.decrypt(envelope, context), plaintext)).toBe(0);
      expect(other.kms.calls).toEqual(["decrypt"]);
      expect(kms.calls).toEqual(["generateDataKey"]);
    });

    it("makes another envelope of the same text each time", async () => {
      const { encryptor } = make();
      const envelopes = await Promise.all([1, 2, 3].map(() => encryptor.encrypt(plaintext, context)));
      expect(new Set(envelopes.map((envelope) => Buffer.from(envelope).toString("hex"))).size).toBe(3);
    });

    it("shows nothing of the text", async () => {
      const { encryptor } = make();
      expect(Buffer.from(await encryptor.encrypt(plaintext, context)).includes("bytes")).toBe(false);
    });

    it("refuses an envelope with any one byte changed", async () => {
      const { encryptor } = make();
      const envelope = await encryptor.encrypt(plaintext, context);
      for (let place = 0; place < envelope.length; place++) {
        for (const change of [0x01, 0x80]) {
          const tampered = Uint8Array.from(envelope);
          tampered[place] = (tampered[place] ?? 0) ^ change;
          await expect(encryptor.decrypt(tampered, context)).rejects.toThrow(EnvelopeError);
        }
      }
    });

    it("refuses an envelope that was cut or made longer", async () => {
      const { encryptor } = make();
      const envelope = await encryptor.encrypt(plaintext, context);
      for (let length = 0; length < envelope.length; length += 7) {
        await expect(encryptor.decrypt(envelope.subarray(0, length), context)).rejects.toThrow(EnvelopeError);
      }
      const longer = Buffer.concat([envelope, Uint8Array.of(0)]);
      await expect(encryptor.decrypt(longer, context)).rejects.toThrow(EnvelopeError);
    });

    it.each([
      ["customer", { customerId: "cus_2" }],
      ["token", { token: "tok_2" }],
      ["purpose", { purpose: "bank-account" }],
      ["boundary between customer and token", { customerId: "cus_1t", token: "ok_1" }],
    ])("refuses another %s", async (_, other) => {
      const { encryptor } = make();
      const envelope = await encryptor.encrypt(plaintext, context);
      await expect(encryptor.decrypt(envelope, { ...context, ...other })).rejects.toThrow(EnvelopeError);
    });

    it("lets through what goes wrong at KMS, which is no fault of the envelope", async () => {
      const envelope = await make().encryptor.encrypt(plaintext, context);
      const { encryptor, kms } = make();
      kms.before = () => {
        throw new RangeError("KMS is not there");
      };
      await expect(encryptor.decrypt(envelope, context)).rejects.toThrow(RangeError);
      await expect(encryptor.encrypt(plaintext, context)).rejects.toThrow("KMS is not there");
    });
  });
}
