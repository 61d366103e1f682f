import * as z from "zod/mini";
import { odfiFields } from "../ach";
import { paymentFields } from "../payments";
import { environmentName, json, queueUrl, region, tableName } from "../shared/environment-fields";
import { DEFAULT_SETTINGS, escrowSettings, SETTINGS_FORM } from "./settings";

/** What it takes to release: all that payments read too, for refunds through their use case, and the bank of payouts. */
const releasing = { ...paymentFields, ...odfiFields };

/** What `manager` reads from its environment. */
export const manager = z.object(releasing);

/** What `releaser` reads: besides, the queue of its own orders, one a shard. */
export const releaser = z.object({ ...releasing, ESCROW_QUEUE_URL: queueUrl });

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
