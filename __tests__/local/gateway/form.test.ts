import fc from "fast-check";
import { unescapeXml } from "../../../local/gateway/answers";
import { readForm, toXml } from "../../../local/gateway/form";

describe("a form", () => {
  const read = (input: Record<string, string>): unknown => readForm(Buffer.from(new URLSearchParams(input).toString()));

  it("is read as the JSON that it stands for, with numbers and flags", () => {
    expect(
      read({
        Action: "PutMetricAlarm",
        Version: "2010-08-01",
        AlarmName: "a=b & c",
        Threshold: "0.5",
        ActionsEnabled: "false",
        "Metrics.member.1.Id": "own",
        "Metrics.member.1.MetricStat.Metric.Dimensions.member.1.Name": "d",
        "Metrics.member.1.MetricStat.Period": "60",
        "Metrics.member.2.Id": "share",
        "Metrics.member.2.ReturnData": "true",
        "AlarmActions.member.1": "x",
      }),
    ).toEqual({
      AlarmName: "a=b & c",
      Threshold: 0.5,
      ActionsEnabled: false,
      Metrics: [
        { Id: "own", MetricStat: { Metric: { Dimensions: [{ Name: "d" }] }, Period: 60 } },
        { Id: "share", ReturnData: true },
      ],
      AlarmActions: ["x"],
    });
  });
});

describe("XML of an answer", () => {
  it("has lists as members, objects as elements, and nothing for what is undefined", () => {
    expect(toXml({ A: [{ B: 1 }, { B: "<" }], C: true, D: undefined })).toBe(
      "<A><member><B>1</B></member><member><B>&lt;</B></member></A><C>true</C>",
    );
  });

  it("keeps any text", () => {
    fc.assert(fc.property(fc.string(), (text) => unescapeXml(toXml(text)) === text));
  });
});
