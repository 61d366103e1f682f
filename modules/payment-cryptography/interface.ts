import {
  atLeast,
  between,
  BUCKET_SUFFIX,
  countBetween,
  each,
  EMAIL,
  ENVIRONMENT,
  input,
  LOG_RETENTION_DAYS,
  matches,
  MAX_ENVIRONMENT,
  MAX_PROJECT_NAME,
  oneOf,
  oneOfNumbers,
  orEmpty,
  type Output,
  type PropsOf,
  REGION,
  ROLE_ARN,
  TOPIC_ARN,
} from "../shared";
import type { PaymentCryptography } from "./index";

const PROJECT = /^([a-z][a-z0-9-]{0,16}[a-z0-9])?$/;
const KEY_VERSION = /^[1-9][0-9]{0,3}$/;
/** As many as the functions take (`FINGERPRINT_KEY_ARNS`): each tokenising claims a fingerprint of every version. */
const MAX_FINGERPRINT_KEY_VERSIONS = 4;

/** What HCL users set, first the nine variables of the source document, then the optional ones; the TypeScript props are the same in camelCase. */
export const inputs = {
  /** AWS region for resources. */
  awsRegion: input("string", "AWS region for resources; it must be the provider's.", [
    matches(REGION, "An AWS Region such as us-west-2."),
  ]),
  /** Environment name (dev/staging/prod). */
  environment: input("string", "Environment name (dev/staging/prod); the suffix of every name.", [
    matches(
      ENVIRONMENT,
      `2 to ${String(MAX_ENVIRONMENT)} lower-case letters, digits and hyphens, a letter first, no hyphen last.`,
    ),
  ]),
  /** Project name for resource naming; in front of every name, empty for none. */
  projectName: input("string", "Project name for resource naming; in front of every name, empty for none.", [
    matches(
      PROJECT,
      `Up to ${String(MAX_PROJECT_NAME)} lower-case letters, digits and hyphens, a letter first, no hyphen last.`,
    ),
  ]),
  /** Enable payment cryptography. @default true */
  enablePaymentCryptography: input(
    "bool",
    "Enable payment cryptography; without it nothing is made and all outputs are null.",
    [],
    true,
  ),
  /** KMS key specification of the data keys given to the functions. @default "AES_256" */
  paymentKeySpec: input(
    "string",
    "KMS key specification of the data keys given to the functions.",
    [oneOf("AES_256")],
    "AES_256",
  ),
  /** Monthly Stripe costs for comparison, in US dollars. */
  paymentCostBaselineStripe: input("number", "Monthly Stripe costs for comparison, in US dollars.", [atLeast(0)]),
  /** Target cost savings percentage. @default 98 */
  targetPaymentCostSavingsPercent: input("number", "Target cost savings percentage.", [between(0, 100)], 98),
  /** Email addresses for security alerts. @default [] */
  paymentSecurityAlertEmails: input(
    "list(string)",
    "Email addresses for security alerts.",
    [each(matches(EMAIL, "An e-mail address."))],
    [],
  ),
  /** SNS topic for alerts, instead of the module's own. @default "" */
  snsTopicArn: input(
    "string",
    "SNS topic for alerts, instead of the module's own.",
    [matches(orEmpty(TOPIC_ARN), "The ARN of an SNS topic, or empty.")],
    "",
  ),

  /** Protect tables from deletion, and keys from all but the break-glass roles. @default true */
  deletionProtection: input(
    "bool",
    "Protect tables from deletion, and keys from all but the break-glass roles.",
    [],
    true,
  ),
  /** Days before a deleted key is gone. @default 30 */
  kmsDeletionWindowInDays: input("number", "Days before a deleted key is gone.", [between(7, 30)], 30),
  /** Whether a destroy may delete the artefact bucket with what is in it. @default false */
  forceDestroy: input("bool", "Whether a destroy may delete the artefact bucket with what is in it.", [], false),
  /** Roles that may disable keys and schedule their deletion. @default [] */
  breakGlassRoleArns: input(
    "list(string)",
    "Roles that may disable keys and schedule their deletion while they are protected; their trust must demand MFA and a time window.",
    [each(matches(ROLE_ARN, "The ARN of an IAM role."))],
    [],
  ),
  /** Make multi-Region keys. @default true */
  multiRegionKeys: input(
    "bool",
    "Make multi-Region keys, so that replicas are possible; fixed when a key is made.",
    [],
    true,
  ),
  /** Active versions of the fingerprint key; the highest is current. @default ["1"] */
  fingerprintKeyVersions: input(
    "list(string)",
    "Active versions of the fingerprint key; the highest is current. Add one, run the backfill, then take the old one away.",
    [countBetween(1, MAX_FINGERPRINT_KEY_VERSIONS), each(matches(KEY_VERSION, "A whole number from 1 to 9999."))],
    ["1"],
  ),
  /** How new card envelopes are written. @default "lean" */
  encryptor: input(
    "string",
    "How new card envelopes are written; both kinds are read.",
    [oneOf("lean", "aws-encryption-sdk")],
    "lean",
  ),
  /** Who verifies and authorises cards. @default "none" */
  acquirer: input(
    "string",
    "Who verifies and authorises cards; the simulator moves no money.",
    [oneOf("none", "simulator")],
    "none",
  ),
  /** Days that logs are kept. @default 365 */
  logRetentionInDays: input("number", "Days that logs are kept.", [oneOfNumbers(...LOG_RETENTION_DAYS)], 365),
  /** Detokenisations within five minutes that raise the alarm. @default 100 */
  detokeniseAlarmThreshold: input(
    "number",
    "Detokenisations within five minutes that raise the alarm.",
    [between(1, 1_000_000)],
    100,
  ),
  /** Decryptions for the acquirer within five minutes that raise the alarm. @default 10000 */
  railEgressAlarmThreshold: input(
    "number",
    "Decryptions for the acquirer within five minutes that raise the alarm.",
    [between(1, 100_000_000)],
    10_000,
  ),
  /** Make AWS Payment Cryptography keys for card verification codes. @default false */
  enableCardVerificationKeys: input(
    "bool",
    "Make AWS Payment Cryptography keys for card verification codes.",
    [],
    false,
  ),
  /** Region in which names that are global to an account (roles) carry no Region. @default "" for aws_region */
  homeRegion: input(
    "string",
    "Region in which names that are global to an account (roles) carry no Region; empty for aws_region.",
    [matches(orEmpty(REGION), "An AWS Region, or empty.")],
    "",
  ),
  /** End of bucket names, which are unique in the world. @default "" for the account id */
  bucketNameSuffix: input(
    "string",
    "End of bucket names, which are unique in the world; empty for the account id.",
    [matches(BUCKET_SUFFIX, "Up to 12 lower-case letters, digits and hyphens, or empty.")],
    "",
  ),
  /** Further tags, such as Owner and CostCentre. @default {} */
  tags: input("map(string)", "Further tags, such as Owner and CostCentre.", [], {}),
} as const;

