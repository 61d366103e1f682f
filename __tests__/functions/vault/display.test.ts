import fc from "fast-check";
import { displayOf } from "../../../functions/vault/display";
import { AMEX, anyNumber, goodNumber, VISA } from "./support/cards";

describe("what may be shown of a card number", () => {
  it.each([
    ["16 digits of a brand with a BIN of eight", VISA, { brand: "visa", bin: "42424242", lastFour: "4242" }],
    ["16 digits of a brand with a BIN of six", "3566002020360505", { brand: "jcb", bin: "356600", lastFour: "0505" }],
    ["16 digits of no known brand", "9999000000000000", { brand: "unknown", bin: "999900", lastFour: "0000" }],
    ["15 digits", AMEX, { brand: "amex", bin: "378282", lastFour: "0005" }],
    ["14 digits", "36227206271667", { brand: "diners", lastFour: "1667" }],
    ["13 digits of a brand with a BIN of eight", "4222222222222", { brand: "visa", lastFour: "2222" }],
    ["12 digits", "501800000009", { brand: "maestro", lastFour: "0009" }],
  ])("of %s", (_, number, shown) => {
    expect(displayOf(number)).toEqual(shown);
  });

  it("never leaves fewer than four digits hidden, nor more of a short number than its last four", () => {
    fc.assert(
      fc.property(fc.oneof(anyNumber, goodNumber), (number) => {
        const { bin = "", lastFour } = displayOf(number);
        const most = number.length >= 16 ? 12 : number.length === 15 ? 10 : 4;
        expect(bin.length + lastFour.length).toBeLessThanOrEqual(most);
        expect(number.length - bin.length - lastFour.length).toBeGreaterThanOrEqual(4);
        expect(number.startsWith(bin)).toBe(true);
        expect(number.endsWith(lastFour)).toBe(true);
      }),
    );
  });
});
