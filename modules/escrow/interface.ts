import {
  between,
  BUCKET,
  countBetween,
  each,
  ENVIRONMENT,
  escrowSettingsKnown,
  input,
  KEY_ARN,
  LIVE_FUNCTION_ARN,
  LOG_RETENTION_DAYS,
  matches,
  MAX_ENVIRONMENT,
  MAX_PROJECT_NAME,
  odfiSettingsOrNone,
  oneOf,
  oneOfNumbers,
  orEmpty,
  type Output,
  PROJECT,
  type PropsOf,
  REGION,
  ROLE_ARN,
  SECRET_ARN,
  TABLE_ARN,
  TABLE_NAME,
  TOPIC_ARN,
} from "../shared";
import type { Escrow } from "./index";

const keyArn = matches(KEY_ARN, "The ARN of a KMS key.");
const tableName = matches(TABLE_NAME, "A DynamoDB table's name.");
const keyArnOrNone = matches(orEmpty(KEY_ARN), "The ARN of a KMS key, or empty.");
const tableNameOrNone = matches(orEmpty(TABLE_NAME), "A DynamoDB table's name, or empty.");
const tableArnOrNone = matches(orEmpty(TABLE_ARN), "The ARN of a table, or empty.");
const tableArn = matches(TABLE_ARN, "The ARN of a table.");

/** What the module stands on (outputs of `payment-cryptography` and `payments`), then how refunds reach their rails, then how it is kept. */
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
  /** Roles of other modules that write to the table. */
  escrowWriterRoleArns: input(
    "list(string)",
    "Roles of other modules that write to the table: they hold, take for refunds and chargebacks, publish. Nobody else may, but this module's own.",
    [countBetween(1, 20), each(matches(ROLE_ARN, "The ARN of an IAM role."))],
  ),
  /** How money is held, as JSON. */
  escrowSettings: input("string", "How money is held, as JSON; the output of payments, which reads the same.", [
    escrowSettingsKnown,
  ]),
  /** Table that payments are kept in, whose refunds give held money back. */
  paymentTransactionsTableName: input(
    "string",
    "Table that payments are kept in, whose refunds give held money back.",
    [tableName],
  ),
  /** ARN of that table. */
  paymentTransactionsTableArn: input("string", "ARN of that table.", [tableArn]),
  /** Key that payments are encrypted under. */
  paymentEncryptionKeyArn: input("string", "Key that payments are encrypted under.", [keyArn]),
  /** Key that logs and code are encrypted under. */
  auditEncryptionKeyArn: input("string", "Key that logs and code are encrypted under.", [keyArn]),
  /** Function that meets the acquirer. */
  railEgressFunctionArn: input("string", "Function that meets the acquirer.", [
    matches(LIVE_FUNCTION_ARN, "The ARN of a Lambda function's alias."),
  ]),
  /** Bucket that takes the functions' code. */
  artefactBucketName: input("string", "Bucket that takes the functions' code.", [matches(BUCKET, "A bucket's name.")]),
  /** SNS topic for alarms. */
  snsTopicArn: input("string", "SNS topic for alarms.", [matches(TOPIC_ARN, "The ARN of an SNS topic.")]),

  /** Table that money is held in; with it its ARN and its key, or none of the three. @default "" for one that is made here */
  escrowAccountsTableName: input(
    "string",
    "Table that money is held in; with it its ARN and its key, or none of the three. Empty for a table and a key that are made here; Terraform must know when it plans which it is.",
    [tableNameOrNone],
    "",
  ),
  /** ARN of that table. @default "" */
  escrowAccountsTableArn: input(
    "string",
    "ARN of that table; its policy is made here, so it may have no other.",
    [tableArnOrNone],
    "",
  ),
  /** Key that held money is encrypted under: the table, queues, the functions' environments. @default "" */
  escrowEncryptionKeyArn: input(
    "string",
    "Key that held money is encrypted under: the table, queues, the functions' environments.",
    [keyArnOrNone],
    "",
  ),
  /** Who takes a payment without a payment method. @default "none" */
  defaultRail: input(
    "string",
    "Who takes a payment without a payment method, and its refunds; as payments have it.",
    [oneOf("none", "simulator")],
    "none",
  ),
  /** Secret with Stripe's API key. @default "" */
  stripeSecretArn: input(
    "string",
    "Secret with Stripe's API key, as payments have it; encrypted under the payment key. Empty for no Stripe.",
    [matches(orEmpty(SECRET_ARN), "The ARN of a secret, or empty.")],
    "",
  ),
  /** Table of ACH transfers, which releases are paid out by. @default "" */
  achTransfersTableName: input(
    "string",
    "Table of ACH transfers, which releases are paid out by. Empty for no ACH: what is released stays owed.",
    [tableNameOrNone],
    "",
  ),
  /** ARN of that table. @default "" */
  achTransfersTableArn: input("string", "ARN of that table.", [tableArnOrNone], ""),
  /** Key that ACH is encrypted under. @default "" */
  achEncryptionKeyArn: input("string", "Key that ACH is encrypted under.", [keyArnOrNone], ""),
  /** Function that takes payments by bank account. @default "" */
  achDebitRailFunctionArn: input(
    "string",
    "Function that takes payments by bank account, of the module ach. Empty for none: such payments are refused.",
    [matches(orEmpty(LIVE_FUNCTION_ARN), "The ARN of a Lambda function's alias, or empty.")],
    "",
  ),
  /** The bank's settings, as JSON. @default "" */
  odfiSettings: input(
    "string",
    "The bank's settings, as JSON; the module ach reads the same.",
    [odfiSettingsOrNone],
    "",
  ),
  /** Shards of due escrows that are worked off at once. @default 32 */
  releasersMax: input(
    "number",
    "Shards of due escrows that are worked off at once, of 64; payments share the account's concurrency.",
    [between(2, 64)],
    32,
  ),
  /** Protect the key of requests, and a table and a key that are made here. @default true */
  deletionProtection: input(
    "bool",
    "Protect the key of requests, and a table and a key that are made here, from all but the break-glass roles.",
    [],
    true,
  ),
  /** Days before a deleted key is gone. @default 30 */
  kmsDeletionWindowInDays: input("number", "Days before a deleted key is gone.", [between(7, 30)], 30),
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
  /** Days that logs are kept. @default 365 */
  logRetentionInDays: input("number", "Days that logs are kept.", [oneOfNumbers(...LOG_RETENTION_DAYS)], 365),
  /** Region in which names that are global to an account (roles) carry no Region. @default "" for aws_region */
  homeRegion: input(
    "string",
    "Region in which names that are global to an account (roles) carry no Region; empty for aws_region.",
    [matches(orEmpty(REGION), "An AWS Region, or empty.")],
    "",
  ),
  /** Further tags, such as Owner and CostCentre. @default {} */
  tags: input("map(string)", "Further tags, such as Owner and CostCentre.", [], {}),
} as const;

