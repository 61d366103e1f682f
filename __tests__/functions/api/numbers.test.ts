import { parse } from "lossless-json";
import { settleNumbers } from "../../../functions/api/numbers";

const settle = (text: string, decimals: readonly string[] = ["amount"]) => settleNumbers(parse(text), decimals);

describe("the numbers of a body", () => {
  it("are decimal text where they are amounts", () => {
    expect(settle('{"amount":100.00,"currency":"USD"}')).toEqual({
      value: { amount: "100.00", currency: "USD" },
      faults: [],
    });
    const nested = settle('{"parts":[{"amount":1,"currency":"JPY"}]}', ["parts[].amount"]);
    expect(nested).toEqual({ value: { parts: [{ amount: "1", currency: "JPY" }] }, faults: [] });
  });

  it.each(["1.005", "1e21", "0", "0.00", "-1", "1E2", "100000000000000000"])("refuse %s USD", (amount) => {
    const { faults } = settle(`{"amount":${amount},"currency":"USD"}`);
    expect(faults).toEqual([expect.objectContaining({ code: "amount_invalid", param: "amount" })]);
  });

  it("refuse decimals that the currency does not have", () => {
    expect(settle('{"amount":1.5,"currency":"JPY"}').faults).toHaveLength(1);
    expect(settle('{"amount":1.005,"currency":"KWD"}').faults).toEqual([]);
  });

  it("tell of an unknown currency beside the amount, and leave a missing one to the schema", () => {
    expect(settle('{"amount":1,"currency":"XXQ"}').faults.map(({ code }) => code)).toEqual(["currency_invalid"]);
    expect(settle('{"amount":1}').faults).toEqual([]);
    expect(settle('{"amount":-1}').faults.map(({ param }) => param)).toEqual(["amount"]);
  });

  it("refuse an amount that is a text", () => {
    const { value, faults } = settle('{"amount":"99.99","currency":"USD"}');
    expect(value).toEqual({ amount: "99.99", currency: "USD" });
    expect(faults.map(({ code }) => code)).toEqual(["amount_invalid"]);
  });

  it("are numbers elsewhere where they are whole and short, else none", () => {
    expect(settle('{"a":12,"b":[-3],"c":1.5,"d":1e3,"e":1234567890123456}').value).toEqual({
      a: 12,
      b: [-3],
      c: Number.NaN,
      d: Number.NaN,
      e: Number.NaN,
    });
  });
});
