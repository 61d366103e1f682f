import { Fn } from "cdktf";
import { Construct } from "constructs";
import type { Contracts } from "../../functions/contracts";
import {
  achPreconditions,
  allOrNone,
  ByClock,
  checkAch,
  checkAllOrNone,
  EachHour,
  EachMinute,
  FailureQueue,
  type FunctionSettings,
  GivenCodeBucket,
  GivenTable,
  givenTableOrNone,
  type KeyKeeping,
  NAME_LIMITS,
  nameOf,
  type Naming,
  type PlatformFunction,
  RequestKey,
  type RoleReference,
  secretsOrNone,
  settle,
  type Settled,
  Surroundings,
  TableWriters,
  tagModule,
  together,
} from "../shared";
import { Alarms } from "./alarms";
import { EscrowFunctions, WORKER_SECONDS } from "./escrow-functions";
import { Ground } from "./ground";
import { type EscrowInputs, inputs, outputs } from "./interface";
import { Orders } from "./orders";
import { Roles } from "./roles";

export { inputs, outputs };

/** The table is what HCL users have; what Terraform wants literal is a prop only. */
export interface EscrowProps extends EscrowInputs, Pick<FunctionSettings, "runtime" | "vpc" | "codeSigningConfigArn"> {
  /** Refuse plans that would destroy the request key, or a table and a key that are made here (`prevent_destroy`). @default false */
  readonly preventDestroy?: boolean;
}

/** A day is not left out for a bad hour. */
const COMPARISON_AGE_SECONDS = 12 * 3600;
/** Shards of interest that are worked off at once: nobody waits for it. */
const ACCRUERS_MAX = 8;
/** Shards of providers that are paid out at once: their day is long. */
const PAYERS_MAX = 8;

/**
 * What becomes of held money: releases on conditions, refunds, disputes, interest, and the policy by which nobody else writes the
 * table that it is held in. Payments hold it, in the transaction that completes them. The table and its key are those that are given,
 * or made here.
 *
 * @example
 * const escrow = new Escrow(this, "escrow", {
 *   awsRegion: "us-west-2", environment: "prod", projectName: "ecosystemaws",
 *   escrowAccountsTableName: cryptography.escrowAccountsTableName, // and the other outputs of the same names
 *   escrowSettings: payments.escrowSettings,
 *   escrowWriterRoleArns: [cryptography.paymentProcessorRoleArn, payments.refundProcessorRoleArn, payments.paymentRecoveryRoleArn,
 *     payments.paymentWebhookProcessorRoleArn, payments.eventPublisherRoleArn],
 *   snsTopicArn: payments.alertTopicArn,
 * });
 * escrow.grantManage(bookingsRole);
 * @throws InvalidInputError with all faults at once; NameTooLongError
 */
export class Escrow extends Construct implements Readonly<Record<keyof typeof outputs, string>> {
  readonly escrowManagerFunctionArn: string;
  readonly escrowReleaserFunctionArn: string;
  readonly escrowInterestAccruerFunctionArn: string;
  readonly escrowPayoutsFunctionArn: string;
  readonly escrowReleasesQueueUrl: string;
  readonly escrowReleasesDeadLetterQueueUrl: string;
  readonly escrowInterestQueueUrl: string;
  readonly escrowInterestDeadLetterQueueUrl: string;
  readonly escrowPayoutsQueueUrl: string;
  readonly escrowPayoutsDeadLetterQueueUrl: string;
  readonly escrowFailureQueueUrl: string;
  readonly escrowRequestKeyArn: string;
  readonly escrowManagerRoleArn: string;
  readonly escrowReleaserRoleArn: string;
  readonly escrowPayoutsRoleArn: string;
  readonly escrowAccountsTableName: string;
  readonly escrowAccountsTableArn: string;
  /** Empty where the table was given. */
  readonly escrowAccountsStreamArn: string;
  readonly escrowEncryptionKeyArn: string;
  private readonly manager: PlatformFunction<"escrow/manager">;

