import { detailLines, lastLine, outcomeLine, passed, type Outcome } from "../../tools/test/outcome";

const outcome = (fields: Partial<Outcome>): Outcome => ({
  name: "lint",
  passed: 1,
  failed: 0,
  details: [],
  milliseconds: 1234,
  ...fields,
});

describe("the tally of a test run", () => {
  it("adds all steps up in one line", () => {
    expect(lastLine([outcome({}), outcome({ passed: 40, failed: 2 })])).toBe("41 passed, 2 failed");
  });

  it("passes when something ran and nothing failed", () => {
    expect(passed([outcome({})])).toBe(true);
  });

  it("fails when one thing failed", () => {
    expect(passed([outcome({}), outcome({ passed: 0, failed: 1 })])).toBe(false);
  });

  it("fails when nothing ran", () => {
    expect(passed([])).toBe(false);
  });
});

describe("a step's line of progress", () => {
  it("names the step and its time", () => {
    expect(outcomeLine(outcome({}))).toMatch(/^ok +lint +1\.2 s$/);
  });

  it("counts the tests of a step that has many", () => {
    expect(outcomeLine(outcome({ passed: 7 }))).toMatch(/7 passed$/);
  });

  it("shows a failure first", () => {
    expect(outcomeLine(outcome({ passed: 7, failed: 1 }))).toMatch(/^FAILED lint .* 7 passed, 1 failed$/);
  });
});

describe("the details of a failure", () => {
  it("lose their blank ends", () => {
    expect(detailLines("\n\n one  \n\n two\n\n")).toEqual([" one", "", " two"]);
  });

  it("are cut at a length that a person reads", () => {
    const lines = detailLines(Array.from({ length: 300 }, (_, index) => `line ${index}`).join("\n"));
    expect(lines).toHaveLength(201);
    expect(lines.at(-1)).toBe("... and 100 more lines");
  });
});
