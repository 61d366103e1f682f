import fc from "fast-check";
import { filterOf, FilterPatternError } from "../../../local/pumps/filters";

const passes = (pattern: object, record: Record<string, unknown>): boolean =>
  filterOf([JSON.stringify(pattern)])(record);

describe("an event source mapping's filter", () => {
  it.each<[string, object, Record<string, unknown>, Record<string, unknown>]>([
    ["one of the values", { a: ["x", 5, null, true] }, { a: 5 }, { a: 6 }],
    ["null", { a: [null] }, { a: null }, {}],
    ["a prefix", { a: [{ prefix: "pay" }] }, { a: "payment" }, { a: "repay" }],
    ["a suffix", { a: [{ suffix: "ment" }] }, { a: "payment" }, { a: "mental" }],
    ["a text in any case", { a: [{ "equals-ignore-case": "Yes" }] }, { a: "yES" }, { a: "no" }],
    ["a member that is there", { a: [{ exists: true }] }, { a: "" }, { b: 1 }],
    ["a member that is not there", { a: [{ exists: false }] }, { b: 1 }, { a: 1 }],
    ["anything but a value", { a: [{ "anything-but": ["x", "y"] }] }, { a: "z" }, { a: "x" }],
    ["anything but a prefix", { a: [{ "anything-but": { prefix: "x" } }] }, { a: "y" }, { a: "xy" }],
    ["a number in a range", { a: [{ numeric: [">", 0, "<=", 5] }] }, { a: 5 }, { a: 0 }],
    ["members within members", { a: { b: ["x"] } }, { a: { b: "x" } }, { a: { b: "y" } }],
    ["an element of a list", { a: ["x"] }, { a: ["w", "x"] }, { a: ["w"] }],
    ["an object of a list", { a: { b: ["x"] } }, { a: [{ b: "w" }, { b: "x" }] }, { a: [] }],
    ["one alternative", { $or: [{ a: ["x"] }, { b: ["y"] }] }, { b: "y" }, { a: "y", b: "x" }],
    ["all members", { a: ["x"], b: ["y"] }, { a: "x", b: "y" }, { a: "x" }],
    ["a body that is text", { body: ["x"] }, { body: "x" }, { body: { x: 1 } }],
    ["a body that is JSON", { body: { a: ["x"] } }, { body: { a: "x" } }, { body: "x" }],
  ])("matches %s", (_, pattern, matching, other) => {
    expect(passes(pattern, matching)).toBe(true);
    expect(passes(pattern, other)).toBe(false);
  });

  it("lets a record pass that one of its patterns matches; without patterns, all", () => {
    const filter = filterOf(['{"a":["x"]}', '{"a":["y"]}']);
    expect(["x", "y", "z"].map((a) => filter({ a }))).toEqual([true, true, false]);
    expect(filterOf([])({ a: 1 })).toBe(true);
  });

  it.each([
    ["no JSON", "{", "no JSON"],
    ["no object", '["x"]', "no object"],
    ["a value that is no list", '{"a":"x"}', "a is no object"],
    ["an operator that Lambda has not", '{"a":{"b":[{"cidr":"10.0.0.0/8"}]}}', "a.b has the condition cidr"],
    ["two operators in one", '{"a":[{"prefix":"x","suffix":"y"}]}', "prefix, suffix"],
    ["a condition without an operator", '{"a":[{}]}', "a has the condition {}"],
    ["a prefix that is no text", '{"a":[{"prefix":5}]}', "takes text"],
    ["exists that is no flag", '{"a":[{"exists":"yes"}]}', "true or false"],
    ["half a comparison", '{"a":[{"numeric":[">"]}]}', "numeric takes comparisons"],
    ["no comparison", '{"a":[{"numeric":[]}]}', "numeric takes comparisons"],
    ["alternatives that are no list", '{"$or":{"a":["x"]}}', "$or is no list"],
  ])("is refused for %s, and names the place", (_, pattern, why) => {
    expect(() => filterOf([pattern])).toThrow(FilterPatternError);
    expect(() => filterOf([pattern])).toThrow(why);
  });

  it("takes a value or all others: a condition and anything but it never both hold", () => {
    const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
    fc.assert(
      fc.property(scalar, scalar, (wanted, found) => {
        const is = passes({ a: [wanted] }, { a: found });
        expect(passes({ a: [{ "anything-but": [wanted] }] }, { a: found })).toBe(!is);
        expect(is).toBe(wanted === found);
      }),
    );
  });
});
