import "../support/code-stand-in";
import { exported, payments, plainPayments, REQUIRED_BY_PAYMENTS } from "../support/synthesise";
import { statementIn, statementsIn } from "../support/policies";
import { asText } from "../support/terraform";

const plain = plainPayments("plain");
const inner = exported("payments").files["main.tf.json"]!;
const RULES = ["event_to_debit_notices", "event_to_topic", "event_to_webhooks"];
const PATTERN = '${jsonencode({"source" = ["ecosystemaws.payments"]})}';

describe("the event bus", () => {
  it("is of the platform alone, with an archive to replay from", () => {
    expect(plain.at("aws_cloudwatch_event_bus.event_bus")).toMatchObject({ name: "payments-test" });
    expect(plain.at("aws_cloudwatch_event_archive.event_archive")).toMatchObject({
      event_source_arn: "${aws_cloudwatch_event_bus.event_bus.arn}",
      event_pattern: PATTERN,
      retention_days: 90,
    });
    expect(payments({ eventArchiveDays: 7 }).at("aws_cloudwatch_event_archive.event_archive")).toMatchObject({
      retention_days: 7,
    });
  });

  it.each([
    ["event_to_webhooks", "${aws_sqs_queue.webhook_events.arn}"],
    ["event_to_topic", "${aws_sns_topic.event_topic.arn}"],
  ])("%s sends every event of the platform to %s, and keeps what is not taken", (id, arn) => {
    expect(plain.at(`aws_cloudwatch_event_rule.${id}`)).toMatchObject({
      event_bus_name: "${aws_cloudwatch_event_bus.event_bus.name}",
      event_pattern: PATTERN,
    });
    expect(plain.at(`aws_cloudwatch_event_target.${id}_target`)).toMatchObject({
      event_bus_name: "${aws_cloudwatch_event_bus.event_bus.name}",
      arn,
      dead_letter_config: { arn: "${aws_sqs_queue.failures.arn}" },
    });
  });

  it("sends what became of transfers to the queue of payments' debits, and nothing else", () => {
    const pattern = plain.at("aws_cloudwatch_event_rule.event_to_debit_notices")["event_pattern"] as string;
    expect(pattern.match(/ach\.transfer_\w+/g)).toEqual([
      "ach.transfer_settled",
      "ach.transfer_available",
      "ach.transfer_returned",
      "ach.transfer_rejected",
      "ach.transfer_cancelled",
    ]);
    expect(pattern).toContain('"source" = ["ecosystemaws.payments"]');
    expect(plain.at("aws_cloudwatch_event_target.event_to_debit_notices_target")).toMatchObject({
      arn: "${aws_sqs_queue.debit_notice_queue.arn}",
      dead_letter_config: { arn: "${aws_sqs_queue.failures.arn}" },
    });
    expect(plain.at("aws_lambda_event_source_mapping.debit_notice_source")).toMatchObject({
      event_source_arn: "${aws_sqs_queue.debit_notice_queue.arn}",
      function_name: "${aws_lambda_alias.payment_recovery_live.arn}",
      function_response_types: ["ReportBatchItemFailures"],
    });
  });

  it("has no other rules, and none without a queue for what fails", () => {
    expect(plain.all("aws_cloudwatch_event_rule").map(({ address }) => address.split(".")[1])).toEqual(RULES);
    for (const { attributes } of plain.all("aws_cloudwatch_event_target"))
      expect(attributes).toHaveProperty("dead_letter_config");
  });

  it("may send to its queues by those rules alone", () => {
    const arns = (...rules: string[]) => [
      {
        test: "ArnEquals",
        variable: "aws:SourceArn",
        values: rules.map((rule) => `\${aws_cloudwatch_event_rule.${rule}.arn}`),
      },
    ];
    expect(statementIn(plain, "webhook_events_policy_document", "FromRules")).toMatchObject({
      principals: ["Service:events.amazonaws.com"],
      actions: ["sqs:SendMessage"],
      conditions: arns("event_to_webhooks"),
    });
    expect(statementIn(plain, "failures_policy_document", "FromRules").conditions).toEqual(
      arns("event_to_webhooks", "event_to_topic", "event_to_debit_notices"),
    );
    expect(statementIn(plain, "debit_notice_queue_policy_document", "FromRules").conditions).toEqual(
      arns("event_to_debit_notices"),
    );
    const open = ["webhook_deliveries", "webhook_deliveries_dead_letter", "webhook_events_dead_letter"].flatMap((id) =>
      statementsIn(plain, `${id}_policy_document`).filter(({ sid }) => sid === "FromRules"),
    );
    expect(open).toEqual([]);
  });

  it("publishes to its topic, which takes nothing from others", () => {
    expect(plain.at("aws_sns_topic.event_topic")).toMatchObject({ name: "payment-events-test" });
    expect(
      statementsIn(plain, "event_topic_policy_document")
        .filter(({ effect }) => effect === "Allow")
        .flatMap(({ principals }) => principals),
    ).toEqual(["Service:events.amazonaws.com"]);
  });
});

