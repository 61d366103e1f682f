import type { Environment } from "./schema";

/** For daily work; short-lived environments are made from these settings. */
export const dev: Environment = {
  name: "dev",
  region: "us-west-2",
  state: { bucket: "ecosystemaws-terraform-state-dev", region: "us-west-2" },
  tags: { Owner: "platform-engineering", CostCentre: "fintech-payments" },
  deletionProtection: false,
  preventDestroy: false,
  kmsDeletionWindowInDays: 7,
  breakGlassRoleArns: [],
  logRetentionInDays: 90,
  acquirer: "simulator",
  alertEmails: [],
  costs: { stripeBaseline: 10_000, targetSavingsPercent: 98 },
  detokeniseAlarmThreshold: 100,
  payments: {
    defaultRail: "simulator",
    centsMax: 1_000_000,
    reviewAboveCents: 500_000,
    perDay: {
      customer: { countMax: 50, centsMax: 2_000_000 },
      card: { countMax: 20, centsMax: 2_000_000 },
      address: { countMax: 100, centsMax: 5_000_000 },
    },
    acquirerFee: { basisPoints: 0, fixedCents: 0 },
    webhookTargets: "public",
    failuresAlarmThreshold: 5,
    eventArchiveDays: 30,
  },
  api: {
    // A key alone opens everything here: there is no money.
    authorisation: "api_key",
    cognitoUserPoolArns: [],
    rateLimit: 100,
    burstLimit: 200,
    quotaPerDay: 100_000,
    addressRateLimit: 10_000,
    webhookRateLimit: 1000,
    manageAccountLogging: true,
  },
  graphql: { introspection: true },
};
