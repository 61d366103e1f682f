import "../support/code-stand-in";
import path from "node:path";
import type { ApiProps } from "../../../modules/api";
import { InvalidInputError } from "../../../modules/shared";
import { expectSameAddresses } from "../support/golden";
import { api, exported, functionArn, plainApi, REQUIRED_BY_API, WITH_ACH } from "../support/synthesise";
import { statementIn, statementsIn } from "../support/policies";
import { asText, type JsonObject, type Terraform } from "../support/terraform";

const JWT = {
  authorisation: "jwt",
  jwtIssuer: "https://issuer.example.com",
  jwtAudience: "payments",
  jwtJwksUri: "https://issuer.example.com/keys",
};
const DOMAIN = {
  domainName: "api.example.com",
  certificateArn: "arn:aws:acm:us-west-2:123456789012:certificate/a",
};
const ESCROW = { escrowManagerFunctionArn: functionArn("escrow-manager") };
const ACH = {
  bankAccountVerifierFunctionArn: functionArn("bank-account-verifier"),
  achTransferManagerFunctionArn: functionArn("ach-transfer-manager"),
  achTransfersTableName: WITH_ACH.achTransfersTableName,
  achEncryptionKeyArn: WITH_ACH.achEncryptionKeyArn,
};
const plain = plainApi("plain");
const whole = api({ ...JWT, ...DOMAIN, ...ESCROW, ...ACH });
const inner = exported("api").files["main.tf.json"]!;
const bodyOf = (terraform: Terraform): string => asText(terraform.at("aws_api_gateway_rest_api.rest")["body"]);

describe("the addresses of api", () => {
  it("are those of the golden, everything optional included", () => {
    expectSameAddresses(path.join(__dirname, "goldens", "addresses.txt"), whole.addresses);
  });

  it("are the same for users of HCL, who have everything and count it", () => {
    expect(inner.addresses).toEqual(whole.addresses);
  });

  it("without a domain, JWTs, escrow and ACH are fewer", () => {
    const less = whole.addresses.filter((address) => !plain.addresses.includes(address));
    expect(
      less.filter(
        (address) =>
          !/authoriser|jwt|domain|escrow|dispute|ach_transfer|bank_account|debits|authorisation/.test(address),
      ),
    ).toEqual([]);
    expect(plain.addresses.filter((address) => !whole.addresses.includes(address))).toEqual([]);
  });
});

describe("the REST API", () => {
  it("is Regional, made from the API's document, and reached by API Gateway's own address", () => {
    expect(plain.at("aws_api_gateway_rest_api.rest")).toMatchObject({
      name: "payment-api-test",
      endpoint_configuration: { types: ["REGIONAL"] },
      disable_execute_api_endpoint: false,
    });
    expect(bodyOf(plain)).toContain(
      "arn:${data.aws_partition.current_partition.partition}:apigateway:us-west-2:lambda:path/2015-03-31/functions/" +
        `${REQUIRED_BY_API.paymentReaderFunctionArn}/invocations`,
    );
  });

  it("is deployed anew when its document changes, before the old deployment goes", () => {
    expect(plain.at("aws_api_gateway_deployment.deployment")).toMatchObject({
      triggers: { body: "${sha256(aws_api_gateway_rest_api.rest.body)}" },
      lifecycle: { create_before_destroy: true },
    });
  });

  it("has one stage, of the environment's name, traced and with an access log", () => {
    const stage = plain.at("aws_api_gateway_stage.stage");
    expect(stage).toMatchObject({
      stage_name: "test",
      xray_tracing_enabled: true,
      access_log_settings: { destination_arn: "${aws_cloudwatch_log_group.access_log.arn}" },
    });
    const format = asText((stage["access_log_settings"] as JsonObject)["format"]);
    expect(format).toContain("$context.requestId");
    // Paths hold customers' ids, and queries could hold anything.
    expect(format).not.toMatch(
      /\$context\.(path|requestOverride)\b|queryString|\$context\.error\.(messageString|validationErrorString)/,
    );
  });

  it("logs no execution and no data on any method, and throttles all", () => {
    expect(plain.at("aws_api_gateway_method_settings.settings")).toMatchObject({
      method_path: "*/*",
      settings: {
        logging_level: "OFF",
        data_trace_enabled: false,
        metrics_enabled: true,
        throttling_rate_limit: 500,
        throttling_burst_limit: 1000,
      },
    });
  });

  it("has logs that are encrypted, masked and kept; the firewall's begin as WAF wants them to", () => {
    expect(plain.at("aws_cloudwatch_log_group.access_log")).toMatchObject({
      name: "/aws/apigateway/payment-api-test",
      kms_key_id: REQUIRED_BY_API.auditEncryptionKeyArn,
      retention_in_days: 365,
    });
    expect(plain.at("aws_cloudwatch_log_group.firewall_log")["name"]).toBe("aws-waf-logs-payment-api-test");
  });
});

