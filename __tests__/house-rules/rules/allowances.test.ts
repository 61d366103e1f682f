import { withoutAllowed, type Allowance } from "../../../tools/house-rules/allowances";
import { findingText } from "../../../tools/house-rules/rule";

const finding = (path: string) => ({ path, line: 1, message: "is wrong." });
const allowance = (fields: Partial<Allowance>): Allowance => ({
  id: "HR-1",
  rule: "a rule",
  path: "a.ts",
  reason: "known",
  ...fields,
});

describe("an allowance", () => {
  it("excuses its rule in its file, and is told as used", () => {
    expect(withoutAllowed("a rule", [finding("a.ts")], [allowance({})])).toEqual({ left: [], used: ["HR-1"] });
  });

  it("excuses no other rule", () => {
    expect(withoutAllowed("other rule", [finding("a.ts")], [allowance({})])).toEqual({
      left: [finding("a.ts")],
      used: [],
    });
  });

  it("excuses no other file", () => {
    expect(withoutAllowed("a rule", [finding("b/a.ts")], [allowance({})]).left).toHaveLength(1);
  });

  it("excuses a whole folder, for every rule, where it says so", () => {
    const whole = allowance({ rule: "*", path: "b/" });
    expect(withoutAllowed("any rule", [finding("b/c/a.ts")], [whole]).left).toEqual([]);
  });
});

describe("a finding", () => {
  it("reads as place and words", () => {
    expect(findingText(finding("a.ts"))).toBe("a.ts:1 is wrong.");
  });
});
