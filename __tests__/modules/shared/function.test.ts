import "../support/code-stand-in";
import { PlatformFunction, type PlatformFunctionProps, PlatformRole, SecureQueue } from "../../../modules/shared";
import { MANAGE_NETWORK_INTERFACES, WRITE_LOGS, WRITE_TRACES } from "../../../modules/shared/perms";
import { ground } from "../support/ground";
import { statementIn, statementsIn } from "../support/policies";
import { synthesise } from "../support/synthesise";
import type { Terraform } from "../support/terraform";

type Props = PlatformFunctionProps<"vault/detokenise">;

const environment = {
  VAULT_TABLE_NAME: "payment-vault-test",
  VAULT_KEY_ARN: "arn:aws:kms:us-west-2:123456789012:key/a",
};

/** A function named `work`, with what is given beside the least. */
const functionWith = (given: Partial<Props> = {}, more: { readonly queue?: boolean } = {}): Terraform =>
  synthesise((stack) => {
    const base = ground(stack);
    const failures =
      more.queue === true
        ? new SecureQueue(stack, "failed", { surroundings: base.surroundings, name: "failed", encryptionKey: base.key })
        : "synchronous";
    const work = new PlatformFunction(stack, "work", {
      ...base,
      entry: "vault/detokenise",
      name: "work",
      description: "Works.",
      environment,
      failures,
      ...given,
    });
    const caller = new PlatformRole(stack, "caller", {
      name: "caller",
      description: "Calls.",
    });
    work.grantInvoke(caller, "CallWork");
  });

const plain = functionWith();
const queued = functionWith({}, { queue: true });
const lambdaOf = (terraform: Terraform) => terraform.at("aws_lambda_function.work");
const eventsOf = (terraform: Terraform) => terraform.at("aws_lambda_function_event_invoke_config.work_events");

