import "../support/code-stand-in";
import { api, plainApi } from "../support/synthesise";
import type { JsonObject, Terraform } from "../support/terraform";

const plain = plainApi("plain");

interface Rule {
  readonly name: string;
  readonly priority: number;
  readonly action?: JsonObject;
  readonly override_action?: JsonObject;
  readonly statement: JsonObject;
}
const rulesOf = (terraform: Terraform): Rule[] =>
  terraform.at("aws_wafv2_web_acl.firewall")["rule"] as unknown as Rule[];
const managed = rulesOf(plain).flatMap((rule) => {
  const group = rule.statement["managed_rule_group_statement"] as JsonObject | undefined;
  return group === undefined ? [] : [{ ...rule, group }];
});

describe("the firewall", () => {
  it("stands before the stage, and lets through what no rule stops", () => {
    expect(plain.at("aws_wafv2_web_acl_association.firewall_association")).toMatchObject({
      resource_arn: "${aws_api_gateway_stage.stage.arn}",
      web_acl_arn: "${aws_wafv2_web_acl.firewall.arn}",
    });
    expect(plain.at("aws_wafv2_web_acl.firewall")).toMatchObject({ scope: "REGIONAL", default_action: { allow: {} } });
  });

  it("has AWS's managed rules in force", () => {
    expect(managed.map(({ group }) => group["name"])).toEqual([
      "AWSManagedRulesAmazonIpReputationList",
      "AWSManagedRulesAnonymousIpList",
      "AWSManagedRulesCommonRuleSet",
      "AWSManagedRulesKnownBadInputsRuleSet",
    ]);
    for (const { override_action } of managed) expect(override_action).toEqual({ none: {} });
  });

  it("only counts what would stop honest callers: servers at hosting providers, webhooks above 8 KB", () => {
    const counted = managed.flatMap(({ group }) => (group["rule_action_override"] ?? []) as unknown as JsonObject[]);
    expect(counted).toEqual([
      { name: "HostingProviderIPList", action_to_use: { count: {} } },
      { name: "SizeRestrictions_BODY", action_to_use: { count: {} } },
    ]);
  });

  it("blocks an address that asks too often, sooner where no key guards: inbound webhooks, with or without the stage in front", () => {
    const [webhooks, addresses] = rulesOf(plain);
    expect(webhooks).toMatchObject({
      action: { block: {} },
      statement: {
        rate_based_statement: {
          limit: 1000,
          aggregate_key_type: "IP",
          scope_down_statement: {
            byte_match_statement: { search_string: "/webhooks/", positional_constraint: "CONTAINS" },
          },
        },
      },
    });
    expect(addresses).toMatchObject({
      action: { block: {} },
      statement: { rate_based_statement: { limit: 10_000, aggregate_key_type: "IP" } },
    });
  });

  it("has the inputs' rates", () => {
    const [webhooks, addresses] = rulesOf(api({ webhookRateLimit: 11, addressRateLimit: 12 }));
    expect(
      [webhooks, addresses].map((rule) => (rule!.statement["rate_based_statement"] as JsonObject)["limit"]),
    ).toEqual([11, 12]);
  });

  it("has an order of its rules", () => {
    expect(rulesOf(plain).map(({ priority }) => priority)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it("logs what it stops or counts, without credentials, paths, queries and idempotency keys", () => {
    const logging = plain.at("aws_wafv2_web_acl_logging_configuration.firewall_logging");
    expect(logging).toMatchObject({
      log_destination_configs: ["${aws_cloudwatch_log_group.firewall_log.arn}"],
      logging_filter: { default_behavior: "DROP", filter: [{ behavior: "KEEP" }] },
    });
    const headers = ["authorization", "x-api-key", "stripe-signature", "webhook-signature", "idempotency-key"];
    expect(logging["redacted_fields"]).toEqual([
      { uri_path: {} },
      { query_string: {} },
      ...headers.map((name) => ({ single_header: { name } })),
    ]);
  });
});
