import "../support/code-stand-in";
import path from "node:path";
import { InvalidInputError } from "../../../modules/shared";
import { expectSameAddresses } from "../support/golden";
import { statementIn } from "../support/policies";
import { exported, graphqlApi } from "../support/synthesise";
import { asText } from "../support/terraform";

const POOL = "us-west-2_AbCdEf";
const plain = graphqlApi();
const withUsers = graphqlApi({ userPoolId: POOL });
const inner = exported("graphql-api").files["main.tf.json"]!;

describe("the addresses of graphql-api", () => {
  it("are those of the golden", () => {
    expectSameAddresses(path.join(__dirname, "goldens", "addresses.txt"), plain.addresses);
  });

  it("are the same with a user pool, and for users of HCL", () => {
    expect(withUsers.addresses).toEqual(plain.addresses);
    expect(inner.addresses).toEqual(plain.addresses);
  });
});

describe("the GraphQL API", () => {
  const api = plain.at("aws_appsync_graphql_api.api");

  it("is for IAM principals, bounded, traced, and tells nobody its schema", () => {
    expect(api).toMatchObject({
      name: "payment-graphql-test",
      authentication_type: "AWS_IAM",
      query_depth_limit: 6,
      resolver_count_limit: 20,
      introspection_config: "DISABLED",
      xray_enabled: true,
    });
    expect(api).not.toHaveProperty("additional_authentication_provider");
    expect(graphqlApi({ introspection: true }).at("aws_appsync_graphql_api.api")).toMatchObject({
      introspection_config: "ENABLED",
    });
  });

  it("is for a user pool's users besides, where there is one, and shows them its types", () => {
    const shared = withUsers.at("aws_appsync_graphql_api.api");
    expect(shared).toMatchObject({
      additional_authentication_provider: [
        {
          authentication_type: "AMAZON_COGNITO_USER_POOLS",
          user_pool_config: { user_pool_id: POOL, aws_region: "us-west-2" },
        },
      ],
    });
    expect(asText(shared["schema"])).toContain("type Payment @aws_iam @aws_cognito_user_pools {");
    expect(asText(api["schema"])).not.toContain("@aws_cognito_user_pools");
  });

  it("leaves it to Terraform whether there are users, where only that knows", () => {
    const open = inner.at("aws_appsync_graphql_api.api");
    expect(asText(open["schema"])).toBe(
      "${(length(compact([var.user_pool_id])) == 1) ? local.with_users : local.without_users}",
    );
    expect(open["dynamic"]).toMatchObject({
      additional_authentication_provider: { for_each: "${toset(compact([var.user_pool_id]))}" },
    });
  });

  it("logs errors alone, without what was sent, to an encrypted group", () => {
    expect(api).toMatchObject({ log_config: { field_log_level: "ERROR", exclude_verbose_content: true } });
    expect(plain.at("aws_cloudwatch_log_group.logs")).toMatchObject({
      name: "/aws/appsync/apis/${aws_appsync_graphql_api.api.id}",
      kms_key_id: "arn:aws:kms:us-west-2:123456789012:key/audit",
      retention_in_days: 365,
    });
  });

  it("stands behind the firewall", () => {
    expect(plain.at("aws_wafv2_web_acl_association.firewall")).toMatchObject({
      resource_arn: "${aws_appsync_graphql_api.api.arn}",
    });
  });

  it("has each field served by its operation's function", () => {
    expect(plain.at("aws_appsync_resolver.create_refund")).toMatchObject({
      type: "Mutation",
      field: "createRefund",
      data_source: "${aws_appsync_datasource.refund_processor.name}",
      runtime: { name: "APPSYNC_JS", runtime_version: "1.0.0" },
    });
    expect(plain.at("aws_appsync_datasource.payment_reader")).toMatchObject({
      type: "AWS_LAMBDA",
      lambda_config: { function_arn: "arn:aws:lambda:us-west-2:123456789012:function:payment-reader-test:live" },
    });
    expect(statementIn(plain, "function_role_grants", "CallPaymentReader").resources).toEqual([
      "arn:aws:lambda:us-west-2:123456789012:function:payment-reader-test:live",
    ]);
  });
});

describe("changes of payments", () => {
  it("are sent to subscribers by a mutation that only the bus's role may call", () => {
    const target = plain.at("aws_cloudwatch_event_target.changes_target");
    expect(asText(target["arn"])).toContain("endpoints/graphql-api/");
    expect(target).toMatchObject({
      event_bus_name: "payments-test",
      role_arn: "${aws_iam_role.changes_role.arn}",
      dead_letter_config: { arn: "${aws_sqs_queue.changes_failures.arn}" },
    });
    expect(statementIn(plain, "changes_role_grants", "PublishChanges")).toMatchObject({
      actions: ["appsync:GraphQL"],
      resources: ["${aws_appsync_graphql_api.api.arn}/types/Mutation/fields/publishPaymentChange"],
    });
  });

  it("that are not told are kept, and no other rule may send there", () => {
    const statement = statementIn(plain, "changes_failures_policy_document", "FromRules");
    expect(statement.conditions).toMatchObject([
      { test: "ArnEquals", variable: "aws:SourceArn", values: ["${aws_cloudwatch_event_rule.changes.arn}"] },
    ]);
  });
});

describe("the inputs", () => {
  it("are refused with all faults at once", () => {
    expect(() => graphqlApi({ queryDepthLimit: 0, userPoolId: "pool", eventBusName: "" })).toThrow(InvalidInputError);
    expect(() => graphqlApi({ queryDepthLimit: 0, userPoolId: "pool" })).toThrow(/queryDepthLimit[^]*|userPoolId[^]*/);
  });
});
