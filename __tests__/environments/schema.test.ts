import fc from "fast-check";
import { checkEnvironment, type Environment, InvalidEnvironmentError } from "../../environments";
import { dev } from "../../environments/dev";
import { local } from "../../environments/local";
import { prod } from "../../environments/prod";
import { staging } from "../../environments/staging";
import { faultsOf } from "./support/faults";

const RATE = { jurisdiction: "US", effectiveFrom: "2026-01-01", rateMicros: 45_000, dayCount: "actual/365" };

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

  it("take no interest and no fees that nobody decided; local shows a fee", () => {
    for (const { escrow } of [dev, staging, prod]) {
      expect(escrow.feePlans).toEqual({ standard: { basisPoints: 0, flatCents: 0 } });
      expect(escrow).not.toHaveProperty("interest");
    }
    expect(local.escrow.feePlans["standard"]?.basisPoints).toBeGreaterThan(0);
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
    ["alertTopicArn", { alertTopicArn: "topic" }, 'alertTopicArn is "topic"; allowed: the ARN of an SNS topic.'],
    [
      "payments.centsMax",
      { payments: { ...dev.payments, centsMax: 0.5 } },
      "payments.centsMax is 0.5; allowed: a whole number from 0 to 99999999999.",
    ],
    [
      "payments.perDay.card.countMax",
      { payments: { ...dev.payments, perDay: { ...dev.payments.perDay, card: { countMax: 0, centsMax: 0 } } } },
      "payments.perDay.card.countMax is 0; allowed: a whole number from 1 to 1000000000.",
    ],
    [
      "payments.stripeSecretArn",
      { payments: { ...dev.payments, stripeSecretArn: "sk" } },
      'payments.stripeSecretArn is "sk"; allowed: the ARN of a secret.',
    ],
    [
      "payments.eventArchiveDays",
      { payments: { ...dev.payments, eventArchiveDays: 0 } },
      "payments.eventArchiveDays is 0; allowed: a whole number from 1 to 3650.",
    ],
    [
      "api.authorisation",
      { api: { ...dev.api, authorisation: "none" } },
      'api.authorisation is "none"; allowed: iam, cognito, jwt or api_key.',
    ],
    [
      "api.rateLimit",
      { api: { ...dev.api, rateLimit: 10_001 } },
      "api.rateLimit is 10001; allowed: a whole number from 1 to 10000.",
    ],
    [
      "api.domain.certificateArn",
      { api: { ...dev.api, domain: { name: "api.example.com", certificateArn: "x" } } },
      'api.domain.certificateArn is "x"; allowed: the ARN of an ACM certificate.',
    ],
    [
      "escrow.holdDays",
      { escrow: { ...dev.escrow, holdDays: -1 } },
      "escrow.holdDays is -1; allowed: a whole number from 0 to 3650.",
    ],
    [
      "escrow.feePlans",
      { escrow: { ...dev.escrow, feePlans: { standard: { basisPoints: 10_001, flatCents: 0 } } } },
      "escrow.feePlans.standard.basisPoints is 10001; allowed: a whole number from 0 to 10000.",
    ],
    [
      "escrow.expiryPolicy",
      { escrow: { ...dev.escrow, expiryPolicy: "burn" } },
      'escrow.expiryPolicy is "burn"; allowed: one of keep, release, refund.',
    ],
    [
      "escrow.interest.jurisdiction",
      { escrow: { ...dev.escrow, interest: { paidTo: "customer", jurisdiction: "us", rates: [RATE] } } },
      'escrow.interest.jurisdiction is "us"; allowed: a jurisdiction such as US or US-CA.',
    ],
    [
      "escrow.feePlans without that of providers whom nobody gave one",
      { escrow: { ...dev.escrow, feePlans: {} } },
      "escrow.feePlans has no standard; allowed: with it, as providers have it whom nobody gave another.",
    ],
    [
      "escrow.interest without a rate of its jurisdiction",
      { escrow: { ...dev.escrow, interest: { paidTo: "customer", jurisdiction: "US-CA", rates: [RATE] } } },
      "escrow.interest.rates has none of US-CA; allowed: at least one of escrow.interest.jurisdiction.",
    ],
    [
      "ach.odfi.routingNumber",
      { ach: { ...dev.ach, odfi: { routingNumber: "110000001", name: "BANK" } } },
      'ach.odfi.routingNumber is "110000001"; allowed: a routing number: nine digits, the last of which checks the others.',
    ],
    [
      "ach.company.name",
      { ach: { ...dev.ach, company: { name: "A NAME FAR TOO LONG", identification: "1" } } },
      'ach.company.name is "A NAME FAR TOO LONG"; allowed: 1 to 16 printable characters, no blank at either end.',
    ],
    [
      "ach.windows.standardCreditDays",
      { ach: { ...dev.ach, windows: { leadMinutes: 45, standardCreditDays: 3 } } },
      "ach.windows.standardCreditDays is 3; allowed: 1 or 2.",
    ],
    [
      "ach.acknowledgedWithinMinutes",
      { ach: { ...dev.ach, acknowledgedWithinMinutes: 1 } },
      "ach.acknowledgedWithinMinutes is 1; allowed: a whole number from 5 to 2880.",
    ],
    [
      "ach.returnRateDebitsMin",
      { ach: { ...dev.ach, returnRateDebitsMin: { ...dev.ach.returnRateDebitsMin, overall: 0 } } },
      "ach.returnRateDebitsMin.overall is 0; allowed: a whole number from 1 to 1000000.",
    ],
    ["ach.prices", { ach: { ...dev.ach, prices: [] } }, "ach.prices is []; allowed: at least one price list."],
    [
      "api.jwt.issuer",
      { api: { ...dev.api, jwt: { issuer: "http://a", audience: "a", jwksUri: "https://a" } } },
      'api.jwt.issuer is "http://a"; allowed: an https address.',
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
    const perDay = { ...dev.payments.perDay, shop: {} };
    const jwt = { issuer: "https://a", audience: "a", jwksUri: "https://a", scope: "pay" };
    const wrong = {
      ...dev,
      regoin: "us-west-2",
      costs: { ...dev.costs, currency: "USD" },
      payments: { ...dev.payments, perDay },
      api: { ...dev.api, jwt },
    };
    expect([...faultsOf(wrong)].sort()).toEqual([
      "api.jwt.scope is not a setting. Settings: issuer, audience, jwksUri.",
      "costs.currency is not a setting. Settings: stripeBaseline, targetSavingsPercent.",
      "payments.perDay.shop is not a setting. Settings: customer, card, address.",
      expect.stringMatching(/^regoin is not a setting\. Settings: name, region, state, /),
    ]);
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
