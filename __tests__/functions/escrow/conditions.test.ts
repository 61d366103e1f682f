import fc from "fast-check";
import { DEPTH_MAX, LEAVES_MAX, readCondition, type ReleaseCondition } from "../../../functions/escrow/conditions";
import { explain, isMet, missing, nextMoment, type ReleaseFacts } from "../../../functions/escrow/evaluation";
import { conditions, facts } from "./support/arbitraries";

const read = (value: unknown) => readCondition(value);
const faultsOf = (value: unknown) => {
  const result = read(value);
  return result.ok ? [] : result.errors.map(({ message }) => message);
};

const NOW = Date.parse("2026-11-21T12:00:00Z");
const nothing: ReleaseFacts = { now: NOW, events: [], approvals: [], evidence: [] };

describe("a release condition", () => {
  it("is read back as it was written, whatever it joins", () => {
    fc.assert(
      fc.property(conditions, (condition) => {
        expect(read(JSON.parse(JSON.stringify(condition)))).toEqual({ ok: true, condition });
      }),
    );
  });

  it("never makes the reader throw", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(typeof read(value).ok).toBe("boolean");
      }),
    );
  });

  it("needs one approval where no count is given", () => {
    expect(read({ approval: { role: "buyer" } })).toEqual({
      ok: true,
      condition: { approval: { role: "buyer", count: 1 } },
    });
  });

  it("keeps moments to the millisecond, in one form", () => {
    expect(read({ time: "2026-12-01T00:00:00Z" })).toEqual({
      ok: true,
      condition: { time: "2026-12-01T00:00:00.000Z" },
    });
  });

  it.each([
    ["nothing", undefined, "release_conditions: must be an object with one key of"],
    ["a text", "now", "release_conditions: must be an object with one key of"],
    ["two keys", { event: "a.b", evidence: "c" }, "release_conditions: must be an object with one key of"],
    ["an unknown key", { when: "later" }, "release_conditions: must be an object with one key of"],
    ["a key of every object", { constructor: "x" }, "release_conditions: must be an object with one key of"],
    ["an empty list", { all: [] }, "release_conditions.all: must be a list of at least one condition"],
    ["a day that does not exist", { time: "2026-02-30T00:00:00Z" }, "release_conditions.time: must be a moment"],
    ["a moment without a zone", { time: "2026-02-20T00:00:00" }, "release_conditions.time: must be a moment"],
    ["an event without a thing", { event: "completed" }, "release_conditions.event: must be a name such as"],
    ["no role", { approval: { count: 1 } }, "release_conditions.approval.role: must be a name such as buyer"],
    ["no approvals", { approval: { role: "buyer", count: 0 } }, "release_conditions.approval.count: must be a whole"],
    ["another field", { approval: { role: "a", by: "b" } }, "release_conditions.approval.by: there is no such field"],
  ])("is refused by its place: %s", (_, value, message) => {
    expect(faultsOf(value)[0]).toContain(message);
  });

  it("is refused with all its faults at once", () => {
    const value = { all: [{ time: "soon" }, { any: [{ event: "" }, { not: {} }] }] };
    expect(faultsOf(value).map((message) => message.split(":")[0])).toEqual([
      "release_conditions.all[0].time",
      "release_conditions.all[1].any[0].event",
      "release_conditions.all[1].any[1].not",
    ]);
  });

  it("is bounded in depth and in leaves", () => {
    const nested = (depth: number): ReleaseCondition =>
      depth === 1 ? { event: "service.completed" } : { not: nested(depth - 1) };
    expect(read(nested(DEPTH_MAX)).ok).toBe(true);
    expect(faultsOf(nested(DEPTH_MAX + 1)).join()).toContain("joined deeper than 6 levels");
    const wide = (leaves: number) => ({ any: Array.from({ length: leaves }, () => ({ evidence: "photo" })) });
    expect(read(wide(LEAVES_MAX)).ok).toBe(true);
    expect(faultsOf(wide(LEAVES_MAX + 1))).toEqual(["release_conditions: has 33 leaves, allowed are 32."]);
  });
});

