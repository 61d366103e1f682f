import { AlarmKeeper } from "../../../local/alarms/keeper";
import { jsonAnswer } from "../../../local/gateway/answers";
import type { GatewayResponse } from "../../../local/gateway/request";
import { cloudWatchAlarms } from "../../../local/gateway/services/cloudwatch-alarms";
import { bodyOf, fakeEmulator, fakeUpstream, formCall, jsonCall } from "./fake-upstream";

const form = {
  Action: "PutMetricAlarm",
  AlarmName: "kms-denied",
  AlarmDescription: "refused & counted",
  Namespace: "AWS/Events",
  MetricName: "MatchedEvents",
  "Dimensions.member.1.Name": "RuleName",
  "Dimensions.member.1.Value": "denied",
  Statistic: "Sum",
  Period: "60",
  EvaluationPeriods: "1",
  Threshold: "1",
  ComparisonOperator: "GreaterThanOrEqualToThreshold",
  TreatMissingData: "notBreaching",
  "AlarmActions.member.1": "arn:aws:sns:us-east-1:123456789012:security",
  "Tags.member.1.Key": "project",
  "Tags.member.1.Value": "x",
};
const xml = `<DescribeAlarmsResult><MetricAlarms><member><AlarmName>kms-denied</AlarmName><AlarmArn>arn:alarm</AlarmArn><StateValue>OK</StateValue><Threshold>1.0</Threshold><StateReason>a &lt; b</StateReason></member></MetricAlarms></DescribeAlarmsResult>`;

function setUp(described: () => GatewayResponse = () => ({ status: 200, headers: {}, body: Buffer.from(xml) })): {
  handle: ReturnType<typeof cloudWatchAlarms>["handle"];
  forward: ReturnType<typeof fakeUpstream>["forward"];
  calls: ReturnType<typeof fakeEmulator>["calls"];
} {
  const { emulator, calls } = fakeEmulator();
  const { handle } = cloudWatchAlarms({ emulator }, new AlarmKeeper(emulator, () => 0));
  return {
    handle,
    calls,
    forward: fakeUpstream((request) => (request.operation === "DescribeAlarms" ? described() : jsonAnswer(200, {})))
      .forward,
  };
}

describe("alarms over the form protocol", () => {
  it("read back with every member as put, and the emulator's state", async () => {
    const { handle, forward } = setUp();
    await handle(formCall("monitoring", form), forward);
    const answer = (await handle(formCall("monitoring", { Action: "DescribeAlarms" }), forward)).body.toString();
    for (const part of [
      "<AlarmDescription>refused &amp; counted</AlarmDescription>",
      "<Dimensions><member><Name>RuleName</Name><Value>denied</Value></member></Dimensions>",
      "<AlarmActions><member>arn:aws:sns:us-east-1:123456789012:security</member></AlarmActions>",
      "<TreatMissingData>notBreaching</TreatMissingData>",
      "<Period>60</Period>",
      "<ActionsEnabled>true</ActionsEnabled>",
      "<AlarmArn>arn:alarm</AlarmArn>",
      "<StateValue>OK</StateValue>",
      "<StateReason>a &lt; b</StateReason>",
    ]) {
      expect(answer).toContain(part);
    }
    expect(answer).not.toContain("Tags");
    expect(answer.match(/<Threshold>/g)).toHaveLength(1);
  });

  it("are put again as JSON, in which the emulator keeps all that its notifications say", async () => {
    const { handle, forward, calls } = setUp();
    await handle(formCall("monitoring", form), forward);
    expect(calls).toMatchObject([
      {
        target: "GraniteServiceVersion20100801.PutMetricAlarm",
        input: { Period: 60, Dimensions: [{ Name: "RuleName", Value: "denied" }] },
      },
    ]);
  });

  it("show an alarm that was not put through here as the emulator does", async () => {
    const { handle, forward } = setUp();
    const answer = await handle(formCall("monitoring", { Action: "DescribeAlarms" }), forward);
    expect(answer.body.toString()).toContain("<Threshold>1.0</Threshold>");
  });

  it("show actions switched off, and on again", async () => {
    const { handle, forward } = setUp();
    await handle(formCall("monitoring", form), forward);
    const described = async (): Promise<string> =>
      (await handle(formCall("monitoring", { Action: "DescribeAlarms" }), forward)).body.toString();
    await handle(
      formCall("monitoring", { Action: "DisableAlarmActions", "AlarmNames.member.1": "kms-denied" }),
      forward,
    );
    expect(await described()).toContain("<ActionsEnabled>false</ActionsEnabled>");
    await handle(
      formCall("monitoring", { Action: "EnableAlarmActions", "AlarmNames.member.1": "kms-denied" }),
      forward,
    );
    expect(await described()).toContain("<ActionsEnabled>true</ActionsEnabled>");
  });

  it("are forgotten when they are deleted", async () => {
    const { handle, forward } = setUp();
    await handle(formCall("monitoring", form), forward);
    await handle(formCall("monitoring", { Action: "DeleteAlarms", "AlarmNames.member.1": "kms-denied" }), forward);
    expect((await handle(formCall("monitoring", { Action: "DescribeAlarms" }), forward)).body.toString()).not.toContain(
      "Dimensions",
    );
  });
});

describe("alarms over JSON", () => {
  const Metrics = [{ Id: "share", Expression: "own / stripe", ReturnData: true }];
  const input = {
    AlarmName: "share",
    EvaluationPeriods: 1,
    Threshold: 2,
    ComparisonOperator: "GreaterThanThreshold",
    Metrics,
  };

  it("read back with their metric math", async () => {
    const { handle, forward, calls } = setUp(() =>
      jsonAnswer(200, {
        MetricAlarms: [{ AlarmName: "share", AlarmArn: "a", StateValue: "OK", Statistic: "Average" }],
        CompositeAlarms: [],
      }),
    );
    await handle(jsonCall("monitoring", "GraniteServiceVersion20100801.PutMetricAlarm", input), forward);
    const answer = bodyOf(
      await handle(jsonCall("monitoring", "GraniteServiceVersion20100801.DescribeAlarms", {}), forward),
    );
    expect(answer["MetricAlarms"]).toEqual([{ ...input, ActionsEnabled: true, AlarmArn: "a", StateValue: "OK" }]);
    expect(calls).toEqual([]);
  });

  it("are refused with what cannot be evaluated, and do not reach the emulator", async () => {
    const { handle } = setUp();
    const { forward, requests } = fakeUpstream();
    const band = { ...input, Metrics: [{ Id: "band", Expression: "ANOMALY_DETECTION_BAND(m)" }] };
    const refused = await handle(jsonCall("monitoring", "GraniteServiceVersion20100801.PutMetricAlarm", band), forward);
    expect(refused.status).toBe(400);
    expect(bodyOf(refused)["message"]).toContain("ANOMALY_DETECTION_BAND");
    const other = { ...input, ComparisonOperator: "LessThanLowerThreshold" };
    expect(
      (await handle(jsonCall("monitoring", "GraniteServiceVersion20100801.PutMetricAlarm", other), forward)).status,
    ).toBe(400);
    expect(requests).toHaveLength(0);
  });
});
