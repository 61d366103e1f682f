import {
  between,
  BUCKET,
  BUCKET_SUFFIX,
  countBetween,
  each,
  ENVIRONMENT,
  input,
  KEY_ARN,
  LOG_RETENTION_DAYS,
  matches,
  MAX_ENVIRONMENT,
  MAX_PROJECT_NAME,
  odfiSettingsKnown,
  oneOfNumbers,
  orEmpty,
  type Output,
  PROJECT,
  type PropsOf,
  REGION,
  REMOTE_FOLDER,
  ROLE_ARN,
  SECRET_ARN,
  SFTP_URL,
  SSH_HOST_KEY,
  TABLE_ARN,
  TABLE_NAME,
  TOPIC_ARN,
} from "../shared";
import type { Ach } from "./index";

/** AWS Transfer Family: security policies for SFTP connectors. */
const CONNECTOR_POLICY = /^TransferSFTPConnectorSecurityPolicy-[A-Z0-9-]{1,40}$/;

const keyArn = matches(KEY_ARN, "The ARN of a KMS key.");
const tableName = matches(TABLE_NAME, "A DynamoDB table's name.");
const tableArn = matches(TABLE_ARN, "The ARN of a table.");
const remoteFolder = matches(REMOTE_FOLDER, "A folder such as /inbox.");

