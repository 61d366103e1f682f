import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import { functionDimensions, METRICS_NAMESPACE } from "./metrics";
import { NAME_LIMITS, nameOf, type Naming } from "./names";

export interface AlarmProps {
  readonly naming: Naming;
  /** Where it is heard, and where its end is. */
  readonly topicArn: string;
  /** Name before the suffix: `payment-failures`. */
  readonly name: string;
  /** What has happened, for whoever is woken by it. */
  readonly description: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** @default "Sum" */
  readonly statistic?: "Sum" | "Maximum" | "Average";
  readonly periodSeconds: number;
  /** It rings at this value (`at least`), or only beyond it (`more than`). */
  readonly when: readonly ["at least" | "more than", number];
}

const OPERATORS = { "at least": "GreaterThanOrEqualToThreshold", "more than": "GreaterThanThreshold" } as const;

/** An alarm on one metric, over one period; without data it is silent. */
export class Alarm extends Construct {
  constructor(scope: Construct, id: string, props: AlarmProps) {
    super(scope, id);
    const [comparison, threshold] = props.when;
    new CloudwatchMetricAlarm(this, "Resource", {
      alarmName: nameOf(props.naming, props.name, NAME_LIMITS.alarm),
      alarmDescription: props.description,
      namespace: props.namespace,
      metricName: props.metric,
      dimensions: { ...props.dimensions },
      statistic: props.statistic ?? "Sum",
      period: props.periodSeconds,
      evaluationPeriods: 1,
      threshold,
      comparisonOperator: OPERATORS[comparison],
      treatMissingData: "notBreaching",
      alarmActions: [props.topicArn],
      okActions: [props.topicArn],
    });
  }
}

export interface CountAlarmProps extends Pick<AlarmProps, "naming" | "topicArn" | "name" | "description" | "when"> {
  /** Of METRICS; each is counted by each of the functions under its own name. At most ten pairs. */
  readonly metrics: readonly string[];
  /** Deployed names. */
  readonly functions: readonly string[];
  readonly periodSeconds: number;
}

/** An alarm on the sum of the platform's own counts, over all functions that count them. */
export class CountAlarm extends Construct {
  constructor(scope: Construct, id: string, props: CountAlarmProps) {
    super(scope, id);
    const { naming, functions, metrics, periodSeconds } = props;
    const [comparison, threshold] = props.when;
    const pairs = functions.flatMap((functionName) => metrics.map((metricName) => ({ functionName, metricName })));
    const counts = pairs.map(({ functionName, metricName }, place) => ({
      id: `m${String(place + 1)}`,
      metric: {
        namespace: METRICS_NAMESPACE,
        metricName,
        dimensions: functionDimensions(functionName, naming.environment),
        stat: "Sum",
        period: periodSeconds,
      },
    }));
    new CloudwatchMetricAlarm(this, "Resource", {
      alarmName: nameOf(naming, props.name, NAME_LIMITS.alarm),
      alarmDescription: props.description,
      metricQuery: [
        // A function that counted nothing has no value, and would leave the sum without one.
        {
          id: "total",
          expression: counts.map((each) => `FILL(${each.id}, 0)`).join(" + "),
          label: metrics.join(", "),
          returnData: true,
        },
        ...counts,
      ],
      evaluationPeriods: 1,
      threshold,
      comparisonOperator: OPERATORS[comparison],
      treatMissingData: "notBreaching",
      alarmActions: [props.topicArn],
      okActions: [props.topicArn],
    });
  }
}
