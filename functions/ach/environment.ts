import * as z from "zod/mini";
import { environmentName, json, keyArn, region, tableName } from "../shared/environment-fields";
import { ODFI_SETTINGS_FORM, odfiSettings } from "./settings";

/** Where transfers and bank accounts are kept, by whose rules, and as whose writer. */
const keeping = {
  ACH_TRANSFERS_TABLE_NAME: tableName,
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
  /** The originating bank, the company, limits and prices. */
  ODFI_SETTINGS: json(odfiSettings, ODFI_SETTINGS_FORM),
};

/** What it takes to make transfers: where those are paid from, and the key of fingerprints. */
const making = {
  ...keeping,
  /** Holds what is owed to providers and customers, whom transfers are paid for. */
  ESCROW_ACCOUNTS_TABLE_NAME: tableName,
  /** HMAC key that fingerprints of requests and of bank accounts are made under. */
  ACH_HMAC_KEY_ARN: keyArn,
};

/** Where payments are kept, whose rail books against them there what pays them, and what is given back. */
const paying = { PAYMENT_TRANSACTIONS_TABLE_NAME: tableName };

/** What `rail` reads from its environment. */
export const debitRail = z.object({ ...keeping, ...paying });

/** What `transfers` reads from its environment. */
export const transfers = z.object(making);

/** What `bank-accounts` reads: besides, the key that account numbers are sealed under. */
export const bankAccounts = z.object({ ...making, ACH_KEY_ARN: keyArn });

const bucketName = z
  .string("must be the name of a bucket")
  .check(z.regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "must be the name of a bucket"));

/** What `optimizer` reads: besides, where files go. */
export const optimizer = z.object({
  ...keeping,
  ...paying,
  ESCROW_ACCOUNTS_TABLE_NAME: tableName,
  ACH_KEY_ARN: keyArn,
  ACH_FILES_BUCKET_NAME: bucketName,
});

const connectorId = z
  .string("must be the id of a connector, or nothing")
  .check(z.regex(/^(c-[0-9a-f]{17})?$/, "must be the id of a connector such as c-0123456789abcdef0, or nothing"));

const remoteFolder = z
  .string("must be a folder such as /inbox")
  .check(z.regex(/^\/[\x21-\x7e]{0,1023}$/, "must be a folder such as /inbox"));

/** What `delivery` reads: besides, where files lie and where they go. */
export const delivery = z.object({
  ...keeping,
  ACH_FILES_BUCKET_NAME: bucketName,
  /** The bank's SFTP connector. @default none: the bank fetches files from the bucket */
  SFTP_CONNECTOR_ID: z._default(connectorId, ""),
  /** The bank's folder for our files. */
  SFTP_INBOX: z._default(remoteFolder, "/inbox"),
});

/** What `incoming` reads: besides, where the bank leaves its files, or where they are fetched from. */
export const incoming = z.object({
  ...making,
  ...paying,
  ACH_KEY_ARN: keyArn,
  ACH_FILES_BUCKET_NAME: bucketName,
  /** The bank's SFTP connector. @default none: the bank brings its files to the bucket */
  SFTP_CONNECTOR_ID: z._default(connectorId, ""),
  /** The bank's folder for what it sends. */
  SFTP_OUTBOX: z._default(remoteFolder, "/outbox"),
});

/** What `reconciler` reads: besides, where its reports go. */
export const reconciler = z.object({ ...keeping, ACH_FILES_BUCKET_NAME: bucketName });