describe("the publisher", () => {
  const outbox = plain.at("aws_lambda_event_source_mapping.trigger_outbox");

  it.each([
    ["outbox", REQUIRED_BY_PAYMENTS.paymentTransactionsStreamArn],
    ["escrow_outbox", REQUIRED_BY_PAYMENTS.escrowAccountsStreamArn],
  ])("reads the %s from its table's stream; what fails is halved, tried again, and kept at last", (id, stream) => {
    const mapping = plain.at(`aws_lambda_event_source_mapping.trigger_${id}`);
    expect(mapping["filter_criteria"]).toEqual(outbox["filter_criteria"]);
    expect(mapping).toMatchObject({
      event_source_arn: stream,
      function_name: "${aws_lambda_alias.payment_publisher_live.arn}",
      starting_position: "LATEST",
      bisect_batch_on_function_error: true,
      maximum_retry_attempts: 10,
      maximum_record_age_in_seconds: 3600,
      function_response_types: ["ReportBatchItemFailures"],
      destination_config: { on_failure: { destination_arn: "${aws_sqs_queue.failures.arn}" } },
    });
  });

  it("sees what this Region put into the outbox, and nothing else", () => {
    const filter = (outbox["filter_criteria"] as { filter: { pattern: string }[] }).filter;
    expect(filter).toEqual([
      {
        pattern:
          '${jsonencode({"eventName" = ["INSERT"], "dynamodb" = {"Keys" = {"pk" = {"S" = [{"prefix" = "OUTBOX#"}]}}, ' +
          '"NewImage" = {"region" = {"S" = ["us-west-2"]}}}})}',
      },
    ]);
    expect(asText(inner.at("aws_lambda_event_source_mapping.trigger_outbox")["filter_criteria"])).toContain(
      "[var.aws_region]",
    );
  });

  it("may read the streams before their mappings are made", () => {
    expect(outbox["depends_on"]).toEqual(["aws_iam_role_policy.role_publisher_policy"]);
    expect(statementIn(plain, "role_publisher_grants", "ReadStream").resources).toEqual([
      REQUIRED_BY_PAYMENTS.paymentTransactionsStreamArn,
      REQUIRED_BY_PAYMENTS.escrowAccountsStreamArn,
    ]);
  });
});

describe("each minute", () => {
  it.each(["recovery", "publisher"])("%s is called, and a call that could not be made is kept", (id) => {
    expect(plain.at(`aws_scheduler_schedule.trigger_${id}`)).toMatchObject({
      name: `payment-${id}-test`,
      schedule_expression: "rate(1 minute)",
      flexible_time_window: { mode: "OFF" },
      target: {
        arn: `\${aws_lambda_alias.payment_${id}_live.arn}`,
        role_arn: "${aws_iam_role.role_schedules.arn}",
        dead_letter_config: { arn: "${aws_sqs_queue.failures.arn}" },
        retry_policy: { maximum_event_age_in_seconds: 60, maximum_retry_attempts: 1 },
      },
    });
  });

  it("the scheduler takes a role that may make these two calls", () => {
    expect(statementsIn(plain, "role_schedules_trust")[0]?.principals).toEqual(["Service:scheduler.amazonaws.com"]);
    expect(statementsIn(plain, "role_schedules_grants").flatMap(({ resources }) => resources)).toEqual(
      expect.arrayContaining([
        "${aws_lambda_alias.payment_recovery_live.arn}",
        "${aws_lambda_alias.payment_publisher_live.arn}",
      ]),
    );
  });
});
