/** Payments, money held for providers, payouts by ACH and the API before them, wired together in a stack of one's own; examples/hcl/marketplace is the same in HCL. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { Construct } from "constructs";
import { Lazy, TerraformOutput } from "cdktf";
import { Ach } from "../../modules/ach";
import { Api } from "../../modules/api";
import { Escrow } from "../../modules/escrow";
import { PaymentCryptography } from "../../modules/payment-cryptography";
import { Payments } from "../../modules/payments";
import { ReadableStack } from "../../modules/shared";

const COMMON = { awsRegion: "us-west-2", environment: "dev", projectName: "marketplace" } as const;

/** The bank that payouts go by; its numbers are from the agreement with it. Amounts in cents. */
const BANK = {
  odfi: { routingNumber: "110000000", name: "EXAMPLE BANK" },
  company: { name: "MARKETPLACE", identification: "1000000000" },
  limits: { creditCentsMax: 500_000, debitCentsMax: 500_000, perDay: { countMax: 50, sumCentsMax: 2_000_000 } },
};

/** How money is held: for two weeks at most, for a fee of 2.5 per cent. */
const HOLDING = { holdDays: 14, feePlans: { standard: { basisPoints: 250, flatCents: 0 } } };

/** Construct it in an `App` of yours: `new MarketplaceStack(app, "marketplace")`. */
export class MarketplaceStack extends ReadableStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: COMMON.awsRegion });

    // Keys, tables, the card vault. Its attributes are what the other modules ask for, by the same names.
    const ground = new PaymentCryptography(this, "payment_cryptography", {
      ...COMMON,
      paymentCostBaselineStripe: 2_500,
      acquirer: "simulator",
    });
    const shared = {
      ...COMMON,
      paymentTransactionsTableName: ground.paymentTransactionsTableName,
      paymentTransactionsTableArn: ground.paymentTransactionsTableArn,
      paymentEncryptionKeyArn: ground.paymentEncryptionKeyArn,
      escrowAccountsTableName: ground.escrowAccountsTableName,
      escrowAccountsTableArn: ground.escrowAccountsTableArn,
      escrowEncryptionKeyArn: ground.escrowEncryptionKeyArn,
      achTransfersTableName: ground.achTransfersTableName,
      achTransfersTableArn: ground.achTransfersTableArn,
      achEncryptionKeyArn: ground.achEncryptionKeyArn,
      auditEncryptionKeyArn: ground.auditEncryptionKeyArn,
      artefactBucketName: ground.artefactBucketName,
      railEgressFunctionArn: ground.railEgressFunctionArn,
      odfiSettings: JSON.stringify(BANK),
      escrowSettings: JSON.stringify(HOLDING),
    };

    // Payments by bank account, and their refunds: the modules ask a function of ACH's, which is made behind them.
    const achDebitRailFunctionArn = Lazy.stringValue({ produce: () => ach.achDebitRailFunctionArn });
    const payments: Payments = new Payments(this, "payments", {
      ...shared,
      achDebitRailFunctionArn,
      paymentTransactionsStreamArn: ground.paymentTransactionsStreamArn,
      escrowAccountsStreamArn: ground.escrowAccountsStreamArn,
      achTransfersStreamArn: ground.achTransfersStreamArn,
      paymentProcessorRoleArn: ground.paymentProcessorRoleArn,
      tokeniseFunctionArn: ground.tokeniseFunctionArn,
      defaultRail: "simulator",
      alertEmails: ["ops@company.com"],
    });
    const ach: Ach = new Ach(this, "ach", {
      ...shared,
      snsTopicArn: payments.alertTopicArn,
      achWriterRoleArns: [
        payments.paymentRecoveryRoleArn,
        payments.eventPublisherRoleArn,
        // Escrow names the roles of this module, and this one escrow's: one of the two is told later.
        Lazy.stringValue({ produce: () => escrow.escrowManagerRoleArn }),
        Lazy.stringValue({ produce: () => escrow.escrowReleaserRoleArn }),
        Lazy.stringValue({ produce: () => escrow.escrowPayoutsRoleArn }),
      ],
    });
    const escrow: Escrow = new Escrow(this, "escrow", {
      ...shared,
      // Refunds of held money go the way that the payments came.
      achDebitRailFunctionArn: ach.achDebitRailFunctionArn,
      defaultRail: "simulator",
      snsTopicArn: payments.alertTopicArn,
      escrowWriterRoleArns: [
        ground.paymentProcessorRoleArn,
        payments.refundProcessorRoleArn,
        payments.paymentRecoveryRoleArn,
        payments.paymentWebhookProcessorRoleArn,
        payments.eventPublisherRoleArn,
        ach.achTransferManagerRoleArn,
        ach.achBatchOptimizerRoleArn,
        ach.achIncomingRoleArn,
      ],
    });
    const api = new Api(this, "api", {
      ...shared,
      snsTopicArn: payments.alertTopicArn,
      paymentValidatorFunctionArn: payments.paymentValidatorFunctionArn,
      paymentProcessorFunctionArn: payments.paymentProcessorFunctionArn,
      paymentReaderFunctionArn: payments.paymentReaderFunctionArn,
      refundProcessorFunctionArn: payments.refundProcessorFunctionArn,
      paymentPartiesFunctionArn: payments.paymentPartiesFunctionArn,
      paymentTokensFunctionArn: payments.paymentTokensFunctionArn,
      paymentWebhookProcessorFunctionArn: payments.paymentWebhookProcessorFunctionArn,
      webhookEndpointsFunctionArn: payments.webhookEndpointsFunctionArn,
      webhooksTableName: payments.webhooksTableName,
      webhookEventsQueueUrl: payments.webhookEventsQueueUrl,
      webhookDeliveriesQueueUrl: payments.webhookDeliveriesQueueUrl,
      escrowManagerFunctionArn: escrow.escrowManagerFunctionArn,
      bankAccountVerifierFunctionArn: ach.bankAccountVerifierFunctionArn,
      achTransferManagerFunctionArn: ach.achTransferManagerFunctionArn,
    });

    new TerraformOutput(this, "api_url", { value: api.apiUrl });
  }
}
