import { systemClock } from "../shared/clock";
import { readEnvironment } from "../shared/environment";
import { createLogger } from "../shared/logging";
import { connectProbes } from "./clients";
import * as environments from "./environment";
import { getStatus } from "./generated/operations";
import { healthAnswer } from "./health";
import { serveApi } from "./serve";

const environment = readEnvironment(environments.status);
const log = createLogger();

const parts = {
  probes: connectProbes(environment.CHECKS),
  clock: systemClock,
  log,
  environment: environment.ENVIRONMENT,
  region: environment.AWS_REGION,
};

/** `GET /status`. */
export const handler = serveApi(log, { getStatus }, { getStatus: () => healthAnswer(parts) });
