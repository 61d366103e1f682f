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
  oneOf,
  oneOfNumbers,
  orEmpty,
  type Output,
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
import type { Payments } from "./index";

/** The largest amount and the largest sum that a limit can have, in cents: just below a thousand million of the currency's units. */
const MOST_CENTS = 99_999_999_999;
const amount = between(0, MOST_CENTS);
const count = between(1, 1_000_000_000);
const keyArn = matches(KEY_ARN, "The ARN of a KMS key.");
const functionArn = matches(LIVE_FUNCTION_ARN, "The ARN of a Lambda function's alias.");

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
  paymentTransactionsTableName: input("string", "Table that payments are kept in.", [
    matches(TABLE_NAME, "A DynamoDB table's name."),
  ]),
  /** ARN of that table. */
  paymentTransactionsTableArn: input("string", "ARN of that table.", [matches(TABLE_ARN, "The ARN of a table.")]),
  /** ARN of that table's stream, which events are published from. */
  paymentTransactionsStreamArn: input("string", "ARN of that table's stream, which events are published from.", [
    matches(STREAM_ARN, "The ARN of a table's stream."),
  ]),
  /** Table that money is held in: payments with a provider are held there. */
  escrowAccountsTableName: input("string", "Table that money is held in: payments with a provider are held there.", [
    matches(TABLE_NAME, "A DynamoDB table's name."),
  ]),
  /** ARN of that table. */
  escrowAccountsTableArn: input("string", "ARN of that table.", [matches(TABLE_ARN, "The ARN of a table.")]),
  /** ARN of that table's stream, which the events of escrows are published from. */
  escrowAccountsStreamArn: input(
    "string",
    "ARN of that table's stream, which the events of escrows are published from.",
    [matches(STREAM_ARN, "The ARN of a table's stream.")],
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
    [matches(ROLE_ARN, "The ARN of an IAM role.")],
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

/** First the functions that an API calls, by the names that `modules/api` has for them; then the rest. */
export const outputs = {
  paymentValidatorFunctionArn: {
    description: "Alias ARN of the function that decides about payments",
    from: (module) => module.paymentValidatorFunctionArn,
  },
  paymentProcessorFunctionArn: {
    description: "Alias ARN of the function that makes, captures, voids and reviews payments",
    from: (module) => module.paymentProcessorFunctionArn,
  },
  paymentReaderFunctionArn: {
    description: "Alias ARN of the function that reads payments and events",
    from: (module) => module.paymentReaderFunctionArn,
  },
  refundProcessorFunctionArn: {
    description: "Alias ARN of the function that refunds",
    from: (module) => module.refundProcessorFunctionArn,
  },
  paymentPartiesFunctionArn: {
    description: "Alias ARN of the function that keeps customers and providers",
    from: (module) => module.paymentPartiesFunctionArn,
  },
  paymentTokensFunctionArn: {
    description: "Alias ARN of the function that has cards tokenised",
    from: (module) => module.paymentTokensFunctionArn,
  },
  paymentWebhookProcessorFunctionArn: {
    description: "Alias ARN of the function that takes in webhooks of acquirers and banks",
    from: (module) => module.paymentWebhookProcessorFunctionArn,
  },
  webhookEndpointsFunctionArn: {
    description: "Alias ARN of the function that manages webhook endpoints",
    from: (module) => module.webhookEndpointsFunctionArn,
  },

  paymentRecoveryFunctionArn: {
    description: "Alias ARN of the function that finishes what was left open",
    from: (module) => module.paymentRecoveryFunctionArn,
  },
  eventPublisherFunctionArn: {
    description: "Alias ARN of the function that publishes events",
    from: (module) => module.eventPublisherFunctionArn,
  },
  webhookDispatcherFunctionArn: {
    description: "Alias ARN of the function that makes deliveries of events",
    from: (module) => module.webhookDispatcherFunctionArn,
  },
  webhookDelivererFunctionArn: {
    description: "Alias ARN of the function that delivers to webhook endpoints",
    from: (module) => module.webhookDelivererFunctionArn,
  },
  eventBusName: { description: "Event bus with the platform's events", from: (module) => module.eventBusName },
  eventBusArn: { description: "Event bus ARN", from: (module) => module.eventBusArn },
  paymentEventsTopicArn: {
    description: "SNS topic with the platform's events",
    from: (module) => module.paymentEventsTopicArn,
  },
  webhooksTableName: {
    description: "DynamoDB table with webhook endpoints and their deliveries",
    from: (module) => module.webhooksTableName,
  },
  webhookEventsQueueUrl: {
    description: "Queue of events that wait to be dispatched",
    from: (module) => module.webhookEventsQueueUrl,
  },
  webhookDeliveriesQueueUrl: {
    description: "Queue of deliveries that wait for their next attempt",
    from: (module) => module.webhookDeliveriesQueueUrl,
  },
  webhookDeliveriesDeadLetterQueueUrl: {
    description: "Queue of deliveries that were given up",
    from: (module) => module.webhookDeliveriesDeadLetterQueueUrl,
  },
  failureQueueUrl: {
    description: "Queue of events that a function, a rule or a schedule could not do anything with",
    from: (module) => module.failureQueueUrl,
  },
  senderSecretArn: {
    description: "Secret that holds what acquirers and banks sign webhooks by; it is made empty",
    from: (module) => module.senderSecretArn,
  },
  requestKeyArn: {
    description: "HMAC key that requests are recognised by",
    from: (module) => module.requestKeyArn,
  },
  alertTopicArn: { description: "SNS topic that alarms go to", from: (module) => module.alertTopicArn },

  refundProcessorRoleArn: {
    description: "Role of the function that refunds; as the next three it writes to the table that money is held in",
    from: (module) => module.refundProcessorRoleArn,
  },
  paymentRecoveryRoleArn: {
    description: "Role of the function that finishes what was left open",
    from: (module) => module.paymentRecoveryRoleArn,
  },
  paymentWebhookProcessorRoleArn: {
    description: "Role of the function that takes in webhooks of acquirers and banks",
    from: (module) => module.paymentWebhookProcessorRoleArn,
  },
  eventPublisherRoleArn: {
    description: "Role of the function that publishes events, of escrows too",
    from: (module) => module.eventPublisherRoleArn,
  },
  escrowSettings: {
    description: "How money is held, as JSON, for the module escrow",
    from: (module) => module.escrowSettings,
  },
} as const satisfies Record<string, Output<Payments>>;

export type PaymentsInputs = PropsOf<typeof inputs>;
