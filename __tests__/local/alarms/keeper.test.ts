import { AlarmKeeper, UnsupportedAlarmError } from "../../../local/alarms/keeper";
import type { JsonObject } from "../../../local/gateway/answers";
import { fakeEmulator } from "../gateway/fake-upstream";

const region = "us-east-1";
const simple = {
  AlarmName: "burst",
  Namespace: "Vault",
  MetricName: "Detokenised",
  Statistic: "Sum",
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 10,
  ComparisonOperator: "GreaterThanThreshold",
  TreatMissingData: "notBreaching",
};
const stat = (name: string): JsonObject => ({
  Metric: { Namespace: "Costs", MetricName: name },
  Period: 60,
  Stat: "Sum",
});

/** A keeper over metrics by name, at 620 seconds. @returns it with the states that it set. */
function setUp(metrics: Record<string, Record<number, number>>): {
  keeper: AlarmKeeper;
  states: () => string[];
  metrics: typeof metrics;
} {
  const { emulator, calls } = fakeEmulator((target, input) => {
    if (!target.endsWith("GetMetricData")) return {};
    const queries = input["MetricDataQueries"] as { Id: string; MetricStat: { Metric: { MetricName: string } } }[];
    const MetricDataResults = queries.map(({ Id, MetricStat }) => {
      const values = metrics[MetricStat.Metric.MetricName] ?? {};
      return { Id, Timestamps: Object.keys(values).map(Number), Values: Object.values(values) };
    });
    return { MetricDataResults };
  });
  const states = (): string[] =>
    calls.flatMap(({ target, input }) =>
      target.endsWith("SetAlarmState") ? [`${String(input["AlarmName"])} ${String(input["StateValue"])}`] : [],
    );
  return { keeper: new AlarmKeeper(emulator, () => 620_000), states, metrics };
}

describe("the keeper of alarms", () => {
  it("sets a state once, and again when it has changed", async () => {
    const { keeper, states, metrics } = setUp({});
    keeper.put(region, simple);
    await keeper.evaluate();
    await keeper.evaluate();
    expect(states()).toEqual(["burst OK"]);
    metrics["Detokenised"] = { 600: 11 };
    await keeper.evaluate();
    await keeper.evaluate();
    expect(states()).toEqual(["burst OK", "burst ALARM"]);
  });

  it("sets its own again after somebody set another", async () => {
    const { keeper, states } = setUp({});
    keeper.put(region, simple);
    await keeper.evaluate();
    keeper.forgetState(region, "burst");
    await keeper.evaluate();
    expect(states()).toEqual(["burst OK", "burst OK"]);
  });

  it("works out expressions in the order in which they need each other", async () => {
    const { keeper, states } = setUp({ own: { 600: 3 }, stripe: { 600: 100 } });
    keeper.put(region, {
      ...simple,
      AlarmName: "savings",
      Threshold: 98,
      ComparisonOperator: "LessThanThreshold",
      Metrics: [
        { Id: "saved", Expression: "100 - share", ReturnData: true },
        { Id: "share", Expression: "100 * own / stripe", ReturnData: false },
        { Id: "own", MetricStat: stat("own"), ReturnData: false },
        { Id: "stripe", MetricStat: stat("stripe"), ReturnData: false },
      ],
    });
    await keeper.evaluate();
    expect(states()).toEqual(["savings ALARM"]);
  });

  it("lets deleted alarms go, and asks nothing where there are none", async () => {
    const { keeper, states } = setUp({});
    keeper.put(region, simple);
    keeper.delete(region, ["burst"]);
    await keeper.evaluate();
    expect(states()).toEqual([]);
  });

  it("refuses what it could not evaluate", () => {
    const { keeper } = setUp({});
    expect(() => keeper.check({ ...simple, ComparisonOperator: "GreaterThanUpperThreshold" })).toThrow(
      UnsupportedAlarmError,
    );
    expect(() => keeper.check({ ...simple, Metrics: [{ Id: "x", Expression: "RATE(own)" }] })).toThrow(/RATE/);
    expect(() => keeper.check(simple)).not.toThrow();
  });
});
