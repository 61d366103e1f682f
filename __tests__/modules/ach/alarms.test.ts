import "../support/code-stand-in";
import { ach, plainAch, REQUIRED_BY_ACH } from "../support/synthesise";
import type { JsonObject } from "../support/terraform";

const plain = plainAch("plain");
const alarm = (id: string): JsonObject => plain.at(`aws_cloudwatch_metric_alarm.alarm_${id}`);

describe("the alarms on counts of our own", () => {
  it.each([
    ["files_held", "FilesHeld", ["optimizer", "delivery"], 300, 0],
    ["files_cancelled", "FilesCancelled", ["optimizer"], 300, 0],
    ["files_rejected", "FilesRejected", ["incoming"], 300, 0],
    ["files_late", "FilesLate", ["delivery"], 300, 0],
    ["files_unacknowledged", "FilesUnacknowledged", ["delivery"], 300, 0],
    ["windows_failed", "WindowsFailed", ["optimizer"], 300, 0],
    ["transfers_uncovered", "TransfersUncovered", ["optimizer"], 300, 0],
    ["transfers_postponed", "TransfersPostponed", ["optimizer", "incoming"], 300, 0],
    ["transfers_overdue", "TransfersOverdue", ["optimizer"], 300, 0],
    ["transfers_returned", "TransfersReturned", ["incoming"], 3600, 20],
    ["transfers_declined", "TransfersDeclined", ["transfers", "rail", "accounts"], 300, 5],
    ["holds_failed", "HoldsFailed", ["optimizer"], 300, 0],
    ["returns_unmatched", "ReturnsUnmatched", ["incoming"], 300, 0],
    ["returns_late", "ReturnsLate", ["incoming"], 300, 0],
    ["entries_missing", "EntriesMissing", ["reconciler"], 300, 0],
    ["return_rates", "ReturnRateUnauthorised ReturnRateAdministrative ReturnRateOverall", ["reconciler"], 300, 0],
    [
      "collections_failed",
      "CollectionsFailed ListingsTruncated FilesUncollected IncomingFailures",
      ["incoming"],
      300,
      0,
    ],
  ])("%s: %s over %j", (id, metrics, functions, period, threshold) => {
    const pairs = functions.flatMap((name) => metrics.split(" ").map((metric) => ({ name, metric })));
    expect(alarm(id)).toMatchObject({
      alarm_name: `ach-${id.replaceAll("_", "-")}-test`,
      threshold,
      comparison_operator: "GreaterThanThreshold",
      treat_missing_data: "notBreaching",
      metric_query: [
        {
          id: "total",
          return_data: true,
          expression: pairs.map((_, place) => `FILL(m${place + 1}, 0)`).join(" + "),
        },
        ...pairs.map(({ name, metric }, place) => ({
          id: `m${place + 1}`,
          metric: {
            namespace: "EcosystemAWS/Payments",
            metric_name: metric,
            stat: "Sum",
            period,
            dimensions: { service: `\${aws_lambda_function.ach_${name}.function_name}`, environment: "test" },
          },
        })),
      ],
    });
  });

  it("have the number of returns that the caller takes for usual", () => {
    expect(
      ach({ returnsAlarmThreshold: 3 }).at("aws_cloudwatch_metric_alarm.alarm_transfers_returned")["threshold"],
    ).toBe(3);
  });
});

describe("the alarms of the source documents", () => {
  it("a function fails five times within ten minutes, each of them", () => {
    const errors = plain.all("aws_cloudwatch_metric_alarm").filter(({ address }) => address.endsWith("_errors"));
    expect(errors).toHaveLength(7);
    for (const { attributes } of errors)
      expect(attributes).toMatchObject({ namespace: "AWS/Lambda", metric_name: "Errors", period: 600, threshold: 5 });
  });

  it.each([
    ["ach_failures", "failures"],
    ["ach_deliveries_dlq", "deliveries_queue_dead_letter"],
    ["ach_incoming_dlq", "incoming_queue_dead_letter"],
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
        [REQUIRED_BY_ACH.snsTopicArn],
        [REQUIRED_BY_ACH.snsTopicArn],
      ]);
  });
});
