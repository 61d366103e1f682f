import { capturePayment, createPayment, processPayment, reviewPayment, serveApi, voidPayment } from "../api";
import { readEnvironment } from "../shared/environment";
import { createLogger } from "../shared/logging";
import { connectPayments } from "./connect";
import * as environments from "./environment";
import { processorRoutes } from "./payment-routes";

const log = createLogger();
const connected = connectPayments(readEnvironment(environments.processor), log);

/** `POST /payments`, `/process`, and `/payments/{payment_id}/capture`, `/void` and `/review`. */
export const handler = serveApi(
  log,
  { createPayment, processPayment, capturePayment, voidPayment, reviewPayment },
  processorRoutes(connected),
);
