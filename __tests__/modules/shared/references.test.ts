import "../support/code-stand-in";
import { ref, Token } from "cdktf";
import {
  Alarm,
  CountAlarm,
  EachHour,
  EachMinute,
  FailureQueue,
  GivenCodeBucket,
  GivenRole,
  GivenTable,
  grantInvoke,
  grantReadSecrets,
  PlatformFunction,
  PlatformRole,
  secretsOrNone,
  TableWriters,
} from "../../../modules/shared";
import { ground, type Ground } from "../support/ground";
import { statementIn, statementsIn } from "../support/policies";
import { synthesise } from "../support/synthesise";
import type { Terraform } from "../support/terraform";
import type { ReadableStack } from "../../../modules/shared";

const on = (build: (stack: ReadableStack, base: Ground) => void): Terraform =>
  synthesise((stack) => {
    build(stack, ground(stack));
  });
const KEY = { arn: "arn:aws:kms:us-west-2:123456789012:key/given" };
const TABLE_ARN = "arn:aws:dynamodb:us-west-2:123456789012:table/given";

describe("a table that another module made", () => {
  const granted = (
    actions: readonly string[],
    indexes?: readonly string[],
    partitions?: readonly string[],
  ): Terraform =>
    on((stack, { surroundings, role }) => {
      const table = new GivenTable(stack, "table", { surroundings, name: "given", arn: TABLE_ARN, encryptionKey: KEY });
      expect([table.name, table.arn]).toEqual(["given", TABLE_ARN]);
      table.grant(role, "Given", actions, indexes, partitions);
    });

  it("grants its key with the right to its items, through DynamoDB alone", () => {
    const terraform = granted(["dynamodb:GetItem"]);
    expect(statementIn(terraform, "role_grants", "Given")).toMatchObject({
      actions: ["dynamodb:GetItem"],
      resources: [TABLE_ARN],
    });
    expect(statementIn(terraform, "role_grants", "GivenKey")).toMatchObject({
      actions: ["kms:Decrypt", "kms:DescribeKey"],
      resources: [KEY.arn],
      conditions: [{ test: "StringEquals", variable: "kms:ViaService", values: ["dynamodb.us-west-2.amazonaws.com"] }],
    });
    expect(statementsIn(terraform, "role_grants").map(({ sid }) => sid)).toEqual(["Given", "GivenKey"]);
  });

  it("lets a role ask the indexes that are named", () => {
    expect(statementIn(granted(["dynamodb:GetItem"], ["due", "listed"]), "role_grants", "GivenIndexes")).toMatchObject({
      actions: ["dynamodb:Query"],
      resources: [`${TABLE_ARN}/index/due`, `${TABLE_ARN}/index/listed`],
    });
  });

  it("lets a role use the items of some partitions alone", () => {
    expect(statementIn(granted(["dynamodb:GetItem"], [], ["OUTBOX#*"]), "role_grants", "Given").conditions).toEqual([
      { test: "ForAllValues:StringLike", variable: "dynamodb:LeadingKeys", values: ["OUTBOX#*"] },
    ]);
    expect(statementIn(granted(["dynamodb:GetItem"]), "role_grants", "Given").conditions).toEqual([]);
  });

  it("adds only the indexes for a role that has its rights to the items from elsewhere", () => {
    expect(statementsIn(granted([], ["due"]), "role_grants").map(({ sid }) => sid)).toEqual(["GivenIndexes"]);
  });
});

describe("a role that another module made", () => {
  it("gets a policy of its own, by its name, whatever its path", () => {
    const terraform = on((stack) => {
      const role = new GivenRole(stack, "given", {
        arn: "arn:aws:iam::123456789012:role/path/worker",
        policyName: "more",
      });
      grantInvoke(role, "Call", "arn:function:live");
      expect(role.dependencies).toHaveLength(1);
    });
    expect(terraform.at("aws_iam_role_policy.given_policy")).toMatchObject({
      name: "more",
      role: '${element(reverse(split("/", "arn:aws:iam::123456789012:role/path/worker")), 0)}',
    });
    expect(statementsIn(terraform, "given_grants")).toEqual([
      expect.objectContaining({ sid: "Call", actions: ["lambda:InvokeFunction"], resources: ["arn:function:live"] }),
    ]);
  });

  it("gets nothing where nothing is granted", () => {
    const terraform = on((stack) => {
      const role = new GivenRole(stack, "given", { arn: "arn:aws:iam::123456789012:role/worker", policyName: "more" });
      expect(role.dependencies).toEqual([]);
    });
    expect(terraform.all("aws_iam_role_policy")).toEqual([]);
  });
});

