import { Token } from "cdktf";
import fc from "fast-check";
import { between, each, input, InvalidInputError, matches, oneOf, settle } from "../../../../modules/shared";
import { snake } from "../../../../modules/shared/interface/table";
import { evaluate } from "../../support/hcl";

const inputs = {
  environment: input("string", "Environment name.", [matches(/^[a-z]{2,8}$/, "2 to 8 lower-case letters.")]),
  keySpec: input("string", "Key specification.", [oneOf("AES_256")], "AES_256"),
  days: input("number", "Days.", [between(7, 30)], 30),
  rotate: input("bool", "Rotate.", [], true),
  emails: input("list(string)", "Who hears.", [each(matches(/^[^@]+@[^@]+$/, "An e-mail address."))], []),
  tags: input("map(string)", "Tags.", [], {}),
} as const;

const faultsOf = (props: object): readonly string[] => {
  try {
    settle(inputs, props as Parameters<typeof settle<typeof inputs>>[1]);
    return [];
  } catch (error) {
    if (error instanceof InvalidInputError) return error.faults;
    throw error;
  }
};
const unknown = Token.asString({ resolve: () => "only Terraform knows" });

describe("settle", () => {
  it("fills the defaults", () => {
    expect(settle(inputs, { environment: "dev" })).toEqual({
      environment: "dev",
      keySpec: "AES_256",
      days: 30,
      rotate: true,
      emails: [],
      tags: {},
    });
  });

  it("keeps what is given, false and 0 and empty included", () => {
    const given = { environment: "dev", rotate: false, emails: ["a@b"], days: 7, tags: { Owner: "x" } };
    expect(settle(inputs, given)).toMatchObject(given);
  });

  it("names every fault at once: input, value seen, what is allowed", () => {
    expect(faultsOf({ environment: "Prod!", keySpec: "AES_128", days: 3, emails: ["nobody"] })).toEqual([
      'environment is "Prod!": 2 to 8 lower-case letters.',
      'keySpec is "AES_128": One of AES_256.',
      "days is 3: Between 7 and 30.",
      'emails is ["nobody"]: Each: An e-mail address.',
    ]);
  });

  it("has the faults, a line each, in the error's message", () => {
    expect(() => settle(inputs, { environment: "X", days: 1 })).toThrow(
      new InvalidInputError(['environment is "X": 2 to 8 lower-case letters.', "days is 1: Between 7 and 30."]),
    );
    expect(new InvalidInputError(["a", "b"])).toMatchObject({ name: "InvalidInputError", message: "a\nb" });
  });

  it("says what is missing, and what that is", () => {
    expect(faultsOf({})).toEqual(["environment is missing: Environment name."]);
  });

  it("leaves what only Terraform knows to Terraform", () => {
    expect(
      settle(inputs, { environment: unknown, days: Token.asNumber({ resolve: () => 1 }), emails: [unknown] }),
    ).toMatchObject({
      environment: unknown,
      emails: [unknown],
    });
    expect(faultsOf({ environment: unknown, emails: [unknown, "nobody"] })).toHaveLength(1);
  });

  it("refuses exactly what the Terraform conditions refuse", () => {
    const props = fc.record({
      environment: fc.oneof(fc.constantFrom("dev", "X"), fc.string({ maxLength: 9 })),
      keySpec: fc.constantFrom("AES_256", "AES_128", ""),
      days: fc.integer({ min: 0, max: 40 }),
      emails: fc.array(fc.constantFrom("a@b", "a", "@"), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(props, (given) => {
        const refused = Object.entries(given).flatMap(([name, value]) =>
          inputs[name as keyof typeof given].checks.filter((check) => evaluate(check.hcl("v"), { v: value }) === false),
        );
        expect(faultsOf(given)).toHaveLength(refused.length);
      }),
    );
  });
});

describe("a name in HCL", () => {
  it.each([
    ["awsRegion", "aws_region"],
    ["kmsDeletionWindowInDays", "kms_deletion_window_in_days"],
    ["tags", "tags"],
  ])("%s is %s", (camel, expected) => {
    expect(snake(camel)).toBe(expected);
  });
});