/** The six outputs of the source document, then what later modules and people need. */
export const outputs = {
  paymentEncryptionKeyArn: {
    description: "Payment encryption KMS key ARN",
    from: (module) => module.paymentEncryptionKeyArn,
  },
  achEncryptionKeyArn: { description: "ACH encryption KMS key ARN", from: (module) => module.achEncryptionKeyArn },
  paymentTransactionsTableName: {
    description: "Payment transactions DynamoDB table",
    from: (module) => module.paymentTransactionsTableName,
  },
  escrowAccountsTableName: {
    description: "Escrow accounts DynamoDB table",
    from: (module) => module.escrowAccountsTableName,
  },
  paymentProcessorRoleArn: {
    description: "Payment processor IAM role ARN",
    from: (module) => module.paymentProcessorRoleArn,
  },
  paymentCostSavingsAlarmArn: {
    description: "Cost savings alarm ARN",
    from: (module) => module.paymentCostSavingsAlarmArn,
  },

  vaultEncryptionKeyArn: {
    description: "Vault KMS key ARN; it wraps data keys of card envelopes and nothing else",
    from: (module) => module.vaultEncryptionKeyArn,
  },
  escrowEncryptionKeyArn: {
    description: "Escrow encryption KMS key ARN",
    from: (module) => module.escrowEncryptionKeyArn,
  },
  auditEncryptionKeyArn: {
    description: "Audit and logs encryption KMS key ARN",
    from: (module) => module.auditEncryptionKeyArn,
  },
  vaultTableName: {
    description: "Card vault DynamoDB table: envelopes, claims, audit of detokenising",
    from: (module) => module.vaultTableName,
  },
  tokeniseFunctionArn: {
    description: "Alias ARN of the function that tokenises cards",
    from: (module) => module.tokeniseFunctionArn,
  },
  detokeniseFunctionArn: {
    description: "Alias ARN of the function that gives a card number back",
    from: (module) => module.detokeniseFunctionArn,
  },
  railEgressFunctionArn: {
    description: "Alias ARN of the function that meets the acquirer",
    from: (module) => module.railEgressFunctionArn,
  },
  reEncryptFunctionArn: {
    description: "Alias ARN of the function that re-encrypts the vault",
    from: (module) => module.reEncryptFunctionArn,
  },
  artefactBucketName: {
    description: "Bucket with the functions' code",
    from: (module) => module.artefactBucketName,
  },
  securityTopicArn: { description: "SNS topic that security alerts go to", from: (module) => module.securityTopicArn },
  paymentTransactionsTableArn: {
    description: "Payment transactions DynamoDB table's ARN",
    from: (module) => module.paymentTransactionsTableArn,
  },
  paymentTransactionsStreamArn: {
    description: "Stream of the payment transactions table, which events are published from",
    from: (module) => module.paymentTransactionsStreamArn,
  },
  acquirerSimulatorTableName: {
    description: "Books of the acquirer's simulator, a DynamoDB table; empty where it is not the acquirer",
    from: (module) => module.acquirerSimulatorTableName,
  },
  escrowAccountsTableArn: {
    description: "Escrow accounts DynamoDB table's ARN",
    from: (module) => module.escrowAccountsTableArn,
  },
  escrowAccountsStreamArn: {
    description: "Stream of the escrow accounts table, which its events are published from",
    from: (module) => module.escrowAccountsStreamArn,
  },
  achTransfersTableName: {
    description: "DynamoDB table of ACH transfers, files and bank accounts",
    from: (module) => module.achTransfersTableName,
  },
  achTransfersTableArn: {
    description: "That table's ARN",
    from: (module) => module.achTransfersTableArn,
  },
  achTransfersStreamArn: {
    description: "Stream of that table, which its events are published from",
    from: (module) => module.achTransfersStreamArn,
  },
} as const satisfies Record<string, Output<PaymentCryptography>>;

export type PaymentCryptographyInputs = PropsOf<typeof inputs>;
