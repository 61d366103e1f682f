import { Fn, Token } from "cdktf";
import { Construct } from "constructs";
import {
  bucketNameOf,
  FailureQueue,
  type FunctionSettings,
  GivenCodeBucket,
  GivenTable,
  NAME_LIMITS,
  nameOf,
  type Naming,
  RequestKey,
  settle,
  type Settled,
  Surroundings,
  TableWriters,
  tagModule,
  together,
} from "../shared";
import { AchFunctions, DELIVERY_SECONDS, INCOMING_SECONDS } from "./ach-functions";
import { Alarms } from "./alarms";
import { Files, FOLDERS } from "./files";
import { type AchInputs, inputs, outputs } from "./interface";
import { Notices } from "./queues";
import { Roles } from "./roles";
import { Schedules } from "./schedules";
import { checkSftp, Sftp } from "./sftp";

export { inputs, outputs };

/** The table is what HCL users have; what Terraform wants literal is a prop only. */
export interface AchProps extends AchInputs, Pick<FunctionSettings, "runtime" | "vpc" | "codeSigningConfigArn"> {
  /** Refuse plans that would destroy the bucket of files or the keyed-hash key (`prevent_destroy`). @default false */
  readonly preventDestroy?: boolean;
  /** Bucket that takes the access logs of the bucket of files. @default none */
  readonly accessLogBucket?: string;
}

/** What the connector tells is worked on side by side; so are the bank's files, each by itself. */
const WORKERS_MAX = 5;

/**
 * Payouts and debits by ACH: bank accounts, transfers, the files that they travel in, their delivery to the bank, and what the bank
 * sends back. The table is given: payments and escrow write to it as well.
 *
 * @example
 * const ach = new Ach(this, "ach", {
 *   awsRegion: "us-west-2", environment: "prod", projectName: "ecosystemaws",
 *   achTransfersTableName: cryptography.achTransfersTableName, // and the other outputs of the same names
 *   achWriterRoleArns: [payments.paymentWebhookProcessorRoleArn, payments.paymentRecoveryRoleArn, payments.eventPublisherRoleArn],
 *   odfiSettings: JSON.stringify(bank),
 *   snsTopicArn: payments.alertTopicArn,
 * });
 * @throws InvalidInputError with all faults at once; NameTooLongError
 */
export class Ach extends Construct implements Readonly<Record<keyof typeof outputs, string>> {
  readonly bankAccountVerifierFunctionArn: string;
  readonly achTransferManagerFunctionArn: string;
  readonly achBatchOptimizerFunctionArn: string;
  readonly achFileDeliveryFunctionArn: string;
  readonly achIncomingFunctionArn: string;
  readonly achReconcilerFunctionArn: string;
  readonly achDebitRailFunctionArn: string;
  readonly achFilesBucketName: string;
  readonly achFilesBucketArn: string;
  readonly achConnectorId: string;
  readonly achDeliveriesQueueUrl: string;
  readonly achDeliveriesDeadLetterQueueUrl: string;
  readonly achIncomingQueueUrl: string;
  readonly achIncomingDeadLetterQueueUrl: string;
  readonly achFailureQueueUrl: string;
  readonly achHmacKeyArn: string;
  readonly bankAccountVerifierRoleArn: string;
  readonly achTransferManagerRoleArn: string;
  readonly achBatchOptimizerRoleArn: string;
  readonly achIncomingRoleArn: string;
  readonly odfiSettings: string;

