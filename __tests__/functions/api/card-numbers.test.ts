import { LosslessNumber, parse } from "lossless-json";
import { cardNumberFaults, holdsCardNumber } from "../../../functions/api/card-numbers";

const paramsOf = (text: string, allowed: readonly string[] = [], amounts: readonly string[] = []) =>
  cardNumberFaults(parse(text), allowed, amounts).map(({ param }) => param);

describe("card numbers in a request", () => {
  it("are named by their path, in texts, number tokens, lists and names", () => {
    const text = '{"a":"4242 4242 4242 4242","b":[{"c":4242424242424242}],"d":{"4242424242424242":1},"e":"ok"}';
    expect(paramsOf(text)).toEqual(["a", "b[0].c", "d"]);
  });

  it("may stand where they belong", () => {
    expect(paramsOf('{"card":{"number":"4242424242424242","cvc":"4242424242424242"}}', ["card.number"])).toEqual([
      "card.cvc",
    ]);
  });

  it("are not seen in an amount that is as long as amounts are", () => {
    // 13 digits that pass Luhn.
    expect(paramsOf('{"amount":42222222222.22}', [], ["amount"])).toEqual([]);
    expect(paramsOf('{"amount":42222222222.22}')).toEqual(["amount"]);
    expect(paramsOf('{"amount":4222222222222}', [], ["amount"])).toEqual(["amount"]);
  });

  it("are not shown where their path holds one", () => {
    const faults = cardNumberFaults(parse('{"4242424242424242":{"a":"4242424242424242"}}'), [], []);
    expect(JSON.stringify(faults)).not.toContain("4242424242424242");
    expect(faults.map(({ param }) => param)).toEqual([""]);
  });
});

describe("card numbers in an answer", () => {
  it.each([
    { a: "4242424242424242" },
    { a: [{ b: 4242424242424242 }] },
    { a: 4242424242424242n },
    { "4242-4242-4242-4242": true },
    { a: new LosslessNumber("4242424242424242") },
  ])("are found in %p", (body) => {
    expect(holdsCardNumber(body)).toBe(true);
  });

  it.each([
    undefined,
    {
      amount: new LosslessNumber("42222222222.22"),
      amount_cents: 4222222222222,
      processing_cost_micros: 4222222222222,
    },
    {
      id: "pay_0190d5a2-7b1c-7c3e-9a54-0c6f5d2e8b11",
      at: "2026-03-01T12:00:00.000Z",
      ok: true,
      none: null,
      bin: "424242",
    },
  ])("are not seen in %p", (body) => {
    expect(holdsCardNumber(body)).toBe(false);
  });
});
