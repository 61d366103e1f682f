import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { conditional, Fn, type IResolvable, Token } from "cdktf";
import { Construct } from "constructs";
import {
  achPreconditions,
  checkAch,
  FailureQueue,
  type FunctionSettings,
  GivenCodeBucket,
  GivenTable,
  givenTableOrNone,
  NAME_LIMITS,
  nameOf,
  type Naming,
  RequestKey,
  secretsOrNone,
  SecureTopic,
  settle,
  type Settled,
  Surroundings,
  tagModule,
} from "../shared";
import { Alarms } from "./alarms";
import { DebitNotices } from "./debit-notices";
import { Events } from "./events";
import { inputs, type PaymentsInputs } from "./interface";
import { outputs } from "./outputs";
import { PaymentFunctions, SWEEP_SECONDS } from "./payment-functions";
import { Roles } from "./roles";
import { Triggers } from "./triggers";
import { Webhooks } from "./webhooks";

export { inputs, outputs };

/** The table is what HCL users have; what Terraform wants literal is a prop only. */
export interface PaymentsProps
  extends PaymentsInputs, Pick<FunctionSettings, "runtime" | "vpc" | "codeSigningConfigArn"> {
  /** Refuse plans that would destroy the webhooks' table or the request key (`prevent_destroy`). @default false */
  readonly preventDestroy?: boolean;
}

/**
 * Payments on the ground that `payment-cryptography` makes: the functions of the API, recovery, the event bus with its archive, and
 * webhooks both ways. A payment with a provider is held; what becomes of held money is the module `escrow`'s.
 *
 * @example
 * const payments = new Payments(this, "payments", {
 *   awsRegion: "us-west-2", environment: "prod", projectName: "ecosystemaws",
 *   paymentTransactionsTableName: cryptography.paymentTransactionsTableName, // and the other outputs of the same names
 * });
 * @throws InvalidInputError with all faults at once; NameTooLongError
 */
export class Payments extends Construct implements Readonly<Record<keyof typeof outputs, string>> {
  readonly paymentValidatorFunctionArn: string;
  readonly paymentProcessorFunctionArn: string;
  readonly paymentReaderFunctionArn: string;
  readonly refundProcessorFunctionArn: string;
  readonly paymentPartiesFunctionArn: string;
  readonly paymentTokensFunctionArn: string;
  readonly paymentWebhookProcessorFunctionArn: string;
  readonly webhookEndpointsFunctionArn: string;
  readonly paymentRecoveryFunctionArn: string;
  readonly eventPublisherFunctionArn: string;
  readonly webhookDispatcherFunctionArn: string;
  readonly webhookDelivererFunctionArn: string;
  readonly eventBusName: string;
  readonly eventBusArn: string;
  readonly eventArchiveArn: string;
  readonly paymentEventsTopicArn: string;
  readonly webhooksTableName: string;
  readonly webhookEventsQueueUrl: string;
  readonly webhookEventsDeadLetterQueueUrl: string;
  readonly webhookDeliveriesQueueUrl: string;
  readonly webhookDeliveriesDeadLetterQueueUrl: string;
  readonly paymentDebitNoticesQueueUrl: string;
  readonly paymentDebitNoticesDeadLetterQueueUrl: string;
  readonly failureQueueUrl: string;
  readonly senderSecretArn: string;
  readonly requestKeyArn: string;
  readonly alertTopicArn: string;
  readonly refundProcessorRoleArn: string;
  readonly paymentRecoveryRoleArn: string;
  readonly paymentWebhookProcessorRoleArn: string;
  readonly eventPublisherRoleArn: string;
  readonly escrowSettings: string;

