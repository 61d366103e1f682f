import "../support/code-stand-in";
import { escrow, plainEscrow } from "../support/synthesise";
import { statementsIn } from "../support/policies";

const plain = plainEscrow("plain");
const seconds = (address: string, name: string): number => plain.at(address)[name] as number;

const WORKERS = [
  ["releases", "releaser", "releaser", 32],
  ["interest", "interest_accruer", "accruer", 8],
  ["payouts", "payouts", "payouts", 8],
] as const;

describe.each(WORKERS)("the queue of %s", (id, worker, role, most) => {
  it("hides an order for six times its function's time", () => {
    expect(seconds(`aws_sqs_queue.${id}_queue`, "visibility_timeout_seconds")).toBeGreaterThanOrEqual(
      6 * seconds(`aws_lambda_function.escrow_${worker}`, "timeout"),
    );
  });

  it("keeps what could not be worked off in a queue of its own", () => {
    expect(plain.at(`aws_sqs_queue.${id}_queue`)["redrive_policy"]).toBe(
      `\${jsonencode({"deadLetterTargetArn" = aws_sqs_queue.${id}_queue_dead_letter.arn, "maxReceiveCount" = 5})}`,
    );
  });

  it("gives orders one by one, many side by side, and hears of each whether it is done", () => {
    expect(plain.at(`aws_lambda_event_source_mapping.${id}_source`)).toMatchObject({
      event_source_arn: `\${aws_sqs_queue.${id}_queue.arn}`,
      function_name: `\${aws_lambda_alias.escrow_${worker}_live.arn}`,
      batch_size: 1,
      function_response_types: ["ReportBatchItemFailures"],
      scaling_config: { maximum_concurrency: most },
      depends_on: [`aws_iam_role_policy.role_${role}_policy`],
    });
  });
});

describe("the workers on releases", () => {
  it("are as many as the caller says", () => {
    const few = escrow({ releasersMax: 2 }).at("aws_lambda_event_source_mapping.releases_source");
    expect(few["scaling_config"]).toEqual({ maximum_concurrency: 2 });
  });
});

describe("the clock", () => {
  it.each([
    ["due_releases", "escrow-releases-test", "rate(1 minute)", "releaser", 60],
    ["due_interest", "escrow-interest-test", "cron(5 * * * ? *)", "interest_accruer", 3600],
    ["due_payouts", "escrow-payouts-test", "cron(5 * * * ? *)", "payouts", 3600],
    ["due_comparison", "escrow-comparison-test", "cron(35 0 * * ? *)", "interest_accruer", 43_200],
  ])("%s is %s, %s, and a call that could not be made is kept", (id, name, expression, target, age) => {
    expect(plain.at(`aws_scheduler_schedule.${id}`)).toMatchObject({
      name,
      schedule_expression: expression,
      flexible_time_window: { mode: "OFF" },
      target: {
        arn: `\${aws_lambda_alias.escrow_${target}_live.arn}`,
        role_arn: "${aws_iam_role.role_schedules.arn}",
        dead_letter_config: { arn: "${aws_sqs_queue.failures.arn}" },
        retry_policy: { maximum_event_age_in_seconds: age, maximum_retry_attempts: 1 },
      },
    });
  });

  it("says what is to be done where a function has two things to do", () => {
    const input = (id: string) => (plain.at(`aws_scheduler_schedule.${id}`)["target"] as { input: string }).input;
    expect(input("due_interest")).toBe('${jsonencode({"source" = "schedule"})}');
    expect(input("due_comparison")).toBe('${jsonencode({"compare" = true})}');
  });

  it("has a role that the scheduler takes", () => {
    expect(statementsIn(plain, "role_schedules_trust")[0]?.principals).toEqual(["Service:scheduler.amazonaws.com"]);
  });
});