  constructor(scope: Construct, id: string, props: EscrowProps) {
    super(scope, id);
    const settled = settle(inputs, props);
    checkAch(settled);
    checkAllOrNone(groundOf(settled));
    const naming: Naming = { projectName: settled.projectName, environment: settled.environment };
    const surroundings = new Surroundings(this, "current", settled.awsRegion);
    tagModule(this, "escrow", naming, settled.tags);
    const paymentKey = { arn: settled.paymentEncryptionKeyArn };
    const auditKey = { arn: settled.auditEncryptionKeyArn };
    const keeping = { surroundings, naming, preventDestroy: props.preventDestroy ?? false, ...keepingOf(settled) };
    const { table, key: escrowKey, streamArn } = new Ground(this, "Default", { ...keeping, ...groundOf(settled) });
    const roles = new Roles(this, "role", { surroundings, naming, homeRegion: settled.homeRegion });
    new TableWriters(this, "table_policy", {
      surroundings,
      tableArn: table.arn,
      sid: "OnlyEscrowAndPaymentsWrite",
      writers: together(settled.escrowWriterRoleArns, roles.writers),
      preconditions: [...allOrNone(this, groundOf(settled)), ...achPreconditions(this, settled)],
    });
    const requestKey = new RequestKey(this, "request_key", {
      ...keeping,
      name: "escrow-request",
      users: [roles.manager, roles.releaser],
    });
    const failures = new FailureQueue(this, "failures", {
      surroundings,
      name: nameOf(naming, "escrow-failures", NAME_LIMITS.queue),
      encryptionKey: escrowKey,
    });
    const working = { surroundings, naming, encryptionKey: escrowKey, timeoutSeconds: WORKER_SECONDS };
    const releases = new Orders(this, "releases", { ...working, name: "escrow-releases", role: roles.releaser });
    const interest = new Orders(this, "interest", { ...working, name: "escrow-interest", role: roles.accruer });
    const payouts = new Orders(this, "payouts", { ...working, name: "escrow-payouts", role: roles.payouts });
    const functions = new EscrowFunctions(this, "escrow", {
      surroundings,
      naming,
      code: new GivenCodeBucket(this, "code", { bucketName: settled.artefactBucketName, encryptionKey: auditKey }),
      environmentKey: escrowKey,
      logKey: auditKey,
      logRetentionDays: settled.logRetentionInDays,
      runtime: props.runtime,
      vpc: props.vpc,
      codeSigningConfigArn: props.codeSigningConfigArn,
      roles,
      failures,
      paymentKey,
      escrowTable: table,
      paymentTable: new GivenTable(this, "payment_table", {
        surroundings,
        name: settled.paymentTransactionsTableName,
        arn: settled.paymentTransactionsTableArn,
        encryptionKey: paymentKey,
      }),
      achTable: givenTableOrNone(this, "ach_table", {
        surroundings,
        name: settled.achTransfersTableName,
        arn: settled.achTransfersTableArn,
        encryptionKey: { arn: settled.achEncryptionKeyArn },
      }),
      managing: managingOf(settled, table.name, requestKey.arn),
      releases: releases.queue,
      interest: interest.queue,
      payouts: payouts.queue,
      stripeSecretArns: secretsOrNone(settled.stripeSecretArn, surroundings, "no-stripe-secret-is-configured"),
    });
    const { manager, releaser, accruer } = functions;
    releases.feed(releaser, settled.releasersMax);
    interest.feed(accruer, ACCRUERS_MAX);
    payouts.feed(functions.payouts, PAYERS_MAX);
    this.schedules(naming, roles, functions, failures);
    new Alarms(this, "alarm", {
      naming,
      topicArn: settled.snsTopicArn,
      functions: {
        escrow_manager: manager.name,
        escrow_releaser: releaser.name,
        escrow_interest_accruer: accruer.name,
        escrow_payouts: functions.payouts.name,
      },
      deadLetterQueues: {
        escrow_failures: failures.name,
        escrow_releases_dlq: releases.queue.deadLetter.name,
        escrow_interest_dlq: interest.queue.deadLetter.name,
        escrow_payouts_dlq: payouts.queue.deadLetter.name,
      },
      manager: manager.name,
      releaser: releaser.name,
      accruer: accruer.name,
      payouts: functions.payouts.name,
    });

    this.manager = manager;
    this.escrowManagerFunctionArn = manager.liveArn;
    this.escrowReleaserFunctionArn = releaser.liveArn;
    this.escrowInterestAccruerFunctionArn = accruer.liveArn;
    this.escrowPayoutsFunctionArn = functions.payouts.liveArn;
    this.escrowReleasesQueueUrl = releases.queue.url;
    this.escrowReleasesDeadLetterQueueUrl = releases.queue.deadLetter.url;
    this.escrowInterestQueueUrl = interest.queue.url;
    this.escrowInterestDeadLetterQueueUrl = interest.queue.deadLetter.url;
    this.escrowPayoutsQueueUrl = payouts.queue.url;
    this.escrowPayoutsDeadLetterQueueUrl = payouts.queue.deadLetter.url;
    this.escrowFailureQueueUrl = failures.url;
    this.escrowRequestKeyArn = requestKey.arn;
    this.escrowManagerRoleArn = roles.manager.arn;
    this.escrowReleaserRoleArn = roles.releaser.arn;
    this.escrowPayoutsRoleArn = roles.payouts.arn;
    this.escrowAccountsTableName = table.name;
    this.escrowAccountsTableArn = table.arn;
    this.escrowAccountsStreamArn = streamArn;
    this.escrowEncryptionKeyArn = escrowKey.arn;
  }

