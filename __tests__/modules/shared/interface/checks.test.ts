import { Token } from "cdktf";
import fc from "fast-check";
import { exportedModules } from "../../../../modules/exported";
import { atLeast, between, countBetween, each, matches, oneOf, oneOfNumbers } from "../../../../modules/shared";
import type { Check } from "../../../../modules/shared";
import { evaluate } from "../../support/hcl";

type Known = string | number | readonly string[];

/** Holds that TypeScript and Terraform decide alike about a value. */
function expectSameDecision(check: Check<never>, value: Known): void {
  const inTypeScript = check.ok(value as never);
  const inTerraform = evaluate(check.hcl("var.given"), { "var.given": value });
  expect({ value, decision: inTypeScript }).toEqual({ value, decision: inTerraform });
}

const SUFFIX = /^[a-z][a-z0-9-]{0,10}[a-z0-9]$/;
const number = fc.oneof(
  fc.integer({ min: -5, max: 40 }),
  fc.double({ noNaN: true, min: -5, max: 40 }).map((n) => Number(n.toFixed(2))),
);
const word = fc.oneof(
  fc.stringMatching(SUFFIX),
  fc.string({ maxLength: 20 }),
  fc.constantFrom("", "dev", "Dev", "dev-", "-dev", "a", "dev\n"),
);

describe("a check decides in TypeScript as in Terraform", () => {
  it.each<[string, Check<number>]>([
    ["between", between(7, 30)],
    ["atLeast", atLeast(1)],
    ["oneOfNumbers", oneOfNumbers(7, 14, 30)],
  ])("%s", (_, check) => {
    fc.assert(fc.property(number, (value) => expectSameDecision(check, value)));
  });

  it.each<[string, Check<string>]>([
    ["oneOf", oneOf("dev", "prod")],
    ["matches", matches(SUFFIX, "a suffix")],
  ])("%s", (_, check) => {
    fc.assert(fc.property(word, (value) => expectSameDecision(check, value)));
  });

  it.each<[string, Check<readonly string[]>]>([
    ["each", each(matches(SUFFIX, "a suffix"))],
    ["each oneOf", each(oneOf("dev", "prod"))],
    ["countBetween", countBetween(1, 2)],
  ])("%s", (_, check) => {
    fc.assert(fc.property(fc.array(word, { maxLength: 4 }), (value) => expectSameDecision(check, value)));
  });
});

describe("a check", () => {
  it.each<[string, Check<never>, Known, Known]>([
    ["between: both ends are allowed", between(7, 30), 7, 6],
    ["between: both ends are allowed", between(7, 30), 30, 31],
    ["atLeast: the least is allowed", atLeast(1), 1, 0],
    ["oneOfNumbers", oneOfNumbers(7, 30), 30, 8],
    ["oneOf: upper and lower case differ", oneOf("AES_256"), "AES_256", "aes_256"],
    ["matches: the whole text, a line break included", matches(/^[a-z]+$/, "letters"), "abc", "abc\n"],
    ["each: one wrong item is enough", each(oneOf("a", "b")), ["a", "b"], ["a", "c"]],
    ["each: an empty list holds nothing wrong", each(oneOf("a")), [], ["b"]],
    ["countBetween: the least is allowed", countBetween(1, 2), ["a"], []],
    ["countBetween: the most is allowed", countBetween(1, 2), ["a", "b"], ["a", "b", "c"]],
  ])("%s: takes and refuses", (_, check, taken, refused) => {
    expect(check.ok(taken as never)).toBe(true);
    expect(check.ok(refused as never)).toBe(false);
    expectSameDecision(check, taken);
    expectSameDecision(check, refused);
  });

  it("leaves items that only Terraform knows to Terraform", () => {
    const check = each(oneOf("a"));
    const unknown = Token.asString({ resolve: () => "b" });
    expect(check.ok(["a", unknown])).toBe(true);
    expect(check.ok([unknown, "b"])).toBe(false);
  });

  it("says what is allowed", () => {
    const allowed = [
      between(7, 30),
      atLeast(1),
      oneOfNumbers(1, 2),
      oneOf("a", "b"),
      matches(/^a$/, "An a."),
      each(oneOf("a")),
      countBetween(1, 2),
    ];
    expect(allowed.map((check) => check.allowed)).toEqual([
      "Between 7 and 30.",
      "At least 1.",
      "One of 1, 2.",
      "One of a, b.",
      "An a.",
      "Each: One of a.",
      "1 to 2 of them.",
    ]);
  });

  it("writes texts so that Terraform takes no part of them for a template", () => {
    expect(oneOf("${a}", "%{b}").hcl("var.x")).toBe('contains(["$${a}", "%%{b}"], var.x)');
    expect(matches(/^[$]{2}$/, "two").hcl("var.x")).toBe('can(regex("^[$]{2}$", var.x))');
  });
});

describe.each(
  exportedModules.flatMap((use) =>
    use(({ name, inputs }) =>
      Object.entries(inputs).flatMap(([input, row]) =>
        row.checks.map((check, index) => ({
          of: `${name}: ${input}, rule ${index + 1}`,
          type: row.type,
          check,
          otherwise: row.default,
        })),
      ),
    ),
  ),
)("$of", ({ type, check, otherwise }) => {
  const arbitrary = (): fc.Arbitrary<Known> => {
    if (type === "number")
      return fc.oneof(fc.integer(), fc.integer({ min: -1, max: 400 }), fc.constantFrom(30, 365, 3653, 1_000_000));
    return type === "list(string)" ? fc.array(sample, { maxLength: 3 }) : sample;
  };

  it("decides in TypeScript as in Terraform", () => {
    fc.assert(fc.property(arbitrary(), (value) => expectSameDecision(check, value)));
  });

  it("takes the default", () => {
    expect(otherwise === undefined || check.ok(otherwise as never)).toBe(true);
  });
});

/** What people write into such inputs, right and nearly right. */
const sample = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.string({ unit: "grapheme", maxLength: 10 }),
  fc.constantFrom(
    ...[
      "us-west-2",
      "us-gov-west-1",
      "US-WEST-2",
      "us-west",
      "dev",
      "prod",
      "pr-42",
      "Prod",
      "-dev",
      "dev-",
      "a-name-far-too-long",
    ],
    ...[
      "security@example.com",
      "a@b",
      "a b@example.com",
      "a\u00a0b@example.com",
      "a\u000b@example.com",
      "@example.com",
      "a@b..c",
      "a+b@c.d",
    ],
    ...[
      "arn:aws:sns:us-west-2:123456789012:alerts",
      "arn:aws:sns:us-west-2:1234:alerts",
      "arn:aws:iam::123456789012:role/break-glass",
    ],
    ...[
      "arn:aws:iam::123456789012:user/x",
      "arn:aws-us-gov:iam::123456789012:role/a/b",
      "",
      " ",
      "AES_256",
      "AES_128",
      "lean",
      "none",
      "1",
      "0",
      "01",
    ],
    ...['{"holdDays":1}', '{"holdDays":1,"hold":1}', "{}", "[]", "null", '"holdDays"', "{"],
  ),
);
