import { SecureBucket, SecureQueue, SecureTable, SecureTopic } from "../../../modules/shared";
import { ground, type Ground } from "../support/ground";
import { statementIn, statementsIn } from "../support/policies";
import { synthesise } from "../support/synthesise";
import type { ReadableStack } from "../../../modules/shared";
import type { Terraform } from "../support/terraform";

const on = (build: (stack: ReadableStack, base: Ground) => void): Terraform =>
  synthesise((stack) => {
    build(stack, ground(stack));
  });

const OVER_TLS_ALONE = {
  effect: "Deny",
  principals: ["AWS:*"],
  conditions: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
};

describe("a table", () => {
  const tableWith = (given: object = {}): Terraform =>
    on((stack, { surroundings, key, role }) => {
      const table = new SecureTable(stack, "money", {
        surroundings,
        name: "money",
        encryptionKey: key,
        deletionProtection: true,
        ...given,
      });
      table.grant(role, "Money", ["dynamodb:GetItem"]);
    });
  const plain = tableWith();

  it("is on demand, encrypted under the key given, recoverable for 35 days, protected from deletion", () => {
    expect(plain.at("aws_dynamodb_table.money")).toMatchObject({
      billing_mode: "PAY_PER_REQUEST",
      server_side_encryption: { enabled: true, kms_key_arn: "${aws_kms_key.key.arn}" },
      point_in_time_recovery: { enabled: true, recovery_period_in_days: 35 },
      deletion_protection_enabled: true,
      hash_key: "pk",
      range_key: "sk",
      ttl: { enabled: true, attribute_name: "expiresAt" },
    });
  });

  it("has a stream of both images only where it is asked for", () => {
    expect(tableWith({ stream: true }).at("aws_dynamodb_table.money")).toMatchObject({
      stream_enabled: true,
      stream_view_type: "NEW_AND_OLD_IMAGES",
    });
    expect(plain.at("aws_dynamodb_table.money")).not.toHaveProperty("stream_enabled");
  });

  it("has the indexes that it is given, each over two texts and of keys alone", () => {
    const indexes = { due: { hash: "shard", range: "at" }, listed: { hash: "list", range: "at" } };
    const table = tableWith({ indexes }).at("aws_dynamodb_table.money");
    expect(table["global_secondary_index"]).toEqual([
      { name: "due", hash_key: "shard", range_key: "at", projection_type: "KEYS_ONLY" },
      { name: "listed", hash_key: "list", range_key: "at", projection_type: "KEYS_ONLY" },
    ]);
    expect(table["attribute"]).toEqual(["pk", "sk", "shard", "at", "list"].map((name) => ({ name, type: "S" })));
    expect(plain.at("aws_dynamodb_table.money")).not.toHaveProperty("global_secondary_index");
  });

  it("may be there or not, as Terraform finds; granted is then the one that has its name", () => {
    const perhaps = tableWith({ count: "${var.wanted ? 1 : 0}" });
    expect(perhaps.at("aws_dynamodb_table.money")["count"]).toBe("${var.wanted ? 1 : 0}");
    expect(statementIn(perhaps, "role_grants", "Money").resources).toEqual([
      expect.stringMatching(/^arn:\$\{.+\}:dynamodb:us-west-2:\$\{.+\}:table\/money$/),
    ]);
  });

  it("is kept from plans that would destroy it only where the caller asks", () => {
    expect(tableWith({ preventDestroy: true }).at("aws_dynamodb_table.money")["lifecycle"]).toEqual({
      prevent_destroy: true,
    });
    expect(plain.at("aws_dynamodb_table.money")).not.toHaveProperty("lifecycle");
  });

  it("grants its key with itself, through DynamoDB alone", () => {
    expect(statementIn(plain, "role_grants", "Money")).toMatchObject({
      actions: ["dynamodb:GetItem"],
      resources: ["${aws_dynamodb_table.money.arn}"],
    });
    expect(statementIn(plain, "role_grants", "MoneyKey")).toMatchObject({
      actions: ["kms:Decrypt", "kms:DescribeKey"],
      resources: ["${aws_kms_key.key.arn}"],
      conditions: [{ test: "StringEquals", variable: "kms:ViaService", values: ["dynamodb.us-west-2.amazonaws.com"] }],
    });
  });
});

