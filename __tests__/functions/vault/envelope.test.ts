import fc from "fast-check";
import { decodeEnvelope, encodeHeader, EnvelopeError, type LeanHeader } from "../../../functions/vault/envelope";

const bytes = (min: number, max = min) => fc.uint8Array({ minLength: min, maxLength: max });
const headers: fc.Arbitrary<LeanHeader> = fc.record({
  keyId: fc.stringMatching(/^[a-z0-9-]{1,128}$/),
  wrappedDataKey: bytes(1, 1024),
  messageId: bytes(32),
  commitment: bytes(32),
  nonce: bytes(12),
});
const header: LeanHeader = {
  keyId: "mrk-1",
  wrappedDataKey: new Uint8Array(184),
  messageId: new Uint8Array(32),
  commitment: new Uint8Array(32),
  nonce: new Uint8Array(12),
};

describe("a lean envelope", () => {
  it("is read as it was written", () => {
    fc.assert(
      fc.property(headers, bytes(1, 1024), bytes(16), (written, ciphertext, tag) => {
        const head = encodeHeader(written);
        const read = decodeEnvelope(Buffer.concat([head, ciphertext, tag]));
        expect(read.keyId).toBe(written.keyId);
        for (const name of ["wrappedDataKey", "messageId", "commitment", "nonce"] as const) {
          expect(Buffer.compare(read[name], written[name])).toBe(0);
        }
        expect(Buffer.compare(read.header, head)).toBe(0);
        expect(Buffer.compare(read.ciphertext, ciphertext)).toBe(0);
        expect(Buffer.compare(read.tag, tag)).toBe(0);
      }),
    );
  });

  it("is refused where it ends too early, at whatever byte", () => {
    const whole = Buffer.concat([encodeHeader(header), Buffer.alloc(1 + 16)]);
    expect(() => decodeEnvelope(whole)).not.toThrow();
    for (let length = 0; length < whole.length; length++) {
      expect(() => decodeEnvelope(whole.subarray(0, length))).toThrow(EnvelopeError);
    }
  });

  it("gives an envelope or an EnvelopeError for whatever bytes come", () => {
    fc.assert(
      fc.property(bytes(0, 400), fc.boolean(), (noise, first) => {
        const envelope = first ? Buffer.concat([Uint8Array.of(1, 4), noise]) : noise;
        try {
          expect(decodeEnvelope(envelope).tag).toHaveLength(16);
        } catch (error) {
          expect(error).toBeInstanceOf(EnvelopeError);
        }
      }),
    );
  });

  it("says what is wrong by name, length and what is allowed", () => {
    expect(() => decodeEnvelope(Uint8Array.of(9))).toThrow("The envelope's version is 9, not 1.");
    expect(() => decodeEnvelope(Uint8Array.of(1, 0))).toThrow(
      "The envelope's key id has 0 bytes; 1 to 128 are allowed.",
    );
    const long = Buffer.concat([encodeHeader(header), Buffer.alloc(1025 + 16)]);
    expect(() => decodeEnvelope(long)).toThrow("The envelope's ciphertext has 1025 bytes; 1 to 1024 are allowed.");
  });

  it.each([
    ["key id", { keyId: "" }],
    ["key id", { keyId: "k".repeat(129) }],
    ["wrapped data key", { wrappedDataKey: new Uint8Array(0) }],
    ["wrapped data key", { wrappedDataKey: new Uint8Array(1025) }],
    ["message id", { messageId: new Uint8Array(31) }],
    ["commitment", { commitment: new Uint8Array(33) }],
    ["nonce", { nonce: new Uint8Array(11) }],
  ])("is not written with a %s of another length", (what, wrong) => {
    expect(() => encodeHeader({ ...header, ...wrong })).toThrow(`The envelope's ${what} has`);
  });
});
