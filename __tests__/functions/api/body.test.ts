import fc from "fast-check";
import { readBody } from "../../../functions/api/body";
import { toJson } from "../../../functions/api/json";

const read = (text: string | null, contentType: string | undefined = "application/json", isBase64 = false) =>
  readBody({ text, isBase64, contentType });

function codesOf(result: ReturnType<typeof readBody>): string[] {
  return result.ok ? [] : result.errors.map(({ code }) => code);
}

function valueOf(result: ReturnType<typeof readBody>): object {
  if (!result.ok || !result.value) throw new Error("expected a body");
  return result.value;
}

describe("a body", () => {
  it("keeps every number as the token that it was", () => {
    const text = '{"a":100.00,"b":1e21,"c":1.005,"d":-0,"e":12345678901234567890}';
    expect(toJson(valueOf(read(text)))).toBe(text);
  });

  it("may be missing", () => {
    expect(read(null)).toEqual({ ok: true, value: undefined });
    expect(read("")).toEqual({ ok: true, value: undefined });
  });

  it.each(["application/json", "Application/JSON; charset=UTF-8", 'application/json;charset="utf-8"'])(
    "is taken as %s",
    (contentType) => {
      expect(read("{}", contentType).ok).toBe(true);
    },
  );

  it.each([
    undefined,
    "text/plain",
    "application/x-www-form-urlencoded",
    "application/json; charset=latin1",
    "application/jsonx",
  ])("is not taken as %s", (contentType) => {
    expect(codesOf(readBody({ text: "{}", isBase64: false, contentType }))).toEqual(["unsupported_media_type"]);
  });

  it.each([
    "{",
    '{"a":}',
    '{"a":1,}',
    "{'a':1}",
    '{"a":01}',
    '{"a":.5}',
    '{"a":NaN}',
    '{"a":1} x',
    "[1]",
    "1",
    '"a"',
    "null",
  ])("that is %s is malformed", (text) => {
    expect(codesOf(read(text))).toEqual(["malformed_json"]);
  });

  it("is read from base64, and must be UTF-8", () => {
    expect(valueOf(read(Buffer.from('{"a":"é"}').toString("base64"), undefined, true))).toEqual({ a: "é" });
    const latin = Buffer.from('{"a":"é"}', "latin1").toString("base64");
    expect(codesOf(read(latin, undefined, true))).toEqual(["malformed_json"]);
  });

  it("that API Gateway has read as UTF-8 though it was not is refused", () => {
    expect(codesOf(read('{"a":"\uFFFD"}'))).toEqual(["malformed_json"]);
    expect(read('{"a":"\\ufffd"}').ok).toBe(true);
  });

  it("has at most 256 KB, counted in bytes", () => {
    const filled = (bytes: number) => `{"a":"${"x".repeat(bytes - 8)}"}`;
    expect(read(filled(262_144)).ok).toBe(true);
    expect(codesOf(read(filled(262_145)))).toEqual(["payload_too_large"]);
    expect(codesOf(read(`{"a":"${"é".repeat(131_072)}"}`))).toEqual(["payload_too_large"]);
  });

  it("keeps a field that is called __proto__ a field", () => {
    const value = valueOf(read('{"__proto__":{"a":1}}'));
    expect(Object.keys(value)).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it("is what JSON.parse makes of it, whatever the object", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })), (object) => {
        const text = JSON.stringify(object);
        expect(toJson(valueOf(read(text)))).toBe(text);
      }),
    );
  });

  it("shows nothing of what was malformed", () => {
    const result = read('{"number":4242424242424242');
    expect(JSON.stringify(result)).not.toContain("4242");
  });
});