describe("judging a condition", () => {
  it.each<[string, ReleaseCondition, Partial<ReleaseFacts>, boolean]>([
    ["a moment that is reached", { time: "2026-11-21T12:00:00.000Z" }, {}, true],
    ["a moment that is not", { time: "2026-11-21T12:00:00.001Z" }, {}, false],
    ["an event that was seen", { event: "service.completed" }, { events: ["service.completed"] }, true],
    ["another event", { event: "service.completed" }, { events: ["service.started"] }, false],
    ["evidence that was given", { evidence: "photo" }, { evidence: ["photo"] }, true],
    ["no evidence", { evidence: "photo" }, {}, false],
    [
      "two persons of two",
      { approval: { role: "buyer", count: 2 } },
      { approvals: ["a", "b"].map((by) => ({ role: "buyer", by })) },
      true,
    ],
    [
      "one person twice of two",
      { approval: { role: "buyer", count: 2 } },
      { approvals: ["a", "a"].map((by) => ({ role: "buyer", by })) },
      false,
    ],
    [
      "a person of another role",
      { approval: { role: "buyer", count: 1 } },
      { approvals: [{ role: "seller", by: "a" }] },
      false,
    ],
    ["what must not be, and is not", { not: { event: "service.cancelled" } }, {}, true],
    ["what must not be, and is", { not: { event: "a.b" } }, { events: ["a.b"] }, false],
  ])("%s", (_, condition, known, met) => {
    expect(isMet(condition, { ...nothing, ...known })).toBe(met);
  });

  it("follows the logic of all, any and not, whatever is joined", () => {
    fc.assert(
      fc.property(fc.array(conditions, { minLength: 1, maxLength: 4 }), facts, (several, known) => {
        const each = several.map((condition) => isMet(condition, known));
        expect(isMet({ all: several }, known)).toBe(each.every(Boolean));
        expect(isMet({ any: several }, known)).toBe(each.some(Boolean));
        expect(isMet({ not: several[0]! }, known)).toBe(!each[0]);
      }),
    );
  });

  it("names what is missing exactly where the condition is not met", () => {
    fc.assert(
      fc.property(conditions, facts, (condition, known) => {
        const explanation = explain(condition, known);
        expect(missing(explanation).length > 0).toBe(!explanation.met);
      }),
    );
  });

  it("explains itself in words", () => {
    const condition: ReleaseCondition = {
      all: [
        { event: "service.completed" },
        { approval: { role: "buyer", count: 2 } },
        { not: { event: "service.cancelled" } },
        { any: [{ time: "2026-12-01T00:00:00.000Z" }, { evidence: "photo" }] },
      ],
    };
    const known = { ...nothing, approvals: [{ role: "buyer", by: "a" }], events: ["service.cancelled"] };
    expect(missing(explain(condition, known))).toEqual([
      "service.completed was seen",
      "2 approved as buyer (1 of 2)",
      "not: service.cancelled was seen",
      "one of: the time is 2026-12-01T00:00:00.000Z; or evidence: photo",
    ]);
  });

  const [a, b, c] = ["a", "b", "c"].map((evidence): ReleaseCondition => ({ evidence })) as [
    ReleaseCondition,
    ReleaseCondition,
    ReleaseCondition,
  ];
  it.each<[string, ReleaseCondition, string[], string[]]>([
    ["all: each by itself, what is met left out", { all: [a, b, c] }, ["b"], ["evidence: a", "evidence: c"]],
    [
      "all of all: no deeper than all",
      { all: [a, { all: [b, c] }] },
      [],
      ["evidence: a", "evidence: b", "evidence: c"],
    ],
    ["any: all that would do, in one", { any: [a, b, c] }, [], ["one of: evidence: a; or evidence: b; or evidence: c"]],
    ["any of one: that one", { any: [a] }, [], ["evidence: a"]],
    [
      "any of any: one of all",
      { any: [a, { any: [b, c] }] },
      [],
      ["one of: evidence: a; or evidence: b; or evidence: c"],
    ],
    [
      "any with all: what goes together stands in parentheses",
      { any: [a, { all: [b, c] }] },
      [],
      ["one of: evidence: a; or (evidence: b and evidence: c)"],
    ],
    [
      "any with all: what is met of it left out",
      { any: [a, { all: [b, c] }] },
      ["b"],
      ["one of: evidence: a; or evidence: c"],
    ],
    [
      "any with all with any",
      { any: [a, { all: [b, { any: [a, c] }] }] },
      [],
      ["one of: evidence: a; or (evidence: b and (one of: evidence: a; or evidence: c))"],
    ],
    ["not any: none of them", { not: { any: [a, b] } }, ["a"], ["not: (one of: evidence: a; or evidence: b)"]],
    ["not all: not both", { not: { all: [a, b] } }, ["a", "b"], ["not: (evidence: a and evidence: b)"]],
    ["not not: the thing itself is told with both", { not: { not: a } }, [], ["not: not: evidence: a"]],
    ["any with not", { any: [a, { not: b }] }, ["b"], ["one of: evidence: a; or not: evidence: b"]],
    ["any that is met: nothing", { any: [a, b] }, ["b"], []],
  ])("explains %s", (_, condition, evidence, expected) => {
    expect(missing(explain(condition, { ...nothing, evidence }))).toEqual(expected);
  });

  it("names each leaf of what is not met, and closes each parenthesis that it opens", () => {
    fc.assert(
      fc.property(conditions, facts, (condition, known) => {
        for (const text of missing(explain(condition, known))) {
          expect(text.split("(").length).toBe(text.split(")").length);
          expect(text).not.toMatch(/^(not: |one of: )*$|: $|; or $| and $|\(\)/);
        }
      }),
    );
  });

  it("changes by time alone at the next moment at the earliest", () => {
    fc.assert(
      fc.property(conditions, facts, fc.nat(1_000_000_000), (condition, known, later) => {
        const next = nextMoment(condition, known.now) ?? Number.POSITIVE_INFINITY;
        const before = Math.min(known.now + later, next - 1);
        expect(isMet(condition, { ...known, now: before })).toBe(isMet(condition, known));
      }),
    );
  });
});
