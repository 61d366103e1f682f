import * as z from "zod/mini";
import { paymentFields } from "../payments";
import { environmentName, json, queueUrl, region, tableName } from "../shared/environment-fields";
import { DEFAULT_SETTINGS, escrowSettings, SETTINGS_FORM } from "./settings";

/** What `manager` reads from its environment: all that payments read too, as it refunds through their use case. */
export const manager = z.object(paymentFields);

/** What `releaser` reads: besides, the queue of its own orders, one a shard. */
export const releaser = z.object({ ...paymentFields, ESCROW_QUEUE_URL: queueUrl });

/** What `accruer` reads from its environment. */
export const accruer = z.object({
  ESCROW_ACCOUNTS_TABLE_NAME: tableName,
  /** How money is held. @default {}, see `settings.ts` */
  ESCROW_SETTINGS: z._default(json(escrowSettings, SETTINGS_FORM), DEFAULT_SETTINGS),
  /** The queue of its orders. */
  ESCROW_QUEUE_URL: queueUrl,
  ENVIRONMENT: environmentName,
  AWS_REGION: region,
  EPOCH: paymentFields.EPOCH,
});
