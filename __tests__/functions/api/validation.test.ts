import type { ErrorObject } from "ajv";
import { validationFaults, type Wording } from "../../../functions/api/validation";

const WORDING: Wording = { allowed: { "^a$": "the letter a" }, cardData: false, names: {} };

function faultOf(error: Partial<ErrorObject>, request: unknown = {}, wording: Partial<Wording> = {}) {
  const whole = { instancePath: "/body/x", schemaPath: "", keyword: "type", params: {}, ...error };
  return validationFaults([whole], request, { ...WORDING, ...wording })[0];
}

const messageOf = (...parts: Parameters<typeof faultOf>) => faultOf(...parts)?.message;

describe("the words of a validator's faults", () => {
  it.each([
    ["type", { type: "string" }, "x: must be a text."],
    ["type", { type: "integer" }, "x: must be a whole number."],
    ["type", { type: "null" }, "x: must be of the type null."],
    ["pattern", { pattern: "^a$" }, "x: must be the letter a."],
    ["pattern", { pattern: "^b$" }, "x: must be of its form."],
    ["format", { format: "uri" }, "x: must be an absolute address, such as https://example.com/path."],
    ["format", { format: "ipv4" }, "x: must be a ipv4."],
    ["enum", { allowedValues: ["a", "b"] }, 'x: saw "7", allowed is a, b.'],
    ["minLength", { limit: 1 }, "x: must have at least 1 character."],
    ["minLength", { limit: 2 }, "x: must have at least 2 characters."],
    ["maxLength", { limit: 9 }, "x: must have at most 9 characters."],
    ["minimum", { limit: 8 }, 'x: saw "7", allowed is 8 or more.'],
    ["maximum", { limit: 6 }, 'x: saw "7", allowed is 6 or less.'],
    ["minItems", { limit: 2 }, "x: must have at least 2 entries."],
    ["maxItems", { limit: 2 }, "x: must have at most 2 entries."],
    ["uniqueItems", {}, "x: must not have an entry twice."],
    ["minProperties", { limit: 1 }, "x: must have at least one field."],
    ["multipleOf", {}, "x: does not keep the rule multipleOf."],
  ])("%s %p", (keyword, params, message) => {
    expect(messageOf({ keyword, params }, { body: { x: 7 } })).toBe(message);
  });

  it("name fields by their path, lists by their places, the request as a whole by nothing", () => {
    expect(faultOf({ instancePath: "/body/a~1b/0/c~0d" })?.param).toBe("a/b[0].c~d");
    expect(faultOf({ instancePath: "/body" })).toMatchObject({
      param: "",
      message: "the request: must be of the type .",
    });
    expect(faultOf({ instancePath: "/body/a", keyword: "required", params: { missingProperty: "b" } })).toMatchObject({
      code: "required",
      param: "a.b",
    });
  });

  it("name a field by the name that it came by", () => {
    expect(faultOf({}, {}, { names: { x: "y" } })?.param).toBe("y");
  });

  it("tell an unknown field from an unknown parameter, and show no card number in its name", () => {
    const params = { additionalProperty: "4242424242424242" };
    const field = faultOf({ instancePath: "/body", keyword: "additionalProperties", params });
    expect(field).toEqual({
      code: "unknown_field",
      param: "[card number removed]",
      message: "[card number removed]: there is no such field.",
    });
    expect(
      messageOf({ instancePath: "/query", keyword: "additionalProperties", params: { additionalProperty: "q" } }),
    ).toBe("q: there is no such parameter.");
    const long = faultOf({ keyword: "additionalProperties", params: { additionalProperty: "n".repeat(1000) } });
    expect(long?.param).toHaveLength(64);
  });

  it("show a value short and masked, and none where a card number passes", () => {
    const error = { keyword: "enum", params: { allowedValues: ["a"] } };
    expect(messageOf(error, { body: { x: "z".repeat(100) } })).toBe(`x: saw "${"z".repeat(32)}...", allowed is a.`);
    expect(messageOf(error, { body: { x: "4242424242424242" } })).toBe('x: saw "[card number removed]", allowed is a.');
    expect(messageOf(error, { body: { x: "secret" } }, { cardData: true })).toBe("x: allowed is a.");
    expect(messageOf({ ...error, instancePath: "/body/l/1" }, { body: { l: ["a", "b"] } })).toBe(
      'l[1]: saw "b", allowed is a.',
    );
    expect(messageOf(error, { body: { x: { y: 1 } } })).toBe("x: allowed is a.");
    expect(messageOf(error, { body: 5 })).toBe('x: saw "undefined", allowed is a.');
  });
});
