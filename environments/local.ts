import { dev } from "./dev";
import type { Environment } from "./schema";

/** The embedded AWS that `make start` and the end-to-end tests run on. */
export const local: Environment = {
  ...dev,
  name: "local",
  state: { bucket: "ecosystemaws-terraform-state-local", region: "us-west-2" },
  alertEmails: ["alerts@example.com"],
  // A burst that a test can make.
  detokeniseAlarmThreshold: 20,
  payments: { ...dev.payments, webhookTargets: "local" },
  // So that a release shows a fee.
  escrow: { ...dev.escrow, feePlans: { standard: { basisPoints: 250, flatCents: 0 } } },
  // So that a payout takes no days of verification first.
  ach: { ...dev.ach, creditVerification: "optional" },
  // The embedded AWS does not run AppSync's resolvers.
  graphql: undefined,
  // Tests and benchmarks send as fast as they can.
  api: { ...dev.api, rateLimit: 10_000, burstLimit: 5000, quotaPerDay: 10_000_000 },
};
