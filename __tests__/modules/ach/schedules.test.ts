import "../support/code-stand-in";
import { inForce, SAME_DAY_WINDOWS, STANDARD_WINDOW_CLOSES } from "../../../functions/ach/calendar/network-rules";
import { odfiSettings } from "../../../functions/ach/settings";
import { CLOSES_AT_MINUTE, LEAD_MINUTES } from "../../../modules/ach/schedules";
import { ach, exported, ODFI_SETTINGS, plainAch } from "../support/synthesise";
import { asText, type Terraform } from "../support/terraform";

const plain = plainAch("plain");
const settingsWith = (leadMinutes: number): string =>
  JSON.stringify({ ...(JSON.parse(ODFI_SETTINGS) as object), windows: { leadMinutes } });
const cutOffs = (terraform: Terraform): unknown[] =>
  ["same_day_1", "same_day_2", "same_day_3", "standard"].map(
    (window) => terraform.at(`aws_scheduler_schedule.schedule_windows_${window}_cut_off`)["schedule_expression"],
  );

describe("the times of windows", () => {
  it("are those that the functions go by", () => {
    const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
    const today = "2026-11-21";
    const sameDay = inForce(SAME_DAY_WINDOWS, today).map(({ name, closes }) => [
      name.replaceAll("-", "_"),
      minuteOf(closes),
    ]);
    expect(CLOSES_AT_MINUTE).toEqual({
      ...Object.fromEntries(sameDay),
      standard: minuteOf(inForce(STANDARD_WINDOW_CLOSES, today)),
    });
    expect(odfiSettings.parse(JSON.parse(ODFI_SETTINGS)).windows.leadMinutes).toBe(LEAD_MINUTES);
  });

  it("are cut-offs, as long before the operators' deadlines as the bank says", () => {
    expect(cutOffs(plain)).toEqual([
      "cron(45 9 * * ? *)",
      "cron(0 14 * * ? *)",
      "cron(0 16 * * ? *)",
      "cron(30 1 * * ? *)",
    ]);
    expect(cutOffs(ach({ odfiSettings: settingsWith(180) }))).toEqual([
      "cron(30 7 * * ? *)",
      "cron(45 11 * * ? *)",
      "cron(45 13 * * ? *)",
      "cron(15 23 * * ? *)",
    ]);
  });

  it("are reckoned by Terraform where it alone knows the settings", () => {
    const lead = "try(jsondecode(var.odfi_settings).windows.leadMinutes, 45)";
    const minute = `((1575 - ${lead}) % 1440)`;
    expect(cutOffs(exported("ach").files["main.tf.json"]!)[3]).toBe(
      `\${format("cron(%d %d * * ? *)", (${minute} % 60), floor((${minute} / 60)))}`,
    );
  });

  it("are deadlines, too: five minutes later the optimiser cancels what did not leave", () => {
    const deadlines = ["same_day_1", "same_day_2", "same_day_3", "standard"].map(
      (window) => plain.at(`aws_scheduler_schedule.schedule_windows_${window}_deadline`)["schedule_expression"],
    );
    expect(deadlines).toEqual([
      "cron(35 10 * * ? *)",
      "cron(50 14 * * ? *)",
      "cron(50 16 * * ? *)",
      "cron(20 2 * * ? *)",
    ]);
  });
});

describe("the clock", () => {
  const EASTERN = "America/New_York";

  it.each([
    ["windows_standard_cut_off", "ach-standard-cut-off-test", "cron(30 1 * * ? *)", EASTERN, "optimizer", "{}", 900],
    ["windows_standard_deadline", "ach-standard-deadline-test", "cron(20 2 * * ? *)", EASTERN, "optimizer", "{}", 900],
    ["left_over", "ach-left-over-test", "cron(5 * * * ? *)", undefined, "optimizer", "{}", 3600],
    ["deliveries", "ach-deliveries-test", "rate(1 minute)", undefined, "delivery", "{}", 60],
    ["collect", "ach-collect-test", "rate(10 minutes)", undefined, "incoming", '{"collect" = true}', 900],
    ["report", "ach-report-test", "cron(0 5 * * ? *)", EASTERN, "reconciler", "{}", 3600],
  ])(
    "%s is %s, %s in %s, and a call that could not be made is kept",
    (id, name, expression, zone, target, input, age) => {
      const schedule = plain.at(`aws_scheduler_schedule.schedule_${id}`);
      expect(schedule["schedule_expression_timezone"]).toBe(zone);
      expect(schedule).toMatchObject({
        name,
        schedule_expression: expression,
        flexible_time_window: { mode: "OFF" },
        target: {
          arn: `\${aws_lambda_alias.ach_${target}_live.arn}`,
          role_arn: "${aws_iam_role.role_schedules.arn}",
          input: `\${jsonencode(${input})}`,
          dead_letter_config: { arn: "${aws_sqs_queue.failures.arn}" },
          retry_policy: { maximum_event_age_in_seconds: age, maximum_retry_attempts: 1 },
        },
      });
    },
  );

  it("has these schedules and no others", () => {
    expect(plain.all("aws_scheduler_schedule")).toHaveLength(12);
    for (const { attributes } of plain.all("aws_scheduler_schedule"))
      expect(asText(attributes["name"]).length).toBeLessThanOrEqual(64);
  });
});
