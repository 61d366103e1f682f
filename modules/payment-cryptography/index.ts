import { Fn, Token } from "cdktf";
import { Construct } from "constructs";
import {
  bucketNameOf,
  CodeStore,
  type FunctionSettings,
  NAME_LIMITS,
  nameOf,
  type Naming,
  type PlatformRole,
  SecureTopic,
  settle,
  type Settled,
  Surroundings,
  tagModule,
} from "../shared";
import { CardVerificationKeys } from "./card-verification-keys";
import { CostAlarms } from "./cost-alarms";
import { inputs, outputs, type PaymentCryptographyInputs } from "./interface";
import { Keys } from "./keys";
import { PROCESSOR_TABLE } from "./perms";
import { Roles } from "./roles";
import { SecurityEvents } from "./security-events";
import { ACH_TABLE, Tables } from "./tables";
import { Vault } from "./vault";

export { inputs, outputs };

/** The table is what HCL users have; what Terraform wants literal is a prop only. */
export interface PaymentCryptographyProps
  extends PaymentCryptographyInputs, Pick<FunctionSettings, "runtime" | "vpc" | "codeSigningConfigArn"> {
  /** Refuse plans that would destroy tables, keys or the artefact bucket (`prevent_destroy`). @default false */
  readonly preventDestroy?: boolean;
  /** Bucket that takes the artefact bucket's access logs. @default none */
  readonly accessLogBucket?: string;
}

type OutputNames = keyof typeof outputs;

/** What every output is while the module is switched off: Terraform's null. */
const NOTHING = Token.asString(Token.nullValue());

/** The switch decides what is synthesised, so a TypeScript stack must know it; an HCL module has a `count` for it. */
export class UnknownSwitchError extends Error {
  override readonly name = "UnknownSwitchError";
  constructor() {
    super(
      "enablePaymentCryptography is known only to Terraform: true or false is needed at synthesis. Use the exported HCL module to switch by a variable.",
    );
  }
}

const suffixOf = ({ bucketNameSuffix }: Settled<typeof inputs>, { accountId }: Surroundings): string =>
  Token.isUnresolved(bucketNameSuffix)
    ? Token.asString(Fn.coalesce([bucketNameSuffix, accountId]))
    : bucketNameSuffix || accountId;

/**
 * Keys, tables, roles, the card vault and the alarms around them: the ground that payments, escrow and ACH stand on.
 *
 * @example
 * const cryptography = new PaymentCryptography(this, "payment_cryptography", {
 *   awsRegion: "us-west-2", environment: "prod", projectName: "ecosystemaws", paymentCostBaselineStripe: 10_000,
 * });
 * cryptography.grantTokenise(checkoutRole);
 * @throws InvalidInputError with all faults at once; NameTooLongError
 */
export class PaymentCryptography extends Construct implements Readonly<Record<OutputNames, string>> {
  readonly paymentEncryptionKeyArn: string = NOTHING;
  readonly achEncryptionKeyArn: string = NOTHING;
  readonly paymentTransactionsTableName: string = NOTHING;
  readonly escrowAccountsTableName: string = NOTHING;
  readonly paymentProcessorRoleArn: string = NOTHING;
  readonly paymentCostSavingsAlarmArn: string = NOTHING;
  readonly vaultEncryptionKeyArn: string = NOTHING;
  readonly escrowEncryptionKeyArn: string = NOTHING;
  readonly auditEncryptionKeyArn: string = NOTHING;
  readonly vaultTableName: string = NOTHING;
  readonly tokeniseFunctionArn: string = NOTHING;
  readonly detokeniseFunctionArn: string = NOTHING;
  readonly railEgressFunctionArn: string = NOTHING;
  readonly reEncryptFunctionArn: string = NOTHING;
  readonly artefactBucketName: string = NOTHING;
  readonly securityTopicArn: string = NOTHING;
  readonly paymentTransactionsTableArn: string = NOTHING;
  readonly paymentTransactionsStreamArn: string = NOTHING;
  readonly acquirerSimulatorTableName: string = NOTHING;
  readonly escrowAccountsTableArn: string = NOTHING;
  readonly escrowAccountsStreamArn: string = NOTHING;
  readonly achTransfersTableName: string = NOTHING;
  readonly achTransfersTableArn: string = NOTHING;
  readonly achTransfersStreamArn: string = NOTHING;

  private readonly vault?: Vault;

