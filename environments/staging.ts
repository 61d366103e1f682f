import { dev } from "./dev";
import type { Environment } from "./schema";

/** As production, with its own data. */
export const staging: Environment = {
  ...dev,
  name: "staging",
  state: { bucket: "ecosystemaws-terraform-state-staging", region: "us-west-2" },
  deletionProtection: true,
  preventDestroy: true,
  kmsDeletionWindowInDays: 30,
  acquirer: "none",
  alertEmails: ["ops@company.com"],
  payments: { ...dev.payments, defaultRail: "none", eventArchiveDays: 365 },
  api: { ...dev.api, authorisation: "iam", rateLimit: 1000, burstLimit: 2000, quotaPerDay: 10_000_000 },
  graphql: { introspection: false },
};
