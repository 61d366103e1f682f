import { Wafv2WebAcl, type Wafv2WebAclRule } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import { Wafv2WebAclLoggingConfiguration } from "@cdktf/provider-aws/lib/wafv2-web-acl-logging-configuration";
import { Construct } from "constructs";
import { NAME_LIMITS, nameOf, type Naming, type SecureLogGroup } from "../shared";

export interface FirewallProps {
  readonly naming: Naming;
  readonly stageArn: string;
  /** Its name must begin with `aws-waf-logs-`. */
  readonly log: SecureLogGroup;
  /** Requests of one address within five minutes. */
  readonly addressRateLimit: number;
  readonly webhookRateLimit: number;
}

/** AWS's rules, with those that only count here, and why. */
const MANAGED: readonly (readonly [group: string, counted: readonly string[]])[] = [
  ["AWSManagedRulesAmazonIpReputationList", []],
  // An API is called by servers, and servers stand with hosting providers: merchants', Stripe's, the acquirer's.
  ["AWSManagedRulesAnonymousIpList", ["HostingProviderIPList"]],
  // It refuses bodies above 8 KB, and senders' webhooks can be larger; the functions have a limit of their own.
  ["AWSManagedRulesCommonRuleSet", ["SizeRestrictions_BODY"]],
  ["AWSManagedRulesKnownBadInputsRuleSet", []],
];

/** Not to be read in a log: credentials, and a key that is the sender's own text. */
const REDACTED_HEADERS = ["authorization", "x-api-key", "stripe-signature", "webhook-signature", "idempotency-key"];

/** The firewall before a stage: AWS's managed rules, a rate for each address, a tighter one for inbound webhooks; what it stops is logged. */
export class Firewall extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: FirewallProps) {
    super(scope, id);
    const { naming, stageArn, log, addressRateLimit, webhookRateLimit } = props;
    const rules = [
      rateRule("webhooks", webhookRateLimit, { scope_down_statement: { byte_match_statement: TO_WEBHOOKS } }),
      rateRule("addresses", addressRateLimit, {}),
      ...MANAGED.map(([group, counted]) => managedRule(group, counted)),
    ];
    const acl = new Wafv2WebAcl(this, "Resource", {
      name: nameOf(naming, "payment-api", NAME_LIMITS.webAcl),
      description: "Before the payments API.",
      scope: "REGIONAL",
      defaultAction: { allow: {} },
      rule: rules.map((rule, place) => ({ ...rule, priority: place })),
      visibilityConfig: visibility("payment-api"),
    });
    new Wafv2WebAclAssociation(this, "association", { resourceArn: stageArn, webAclArn: acl.arn });
    new Wafv2WebAclLoggingConfiguration(this, "logging", {
      resourceArn: acl.arn,
      logDestinationConfigs: [log.arn],
      // Paths and queries hold ids of people, and what was put there by mistake; whoever calls from a hosting provider is counted, and so logged.
      redactedFields: [
        { uriPath: {} },
        { queryString: {} },
        ...REDACTED_HEADERS.map((name) => ({ singleHeader: { name } })),
      ],
      // What passed is in the access log.
      loggingFilter: {
        defaultBehavior: "DROP",
        filter: [
          {
            behavior: "KEEP",
            requirement: "MEETS_ANY",
            condition: [{ actionCondition: { action: "BLOCK" } }, { actionCondition: { action: "COUNT" } }],
          },
        ],
      },
    });
    this.arn = acl.arn;
  }
}

type Rule = Omit<Wafv2WebAclRule, "priority">;

/** The path holds the stage, or does not, where a custom domain is. */
const TO_WEBHOOKS = {
  field_to_match: { uri_path: {} },
  positional_constraint: "CONTAINS",
  search_string: "/webhooks/",
  text_transformation: [{ priority: 0, type: "URL_DECODE" }],
};

const visibility = (metricName: string) => ({
  cloudwatchMetricsEnabled: true,
  sampledRequestsEnabled: false,
  metricName,
});

/** A statement's names are the provider's own: its bindings have no type for it. */
const rateRule = (name: string, limit: number, more: object): Rule => ({
  name: `rate-of-${name}`,
  action: { block: {} },
  statement: { rate_based_statement: { limit, aggregate_key_type: "IP", ...more } },
  visibilityConfig: visibility(`rate-of-${name}`),
});

const managedRule = (group: string, counted: readonly string[]): Rule => ({
  name: group,
  overrideAction: { none: {} },
  statement: {
    managed_rule_group_statement: {
      name: group,
      vendor_name: "AWS",
      ...(counted.length === 0
        ? {}
        : { rule_action_override: counted.map((name) => ({ name, action_to_use: { count: {} } })) }),
    },
  },
  visibilityConfig: visibility(group),
});
