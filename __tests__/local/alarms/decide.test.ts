import { decide, periodsInQuestion } from "../../../local/alarms/decide";
import type { AlarmDefinition, MissingDataTreatment } from "../../../local/alarms/definition";
import { readAlarm } from "../../../local/alarms/definition";

/** 20 seconds into the period that starts at 600. */
const now = 620;

function alarm(input: Record<string, unknown> = {}): AlarmDefinition {
  return readAlarm({
    AlarmName: "a",
    Namespace: "N",
    MetricName: "M",
    Statistic: "Sum",
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 10,
    ComparisonOperator: "GreaterThanThreshold",
    ...input,
  });
}

function stateOf(definition: AlarmDefinition, values: Record<number, number>): string | undefined {
  return decide(definition, new Map(Object.entries(values).map(([period, value]) => [Number(period), value])), now)
    .state;
}

describe("an alarm's periods", () => {
  it("are the complete ones that it needs, and the one that runs now", () => {
    expect(periodsInQuestion(alarm({ EvaluationPeriods: 3 }), now)).toEqual([420, 480, 540, 600]);
  });
});

describe("an alarm's state", () => {
  it("is ALARM as soon as the period that runs now breaches", () => {
    expect(stateOf(alarm(), { 600: 11 })).toBe("ALARM");
    expect(stateOf(alarm(), { 600: 10 })).toBe("OK");
  });

  it("stays ALARM while the last complete period breaches, and ends with it", () => {
    expect(stateOf(alarm(), { 540: 11, 600: 1 })).toBe("ALARM");
    expect(stateOf(alarm(), { 480: 11, 600: 1 })).toBe("OK");
  });

  it.each([
    ["GreaterThanOrEqualToThreshold", 10, "ALARM"],
    ["GreaterThanThreshold", 10, "OK"],
    ["LessThanOrEqualToThreshold", 10, "ALARM"],
    ["LessThanThreshold", 10, "OK"],
    ["LessThanThreshold", 9, "ALARM"],
  ])("with %s and %d is %s", (ComparisonOperator, value, state) => {
    expect(stateOf(alarm({ ComparisonOperator }), { 540: value })).toBe(state);
  });

  it("does not call a sum too small while it still grows", () => {
    const tooSmall = { ComparisonOperator: "LessThanThreshold", TreatMissingData: "notBreaching" };
    expect(stateOf(alarm(tooSmall), { 540: 12, 600: 1 })).toBe("OK");
    expect(stateOf(alarm({ ...tooSmall, Statistic: "Average" }), { 540: 12, 600: 1 })).toBe("ALARM");
  });

  it("needs M of N datapoints", () => {
    const twoOfThree = alarm({ EvaluationPeriods: 3, DatapointsToAlarm: 2, TreatMissingData: "notBreaching" });
    expect(stateOf(twoOfThree, { 480: 11, 540: 1, 600: 11 })).toBe("ALARM");
    expect(stateOf(twoOfThree, { 480: 1, 540: 1, 600: 11 })).toBe("OK");
    expect(
      stateOf(alarm({ EvaluationPeriods: 3, TreatMissingData: "notBreaching" }), { 480: 11, 540: 1, 600: 11 }),
    ).toBe("OK");
  });

  it.each<[MissingDataTreatment, string | undefined]>([
    ["missing", "INSUFFICIENT_DATA"],
    ["notBreaching", "OK"],
    ["breaching", "ALARM"],
    ["ignore", undefined],
  ])("without data and with missing data as %s is %s", (TreatMissingData, state) => {
    expect(stateOf(alarm({ TreatMissingData }), {})).toBe(state);
  });

  it.each<[MissingDataTreatment, string | undefined]>([
    ["missing", "ALARM"],
    ["notBreaching", "OK"],
    ["breaching", "ALARM"],
    ["ignore", undefined],
  ])("with one breaching datapoint of three, the others missing, as %s is %s", (TreatMissingData, state) => {
    expect(stateOf(alarm({ TreatMissingData, EvaluationPeriods: 3 }), { 540: 11 })).toBe(state);
  });
});

describe("reading an alarm", () => {
  it("takes the query that returns data of metric math, and the longest period", () => {
    const metric = {
      Metric: { Namespace: "N", MetricName: "own", Dimensions: [{ Name: "service", Value: "costs" }] },
      Period: 300,
      Stat: "Sum",
    };
    const definition = alarm({
      Period: undefined,
      MetricName: undefined,
      Metrics: [
        { Id: "own", ReturnData: false, MetricStat: metric },
        { Id: "share", Expression: "own / 2" },
      ],
    });
    expect(definition).toMatchObject({
      watched: "share",
      periodSeconds: 300,
      queries: [
        {
          id: "own",
          namespace: "N",
          metricName: "own",
          dimensions: { service: "costs" },
          statistic: "Sum",
        },
        { id: "share", expression: "own / 2" },
      ],
    });
  });

  it("prefers the extended statistic, and treats missing data as missing where nothing is said", () => {
    expect(alarm({ ExtendedStatistic: "p99", Statistic: undefined })).toMatchObject({
      queries: [{ statistic: "p99" }],
      missingData: "missing",
      datapointsToAlarm: 1,
    });
  });
});