describe("secrets", () => {
  it("are read with their key, through Secrets Manager alone", () => {
    const terraform = on((_, { surroundings, role }) => {
      grantReadSecrets(role, ["arn:one", "arn:two"], { surroundings, encryptionKey: KEY });
    });
    expect(statementIn(terraform, "role_grants", "ReadSecrets")).toMatchObject({
      actions: ["secretsmanager:GetSecretValue"],
      resources: ["arn:one", "arn:two"],
    });
    expect(statementIn(terraform, "role_grants", "ReadSecretsKey")).toMatchObject({
      actions: ["kms:Decrypt"],
      conditions: [
        { test: "StringEquals", variable: "kms:ViaService", values: ["secretsmanager.us-west-2.amazonaws.com"] },
      ],
    });
  });

  it("are not read where there are none", () => {
    const terraform = on((_, { surroundings, role }) => {
      grantReadSecrets(role, [], { surroundings, encryptionKey: KEY });
    });
    expect(terraform.all("aws_iam_role_policy")).toEqual([]);
  });
});

describe("an artefact bucket that another module made", () => {
  it("takes code once an entry, under the key given", () => {
    const terraform = on((stack) => {
      const code = new GivenCodeBucket(stack, "given", { bucketName: "artefacts", encryptionKey: KEY });
      expect(code.put("vault/detokenise")).toEqual(code.put("vault/detokenise"));
    });
    expect(terraform.at("aws_s3_object.given_vault_detokenise")).toMatchObject({
      bucket: "artefacts",
      kms_key_id: KEY.arn,
    });
    expect(terraform.at("aws_s3_object.given_vault_detokenise")).not.toHaveProperty("depends_on");
  });
});

describe("a table's writers", () => {
  it("are refused to be anybody but the roles named, however they write", () => {
    const writer = "arn:aws:iam::123456789012:role/writer";
    const terraform = on((stack, { surroundings }) => {
      new TableWriters(stack, "writers", {
        surroundings,
        tableArn: TABLE_ARN,
        sid: "OnlyOneWrites",
        writers: [writer],
      });
    });
    expect(terraform.at("aws_dynamodb_resource_policy.writers")["resource_arn"]).toBe(TABLE_ARN);
    expect(statementIn(terraform, "writers_document", "OnlyOneWrites")).toMatchObject({
      effect: "Deny",
      resources: [TABLE_ARN],
      conditions: [{ test: "ArnNotEquals", variable: "aws:PrincipalArn", values: [writer] }],
    });
  });
});

describe("a secret that may not be there", () => {
  const secrets = (arn: string): string[] => {
    let found: string[] = [];
    on((_, { surroundings }) => {
      found = secretsOrNone(arn, surroundings, "no-secret");
    });
    return found;
  };

  it("is read where there is one, and nothing where there is none", () => {
    expect(secrets("arn:aws:secretsmanager:us-west-2:123456789012:secret:a")).toHaveLength(1);
    expect(secrets("")).toEqual([]);
  });

  it("has one that is not there standing in, where only Terraform knows", () => {
    const terraform = on((_, { surroundings, role, key }) => {
      const arn = Token.asString(ref("var.secret_arn"));
      const standIn = secretsOrNone(arn, surroundings, "no-secret");
      grantReadSecrets(role, standIn, { surroundings, encryptionKey: key });
    });
    expect(statementIn(terraform, "role_grants", "ReadSecrets").resources).toEqual([
      expect.stringMatching(/^\$\{coalesce\(var\.secret_arn, "arn:.*:secret:no-secret"\)\}$/),
    ]);
  });
});

