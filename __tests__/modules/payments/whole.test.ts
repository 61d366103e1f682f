import "../support/code-stand-in";
import path from "node:path";
import { expectSameAddresses } from "../support/golden";
import { ACH_STREAM_ARN, exported, payments, plainPayments, WITH_ACH } from "../support/synthesise";
import { asText } from "../support/terraform";

const plain = plainPayments("plain");
const inner = exported("payments").files["main.tf.json"]!;
const golden = (name: string): string => path.join(__dirname, "goldens", name);

describe("the addresses of payments", () => {
  const whole = payments({ ...WITH_ACH, achTransfersStreamArn: ACH_STREAM_ARN });

  it("are those of the golden, with ACH", () => {
    expectSameAddresses(golden("addresses.txt"), whole.addresses);
  });

  it("are the same for users of HCL, who count what is of ACH", () => {
    expect(inner.addresses).toEqual(whole.addresses);
    const mapping = "aws_lambda_event_source_mapping.trigger_ach_outbox";
    expect(whole.addresses.filter((address) => !plain.addresses.includes(address))).toEqual([mapping]);
    expect(inner.at(mapping)["count"]).toBe('${contains([""], var.ach_transfers_table_name) ? 0 : 1}');
  });
});

describe("the outputs of payments", () => {
  it("are references, so that what uses them waits", () => {
    const values = Object.entries(inner.json.output ?? {}).map(([name, output]) => [name, output["value"]]);
    const other = values.filter(([, value]) => !/^\$\{aws_\w+\.\w+\.\w+\}$/.test(asText(value)));
    expect(other).toEqual([
      ["alert_topic_arn", "${coalesce(var.sns_topic_arn, aws_sns_topic.alert_topic.arn)}"],
      // Handed on, so that payments and escrow read the same.
      ["escrow_settings", "${var.escrow_settings}"],
    ]);
  });

  it("give functions by their aliases", () => {
    const functions = Object.entries(inner.json.output ?? {}).filter(([name]) => name.endsWith("_function_arn"));
    for (const [, output] of functions) expect(output["value"]).toMatch(/^\$\{aws_lambda_alias\.\w+_live\.arn\}$/);
    expect(functions).toHaveLength(12);
  });
});

describe("what payments keep", () => {
  const loose = payments({ deletionProtection: false, kmsDeletionWindowInDays: 7 });
  const unknown = inner.at("aws_secretsmanager_secret.sender_secret");

  it("is protected from deletion unless the caller lets it go", () => {
    expect(plain.at("aws_dynamodb_table.webhook_table")["deletion_protection_enabled"]).toBe(true);
    expect(loose.at("aws_dynamodb_table.webhook_table")["deletion_protection_enabled"]).toBe(false);
  });

  it("is not planned to be destroyed where a TypeScript stack says so", () => {
    const kept = payments({ preventDestroy: true });
    for (const address of ["aws_dynamodb_table.webhook_table", "aws_kms_key.request_key"])
      expect(kept.at(address)["lifecycle"]).toMatchObject({ prevent_destroy: true });
    expect(plain.at("aws_kms_key.request_key")).not.toHaveProperty("lifecycle");
  });

  it("waits before it is gone for good; a secret that may go is gone at once, so that its name is free", () => {
    expect(plain.at("aws_secretsmanager_secret.sender_secret")["recovery_window_in_days"]).toBe(30);
    expect(loose.at("aws_secretsmanager_secret.sender_secret")["recovery_window_in_days"]).toBe(0);
    expect(unknown["recovery_window_in_days"]).toBe("${var.deletion_protection ? var.kms_deletion_window_in_days : 0}");
  });

  it("is under the keys that were given: payments under theirs, code and alerts under the audit key", () => {
    const payment = "arn:aws:kms:us-west-2:123456789012:key/payment";
    const audit = "arn:aws:kms:us-west-2:123456789012:key/audit";
    expect(new Set(plain.all("aws_sqs_queue").map(({ attributes }) => attributes["kms_master_key_id"]))).toEqual(
      new Set([payment]),
    );
    expect(plain.at("aws_dynamodb_table.webhook_table")["server_side_encryption"]).toEqual({
      enabled: true,
      kms_key_arn: payment,
    });
    expect(plain.at("aws_sns_topic.event_topic")["kms_master_key_id"]).toBe(payment);
    expect(plain.at("aws_secretsmanager_secret.sender_secret")["kms_key_id"]).toBe(payment);
    expect(plain.at("aws_sns_topic.alert_topic")["kms_master_key_id"]).toBe(audit);
    expect(new Set(plain.all("aws_s3_object").map(({ attributes }) => attributes["kms_key_id"]))).toEqual(
      new Set([audit]),
    );
    expect(new Set(plain.all("aws_lambda_function").map(({ attributes }) => attributes["kms_key_arn"]))).toEqual(
      new Set([payment]),
    );
  });
});

describe("the secret of senders", () => {
  it("has no value in Terraform", () => {
    expect(plain.all("aws_secretsmanager_secret")).toHaveLength(1);
    expect(plain.all("aws_secretsmanager_secret_version")).toEqual([]);
  });
});
