import "../support/code-stand-in";
import { cryptography, plainCryptography } from "../support/synthesise";
import { statementsIn } from "../support/policies";
import type { JsonObject } from "../support/terraform";

const plain = plainCryptography("plain");
const FUNCTIONS = ["tokenise", "detokenise", "rail_egress", "re_encrypt"] as const;
const variablesOf = (terraform: typeof plain, id: string): JsonObject =>
  (terraform.at(`aws_lambda_function.vault_${id}`)["environment"] as { variables: JsonObject }).variables;

/** What each role may do, as `sid: actions`. */
const mayDo = (role: string): Record<string, readonly string[]> =>
  Object.fromEntries(statementsIn(plain, `role_${role}_grants`).map(({ sid, actions }) => [sid, actions]));
const BASICS = {
  WriteLogs: ["logs:CreateLogStream", "logs:PutLogEvents"],
  WriteTraces: ["xray:PutTelemetryRecords", "xray:PutTraceSegments"],
};
const TABLE_KEY = { VaultTableKey: ["kms:Decrypt", "kms:DescribeKey"] };

describe("the vault's functions", () => {
  it("are four", () => {
    expect(plain.all("aws_lambda_function").map(({ address }) => address)).toEqual(
      [...FUNCTIONS].map((id) => `aws_lambda_function.vault_${id}`).sort(),
    );
  });

  it.each(FUNCTIONS)("%s has a role of its own, tracing, an encrypted environment, arm64 and an alias `live`", (id) => {
    expect(plain.at(`aws_lambda_function.vault_${id}`)).toMatchObject({
      function_name: `vault-${id.replace("_", "-")}-test`,
      role: `\${aws_iam_role.role_${id}.arn}`,
      tracing_config: { mode: "Active" },
      kms_key_arn: "${aws_kms_key.payment_key.arn}",
      architectures: ["arm64"],
      publish: true,
    });
    expect(plain.at(`aws_lambda_alias.vault_${id}_live`)).toMatchObject({ name: "live" });
  });

  it.each(FUNCTIONS)("%s keeps no event: no dead-letter queue, no retry, no destination", (id) => {
    expect(plain.at(`aws_lambda_function.vault_${id}`)).not.toHaveProperty("dead_letter_config");
    const events = plain.at(`aws_lambda_function_event_invoke_config.vault_${id}_events`);
    expect(events).toMatchObject({ maximum_retry_attempts: 0, maximum_event_age_in_seconds: 60 });
    expect(events).not.toHaveProperty("destination_config");
  });

  it.each(FUNCTIONS)("%s has logs that are encrypted, kept for a year, and masked", (id) => {
    expect(plain.at(`aws_cloudwatch_log_group.vault_${id}_logs`)).toMatchObject({
      name: `/aws/lambda/vault-${id.replace("_", "-")}-test`,
      retention_in_days: 365,
      kms_key_id: "${aws_kms_key.audit_key.arn}",
    });
    expect(plain.at(`aws_cloudwatch_log_data_protection_policy.vault_${id}_logs_card_numbers`)).toMatchObject({
      log_group_name: `\${aws_cloudwatch_log_group.vault_${id}_logs.name}`,
    });
  });

  it("need no queue", () => {
    expect(plain.all("aws_sqs_queue")).toEqual([]);
  });

  it("are told by reference what to use, so that they wait for it", () => {
    const reading = {
      VAULT_TABLE_NAME: "${aws_dynamodb_table.table_vault.name}",
      VAULT_KEY_ARN: "${aws_kms_key.vault_key.arn}",
    };
    const writing = {
      ...reading,
      FINGERPRINT_KEY_ARNS: "${jsonencode({for version, key in aws_kms_key.fingerprint_key : version => key.arn})}",
      PAYMENT_KEY_SPEC: "AES_256",
      ENCRYPTOR: "lean",
    };
    expect(variablesOf(plain, "tokenise")).toMatchObject({ ...writing, ACQUIRER: "none" });
    expect(variablesOf(plain, "detokenise")).toMatchObject(reading);
    expect(variablesOf(plain, "rail_egress")).toMatchObject({ ...reading, ACQUIRER: "none" });
    expect(variablesOf(plain, "re_encrypt")).toMatchObject(writing);
    expect(variablesOf(plain, "detokenise")).not.toHaveProperty("FINGERPRINT_KEY_ARNS");
  });

  it("take acquirer, encryptor and retention from the inputs", () => {
    const given = cryptography({ acquirer: "simulator", encryptor: "aws-encryption-sdk", logRetentionInDays: 90 });
    expect(variablesOf(given, "tokenise")).toMatchObject({ ACQUIRER: "simulator", ENCRYPTOR: "aws-encryption-sdk" });
    expect(given.all("aws_cloudwatch_log_group").map(({ attributes }) => attributes["retention_in_days"])).toEqual([
      90, 90, 90, 90,
    ]);
  });

  it("run in a VPC, under code signing, with another runtime where the caller says so", () => {
    const vpc = { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] };
    const codeSigningConfigArn = "arn:aws:lambda:us-west-2:123456789012:code-signing-config:csc-0";
    for (const { attributes } of cryptography({ vpc, codeSigningConfigArn, runtime: "nodejs24.x" }).all(
      "aws_lambda_function",
    ))
      expect(attributes).toMatchObject({
        vpc_config: { subnet_ids: ["subnet-1"] },
        code_signing_config_arn: codeSigningConfigArn,
        runtime: "nodejs24.x",
      });
  });
});

