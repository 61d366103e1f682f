import * as z from "zod/mini";
import { environmentName, queueUrl, tableName } from "../shared/environment-fields";

const sending = {
  /** Endpoints with their secrets, and what was delivered to them. */
  WEBHOOKS_TABLE_NAME: tableName,
  /** Where deliveries wait for their next attempt: one message an event and endpoint. */
  DELIVERY_QUEUE_URL: queueUrl,
  ENVIRONMENT: environmentName,
  /** `local` lets deliveries go to this machine over plain HTTP; anywhere else that is refused. @default public */
  WEBHOOK_TARGETS: z._default(z.enum(["public", "local"], "must be public or local"), "public"),
};

/** What `endpoints` (the API of webhook endpoints) reads from its environment. */
export const endpoints = z.object(sending);

/** What `dispatcher` (events to deliveries) reads from its environment. */
export const dispatcher = z.object(sending);

/** What `deliverer` (deliveries to endpoints) reads from its environment. */
export const deliverer = z.object(sending);
