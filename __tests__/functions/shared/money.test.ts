import fc from "fast-check";
import {
  addMoney,
  allocateMoney,
  AMOUNT_CENTS_MAX,
  BASIS_POINTS_WHOLE,
  compareMoney,
  formatMoney,
  type Money,
  money,
  MoneyError,
  parseMoney,
  shareOfMoney,
  splitMoney,
  subtractMoney,
} from "../../../functions/shared/money";

const usd = (cents: number) => money(cents, "USD");
const cents = fc.integer({ min: 0, max: AMOUNT_CENTS_MAX });

function parsed(text: string, currency: string): Money {
  const result = parseMoney(text, currency);
  if (!result.ok) throw new Error(result.faults.map(({ message }) => message).join(" "));
  return result.money;
}

function messages(text: string, currency: string, field?: string): string[] {
  const result = parseMoney(text, currency, field);
  return result.ok ? [] : result.faults.map(({ message }) => message);
}

describe("money", () => {
  it("is whole cents from nothing to the largest amount, and an ISO 4217 code", () => {
    expect(usd(0)).toEqual({ cents: 0, currency: "USD" });
    expect(usd(AMOUNT_CENTS_MAX).cents).toBe(AMOUNT_CENTS_MAX);
    expect(Object.is(usd(-0).cents, 0)).toBe(true);
  });

  it.each([0.5, -1, Number.NaN, Infinity, AMOUNT_CENTS_MAX + 1])("is not %s cents", (wrong) => {
    expect(() => usd(wrong)).toThrow(MoneyError);
    expect(() => usd(wrong)).toThrow(`cents: saw ${wrong}, allowed is a whole number from 0 to 99999999999999.`);
  });

  it.each(["usd", "US", "HRK", ""])("is not in %p", (wrong) => {
    expect(() => money(1, wrong)).toThrow(`currency: saw "${wrong}", allowed is an ISO 4217 code.`);
  });
});

describe("an amount as decimal text", () => {
  it.each([
    ["100.00", "USD", 10_000],
    ["100", "USD", 10_000],
    ["0.5", "EUR", 50],
    ["0.01", "USD", 1],
    ["1500", "JPY", 1500],
    ["1.005", "KWD", 1005],
    ["999999999999.99", "USD", AMOUNT_CENTS_MAX],
    ["90071992547.41", "USD", 9_007_199_254_741],
  ])("%s %s is %i cents", (text, currency, expected) => {
    expect(parsed(text, currency)).toEqual(money(expected, currency));
  });

  it.each([
    ["1.005", "USD"],
    ["1.500", "USD"],
    ["1.5", "JPY"],
    ["1.0005", "KWD"],
    ["1e21", "USD"],
    ["1E2", "USD"],
    ["0", "USD"],
    ["0.00", "USD"],
    ["-1", "USD"],
    ["+1", "USD"],
    ["01", "USD"],
    [".5", "USD"],
    ["5.", "USD"],
    [" 5", "USD"],
    ["1,000", "USD"],
    ["", "USD"],
    ["NaN", "USD"],
    ["Infinity", "USD"],
    ["0x10", "USD"],
    ["١٢", "USD"],
    ["1000000000000.00", "USD"],
    ["100000000000000", "JPY"],
    ["9".repeat(400), "USD"],
  ])("is refused as %s %s", (text, currency) => {
    expect(messages(text, currency)).toHaveLength(1);
  });

  it("that is refused is named by field, what was seen and what is allowed", () => {
    expect(messages("1.005", "USD", "refund.amount")).toEqual([
      'refund.amount: saw "1.005", allowed is a decimal number above 0 and up to 999999999999.99 with at most 2 decimals, without sign or exponent.',
    ]);
    expect(messages("1.5", "JPY")).toEqual([
      'amount: saw "1.5", allowed is a decimal number above 0 and up to 99999999999999 with at most 0 decimals, without sign or exponent.',
    ]);
  });

  it("in an unknown currency has all its faults told at once", () => {
    expect(messages("1.005", "usd", "refund.amount")).toEqual([
      'refund.currency: saw "usd", allowed is an ISO 4217 code in capitals, such as USD.',
    ]);
    const result = parseMoney("-1", "??");
    expect(!result.ok && result.faults.map(({ code, param }) => [code, param])).toEqual([
      ["amount_invalid", "amount"],
      ["currency_invalid", "currency"],
    ]);
    expect(messages("9999999999999.99", "??")).toHaveLength(2);
  });

  it("never puts a card number or a long text into a message", () => {
    expect(messages("4242424242424242", "USD")[0]).toContain('saw "[card number removed]"');
    expect(messages("x".repeat(1000), "USD")[0]!.length).toBeLessThan(250);
  });

  it("comes back as it was written, in each currency", () => {
    fc.assert(
      fc.property(
        cents.filter((some) => some > 0),
        fc.constantFrom("USD", "EUR", "JPY", "KWD"),
        (some, currency) => {
          expect(parsed(formatMoney(money(some, currency)), currency)).toEqual(money(some, currency));
        },
      ),
    );
  });

  it("is written with all its decimals", () => {
    expect([usd(0), usd(5), usd(9999), money(7, "KWD"), money(1500, "JPY")].map(formatMoney)).toEqual([
      "0.00",
      "0.05",
      "99.99",
      "0.007",
      "1500",
    ]);
  });
});