export const outputs = {
  escrowManagerFunctionArn: {
    description: "Alias ARN of the function that manages escrows; an API calls it",
    from: (module) => module.escrowManagerFunctionArn,
  },
  escrowReleaserFunctionArn: {
    description: "Alias ARN of the function that releases what is due",
    from: (module) => module.escrowReleaserFunctionArn,
  },
  escrowInterestAccruerFunctionArn: {
    description: "Alias ARN of the function that accrues interest",
    from: (module) => module.escrowInterestAccruerFunctionArn,
  },
  escrowPayoutsFunctionArn: {
    description: "Alias ARN of the function that pays providers out whose day has come",
    from: (module) => module.escrowPayoutsFunctionArn,
  },
  escrowReleasesQueueUrl: {
    description: "Queue of shards whose due escrows are to be worked off",
    from: (module) => module.escrowReleasesQueueUrl,
  },
  escrowReleasesDeadLetterQueueUrl: {
    description: "Queue of those that could not be",
    from: (module) => module.escrowReleasesDeadLetterQueueUrl,
  },
  escrowInterestQueueUrl: {
    description: "Queue of shards whose interest is to be accrued",
    from: (module) => module.escrowInterestQueueUrl,
  },
  escrowInterestDeadLetterQueueUrl: {
    description: "Queue of those that could not be worked off",
    from: (module) => module.escrowInterestDeadLetterQueueUrl,
  },
  escrowPayoutsQueueUrl: {
    description: "Queue of shards whose providers are to be paid out",
    from: (module) => module.escrowPayoutsQueueUrl,
  },
  escrowPayoutsDeadLetterQueueUrl: {
    description: "Queue of those that could not be worked off",
    from: (module) => module.escrowPayoutsDeadLetterQueueUrl,
  },
  escrowFailureQueueUrl: {
    description: "Queue of calls that a function or a schedule could not do anything with",
    from: (module) => module.escrowFailureQueueUrl,
  },
  escrowRequestKeyArn: {
    description: "HMAC key that requests about escrows are recognised by",
    from: (module) => module.escrowRequestKeyArn,
  },
  escrowManagerRoleArn: {
    description: "Role of the function that manages escrows; as the next two it writes to the table of transfers",
    from: (module) => module.escrowManagerRoleArn,
  },
  escrowReleaserRoleArn: {
    description: "Role of the function that releases what is due",
    from: (module) => module.escrowReleaserRoleArn,
  },
  escrowPayoutsRoleArn: {
    description: "Role of the function that pays providers out whose day has come",
    from: (module) => module.escrowPayoutsRoleArn,
  },
  escrowAccountsTableName: {
    description: "Table that money is held in, given or made here",
    from: (module) => module.escrowAccountsTableName,
  },
  escrowAccountsTableArn: {
    description: "ARN of that table",
    from: (module) => module.escrowAccountsTableArn,
  },
  escrowAccountsStreamArn: {
    description:
      "Stream of the table that is made here, which its events are published from; empty where one was given",
    from: (module) => module.escrowAccountsStreamArn,
  },
  escrowEncryptionKeyArn: {
    description: "Key that held money is encrypted under, given or made here",
    from: (module) => module.escrowEncryptionKeyArn,
  },
} as const satisfies Record<string, Output<Escrow>>;

export type EscrowInputs = PropsOf<typeof inputs>;
