import fc from "fast-check";
import { checkEnvironment, type Environment, InvalidEnvironmentError } from "../../environments";
import { dev } from "../../environments/dev";
import { local } from "../../environments/local";
import { prod } from "../../environments/prod";
import { staging } from "../../environments/staging";

const faultsOf = (settings: unknown, sources?: Record<string, string>): readonly string[] => {
  try {
    checkEnvironment(settings, sources);
    return [];
  } catch (error) {
    if (error instanceof InvalidEnvironmentError) return error.faults;
    throw error;
  }
};

describe.each([dev, staging, prod, local])("the settings of $name", (environment) => {
  it("hold", () => {
    expect(faultsOf(environment)).toEqual([]);
  });

  it("have a state bucket of their own", () => {
    expect(environment.state.bucket).toBe(`ecosystemaws-terraform-state-${environment.name}`);
  });
});

describe("the environments", () => {
  it("keep what production and staging hold, and let dev and local go", () => {
    for (const kept of [staging, prod])
      expect(kept).toMatchObject({ deletionProtection: true, preventDestroy: true, kmsDeletionWindowInDays: 30 });
    for (const loose of [dev, local]) expect(loose).toMatchObject({ deletionProtection: false, preventDestroy: false });
  });

  it("keep production's logs for a year", () => {
    expect(prod.logRetentionInDays).toBeGreaterThanOrEqual(365);
  });

  it("simulate the acquirer in dev and local alone", () => {
    expect([dev, staging, prod, local].map(({ acquirer }) => acquirer)).toEqual([
      "simulator",
      "none",
      "none",
      "simulator",
    ]);
  });
});

describe("a check of settings", () => {
  it.each<[string, Partial<Record<keyof Environment, unknown>>, string]>([
    [
      "name",
      { name: "Prod" },
      'name is "Prod"; allowed: 2 to 12 lower-case letters, digits and hyphens, a letter first, no hyphen last.',
    ],
    ["region", { region: "west" }, 'region is "west"; allowed: an AWS Region such as us-west-2.'],
    [
      "state.bucket",
      { state: { bucket: "A", region: "us-west-2" } },
      'state.bucket is "A"; allowed: a bucket name: 3 to 63 lower-case letters, digits and hyphens.',
    ],
    [
      "state.region",
      { state: { bucket: "abc" } },
      "state.region is missing; allowed: an AWS Region such as us-west-2.",
    ],
    [
      "state.kmsKeyArn",
      { state: { ...dev.state, kmsKeyArn: "alias/x" } },
      'state.kmsKeyArn is "alias/x"; allowed: the full ARN of a KMS key.',
    ],
    ["tags.Owner", { tags: { Owner: " ", CostCentre: "x" } }, 'tags.Owner is " "; allowed: some text.'],
    ["deletionProtection", { deletionProtection: "yes" }, 'deletionProtection is "yes"; allowed: true or false.'],
    [
      "kmsDeletionWindowInDays",
      { kmsDeletionWindowInDays: 6 },
      "kmsDeletionWindowInDays is 6; allowed: a whole number from 7 to 30.",
    ],
    [
      "kmsDeletionWindowInDays",
      { kmsDeletionWindowInDays: 7.5 },
      "kmsDeletionWindowInDays is 7.5; allowed: a whole number from 7 to 30.",
    ],
    [
      "breakGlassRoleArns",
      { breakGlassRoleArns: ["x"] },
      'breakGlassRoleArns.0 is "x"; allowed: the ARN of an IAM role.',
    ],
    ["acquirer", { acquirer: "stripe" }, 'acquirer is "stripe"; allowed: none or simulator.'],
    [
      "alertEmails",
      { alertEmails: ["a@example.com", "nobody"] },
      'alertEmails.1 is "nobody"; allowed: an e-mail address.',
    ],
    [
      "costs.stripeBaseline",
      { costs: { ...dev.costs, stripeBaseline: -1 } },
      "costs.stripeBaseline is -1; allowed: a number of US dollars, at least 0.",
    ],
    [
      "costs.targetSavingsPercent",
      { costs: { ...dev.costs, targetSavingsPercent: 101 } },
      "costs.targetSavingsPercent is 101; allowed: a number from 0 to 100.",
    ],
    [
      "detokeniseAlarmThreshold",
      { detokeniseAlarmThreshold: 0 },
      "detokeniseAlarmThreshold is 0; allowed: a whole number of at least 1.",
    ],
  ])("says what is wrong with %s, what was seen and what is allowed", (_, wrong, fault) => {
    expect(faultsOf({ ...dev, ...wrong })).toEqual([fault]);
  });

  it("lists the days that logs can be kept", () => {
    expect(faultsOf({ ...dev, logRetentionInDays: 100 })).toEqual([
      expect.stringMatching(/^logRetentionInDays is 100; allowed: one of 30, 60, 90, .*, 3653\.$/),
    ]);
  });

  it("names every fault at once, under the environment's name", () => {
    const wrong = {
      ...dev,
      region: "west",
      acquirer: "stripe",
      costs: { stripeBaseline: -1, targetSavingsPercent: 101 },
    };
    expect(faultsOf(wrong)).toHaveLength(4);
    expect(() => checkEnvironment(wrong)).toThrow(
      new InvalidEnvironmentError("dev", [
        'region is "west"; allowed: an AWS Region such as us-west-2.',
        'acquirer is "stripe"; allowed: none or simulator.',
        "costs.stripeBaseline is -1; allowed: a number of US dollars, at least 0.",
        "costs.targetSavingsPercent is 101; allowed: a number from 0 to 100.",
      ]),
    );
    expect(new InvalidEnvironmentError("dev", ["a", "b"]).message).toBe(
      'The environment "dev" cannot be used:\n  a\n  b',
    );
  });

  it("says what is missing", () => {
    const { acquirer: _acquirer, ...rest } = dev;
    expect(faultsOf(rest)).toEqual(["acquirer is missing; allowed: none or simulator."]);
  });

  it("says what is no setting, at any depth, and which there are", () => {
    expect(faultsOf({ ...dev, regoin: "us-west-2", costs: { ...dev.costs, currency: "USD" } })).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^regoin is not a setting\. Settings: name, region, state, /),
        expect.stringMatching(/^costs\.currency is not a setting\. Settings: stripeBaseline, targetSavingsPercent\.$/),
      ]),
    );
  });

  it("says which variable a setting came from", () => {
    expect(faultsOf({ ...dev, region: "west" }, { region: "AWS_REGION" })).toEqual([
      'region (from AWS_REGION) is "west"; allowed: an AWS Region such as us-west-2.',
    ]);
  });

  it("finds a fault in whatever is not an environment", () => {
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        expect(faultsOf(anything).length).toBeGreaterThan(0);
      }),
    );
  });
});
