import { createToken, serveApi } from "../api";
import { systemClock } from "../shared/clock";
import { readEnvironment } from "../shared/environment";
import { createLogger } from "../shared/logging";
import * as environments from "./environment";
import { connectInvoke } from "./lambda-clients";
import { connectMethodStore } from "./parties/method-store";
import { tokenRoutes } from "./tokens-routes";
import { vaultTokenise } from "./vault-tokenise";

const environment = readEnvironment(environments.tokens);

const routes = tokenRoutes({
  tokenise: vaultTokenise(connectInvoke(environment.TOKENISE_FUNCTION_ARN)),
  methods: connectMethodStore(environment.PAYMENT_TRANSACTIONS_TABLE_NAME),
  clock: systemClock,
});

/** `POST /tokens`: a card becomes a token; neither the request nor the card is ever logged. */
export const handler = serveApi(createLogger(), { createToken }, routes);
