import "../support/code-stand-in";
import { ach, exported, plainAch, REQUIRED_BY_ACH } from "../support/synthesise";
import { statementIn } from "../support/policies";

const plain = plainAch("plain");
const inner = exported("ach").files["main.tf.json"]!;
const ACCOUNT = "${data.aws_caller_identity.current_identity.account_id}";

describe("the bucket of files", () => {
  it("has the account's id at the end of its name, or what the caller says", () => {
    expect(plain.at("aws_s3_bucket.files")["bucket"]).toBe(
      `\${join("-", compact(["ach-files-test", ${ACCOUNT.slice(2, -1)}]))}`,
    );
    expect(ach({ bucketNameSuffix: "mine" }).at("aws_s3_bucket.files")["bucket"]).toBe("ach-files-test-mine");
  });

  it("is versioned, under the ACH key, and private", () => {
    expect(plain.at("aws_s3_bucket_versioning.files_versioning")).toMatchObject({
      versioning_configuration: { status: "Enabled" },
    });
    expect(plain.at("aws_s3_bucket_server_side_encryption_configuration.files_encryption")).toMatchObject({
      rule: [
        {
          apply_server_side_encryption_by_default: {
            sse_algorithm: "aws:kms",
            kms_master_key_id: REQUIRED_BY_ACH.achEncryptionKeyArn,
          },
        },
      ],
    });
    expect(plain.at("aws_s3_bucket_public_access_block.files_public_access")).toMatchObject({
      block_public_policy: true,
      restrict_public_buckets: true,
    });
  });

  it("keeps files for seven years, as Nacha asks for six, and listings for a month", () => {
    const expiring = (days: number) => [
      { id: "expire-all", status: "Enabled", filter: [{ prefix: "" }], expiration: [{ days }] },
      { id: "expire-listings", status: "Enabled", filter: [{ prefix: "listings/" }], expiration: [{ days: 30 }] },
    ];
    const rules = (terraform: typeof plain) =>
      (terraform.at("aws_s3_bucket_lifecycle_configuration.files_lifecycle")["rule"] as unknown[]).slice(1);
    expect(rules(plain)).toEqual(expiring(2557));
    expect(rules(ach({ fileRetentionDays: 3653 }))).toEqual(expiring(3653));
  });

  it("is locked for so many days as the caller says, or not at all", () => {
    const locked = ach({ objectLockDays: 2192 });
    expect(locked.at("aws_s3_bucket.files")["object_lock_enabled"]).toBe(true);
    expect(locked.at("aws_s3_bucket_object_lock_configuration.files_object_lock")).toMatchObject({
      rule: { default_retention: { mode: "GOVERNANCE", days: 2192 } },
    });
    expect(plain.at("aws_s3_bucket.files")).not.toHaveProperty("object_lock_enabled");
    expect(inner.at("aws_s3_bucket.files")["object_lock_enabled"]).toBe("${(var.object_lock_days >= 1)}");
    expect(inner.at("aws_s3_bucket_object_lock_configuration.files_object_lock")["count"]).toBe(
      "${(var.object_lock_days >= 1) ? 1 : 0}",
    );
  });

  it("is destroyed with its files only where the caller says so, and kept from plans where a stack does", () => {
    expect(plain.at("aws_s3_bucket.files")["force_destroy"]).toBe(false);
    expect(ach({ forceDestroy: true }).at("aws_s3_bucket.files")["force_destroy"]).toBe(true);
    const kept = ach({ preventDestroy: true });
    for (const address of ["aws_s3_bucket.files", "aws_kms_key.hmac_key"]) {
      expect(kept.at(address)["lifecycle"]).toMatchObject({ prevent_destroy: true });
      expect(plain.at(address)).not.toHaveProperty("lifecycle");
    }
  });

  it("writes access logs where the caller has a bucket for them", () => {
    expect(ach({ accessLogBucket: "logs" }).at("aws_s3_bucket_logging.files_access_log")["target_bucket"]).toBe("logs");
  });
});

describe("what the bank leaves", () => {
  it("is told of to a queue: whatever comes into incoming/, and nothing else", () => {
    expect(plain.at("aws_s3_bucket_notification.files_notification")).toMatchObject({
      queue: [
        {
          queue_arn: "${aws_sqs_queue.incoming_queue.arn}",
          events: ["s3:ObjectCreated:*"],
          filter_prefix: "incoming/",
        },
      ],
    });
  });

  it("may be told of by that bucket alone, of this account", () => {
    expect(statementIn(plain, "incoming_queue_policy_document", "FromBucket")).toMatchObject({
      effect: "Allow",
      principals: ["Service:s3.amazonaws.com"],
      actions: ["sqs:SendMessage"],
      conditions: [
        { test: "ArnEquals", variable: "aws:SourceArn", values: ["${aws_s3_bucket.files.arn}"] },
        { test: "StringEquals", variable: "aws:SourceAccount", values: [ACCOUNT] },
      ],
    });
  });
});

describe.each([
  ["deliveries", "delivery"],
  ["incoming", "incoming"],
])("the queue of %s", (id, worker) => {
  it("is encrypted under the ACH key, and hides a notice for six times its function's time", () => {
    const queue = plain.at(`aws_sqs_queue.${id}_queue`);
    expect(queue["kms_master_key_id"]).toBe(REQUIRED_BY_ACH.achEncryptionKeyArn);
    expect(queue["visibility_timeout_seconds"]).toBe(
      6 * (plain.at(`aws_lambda_function.ach_${worker}`)["timeout"] as number),
    );
    expect(queue["redrive_policy"]).toBe(
      `\${jsonencode({"deadLetterTargetArn" = aws_sqs_queue.${id}_queue_dead_letter.arn, "maxReceiveCount" = 5})}`,
    );
  });

  it("gives notices one by one, and hears of each whether it is done", () => {
    expect(plain.at(`aws_lambda_event_source_mapping.${id}_source`)).toMatchObject({
      event_source_arn: `\${aws_sqs_queue.${id}_queue.arn}`,
      function_name: `\${aws_lambda_alias.ach_${worker}_live.arn}`,
      batch_size: 1,
      function_response_types: ["ReportBatchItemFailures"],
      scaling_config: { maximum_concurrency: 5 },
      depends_on: [`aws_iam_role_policy.role_${worker}_policy`],
    });
  });
});

describe("what ach keeps", () => {
  it("is no table: it works on one that was given", () => {
    expect(plain.all("aws_dynamodb_table")).toEqual([]);
  });

  it("has its logs and code under the audit key", () => {
    const keys = (type: string, name: string) => [
      ...new Set(plain.all(type).map(({ attributes }) => attributes[name])),
    ];
    expect(keys("aws_cloudwatch_log_group", "kms_key_id")).toEqual([REQUIRED_BY_ACH.auditEncryptionKeyArn]);
    expect(keys("aws_s3_object", "kms_key_id")).toEqual([REQUIRED_BY_ACH.auditEncryptionKeyArn]);
  });
});
