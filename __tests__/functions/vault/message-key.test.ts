import { hkdfSync } from "node:crypto";
import { lengthPrefixed } from "../../../functions/vault/length-prefixed";
import { deriveMessageKey, type EnvelopeContext, extractKey } from "../../../functions/vault/message-key";

const context: EnvelopeContext = { purpose: "card-number", customerId: "cus_1", token: "tok_1" };
const dataKey = Buffer.alloc(32, 1);
const messageId = Buffer.alloc(32, 2);

const derived = (over: Partial<EnvelopeContext> = {}, version = 1, id = messageId, key = dataKey) => {
  const { key: messageKey, commitment } = deriveMessageKey(extractKey(key), version, { ...context, ...over }, id);
  return { key: messageKey.toString("hex"), commitment: commitment.toString("hex") };
};

describe("a message's key and commitment", () => {
  it("are HKDF-SHA-512 as Node makes it", () => {
    const info = lengthPrefixed(Uint8Array.of(1), "card-number", "cus_1", "tok_1", messageId);
    const expected = Buffer.from(hkdfSync("sha512", dataKey, "ecosystemaws-payments/card-envelope/v1", info, 64));
    const { key, commitment } = derived();
    expect(key + commitment).toBe(expected.toString("hex"));
  });

  it("are the same each time", () => {
    expect(derived()).toEqual(derived());
  });

  it.each([
    ["customer", derived({ customerId: "cus_2" })],
    ["token", derived({ token: "tok_2" })],
    ["purpose", derived({ purpose: "bank-account" })],
    ["boundary between fields", derived({ customerId: "cus_1tok", token: "_1" })],
    ["version", derived({}, 2)],
    ["message", derived({}, 1, Buffer.alloc(32, 3))],
    ["data key", derived({}, 1, messageId, Buffer.alloc(32, 3))],
  ])("are others for another %s", (_, other) => {
    expect(other.key).not.toBe(derived().key);
    expect(other.commitment).not.toBe(derived().commitment);
  });
});