describe("a function", () => {
  it("runs on arm64 with the pinned runtime, traced, each deploy a version", () => {
    expect(lambdaOf(plain)).toMatchObject({
      function_name: "work-test",
      architectures: ["arm64"],
      runtime: "nodejs22.x",
      handler: "index.handler",
      tracing_config: { mode: "Active" },
      publish: true,
      memory_size: 512,
      timeout: 10,
    });
  });

  it("takes memory, time and runtime from its props", () => {
    expect(lambdaOf(functionWith({ memoryMb: 1024, timeoutSeconds: 60, runtime: "nodejs24.x" }))).toMatchObject({
      memory_size: 1024,
      timeout: 60,
      runtime: "nodejs24.x",
    });
  });

  it("gets its code from the artefact bucket, under its hash", () => {
    const object = plain.at("aws_s3_object.code_vault_detokenise");
    expect(object).toMatchObject({
      kms_key_id: "${aws_kms_key.key.arn}",
      bucket: "${aws_s3_bucket.code_bucket.bucket}",
    });
    expect(object["key"]).toMatch(/^functions\/vault\/detokenise\/[0-9a-f]{64}\.zip$/);
    expect(object["source_hash"]).toBe(/[0-9a-f]{64}/.exec(object["key"] as string)?.[0]);
    expect(object["source"]).toMatch(/^\$\{path\.module\}\/assets\//);
    expect(lambdaOf(plain)).toMatchObject({
      s3_bucket: "${aws_s3_object.code_vault_detokenise.bucket}",
      s3_key: "${aws_s3_object.code_vault_detokenise.key}",
    });
    expect(lambdaOf(plain)["source_code_hash"]).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  });

  it("has its environment encrypted, with the deployed name for its metrics", () => {
    expect(lambdaOf(plain)).toMatchObject({
      kms_key_arn: "${aws_kms_key.key.arn}",
      environment: {
        variables: {
          ...environment,
          ENVIRONMENT: "test",
          POWERTOOLS_METRICS_NAMESPACE: "EcosystemAWS/Payments",
          POWERTOOLS_SERVICE_NAME: "work-test",
        },
      },
    });
  });

  it("logs into an encrypted group of its own, which exists before it does", () => {
    expect(plain.at("aws_cloudwatch_log_group.work_logs")).toMatchObject({
      name: "/aws/lambda/work-test",
      kms_key_id: "${aws_kms_key.key.arn}",
      retention_in_days: 365,
    });
    expect(lambdaOf(plain)["logging_config"]).toEqual({
      log_format: "Text",
      log_group: "${aws_cloudwatch_log_group.work_logs.name}",
    });
  });

  it("may write its logs and traces", () => {
    expect(statementIn(plain, "role_grants", "WriteLogs")).toMatchObject({
      actions: WRITE_LOGS,
      resources: ["${aws_cloudwatch_log_group.work_logs.arn}:*"],
    });
    expect(statementIn(plain, "role_grants", "WriteTraces")).toMatchObject({ actions: WRITE_TRACES, resources: ["*"] });
  });

  it("is called through its alias `live`, by whom a grant names", () => {
    expect(plain.at("aws_lambda_alias.work_live")).toMatchObject({
      name: "live",
      function_version: "${aws_lambda_function.work.version}",
    });
    expect(statementsIn(plain, "caller_grants")).toEqual([
      expect.objectContaining({
        sid: "CallWork",
        effect: "Allow",
        actions: ["lambda:InvokeFunction"],
        resources: ["${aws_lambda_alias.work_live.arn}"],
      }),
    ]);
  });
});

describe("a function that is called synchronously", () => {
  it("is tried once should an event reach it, and no event is kept", () => {
    expect(eventsOf(plain)).toMatchObject({
      qualifier: "${aws_lambda_alias.work_live.name}",
      maximum_retry_attempts: 0,
      maximum_event_age_in_seconds: 60,
    });
    expect(eventsOf(plain)).not.toHaveProperty("destination_config");
    expect(lambdaOf(plain)).not.toHaveProperty("dead_letter_config");
  });
});

describe("a function that takes events", () => {
  it("is tried three times within six hours, then the event goes to its queue", () => {
    expect(eventsOf(queued)).toMatchObject({
      maximum_retry_attempts: 2,
      maximum_event_age_in_seconds: 21_600,
      destination_config: { on_failure: { destination: "${aws_sqs_queue.failed.arn}" } },
    });
  });

  it("may send to that queue, and use its key through SQS alone, before Lambda tries whether it may", () => {
    expect(statementIn(queued, "role_grants", "KeepFailedEvents")).toMatchObject({
      actions: ["sqs:SendMessage"],
      resources: ["${aws_sqs_queue.failed.arn}"],
    });
    expect(statementIn(queued, "role_grants", "KeepFailedEventsKey")).toMatchObject({
      resources: ["${aws_kms_key.key.arn}"],
      conditions: [{ test: "StringEquals", variable: "kms:ViaService", values: ["sqs.us-west-2.amazonaws.com"] }],
    });
    expect(eventsOf(queued)["depends_on"]).toEqual(["aws_iam_role_policy.role_policy"]);
  });
});

describe("what a function has only where it is asked for", () => {
  it("is a VPC, with the permissions that Lambda tries at once", () => {
    const inside = functionWith({ vpc: { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] } });
    expect(lambdaOf(inside)).toMatchObject({
      vpc_config: { subnet_ids: ["subnet-1"], security_group_ids: ["sg-1"] },
      depends_on: ["aws_iam_role_policy.role_policy"],
    });
    expect(statementIn(inside, "role_grants", "ManageNetworkInterfaces").actions).toEqual(MANAGE_NETWORK_INTERFACES);
    expect(lambdaOf(plain)).not.toHaveProperty("vpc_config");
    expect(statementsIn(plain, "role_grants").map(({ sid }) => sid)).toEqual(["WriteLogs", "WriteTraces"]);
  });

  it("is code signing", () => {
    const codeSigningConfigArn = "arn:aws:lambda:us-west-2:123456789012:code-signing-config:csc-0";
    expect(lambdaOf(functionWith({ codeSigningConfigArn }))).toMatchObject({
      code_signing_config_arn: codeSigningConfigArn,
    });
    expect(lambdaOf(plain)).not.toHaveProperty("code_signing_config_arn");
  });

  it("is reserved concurrency, none at all included", () => {
    expect(lambdaOf(functionWith({ reservedConcurrency: 0 }))).toMatchObject({ reserved_concurrent_executions: 0 });
    expect(lambdaOf(plain)).not.toHaveProperty("reserved_concurrent_executions");
  });
});

describe("the artefact bucket", () => {
  it("holds the code of an entry once, however many functions run it", () => {
    const twice = synthesise((stack) => {
      const base = ground(stack);
      for (const name of ["first", "second"])
        new PlatformFunction(stack, name, {
          ...base,
          entry: "vault/detokenise",
          name,
          description: name,
          environment,
          failures: "synchronous",
        });
    });
    expect(twice.all("aws_s3_object")).toHaveLength(1);
    expect(twice.all("aws_lambda_function").map(({ attributes }) => attributes["s3_key"])).toEqual(
      Array(2).fill("${aws_s3_object.code_vault_detokenise.key}"),
    );
  });

  it("takes code only after it is encrypted, private and versioned", () => {
    expect(plain.at("aws_s3_object.code_vault_detokenise")["depends_on"]).toEqual([
      "aws_s3_bucket_versioning.code_bucket_versioning",
      "aws_s3_bucket_server_side_encryption_configuration.code_bucket_encryption",
      "aws_s3_bucket_public_access_block.code_bucket_public_access",
      "aws_s3_bucket_ownership_controls.code_bucket_ownership",
    ]);
  });
});
