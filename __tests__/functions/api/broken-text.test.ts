import fc from "fast-check";
import { brokenTextFaults } from "../../../functions/api/broken-text";

const paramsOf = (value: unknown) => brokenTextFaults(value).map(({ param }) => param);

describe("texts of a body", () => {
  it("that hold half of a surrogate pair are refused by their paths, which no answer shows otherwise", () => {
    expect(brokenTextFaults({ description: "a\ud800b" })).toEqual([
      {
        code: "invalid",
        param: "description",
        message: "description: holds half of a surrogate pair, which is no character.",
      },
    ]);
    expect(paramsOf({ a: { b: ["fine", "\udfff"] }, c: "\ud83d" })).toEqual(["a.b[1]", "c"]);
  });

  it("are refused for a name, by what holds it", () => {
    expect(paramsOf({ "\ud800": 1, a: { "\udc00": { b: "\ud800" } } })).toEqual(["", "a"]);
  });

  it("of whole characters are taken, whatever they are", () => {
    const text = fc.string({ unit: "binary" });
    fc.assert(
      fc.property(fc.dictionary(text, fc.oneof(text, fc.array(text), fc.integer(), fc.constant(null))), (value) => {
        expect(brokenTextFaults(value)).toEqual([]);
      }),
    );
  });
});
