import "../support/code-stand-in";
import { TerraformOutput, TerraformVariable } from "cdktf";
import path from "node:path";
import { outputs, PaymentCryptography, UnknownSwitchError } from "../../../modules/payment-cryptography";
import { InvalidInputError, PlatformRole } from "../../../modules/shared";
import { declareOutputs } from "../../../modules/shared/interface/variables";
import { expectSameAddresses } from "../support/golden";
import { statementIn } from "../support/policies";
import { asText } from "../support/terraform";
import { cryptography, exported, plainCryptography, REQUIRED, synthesise } from "../support/synthesise";

const plain = plainCryptography("plain");
const inner = exported("payment-cryptography").files["module/main.tf.json"]!;

describe("the addresses of payment-cryptography", () => {
  it("are those of its inventory, everything optional included", () => {
    const whole = cryptography({
      enableCardVerificationKeys: true,
      acquirer: "simulator",
      paymentSecurityAlertEmails: ["a@example.com"],
      accessLogBucket: "logs",
    });
    expectSameAddresses(path.join(__dirname, "goldens", "addresses.txt"), whole.addresses);
  });

  it("are the same for users of HCL", () => {
    const left = inner.addresses.filter((address) => !plain.addresses.includes(address));
    expect(left).toEqual([
      "aws_dynamodb_table.table_acquirer_simulator",
      "aws_paymentcryptography_key.card_verification_cvv2_key",
    ]);
    expect(plain.addresses.filter((address) => !inner.addresses.includes(address))).toEqual([]);
  });
});

describe("payment cryptography that is switched off", () => {
  const off = synthesise((stack) => {
    const module = new PaymentCryptography(stack, "Default", { ...REQUIRED, enablePaymentCryptography: false });
    const role = new PlatformRole(stack, "caller", {
      name: "caller",
      description: "Calls.",
    });
    module.grantTokenise(role);
    module.grantDetokenise(role);
    module.grantRailEgress(role);
    declareOutputs(stack, outputs, module);
  });

  it("makes nothing", () => {
    expect(off.addresses).toEqual(["aws_iam_role.caller", "data.aws_iam_policy_document.caller_trust"]);
  });

  it("has outputs that are null", () => {
    expect(Object.keys(off.json.output ?? {})).toHaveLength(Object.keys(outputs).length);
    for (const output of Object.values(off.json.output ?? {})) expect(output["value"]).toBeNull();
  });

  it("still has its inputs checked", () => {
    expect(() => cryptography({ enablePaymentCryptography: false, paymentKeySpec: "AES_128" })).toThrow(
      InvalidInputError,
    );
  });

  it("must be known to be so when the stack is synthesised, and the error names the way that needs no knowing", () => {
    const unknown = (): unknown =>
      synthesise((stack) => {
        const enablePaymentCryptography = new TerraformVariable(stack, "enabled", { type: "bool" }).booleanValue;
        new PaymentCryptography(stack, "Default", { ...REQUIRED, enablePaymentCryptography });
      });
    expect(unknown).toThrow(UnknownSwitchError);
    expect(unknown).toThrow(/exported HCL module/);
  });
});

describe("the outputs of payment cryptography", () => {
  it("are references, so that what uses them waits", () => {
    const terraform = synthesise((stack) =>
      declareOutputs(stack, outputs, new PaymentCryptography(stack, "Default", { ...REQUIRED, acquirer: "simulator" })),
    );
    const values = Object.entries(terraform.json.output ?? {}).map(([name, { value }]) => [name, value]);
    expect(Object.fromEntries(values)).toMatchObject({
      payment_encryption_key_arn: "${aws_kms_key.payment_key.arn}",
      ach_encryption_key_arn: "${aws_kms_key.ach_key.arn}",
      payment_transactions_table_name: "${aws_dynamodb_table.table_payment_transactions.name}",
      escrow_accounts_table_name: "${aws_dynamodb_table.table_escrow_accounts.name}",
      payment_processor_role_arn: "${aws_iam_role.role_payment_processor.arn}",
      payment_cost_savings_alarm_arn: "${aws_cloudwatch_metric_alarm.cost_savings_alarm.arn}",
      tokenise_function_arn: "${aws_lambda_alias.vault_tokenise_live.arn}",
      security_topic_arn: "${aws_sns_topic.security_topic.arn}",
      payment_transactions_table_arn: "${aws_dynamodb_table.table_payment_transactions.arn}",
      payment_transactions_stream_arn: "${aws_dynamodb_table.table_payment_transactions.stream_arn}",
      acquirer_simulator_table_name: "${aws_dynamodb_table.table_acquirer_simulator.name}",
    });
    expect(values.filter(([, value]) => !/^\$\{aws_\w+\.\w+\.\w+\}$/.test(asText(value)))).toEqual([]);
  });
});

describe("a grant", () => {
  it.each([
    ["grantTokenise", "vault_tokenise"],
    ["grantDetokenise", "vault_detokenise"],
    ["grantRailEgress", "vault_rail_egress"],
  ] as const)("%s lets a role call that function's alias, and nothing else", (grant, lambda) => {
    const terraform = synthesise((stack) => {
      const role = new PlatformRole(stack, "caller", {
        name: "caller",
        description: "Calls.",
      });
      new PaymentCryptography(stack, "Default", REQUIRED)[grant](role);
      new TerraformOutput(stack, "role", { value: role.arn });
    });
    const sid = { grantTokenise: "Tokenise", grantDetokenise: "Detokenise", grantRailEgress: "SendCardsToAcquirer" }[
      grant
    ];
    expect(statementIn(terraform, "caller_grants", sid)).toMatchObject({
      actions: ["lambda:InvokeFunction"],
      resources: [`\${aws_lambda_alias.${lambda}_live.arn}`],
    });
  });
});

describe("keys for card verification", () => {
  it("are not made by default, and made where asked for", () => {
    expect(plain.all("aws_paymentcryptography_key")).toEqual([]);
    expect(
      cryptography({ enableCardVerificationKeys: true }).at("aws_paymentcryptography_key.card_verification_cvv2_key"),
    ).toMatchObject({
      exportable: false,
      key_attributes: [{ key_algorithm: "TDES_2KEY", key_usage: "TR31_C0_CARD_VERIFICATION_KEY" }],
    });
  });

  it("are counted by the variable in HCL", () => {
    expect(inner.at("aws_paymentcryptography_key.card_verification_cvv2_key")["count"]).toBe(
      "${var.enable_card_verification_keys ? 1 : 0}",
    );
  });
});

describe("the artefact bucket", () => {
  it("ends with the account id, or with the suffix given", () => {
    expect(plain.at("aws_s3_bucket.code_bucket")["bucket"]).toBe(
      '${join("-", compact(["lambda-code-test", data.aws_caller_identity.current_identity.account_id]))}',
    );
    expect(cryptography({ bucketNameSuffix: "abc" }).at("aws_s3_bucket.code_bucket")["bucket"]).toBe(
      "lambda-code-test-abc",
    );
    expect(inner.at("aws_s3_bucket.code_bucket")["bucket"]).toContain(
      "coalesce(var.bucket_name_suffix, data.aws_caller_identity.current_identity.account_id)",
    );
  });
});
