import type { Environment } from "./schema";
import { staging } from "./staging";

export const prod: Environment = {
  ...staging,
  name: "prod",
  state: { bucket: "ecosystemaws-terraform-state-prod", region: "us-west-2" },
  logRetentionInDays: 365,
};
