import { serveApi, validatePayment } from "../api";
import { readEnvironment } from "../shared/environment";
import { createLogger } from "../shared/logging";
import { connectPayments } from "./connect";
import * as environments from "./environment";
import { validatorRoutes } from "./payment-routes";

const log = createLogger();
const connected = connectPayments(readEnvironment(environments.validator), log);

/** `POST /validate`. */
export const handler = serveApi(log, { validatePayment }, validatorRoutes(connected));
