import "../support/code-stand-in";
import { ref, Token } from "cdktf";
import path from "node:path";
import { CHANGE_KINDS } from "../../../modules/graphql-api/change-kinds";
import { schemaOf, schemaParts, servedFields } from "../../../modules/graphql-api/schema";
import { InvalidInputError } from "../../../modules/shared";
import { expectSameAddresses } from "../support/golden";
import { statementIn } from "../support/policies";
import { exported, functionArn, graphqlApi } from "../support/synthesise";
import { asText, type JsonObject, type Terraform } from "../support/terraform";

const POOL = "us-west-2_AbCdEf";
const OPTIONAL = {
  escrowManagerFunctionArn: functionArn("escrow-manager"),
  achTransferManagerFunctionArn: functionArn("ach-transfer-manager"),
  bankAccountVerifierFunctionArn: functionArn("bank-account-verifier"),
};
const plain = graphqlApi();
const whole = graphqlApi(OPTIONAL);
const withUsers = graphqlApi({ ...OPTIONAL, userPoolId: POOL });
const inner = exported("graphql-api").files["main.tf.json"]!;
const { locals } = JSON.parse(inner.text) as { readonly locals: JsonObject };

describe("the addresses of graphql-api", () => {
  it("are those of the golden, everything optional included", () => {
    expectSameAddresses(path.join(__dirname, "goldens", "addresses.txt"), whole.addresses);
  });

  it("are the same with a user pool, and for users of HCL", () => {
    expect(withUsers.addresses).toEqual(whole.addresses);
    expect(inner.addresses).toEqual(whole.addresses);
  });

  it("are fewer without the functions that may be left out, and no others", () => {
    expect(plain.addresses.filter((address) => !whole.addresses.includes(address))).toEqual([]);
    const more = whole.addresses.filter((address) => !plain.addresses.includes(address));
    expect(
      more.filter((address) => !/escrow|dispute|ach_transfer|bank_account|authoris|evidence/.test(address)),
    ).toEqual([]);
  });
});