  constructor(scope: Construct, id: string, props: AchProps) {
    super(scope, id);
    const settled = settle(inputs, props);
    checkSftp(settled);
    const naming: Naming = { projectName: settled.projectName, environment: settled.environment };
    const surroundings = new Surroundings(this, "current", settled.awsRegion);
    tagModule(this, "ach", naming, settled.tags);
    const achKey = { arn: settled.achEncryptionKeyArn };
    const auditKey = { arn: settled.auditEncryptionKeyArn };
    const ground = { surroundings, naming, encryptionKey: achKey };
    const roles = new Roles(this, "role", { surroundings, naming, homeRegion: settled.homeRegion });
    new TableWriters(this, "table_policy", {
      surroundings,
      tableArn: settled.achTransfersTableArn,
      sid: "OnlyAchAndItsPayersWrite",
      writers: together(settled.achWriterRoleArns, roles.writers),
    });
    const hmacKey = new RequestKey(this, "hmac_key", {
      surroundings,
      naming,
      name: "ach-hmac",
      preventDestroy: props.preventDestroy ?? false,
      deletionProtection: settled.deletionProtection,
      breakGlassRoleArns: settled.breakGlassRoleArns,
      deletionWindowInDays: settled.kmsDeletionWindowInDays,
      multiRegion: settled.multiRegionKeys,
      users: [roles.accounts, roles.transfers, roles.incoming],
    });
    const failures = new FailureQueue(this, "failures", {
      ...ground,
      name: nameOf(naming, "ach-failures", NAME_LIMITS.queue),
    });
    const files = new Files(this, "files", {
      ...ground,
      name: bucketNameOf(naming, "ach-files", suffixOf(settled, surroundings)),
      forceDestroy: settled.forceDestroy,
      preventDestroy: props.preventDestroy ?? false,
      retentionDays: settled.fileRetentionDays,
      objectLockDays: settled.objectLockDays,
      accessLogBucket: props.accessLogBucket,
    });
    const deliveries = new Notices(this, "deliveries", {
      ...ground,
      name: "ach-deliveries",
      role: roles.delivery,
      timeoutSeconds: DELIVERY_SECONDS,
    });
    const incoming = new Notices(this, "incoming", {
      ...ground,
      name: "ach-incoming",
      role: roles.incoming,
      timeoutSeconds: INCOMING_SECONDS,
    });
    files.bucket.tell(incoming.queue, FOLDERS.incoming);
    const sftp = this.sftp(settled, surroundings, naming, files);
    sftp?.tell(deliveries.queue, incoming.queue, failures);
    sftp?.grantUse(roles.delivery, roles.incoming);
    const functions = new AchFunctions(this, "ach", {
      surroundings,
      naming,
      code: new GivenCodeBucket(this, "code", { bucketName: settled.artefactBucketName, encryptionKey: auditKey }),
      environmentKey: achKey,
      logKey: auditKey,
      logRetentionDays: settled.logRetentionInDays,
      runtime: props.runtime,
      vpc: props.vpc,
      codeSigningConfigArn: props.codeSigningConfigArn,
      roles,
      failures,
      achKey,
      hmacKey,
      files,
      odfiSettings: settled.odfiSettings,
      achTable: new GivenTable(this, "ach_table", {
        ...ground,
        name: settled.achTransfersTableName,
        arn: settled.achTransfersTableArn,
      }),
      escrowTable: new GivenTable(this, "escrow_table", {
        surroundings,
        name: settled.escrowAccountsTableName,
        arn: settled.escrowAccountsTableArn,
        encryptionKey: { arn: settled.escrowEncryptionKeyArn },
      }),
      paymentTable: new GivenTable(this, "payment_table", {
        surroundings,
        name: settled.paymentTransactionsTableName,
        arn: settled.paymentTransactionsTableArn,
        encryptionKey: { arn: settled.paymentEncryptionKeyArn },
      }),
      sftp: {
        connectorId: sftp?.connectorId ?? "",
        inbox: settled.sftpInbox,
        outbox: settled.sftpOutbox,
        mayBeThere: sftp !== undefined,
        mayBeMissing: sftp === undefined || Token.isUnresolved(settled.sftpUrl),
      },
    });
    deliveries.feed(functions.delivery, WORKERS_MAX);
    incoming.feed(functions.incoming, WORKERS_MAX);
    new Schedules(this, "schedule", { naming, roles, functions, failures, odfiSettings: settled.odfiSettings });
    this.alarms(settled, naming, functions, {
      ach_failures: failures.name,
      ach_deliveries_dlq: deliveries.queue.deadLetter.name,
      ach_incoming_dlq: incoming.queue.deadLetter.name,
    });

    this.bankAccountVerifierFunctionArn = functions.accounts.liveArn;
    this.achTransferManagerFunctionArn = functions.transfers.liveArn;
    this.achBatchOptimizerFunctionArn = functions.optimizer.liveArn;
    this.achFileDeliveryFunctionArn = functions.delivery.liveArn;
    this.achIncomingFunctionArn = functions.incoming.liveArn;
    this.achReconcilerFunctionArn = functions.reconciler.liveArn;
    this.achDebitRailFunctionArn = functions.rail.liveArn;
    this.achFilesBucketName = files.bucket.name;
    this.achFilesBucketArn = files.bucket.arn;
    this.achConnectorId = sftp?.connectorId ?? "";
    this.achDeliveriesQueueUrl = deliveries.queue.url;
    this.achDeliveriesDeadLetterQueueUrl = deliveries.queue.deadLetter.url;
    this.achIncomingQueueUrl = incoming.queue.url;
    this.achIncomingDeadLetterQueueUrl = incoming.queue.deadLetter.url;
    this.achFailureQueueUrl = failures.url;
    this.achHmacKeyArn = hmacKey.arn;
    this.bankAccountVerifierRoleArn = roles.accounts.arn;
    this.achTransferManagerRoleArn = roles.transfers.arn;
    this.achBatchOptimizerRoleArn = roles.optimizer.arn;
    this.achIncomingRoleArn = roles.incoming.arn;
    this.odfiSettings = settled.odfiSettings;
  }

