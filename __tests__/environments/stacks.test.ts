import "../modules/support/code-stand-in";
import { App, Testing } from "cdktf";
import { tmpdir } from "node:os";
import path from "node:path";
import { PaymentsStack } from "../../environments/payments-stack";
import { StateBackendStack } from "../../environments/state-backend-stack";
import { outputs } from "../../modules/payment-cryptography";
import { snake } from "../../modules/shared/interface/table";
import { expectGolden } from "../modules/support/golden";
import { ENVIRONMENT_NAMES, environmentNamed, paymentsStack, stateBackendStack } from "../modules/support/synthesise";
import { Terraform } from "../modules/support/terraform";

const app = (): App => new App({ outdir: tmpdir(), skipValidation: true });
const golden = (name: string): string => path.join(__dirname, "goldens", `${name}.json`);

describe.each(ENVIRONMENT_NAMES)("the stacks of %s", (name) => {
  it("keep their states encrypted in the environment's bucket, locked by a file, under a key each", () => {
    const state = {
      bucket: `ecosystemaws-terraform-state-${name}`,
      region: "us-west-2",
      encrypt: true,
      use_lockfile: true,
    };
    expect(paymentsStack(name).json.terraform?.["backend"]).toEqual({
      s3: { ...state, key: `payments-${name}/terraform.tfstate` },
    });
    expect(stateBackendStack(name).json.terraform?.["backend"]).toEqual({
      s3: { ...state, key: `state-backend-${name}/terraform.tfstate` },
    });
  });

  it("use the AWS provider in their Region, with the environment's tags on whatever no module tags", () => {
    for (const stack of [paymentsStack(name), stateBackendStack(name)])
      expect(stack.json.provider).toEqual({
        aws: [
          {
            region: "us-west-2",
            default_tags: [
              {
                tags: {
                  Project: "ecosystemaws-payments",
                  Environment: name,
                  Owner: "platform-engineering",
                  CostCentre: "fintech-payments",
                },
              },
            ],
          },
        ],
      });
  });

  it("give the outputs of their modules", () => {
    expect(Object.keys(paymentsStack(name).json.output ?? {}).sort()).toEqual(Object.keys(outputs).map(snake).sort());
    expect(Object.keys(stateBackendStack(name).json.output ?? {}).sort()).toEqual(["bucket_name", "kms_key_arn"]);
  });

  it("hold what the environment is set to", () => {
    const { alertEmails, detokeniseAlarmThreshold, logRetentionInDays, kmsDeletionWindowInDays, deletionProtection } =
      environmentNamed(name);
    const stack = paymentsStack(name);
    const at = (address: string) => stack.at(address.replace(".", ".payment_cryptography_"));
    expect(at("aws_sns_topic_subscription.security_topic_email")["for_each"]).toBe(
      `\${toset(${JSON.stringify(alertEmails)})}`,
    );
    expect(at("aws_cloudwatch_metric_alarm.security_detokenise_volume_alarm")["threshold"]).toBe(
      detokeniseAlarmThreshold,
    );
    expect(at("aws_cloudwatch_log_group.vault_tokenise_logs")["retention_in_days"]).toBe(logRetentionInDays);
    expect(at("aws_kms_key.vault_key")["deletion_window_in_days"]).toBe(kmsDeletionWindowInDays);
    expect(at("aws_dynamodb_table.table_vault")["deletion_protection_enabled"]).toBe(deletionProtection);
    expect(at("aws_s3_bucket.code_bucket")["force_destroy"]).toBe(!deletionProtection);
  });
});

describe("what is synthesised", () => {
  it.each(["prod", "local"] as const)("for payments-%s is the golden's", (name) => {
    expectGolden(golden(`payments-${name}`), paymentsStack(name));
  });

  it("for state-backend-prod is the golden's", () => {
    expectGolden(golden("state-backend-prod"), stateBackendStack("prod"));
  });

  it("differs between staging and prod in names, and in how long logs are kept", () => {
    const renamed = paymentsStack("staging")
      .text.replaceAll("staging", "prod")
      .replaceAll('"retention_in_days": 90', '"retention_in_days": 365');
    expect(new Terraform(renamed).json).toEqual(paymentsStack("prod").json);
  });
});

describe("a stack's state", () => {
  const kmsKeyArn = "arn:aws:kms:us-west-2:123456789012:key/a";
  const prod = environmentNamed("prod");

  it("is encrypted under the key that the environment names", () => {
    const stack = new PaymentsStack(app(), { ...prod, state: { ...prod.state, kmsKeyArn } });
    expect(new Terraform(Testing.synth(stack)).json.terraform?.["backend"]).toMatchObject({
      s3: { kms_key_id: kmsKeyArn },
    });
  });

  it("lies in a local file before there is a bucket for it", () => {
    const stack = new StateBackendStack(app(), prod, { bootstrapped: false });
    expect(new Terraform(Testing.synth(stack)).json.terraform).not.toHaveProperty("backend.s3");
  });
});

describe("the state bucket's stack", () => {
  it("is in the Region of the state, which may be another than the platform's", () => {
    const prod = environmentNamed("prod");
    const stack = new StateBackendStack(
      app(),
      { ...prod, state: { ...prod.state, region: "eu-west-1" } },
      { bootstrapped: true },
    );
    const { json } = new Terraform(Testing.synth(stack));
    expect(json.provider).toMatchObject({ aws: [{ region: "eu-west-1" }] });
    expect(json.terraform).toMatchObject({ backend: { s3: { region: "eu-west-1" } } });
  });
});
