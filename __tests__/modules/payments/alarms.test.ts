import "../support/code-stand-in";
import { exported, payments, plainPayments } from "../support/synthesise";
import type { JsonObject, Terraform } from "../support/terraform";

const plain = plainPayments("plain");
const inner = exported("payments").files["main.tf.json"]!;
const GIVEN_TOPIC = "arn:aws:sns:us-west-2:123456789012:given";
const alarm = (id: string, terraform = plain): JsonObject => terraform.at(`aws_cloudwatch_metric_alarm.alarm_${id}`);
const topicsOf = (terraform: Terraform): unknown[] => [
  ...new Set(
    terraform
      .all("aws_cloudwatch_metric_alarm")
      .flatMap(({ attributes }) => [
        ...(attributes["alarm_actions"] as string[]),
        ...(attributes["ok_actions"] as string[]),
      ]),
  ),
];

const [DISPATCHER, DELIVERER] = ["webhook_dispatcher", "webhook_deliverer"];
const [RECOVERY, PUBLISHER] = ["payment_recovery", "payment_publisher"];
const PAYERS = ["payment_validator", "payment_processor", "payment_refunds", RECOVERY, "payment_webhook_processor"];

describe("the alarms on counts of our own", () => {
  it.each([
    ["payment_failures", ["PaymentFailures"], PAYERS, 5],
    ["late_successes", ["LateSuccesses"], PAYERS, 0],
    ["reversals_exceeded", ["ReversalsExceeded"], PAYERS, 0],
    ["refunds_returned", ["RefundsReturned"], PAYERS, 0],
    ["books_differ", ["NoticesContradicting", "SettlementsDiffer"], ["payment_webhook_processor"], 0],
    ["overdue", ["OverdueAttempts", "OverdueAuthorisations", "OverdueSuspense"], [RECOVERY], 0],
    ["sweep_failures", ["SweepFailures"], [RECOVERY, PUBLISHER], 0],
    ["unpublished_events", ["EventsNotPublished", "EventsUnreadable", "EventsOfOtherEpoch"], [PUBLISHER], 0],
    ["webhook_failures", ["WebhookDispatchFailures", "WebhookDeliveryErrors"], [DISPATCHER, DELIVERER], 0],
    ["webhook_endpoints_disabled", ["WebhookEndpointsDisabled"], [DELIVERER], 0],
    ["webhook_targets_refused", ["WebhookTargetsRefused"], [DELIVERER], 0],
  ])("%s: the sum of %j over %j within five minutes, above %d", (id, metrics, functions, threshold) => {
    const pairs = functions.flatMap((name) => metrics.map((metric) => ({ name, metric })));
    expect(alarm(id)).toMatchObject({
      threshold,
      comparison_operator: "GreaterThanThreshold",
      treat_missing_data: "notBreaching",
      metric_query: [
        { id: "total", return_data: true, expression: pairs.map((_, place) => `FILL(m${place + 1}, 0)`).join(" + ") },
        ...pairs.map(({ name, metric }, place) => ({
          id: `m${place + 1}`,
          metric: {
            namespace: "EcosystemAWS/Payments",
            metric_name: metric,
            stat: "Sum",
            period: 300,
            dimensions: {
              service: `\${aws_lambda_function.${name}.function_name}`,
              environment: "test",
            },
          },
        })),
      ],
    });
    // CloudWatch: at most ten metrics in an alarm's expression.
    expect(pairs.length).toBeLessThanOrEqual(10);
  });

  it("ring at the threshold of the input", () => {
    expect(alarm("payment_failures", payments({ paymentFailuresAlarmThreshold: 50 }))["threshold"]).toBe(50);
  });
});

describe("the alarms of the source documents", () => {
  it("a function fails five times within ten minutes, each of them", () => {
    const errors = plain.all("aws_cloudwatch_metric_alarm").filter(({ address }) => address.endsWith("_errors"));
    expect(errors).toHaveLength(12);
    for (const { attributes } of errors)
      expect(attributes).toMatchObject({
        namespace: "AWS/Lambda",
        metric_name: "Errors",
        statistic: "Sum",
        period: 600,
        threshold: 5,
        comparison_operator: "GreaterThanOrEqualToThreshold",
      });
    expect(new Set(errors.map(({ attributes }) => JSON.stringify(attributes["dimensions"]))).size).toBe(12);
  });

  it.each([
    ["payment_failures_messages", "failures"],
    ["webhook_events_dlq_messages", "webhook_events_dead_letter"],
    ["webhook_deliveries_dlq_messages", "webhook_deliveries_dead_letter"],
  ])("%s: any message in a dead-letter queue", (id, queue) => {
    expect(alarm(id)).toMatchObject({
      namespace: "AWS/SQS",
      metric_name: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: `\${aws_sqs_queue.${queue}.name}` },
      statistic: "Maximum",
      threshold: 0,
      comparison_operator: "GreaterThanThreshold",
    });
  });
});

describe("the alarm on the publisher", () => {
  it("rings where events wait for more than five minutes", () => {
    expect(alarm("publisher_lag")).toMatchObject({
      namespace: "AWS/Lambda",
      metric_name: "IteratorAge",
      dimensions: { FunctionName: "${aws_lambda_function.payment_publisher.function_name}" },
      statistic: "Maximum",
      threshold: 300_000,
    });
  });
});

describe("the alarm on deliveries of webhooks", () => {
  it("rings before their queue has as many in flight as SQS allows", () => {
    expect(alarm("webhook_deliveries_in_flight")).toMatchObject({
      namespace: "AWS/SQS",
      metric_name: "ApproximateNumberOfMessagesNotVisible",
      dimensions: { QueueName: "${aws_sqs_queue.webhook_deliveries.name}" },
      statistic: "Maximum",
      threshold: 80_000,
      comparison_operator: "GreaterThanThreshold",
    });
  });
});

describe("where alarms go", () => {
  it("is a topic of the module's own, with e-mails", () => {
    expect(topicsOf(plain)).toEqual(["${aws_sns_topic.alert_topic.arn}"]);
    const emails = payments({ alertEmails: ["ops@example.com"] }).at("aws_sns_topic_subscription.alert_topic_email");
    expect(emails).toMatchObject({
      topic_arn: "${aws_sns_topic.alert_topic.arn}",
      for_each: '${toset(["ops@example.com"])}',
    });
  });

  it("is the topic given instead, known or not", () => {
    expect(topicsOf(payments({ snsTopicArn: GIVEN_TOPIC }))).toEqual([GIVEN_TOPIC]);
    expect(topicsOf(inner)).toEqual(["${coalesce(var.sns_topic_arn, aws_sns_topic.alert_topic.arn)}"]);
  });
});
