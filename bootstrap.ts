/**
 * Composes the stack that makes the state bucket of an environment: `state-backend-<environment>`. It is the one stack whose first run
 * has no bucket for its state, so that lies in a local file until `TERRAFORM_STATE_BOOTSTRAPPED=true` moves it into the bucket
 * (modules/state-backend/README.md, *First run*).
 */
import { App } from "cdktf";
import { environmentsFrom } from "./environments";
import { StateBackendStack } from "./environments/state-backend-stack";

const app = new App();
for (const environment of environmentsFrom(process.env))
  new StateBackendStack(app, environment, { bootstrapped: process.env.TERRAFORM_STATE_BOOTSTRAPPED === "true" });
app.synth();
