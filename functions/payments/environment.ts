import * as z from "zod/mini";
import { odfiFields } from "../ach";
import { DEFAULT_SETTINGS, escrowSettings, SETTINGS_FORM } from "../escrow";
import { environmentName, functionArn, json, keyArn, region, secretArn, tableName } from "../shared/environment-fields";

const cents = z.number().check(z.refine((value) => Number.isSafeInteger(value) && value >= 0));
const count = z.number().check(z.refine((value) => Number.isSafeInteger(value) && value >= 1));
const dayLimit = z.strictObject({ countMax: count, sumCentsMax: cents });

const LIMITS_FORM =
  'must be JSON such as {"amountCentsMax":1,"reviewAboveCents":1,"perDay":{"customer":{"countMax":1,"sumCentsMax":1},"card":{...},"address":{...}}}';
const FEE_FORM = 'must be JSON such as {"basisPoints":0,"fixedCents":0}';

/** Where payments are kept, and as whose writer. */
const keeping = {
  PAYMENT_TRANSACTIONS_TABLE_NAME: tableName,
  ENVIRONMENT: environmentName,
  AWS_REGION: region,
  /** The epoch of the Region's lease; one Region alone is always in its first. @default 1 */
  EPOCH: z._default(
    z.pipe(
      z.string("must be a whole number").check(z.regex(/^\d{1,9}$/, "must be a whole number")),
      z.transform(Number),
    ),
    1,
  ),
};

/** What it takes to decide about payments and to reach their rails. */
const paying = {
  ...keeping,
  /** Where money is held, for what payments hold, take out of escrow and put back. */
  ESCROW_ACCOUNTS_TABLE_NAME: tableName,
  /** How money is held. @default {}, see `escrow/settings.ts` */
  ESCROW_SETTINGS: z._default(json(escrowSettings, SETTINGS_FORM), DEFAULT_SETTINGS),
  /** HMAC key that fingerprints of requests are made under. */
  REQUEST_KEY_ARN: keyArn,
  LIMITS: json(
    z.strictObject({
      amountCentsMax: cents,
      reviewAboveCents: cents,
      perDay: z.strictObject({ customer: dayLimit, card: dayLimit, address: dayLimit }),
    }),
    LIMITS_FORM,
  ),
  /** What the acquirer takes a payment. */
  ACQUIRER_FEE: json(z.strictObject({ basisPoints: cents, fixedCents: cents }), FEE_FORM),
  /** Cards, and the simulator, are reached through the vault's `rail-egress`. */
  RAIL_EGRESS_FUNCTION_ARN: functionArn,
  /** Who takes a payment without a payment method. @default none */
  DEFAULT_RAIL: z._default(z.enum(["simulator", "none"], "must be simulator or none"), "none"),
  /** Secret with Stripe's API key, for the methods that are still at Stripe. @default "", no Stripe */
  STRIPE_SECRET_ARN: z._default(z.union([secretArn, z.literal("")], "must be the ARN of a secret, or empty"), ""),
  /** Bank accounts are debited through the bank's room. @default "", no bank */
  ACH_DEBIT_RAIL_FUNCTION_ARN: z._default(
    z.union([functionArn, z.literal("")], "must be the ARN of a Lambda function, or empty"),
    "",
  ),
};

/** What functions of other rooms read that use payments. */
export const paymentFields = paying;

/** What it takes to make payments: besides, the key that their records rest under, which they name, and the bank's prices. */
const making = { ...paying, PAYMENT_KEY_ARN: keyArn, ODFI_SETTINGS: odfiFields.ODFI_SETTINGS };

/** What `validator`, `processor` and `refunds` read from their environment. */
export const validator = z.object(making);
export const processor = z.object(making);
export const refunds = z.object(paying);

/** What it takes to book what acquirers pay out: besides, the bank that they pay it to. */
const settling = { ...paying, ...odfiFields };

/** What `recovery` reads from its environment. */
export const recovery = z.object(settling);

/** What `webhook-processor` reads: besides, the secrets that senders sign by, as JSON by sender in one secret. */
export const webhookProcessor = z.object({ ...settling, SENDER_SECRETS_ARN: secretArn });

/** The tables besides that tell of something; that of transfers where there is a bank. */
const telling = {
  ESCROW_ACCOUNTS_TABLE_NAME: tableName,
  ACH_TRANSFERS_TABLE_NAME: odfiFields.ACH_TRANSFERS_TABLE_NAME,
};

/** What `reader` reads from its environment: besides, the tables whose events it lists with those of payments. */
export const reader = z.object({ ...keeping, ...telling });

/** What `parties` reads from its environment. */
export const parties = z.object(keeping);

/** What `tokens` reads from its environment. */
export const tokens = z.object({ ...keeping, TOKENISE_FUNCTION_ARN: functionArn });

/** What `publisher` reads from its environment: it publishes what all tables tell. */
export const publisher = z.object({
  ...keeping,
  ...telling,
  EVENT_BUS_NAME: z
    .string("must be the name of an event bus")
    .check(z.regex(/^[a-zA-Z0-9/._-]{1,256}$/, "must be the name of an event bus")),
});