describe("a bucket", () => {
  const bucketWith = (given: object = {}): Terraform =>
    on((stack, { surroundings, key }) => {
      new SecureBucket(stack, "files", {
        surroundings,
        name: "files",
        encryptionKey: key,
        forceDestroy: false,
        ...given,
      });
    });
  const plain = bucketWith();

  it("is versioned and encrypted under the key given", () => {
    expect(plain.at("aws_s3_bucket_versioning.files_versioning")).toMatchObject({
      versioning_configuration: { status: "Enabled" },
    });
    expect(plain.at("aws_s3_bucket_server_side_encryption_configuration.files_encryption")["rule"]).toEqual([
      {
        apply_server_side_encryption_by_default: {
          sse_algorithm: "aws:kms",
          kms_master_key_id: "${aws_kms_key.key.arn}",
        },
        bucket_key_enabled: true,
      },
    ]);
  });

  it("is private in all four ways, without ACLs", () => {
    expect(plain.at("aws_s3_bucket_public_access_block.files_public_access")).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(plain.at("aws_s3_bucket_ownership_controls.files_ownership")).toMatchObject({
      rule: { object_ownership: "BucketOwnerEnforced" },
    });
  });

  it("is reached over TLS alone", () => {
    expect(statementsIn(plain, "files_policy_document")).toEqual([
      expect.objectContaining({
        ...OVER_TLS_ALONE,
        actions: ["s3:*"],
        resources: ["${aws_s3_bucket.files.arn}", "${aws_s3_bucket.files.arn}/*"],
      }),
    ]);
  });

  it.each([
    [{}, 90],
    [{ keepOldVersionsDays: 365 }, 365],
  ])("given %j keeps old versions for %d days, and unfinished uploads for a week", (given, days) => {
    expect(bucketWith(given).at("aws_s3_bucket_lifecycle_configuration.files_lifecycle")["rule"]).toMatchObject([
      {
        status: "Enabled",
        noncurrent_version_expiration: [{ noncurrent_days: days }],
        abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
      },
    ]);
  });

  it("writes access logs only where a bucket for them is given", () => {
    expect(bucketWith({ accessLogBucket: "logs" }).at("aws_s3_bucket_logging.files_access_log")).toMatchObject({
      target_bucket: "logs",
      target_prefix: "files/",
    });
    expect(plain.all("aws_s3_bucket_logging")).toEqual([]);
  });

  it("is destroyed with what is in it, or kept from being destroyed, only where the caller asks", () => {
    expect(bucketWith({ forceDestroy: true }).at("aws_s3_bucket.files")).toMatchObject({ force_destroy: true });
    expect(bucketWith({ preventDestroy: true }).at("aws_s3_bucket.files")["lifecycle"]).toEqual({
      prevent_destroy: true,
    });
    expect(plain.at("aws_s3_bucket.files")["force_destroy"]).toBe(false);
    expect(plain.at("aws_s3_bucket.files")).not.toHaveProperty("lifecycle");
  });
});