describe("the vault's roles", () => {
  it("tokenise: seals, fingerprints, writes tokens; opens nothing", () => {
    expect(mayDo("tokenise")).toEqual({
      SealEnvelopes: ["kms:GenerateDataKey"],
      MakeFingerprints: ["kms:GenerateMac"],
      VaultTable: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"],
      ...TABLE_KEY,
      ...BASICS,
    });
  });

  it("detokenise: opens, reads the token, writes the record of it", () => {
    expect(mayDo("detokenise")).toEqual({
      OpenEnvelopes: ["kms:Decrypt"],
      VaultTable: ["dynamodb:GetItem", "dynamodb:PutItem"],
      ...TABLE_KEY,
      ...BASICS,
    });
  });

  it("rail-egress: opens and reads", () => {
    expect(mayDo("rail_egress")).toEqual({
      OpenEnvelopes: ["kms:Decrypt"],
      VaultTable: ["dynamodb:GetItem"],
      ...TABLE_KEY,
      ...BASICS,
    });
  });

  it("re-encrypt: opens, seals, fingerprints, walks the table; deletes nothing", () => {
    expect(mayDo("re_encrypt")).toEqual({
      SealEnvelopes: ["kms:GenerateDataKey"],
      OpenEnvelopes: ["kms:Decrypt"],
      MakeFingerprints: ["kms:GenerateMac"],
      VaultTable: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Scan", "dynamodb:UpdateItem"],
      ...TABLE_KEY,
      ...BASICS,
    });
  });

  it("payment-processor: payments and the way to the acquirer; no key of the vault, no detokenising", () => {
    expect(mayDo("payment_processor")).toEqual({
      PaymentTransactions: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"],
      PaymentTransactionsKey: ["kms:Decrypt", "kms:DescribeKey"],
      SendCardsToAcquirer: ["lambda:InvokeFunction"],
    });
  });

  it("carry the Region outside the home Region, as their names are global to the account", () => {
    const names = cryptography({ homeRegion: "us-east-1" })
      .all("aws_iam_role")
      .map(({ attributes }) => attributes["name"]);
    expect(names).toContain("payment-processor-test-us-west-2");
    expect(plain.at("aws_iam_role.role_payment_processor")["name"]).toBe("payment-processor-test");
  });
});