/** What the module stands on (outputs of `payment-cryptography` and `payments`), then the bank and how it is reached, then how things are kept. */
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
  /** Table of transfers, files and bank accounts. */
  achTransfersTableName: input("string", "Table of transfers, files and bank accounts.", [tableName]),
  /** ARN of that table. */
  achTransfersTableArn: input("string", "ARN of that table; its policy is made here, so it may have no other.", [
    tableArn,
  ]),
  /** Key that ACH is encrypted under: the table, files, account numbers, queues, the functions' environments. */
  achEncryptionKeyArn: input(
    "string",
    "Key that ACH is encrypted under: the table, files, account numbers, queues, the functions' environments.",
    [keyArn],
  ),
  /** Roles of other modules that write to the table. */
  achWriterRoleArns: input(
    "list(string)",
    "Roles of other modules that write to the table: they pay out, take settlements in, publish. Nobody else may, but this module's own.",
    [countBetween(0, 20), each(matches(ROLE_ARN, "The ARN of an IAM role."))],
  ),
  /** Table of what is owed to providers and customers, whom transfers are paid for. */
  escrowAccountsTableName: input(
    "string",
    "Table of what is owed to providers and customers, whom transfers are paid for.",
    [tableName],
  ),
  /** ARN of that table. */
  escrowAccountsTableArn: input("string", "ARN of that table; its own policy must name this module's writers.", [
    tableArn,
  ]),
  /** Key that held money is encrypted under. */
  escrowEncryptionKeyArn: input("string", "Key that held money is encrypted under.", [keyArn]),
  /** Table of payments, whose rail books there what debits bring for them. */
  paymentTransactionsTableName: input(
    "string",
    "Table of payments, whose rail books there what debits bring for them, and what is given back.",
    [tableName],
  ),
  /** ARN of that table. */
  paymentTransactionsTableArn: input("string", "ARN of that table.", [tableArn]),
  /** Key that payments are encrypted under. */
  paymentEncryptionKeyArn: input("string", "Key that payments are encrypted under.", [keyArn]),
  /** Key that logs and code are encrypted under. */
  auditEncryptionKeyArn: input("string", "Key that logs and code are encrypted under.", [keyArn]),
  /** Bucket that takes the functions' code. */
  artefactBucketName: input("string", "Bucket that takes the functions' code.", [matches(BUCKET, "A bucket's name.")]),
  /** SNS topic for alarms. */
  snsTopicArn: input("string", "SNS topic for alarms.", [matches(TOPIC_ARN, "The ARN of an SNS topic.")]),
  /** The bank, the company, windows, limits and prices, as JSON. */
  odfiSettings: input("string", "The bank, the company, windows, limits and prices, as JSON (jsonencode in HCL).", [
    odfiSettingsKnown,
  ]),

  /** The bank's SFTP server. @default "" */
  sftpUrl: input(
    "string",
    "The bank's SFTP server, reached by a connector of AWS Transfer Family. Empty for none: the bank fetches files from the bucket, and leaves its own there.",
    [matches(orEmpty(SFTP_URL), "An address such as sftp://bank.example.com, or empty.")],
    "",
  ),
  /** The server's public host keys. @default [] */
  sftpTrustedHostKeys: input(
    "list(string)",
    "The server's public host keys, as the bank gave them; a server with another one is not spoken to.",
    [countBetween(0, 10), each(matches(SSH_HOST_KEY, "A type and base64, such as ssh-rsa AAAA..."))],
    [],
  ),
  /** Secret with Username and PrivateKey, as JSON. @default "" */
  sftpSecretArn: input(
    "string",
    "Secret with Username and PrivateKey, as JSON; encrypted under the ACH key.",
    [matches(orEmpty(SECRET_ARN), "The ARN of a secret, or empty.")],
    "",
  ),
  /** The bank's folder for our files. @default "/inbox" */
  sftpInbox: input("string", "The bank's folder for our files.", [remoteFolder], "/inbox"),
  /** The bank's folder of its own files. @default "/outbox" */
  sftpOutbox: input("string", "The bank's folder of its own files.", [remoteFolder], "/outbox"),
  /** Which algorithms the connector speaks. @default "TransferSFTPConnectorSecurityPolicy-2024-03" */
  sftpSecurityPolicyName: input(
    "string",
    "Which algorithms the connector speaks: a security policy of AWS for SFTP connectors.",
    [matches(CONNECTOR_POLICY, "A name such as TransferSFTPConnectorSecurityPolicy-2024-03.")],
    "TransferSFTPConnectorSecurityPolicy-2024-03",
  ),

  /** Days that files are kept. @default 2557 */
  fileRetentionDays: input(
    "number",
    "Days that files are kept. Nacha asks for the record of an entry for six years.",
    [between(365, 36_500)],
    2557,
  ),
  /** Days in which nobody can delete or change a file. @default 0 */
  objectLockDays: input(
    "number",
    "Days in which nobody can delete or change a file (S3 Object Lock, governance mode); 0 for no lock. Whether there is one is fixed when the bucket is made.",
    [between(0, 36_500)],
    0,
  ),
  /** End of bucket names, which are unique in the world. @default "" for the account id */
  bucketNameSuffix: input(
    "string",
    "End of bucket names, which are unique in the world; empty for the account id.",
    [matches(BUCKET_SUFFIX, "Up to 12 lower-case letters, digits and hyphens, or empty.")],
    "",
  ),
  /** Whether a destroy may delete the bucket with its files. @default false */
  forceDestroy: input("bool", "Whether a destroy may delete the bucket with its files.", [], false),
  /** Transfers that came back within an hour that are too many when there are more. @default 20 */
  returnsAlarmThreshold: input(
    "number",
    "Transfers that came back within an hour that are too many when there are more.",
    [between(0, 1_000_000)],
    20,
  ),
  /** Protect the keyed-hash key from all but the break-glass roles. @default true */
  deletionProtection: input("bool", "Protect the keyed-hash key from all but the break-glass roles.", [], true),
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
  bankAccountVerifierFunctionArn: {
    description: "Alias ARN of the function that keeps bank accounts; an API calls it",
    from: (module) => module.bankAccountVerifierFunctionArn,
  },
  achTransferManagerFunctionArn: {
    description: "Alias ARN of the function that makes transfers; an API calls it",
    from: (module) => module.achTransferManagerFunctionArn,
  },
  achBatchOptimizerFunctionArn: {
    description: "Alias ARN of the function that closes windows",
    from: (module) => module.achBatchOptimizerFunctionArn,
  },
  achFileDeliveryFunctionArn: {
    description: "Alias ARN of the function that has files taken to the bank",
    from: (module) => module.achFileDeliveryFunctionArn,
  },
  achIncomingFunctionArn: {
    description: "Alias ARN of the function that takes in what the bank tells",
    from: (module) => module.achIncomingFunctionArn,
  },
  achReconcilerFunctionArn: {
    description: "Alias ARN of the function that reports each day",
    from: (module) => module.achReconcilerFunctionArn,
  },
  achDebitRailFunctionArn: {
    description:
      "Alias ARN of the function that takes payments by bank account; the modules payments and escrow call it",
    from: (module) => module.achDebitRailFunctionArn,
  },
  achFilesBucketName: {
    description: "Bucket of files both ways: outgoing/, incoming/, unmatched/, reports/",
    from: (module) => module.achFilesBucketName,
  },
  achFilesBucketArn: { description: "That bucket's ARN", from: (module) => module.achFilesBucketArn },
  achConnectorId: {
    description: "Connector to the bank's SFTP server; empty where there is none",
    from: (module) => module.achConnectorId,
  },
  achDeliveriesQueueUrl: {
    description: "Queue of what the connector tells of deliveries",
    from: (module) => module.achDeliveriesQueueUrl,
  },
  achDeliveriesDeadLetterQueueUrl: {
    description: "Queue of what could not be taken in of that",
    from: (module) => module.achDeliveriesDeadLetterQueueUrl,
  },
  achIncomingQueueUrl: {
    description: "Queue of files that the bank left or the connector fetched",
    from: (module) => module.achIncomingQueueUrl,
  },
  achIncomingDeadLetterQueueUrl: {
    description: "Queue of those that could not be worked on",
    from: (module) => module.achIncomingDeadLetterQueueUrl,
  },
  achFailureQueueUrl: {
    description: "Queue of calls that a function, a rule or a schedule could not do anything with",
    from: (module) => module.achFailureQueueUrl,
  },
  achHmacKeyArn: {
    description: "HMAC key that requests and bank accounts are recognised by",
    from: (module) => module.achHmacKeyArn,
  },
  bankAccountVerifierRoleArn: {
    description: "Role of the function that keeps bank accounts",
    from: (module) => module.bankAccountVerifierRoleArn,
  },
  achTransferManagerRoleArn: {
    description:
      "Role of the function that makes transfers; as the next two it writes to the table that money is held in",
    from: (module) => module.achTransferManagerRoleArn,
  },
  achBatchOptimizerRoleArn: {
    description: "Role of the function that closes windows",
    from: (module) => module.achBatchOptimizerRoleArn,
  },
  achIncomingRoleArn: {
    description: "Role of the function that takes in what the bank tells",
    from: (module) => module.achIncomingRoleArn,
  },
  odfiSettings: {
    description: "The bank's settings as JSON, for the modules payments and escrow",
    from: (module) => module.odfiSettings,
  },
} as const satisfies Record<string, Output<Ach>>;

export type AchInputs = PropsOf<typeof inputs>;
