import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Op, Token } from "cdktf";
import { Construct } from "constructs";
import { METRICS, METRICS_NAMESPACE, NAME_LIMITS, nameOf, type Naming } from "../shared";

/** The source documents, *Alert Thresholds*: cost overruns above 2 % of the Stripe baseline. */
const OVERRUN_SHARE_OF_BASELINE = 0.02;
const ONE_DAY_SECONDS = 86_400;

export interface CostAlarmsProps {
  readonly naming: Naming;
  readonly topicArn: string;
  /** US dollars a month. */
  readonly stripeBaseline: number;
  /** Per cent. */
  readonly targetSavingsPercent: number;
}

/** Alarms on what the cost monitor publishes: savings below the target, cost above 2 % of the Stripe baseline. */
export class CostAlarms extends Construct {
  readonly savingsAlarmArn: string;

  constructor(
    scope: Construct,
    id: string,
    { naming, topicArn, stripeBaseline, targetSavingsPercent }: CostAlarmsProps,
  ) {
    super(scope, id);
    const common = {
      namespace: METRICS_NAMESPACE,
      dimensions: { environment: naming.environment },
      period: ONE_DAY_SECONDS,
      evaluationPeriods: 1,
      treatMissingData: "notBreaching",
      alarmActions: [topicArn],
    };
    this.savingsAlarmArn = new CloudwatchMetricAlarm(this, "savings_alarm", {
      ...common,
      alarmName: nameOf(naming, "payment-cost-savings", NAME_LIMITS.alarm),
      alarmDescription: "Savings against the Stripe baseline are below the target.",
      metricName: METRICS.costSavingsPercent,
      statistic: "Minimum",
      threshold: targetSavingsPercent,
      comparisonOperator: "LessThanThreshold",
    }).arn;
    new CloudwatchMetricAlarm(this, "overrun_alarm", {
      ...common,
      alarmName: nameOf(naming, "payment-cost-overrun", NAME_LIMITS.alarm),
      alarmDescription: "Processing payments this month has cost more than 2 % of the Stripe baseline.",
      metricName: METRICS.processingCost,
      statistic: "Maximum",
      threshold: share(stripeBaseline),
      comparisonOperator: "GreaterThanThreshold",
    });
  }
}

/** A number that only Terraform knows is multiplied by Terraform. */
const share = (baseline: number): number =>
  Token.isUnresolved(baseline)
    ? Token.asNumber(Op.mul(baseline, OVERRUN_SHARE_OF_BASELINE))
    : baseline * OVERRUN_SHARE_OF_BASELINE;