describe("a call by the clock", () => {
  it.each([
    [EachMinute, "rate(1 minute)", 60],
    [EachHour, "cron(5 * * * ? *)", 3600],
  ])("is made by the scheduler's role, and kept where it cannot be made: %p", (Schedule, expression, age) => {
    const terraform = on((stack, base) => {
      const target = new PlatformFunction(stack, "work", {
        ...base,
        entry: "vault/detokenise",
        name: "work",
        description: "Works.",
        environment: { VAULT_TABLE_NAME: "table", VAULT_KEY_ARN: KEY.arn },
        failures: "synchronous",
      });
      const role = new PlatformRole(stack, "scheduler", {
        name: "scheduler",
        description: "Calls.",
        service: "scheduler.amazonaws.com",
      });
      const failures = new FailureQueue(stack, "failed", { ...base, name: "failed", encryptionKey: base.key });
      new Schedule(stack, "sweep_all", {
        name: "sweep",
        description: "Sweeps.",
        target,
        role,
        failures,
        input: { source: "schedule" },
      });
    });
    expect(terraform.at("aws_scheduler_schedule.sweep_all")).toMatchObject({
      schedule_expression: expression,
      target: {
        retry_policy: { maximum_event_age_in_seconds: age, maximum_retry_attempts: 1 },
        arn: "${aws_lambda_alias.work_live.arn}",
        input: '${jsonencode({"source" = "schedule"})}',
        dead_letter_config: { arn: "${aws_sqs_queue.failed.arn}" },
      },
      depends_on: ["aws_iam_role_policy.scheduler_policy"],
    });
    expect(statementIn(terraform, "scheduler_grants", "CallSweepAll").resources).toEqual([
      "${aws_lambda_alias.work_live.arn}",
    ]);
  });
});

describe("an alarm", () => {
  const common = { topicArn: "arn:topic", description: "Something happened.", periodSeconds: 300 };

  it.each([
    [["at least", 5] as const, "GreaterThanOrEqualToThreshold"],
    [["more than", 5] as const, "GreaterThanThreshold"],
  ])("rings at %j, and says when it is over", (when, operator) => {
    const terraform = on((stack, { naming }) => {
      new Alarm(stack, "alarm", {
        ...common,
        naming,
        name: "things",
        namespace: "AWS/Things",
        metric: "Things",
        dimensions: { Name: "a" },
        when,
      });
    });
    expect(terraform.at("aws_cloudwatch_metric_alarm.alarm")).toMatchObject({
      alarm_name: "things-test",
      comparison_operator: operator,
      threshold: 5,
      statistic: "Sum",
      evaluation_periods: 1,
      treat_missing_data: "notBreaching",
      alarm_actions: ["arn:topic"],
      ok_actions: ["arn:topic"],
    });
  });

  it("on counts adds them up over functions; one that counted nothing counts as none", () => {
    const terraform = on((stack, { naming }) => {
      new CountAlarm(stack, "alarm", {
        ...common,
        naming,
        name: "counts",
        metrics: ["Ones", "Twos"],
        functions: ["a", "b"],
        when: ["more than", 0],
      });
    });
    const alarm = terraform.at("aws_cloudwatch_metric_alarm.alarm");
    expect(alarm["metric_query"]).toEqual([
      {
        id: "total",
        expression: "FILL(m1, 0) + FILL(m2, 0) + FILL(m3, 0) + FILL(m4, 0)",
        label: "Ones, Twos",
        return_data: true,
      },
      ...[
        ["a", "Ones"],
        ["a", "Twos"],
        ["b", "Ones"],
        ["b", "Twos"],
      ].map(([service, metric], place) => ({
        id: `m${place + 1}`,
        metric: {
          namespace: "EcosystemAWS/Payments",
          metric_name: metric,
          dimensions: { service, environment: "test" },
          stat: "Sum",
          period: 300,
        },
      })),
    ]);
    expect(alarm).not.toHaveProperty("metric_name");
  });
});
