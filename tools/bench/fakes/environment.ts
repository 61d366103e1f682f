import type { Common, Contracts } from "../../../functions/contracts";
import { FINGERPRINT_KEY_ARN, VAULT_KEY_ARN } from "./vault";

const ACCOUNT = "123456789012";
const functionArn = (name: string): string => `arn:aws:lambda:us-west-2:${ACCOUNT}:function:${name}`;
const queueUrl = (name: string): string => `https://sqs.us-west-2.amazonaws.com/${ACCOUNT}/${name}`;
const secretArn = (name: string): string => `arn:aws:secretsmanager:us-west-2:${ACCOUNT}:secret:${name}-AbCdEf`;

/** More than any benchmark uses up. */
const DAY = { countMax: 1_000_000, sumCentsMax: 99_999_999_999 };

/** What all functions together need: a variable that is missing here does not compile. */
type All<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer Every) => void
  ? Every
  : never;

/** What Lambda gives, and what keeps the SDK's notice of a Node that it will leave out of the outputs. */
type Lambdas = "AWS_REGION" | "AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED";

/** Enough for every function to start: a handler reads its environment when it is loaded. */
export const FUNCTION_ENVIRONMENT = {
  AWS_REGION: "us-west-2",
  ENVIRONMENT: "bench",
  POWERTOOLS_SERVICE_NAME: "bench",
  POWERTOOLS_METRICS_NAMESPACE: "bench",
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",

  VAULT_TABLE_NAME: "payment-vault-bench",
  VAULT_KEY_ARN,
  FINGERPRINT_KEY_ARNS: JSON.stringify({ 1: FINGERPRINT_KEY_ARN }),

  PAYMENT_TRANSACTIONS_TABLE_NAME: "payment-transactions-bench",
  ESCROW_ACCOUNTS_TABLE_NAME: "escrow-accounts-bench",
  REQUEST_KEY_ARN: VAULT_KEY_ARN,
  PAYMENT_KEY_ARN: VAULT_KEY_ARN,
  LIMITS: JSON.stringify({
    amountCentsMax: 10_000_000,
    reviewAboveCents: 10_000_000,
    perDay: { customer: DAY, card: DAY, address: DAY },
  }),
  ACQUIRER_FEE: JSON.stringify({ basisPoints: 0, fixedCents: 0 }),
  RAIL_EGRESS_FUNCTION_ARN: functionArn("rail-egress-bench"),
  TOKENISE_FUNCTION_ARN: functionArn("tokenise-bench"),
  SENDER_SECRETS_ARN: secretArn("senders-bench"),
  EVENT_BUS_NAME: "payments-bench",

  WEBHOOKS_TABLE_NAME: "webhooks-bench",
  DELIVERY_QUEUE_URL: queueUrl("webhook-deliveries-bench"),

  CHECKS: JSON.stringify({ tables: ["payment-vault-bench"], keys: [VAULT_KEY_ARN], queues: [] }),
  ESCROW_QUEUE_URL: queueUrl("escrow-orders-bench"),

  ACH_TRANSFERS_TABLE_NAME: "ach-transfers-bench",
  ACH_FILES_BUCKET_NAME: "ach-files-bench",
  ACH_HMAC_KEY_ARN: VAULT_KEY_ARN,
  ACH_KEY_ARN: VAULT_KEY_ARN,
  ODFI_SETTINGS: JSON.stringify({
    odfi: { routingNumber: "091000019", name: "Example Bank" },
    company: { name: "Example Payments", identification: "1234567890" },
    limits: { creditCentsMax: 1_000_000, debitCentsMax: 1_000_000, perDay: DAY },
  }),

  JWT_ISSUER: "https://issuer.example",
  JWT_AUDIENCE: "bench",
  JWT_JWKS_URI: "https://issuer.example/keys",
} as const satisfies All<Contracts[keyof Contracts]> & Common & Readonly<Record<Lambdas, string>>;
