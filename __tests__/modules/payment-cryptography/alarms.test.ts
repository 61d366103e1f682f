import "../support/code-stand-in";
import { cryptography, exported, plainCryptography } from "../support/synthesise";
import { statementsIn } from "../support/policies";
import type { Terraform } from "../support/terraform";

const plain = plainCryptography("plain");
const inner = exported("payment-cryptography").files["module/main.tf.json"]!;
const OWN_TOPIC = "${aws_sns_topic.security_topic.arn}";
const GIVEN_TOPIC = "arn:aws:sns:us-west-2:123456789012:security";
const actionsOf = (terraform: Terraform): unknown[] =>
  terraform.all("aws_cloudwatch_metric_alarm").map(({ attributes }) => attributes["alarm_actions"]);
const RULES = ["denied_kms_call", "key_ending", "key_policy_change"] as const;
const alarm = (id: string, terraform = plain) => terraform.at(`aws_cloudwatch_metric_alarm.${id}_alarm`);

describe("every alarm", () => {
  it("tells the security topic, and takes missing data for calm", () => {
    expect(plain.all("aws_cloudwatch_metric_alarm")).toHaveLength(7);
    for (const { attributes } of plain.all("aws_cloudwatch_metric_alarm"))
      expect(attributes).toMatchObject({ alarm_actions: [OWN_TOPIC], treat_missing_data: "notBreaching" });
  });
});

describe("the event rules", () => {
  it.each(RULES)("%s sees read-only calls too, which a refused Decrypt is", (id) => {
    expect(plain.at(`aws_cloudwatch_event_rule.security_${id}`)).toMatchObject({
      state: "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS",
    });
  });

  it.each(RULES)("%s sends its facts to the topic, and raises an alarm at the first event", (id) => {
    expect(plain.at(`aws_cloudwatch_event_target.security_${id}_notice`)).toMatchObject({
      arn: OWN_TOPIC,
      rule: `\${aws_cloudwatch_event_rule.security_${id}.name}`,
    });
    expect(alarm(`security_${id}`)).toMatchObject({
      namespace: "AWS/Events",
      metric_name: "TriggeredRules",
      dimensions: { RuleName: `\${aws_cloudwatch_event_rule.security_${id}.name}` },
      threshold: 0,
      comparison_operator: "GreaterThanThreshold",
    });
  });

  it("look for refusals, endings of our keys, changes of our keys' policies", () => {
    const pattern = (id: string): string =>
      plain.at(`aws_cloudwatch_event_rule.security_${id}`)["event_pattern"] as string;
    for (const id of RULES)
      expect(pattern(id)).toContain('"source" = ["aws.kms"], "detail-type" = ["AWS API Call via CloudTrail"]');
    expect(pattern("denied_kms_call")).toContain('"errorCode" = ["AccessDenied", "AccessDeniedException"]');
    expect(pattern("key_ending")).toContain('"eventName" = ["DisableKey", "ScheduleKeyDeletion"]');
    expect(pattern("key_policy_change")).toContain('"eventName" = ["PutKeyPolicy"]');
    for (const id of ["key_ending", "key_policy_change"])
      for (const key of ["vault", "payment", "ach", "escrow", "audit", "fingerprint"])
        expect(pattern(id)).toContain(`aws_kms_key.${key}_key`);
  });

  it("fill in each fact that their notice names", () => {
    for (const { attributes } of plain.all("aws_cloudwatch_event_target")) {
      const { input_paths, input_template } = attributes["input_transformer"] as {
        input_paths: object;
        input_template: string;
      };
      const named = [...input_template.matchAll(/<(\w+)>/g)].map(([, name]) => name);
      expect(Object.keys(input_paths).sort()).toEqual([...new Set(named)].sort());
    }
  });
});

