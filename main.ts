/** Composes one stack per environment: `payments-<environment>`. */
import { App } from "cdktf";
import { environmentsFrom } from "./environments";
import { PaymentsStack } from "./environments/payments-stack";

const app = new App();
for (const environment of environmentsFrom(process.env)) new PaymentsStack(app, environment);
app.synth();
