import "../support/code-stand-in";
import { ATTEMPTS_MAX } from "../../../functions/webhooks/backoff";
import { payments, plainPayments } from "../support/synthesise";
import { statementIn, statementsIn } from "../support/policies";
import type { JsonObject } from "../support/terraform";

const plain = plainPayments("plain");
const seconds = (address: string, name: string): number => plain.at(address)[name] as number;
const actionsOf = (role: string, sid: string): readonly string[] =>
  statementIn(plain, `role_${role}_grants`, sid).actions;

describe("the queues of webhooks", () => {
  it.each(["events", "deliveries"])("%s: hides a message for six times its function's time", (id) => {
    const consumer = id === "events" ? "dispatcher" : "deliverer";
    expect(seconds(`aws_sqs_queue.webhook_${id}`, "visibility_timeout_seconds")).toBeGreaterThanOrEqual(
      6 * seconds(`aws_lambda_function.webhook_${consumer}`, "timeout"),
    );
  });

  it("deliveries: as many attempts as the deliverer makes, over days that the queue's 14 hold", () => {
    expect(plain.at("aws_sqs_queue.webhook_deliveries")).toMatchObject({
      message_retention_seconds: 1_209_600,
      redrive_policy: `\${jsonencode({"deadLetterTargetArn" = aws_sqs_queue.webhook_deliveries_dead_letter.arn, "maxReceiveCount" = ${ATTEMPTS_MAX}})}`,
    });
  });

  it.each([
    ["dispatcher", "events", undefined],
    ["deliverer", "deliveries", { maximum_concurrency: 20 }],
  ])("%s takes from %s, and says of each message whether it is done", (consumer, queue, scaling) => {
    const mapping = plain.at(`aws_lambda_event_source_mapping.webhook_${consumer}_source`);
    expect(mapping).toMatchObject({
      event_source_arn: `\${aws_sqs_queue.webhook_${queue}.arn}`,
      function_name: `\${aws_lambda_alias.webhook_${consumer}_live.arn}`,
      function_response_types: ["ReportBatchItemFailures"],
      depends_on: [`aws_iam_role_policy.role_${consumer}_policy`],
    });
    expect(mapping["scaling_config"]).toEqual(scaling);
  });
});

describe("the functions of webhooks", () => {
  it.each(["endpoints", "dispatcher", "deliverer"])("%s knows table, queue and where it may send", (id) => {
    const { variables } = plain.at(`aws_lambda_function.webhook_${id}`)["environment"] as { variables: JsonObject };
    expect(variables).toMatchObject({
      WEBHOOKS_TABLE_NAME: "${aws_dynamodb_table.webhook_table.name}",
      DELIVERY_QUEUE_URL: "${aws_sqs_queue.webhook_deliveries.url}",
      WEBHOOK_TARGETS: "public",
    });
  });

  it("deliver to this machine only where the caller says so", () => {
    const { variables } = payments({ webhookTargets: "local" }).at("aws_lambda_function.webhook_deliverer")[
      "environment"
    ] as { variables: JsonObject };
    expect(variables["WEBHOOK_TARGETS"]).toBe("local");
  });

  it("endpoints: manages endpoints, and queues deliveries", () => {
    expect(actionsOf("endpoints", "Webhooks")).toEqual([
      "dynamodb:DeleteItem",
      "dynamodb:GetItem",
      "dynamodb:PutItem",
      "dynamodb:Query",
      "dynamodb:UpdateItem",
    ]);
    expect(actionsOf("endpoints", "Deliveries")).toEqual(["sqs:SendMessage"]);
  });

  it("dispatcher: takes events, notes and queues deliveries", () => {
    expect(actionsOf("dispatcher", "Webhooks")).toEqual([
      "dynamodb:GetItem",
      "dynamodb:PutItem",
      "dynamodb:Query",
      "dynamodb:UpdateItem",
    ]);
    expect(actionsOf("dispatcher", "Events")).toEqual([
      "sqs:DeleteMessage",
      "sqs:GetQueueAttributes",
      "sqs:ReceiveMessage",
    ]);
    expect(actionsOf("dispatcher", "EventsKey")).toEqual(["kms:Decrypt"]);
    expect(actionsOf("dispatcher", "Deliveries")).toEqual(["sqs:SendMessage"]);
  });

  it("deliverer: takes deliveries, postpones them, notes what became of them; sees no payment", () => {
    expect(actionsOf("deliverer", "Webhooks")).toEqual(["dynamodb:GetItem", "dynamodb:UpdateItem"]);
    expect(actionsOf("deliverer", "Deliveries")).toEqual([
      "sqs:DeleteMessage",
      "sqs:GetQueueAttributes",
      "sqs:ReceiveMessage",
    ]);
    expect(actionsOf("deliverer", "PostponeDeliveries")).toEqual(["sqs:ChangeMessageVisibility"]);
    expect(
      statementsIn(plain, "role_deliverer_grants").filter(({ resources }) =>
        resources.some((arn) => arn.includes("payment-transactions")),
      ),
    ).toEqual([]);
  });
});
