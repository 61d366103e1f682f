import fc from "fast-check";
import { EnvelopeError } from "../../../functions/vault/envelope";
import { decodeNumber, encodeNumber } from "../../../functions/vault/number-block";

const digits = fc.stringMatching(/^\d{1,19}$/);

describe("a card number block", () => {
  it("gives back the digits", () => {
    fc.assert(
      fc.property(digits, (number) => {
        expect(decodeNumber(encodeNumber(number))).toBe(number);
      }),
    );
  });

  it("has 20 bytes whatever the number's length", () => {
    fc.assert(
      fc.property(digits, (number) => {
        expect(encodeNumber(number)).toHaveLength(20);
      }),
    );
  });

  it.each(["", "1".repeat(20), "12a4", "4242 4242"])("does not take %j", (number) => {
    expect(() => encodeNumber(number)).toThrow(EnvelopeError);
  });

  it.each([
    ["no bytes", Buffer.alloc(0)],
    ["a length of none", Buffer.alloc(20)],
    ["a length beyond 19", Buffer.from([20, ...Buffer.from("1".repeat(19))])],
    ["another size", Buffer.concat([encodeNumber("42"), Buffer.alloc(1)])],
    ["something behind the digits", Buffer.from([2, ...Buffer.from("4".repeat(19))])],
    ["what is no digit", Buffer.from([2, 0x34, 0xb2, ...Buffer.alloc(17)])],
  ])("is refused with %s", (_, block) => {
    expect(() => decodeNumber(block)).toThrow(EnvelopeError);
  });
});