describe("the GraphQL API", () => {
  const api = plain.at("aws_appsync_graphql_api.api");

  it("is for IAM principals, bounded, traced, and tells nobody its schema", () => {
    expect(api).toMatchObject({
      name: "payment-graphql-test",
      authentication_type: "AWS_IAM",
      query_depth_limit: 10,
      resolver_count_limit: 30,
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
    expect(locals["schema_0"]).toBe(
      "${(length(compact([var.user_pool_id])) == 1) ? local.schema_text_0_with_users : local.schema_text_0_without_users}",
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

describe("escrows, ACH transfers and bank accounts", () => {
  const schemaIn = (terraform: Terraform): string => asText(terraform.at("aws_appsync_graphql_api.api")["schema"]);
  const resolvers = (terraform: Terraform): number => terraform.all("aws_appsync_resolver").length;

  it("are there where their functions are given, and not where they are not", () => {
    expect(schemaIn(whole)).toBe(schemaOf(schemaParts()));
    expect(schemaIn(plain)).toBe(schemaOf(schemaParts().filter(({ needs }) => needs.length === 0)));
    expect(resolvers(whole)).toBe(servedFields(schemaParts()).length + CHANGE_KINDS.length);
    expect(resolvers(plain)).toBeLessThan(resolvers(whole) / 2);
  });

  it("come each by themselves", () => {
    const escrowAlone = graphqlApi({ escrowManagerFunctionArn: OPTIONAL.escrowManagerFunctionArn });
    expect(schemaIn(escrowAlone)).toContain("  getEscrow(");
    expect(schemaIn(escrowAlone)).not.toContain("AchTransfer");
    const transfersAlone = graphqlApi({ achTransferManagerFunctionArn: OPTIONAL.achTransferManagerFunctionArn });
    expect(schemaIn(transfersAlone)).toContain("  getAchTransfer(");
    expect(schemaIn(transfersAlone)).not.toContain("  bankAccount: BankAccount");
  });

  it("are there where a function is another module's of the stack, whose ARN only the apply knows", () => {
    const manager = Token.asString(ref("aws_lambda_alias.escrow_manager_live.arn"));
    const made = graphqlApi({ ...OPTIONAL, escrowManagerFunctionArn: manager });
    expect(schemaIn(made)).toBe(schemaIn(whole));
    expect(made.at("aws_appsync_datasource.escrow_manager")).toMatchObject({
      lambda_config: { function_arn: "${aws_lambda_alias.escrow_manager_live.arn}" },
    });
  });

  it("have a resolver each within the resources that name them", () => {
    for (const [name, type, field, source] of [
      ["payment_escrow", "Payment", "escrow", "escrow_manager"],
      ["escrow_payment", "Escrow", "payment", "payment_reader"],
      ["escrow_disputes", "Escrow", "disputes", "escrow_manager"],
      ["ach_transfer_bank_account", "AchTransfer", "bankAccount", "bank_account_verifier"],
    ] as const)
      expect(whole.at(`aws_appsync_resolver.${name}`)).toMatchObject({
        type,
        field,
        data_source: `\${aws_appsync_datasource.${source}.name}`,
      });
  });

  it("may be called by the API's role alone by the functions that it has", () => {
    expect(statementIn(whole, "function_role_grants", "CallEscrowManager").resources).toEqual([
      OPTIONAL.escrowManagerFunctionArn,
    ]);
    expect(() => statementIn(plain, "function_role_grants", "CallEscrowManager")).toThrow("no statement");
  });
});

describe("for users of HCL, whose functions only Terraform knows", () => {
  const NO_ESCROW = 'contains([""], var.escrow_manager_function_arn)';
  const NO_TRANSFERS = 'contains([""], var.ach_transfer_manager_function_arn)';
  const NO_ACCOUNTS = 'contains([""], var.bank_account_verifier_function_arn)';
  /** A text with Terraform's expressions as Terraform writes it, where some functions and the users are not there. */
  const written = (text: string, missing: readonly string[]): string =>
    text.replaceAll(/\$\{(?:(?<condition>[^}]*) \? local\.(?<yes>\w+) : )?local\.(?<name>\w+)\}/g, (...match) => {
      const { condition, yes = "", name = "" } = match.at(-1) as Readonly<Record<string, string | undefined>>;
      const isMet = missing.some((each) => condition?.includes(each));
      return written(asText(locals[isMet ? yes : name] ?? ""), missing);
    });
  const schemaWithout = (...missing: readonly string[]): string =>
    written(asText(inner.at("aws_appsync_graphql_api.api")["schema"]), missing);
  const without = (text: string): string => text.replaceAll(/\n{2,}/g, "\n").trim();

  it("the schema is all of it where all are there", () => {
    expect(without(schemaWithout())).toBe(without(schemaOf(schemaParts())));
  });

  it("a part is left out where its function is not there; its resolvers are for a type that nothing leads to", () => {
    const left = schemaWithout(NO_ESCROW);
    expect(left).not.toContain("  getEscrow(");
    expect(left).toContain("type LeftOut_escrow_manager {\n  Query_getEscrow: ID\n");
    expect(left).toContain("  Mutation_publishEscrowChange: ID\n");
    expect(left).toContain("  bankAccount: BankAccount\n");
    for (const missing of [NO_TRANSFERS, NO_ACCOUNTS])
      expect(schemaWithout(missing)).not.toContain("  bankAccount: BankAccount\n");
  });

  it("each resolver has its place in both", () => {
    expect(inner.at("aws_appsync_resolver.get_escrow")).toMatchObject({
      type: `\${${NO_ESCROW} ? "LeftOut_escrow_manager" : "Query"}`,
      field: `\${${NO_ESCROW} ? "Query_getEscrow" : "getEscrow"}`,
    });
    expect(inner.at("aws_appsync_resolver.get_payment")).toMatchObject({ type: "Query", field: "getPayment" });
  });

  it("a function that answers nothing but its own stands in, and nothing is told of changes that have no field", () => {
    expect(inner.at("aws_appsync_datasource.escrow_manager")).toMatchObject({
      lambda_config: {
        function_arn: "${coalesce(var.escrow_manager_function_arn, var.payment_reader_function_arn)}",
      },
    });
    expect(inner.at("aws_cloudwatch_event_rule.changes_escrow")["state"]).toBe(
      `\${${NO_ESCROW} ? "DISABLED" : "ENABLED"}`,
    );
    expect(inner.at("aws_cloudwatch_event_rule.changes")).not.toHaveProperty("state");
  });
});

describe("changes", () => {
  it("are sent to subscribers by mutations that only the bus's role may call", () => {
    const target = whole.at("aws_cloudwatch_event_target.changes_target");
    expect(asText(target["arn"])).toContain("endpoints/graphql-api/");
    expect(target).toMatchObject({
      event_bus_name: "payments-test",
      role_arn: "${aws_iam_role.changes_role.arn}",
      dead_letter_config: { arn: "${aws_sqs_queue.changes_failures.arn}" },
    });
    expect(statementIn(whole, "changes_role_grants", "PublishChanges")).toMatchObject({
      actions: ["appsync:GraphQL"],
      resources: ["publishPaymentChange", "publishEscrowChange", "publishAchTransferChange"].map(
        (field) => `\${aws_appsync_graphql_api.api.arn}/types/Mutation/fields/${field}`,
      ),
    });
    expect(statementIn(plain, "changes_role_grants", "PublishChanges").resources).toHaveLength(1);
  });

  it("are of what an event tells of first, each by its own mutation", () => {
    expect(asText(whole.at("aws_cloudwatch_event_rule.changes_escrow")["event_pattern"])).toContain(
      '"escrow" = {"escrow_id" = [{"exists" = true}]}',
    );
    expect(whole.at("aws_cloudwatch_event_target.changes_target_ach_transfer")).toMatchObject({
      appsync_target: {
        graphql_operation: expect.stringContaining("publishAchTransferChange(input: $input)") as string,
      },
      input_transformer: {
        input_paths: {
          eventId: "$.detail.id",
          transferId: "$.detail.data.ach_transfer.transfer_id",
          providerId: "$.detail.data.ach_transfer.provider_id",
        },
        input_template: expect.stringContaining('"transferId":"<transferId>"') as string,
      },
    });
  });

  it("that are not told are kept, and no other rule may send there", () => {
    const statement = statementIn(whole, "changes_failures_policy_document", "FromRules");
    expect(statement.conditions).toMatchObject([
      {
        test: "ArnEquals",
        variable: "aws:SourceArn",
        values: ["", "_escrow", "_ach_transfer"].map((kind) => `\${aws_cloudwatch_event_rule.changes${kind}.arn}`),
      },
    ]);
  });
});

describe("the inputs", () => {
  it("are refused with all faults at once", () => {
    expect(() => graphqlApi({ queryDepthLimit: 0, userPoolId: "pool", eventBusName: "" })).toThrow(InvalidInputError);
    expect(() => graphqlApi({ queryDepthLimit: 0, userPoolId: "pool" })).toThrow(/queryDepthLimit[^]*|userPoolId[^]*/);
  });
});
