import { getEvent, getPayment, listEvents, listPayments, serveApi } from "../api";
import { readEnvironment } from "../shared/environment";
import { createLogger } from "../shared/logging";
import * as environments from "./environment";
import { connectListingStore } from "./listing-store";
import { readerRoutes } from "./reader-routes";

const environment = readEnvironment(environments.reader);
const listing = connectListingStore([
  environment.PAYMENT_TRANSACTIONS_TABLE_NAME,
  environment.ESCROW_ACCOUNTS_TABLE_NAME,
  ...(environment.ACH_TRANSFERS_TABLE_NAME === "" ? [] : [environment.ACH_TRANSFERS_TABLE_NAME]),
]);
const routes = readerRoutes({ listing, region: environment.AWS_REGION });

/** `GET /payments`, `/payments/{payment_id}`, `/events` and `/events/{event_id}`. */
export const handler = serveApi(createLogger(), { getPayment, listPayments, getEvent, listEvents }, routes);
