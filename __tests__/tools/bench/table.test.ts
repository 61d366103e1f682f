import { isMet, type Figure } from "../../../tools/bench/figure";
import { numberText, tableLines } from "../../../tools/bench/table";

const figure = (fields: Partial<Figure> = {}): Figure => ({ what: "seal", value: 2, unit: "times", ...fields });

describe("a goal", () => {
  it.each([
    ["at most", 3, 3, true],
    ["at most", 3, 3.01, false],
    ["at least", 0.8, 0.8, true],
    ["at least", 0.8, 0.79, false],
    ["under", 1, 0.99, true],
    ["under", 1, 1, false],
    ["exactly", 0, 0, true],
    ["exactly", 0, 1, false],
  ] as const)("of %s %d is judged for %d", (rule, value, seen, met) => {
    expect(isMet(figure({ value: seen, goal: { rule, value } }))).toBe(met);
  });

  it("that nobody set is neither met nor missed", () => {
    expect(isMet(figure())).toBeUndefined();
  });
});

describe("the table of a benchmark", () => {
  it("stands in columns, goals beside figures, notes below", () => {
    const figures = [
      figure({ goal: { rule: "at most", value: 3 } }),
      figure({ what: "warm tokenise", value: 1234.4, unit: "calls", goal: { rule: "exactly", value: 0 } }),
      figure({ what: "load", value: 0.1234, spread: 0.02, unit: "ms" }),
    ];
    expect(tableLines({ figures, notes: ["as it was"] })).toEqual([
      "  seal                      2 times  goal at most 3  met",
      "  warm tokenise          1234 calls  goal exactly 0  NOT MET",
      "  load           0.123 ± 0.01 ms",
      "  (as it was)",
    ]);
  });

  it("is empty where there is nothing", () => {
    expect(tableLines({ figures: [] })).toEqual([]);
  });
});

describe("a number in the table", () => {
  it.each([
    [0, "0"],
    [3, "3"],
    [1.999, "2"],
    [0.0636, "0.0636"],
    [0.000_000_4, "0"],
    [12.345, "12.3"],
    [100, "100"],
    [123_456.7, "123457"],
    [-2.5, "-2.5"],
  ])("%d reads %s", (value, text) => {
    expect(numberText(value)).toBe(text);
  });
});
