import { coverageFaults, coverageText, type CoverageSummary } from "../../tools/test/coverage";

const row = (lines: number, branches: number) => ({
  lines: { total: 100, covered: lines },
  branches: { total: 10, covered: branches },
});
const summary = (lines: number, branches: number): CoverageSummary => ({
  total: row(lines, branches),
  "/repository/functions/a.ts": row(lines, branches),
  "/repository/functions/whole.ts": row(100, 10),
});

describe("the coverage threshold", () => {
  it("is kept at exactly its value", () => {
    expect(coverageFaults(summary(90, 9), 90, "/repository")).toEqual([]);
  });

  it("is missed below it, for lines, with the files that miss most", () => {
    expect(coverageFaults(summary(89, 10), 90, "/repository")).toEqual([
      "lines: 89.0 %, allowed: at least 90 %",
      "  functions/a.ts: 11 of 100 lines not covered",
    ]);
  });

  it("is missed below it, for branches", () => {
    expect(coverageFaults(summary(100, 8), 90, "/repository")[0]).toBe("branches: 80.0 %, allowed: at least 90 %");
  });

  it("is not kept by measuring nothing", () => {
    const nothing = { lines: { total: 0, covered: 0 }, branches: { total: 0, covered: 0 } };
    expect(coverageFaults({ total: nothing }, 90, "/repository")).toEqual(["no file was measured"]);
  });
});

describe("the coverage in one line", () => {
  it("rounds down, so that it never looks kept when it is not", () => {
    const total = { lines: { total: 1000, covered: 899 }, branches: { total: 3, covered: 2 } };
    expect(coverageText({ total })).toBe("lines 89.9 %, branches 66.6 %");
  });
});
