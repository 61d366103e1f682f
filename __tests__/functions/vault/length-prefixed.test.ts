import fc from "fast-check";
import { lengthPrefixed } from "../../../functions/vault/length-prefixed";

describe("fields joined behind their lengths", () => {
  it("stand as 4 bytes of length and UTF-8", () => {
    expect(lengthPrefixed("é", Uint8Array.of(7)).toString("hex")).toBe("00000002c3a90000000107");
  });

  it("are other bytes for any other list of fields", () => {
    const fields = fc.array(fc.oneof(fc.constantFrom("", "a", "ab", "b"), fc.string({ unit: "binary" })), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(fields, fields, (one, other) => {
        const same = one.length === other.length && one.every((field, index) => field === other[index]);
        expect(lengthPrefixed(...one).equals(lengthPrefixed(...other))).toBe(same);
      }),
    );
  });
});
