import { objectIn, listIn, textIn } from "../gateway/answers";
import type { JsonObject } from "../gateway/answers";

/** How an alarm takes a period without data. */
export type MissingDataTreatment = "missing" | "notBreaching" | "breaching" | "ignore";

/** One metric that an alarm reads, or one expression over others. */
export type AlarmQuery = MetricQuery | ExpressionQuery;

/** A statistic of one metric. */
export interface MetricQuery {
  readonly id: string;
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** "Sum", "Average", "p99" and so on. */
  readonly statistic: string;
}

/** Metric math over the other queries of the alarm. */
export interface ExpressionQuery {
  readonly id: string;
  readonly expression: string;
}

/** What an alarm watches and when it rings. */
export interface AlarmDefinition {
  readonly name: string;
  readonly queries: readonly AlarmQuery[];
  /** The query whose values are compared. */
  readonly watched: string;
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly comparison: string;
  readonly threshold: number;
  readonly missingData: MissingDataTreatment;
}

/** Id of the one query of an alarm without metric math. */
const SINGLE = "metric";

/** Comparisons that are evaluated here; those with a band (anomaly detection) are not. */
export const COMPARISONS: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/** Reads the input of PutMetricAlarm, whose numbers and flags are texts when it came as a form. */
export function readAlarm(input: JsonObject): AlarmDefinition {
  const evaluationPeriods = Number(input["EvaluationPeriods"] ?? 1);
  const base = {
    name: textIn(input["AlarmName"]),
    evaluationPeriods,
    datapointsToAlarm: Number(input["DatapointsToAlarm"] ?? evaluationPeriods),
    comparison: textIn(input["ComparisonOperator"]),
    threshold: Number(input["Threshold"] ?? 0),
    missingData: missingDataIn(input["TreatMissingData"]),
  };
  const metrics = listIn(input["Metrics"]).map(objectIn);
  if (metrics.length === 0) {
    const query = metricQuery(SINGLE, input, textIn(input["ExtendedStatistic"]) || textIn(input["Statistic"]));
    return { ...base, queries: [query], watched: SINGLE, periodSeconds: Number(input["Period"] ?? 60) };
  }
  // One query is returned, by its own word; where none says so, it is the only one.
  const watched = metrics.find((metric) => (metric["ReturnData"] ?? true) === true) ?? metrics[0] ?? {};
  return { ...base, queries: metrics.map(readQuery), watched: textIn(watched["Id"]), periodSeconds: periodOf(metrics) };
}

function readQuery(metric: JsonObject): AlarmQuery {
  const id = textIn(metric["Id"]);
  if (typeof metric["Expression"] === "string") return { id, expression: metric["Expression"] };
  const stat = objectIn(metric["MetricStat"]);
  return metricQuery(id, objectIn(stat["Metric"]), textIn(stat["Stat"]));
}

function metricQuery(id: string, metric: JsonObject, statistic: string): MetricQuery {
  const dimensions = listIn(metric["Dimensions"]).map(objectIn);
  return {
    id,
    namespace: textIn(metric["Namespace"]),
    metricName: textIn(metric["MetricName"]),
    dimensions: Object.fromEntries(
      dimensions.map((dimension) => [textIn(dimension["Name"]), textIn(dimension["Value"])]),
    ),
    statistic,
  };
}

function periodOf(metrics: readonly JsonObject[]): number {
  const periods = metrics.map((metric) =>
    Number(objectIn(metric["MetricStat"])["Period"] ?? metric["Period"] ?? Number.NaN),
  );
  return Math.max(...periods.filter(Number.isFinite), 1);
}

function missingDataIn(value: unknown): MissingDataTreatment {
  return value === "notBreaching" || value === "breaching" || value === "ignore" ? value : "missing";
}