  constructor(scope: Construct, id: string, props: PaymentsProps) {
    super(scope, id);
    const settled = settle(inputs, props);
    checkAch(settled);
    const naming: Naming = { projectName: settled.projectName, environment: settled.environment };
    const surroundings = new Surroundings(this, "current", settled.awsRegion);
    tagModule(this, "payments", naming, settled.tags);
    const preventDestroy = props.preventDestroy ?? false;
    const paymentKey = { arn: settled.paymentEncryptionKeyArn };
    const escrowKey = { arn: settled.escrowEncryptionKeyArn };
    const auditKey = { arn: settled.auditEncryptionKeyArn };
    const common: FunctionSettings = {
      surroundings,
      naming,
      code: new GivenCodeBucket(this, "code", { bucketName: settled.artefactBucketName, encryptionKey: auditKey }),
      environmentKey: paymentKey,
      logKey: auditKey,
      logRetentionDays: settled.logRetentionInDays,
      runtime: props.runtime,
      vpc: props.vpc,
      codeSigningConfigArn: props.codeSigningConfigArn,
    };
    const roles = new Roles(this, "role", { surroundings, naming, ...settled });
    const requestKey = new RequestKey(this, "request_key", {
      surroundings,
      naming,
      name: "payments-request",
      preventDestroy,
      deletionProtection: settled.deletionProtection,
      breakGlassRoleArns: settled.breakGlassRoleArns,
      deletionWindowInDays: settled.kmsDeletionWindowInDays,
      multiRegion: settled.multiRegionKeys,
      users: [roles.validator, roles.processor, roles.refunds, roles.recovery, roles.webhookProcessor],
    });
    const failures = new FailureQueue(this, "failures", {
      surroundings,
      name: nameOf(naming, "payment-failures", NAME_LIMITS.queue),
      encryptionKey: paymentKey,
    });
    const events = new Events(this, "event", {
      surroundings,
      naming,
      encryptionKey: paymentKey,
      archiveDays: settled.eventArchiveDays,
    });
    const achTogether = achPreconditions(this, settled);
    const senderSecret = new SecretsmanagerSecret(this, "sender_secret", {
      name: nameOf(naming, "payment-webhook-senders", NAME_LIMITS.secret),
      description:
        "What acquirers, banks and Stripe sign their webhooks by: JSON by sender. Its value is never in Terraform.",
      kmsKeyId: paymentKey.arn,
      recoveryWindowInDays: secretWindow(settled.deletionProtection, settled.kmsDeletionWindowInDays),
      // Of the whole module; it stands with what is made in any case.
      ...(achTogether.length === 0 ? {} : { lifecycle: { precondition: achTogether } }),
    });

    const functions = new PaymentFunctions(this, "payment", {
      ...common,
      roles,
      failures,
      table: new GivenTable(this, "table", {
        surroundings,
        name: settled.paymentTransactionsTableName,
        arn: settled.paymentTransactionsTableArn,
        encryptionKey: paymentKey,
      }),
      escrowTable: new GivenTable(this, "escrow_table", {
        surroundings,
        name: settled.escrowAccountsTableName,
        arn: settled.escrowAccountsTableArn,
        encryptionKey: escrowKey,
      }),
      achTable: givenTableOrNone(this, "ach_table", {
        surroundings,
        name: settled.achTransfersTableName,
        arn: settled.achTransfersTableArn,
        encryptionKey: { arn: settled.achEncryptionKeyArn },
      }),
      odfiSettings: settled.odfiSettings,
      paying: {
        PAYMENT_TRANSACTIONS_TABLE_NAME: settled.paymentTransactionsTableName,
        ESCROW_ACCOUNTS_TABLE_NAME: settled.escrowAccountsTableName,
        ESCROW_SETTINGS: settled.escrowSettings,
        REQUEST_KEY_ARN: requestKey.arn,
        LIMITS: limitsOf(settled),
        ACQUIRER_FEE: Fn.jsonencode({
          basisPoints: settled.acquirerFeeBasisPoints,
          fixedCents: settled.acquirerFeeFixedCents,
        }),
        RAIL_EGRESS_FUNCTION_ARN: settled.railEgressFunctionArn,
        DEFAULT_RAIL: settled.defaultRail,
        STRIPE_SECRET_ARN: settled.stripeSecretArn,
        ACH_DEBIT_RAIL_FUNCTION_ARN: settled.achDebitRailFunctionArn,
      },
      paymentKeyArn: paymentKey.arn,
      tokeniseFunctionArn: settled.tokeniseFunctionArn,
      senderSecretArn: senderSecret.arn,
      stripeSecretArns: secretsOrNone(settled.stripeSecretArn, surroundings, "no-stripe-secret-is-configured"),
      bus: events.bus,
    });
    new Triggers(this, "trigger", {
      surroundings,
      naming,
      roles,
      functions,
      failures,
      streamArn: settled.paymentTransactionsStreamArn,
      escrowStreamArn: settled.escrowAccountsStreamArn,
      achTableName: settled.achTransfersTableName,
      achStreamArn: settled.achTransfersStreamArn,
    });
    const webhooks = new Webhooks(this, "webhook", {
      ...common,
      roles,
      targets: settled.webhookTargets,
      deletionProtection: settled.deletionProtection,
      preventDestroy,
    });
    const toQueue = events.sendTo(
      "to_webhooks",
      { thing: "payment-events-to-webhooks", description: "Events to the queue that webhooks are made from." },
      webhooks.events.arn,
      failures,
    );
    const toTopic = events.sendTo(
      "to_topic",
      { thing: "payment-events-to-topic", description: "Events to the topic." },
      events.topicArn,
      failures,
    );
    webhooks.events.allowRules([toQueue]);
    const debitNotices = new DebitNotices(this, "debit_notice", {
      surroundings,
      naming,
      encryptionKey: paymentKey,
      events,
      failures,
      recovery: functions.recovery,
      role: roles.recovery,
      timeoutSeconds: SWEEP_SECONDS,
    });
    failures.allowRules([toQueue, toTopic, debitNotices.ruleArn]);

    const topic = new SecureTopic(this, "alert_topic", {
      surroundings,
      name: nameOf(naming, "payment-alerts", NAME_LIMITS.topic),
      encryptionKey: auditKey,
      publishers: ["cloudwatch"],
    });
    const topicArn = Token.isUnresolved(settled.snsTopicArn)
      ? Token.asString(Fn.coalesce([settled.snsTopicArn, topic.arn]))
      : settled.snsTopicArn || topic.arn;
    topic.subscribe(settled.alertEmails, topicArn);
    const { validator, processor, reader, refunds, parties, tokens, recovery, publisher, webhookProcessor } = functions;
    const { endpoints, dispatcher, deliverer } = webhooks;
    new Alarms(this, "alarm", {
      naming,
      topicArn,
      functions: {
        payment_validator: validator.name,
        payment_processor: processor.name,
        payment_reader: reader.name,
        refund_processor: refunds.name,
        payment_parties: parties.name,
        payment_tokens: tokens.name,
        payment_recovery: recovery.name,
        event_publisher: publisher.name,
        payment_webhook_processor: webhookProcessor.name,
        webhook_endpoints: endpoints.name,
        webhook_dispatcher: dispatcher.name,
        webhook_deliverer: deliverer.name,
      },
      deadLetterQueues: {
        payment_failures: failures.name,
        payment_debit_notices_dlq: debitNotices.queue.deadLetter.name,
        webhook_events_dlq: webhooks.events.deadLetter.name,
        webhook_deliveries_dlq: webhooks.deliveries.deadLetter.name,
      },
      payers: [validator.name, processor.name, refunds.name, recovery.name, webhookProcessor.name],
      webhookProcessor: webhookProcessor.name,
      recovery: recovery.name,
      publisher: publisher.name,
      dispatcher: dispatcher.name,
      deliverer: deliverer.name,
      deliveriesQueue: webhooks.deliveries.name,
      paymentFailuresThreshold: settled.paymentFailuresAlarmThreshold,
    });

    this.paymentValidatorFunctionArn = validator.liveArn;
    this.paymentProcessorFunctionArn = processor.liveArn;
    this.paymentReaderFunctionArn = reader.liveArn;
    this.refundProcessorFunctionArn = refunds.liveArn;
    this.paymentPartiesFunctionArn = parties.liveArn;
    this.paymentTokensFunctionArn = tokens.liveArn;
    this.paymentWebhookProcessorFunctionArn = webhookProcessor.liveArn;
    this.webhookEndpointsFunctionArn = endpoints.liveArn;
    this.paymentRecoveryFunctionArn = recovery.liveArn;
    this.eventPublisherFunctionArn = publisher.liveArn;
    this.webhookDispatcherFunctionArn = dispatcher.liveArn;
    this.webhookDelivererFunctionArn = deliverer.liveArn;
    this.eventBusName = events.bus.name;
    this.eventBusArn = events.bus.arn;
    this.eventArchiveArn = events.archiveArn;
    this.paymentEventsTopicArn = events.topicArn;
    this.webhooksTableName = webhooks.table.name;
    this.webhookEventsQueueUrl = webhooks.events.url;
    this.webhookEventsDeadLetterQueueUrl = webhooks.events.deadLetter.url;
    this.webhookDeliveriesQueueUrl = webhooks.deliveries.url;
    this.webhookDeliveriesDeadLetterQueueUrl = webhooks.deliveries.deadLetter.url;
    this.paymentDebitNoticesQueueUrl = debitNotices.queue.url;
    this.paymentDebitNoticesDeadLetterQueueUrl = debitNotices.queue.deadLetter.url;
    this.failureQueueUrl = failures.url;
    this.senderSecretArn = senderSecret.arn;
    this.requestKeyArn = requestKey.arn;
    this.alertTopicArn = topicArn;
    this.refundProcessorRoleArn = roles.refunds.arn;
    this.paymentRecoveryRoleArn = roles.recovery.arn;
    this.paymentWebhookProcessorRoleArn = roles.webhookProcessor.arn;
    this.eventPublisherRoleArn = roles.publisher.arn;
    this.escrowSettings = settled.escrowSettings;
  }
}

/** What a payment is held against, as the functions read it. */
const limitsOf = (settled: Settled<typeof inputs>): string =>
  Fn.jsonencode({
    amountCentsMax: settled.paymentCentsMax,
    reviewAboveCents: settled.reviewAboveCents,
    perDay: {
      customer: { countMax: settled.customerDailyCountMax, sumCentsMax: settled.customerDailyCentsMax },
      card: { countMax: settled.cardDailyCountMax, sumCentsMax: settled.cardDailyCentsMax },
      address: { countMax: settled.addressDailyCountMax, sumCentsMax: settled.addressDailyCentsMax },
    },
  });

/** A secret that may go is gone at once, so that an environment can be made again under its name. */
function secretWindow(protection: boolean | IResolvable, days: number): number {
  if (typeof protection === "boolean") return protection ? days : 0;
  return Token.asNumber(conditional(protection, days, 0));
}
