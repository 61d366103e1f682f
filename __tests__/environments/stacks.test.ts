import "../modules/support/code-stand-in";
import { App, Testing } from "cdktf";
import { tmpdir } from "node:os";
import path from "node:path";
import { PaymentsStack } from "../../environments/payments-stack";
import { StateBackendStack } from "../../environments/state-backend-stack";
import { odfiSettings } from "../../functions/ach/settings";
import { outputs as achOutputs } from "../../modules/ach";
import { outputs as apiOutputs } from "../../modules/api";
import { outputs as escrowOutputs } from "../../modules/escrow";
import { outputs as graphqlOutputs } from "../../modules/graphql-api";
import { outputs as cryptographyOutputs } from "../../modules/payment-cryptography";
import { outputs as paymentsOutputs } from "../../modules/payments";
import { snake } from "../../modules/shared/interface/table";
import { expectGolden } from "../modules/support/golden";
import { ENVIRONMENT_NAMES, environmentNamed, paymentsStack, stateBackendStack } from "../modules/support/synthesise";
import { Terraform } from "../modules/support/terraform";

const app = (): App => new App({ outdir: tmpdir(), skipValidation: true });
const golden = (name: string): string => path.join(__dirname, "goldens", `${name}.json`);

/** The source document's names of outputs, and ours. */
const NAMED_BY_SEED_002 = {
  APIEndpoint: "api_url",
  DynamoDBTable: "payment_transactions_table_name",
  SQSRetryQueue: "webhook_deliveries_queue_url",
  SNSAlertTopic: "alert_topic_arn",
};

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
    const graphql = environmentNamed(name).graphql === undefined ? {} : graphqlOutputs;
    const tables = [cryptographyOutputs, paymentsOutputs, escrowOutputs, achOutputs, apiOutputs, graphql];
    const ofModules = tables.flatMap((table) => Object.keys(table).map(snake));
    expect(Object.keys(paymentsStack(name).json.output ?? {}).sort()).toEqual(
      [...new Set([...ofModules, ...Object.keys(NAMED_BY_SEED_002)])].sort(),
    );
    // Escrow has outputs of the same name, which are for stacks in which it makes its own table.
    expect(paymentsStack(name).json.output?.["escrow_accounts_stream_arn"]?.["value"]).toBe(
      "${aws_dynamodb_table.payment_cryptography_table_escrow_accounts.stream_arn}",
    );
    expect(Object.keys(stateBackendStack(name).json.output ?? {}).sort()).toEqual(["bucket_name", "kms_key_arn"]);
  });

  it("give some of them by the names that the source document has, too", () => {
    const { output } = paymentsStack(name).json;
    for (const [old, ours] of Object.entries(NAMED_BY_SEED_002))
      expect(output?.[old]?.["value"]).toBe(output?.[ours]?.["value"]);
  });

  it("show the API key to nobody who does not ask for it", () => {
    const { output } = paymentsStack(name).json;
    expect(Object.keys(output ?? {}).filter((each) => output?.[each]?.["sensitive"] === true)).toEqual(["api_key"]);
  });

  it("hold what the environment is set to for payments and their API", () => {
    const { payments, escrow, api, alertEmails } = environmentNamed(name);
    const stack = paymentsStack(name);
    const { variables } = stack.at("aws_lambda_function.payments_payment_processor")["environment"] as {
      variables: Record<string, string>;
    };
    expect(variables["DEFAULT_RAIL"]).toBe(payments.defaultRail);
    expect(variables["LIMITS"]).toContain(`"amountCentsMax" = ${payments.centsMax}`);
    expect(variables["LIMITS"]).toContain(
      `"card" = {"countMax" = ${payments.perDay.card.countMax}, "sumCentsMax" = ${payments.perDay.card.centsMax}}`,
    );
    expect(JSON.parse(variables["ESCROW_SETTINGS"] ?? "")).toEqual(escrow);
    const manager = stack.at("aws_lambda_function.escrow_escrow_manager")["environment"];
    expect(manager).toMatchObject({ variables: { ESCROW_SETTINGS: variables["ESCROW_SETTINGS"] } });
    expect(stack.at("aws_sns_topic_subscription.payments_alert_topic_email")["for_each"]).toBe(
      `\${toset(${JSON.stringify(alertEmails)})}`,
    );
    expect(stack.at("aws_cloudwatch_event_archive.payments_event_archive")["retention_days"]).toBe(
      payments.eventArchiveDays,
    );
    expect(stack.at("aws_api_gateway_usage_plan.api_usage_plan")).toMatchObject({
      throttle_settings: { rate_limit: api.rateLimit, burst_limit: api.burstLimit },
      quota_settings: { limit: api.quotaPerDay },
    });
    expect(stack.at("aws_api_gateway_stage.api_stage")["stage_name"]).toBe(name);
    const guarded = api.authorisation === "iam";
    expect(JSON.stringify(stack.at("aws_api_gateway_rest_api.api_rest")["body"]).includes("awsSigv4")).toBe(guarded);
  });

  it("tell all that meet the bank the same of it, which their functions can read", () => {
    const stack = paymentsStack(name);
    const told = ["payments_payment_recovery", "escrow_escrow_releaser", "ach_ach_optimizer", "ach_ach_reconciler"].map(
      (id) => (stack.at(`aws_lambda_function.${id}`)["environment"] as { variables: Record<string, string> }).variables,
    );
    expect(new Set(told.map((variables) => variables["ODFI_SETTINGS"])).size).toBe(1);
    expect(new Set(told.map((variables) => variables["ACH_TRANSFERS_TABLE_NAME"])).size).toBe(1);
    const { files, returnsAlarmThreshold, sftp, ...odfi } = environmentNamed(name).ach;
    expect(odfiSettings.parse(JSON.parse(told[0]?.["ODFI_SETTINGS"] ?? ""))).toEqual(odfi);
    const rule = stack.at("aws_s3_bucket_lifecycle_configuration.ach_files_lifecycle")["rule"];
    expect(JSON.stringify(rule)).toContain(`[{"days":${files.retentionDays}}]`);
    expect(stack.at("aws_cloudwatch_metric_alarm.ach_alarm_transfers_returned")["threshold"]).toBe(
      returnsAlarmThreshold,
    );
    expect(sftp).toBeUndefined();
    expect(stack.all("aws_transfer_connector")).toEqual([]);
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

describe("an environment with everything optional", () => {
  const prod = environmentNamed("prod");
  const stripeSecretArn = "arn:aws:secretsmanager:us-west-2:123456789012:secret:stripe-a1b2c3";
  const alertTopicArn = "arn:aws:sns:us-west-2:123456789012:alerts";
  const stack = new Terraform(
    Testing.synth(
      new PaymentsStack(app(), {
        ...prod,
        alertTopicArn,
        payments: { ...prod.payments, stripeSecretArn },
        api: {
          ...prod.api,
          authorisation: "jwt",
          jwt: { issuer: "https://a.example.com", audience: "payments", jwksUri: "https://a.example.com/keys" },
          domain: {
            name: "api.example.com",
            certificateArn: "arn:aws:acm:us-west-2:123456789012:certificate/a",
          },
          manageAccountLogging: false,
        },
      }),
    ),
  );

  it("hands it to the modules", () => {
    expect(stack.at("aws_lambda_function.payments_payment_refunds")["environment"]).toMatchObject({
      variables: { STRIPE_SECRET_ARN: stripeSecretArn },
    });
    expect(stack.at("aws_lambda_function.api_authoriser")["environment"]).toMatchObject({
      variables: { JWT_ISSUER: "https://a.example.com", JWT_AUDIENCE: "payments" },
    });
    expect(stack.at("aws_api_gateway_domain_name.api_domain")["domain_name"]).toBe("api.example.com");
    expect(stack.all("aws_api_gateway_account")).toEqual([]);
    expect(stack.json.output?.["alert_topic_arn"]?.["value"]).toBe(alertTopicArn);
    expect(stack.at("aws_cloudwatch_metric_alarm.api_alarm_latency")["alarm_actions"]).toEqual([alertTopicArn]);
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

describe("the GraphQL API", () => {
  it("is in every environment but the local one, whose embedded AWS runs no resolvers", () => {
    const has = ENVIRONMENT_NAMES.map((name) => [name, environmentNamed(name).graphql !== undefined]);
    expect(Object.fromEntries(has)).toEqual({ dev: true, staging: true, prod: true, local: false });
  });
});
