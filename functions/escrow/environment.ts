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

/** What it takes to work off what is due in the escrows' books alone. */
const booking = {
  ESCROW_ACCOUNTS_TABLE_NAME: tableName,
  /** How money is held. @default {}, see `settings.ts` */
  ESCROW_SETTINGS: z._default(json(escrowSettings, SETTINGS_FORM), DEFAULT_SETTINGS),
  /** The queue of its orders. */
  ESCROW_QUEUE_URL: queueUrl,
  ENVIRONMENT: environmentName,
  AWS_REGION: region,
  EPOCH: paymentFields.EPOCH,
};

/** What `accruer` reads from its environment. */
export const accruer = z.object(booking);

/** What `payouts` reads: besides, the table that providers are kept in, and the bank. */
export const payouts = z.object({ ...booking, ...odfiFields, PAYMENT_TRANSACTIONS_TABLE_NAME: tableName });
