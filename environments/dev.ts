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
};