describe("the account's role for logs", () => {
  it("is set before the stage, unless another use of the module sets it", () => {
    expect(plain.at("aws_api_gateway_account.account")).toMatchObject({
      cloudwatch_role_arn: "${aws_iam_role.log_role.arn}",
      depends_on: ["aws_iam_role_policy.log_role_policy"],
    });
    expect(plain.at("aws_api_gateway_stage.stage")["depends_on"]).toEqual(["aws_api_gateway_account.account"]);
    const without = api({ manageAccountLogging: false });
    expect(without.all("aws_api_gateway_account")).toEqual([]);
    expect(without.at("aws_api_gateway_stage.stage")["depends_on"]).toEqual([]);
    expect(inner.at("aws_api_gateway_account.account")["count"]).toBe("${var.manage_account_logging ? 1 : 0}");
  });

  it("is taken by API Gateway", () => {
    expect(statementsIn(plain, "log_role_trust")[0]?.principals).toEqual(["Service:apigateway.amazonaws.com"]);
  });
});

describe("the permissions of API Gateway", () => {
  it("are one an operation, for that method and path of that stage alone", () => {
    const permissions = plain.all("aws_lambda_permission").map(({ attributes }) => attributes);
    expect(permissions).toHaveLength(29);
    for (const permission of permissions)
      expect(permission).toMatchObject({
        principal: "apigateway.amazonaws.com",
        action: "lambda:InvokeFunction",
        source_account: "${data.aws_caller_identity.current_identity.account_id}",
      });
    expect(plain.at("aws_lambda_permission.permission_create_refund")).toMatchObject({
      function_name: `\${element(split(":", "${REQUIRED_BY_API.refundProcessorFunctionArn}"), 6)}`,
      qualifier: `\${element(split(":", "${REQUIRED_BY_API.refundProcessorFunctionArn}"), 7)}`,
      source_arn: "${aws_api_gateway_rest_api.rest.execution_arn}/test/POST/payments/*/refunds",
      statement_id: "createRefund",
    });
  });

  it("have the authoriser's where there is one", () => {
    expect(whole.at("aws_lambda_permission.permission_authoriser")).toMatchObject({
      source_arn: "${aws_api_gateway_rest_api.rest.execution_arn}/authorizers/*",
    });
  });
});

