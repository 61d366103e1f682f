import { Token } from "cdktf";
import fc from "fast-check";
import {
  bucketNameOf,
  globalNameOf,
  MAX_ENVIRONMENT,
  MAX_PROJECT_NAME,
  NAME_LIMITS,
  nameOf,
  NameTooLongError,
} from "../../../modules/shared";
import { inputs } from "../../../modules/payment-cryptography";
import { synthesise } from "../support/synthesise";
import { TerraformOutput, TerraformVariable } from "cdktf";

const environment = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}[a-z0-9]$/);
const project = fc.stringMatching(/^([a-z][a-z0-9-]{0,16}[a-z0-9])?$/);
const thing = fc.stringMatching(/^[a-z]{3,12}(-[a-z]{3,8}){0,3}$/);

/** What Terraform gets for a name made of its variables. */
const rendered = (make: (variable: (name: string) => string) => string): unknown =>
  synthesise((stack) => {
    const variable = (name: string): string => new TerraformVariable(stack, name, { type: "string" }).stringValue;
    new TerraformOutput(stack, "name", { value: make(variable) });
  }).json.output?.["name"]?.["value"];

describe("a name", () => {
  it.each([
    [{ projectName: "", environment: "dev" }, "payment-transactions", "payment-transactions-dev"],
    [
      { projectName: "ecosystemaws", environment: "prod" },
      "payment-transactions",
      "ecosystemaws-payment-transactions-prod",
    ],
  ])("of %j is <project>-<thing>-<environment>", (naming, name, expected) => {
    expect(nameOf(naming, name)).toBe(expected);
  });

  it("holds project, thing and environment, and never two hyphens for a missing project", () => {
    fc.assert(
      fc.property(project, thing, environment, (projectName, name, suffix) => {
        const made = nameOf({ projectName, environment: suffix }, name, NAME_LIMITS.table);
        expect(made).toBe(`${projectName === "" ? "" : `${projectName}-`}${name}-${suffix}`);
      }),
    );
  });

  it("is as long as its service allows, and never longer", () => {
    fc.assert(
      fc.property(project, thing, environment, fc.integer({ min: 10, max: 70 }), (projectName, name, suffix, limit) => {
        const naming = { projectName, environment: suffix };
        const length = [projectName, name, suffix].filter((part) => part !== "").join("-").length;
        if (length > limit) expect(() => nameOf(naming, name, limit)).toThrow(NameTooLongError);
        else expect(nameOf(naming, name, limit)).toHaveLength(length);
      }),
    );
  });

  it("says what is too long, how long it can be, and what to shorten", () => {
    expect(() => nameOf({ projectName: "", environment: "dev" }, "vault-tokenise", 10)).toThrow(
      'The name "vault-tokenise" can be 18 characters long; 10 are allowed. Shorten the project name or the environment.',
    );
  });

  it("is joined by Terraform where Terraform alone knows a part", () => {
    expect(
      rendered((variable) =>
        nameOf({ projectName: variable("project"), environment: variable("environment") }, "vault"),
      ),
    ).toBe('${join("-", compact([var.project, "vault", var.environment]))}');
  });

  it("is held to its limit by the longest values that the inputs allow where they are not known", () => {
    const naming = {
      projectName: Token.asString({ resolve: () => "p" }),
      environment: Token.asString({ resolve: () => "e" }),
    };
    const room = NAME_LIMITS.function - MAX_PROJECT_NAME - MAX_ENVIRONMENT - 2;
    expect(() => nameOf(naming, "x".repeat(room), NAME_LIMITS.function)).not.toThrow();
    expect(() => nameOf(naming, "x".repeat(room + 1), NAME_LIMITS.function)).toThrow(NameTooLongError);
  });

  it("has inputs that allow no more than that", () => {
    const longest = (length: number): string => "a".repeat(length);
    const taken = (
      row: { readonly checks: readonly { readonly ok: (value: never) => boolean }[] },
      value: string,
    ): boolean => row.checks.every((check) => check.ok(value as never));
    expect([
      taken(inputs.environment, longest(MAX_ENVIRONMENT)),
      taken(inputs.environment, longest(MAX_ENVIRONMENT + 1)),
    ]).toEqual([true, false]);
    expect([
      taken(inputs.projectName, longest(MAX_PROJECT_NAME)),
      taken(inputs.projectName, longest(MAX_PROJECT_NAME + 1)),
    ]).toEqual([true, false]);
  });
});

describe("a name that is global to an account", () => {
  const naming = { projectName: "", environment: "dev" };

  it.each([
    ["us-west-2", "", "payment-processor-dev"],
    ["us-west-2", "us-west-2", "payment-processor-dev"],
    ["us-east-1", "us-west-2", "payment-processor-dev-us-east-1"],
  ])("in %s with the home Region %j is %s", (region, homeRegion, expected) => {
    expect(globalNameOf(naming, "payment-processor", { region, homeRegion })).toBe(expected);
  });

  it("leaves room for the Region, so that no name depends on where it is made", () => {
    fc.assert(
      fc.property(
        project,
        thing,
        environment,
        fc.constantFrom("us-east-1", "ap-southeast-2", "us-gov-west-1"),
        (projectName, name, suffix, region) => {
          try {
            const made = globalNameOf({ projectName, environment: suffix }, name, { region, homeRegion: "us-west-2" });
            expect(made.length).toBeLessThanOrEqual(NAME_LIMITS.role);
          } catch (error) {
            expect(error).toBeInstanceOf(NameTooLongError);
          }
        },
      ),
    );
  });

  it("is decided by Terraform where Terraform alone knows a Region", () => {
    expect(
      rendered((variable) =>
        globalNameOf(naming, "vault", { region: variable("region"), homeRegion: variable("home") }),
      ),
    ).toBe('${join("-", compact(["vault-dev", contains(["", var.region], var.home) ? "" : var.region]))}');
  });
});

describe("a bucket's name", () => {
  const naming = { projectName: "shop", environment: "dev" };

  it("ends with the suffix, which makes it unique in the world", () => {
    expect(bucketNameOf(naming, "lambda-code", "123456789012")).toBe("shop-lambda-code-dev-123456789012");
  });

  it("ends with the account id of Terraform's own credentials where that is the suffix", () => {
    expect(rendered((variable) => bucketNameOf(naming, "lambda-code", variable("account")))).toBe(
      '${join("-", compact(["shop-lambda-code-dev", var.account]))}',
    );
  });

  it("has at most 63 characters with the longest suffix", () => {
    const longest = { projectName: "p".repeat(MAX_PROJECT_NAME), environment: "e".repeat(MAX_ENVIRONMENT) };
    const room = NAME_LIMITS.bucket - MAX_PROJECT_NAME - MAX_ENVIRONMENT - 2 - "-123456789012".length;
    expect(bucketNameOf(longest, "x".repeat(room), "123456789012")).toHaveLength(NAME_LIMITS.bucket);
    expect(() => bucketNameOf(longest, "x".repeat(room + 1), "123456789012")).toThrow(NameTooLongError);
  });
});