  /**
   * Lets a role do all that the API does with escrows: show, release, refund, dispute. It calls the function's alias with the API's
   * event, and is believed who it says there that its caller is: a grant for services that check their callers themselves.
   */
  grantManage(role: RoleReference): void {
    this.manager.grantInvoke(role, "ManageEscrows");
  }

  /**
   * A day's interest is due at midnight, UTC, and accrued once; the later hours of the day find what the first left. What moved on
   * a day is compared with the ledger soon after it is over. Payouts are due at 13:00 UTC of their day; later hours find what that
   * one left.
   */
  private schedules(
    naming: Naming,
    roles: Roles,
    { releaser, accruer, payouts }: EscrowFunctions,
    failures: FailureQueue,
  ): void {
    failures.grantSend(roles.schedules, "KeepCalls");
    const common = { role: roles.schedules, failures, input: { source: "schedule" } };
    new EachMinute(this, "due_releases", {
      ...common,
      name: nameOf(naming, "escrow-releases", NAME_LIMITS.schedule),
      description: "Orders what is due to be released.",
      target: releaser,
    });
    new EachHour(this, "due_interest", {
      ...common,
      name: nameOf(naming, "escrow-interest", NAME_LIMITS.schedule),
      description: "Orders the interest of days that are over.",
      target: accruer,
    });
    new EachHour(this, "due_payouts", {
      ...common,
      name: nameOf(naming, "escrow-payouts", NAME_LIMITS.schedule),
      description: "Orders the payouts of providers whose day has come.",
      target: payouts,
    });
    new ByClock(this, "due_comparison", {
      ...common,
      name: nameOf(naming, "escrow-comparison", NAME_LIMITS.schedule),
      description: "Orders what moved yesterday to be compared with the ledger.",
      target: accruer,
      input: { compare: true },
      expression: "cron(35 0 * * ? *)",
      callAgeSecondsMax: COMPARISON_AGE_SECONDS,
    });
  }
}

/** The ground that is given, all of it or none. */
const groundOf = ({
  escrowAccountsTableName,
  escrowAccountsTableArn,
  escrowEncryptionKeyArn,
}: Settled<typeof inputs>) => ({ escrowAccountsTableName, escrowAccountsTableArn, escrowEncryptionKeyArn });

const keepingOf = (settled: Settled<typeof inputs>): KeyKeeping => ({
  deletionProtection: settled.deletionProtection,
  breakGlassRoleArns: settled.breakGlassRoleArns,
  deletionWindowInDays: settled.kmsDeletionWindowInDays,
  multiRegion: settled.multiRegionKeys,
});

/** What a refund of held money takes of payments. No payment is made here, so its limits are nothing, and it costs nothing. */
function managingOf(
  settled: Settled<typeof inputs>,
  escrowTableName: string,
  requestKeyArn: string,
): Contracts["escrow/manager"] {
  const nothing = { countMax: 1, sumCentsMax: 0 };
  return {
    PAYMENT_TRANSACTIONS_TABLE_NAME: settled.paymentTransactionsTableName,
    ESCROW_ACCOUNTS_TABLE_NAME: escrowTableName,
    ESCROW_SETTINGS: settled.escrowSettings,
    REQUEST_KEY_ARN: requestKeyArn,
    LIMITS: Fn.jsonencode({
      amountCentsMax: 0,
      reviewAboveCents: 0,
      perDay: { customer: nothing, card: nothing, address: nothing },
    }),
    ACQUIRER_FEE: Fn.jsonencode({ basisPoints: 0, fixedCents: 0 }),
    RAIL_EGRESS_FUNCTION_ARN: settled.railEgressFunctionArn,
    DEFAULT_RAIL: settled.defaultRail,
    STRIPE_SECRET_ARN: settled.stripeSecretArn,
    ACH_DEBIT_RAIL_FUNCTION_ARN: settled.achDebitRailFunctionArn,
    ACH_TRANSFERS_TABLE_NAME: settled.achTransfersTableName,
    ODFI_SETTINGS: settled.odfiSettings,
  };
}
