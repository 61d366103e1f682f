import fc from "fast-check";
import { type CardInput, readCard } from "../../../functions/vault/card";
import { AMEX, goodNumber, VISA, withCheckDigit, written } from "./support/cards";

const NOW = Date.parse("2026-11-15T12:00:00Z");
const valid: CardInput = { number: VISA, expMonth: 12, expYear: 2030 };

function faultsOf(input: Partial<CardInput>): unknown {
  const card = readCard({ ...valid, ...input }, NOW);
  return Array.isArray(card) ? card : [];
}

describe("reading a card", () => {
  it("takes a number of any brand, as digits or in groups, and keeps the digits", () => {
    fc.assert(
      fc.property(
        goodNumber.chain((number) => fc.tuple(fc.constant(number), written(number))),
        ([number, text]) => {
          expect(readCard({ ...valid, number: text }, NOW)).toMatchObject({ digits: number });
        },
      ),
    );
  });

  it("takes a number of no known brand", () => {
    const number = withCheckDigit("99990000111");
    expect(readCard({ ...valid, number }, NOW)).toMatchObject({ digits: number, brand: { name: "unknown" } });
  });

  it.each([
    "",
    "4242",
    "4242  4242 4242 4242",
    " 4242424242424242",
    "4242_4242_4242_4242",
    "４２４２４２４２４２４２４２４２",
    "1".repeat(20),
  ])("refuses %j, which is no number of 12 to 19 digits", (number) => {
    expect(faultsOf({ number })).toEqual([
      {
        code: "card_number_invalid",
        param: "card.number",
        message: "card.number: must be 12 to 19 digits; single spaces and hyphens may stand between them.",
      },
    ]);
  });

  it("refuses a wrong check digit", () => {
    expect(faultsOf({ number: "4242424242424241" })).toEqual([
      { code: "card_number_invalid", param: "card.number", message: "card.number: its check digit is wrong (Luhn)." },
    ]);
  });

  it("refuses a length that the brand does not have", () => {
    expect(faultsOf({ number: withCheckDigit("5555555555555") })).toEqual([
      {
        code: "card_number_invalid",
        param: "card.number",
        message: "card.number: has 14 digits; a mastercard number has 16.",
      },
    ]);
  });

  it.each([
    ["the month that is running", 11, 2026, []],
    ["the month before", 10, 2026, ["card_expired"]],
    ["the year before", 12, 2025, ["card_expired"]],
    ["twenty years on", 11, 2046, []],
    ["a month more", 12, 2046, ["expiry_too_far"]],
  ])("an expiry in %s", (_, expMonth, expYear, codes) => {
    expect(faultsOf({ expMonth, expYear })).toMatchObject(codes.map((code) => ({ code, param: "card.expYear" })));
  });

  it("is good through the last moment of its month", () => {
    const card: CardInput = { ...valid, expMonth: 11, expYear: 2026 };
    expect(readCard(card, Date.parse("2026-11-30T23:59:59.999Z"))).toMatchObject({ digits: VISA });
    expect(readCard(card, Date.parse("2026-12-01T00:00:00Z"))).toMatchObject([{ code: "card_expired" }]);
  });

  it.each([
    [VISA, "123", true],
    [VISA, "1234", false],
    [AMEX, "1234", true],
    [AMEX, "123", false],
    [VISA, "12a", false],
    [VISA, "", false],
    ["999900001115", "1234", true],
  ])("a code for %s of %j: %s", (number, cvc, good) => {
    const faults = faultsOf({ number: number === "999900001115" ? withCheckDigit("99990000111") : number, cvc });
    expect(faults).toMatchObject(good ? [] : [{ code: "cvc_invalid", param: "card.cvc" }]);
  });

  it.each([
    [{ expMonth: 0 }, "card.expMonth: must be a whole number from 1 to 12."],
    [{ expMonth: 13 }, "card.expMonth: must be a whole number from 1 to 12."],
    [{ expMonth: 1.5 }, "card.expMonth: must be a whole number from 1 to 12."],
    [{ expYear: 30 }, "card.expYear: must be a whole number from 1000 to 9999."],
    [{ expYear: Number.NaN }, "card.expYear: must be a whole number from 1000 to 9999."],
  ])("refuses an expiry that is no month: %j", (input, message) => {
    expect(faultsOf(input)).toMatchObject([{ code: "invalid", message }]);
  });

  it("tells a wrong check digit and an impossible month in one answer", () => {
    expect(faultsOf({ number: `${VISA.slice(0, -1)}${VISA.endsWith("1") ? "2" : "1"}`, expMonth: 13 })).toMatchObject([
      { code: "card_number_invalid" },
      { code: "invalid", param: "card.expMonth" },
    ]);
  });

  it("names all faults at once, and checks a code by itself where the number says no brand", () => {
    expect(faultsOf({ number: "4242", expMonth: 1, expYear: 2020, cvc: "12345" })).toMatchObject([
      { code: "card_number_invalid" },
      { code: "card_expired" },
      { code: "cvc_invalid", message: "card.cvc: must be 3 or 4 digits." },
    ]);
    const wrong = { number: withCheckDigit("5555555555555").slice(0, -1) + "x", cvc: "123" };
    expect(faultsOf(wrong)).toMatchObject([{ code: "card_number_invalid" }]);
    expect(faultsOf({ number: "55555555555551" })).toHaveLength(2);
  });

  it("never names a digit group of the number in a fault", () => {
    const digits = fc.stringMatching(/^\d{6,19}$/);
    fc.assert(
      fc.property(digits, (number) => {
        for (const part of [number, number.slice(0, 6), number.slice(-6)]) {
          expect(JSON.stringify(faultsOf({ number, expYear: 2001 }))).not.toContain(part);
        }
      }),
    );
  });
});