describe("the alarms on volume", () => {
  it.each([
    ["detokenise_volume", "Detokenisations", "vault_detokenise", 100],
    ["rail_egress_volume", "RailEgressDecryptions", "vault_rail_egress", 10_000],
  ])("%s counts %s of %s within five minutes, by default %d", (id, metric, lambda, threshold) => {
    expect(alarm(`security_${id}`)).toMatchObject({
      namespace: "EcosystemAWS/Payments",
      metric_name: metric,
      dimensions: { service: `\${aws_lambda_function.${lambda}.function_name}`, environment: "test" },
      statistic: "Sum",
      period: 300,
      threshold,
      comparison_operator: "GreaterThanOrEqualToThreshold",
    });
  });

  it("have the inputs' thresholds", () => {
    const given = cryptography({ detokeniseAlarmThreshold: 7, railEgressAlarmThreshold: 8 });
    expect([
      alarm("security_detokenise_volume", given)["threshold"],
      alarm("security_rail_egress_volume", given)["threshold"],
    ]).toEqual([7, 8]);
    expect(alarm("security_detokenise_volume", inner)["threshold"]).toBe("${var.detokenise_alarm_threshold}");
  });
});

describe("the alarms on cost", () => {
  it("savings: below the target", () => {
    expect(alarm("cost_savings")).toMatchObject({
      metric_name: "PaymentCostSavingsPercent",
      threshold: 98,
      comparison_operator: "LessThanThreshold",
    });
    expect(alarm("cost_savings", cryptography({ targetPaymentCostSavingsPercent: 95 }))["threshold"]).toBe(95);
    expect(alarm("cost_savings", inner)["threshold"]).toBe("${var.target_payment_cost_savings_percent}");
  });

  it.each([
    [10_000, 200],
    [12_345.67, 246.9134],
    [0, 0],
  ])("overrun: above 2 %% of a baseline of %d dollars, which is %d", (paymentCostBaselineStripe, dollars) => {
    const overrun = alarm("cost_overrun", cryptography({ paymentCostBaselineStripe }));
    expect(overrun).toMatchObject({
      metric_name: "PaymentProcessingCost",
      comparison_operator: "GreaterThanThreshold",
    });
    expect(overrun["threshold"]).toBeCloseTo(dollars, 6);
  });

  it("overrun: 2 % of the variable, reckoned by Terraform", () => {
    expect(alarm("cost_overrun", inner)["threshold"]).toBe("${(var.payment_cost_baseline_stripe * 0.02)}");
  });
});

describe("the security topic", () => {
  it("is always made, encrypted, and takes messages from alarms and rules", () => {
    for (const terraform of [plain, cryptography({ snsTopicArn: GIVEN_TOPIC })]) {
      expect(terraform.at("aws_sns_topic.security_topic")).toMatchObject({
        name: "payment-security-alerts-test",
        kms_master_key_id: "${aws_kms_key.audit_key.arn}",
      });
      const allowed = statementsIn(terraform, "security_topic_policy_document").filter(
        ({ effect }) => effect === "Allow",
      );
      expect(allowed.flatMap(({ principals }) => principals)).toEqual([
        "Service:cloudwatch.amazonaws.com",
        "Service:events.amazonaws.com",
      ]);
    }
  });

  it("gives way to the topic given, for alarms, notices and e-mails", () => {
    const given = cryptography({ snsTopicArn: GIVEN_TOPIC, paymentSecurityAlertEmails: ["security@example.com"] });
    expect(actionsOf(given)).toEqual(Array(7).fill([GIVEN_TOPIC]));
    expect(given.all("aws_cloudwatch_event_target").map(({ attributes }) => attributes["arn"])).toEqual(
      Array(3).fill(GIVEN_TOPIC),
    );
    expect(given.at("aws_sns_topic_subscription.security_topic_email")).toMatchObject({
      topic_arn: GIVEN_TOPIC,
      for_each: '${toset(["security@example.com"])}',
    });
  });

  it("gives way to a topic that only Terraform knows, by a function and not by a count", () => {
    const chosen = "${coalesce(var.sns_topic_arn, aws_sns_topic.security_topic.arn)}";
    expect(actionsOf(inner)).toEqual(Array(7).fill([chosen]));
    expect(inner.at("aws_sns_topic_subscription.security_topic_email")["topic_arn"]).toBe(chosen);
  });
});
