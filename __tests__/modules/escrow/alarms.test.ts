import "../support/code-stand-in";
import { plainEscrow, REQUIRED_BY_ESCROW } from "../support/synthesise";
import type { JsonObject } from "../support/terraform";

const plain = plainEscrow("plain");
const alarm = (id: string): JsonObject => plain.at(`aws_cloudwatch_metric_alarm.alarm_${id}`);

describe("the alarms on counts of our own", () => {
  it.each([
    ["overdue", ["ReleaseOverdue"], ["releaser"]],
    ["release_failures", ["ReleaseFailures"], ["releaser"]],
    ["disputes_stuck", ["DisputesOverdue"], ["releaser"]],
    [
      "refunds_failed",
      ["ResolutionRefundsFailed", "ResolutionRefundsRefused", "ExpiryRefundsFailed"],
      ["manager", "releaser"],
    ],
    ["interest", ["InterestOverdue", "InterestFailures"], ["interest_accruer"]],
    ["payouts", ["PayoutOverdue", "PayoutFailures"], ["payouts"]],
    ["payouts_not_made", ["PayoutsNotMade"], ["manager", "releaser", "payouts"]],
    ["imbalance", ["EscrowImbalance"], ["interest_accruer"]],
  ])("%s: any of %j over %j within five minutes", (id, metrics, functions) => {
    const pairs = functions.flatMap((name) => metrics.map((metric) => ({ name, metric })));
    expect(alarm(id)).toMatchObject({
      threshold: 0,
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
            dimensions: { service: `\${aws_lambda_function.escrow_${name}.function_name}`, environment: "test" },
          },
        })),
      ],
    });
    // CloudWatch: at most ten metrics in an alarm's expression.
    expect(pairs.length).toBeLessThanOrEqual(10);
  });
});

describe("the alarms of the source documents", () => {
  it("a function fails five times within ten minutes, each of them", () => {
    const errors = plain.all("aws_cloudwatch_metric_alarm").filter(({ address }) => address.endsWith("_errors"));
    expect(errors).toHaveLength(4);
    for (const { attributes } of errors)
      expect(attributes).toMatchObject({ namespace: "AWS/Lambda", metric_name: "Errors", period: 600, threshold: 5 });
  });

  it.each([
    ["escrow_failures", "failures"],
    ["escrow_releases_dlq", "releases_queue_dead_letter"],
    ["escrow_interest_dlq", "interest_queue_dead_letter"],
    ["escrow_payouts_dlq", "payouts_queue_dead_letter"],
  ])("%s: any message in a dead-letter queue", (id, queue) => {
    expect(alarm(`${id}_messages`)).toMatchObject({
      namespace: "AWS/SQS",
      metric_name: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: `\${aws_sqs_queue.${queue}.name}` },
      statistic: "Maximum",
      threshold: 0,
    });
  });
});

describe("where alarms go", () => {
  it("is the topic that was given, when they ring and when it is over", () => {
    for (const { attributes } of plain.all("aws_cloudwatch_metric_alarm"))
      expect([attributes["alarm_actions"], attributes["ok_actions"]]).toEqual([
        [REQUIRED_BY_ESCROW.snsTopicArn],
        [REQUIRED_BY_ESCROW.snsTopicArn],
      ]);
  });
});