  private sftp(
    settled: Settled<typeof inputs>,
    surroundings: Surroundings,
    naming: Naming,
    files: Files,
  ): Sftp | undefined {
    if (settled.sftpUrl === "") return undefined;
    return new Sftp(this, "sftp", {
      surroundings,
      naming,
      homeRegion: settled.homeRegion,
      url: settled.sftpUrl,
      trustedHostKeys: settled.sftpTrustedHostKeys,
      secretArn: settled.sftpSecretArn,
      securityPolicyName: settled.sftpSecurityPolicyName,
      files,
      encryptionKey: { arn: settled.achEncryptionKeyArn },
      logKey: { arn: settled.auditEncryptionKeyArn },
      logRetentionDays: settled.logRetentionInDays,
    });
  }

  private alarms(
    settled: Settled<typeof inputs>,
    naming: Naming,
    { accounts, transfers, rail, optimizer, delivery, incoming, reconciler }: AchFunctions,
    deadLetterQueues: Readonly<Record<string, string>>,
  ): void {
    new Alarms(this, "alarm", {
      naming,
      topicArn: settled.snsTopicArn,
      functions: {
        bank_account_verifier: accounts.name,
        ach_transfer_manager: transfers.name,
        ach_debit_rail: rail.name,
        ach_batch_optimizer: optimizer.name,
        ach_file_delivery: delivery.name,
        ach_incoming: incoming.name,
        ach_reconciler: reconciler.name,
      },
      deadLetterQueues,
      accounts: accounts.name,
      transfers: transfers.name,
      rail: rail.name,
      optimizer: optimizer.name,
      delivery: delivery.name,
      incoming: incoming.name,
      reconciler: reconciler.name,
      returnsThreshold: settled.returnsAlarmThreshold,
    });
  }
}

const suffixOf = ({ bucketNameSuffix }: Settled<typeof inputs>, { accountId }: Surroundings): string =>
  Token.isUnresolved(bucketNameSuffix)
    ? Token.asString(Fn.coalesce([bucketNameSuffix, accountId]))
    : bucketNameSuffix || accountId;
