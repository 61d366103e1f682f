import { receiveWebhook, serveApi } from "../api";
import { systemClock } from "../shared/clock";
import { readEnvironment } from "../shared/environment";
import { createLogger } from "../shared/logging";
import { connectSecrets } from "../shared/secrets-adapter";
import { connectPayments } from "./connect";
import * as environments from "./environment";
import { inboundRoutes } from "./inbound/routes";
import { senderSecretsOf } from "./inbound/senders";
import type { InboundParts } from "./inbound/take";

const environment = readEnvironment(environments.webhookProcessor);
const log = createLogger();
const secret = connectSecrets(systemClock);
const payments = connectPayments(environment, log);

async function stripeReference(intentId: string): Promise<string | undefined> {
  if (environment.STRIPE_SECRET_ARN === "") return undefined;
  const { stripeLookup } = await import("./inbound/stripe-lookup");
  return stripeLookup({ apiKey: () => secret(environment.STRIPE_SECRET_ARN) })(intentId);
}

const routes = inboundRoutes({
  clock: systemClock,
  secretsOf: (sender) => senderSecretsOf(secret, environment.SENDER_SECRETS_ARN, sender),
  connected: async (): Promise<InboundParts> => ({ ...(await payments()), stripeReference }),
});

/** `POST /webhooks/{provider}`. */
export const handler = serveApi(log, { receiveWebhook }, routes);
