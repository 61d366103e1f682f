import { fileLength } from "../../../tools/house-rules/file-length";
import { leftoverNotes, suppressions } from "../../../tools/house-rules/leftovers";
import { textForm } from "../../../tools/house-rules/text-form";
import { lines, messages } from "./sample";

describe("file length", () => {
  it("passes a file of 350 lines", () => {
    expect(messages(fileLength, "functions/a.ts", "x\n".repeat(350))).toEqual([]);
  });

  it("asks to split a longer one", () => {
    expect(messages(fileLength, "functions/a.ts", "x\n".repeat(351))).toEqual([
      "has 351 lines, allowed: 350. Split it by subject.",
    ]);
  });

  it("does not count documents and data", () => {
    expect(messages(fileLength, "docs/long.md", "x\n".repeat(1000))).toEqual([]);
  });
});

describe("text form", () => {
  it("passes a plain text", () => {
    expect(messages(textForm, "a.md", "one\n  two\n")).toEqual([]);
  });

  it("passes an empty file", () => {
    expect(messages(textForm, "a.md", "")).toEqual([]);
  });

  it.each([
    ["a carriage return", "one\r\n", "carriage return"],
    ["blanks at the end of a line", "one  \n", "blanks"],
    ["a tab", "\tone\n", "tab"],
    ["no line break at the end", "one", "line break"],
  ])("finds %s", (_, text, word) => {
    expect(messages(textForm, "a.md", text)[0]).toContain(word);
  });

  it("lets a Makefile have its tabs", () => {
    expect(messages(textForm, "Makefile", "all:\n\ttrue\n")).toEqual([]);
  });
});

describe("leftover notes", () => {
  it.each(["TODO", "FIXME", "XXX", "HACK"])("finds %s", (note) => {
    expect(lines(leftoverNotes, "a.ts", `const a = 1;\n// ${note}: later\n`)).toEqual([2]);
  });

  it("passes words that merely contain one", () => {
    expect(messages(leftoverNotes, "a.ts", "// a mastodon, hackneyed; METHODOLOGY\n")).toEqual([]);
  });
});

describe("suppressions", () => {
  it.each([
    "// eslint-disable-next-line",
    "// @ts-ignore",
    "// @ts-nocheck",
    "// prettier-ignore",
    "/* istanbul ignore next */",
  ])("finds %s", (text) => {
    expect(lines(suppressions, "a.ts", `${text}\n`)).toEqual([1]);
  });

  it("finds an expected type error in code", () => {
    expect(lines(suppressions, "functions/a.ts", "// @ts-expect-error\n")).toEqual([1]);
  });

  it("takes an expected type error in a test of types for the assertion it is", () => {
    expect(lines(suppressions, "__tests__/a.type-test.ts", "// @ts-expect-error\n")).toEqual([]);
  });
});
