import {
  createWebhookEndpoint,
  deleteWebhookEndpoint,
  getWebhookEndpoint,
  listDeliveries,
  listWebhookEndpoints,
  replayDelivery,
  rotateWebhookSecret,
  sendTestEvent,
  serveApi,
  updateWebhookEndpoint,
} from "../api";
import { systemClock } from "../shared/clock";
import { readEnvironment } from "../shared/environment";
import { idMaker, systemRandom } from "../shared/ids";
import { createLogger } from "../shared/logging";
import * as environments from "./environment";
import { connectQueue } from "./queue-adapter";
import { dnsResolve } from "./resolve";
import { endpointRoutes } from "./routes";
import { connectStores } from "./store";

const environment = readEnvironment(environments.endpoints);
const makeId = idMaker(systemClock, systemRandom);

const operations = {
  createWebhookEndpoint,
  listWebhookEndpoints,
  getWebhookEndpoint,
  updateWebhookEndpoint,
  deleteWebhookEndpoint,
  rotateWebhookSecret,
  sendTestEvent,
  listDeliveries,
  replayDelivery,
};

const routes = endpointRoutes({
  ...connectStores(environment.WEBHOOKS_TABLE_NAME),
  queue: connectQueue(environment.DELIVERY_QUEUE_URL),
  resolve: dnsResolve(),
  targets: environment.WEBHOOK_TARGETS,
  clock: systemClock,
  random: systemRandom,
  makeEndpointId: () => makeId("we"),
  makeEventId: () => makeId("evt"),
});

/** Webhook endpoints and their deliveries over the REST API. */
export const handler = serveApi(createLogger(), operations, routes);
