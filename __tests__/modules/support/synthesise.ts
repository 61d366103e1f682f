/** Synthesis inside the test's process: no command line, no Terraform. */
import { App, Testing } from "cdktf";
import type { Construct } from "constructs";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { environmentsFrom, type Environment } from "../../../environments";
import { PaymentsStack } from "../../../environments/payments-stack";
import { StateBackendStack } from "../../../environments/state-backend-stack";
import { Ach, type AchProps } from "../../../modules/ach";
import { Api, type ApiProps } from "../../../modules/api";
import { Escrow, type EscrowProps } from "../../../modules/escrow";
import { GraphqlApi } from "../../../modules/graphql-api";
import type { GraphqlApiInputs } from "../../../modules/graphql-api/interface";
import { PaymentCryptography, type PaymentCryptographyProps } from "../../../modules/payment-cryptography";
import { Payments, type PaymentsProps } from "../../../modules/payments";
import { ReadableStack } from "../../../modules/shared";
import { type ExportedModule, exportModule } from "../../../modules/shared/export";
import { exportedModules } from "../../../modules/exported";
import { Terraform } from "./terraform";

const folder = mkdtempSync(path.join(tmpdir(), "modules-test-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const app = (): App => new App({ outdir: path.join(folder, "app"), skipValidation: true });

/** A stack named `test` with what `build` puts into it. */
export function synthesise(build: (stack: ReadableStack) => void): Terraform {
  const stack = new ReadableStack(app(), "test");
  build(stack);
  return new Terraform(Testing.synth(stack));
}

/** Makes a value once for each key: synthesis bundles code, which takes tenths of a second. */
function once<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
}

export const ENVIRONMENT_NAMES = ["dev", "staging", "prod", "local"] as const;
type EnvironmentName = (typeof ENVIRONMENT_NAMES)[number];

/** The settings of one of the four environments. */
export function environmentNamed(name: string): Environment {
  return environmentsFrom({ ENVIRONMENT_SUFFIX: name })[0]!;
}

const stackOf = (make: (scope: Construct) => ReadableStack): Terraform => new Terraform(Testing.synth(make(app())));

/** `payments-<environment>`. */
export const paymentsStack = once((name: EnvironmentName) =>
  stackOf((scope) => new PaymentsStack(scope, environmentNamed(name))),
);

/** `state-backend-<environment>`. */
export const stateBackendStack = once((name: EnvironmentName) =>
  stackOf((scope) => new StateBackendStack(scope, environmentNamed(name), { bootstrapped: true })),
);

/** The least that a caller must give. */
export const REQUIRED: PaymentCryptographyProps = {
  awsRegion: "us-west-2",
  environment: "test",
  projectName: "",
  paymentCostBaselineStripe: 10_000,
};

/** The module in a stack of its own, its addresses without anything in front. */
export const cryptography = (props: Partial<PaymentCryptographyProps> = {}): Terraform =>
  synthesise((stack) => new PaymentCryptography(stack, "Default", { ...REQUIRED, ...props }));

/** The module with only what must be given. */
export const plainCryptography = once((_: "plain") => cryptography());

export const functionArn = (name: string): string => `arn:aws:lambda:us-west-2:123456789012:function:${name}-test:live`;
const queueUrl = (name: string): string => `https://sqs.us-west-2.amazonaws.com/123456789012/${name}-test`;
const tableArn = "arn:aws:dynamodb:us-west-2:123456789012:table/payment-transactions-test";
/** What both `payments` and `api` stand on. */
const GROUND = {
  awsRegion: "us-west-2",
  environment: "test",
  projectName: "",
  paymentTransactionsTableName: "payment-transactions-test",
  paymentEncryptionKeyArn: "arn:aws:kms:us-west-2:123456789012:key/payment",
  auditEncryptionKeyArn: "arn:aws:kms:us-west-2:123456789012:key/audit",
  artefactBucketName: "lambda-code-test",
};
const escrowArn = "arn:aws:dynamodb:us-west-2:123456789012:table/escrow-accounts-test";
/** What both `payments` and `escrow` stand on besides. */
const HOLDING = {
  paymentTransactionsTableArn: tableArn,
  escrowAccountsTableName: "escrow-accounts-test",
  escrowAccountsTableArn: escrowArn,
  escrowEncryptionKeyArn: "arn:aws:kms:us-west-2:123456789012:key/escrow",
  railEgressFunctionArn: functionArn("vault-rail-egress"),
};

/** The least that a caller of `payments` must give. */
export const REQUIRED_BY_PAYMENTS: PaymentsProps = {
  ...GROUND,
  ...HOLDING,
  escrowAccountsStreamArn: `${escrowArn}/stream/2026-11-21T00:00:00.000`,
  paymentTransactionsStreamArn: `${tableArn}/stream/2026-11-21T00:00:00.000`,
  paymentProcessorRoleArn: "arn:aws:iam::123456789012:role/payment-processor-test",
  tokeniseFunctionArn: functionArn("vault-tokenise"),
};

/** The least that a caller of `escrow` must give. */
export const REQUIRED_BY_ESCROW: EscrowProps = {
  ...GROUND,
  ...HOLDING,
  escrowWriterRoleArns: ["payment-processor", "refund-processor", "event-publisher"].map(
    (name) => `arn:aws:iam::123456789012:role/${name}-test`,
  ),
  escrowSettings: "{}",
  snsTopicArn: "arn:aws:sns:us-west-2:123456789012:payment-alerts-test",
};

const achTableArn = "arn:aws:dynamodb:us-west-2:123456789012:table/ach-transfers-test";
/** The least that a bank's settings hold. */
export const ODFI_SETTINGS = JSON.stringify({
  odfi: { routingNumber: "110000000", name: "TEST BANK" },
  company: { name: "ECOSYSTEMAWS", identification: "1000000000" },
  limits: { creditCentsMax: 100, debitCentsMax: 100, perDay: { countMax: 1, sumCentsMax: 100 } },
});
/** By what `payments` and `escrow` meet the bank, where there is one. */
export const WITH_ACH = {
  achTransfersTableName: "ach-transfers-test",
  achTransfersTableArn: achTableArn,
  achEncryptionKeyArn: "arn:aws:kms:us-west-2:123456789012:key/ach",
  odfiSettings: ODFI_SETTINGS,
};
export const ACH_STREAM_ARN = `${achTableArn}/stream/2026-11-21T00:00:00.000`;

/** The least that a caller of `ach` must give. */
export const REQUIRED_BY_ACH: AchProps = {
  awsRegion: "us-west-2",
  environment: "test",
  projectName: "",
  ...WITH_ACH,
  achWriterRoleArns: ["payment-recovery", "event-publisher"].map(
    (name) => `arn:aws:iam::123456789012:role/${name}-test`,
  ),
  escrowAccountsTableName: HOLDING.escrowAccountsTableName,
  escrowAccountsTableArn: HOLDING.escrowAccountsTableArn,
  escrowEncryptionKeyArn: HOLDING.escrowEncryptionKeyArn,
  paymentTransactionsTableName: GROUND.paymentTransactionsTableName,
  paymentTransactionsTableArn: HOLDING.paymentTransactionsTableArn,
  paymentEncryptionKeyArn: GROUND.paymentEncryptionKeyArn,
  auditEncryptionKeyArn: GROUND.auditEncryptionKeyArn,
  artefactBucketName: GROUND.artefactBucketName,
  snsTopicArn: REQUIRED_BY_ESCROW.snsTopicArn,
};
/** A bank with an SFTP server. */
export const WITH_SFTP = {
  sftpUrl: "sftp://bank.example.com",
  sftpTrustedHostKeys: ["ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQC"],
  sftpSecretArn: "arn:aws:secretsmanager:us-west-2:123456789012:secret:bank-a1b2c3",
};

/** The least that a caller of `api` must give. */
export const REQUIRED_BY_API: ApiProps = {
  ...GROUND,
  paymentValidatorFunctionArn: functionArn("payment-validator"),
  paymentProcessorFunctionArn: functionArn("payment-processor"),
  paymentReaderFunctionArn: functionArn("payment-reader"),
  refundProcessorFunctionArn: functionArn("refund-processor"),
  paymentPartiesFunctionArn: functionArn("payment-parties"),
  paymentTokensFunctionArn: functionArn("payment-tokens"),
  paymentWebhookProcessorFunctionArn: functionArn("payment-webhook-processor"),
  webhookEndpointsFunctionArn: functionArn("webhook-endpoints"),
  webhooksTableName: "webhooks-test",
  webhookEventsQueueUrl: queueUrl("webhook-events"),
  webhookDeliveriesQueueUrl: queueUrl("webhook-deliveries"),
  snsTopicArn: "arn:aws:sns:us-west-2:123456789012:payment-alerts-test",
};

/** The least that a caller of `graphql-api` must give. */
const REQUIRED_BY_GRAPHQL_API: GraphqlApiInputs = {
  awsRegion: "us-west-2",
  environment: "test",
  projectName: "",
  paymentValidatorFunctionArn: functionArn("payment-validator"),
  paymentProcessorFunctionArn: functionArn("payment-processor"),
  paymentReaderFunctionArn: functionArn("payment-reader"),
  refundProcessorFunctionArn: functionArn("refund-processor"),
  paymentPartiesFunctionArn: functionArn("payment-parties"),
  eventBusName: "payments-test",
  paymentEncryptionKeyArn: GROUND.paymentEncryptionKeyArn,
  auditEncryptionKeyArn: GROUND.auditEncryptionKeyArn,
  webAclArn: "arn:aws:wafv2:us-west-2:123456789012:regional/webacl/payment-api-test/a",
};

/** `graphql-api` in a stack of its own. */
export const graphqlApi = (props: Partial<GraphqlApiInputs> = {}): Terraform =>
  synthesise((stack) => new GraphqlApi(stack, "Default", { ...REQUIRED_BY_GRAPHQL_API, ...props }));

/** `payments` in a stack of its own. */
export const payments = (props: Partial<PaymentsProps> = {}): Terraform =>
  synthesise((stack) => new Payments(stack, "Default", { ...REQUIRED_BY_PAYMENTS, ...props }));

/** Neither a table that money is held in is given nor its key. */
const NO_GROUND = { escrowAccountsTableName: "", escrowAccountsTableArn: "", escrowEncryptionKeyArn: "" };

/** `escrow` in a stack of its own. */
export const escrow = (props: Partial<EscrowProps> = {}): Terraform =>
  synthesise((stack) => new Escrow(stack, "Default", { ...REQUIRED_BY_ESCROW, ...props }));

/** `ach` in a stack of its own. */
export const ach = (props: Partial<AchProps> = {}): Terraform =>
  synthesise((stack) => new Ach(stack, "Default", { ...REQUIRED_BY_ACH, ...props }));

/** `api` in a stack of its own. */
export const api = (props: Partial<ApiProps> = {}): Terraform =>
  synthesise((stack) => new Api(stack, "Default", { ...REQUIRED_BY_API, ...props }));

/** Each with only what must be given. */
export const plainPayments = once((_: "plain") => payments());
export const plainEscrow = once((_: "plain") => escrow());
/** With a table and a key of its own. */
export const aloneEscrow = once((_: "alone") => escrow(NO_GROUND));
export const plainAch = once((_: "plain") => ach());
/** With the bank's server. */
export const serverAch = once((_: "with a server") => ach(WITH_SFTP));
export const plainApi = once((_: "plain") => api());

/** A module as HCL users get it: relative file name to Terraform, and the folder with its assets. */
export interface Exported {
  readonly files: Readonly<Record<string, Terraform>>;
  readonly assetsFrom: string;
  readonly assetsTo: string;
}

/** An exported module by its name. */
export const exported = once((name: string): Exported => {
  for (const use of exportedModules) {
    const found = use((definition) =>
      definition.name === name ? exportModule(definition, path.join(folder, `export-${name}`)) : undefined,
    );
    if (found !== undefined) return opened(found);
  }
  throw new Error(`No module named ${name} is exported.`);
});

const opened = ({ json, assetsFrom, assetsTo }: ExportedModule): Exported => ({
  files: Object.fromEntries(
    Object.entries(json).map(([file, content]) => [file, new Terraform(JSON.stringify(content))]),
  ),
  assetsFrom,
  assetsTo,
});
