import { bannedCalls } from "../../../tools/house-rules/banned-calls";
import { honestTests } from "../../../tools/house-rules/tests";
import { noAny } from "../../../tools/house-rules/types";
import { lines, messages } from "./sample";

describe("banned calls", () => {
  it.each([
    ["the time", "functions/vault/a.ts", "const now = Date.now();", "Clock port"],
    ["today's date", "functions/vault/a.ts", "const now = new Date();", "Clock port"],
    ["chance", "functions/vault/a.ts", "Math.random();", "functions/shared/ids"],
    ["a parsed float", "cli/a.ts", "parseFloat(text);", "functions/shared/money"],
    ["a float's decimals", "functions/payments/a.ts", "amount.toFixed(2);", "functions/shared/money"],
    ["an amount as a float", "functions/payments/a.ts", "Number(body.amount);", "functions/shared/money"],
    ["a function's console", "functions/vault/a.ts", "console.log(1);", "functions/shared/logging"],
    ["a module's console", "modules/a/index.ts", "console.warn(1);", "annotation"],
    ["the environment", "functions/vault/a.ts", "process.env.NAME;", "environment.ts"],
    ["a locale's order", "modules/a/index.ts", "a.localeCompare(b);", "changes the bytes"],
    ["evaluated text", "tools/a.ts", "eval(text);", "write the code out"],
    ["a shell", "tools/a.ts", "execSync(text);", "execFile"],
    ["an unsafe buffer", "functions/vault/a.ts", "new Buffer(3);", "Buffer.from"],
    ["a policy by its Statement", "modules/a/index.ts", "JSON.stringify({ Statement: [] });", "policy document"],
    [
      "a policy by its property",
      "modules/a/index.ts",
      "make({ assumeRolePolicy: JSON.stringify(x) });",
      "policy document",
    ],
  ])("finds %s and names what to use instead", (_, path, code, instead) => {
    expect(messages(bannedCalls, path, `${code}\n`)).toEqual([expect.stringContaining(instead)]);
  });

  it.each([
    ["the time in the clock port", "functions/shared/clock.ts", "Date.now(); new Date();"],
    ["the time in an end-to-end test", "__tests__/end-to-end/a.test.ts", "Date.now();"],
    ["a date made of given numbers", "functions/vault/a.ts", "new Date(1980, 0, 1); new Date(milliseconds);"],
    ["chance in the id maker", "functions/shared/ids.ts", "Math.random();"],
    ["decimals of seconds in a tool", "tools/a.ts", "seconds.toFixed(1);"],
    ["a count as a number", "functions/payments/a.ts", "Number(count);"],
    ["a tool's console", "tools/a.ts", "console.log(1);"],
    ["the environment in its reader", "functions/vault/environment.ts", "process.env;"],
    ["the environment in an entry point", "local/start.ts", "process.env;"],
    ["other JSON in a module", "modules/a/index.ts", "make({ pattern: JSON.stringify(x) });"],
    ["a comment", "functions/vault/a.ts", "// Date.now() is the clock's"],
    ["a text", "functions/vault/a.ts", 'const text = "Math.random()";'],
    ["a method of the same name", "functions/vault/a.ts", "/x/.exec(text);"],
  ])("passes %s", (_, path, code) => {
    expect(messages(bannedCalls, path, `${code}\n`)).toEqual([]);
  });

  it("gives the line", () => {
    expect(lines(bannedCalls, "functions/a.ts", "const a = 1;\n\nconst b = Date.now();\n")).toEqual([3]);
  });

  it("looks at code alone", () => {
    expect(messages(bannedCalls, "docs/a.md", "Date.now()\n")).toEqual([]);
  });
});

describe("no any", () => {
  it.each(["const a = b as any;", "function f(a: any) {}", "let a: Record<string, any>;"])("finds %s", (code) => {
    expect(lines(noAny, "a.ts", code)).toEqual([1]);
  });

  it.each(["const a = expect.any(String);", "// any", "const any = 1;"])("passes %s", (code) => {
    expect(lines(noAny, "a.ts", code)).toEqual([]);
  });
});

describe("honest tests", () => {
  const path = "__tests__/a.test.ts";

  it.each([
    "it.skip('a', f)",
    "xit('a', f)",
    "describe.skip('a', f)",
    "it.todo('a')",
    "xdescribe('a', f)",
    "it.skip.each([1])('a', f)",
  ])("finds a test that does not run: %s", (code) => {
    expect(messages(honestTests, path, code)).toEqual([expect.stringContaining("does not run")]);
  });

  it.each(["it.only('a', f)", "fit('a', f)", "fdescribe('a', f)", "describe.only('a', f)"])(
    "finds a test that runs alone: %s",
    (code) => {
      expect(messages(honestTests, path, code)).toEqual([expect.stringContaining("keeps the others")]);
    },
  );

  it.each(["it('a', () => { run(); })", "it.each([1])('a', () => { run(); })"])(
    "finds a test that expects nothing: %s",
    (code) => {
      expect(messages(honestTests, path, code)).toEqual([expect.stringContaining("cannot fail")]);
    },
  );

  it.each([
    "it('a', () => { expect(1).toBe(1); })",
    "it.each([1])('a', () => { expectRefused(x); })",
    "it.each`a\n${1}`('a', () => { fc.assert(p); })",
    "describe('a', () => {})",
  ])("passes %s", (code) => {
    expect(messages(honestTests, path, code)).toEqual([]);
  });

  it("looks at tests alone", () => {
    expect(messages(honestTests, "tools/a.ts", "it.skip('a', f)")).toEqual([]);
  });
});
