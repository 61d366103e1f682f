import { createRefund, listRefunds, serveApi } from "../api";
import { readEnvironment } from "../shared/environment";
import { createLogger } from "../shared/logging";
import { connectPayments } from "./connect";
import * as environments from "./environment";
import { refundRoutes } from "./refund-routes";

const log = createLogger();
const connected = connectPayments(readEnvironment(environments.refunds), log);

/** `POST` and `GET /payments/{payment_id}/refunds`. */
export const handler = serveApi(log, { createRefund, listRefunds }, refundRoutes(connected));
