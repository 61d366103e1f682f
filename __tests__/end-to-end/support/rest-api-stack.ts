/** A Terraform stack of one REST API and what stands around it, as plain JSON. */

const ASSUMED_BY = (service: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } }],
  });
const API_ID = "${aws_api_gateway_rest_api.api.id}";
const STAGE_NAME = "${aws_api_gateway_stage.api.stage_name}";
const visibility = (name: string): object => ({
  cloudwatch_metrics_enabled: true,
  metric_name: name,
  sampled_requests_enabled: false,
});

/** What the stack is made from. */
export interface RestApiStackOptions {
  readonly name: string;
  readonly functionArn: string;
  /** Paths that answer a GET by the function, besides /payments and /signed. */
  readonly paths: readonly string[];
  readonly quota: number;
}

/** The stack's main.tf.json. */
export function restApiStack({ name, functionArn, paths, quota }: RestApiStackOptions): object {
  const body = document(name, functionArn, paths);
  return {
    terraform: { required_providers: { aws: { source: "hashicorp/aws", version: "5.100.0" } } },
    provider: { aws: { region: "us-east-1", default_tags: { tags: { project: "rest-api-test" } } } },
    resource: {
      aws_lambda_permission: {
        api: {
          statement_id: name,
          action: "lambda:InvokeFunction",
          function_name: functionArn,
          principal: "apigateway.amazonaws.com",
          source_arn: "${aws_api_gateway_rest_api.api.execution_arn}/*/*",
        },
      },
      aws_api_gateway_rest_api: { api: { name, body, endpoint_configuration: { types: ["REGIONAL"] } } },
      aws_api_gateway_deployment: {
        api: {
          rest_api_id: API_ID,
          triggers: { body: "${sha256(aws_api_gateway_rest_api.api.body)}" },
          lifecycle: { create_before_destroy: true },
        },
      },
      aws_cloudwatch_log_group: {
        access: { name: `/aws/apigateway/${name}` },
        firewall: { name: `aws-waf-logs-${name}` },
      },
      aws_api_gateway_stage: {
        api: {
          rest_api_id: API_ID,
          deployment_id: "${aws_api_gateway_deployment.api.id}",
          stage_name: "test",
          xray_tracing_enabled: true,
          variables: { colour: "red" },
          access_log_settings: {
            destination_arn: "${aws_cloudwatch_log_group.access.arn}",
            format: JSON.stringify({
              id: "$context.requestId",
              status: "$context.status",
              key: "$context.identity.apiKeyId",
            }),
          },
        },
      },
      aws_api_gateway_method_settings: {
        all: {
          rest_api_id: API_ID,
          stage_name: STAGE_NAME,
          method_path: "*/*",
          settings: {
            metrics_enabled: true,
            logging_level: "OFF",
            throttling_rate_limit: 100,
            throttling_burst_limit: 200,
          },
        },
      },
      aws_api_gateway_usage_plan: {
        plan: {
          name,
          api_stages: { api_id: API_ID, stage: STAGE_NAME },
          throttle_settings: { rate_limit: 50, burst_limit: 100 },
          quota_settings: { limit: quota, period: "DAY" },
        },
      },
      aws_api_gateway_api_key: { key: { name } },
      aws_api_gateway_usage_plan_key: {
        key: {
          key_id: "${aws_api_gateway_api_key.key.id}",
          key_type: "API_KEY",
          usage_plan_id: "${aws_api_gateway_usage_plan.plan.id}",
        },
      },
      aws_acm_certificate: { domain: { domain_name: `${name}.example.com`, validation_method: "DNS" } },
      aws_api_gateway_domain_name: {
        domain: {
          domain_name: `${name}.example.com`,
          regional_certificate_arn: "${aws_acm_certificate.domain.arn}",
          security_policy: "TLS_1_2",
          endpoint_configuration: { types: ["REGIONAL"] },
        },
      },
      aws_api_gateway_base_path_mapping: {
        root: {
          api_id: API_ID,
          stage_name: STAGE_NAME,
          domain_name: "${aws_api_gateway_domain_name.domain.domain_name}",
        },
      },
      ...firewall(name),
      ...catalogue(name),
    },
    output: {
      api_id: { value: API_ID },
      key: { value: "${aws_api_gateway_api_key.key.value}", sensitive: true },
    },
  };
}

function document(title: string, functionArn: string, paths: readonly string[]): string {
  const get = (more: object): object => ({
    get: {
      responses: { "200": { description: "ok" } },
      "x-amazon-apigateway-integration": {
        type: "aws_proxy",
        httpMethod: "POST",
        uri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
      },
      ...more,
    },
  });
  const authorization = { type: "apiKey", name: "Authorization", in: "header" };
  return JSON.stringify({
    openapi: "3.0.1",
    info: { title, version: "1" },
    "x-amazon-apigateway-request-validators": {
      parameters: { validateRequestParameters: true, validateRequestBody: false },
    },
    "x-amazon-apigateway-gateway-responses": {
      INVALID_API_KEY: { statusCode: 403, responseTemplates: { "application/json": '{"code":"api_key_invalid"}' } },
    },
    components: {
      securitySchemes: {
        key: { type: "apiKey", name: "x-api-key", in: "header" },
        iam: { ...authorization, "x-amazon-apigateway-authtype": "awsSigv4" },
      },
    },
    paths: {
      "/payments": get({
        security: [{ key: [] }],
        parameters: [{ name: "limit", in: "query", required: true, schema: { type: "string" } }],
        "x-amazon-apigateway-request-validator": "parameters",
      }),
      "/signed": get({ security: [{ iam: [] }] }),
      ...Object.fromEntries(paths.map((path) => [path, get({ security: [] })])),
    },
  });
}

function firewall(name: string): object {
  return {
    aws_wafv2_web_acl: {
      acl: {
        name,
        scope: "REGIONAL",
        default_action: { allow: {} },
        rule: {
          name: "inputs",
          priority: 0,
          override_action: { none: {} },
          statement: {
            managed_rule_group_statement: { vendor_name: "AWS", name: "AWSManagedRulesKnownBadInputsRuleSet" },
          },
          visibility_config: visibility("inputs"),
        },
        visibility_config: visibility(name),
      },
    },
    aws_wafv2_web_acl_logging_configuration: {
      acl: {
        resource_arn: "${aws_wafv2_web_acl.acl.arn}",
        log_destination_configs: ["${aws_cloudwatch_log_group.firewall.arn}"],
        redacted_fields: { single_header: { name: "x-api-key" } },
      },
    },
    aws_wafv2_web_acl_association: {
      stage: { resource_arn: "${aws_api_gateway_stage.api.arn}", web_acl_arn: "${aws_wafv2_web_acl.acl.arn}" },
    },
  };
}

function catalogue(name: string): object {
  return {
    aws_schemas_registry: { registry: { name } },
    aws_schemas_schema: {
      completed: {
        name: "payments@payment.completed",
        registry_name: "${aws_schemas_registry.registry.name}",
        type: "JSONSchemaDraft4",
        content: JSON.stringify({ type: "object" }),
      },
    },
    aws_iam_role: { graphql: { name, assume_role_policy: ASSUMED_BY("appsync.amazonaws.com") } },
    aws_appsync_graphql_api: {
      graphql: {
        name,
        authentication_type: "AWS_IAM",
        schema: "type Query { payment(id: ID!): String }",
        log_config: { cloudwatch_logs_role_arn: "${aws_iam_role.graphql.arn}", field_log_level: "ERROR" },
      },
    },
  };
}