describe("a queue", () => {
  const queueWith = (given: object = {}): Terraform =>
    on((stack, { surroundings, key, role }) => {
      const queue = new SecureQueue(stack, "work", { surroundings, name: "work", encryptionKey: key, ...given });
      queue.grantSend(role, "Work");
    });
  const plain = queueWith();

  it("and its dead-letter queue are encrypted, and keep messages for 14 days", () => {
    for (const address of ["aws_sqs_queue.work", "aws_sqs_queue.work_dead_letter"])
      expect(plain.at(address)).toMatchObject({
        kms_master_key_id: "${aws_kms_key.key.arn}",
        message_retention_seconds: 1_209_600,
      });
    expect(plain.at("aws_sqs_queue.work_dead_letter")).toMatchObject({ name: "work-dlq" });
  });

  it.each([
    [{}, 180, 5],
    [{ visibilityTimeoutSeconds: 60, maxReceives: 3 }, 60, 3],
  ])("given %j hides a message for %d seconds and gives it up after %d receives", (given, seconds, receives) => {
    const queue = queueWith(given).at("aws_sqs_queue.work");
    expect(queue["visibility_timeout_seconds"]).toBe(seconds);
    expect(queue["redrive_policy"]).toBe(
      `\${jsonencode({"deadLetterTargetArn" = aws_sqs_queue.work_dead_letter.arn, "maxReceiveCount" = ${receives}})}`,
    );
  });

  it.each([
    ["work_policy_document", "aws_sqs_queue.work", "work"],
    ["work_dead_letter_policy_document", "aws_sqs_queue.work_dead_letter", "work-dlq"],
  ])("has a policy (%s) for the account's own, over TLS alone", (policy, queue, name) => {
    const resources = [expect.stringMatching(new RegExp(`^arn:.+:sqs:us-west-2:.+:${name}$`))];
    expect(plain.at(queue)["policy"]).toBe(`\${data.aws_iam_policy_document.${policy}.json}`);
    expect(statementsIn(plain, policy)).toEqual([
      expect.objectContaining({ sid: "Owner", effect: "Allow", resources }),
      expect.objectContaining({ ...OVER_TLS_ALONE, sid: "DenyPlainText", resources }),
    ]);
  });

  it("takes messages of rules that are named, for themselves and for nobody else", () => {
    const fed = on((stack, { surroundings, key }) => {
      new SecureQueue(stack, "work", { surroundings, name: "work", encryptionKey: key }).allowRules(["arn:rule"]);
    });
    expect(statementIn(fed, "work_policy_document", "FromRules")).toMatchObject({
      principals: ["Service:events.amazonaws.com"],
      actions: ["sqs:SendMessage"],
      conditions: [{ test: "ArnEquals", variable: "aws:SourceArn", values: ["arn:rule"] }],
    });
    expect(statementsIn(fed, "work_dead_letter_policy_document").map(({ sid }) => sid)).toEqual([
      "Owner",
      "DenyPlainText",
    ]);
  });

  it("grants its key with the right to take messages, to decrypt alone", () => {
    const consumed = on((stack, { surroundings, key, role }) => {
      new SecureQueue(stack, "work", { surroundings, name: "work", encryptionKey: key }).grantConsume(role, "Work");
    });
    expect(statementIn(consumed, "role_grants", "Work").actions).toEqual([
      "sqs:DeleteMessage",
      "sqs:GetQueueAttributes",
      "sqs:ReceiveMessage",
    ]);
    expect(statementIn(consumed, "role_grants", "WorkKey")).toMatchObject({
      actions: ["kms:Decrypt"],
      conditions: [{ test: "StringEquals", variable: "kms:ViaService", values: ["sqs.us-west-2.amazonaws.com"] }],
    });
  });

  it("grants its key with the right to send", () => {
    expect(statementIn(plain, "role_grants", "Work")).toMatchObject({
      actions: ["sqs:SendMessage"],
      resources: ["${aws_sqs_queue.work.arn}"],
    });
    expect(statementIn(plain, "role_grants", "WorkKey")).toMatchObject({
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
    });
  });
});

describe("a topic", () => {
  const topic = on((stack, { surroundings, key }) => {
    const publishers = ["cloudwatch", "events"] as const;
    const alerts = new SecureTopic(stack, "alerts", { surroundings, name: "alerts", encryptionKey: key, publishers });
    alerts.subscribe(["a@example.com", "b@example.com"], alerts.arn);
  });

  it("is encrypted", () => {
    expect(topic.at("aws_sns_topic.alerts")).toMatchObject({
      name: "alerts",
      kms_master_key_id: "${aws_kms_key.key.arn}",
    });
  });

  it("takes messages from the services named, of this account where they say so, over TLS alone", () => {
    expect(statementsIn(topic, "alerts_policy_document")).toEqual([
      expect.objectContaining({
        sid: "Publish",
        effect: "Allow",
        actions: ["sns:Publish"],
        principals: ["Service:cloudwatch.amazonaws.com"],
        conditions: [
          {
            test: "StringEquals",
            variable: "aws:SourceAccount",
            values: ["${data.aws_caller_identity.current_identity.account_id}"],
          },
        ],
      }),
      expect.objectContaining({
        sid: "PublishFromEventBridge",
        effect: "Allow",
        actions: ["sns:Publish"],
        principals: ["Service:events.amazonaws.com"],
        // EventBridge meets no condition: with one, its messages would be dropped in silence.
        conditions: [],
      }),
      expect.objectContaining({ ...OVER_TLS_ALONE, resources: ["${aws_sns_topic.alerts.arn}"] }),
    ]);
  });

  it("subscribes each address by itself, so that one more disturbs none", () => {
    expect(topic.at("aws_sns_topic_subscription.alerts_email")).toMatchObject({
      for_each: '${toset(["a@example.com", "b@example.com"])}',
      protocol: "email",
      endpoint: "${each.value}",
    });
  });
});
