import { getCustomer, getProvider, listPaymentMethods, putCustomer, putProvider, serveApi } from "../api";
import { systemClock } from "../shared/clock";
import { readEnvironment } from "../shared/environment";
import { systemRandom } from "../shared/ids";
import { createLogger } from "../shared/logging";
import * as environments from "./environment";
import { connectMethodStore } from "./parties/method-store";
import { partyRoutes } from "./parties/routes";
import { connectPartyStore } from "./parties/store";

const { PAYMENT_TRANSACTIONS_TABLE_NAME: tableName, AWS_REGION: region } = readEnvironment(environments.parties);

const routes = partyRoutes({
  store: connectPartyStore(tableName),
  methods: connectMethodStore(tableName),
  clock: systemClock,
  random: systemRandom,
  region,
});

/** `PUT` and `GET` of customers and providers, and `GET /customers/{customer_id}/payment-methods`. */
export const handler = serveApi(
  createLogger(),
  { putCustomer, getCustomer, putProvider, getProvider, listPaymentMethods },
  routes,
);