  constructor(scope: Construct, id: string, props: PaymentCryptographyProps) {
    super(scope, id);
    const settled = settle(inputs, props);
    if (settled.enablePaymentCryptography === false) return;
    if (Token.isUnresolved(settled.enablePaymentCryptography)) throw new UnknownSwitchError();

    const naming: Naming = { projectName: settled.projectName, environment: settled.environment };
    const preventDestroy = props.preventDestroy ?? false;
    const surroundings = new Surroundings(this, "current", settled.awsRegion);
    tagModule(this, "payment-cryptography", naming, settled.tags);

    const roles = new Roles(this, "role", { surroundings, naming, homeRegion: settled.homeRegion });
    const keys = new Keys(this, "Default", {
      surroundings,
      naming,
      deletionProtection: settled.deletionProtection,
      breakGlassRoleArns: settled.breakGlassRoleArns,
      deletionWindowInDays: settled.kmsDeletionWindowInDays,
      multiRegion: settled.multiRegionKeys,
      fingerprintKeyVersions: settled.fingerprintKeyVersions,
      preventDestroy,
      homeRegion: settled.homeRegion,
      achTableName: nameOf(naming, ACH_TABLE, NAME_LIMITS.table),
      vaultRoles: {
        seal: [roles.tokenise.arn, roles.reEncrypt.arn],
        open: [roles.detokenise.arn, roles.railEgress.arn, roles.reEncrypt.arn],
        fingerprint: [roles.tokenise.arn, roles.reEncrypt.arn],
      },
    });
    const tables = new Tables(this, "table", {
      surroundings,
      naming,
      keys,
      deletionProtection: settled.deletionProtection,
      preventDestroy,
      acquirer: settled.acquirer,
      vaultRoles: roles.vault,
    });
    tables.paymentTransactions.grant(roles.paymentProcessor, "PaymentTransactions", PROCESSOR_TABLE);

    const code = new CodeStore(this, "code", {
      surroundings,
      name: bucketNameOf(naming, "lambda-code", suffixOf(settled, surroundings)),
      encryptionKey: keys.audit,
      forceDestroy: settled.forceDestroy,
      preventDestroy,
      accessLogBucket: props.accessLogBucket,
    });
    this.vault = new Vault(this, "vault", {
      surroundings,
      naming,
      code,
      keys,
      roles,
      tables,
      environmentKey: keys.payment,
      logKey: keys.audit,
      logRetentionDays: settled.logRetentionInDays,
      paymentKeySpec: settled.paymentKeySpec,
      acquirer: settled.acquirer,
      encryptor: settled.encryptor,
      runtime: props.runtime,
      vpc: props.vpc,
      codeSigningConfigArn: props.codeSigningConfigArn,
    });
    this.vault.railEgress.grantInvoke(roles.paymentProcessor, "SendCardsToAcquirer");

    // Always made, so that nothing is counted by an ARN that a plan may not know yet.
    const topicName = nameOf(naming, "payment-security-alerts", NAME_LIMITS.topic);
    const publishers = ["cloudwatch", "events"] as const;
    const topic = new SecureTopic(this, "security_topic", {
      surroundings,
      name: topicName,
      encryptionKey: keys.audit,
      publishers,
    });
    const topicArn = Token.isUnresolved(settled.snsTopicArn)
      ? Token.asString(Fn.coalesce([settled.snsTopicArn, topic.arn]))
      : settled.snsTopicArn || topic.arn;
    topic.subscribe(settled.paymentSecurityAlertEmails, topicArn);

    new SecurityEvents(this, "security", {
      naming,
      keys,
      vault: this.vault,
      topicArn,
      detokeniseAlarmThreshold: settled.detokeniseAlarmThreshold,
      railEgressAlarmThreshold: settled.railEgressAlarmThreshold,
    });
    const cost = new CostAlarms(this, "cost", {
      naming,
      topicArn,
      stripeBaseline: settled.paymentCostBaselineStripe,
      targetSavingsPercent: settled.targetPaymentCostSavingsPercent,
    });
    if (settled.enableCardVerificationKeys !== false)
      new CardVerificationKeys(this, "card_verification", { enabled: settled.enableCardVerificationKeys });

    this.paymentEncryptionKeyArn = keys.payment.arn;
    this.achEncryptionKeyArn = keys.ach.arn;
    this.paymentTransactionsTableName = tables.paymentTransactions.name;
    this.escrowAccountsTableName = tables.escrowAccounts.name;
    this.paymentProcessorRoleArn = roles.paymentProcessor.arn;
    this.paymentCostSavingsAlarmArn = cost.savingsAlarmArn;
    this.vaultEncryptionKeyArn = keys.vault.arn;
    this.escrowEncryptionKeyArn = keys.escrow.arn;
    this.auditEncryptionKeyArn = keys.audit.arn;
    this.vaultTableName = tables.vault.name;
    this.tokeniseFunctionArn = this.vault.tokenise.liveArn;
    this.detokeniseFunctionArn = this.vault.detokenise.liveArn;
    this.railEgressFunctionArn = this.vault.railEgress.liveArn;
    this.reEncryptFunctionArn = this.vault.reEncrypt.liveArn;
    this.artefactBucketName = code.bucket.name;
    this.securityTopicArn = topicArn;
    this.paymentTransactionsTableArn = tables.paymentTransactions.arn;
    this.paymentTransactionsStreamArn = tables.paymentTransactions.streamArn;
    this.acquirerSimulatorTableName = tables.simulator?.name ?? "";
    this.escrowAccountsTableArn = tables.escrowAccounts.arn;
    this.escrowAccountsStreamArn = tables.escrowAccounts.streamArn;
    this.achTransfersTableName = tables.achTransfers.name;
    this.achTransfersTableArn = tables.achTransfers.arn;
    this.achTransfersStreamArn = tables.achTransfers.streamArn;
  }

  /** Lets a role turn card numbers into tokens. As all grants: nothing where the module is switched off. */
  grantTokenise(role: PlatformRole): void {
    this.vault?.tokenise.grantInvoke(role, "Tokenise");
  }

  /** Lets a role get card numbers back; every number it gets is on record, and counted. */
  grantDetokenise(role: PlatformRole): void {
    this.vault?.detokenise.grantInvoke(role, "Detokenise");
  }

  /** Lets a role send cards to the acquirer by their tokens. */
  grantRailEgress(role: PlatformRole): void {
    this.vault?.railEgress.grantInvoke(role, "SendCardsToAcquirer");
  }
}
