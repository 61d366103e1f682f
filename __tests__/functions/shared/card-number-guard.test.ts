import fc from "fast-check";
import {
  findCardNumbers,
  looksLikeCardNumber,
  maskCardNumbers,
  passesLuhn,
} from "../../../functions/shared/card-number-guard";
import { AMEX, anyNumber, MASTERCARD, VISA, withCheckDigit } from "../vault/support/cards";

const guarded = anyNumber.filter((number) => number.length >= 13);

describe("the Luhn check", () => {
  it.each([VISA, MASTERCARD, AMEX, "0"])("passes %s", (number) => {
    expect(passesLuhn(number)).toBe(true);
  });

  it("passes exactly one of ten check digits", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{1,18}$/), (digits) => {
        const passing = [..."0123456789"].filter((digit) => passesLuhn(digits + digit));
        expect(passing).toHaveLength(1);
      }),
    );
  });

  it("fails where one digit is wrong", () => {
    fc.assert(
      fc.property(guarded, fc.nat(), fc.integer({ min: 1, max: 9 }), (number, seed, shift) => {
        const place = seed % number.length;
        const wrong = String((Number(number[place]) + shift) % 10);
        expect(passesLuhn(number.slice(0, place) + wrong + number.slice(place + 1))).toBe(false);
      }),
    );
  });
});

describe("masking card numbers", () => {
  it("removes any number of 13 to 19 digits that passes Luhn, wherever it stands", () => {
    const around = fc.constantFrom("", " ", "card=", "pan:", '{"number":"', "é", "x");
    fc.assert(
      fc.property(guarded, around, around, (number, before, after) => {
        const masked = maskCardNumbers(`${before}${number}${after}`);
        expect(masked).not.toContain(number);
        expect(masked).toContain("[card number removed]");
      }),
    );
  });

  it.each([
    "4242 4242 4242 4242",
    "4242-4242-4242-4242",
    "4242.4242.4242.4242",
    "4242\u00a04242\u00a04242\u00a04242",
    "4242\u20114242\u20114242\u20114242",
    "4242  4242  4242  4242",
    "4242\n4242\n4242\n4242",
    "4242\u200b4242\u200b4242\u200b4242",
    "4242\u00ad-4242-\u20604242-4242",
    [..."4242424242424242"].map((digit) => `${digit}\ufe0f\u20e3`).join(""),
    "42\u030142 4242 4242 4242",
    "4242424242424242",
    "4242 4242 4242 4242 12 2030",
    "4242424242424242 123",
    "4242_4242_4242_4242",
    "4242/4242/4242/4242",
    "4242:4242:4242:4242",
    "4242|4242|4242|4242",
    "4242+4242+4242+4242",
    "3782_822463_10005",
    "00004242424242424242000000",
  ])("removes %j, however it is written", (text) => {
    expect(maskCardNumbers(`before ${text} after`)).toBe("before [card number removed] after");
  });

  it.each([
    ["a number that fails Luhn", "4242424242424241"],
    ["twelve digits", withCheckDigit("42424242424")],
    ["a date and time", "2026-11-15T12:00:00.000Z"],
    ["an amount", "1234567.89"],
    ["a number whose groups are no card's", "42424242_4242_4242"],
    ["a number in groups that fails Luhn", "4242_4242_4242_4241"],
    ["groups with a list's signs between them", "4242,4242,4242,4242"],
    ["groups with several signs between them", "4242_4242/4242_4242"],
    ["a trace number", "42424242/4242424"],
    ["the name of a file that passes as digits alone", "11000000_2026-11-24_standard_01"],
  ])("leaves %s as it is", (_, text) => {
    expect(maskCardNumbers(text)).toBe(text);
  });

  it("leaves UUIDs as they are, whatever their digits", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{8}-[0-9]{4}-7[0-9]{3}-8[0-9]{3}-[0-9]{12}$/), (uuid) => {
        expect(maskCardNumbers(`tok_${uuid}`)).toBe(`tok_${uuid}`);
      }),
    );
  });

  it("leaves long hexadecimal words as they are", () => {
    const word = `5759e988bd862e3f${VISA}`;
    expect(maskCardNumbers(`trace ${word}`)).toBe(`trace ${word}`);
  });

  it("still finds a number beside a UUID", () => {
    const uuid = "01934d5a-7b1c-7c3e-9a54-0c6f5d2e8b11";
    expect(maskCardNumbers(`${uuid} ${VISA} ${uuid}`)).toBe(`${uuid} [card number removed] ${uuid}`);
  });

  it("finds a number in a longer run of digits exactly where a part of 13 to 19 digits passes Luhn", () => {
    const digits = fc.oneof(fc.stringMatching(/^\d{20,40}$/), fc.stringMatching(/^(0{20,40}|1{20,40}|(13){10,20})$/));
    fc.assert(
      fc.property(digits, (run) => {
        const parts = [...run].flatMap((_, from) => [13, 14, 15, 16, 17, 18, 19].map((n) => run.slice(from, from + n)));
        const holds = parts.some((part) => part.length >= 13 && passesLuhn(part));
        expect(looksLikeCardNumber(run)).toBe(holds);
      }),
    );
    expect(looksLikeCardNumber("1".repeat(40))).toBe(false);
  });

  it("is done with marks of any number and order in a moment", () => {
    const text = `a${"\u0300\u0316".repeat(60_000)}`;
    const begun = performance.now();
    expect(maskCardNumbers(text)).toBe(text);
    expect(performance.now() - begun).toBeLessThan(5000);
  });

  it("gives a text without card numbers back as it was, not folded", () => {
    expect(maskCardNumbers("ﬁve ４２")).toBe("ﬁve ４２");
    expect(maskCardNumbers("cafe\u0301 4\ufe0f\u20e3")).toBe("cafe\u0301 4\ufe0f\u20e3");
    expect(maskCardNumbers("a\u200bb 1\u00ad234567890123")).toBe("a\u200bb 1\u00ad234567890123");
    expect(looksLikeCardNumber("ﬁve ４２")).toBe(false);
  });
});

describe("finding card numbers in a JSON value", () => {
  it("names the paths and passes over those that are allowed", () => {
    const value = {
      card: { number: VISA, cvc: `x${VISA}` },
      notes: ["fine", { text: `is ${AMEX}` }],
      id: Number(VISA),
    };
    expect(findCardNumbers(value, ["card.number"])).toEqual(["card.cvc", "notes[1].text", "id"]);
  });

  it("names a field whose name is a card number by what holds it", () => {
    expect(findCardNumbers({ [VISA]: 1, card: { [MASTERCARD]: 1, [AMEX]: 2 } })).toEqual(["", "card"]);
  });

  it("finds nothing where there is nothing", () => {
    expect(findCardNumbers({ a: null, b: true, c: [1, undefined], d: 10n })).toEqual([]);
  });
});
