import {
  between,
  BUCKET,
  each,
  EMAIL,
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
  PROJECT,
  type PropsOf,
  REGION,
  ROLE_ARN,
  SECRET_ARN,
  STREAM_ARN,
  TABLE_ARN,
  TABLE_NAME,
  TOPIC_ARN,
} from "../shared";

/** The largest amount and the largest sum that a limit can have, in cents: just below a thousand million of the currency's units. */
const MOST_CENTS = 99_999_999_999;
const amount = between(0, MOST_CENTS);
const count = between(1, 1_000_000_000);
const keyArn = matches(KEY_ARN, "The ARN of a KMS key.");
const functionArn = matches(LIVE_FUNCTION_ARN, "The ARN of a Lambda function's alias.");
const tableName = matches(TABLE_NAME, "A DynamoDB table's name.");
const tableArn = matches(TABLE_ARN, "The ARN of a table.");
const streamArn = matches(STREAM_ARN, "The ARN of a table's stream.");
const roleArn = matches(ROLE_ARN, "The ARN of an IAM role.");

/** What the module stands on, all outputs of `payment-cryptography`, then how payments are decided about, then how it is kept. */
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
  /** Table that payments are kept in. */
  paymentTransactionsTableName: input("string", "Table that payments are kept in.", [tableName]),
  /** ARN of that table. */
  paymentTransactionsTableArn: input("string", "ARN of that table.", [tableArn]),
  /** ARN of that table's stream, which events are published from. */
  paymentTransactionsStreamArn: input("string", "ARN of that table's stream, which events are published from.", [
    streamArn,
  ]),
  /** Table that money is held in: payments with a provider are held there. */
  escrowAccountsTableName: input("string", "Table that money is held in: payments with a provider are held there.", [
    tableName,
  ]),
  /** ARN of that table. */
  escrowAccountsTableArn: input("string", "ARN of that table.", [tableArn]),
  /** ARN of that table's stream, which the events of escrows are published from. */
  escrowAccountsStreamArn: input(
    "string",
    "ARN of that table's stream, which the events of escrows are published from.",
    [streamArn],
  ),
  /** Key that held money is encrypted under. */
  escrowEncryptionKeyArn: input("string", "Key that held money is encrypted under.", [keyArn]),
  /** Key that payments are encrypted under: tables, queues, topics, secrets, the functions' environments. */
  paymentEncryptionKeyArn: input(
    "string",
    "Key that payments are encrypted under: tables, queues, topics, secrets, the functions' environments.",
    [keyArn],
  ),
  /** Key that logs, code and alerts are encrypted under. */
  auditEncryptionKeyArn: input("string", "Key that logs, code and alerts are encrypted under.", [keyArn]),
  /** Role of the payment processor, which may use the table and reach the acquirer already. */
  paymentProcessorRoleArn: input(
    "string",
    "Role of the payment processor, which may use the table and reach the acquirer already; this module adds the rest.",
    [roleArn],
  ),
  /** Function that tokenises cards. */
  tokeniseFunctionArn: input("string", "Function that tokenises cards.", [functionArn]),
  /** Function that meets the acquirer. */
  railEgressFunctionArn: input("string", "Function that meets the acquirer.", [functionArn]),
  /** Bucket that takes the functions' code. */
  artefactBucketName: input("string", "Bucket that takes the functions' code.", [matches(BUCKET, "A bucket's name.")]),

  /** Who takes a payment without a payment method. @default "none" */
  defaultRail: input(
    "string",
    "Who takes a payment without a payment method; without one such a payment is refused. The simulator moves no money.",
    [oneOf("none", "simulator")],
    "none",
  ),
  /** Secret with Stripe's API key, for methods that are still at Stripe. @default "" */
  stripeSecretArn: input(
    "string",
    "Secret with Stripe's API key, for methods that are still at Stripe; encrypted under the payment key. Empty for no Stripe.",
    [matches(orEmpty(SECRET_ARN), "The ARN of a secret, or empty.")],
    "",
  ),
  /** Largest payment, in cents. @default 1000000 */
  paymentCentsMax: input("number", "Largest payment, in cents; a larger one is declined.", [amount], 1_000_000),
  /** Payments above this wait for a person, in cents. @default 500000 */
  reviewAboveCents: input("number", "Payments above this wait for a person, in cents.", [amount], 500_000),
  /** Payments a customer may make a day. @default 50 */
  customerDailyCountMax: input("number", "Payments a customer may make a day.", [count], 50),
  /** What a customer may pay a day, in cents. @default 2000000 */
  customerDailyCentsMax: input("number", "What a customer may pay a day, in cents.", [amount], 2_000_000),
  /** Payments a card may make a day. @default 20 */
  cardDailyCountMax: input("number", "Payments a card may make a day.", [count], 20),
  /** What a card may pay a day, in cents. @default 2000000 */
  cardDailyCentsMax: input("number", "What a card may pay a day, in cents.", [amount], 2_000_000),
  /** Payments an address may make a day. @default 100 */
  addressDailyCountMax: input("number", "Payments an address may make a day.", [count], 100),
  /** What an address may pay a day, in cents. @default 5000000 */
  addressDailyCentsMax: input("number", "What an address may pay a day, in cents.", [amount], 5_000_000),
  /** Share of a payment that the acquirer takes, in hundredths of a per cent. @default 0 */
  acquirerFeeBasisPoints: input(
    "number",
    "Share of a payment that the acquirer takes, in hundredths of a per cent; processing costs are reckoned with it.",
    [between(0, 10_000)],
    0,
  ),
  /** What the acquirer takes a payment besides, in cents. @default 0 */
  acquirerFeeFixedCents: input("number", "What the acquirer takes a payment besides, in cents.", [amount], 0),
  /** How money is held, as JSON. @default "{}" */
  escrowSettings: input(
    "string",
    "How money is held, as JSON (jsonencode in HCL); what is left out has its default. The module escrow reads the same.",
    [escrowSettingsKnown],
    "{}",
  ),
  /** Table of ACH transfers. @default "" */
  achTransfersTableName: input(
    "string",
    "Table of ACH transfers, whose events are published and listed with those of payments. Empty for no ACH.",
    [matches(orEmpty(TABLE_NAME), "A DynamoDB table's name, or empty.")],
    "",
  ),
  /** ARN of that table. @default "" */
  achTransfersTableArn: input(
    "string",
    "ARN of that table.",
    [matches(orEmpty(TABLE_ARN), "The ARN of a table, or empty.")],
    "",
  ),
  /** ARN of that table's stream. @default "" */
  achTransfersStreamArn: input(
    "string",
    "ARN of that table's stream, which the events of transfers are published from.",
    [matches(orEmpty(STREAM_ARN), "The ARN of a table's stream, or empty.")],
    "",
  ),
  /** Key that ACH is encrypted under. @default "" */
  achEncryptionKeyArn: input(
    "string",
    "Key that ACH is encrypted under.",
    [matches(orEmpty(KEY_ARN), "The ARN of a KMS key, or empty.")],
    "",
  ),
  /** The bank's settings, as JSON. @default "" */
  odfiSettings: input(
    "string",
    "The bank's settings, as JSON; the module ach reads the same. What acquirers pay out is booked to its settlement account.",
    [odfiSettingsOrNone],
    "",
  ),
  /** Function that takes payments by bank account. @default "" */
  achDebitRailFunctionArn: input(
    "string",
    "Function that takes payments by bank account, of the module ach. Empty for none: such payments are refused.",
    [matches(orEmpty(LIVE_FUNCTION_ARN), "The ARN of a Lambda function's alias, or empty.")],
    "",
  ),
  /** Where webhooks may be delivered to. @default "public" */
  webhookTargets: input(
    "string",
    "Where webhooks may be delivered to: public HTTPS addresses, or this machine too, for an embedded AWS alone.",
    [oneOf("public", "local")],
    "public",
  ),

  /** Email addresses for alarms. @default [] */
  alertEmails: input("list(string)", "Email addresses for alarms.", [each(matches(EMAIL, "An e-mail address."))], []),
  /** SNS topic for alarms, instead of the module's own. @default "" */
  snsTopicArn: input(
    "string",
    "SNS topic for alarms, instead of the module's own.",
    [matches(orEmpty(TOPIC_ARN), "The ARN of an SNS topic, or empty.")],
    "",
  ),
  /** Failed payments within five minutes that are too many when there are more. @default 5 */
  paymentFailuresAlarmThreshold: input(
    "number",
    "Failed payments within five minutes that are too many when there are more.",
    [between(1, 1_000_000)],
    5,
  ),
  /** Days that events can be replayed from the bus's archive. @default 90 */
  eventArchiveDays: input("number", "Days that events can be replayed from the bus's archive.", [between(1, 3650)], 90),
  /** Protect tables from deletion, and keys from all but the break-glass roles. @default true */
  deletionProtection: input(
    "bool",
    "Protect tables from deletion, and keys from all but the break-glass roles.",
    [],
    true,
  ),
  /** Days before a deleted key is gone. @default 30 */
  kmsDeletionWindowInDays: input("number", "Days before a deleted key is gone.", [between(7, 30)], 30),
  /** Roles that may disable keys and schedule their deletion. @default [] */
  breakGlassRoleArns: input(
    "list(string)",
    "Roles that may disable keys and schedule their deletion while they are protected; their trust must demand MFA and a time window.",
    [each(roleArn)],
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

export type PaymentsInputs = PropsOf<typeof inputs>;
