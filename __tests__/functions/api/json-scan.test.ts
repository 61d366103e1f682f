import fc from "fast-check";
import { scanFaults } from "../../../functions/api/json-scan";

const codesOf = (text: string) => scanFaults(text).map(({ code }) => code);

describe("the scan before a body is parsed", () => {
  it("finds a field that stands twice in one object, also with the same value or written by escapes", () => {
    expect(codesOf('{"a":1,"a":2}')).toEqual(["duplicate_field"]);
    expect(codesOf('{"a":1,"a":1}')).toEqual(["duplicate_field"]);
    expect(codesOf('{"a":1,"\\u0061":2}')).toEqual(["duplicate_field"]);
    expect(codesOf('{"x":[{"a":1,"a":1}]}')).toEqual(["duplicate_field"]);
  });

  it("names it by its path, without a card number", () => {
    const faultOf = (text: string) => scanFaults(text)[0];
    expect(faultOf('{"a":1,"a":2}')).toEqual({
      code: "duplicate_field",
      param: "a",
      message: "a: stands twice in one object.",
    });
    expect(faultOf('{"x":{"y":[1,[],{"b":1,"c":[2],"b":1}]}}')?.param).toBe("x.y[2].b");
    expect(faultOf('[{"a":1},{"a":1,"a":1}]')?.param).toBe("[1].a");
    expect(JSON.stringify(faultOf('{"4242424242424242":1,"4242424242424242":2}'))).not.toContain("4242");
  });

  it("lets the same name stand in two objects, in a text and as a value", () => {
    expect(codesOf('{"a":{"a":1},"b":[{"a":1},{"a":1}]}')).toEqual([]);
    expect(codesOf('{"a":"{\\"a\\":1,\\"a\\":2}","b":"a"}')).toEqual([]);
  });

  it("bounds the depth of objects and lists at sixteen", () => {
    expect(codesOf("[".repeat(16) + "]".repeat(16))).toEqual([]);
    expect(codesOf("[".repeat(17) + "]".repeat(17))).toEqual(["too_deep"]);
    expect(codesOf("[".repeat(200_000))).toEqual(["too_deep"]);
    expect(codesOf('{"a":"' + "[".repeat(100) + '"}')).toEqual([]);
  });

  it("says nothing of a text that is no JSON, which the parser does", () => {
    expect(codesOf('{"a":1,"\\x":2,"\\x":3')).toEqual(["duplicate_field"]);
    expect(codesOf('}}{"a" "a":')).toEqual([]);
  });

  it("is done in a moment with a text that never ends, whatever quotes it holds", () => {
    const begun = performance.now();
    expect(codesOf(`{"${'\\"'.repeat(100_000)}`)).toEqual([]);
    expect(performance.now() - begun).toBeLessThan(5000);
  });

  it("finds nothing in any JSON of depth up to eight that was made of objects", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), (text) => {
        expect(codesOf(text)).toEqual([]);
      }),
    );
  });
});