describe("arithmetic with money", () => {
  it("adds and subtracts back, and compares", () => {
    const half = fc.integer({ min: 0, max: (AMOUNT_CENTS_MAX - 1) / 2 });
    fc.assert(
      fc.property(half, half, (a, b) => {
        const sum = addMoney(usd(a), usd(b));
        expect(subtractMoney(sum, usd(b))).toEqual(usd(a));
        expect(Math.sign(compareMoney(usd(a), usd(b)))).toBe(Math.sign(a - b));
      }),
    );
  });

  it("keeps to one currency", () => {
    for (const operation of [addMoney, subtractMoney, compareMoney]) {
      expect(() => operation(usd(1), money(1, "EUR"))).toThrow("currency: saw USD and EUR in one calculation");
    }
  });

  it("does not go below nothing or above the largest amount", () => {
    expect(() => subtractMoney(usd(1), usd(2))).toThrow(MoneyError);
    expect(() => addMoney(usd(AMOUNT_CENTS_MAX), usd(1))).toThrow(MoneyError);
  });
});

describe("a share", () => {
  it("is rounded half up to the cent, exactly", () => {
    expect([1, 17, 18, 10_000].map((some) => shareOfMoney(usd(some), 290).cents)).toEqual([0, 0, 1, 290]);
    expect(shareOfMoney(usd(50), 100)).toEqual(usd(1));
    expect(shareOfMoney(usd(AMOUNT_CENTS_MAX), BASIS_POINTS_WHOLE)).toEqual(usd(AMOUNT_CENTS_MAX));
  });

  it.each([-1, 0.5, 10_001])("by %s basis points is refused", (wrong) => {
    expect(() => shareOfMoney(usd(1), wrong)).toThrow(MoneyError);
  });
});

describe("a split", () => {
  const weights = fc
    .array(fc.integer({ min: 0, max: BASIS_POINTS_WHOLE }), { minLength: 1, maxLength: 12 })
    .filter((some) => some.some((weight) => weight > 0));

  it("loses and makes no cent, and is off by less than one cent in each part", () => {
    fc.assert(
      fc.property(cents, weights, (whole, some) => {
        const parts = splitMoney(usd(whole), some);
        expect(parts.reduce(addMoney, usd(0))).toEqual(usd(whole));
        const total = BigInt(some.reduce((sum, weight) => sum + weight, 0));
        parts.forEach((part, place) => {
          const off = BigInt(part.cents) * total - BigInt(whole) * BigInt(some[place]!);
          expect(off > -total && off < total).toBe(true);
        });
      }),
    );
  });

  it("gives what remains to the largest fractions lost, between equals to the earlier", () => {
    expect(splitMoney(usd(100), [1, 1, 1]).map((part) => part.cents)).toEqual([34, 33, 33]);
    expect(splitMoney(usd(101), [1, 1, 1]).map((part) => part.cents)).toEqual([34, 34, 33]);
    expect(splitMoney(usd(10), [1, 2, 4]).map((part) => part.cents)).toEqual([1, 3, 6]);
    expect(splitMoney(usd(7), [0, 1]).map((part) => part.cents)).toEqual([0, 7]);
  });

  it("by basis points takes what adds up to the whole, alone", () => {
    expect(allocateMoney(usd(9999), [9000, 1000]).map((part) => part.cents)).toEqual([8999, 1000]);
    expect(() => allocateMoney(usd(1), [9000, 999])).toThrow("basis points: saw a sum of 9999, allowed is 10000.");
  });

  it.each([[[]], [[0, 0]], [[-1, 2]], [[0.5]], [[10_001]]])("by %p is refused", (wrong) => {
    expect(() => splitMoney(usd(1), wrong)).toThrow(MoneyError);
  });
});
