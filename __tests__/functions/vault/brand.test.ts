import { BRAND_RANGES, brandOf } from "../../../functions/vault/brand";

describe("a card's brand", () => {
  // Numbers that acquirers publish for testing.
  it.each([
    ["4242424242424242", "visa"],
    ["4000056655665556", "visa"],
    ["5555555555554444", "mastercard"],
    ["2223003122003222", "mastercard"],
    ["2720990000000007", "mastercard"],
    ["378282246310005", "amex"],
    ["371449635398431", "amex"],
    ["6011111111111117", "discover"],
    ["6011000990139424", "discover"],
    ["3056930009020004", "diners"],
    ["36227206271667", "diners"],
    ["3566002020360505", "jcb"],
    ["6200000000000005", "unionpay"],
    ["8171999900000000021", "unionpay"],
    ["6759649826438453", "maestro"],
    ["5018000000000009", "maestro"],
  ])("of %s is %s", (number, brand) => {
    expect(brandOf(number).name).toBe(brand);
  });

  it.each(["2220999999999999", "2721000000000000", "9999999999999999", "6430000000000000", "1", ""])(
    "of %s is unknown, which is allowed",
    (number) => {
      expect(brandOf(number).name).toBe("unknown");
    },
  );

  it.each(BRAND_RANGES)("is $brand from $first to $last", ({ first, last, brand }) => {
    expect(brandOf(first.padEnd(16, "0")).name).toBe(brand);
    expect(brandOf(last.padEnd(16, "9")).name).toBe(brand);
  });

  it("has ranges that do not overlap", () => {
    const ranges = BRAND_RANGES.map(({ first, last }) => [first.padEnd(8, "0"), last.padEnd(8, "9")] as const);
    ranges.sort(([a], [b]) => (a < b ? -1 : 1));
    ranges.slice(1).forEach(([first], index) => {
      expect(first > (ranges[index]?.[1] ?? "")).toBe(true);
    });
  });
});