describe("who may call", () => {
  it("is by default whoever signs as an IAM principal", () => {
    expect(bodyOf(plain)).toContain('"x-amazon-apigateway-authtype" = "awsSigv4"');
    expect(plain.all("aws_lambda_function")).toHaveLength(1);
  });

  it("is whoever has a JWT that the authoriser takes, where the caller says so", () => {
    const { variables } = whole.at("aws_lambda_function.authoriser")["environment"] as { variables: JsonObject };
    expect(variables).toMatchObject({
      JWT_ISSUER: "https://issuer.example.com",
      JWT_AUDIENCE: "payments",
      JWT_JWKS_URI: "https://issuer.example.com/keys",
    });
    expect(bodyOf(whole)).toContain("functions/${aws_lambda_alias.authoriser_live.arn}/invocations");
    expect(statementsIn(whole, "authoriser_role_grants").map(({ sid }) => sid)).toEqual(["WriteLogs", "WriteTraces"]);
  });

  it("is whoever has a token of a user pool, or a key alone", () => {
    const pool = "arn:aws:cognito-idp:us-west-2:123456789012:userpool/us-west-2_a";
    expect(bodyOf(api({ authorisation: "cognito", cognitoUserPoolArns: [pool] }))).toContain(
      `"providerARNs" = ["${pool}"]`,
    );
    expect(bodyOf(api({ authorisation: "api_key" }))).not.toContain("x-amazon-apigateway-authtype");
  });

  it("is what the variable says, for users of HCL: a document for each, and Terraform takes its own", () => {
    expect(bodyOf(inner)).toMatch(
      /^\$\{\{"iam" = jsonencode\(.*"cognito" = jsonencode\(.*"jwt" = .*"api_key" = .*\}\[var\.authorisation\]\}$/,
    );
    expect(bodyOf(inner)).toContain('"providerARNs" = var.cognito_user_pool_arns');
  });

  it.each<[string, Partial<ApiProps>, string[]]>([
    [
      "cognito without a pool",
      { authorisation: "cognito" },
      ["cognitoUserPoolArns is []: with authorisation cognito at least one."],
    ],
    [
      "jwt without an issuer",
      { authorisation: "jwt", jwtAudience: "payments" },
      [
        'jwtIssuer is "": with authorisation jwt it must be given.',
        'jwtJwksUri is "": with authorisation jwt it must be given.',
      ],
    ],
    [
      "a domain without a certificate",
      { domainName: "api.example.com" },
      ['certificateArn is "": with domainName it must be given.'],
    ],
    [
      "the table of transfers without its key",
      { achTransfersTableName: WITH_ACH.achTransfersTableName },
      ['achEncryptionKeyArn is "": all or none of achTransfersTableName, achEncryptionKeyArn.'],
    ],
  ])("%s is refused, with all faults at once", (_, props, faults) => {
    expect(() => api(props)).toThrow(new InvalidInputError(faults));
  });

  it("is checked at plan where only Terraform knows", () => {
    const { precondition } = inner.at("aws_api_gateway_rest_api.rest")["lifecycle"] as { precondition: JsonObject[] };
    expect(precondition.map(({ condition }) => condition)).toEqual([
      '${((var.authorisation != "cognito") || (length(var.cognito_user_pool_arns) >= 1))}',
      '${((var.authorisation != "jwt") || !contains([var.jwt_issuer, var.jwt_audience, var.jwt_jwks_uri], ""))}',
      '${(contains([""], var.domain_name) || !contains([""], var.certificate_arn))}',
      expect.stringMatching(/^\$\{!.*var\.ach_transfers_table_name.*var\.ach_encryption_key_arn/),
    ]);
    expect(plain.at("aws_api_gateway_rest_api.rest")).not.toHaveProperty("lifecycle");
  });
});

describe("metering", () => {
  it("has a usage plan with a rate and a quota a day, and a key whose value API Gateway makes", () => {
    expect(plain.at("aws_api_gateway_usage_plan.usage_plan")).toMatchObject({
      throttle_settings: { rate_limit: 500, burst_limit: 1000 },
      quota_settings: { limit: 1_000_000, period: "DAY" },
      api_stages: [
        { api_id: "${aws_api_gateway_rest_api.rest.id}", stage: "${aws_api_gateway_stage.stage.stage_name}" },
      ],
    });
    expect(plain.at("aws_api_gateway_api_key.usage_plan_key")).not.toHaveProperty("value");
    expect(plain.at("aws_api_gateway_usage_plan_key.usage_plan_plan_key")).toMatchObject({ key_type: "API_KEY" });
  });

  it("shows the key to nobody who does not ask for it", () => {
    expect(inner.json.output?.["api_key"]).toMatchObject({ sensitive: true });
    const others = Object.entries(inner.json.output ?? {}).filter(([name]) => name !== "api_key");
    expect(others.filter(([, output]) => "sensitive" in output)).toEqual([]);
  });
});

describe("a domain of the API's own", () => {
  it("is over TLS 1.2 or better, and closes API Gateway's address", () => {
    expect(whole.at("aws_api_gateway_domain_name.domain")).toMatchObject({
      domain_name: "api.example.com",
      security_policy: "TLS_1_2",
      endpoint_configuration: { types: ["REGIONAL"] },
      regional_certificate_arn: DOMAIN.certificateArn,
    });
    expect(whole.at("aws_api_gateway_base_path_mapping.domain_mapping")).toMatchObject({
      domain_name: "${aws_api_gateway_domain_name.domain.domain_name}",
    });
    expect(whole.at("aws_api_gateway_rest_api.rest")["disable_execute_api_endpoint"]).toBe(true);
  });

  it("is counted where only Terraform knows whether there is one", () => {
    for (const address of ["aws_api_gateway_domain_name.domain", "aws_api_gateway_base_path_mapping.domain_mapping"])
      expect(inner.at(address)["count"]).toBe('${contains([""], var.domain_name) ? 0 : 1}');
    expect(inner.json.output?.["domain_target_name"]?.["value"]).toBe(
      '${join("", aws_api_gateway_domain_name.domain[*].regional_domain_name)}',
    );
    expect(inner.json.output?.["api_url"]?.["value"]).toBe(
      '${contains([""], var.domain_name) ? aws_api_gateway_stage.stage.invoke_url : "https://${var.domain_name}"}',
    );
  });
});

describe("the function behind GET /status", () => {
  it("is told what to look at", () => {
    const { variables } = plain.at("aws_lambda_function.status")["environment"] as { variables: JsonObject };
    expect(variables["CHECKS"]).toBe(
      '${jsonencode({"tables" = ["payment-transactions-test", "webhooks-test"], ' +
        `"keys" = ["${REQUIRED_BY_API.paymentEncryptionKeyArn}"], ` +
        `"queues" = ["${REQUIRED_BY_API.webhookEventsQueueUrl}", "${REQUIRED_BY_API.webhookDeliveriesQueueUrl}"]})}`,
    );
  });

  it("looks at the table and the key of ACH where there is ACH, as Terraform finds", () => {
    const checks = (terraform: Terraform) =>
      asText(
        (terraform.at("aws_lambda_function.status")["environment"] as { variables: JsonObject }).variables["CHECKS"],
      );
    expect(checks(whole)).toContain('"webhooks-test", "ach-transfers-test"]');
    expect(checks(whole)).toContain(`"${ACH.achEncryptionKeyArn}"]`);
    expect(checks(inner)).toContain("var.webhooks_table_name, var.ach_transfers_table_name])");
    const keyOf = (terraform: Terraform) => statementIn(terraform, "status_role_grants", "CheckAchTableKey").resources;
    expect(keyOf(whole)).toEqual([ACH.achEncryptionKeyArn]);
    expect(keyOf(inner)).toEqual([expect.stringMatching(/^\$\{coalesce\(var\.ach_encryption_key_arn, .*no-key/)]);
    expect(statementsIn(plain, "status_role_grants").map(({ sid }) => sid)).not.toContain("CheckAchTableKey");
  });

  it("may look, and read nothing", () => {
    expect(statementIn(plain, "status_role_grants", "CheckTables")).toMatchObject({
      actions: ["dynamodb:GetItem"],
      conditions: [{ test: "ForAllValues:StringEquals", variable: "dynamodb:LeadingKeys", values: ["STATUS"] }],
    });
    expect(statementIn(plain, "status_role_grants", "CheckTables").resources[0]).toMatch(
      /:table\/payment-transactions-test$/,
    );
    expect(statementIn(plain, "status_role_grants", "CheckKeys").actions).toEqual(["kms:DescribeKey"]);
    expect(statementIn(plain, "status_role_grants", "CheckQueues")).toMatchObject({
      actions: ["sqs:GetQueueAttributes"],
      resources: [
        expect.stringMatching(
          /:sqs:us-west-2:.*element\(reverse\(split\("\/", "https:.*\/webhook-events-test"\)\), 0\)\}$/,
        ),
        expect.stringMatching(/webhook-deliveries-test/),
      ],
    });
  });
});

describe("the alarms of the API", () => {
  const alarm = (id: string, terraform = plain): JsonObject => terraform.at(`aws_cloudwatch_metric_alarm.alarm_${id}`);

  it.each([
    ["client_errors", "4XXError", "Sum", 600, 50, "GreaterThanThreshold"],
    ["server_errors", "5XXError", "Sum", 600, 10, "GreaterThanOrEqualToThreshold"],
    ["latency", "Latency", "Average", 300, 1000, "GreaterThanThreshold"],
  ])("%s: %s, %s over %d seconds, %d, %s", (id, metric, statistic, period, threshold, comparison) => {
    expect(alarm(id)).toMatchObject({
      namespace: "AWS/ApiGateway",
      metric_name: metric,
      dimensions: {
        ApiName: "${aws_api_gateway_rest_api.rest.name}",
        Stage: "${aws_api_gateway_stage.stage.stage_name}",
      },
      statistic,
      period,
      threshold,
      comparison_operator: comparison,
      alarm_actions: [REQUIRED_BY_API.snsTopicArn],
    });
  });

  it("watch the status's function, and not the authoriser, whose every refusal is an error", () => {
    expect(alarm("payment_status_errors")).toMatchObject({ metric_name: "Errors", threshold: 5, period: 600 });
    const addresses = whole.all("aws_cloudwatch_metric_alarm").map(({ address }) => address);
    expect(addresses).not.toContainEqual(expect.stringContaining("authoriser"));
  });

  it("have the inputs' thresholds", () => {
    const given = api({ clientErrorsAlarmThreshold: 1, serverErrorsAlarmThreshold: 2, latencyAlarmMs: 3 });
    expect(["client_errors", "server_errors", "latency"].map((id) => alarm(id, given)["threshold"])).toEqual([1, 2, 3]);
  });
});
