import { BreakGlassRole, type BreakGlassRoleProps, InvalidInputError, PlatformRole } from "../../../modules/shared";
import { BREAK_GLASS, KEY_ENDINGS } from "../../../modules/shared/perms";
import { statementsIn } from "../support/policies";
import { synthesise } from "../support/synthesise";
import type { Terraform } from "../support/terraform";

describe("a role of the platform", () => {
  const roleWith = (given: { service?: string } = {}, use: (role: PlatformRole) => void = () => undefined): Terraform =>
    synthesise((stack) => {
      use(
        new PlatformRole(stack, "worker", {
          name: "worker",
          description: "Works.",
          ...given,
        }),
      );
    });

  it.each([
    [{}, "lambda.amazonaws.com"],
    [{ service: "states.amazonaws.com" }, "states.amazonaws.com"],
  ])("given %j is taken by %s alone", (given, service) => {
    expect(statementsIn(roleWith(given), "worker_trust")).toEqual([
      expect.objectContaining({
        effect: "Allow",
        actions: ["sts:AssumeRole"],
        principals: [`Service:${service}`],
        conditions: [],
      }),
    ]);
  });

  it("has all that it may do in one policy, whoever granted it", () => {
    const terraform = roleWith({}, (role) => {
      role.allow({ sid: "A", effect: "Allow", actions: ["sqs:SendMessage"], resources: ["a"] });
      role.allow({ sid: "B", effect: "Allow", actions: ["sqs:SendMessage"], resources: ["b"] });
      expect(role.dependencies).toHaveLength(1);
    });
    expect(statementsIn(terraform, "worker_grants").map(({ sid }) => sid)).toEqual(["A", "B"]);
    expect(terraform.all("aws_iam_role_policy")).toHaveLength(1);
  });

  it("without grants has no policy", () => {
    const terraform = roleWith({}, (role) => expect(role.dependencies).toEqual([]));
    expect(terraform.all("aws_iam_role_policy")).toEqual([]);
  });
});

describe("the break-glass role", () => {
  const props: BreakGlassRoleProps = {
    name: "break-glass",
    trustedPrincipalArns: ["arn:aws:iam::123456789012:role/on-call"],
    window: { from: "2026-11-21T10:00:00Z", until: "2026-11-21T12:00:00Z" },
    keyArns: ["arn:aws:kms:us-west-2:123456789012:key/a"],
  };
  const roleWith = (given: Partial<BreakGlassRoleProps> = {}): Terraform =>
    synthesise((stack) => new BreakGlassRole(stack, "break_glass", { ...props, ...given }));
  const faultsOf = (given: Partial<BreakGlassRoleProps>): readonly string[] => {
    try {
      roleWith(given);
      return [];
    } catch (error) {
      if (error instanceof InvalidInputError) return error.faults;
      throw error;
    }
  };

  it("is taken with fresh MFA alone, and within its window alone", () => {
    expect(statementsIn(roleWith(), "break_glass_trust")).toEqual([
      expect.objectContaining({
        principals: ["AWS:arn:aws:iam::123456789012:role/on-call"],
        conditions: [
          { test: "Bool", variable: "aws:MultiFactorAuthPresent", values: ["true"] },
          { test: "NumericLessThan", variable: "aws:MultiFactorAuthAge", values: ["3600"] },
          { test: "DateGreaterThan", variable: "aws:CurrentTime", values: ["2026-11-21T10:00:00Z"] },
          { test: "DateLessThan", variable: "aws:CurrentTime", values: ["2026-11-21T12:00:00Z"] },
        ],
      }),
    ]);
  });

  it("may end the keys named, and no longer once the window has closed", () => {
    expect(statementsIn(roleWith(), "break_glass_grants")).toEqual([
      expect.objectContaining({
        actions: BREAK_GLASS,
        resources: props.keyArns,
        conditions: [{ test: "DateLessThan", variable: "aws:CurrentTime", values: ["2026-11-21T12:00:00Z"] }],
      }),
    ]);
    expect(BREAK_GLASS).toEqual(expect.arrayContaining([...KEY_ENDINGS]));
  });

  it("names every fault at once", () => {
    expect(faultsOf({ trustedPrincipalArns: [], window: { from: "tomorrow", until: "2026-11-21" } })).toEqual([
      'window.from is "tomorrow": a time such as 2026-11-21T10:00:00Z.',
      'window.until is "2026-11-21": a time such as 2026-11-21T10:00:00Z.',
      "window is tomorrow to 2026-11-21: the end must be after the beginning.",
      "trustedPrincipalArns is []: at least one.",
    ]);
  });

  it("refuses a window that ends where it begins", () => {
    expect(faultsOf({ window: { from: props.window.from, until: props.window.from } })).toHaveLength(1);
    expect(faultsOf({})).toEqual([]);
  });
});
