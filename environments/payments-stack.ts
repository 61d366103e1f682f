import { Lazy, TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { Ach, outputs as achOutputs } from "../modules/ach";
import { Api, outputs as apiOutputs } from "../modules/api";
import { Escrow, outputs as escrowOutputs } from "../modules/escrow";
import { GraphqlApi, outputs as graphqlOutputs } from "../modules/graphql-api";
import { outputs as cryptographyOutputs, PaymentCryptography } from "../modules/payment-cryptography";
import { outputs as paymentsOutputs, Payments } from "../modules/payments";
import { type Output, ReadableStack } from "../modules/shared";
import { declareOutputs } from "../modules/shared/interface/variables";
import { odfiSettingsOf } from "./ach-schema";
import { useStateBucket } from "./backend";
import { useProvider } from "./provider";
import type { Environment } from "./schema";

/** The roles of escrow that make payouts, and so write to the table of transfers. */
type PayingRole = "escrowManagerRoleArn" | "escrowReleaserRoleArn" | "escrowPayoutsRoleArn";

/** The platform in one environment and Region: `payments-<environment>`. */
export class PaymentsStack extends ReadableStack {
  constructor(scope: Construct, environment: Environment) {
    super(scope, `payments-${environment.name}`);
    useStateBucket(this, environment);
    useProvider(this, environment, environment.region);
    const cryptography = new PaymentCryptography(this, "payment_cryptography", {
      ...common(environment),
      paymentCostBaselineStripe: environment.costs.stripeBaseline,
      targetPaymentCostSavingsPercent: environment.costs.targetSavingsPercent,
      paymentSecurityAlertEmails: environment.alertEmails,
      deletionProtection: environment.deletionProtection,
      preventDestroy: environment.preventDestroy,
      kmsDeletionWindowInDays: environment.kmsDeletionWindowInDays,
      forceDestroy: !environment.deletionProtection,
      breakGlassRoleArns: environment.breakGlassRoleArns,
      acquirer: environment.acquirer,
      detokeniseAlarmThreshold: environment.detokeniseAlarmThreshold,
    });
    // Payments call the bank's rail, which stands on what they stand on.
    const rail = Lazy.stringValue({ produce: () => ach.achDebitRailFunctionArn });
    const payments = this.payments(environment, cryptography, rail);
    const escrowRole = (name: PayingRole): string =>
      // Each of the two modules names the other's roles as writers of its table.
      Lazy.stringValue({ produce: () => escrow[name] });
    const ach = this.ach(environment, cryptography, payments, escrowRole);
    const escrow = this.escrow(environment, cryptography, payments, ach);
    const api = this.api(environment, cryptography, { payments, escrow, ach });
    const graphql = this.graphqlApi(environment, cryptography, { payments, escrow, ach, api });
    declareOutputs(
      this,
      {
        ...of(payments, paymentsOutputs),
        ...of(escrow, escrowOutputs),
        // Behind escrow's, which has the table and the key that it was given among its own.
        ...of(cryptography, cryptographyOutputs),
        ...of(ach, achOutputs),
        ...of(api, apiOutputs),
        ...(graphql && of(graphql, graphqlOutputs)),
      },
      undefined,
    );
    this.outputsByTheirOldNames(cryptography, payments, api);
  }

  private payments(
    environment: Environment,
    cryptography: PaymentCryptography,
    achDebitRailFunctionArn: string,
  ): Payments {
    const { payments, deletionProtection, preventDestroy } = environment;
    const { customer, card, address } = payments.perDay;
    return new Payments(this, "payments", {
      ...common(environment),
      paymentTransactionsTableName: cryptography.paymentTransactionsTableName,
      paymentTransactionsTableArn: cryptography.paymentTransactionsTableArn,
      paymentTransactionsStreamArn: cryptography.paymentTransactionsStreamArn,
      escrowAccountsTableName: cryptography.escrowAccountsTableName,
      escrowAccountsTableArn: cryptography.escrowAccountsTableArn,
      escrowAccountsStreamArn: cryptography.escrowAccountsStreamArn,
      escrowEncryptionKeyArn: cryptography.escrowEncryptionKeyArn,
      escrowSettings: JSON.stringify(environment.escrow),
      achTransfersTableName: cryptography.achTransfersTableName,
      achTransfersTableArn: cryptography.achTransfersTableArn,
      achTransfersStreamArn: cryptography.achTransfersStreamArn,
      achEncryptionKeyArn: cryptography.achEncryptionKeyArn,
      odfiSettings: odfiSettingsOf(environment.ach),
      achDebitRailFunctionArn,
      paymentEncryptionKeyArn: cryptography.paymentEncryptionKeyArn,
      auditEncryptionKeyArn: cryptography.auditEncryptionKeyArn,
      paymentProcessorRoleArn: cryptography.paymentProcessorRoleArn,
      tokeniseFunctionArn: cryptography.tokeniseFunctionArn,
      railEgressFunctionArn: cryptography.railEgressFunctionArn,
      artefactBucketName: cryptography.artefactBucketName,
      defaultRail: payments.defaultRail,
      stripeSecretArn: payments.stripeSecretArn,
      paymentCentsMax: payments.centsMax,
      reviewAboveCents: payments.reviewAboveCents,
      customerDailyCountMax: customer.countMax,
      customerDailyCentsMax: customer.centsMax,
      cardDailyCountMax: card.countMax,
      cardDailyCentsMax: card.centsMax,
      addressDailyCountMax: address.countMax,
      addressDailyCentsMax: address.centsMax,
      acquirerFeeBasisPoints: payments.acquirerFee.basisPoints,
      acquirerFeeFixedCents: payments.acquirerFee.fixedCents,
      webhookTargets: payments.webhookTargets,
      alertEmails: environment.alertEmails,
      snsTopicArn: environment.alertTopicArn,
      paymentFailuresAlarmThreshold: payments.failuresAlarmThreshold,
      eventArchiveDays: payments.eventArchiveDays,
      deletionProtection,
      preventDestroy,
      kmsDeletionWindowInDays: environment.kmsDeletionWindowInDays,
      breakGlassRoleArns: environment.breakGlassRoleArns,
    });
  }

  private ach(
    environment: Environment,
    cryptography: PaymentCryptography,
    payments: Payments,
    escrowRole: (name: PayingRole) => string,
  ): Ach {
    const { sftp, files, returnsAlarmThreshold } = environment.ach;
    return new Ach(this, "ach", {
      ...common(environment),
      achTransfersTableName: cryptography.achTransfersTableName,
      achTransfersTableArn: cryptography.achTransfersTableArn,
      achEncryptionKeyArn: cryptography.achEncryptionKeyArn,
      achWriterRoleArns: [
        payments.paymentRecoveryRoleArn,
        payments.eventPublisherRoleArn,
        escrowRole("escrowManagerRoleArn"),
        escrowRole("escrowReleaserRoleArn"),
        escrowRole("escrowPayoutsRoleArn"),
      ],
      escrowAccountsTableName: cryptography.escrowAccountsTableName,
      escrowAccountsTableArn: cryptography.escrowAccountsTableArn,
      escrowEncryptionKeyArn: cryptography.escrowEncryptionKeyArn,
      paymentTransactionsTableName: cryptography.paymentTransactionsTableName,
      paymentTransactionsTableArn: cryptography.paymentTransactionsTableArn,
      paymentEncryptionKeyArn: cryptography.paymentEncryptionKeyArn,
      auditEncryptionKeyArn: cryptography.auditEncryptionKeyArn,
      artefactBucketName: cryptography.artefactBucketName,
      snsTopicArn: payments.alertTopicArn,
      odfiSettings: odfiSettingsOf(environment.ach),
      sftpUrl: sftp?.url,
      sftpTrustedHostKeys: sftp?.trustedHostKeys,
      sftpSecretArn: sftp?.secretArn,
      sftpInbox: sftp?.inbox,
      sftpOutbox: sftp?.outbox,
      fileRetentionDays: files.retentionDays,
      objectLockDays: files.objectLockDays,
      returnsAlarmThreshold,
      forceDestroy: !environment.deletionProtection,
      deletionProtection: environment.deletionProtection,
      preventDestroy: environment.preventDestroy,
      kmsDeletionWindowInDays: environment.kmsDeletionWindowInDays,
      breakGlassRoleArns: environment.breakGlassRoleArns,
    });
  }

  private escrow(environment: Environment, cryptography: PaymentCryptography, payments: Payments, ach: Ach): Escrow {
    return new Escrow(this, "escrow", {
      ...common(environment),
      escrowAccountsTableName: cryptography.escrowAccountsTableName,
      escrowAccountsTableArn: cryptography.escrowAccountsTableArn,
      escrowEncryptionKeyArn: cryptography.escrowEncryptionKeyArn,
      escrowWriterRoleArns: [
        cryptography.paymentProcessorRoleArn,
        payments.refundProcessorRoleArn,
        payments.paymentRecoveryRoleArn,
        payments.paymentWebhookProcessorRoleArn,
        payments.eventPublisherRoleArn,
        ach.achTransferManagerRoleArn,
        ach.achBatchOptimizerRoleArn,
        ach.achIncomingRoleArn,
      ],
      escrowSettings: payments.escrowSettings,
      achTransfersTableName: cryptography.achTransfersTableName,
      achTransfersTableArn: cryptography.achTransfersTableArn,
      achEncryptionKeyArn: cryptography.achEncryptionKeyArn,
      odfiSettings: ach.odfiSettings,
      achDebitRailFunctionArn: ach.achDebitRailFunctionArn,
      paymentTransactionsTableName: cryptography.paymentTransactionsTableName,
      paymentTransactionsTableArn: cryptography.paymentTransactionsTableArn,
      paymentEncryptionKeyArn: cryptography.paymentEncryptionKeyArn,
      auditEncryptionKeyArn: cryptography.auditEncryptionKeyArn,
      railEgressFunctionArn: cryptography.railEgressFunctionArn,
      artefactBucketName: cryptography.artefactBucketName,
      snsTopicArn: payments.alertTopicArn,
      defaultRail: environment.payments.defaultRail,
      stripeSecretArn: environment.payments.stripeSecretArn,
      deletionProtection: environment.deletionProtection,
      preventDestroy: environment.preventDestroy,
      kmsDeletionWindowInDays: environment.kmsDeletionWindowInDays,
      breakGlassRoleArns: environment.breakGlassRoleArns,
    });
  }

  private api(
    environment: Environment,
    cryptography: PaymentCryptography,
    { payments, escrow, ach }: { readonly payments: Payments; readonly escrow: Escrow; readonly ach: Ach },
  ): Api {
    const { authorisation, cognitoUserPoolArns, jwt, domain, ...api } = environment.api;
    return new Api(this, "api", {
      ...common(environment),
      paymentValidatorFunctionArn: payments.paymentValidatorFunctionArn,
      paymentProcessorFunctionArn: payments.paymentProcessorFunctionArn,
      paymentReaderFunctionArn: payments.paymentReaderFunctionArn,
      refundProcessorFunctionArn: payments.refundProcessorFunctionArn,
      paymentPartiesFunctionArn: payments.paymentPartiesFunctionArn,
      paymentTokensFunctionArn: payments.paymentTokensFunctionArn,
      paymentWebhookProcessorFunctionArn: payments.paymentWebhookProcessorFunctionArn,
      webhookEndpointsFunctionArn: payments.webhookEndpointsFunctionArn,
      escrowManagerFunctionArn: escrow.escrowManagerFunctionArn,
      bankAccountVerifierFunctionArn: ach.bankAccountVerifierFunctionArn,
      achTransferManagerFunctionArn: ach.achTransferManagerFunctionArn,
      achTransfersTableName: cryptography.achTransfersTableName,
      achEncryptionKeyArn: cryptography.achEncryptionKeyArn,
      paymentTransactionsTableName: cryptography.paymentTransactionsTableName,
      webhooksTableName: payments.webhooksTableName,
      webhookEventsQueueUrl: payments.webhookEventsQueueUrl,
      webhookDeliveriesQueueUrl: payments.webhookDeliveriesQueueUrl,
      paymentEncryptionKeyArn: cryptography.paymentEncryptionKeyArn,
      auditEncryptionKeyArn: cryptography.auditEncryptionKeyArn,
      artefactBucketName: cryptography.artefactBucketName,
      snsTopicArn: payments.alertTopicArn,
      authorisation,
      cognitoUserPoolArns,
      jwtIssuer: jwt?.issuer,
      jwtAudience: jwt?.audience,
      jwtJwksUri: jwt?.jwksUri,
      throttleRateLimit: api.rateLimit,
      throttleBurstLimit: api.burstLimit,
      quotaPerDay: api.quotaPerDay,
      addressRateLimit: api.addressRateLimit,
      webhookRateLimit: api.webhookRateLimit,
      domainName: domain?.name,
      certificateArn: domain?.certificateArn,
      manageAccountLogging: api.manageAccountLogging,
    });
  }

  private graphqlApi(
    environment: Environment,
    cryptography: PaymentCryptography,
    made: { readonly payments: Payments; readonly escrow: Escrow; readonly ach: Ach; readonly api: Api },
  ): GraphqlApi | undefined {
    const { payments, escrow, ach, api } = made;
    if (environment.graphql === undefined) return undefined;
    return new GraphqlApi(this, "graphql_api", {
      ...common(environment),
      paymentValidatorFunctionArn: payments.paymentValidatorFunctionArn,
      paymentProcessorFunctionArn: payments.paymentProcessorFunctionArn,
      paymentReaderFunctionArn: payments.paymentReaderFunctionArn,
      refundProcessorFunctionArn: payments.refundProcessorFunctionArn,
      paymentPartiesFunctionArn: payments.paymentPartiesFunctionArn,
      escrowManagerFunctionArn: escrow.escrowManagerFunctionArn,
      achTransferManagerFunctionArn: ach.achTransferManagerFunctionArn,
      bankAccountVerifierFunctionArn: ach.bankAccountVerifierFunctionArn,
      eventBusName: payments.eventBusName,
      paymentEncryptionKeyArn: cryptography.paymentEncryptionKeyArn,
      auditEncryptionKeyArn: cryptography.auditEncryptionKeyArn,
      webAclArn: api.webAclArn,
      userPoolId: environment.graphql.userPoolId,
      introspection: environment.graphql.introspection,
    });
  }

  /** As the source documents name them. */
  private outputsByTheirOldNames(cryptography: PaymentCryptography, payments: Payments, api: Api): void {
    const outputs: Readonly<Record<string, readonly [description: string, value: string]>> = {
      APIEndpoint: ["API Gateway base URL", api.apiUrl],
      DynamoDBTable: ["Transaction table name", cryptography.paymentTransactionsTableName],
      SQSRetryQueue: ["Queue of webhook deliveries that are tried again", payments.webhookDeliveriesQueueUrl],
      SNSAlertTopic: ["Alert topic ARN", payments.alertTopicArn],
    };
    for (const [name, [description, value]] of Object.entries(outputs))
      new TerraformOutput(this, name, { description, value });
  }
}

const common = ({ name, region, tags, logRetentionInDays }: Environment) => ({
  awsRegion: region,
  environment: name,
  projectName: "",
  logRetentionInDays,
  tags,
});

/** A module's outputs, with the module in them. */
const of = <M>(module: M, table: Readonly<Record<string, Output<M>>>): Record<string, Output<undefined>> =>
  Object.fromEntries(Object.entries(table).map(([name, row]) => [name, { ...row, from: () => row.from(module) }]));
