import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Fn, Token } from "cdktf";
import { Construct } from "constructs";
import { functionDimensions, METRICS, METRICS_NAMESPACE, NAME_LIMITS, nameOf, type Naming } from "../shared";
import type { Keys } from "./keys";
import type { Vault } from "./vault";

export interface SecurityEventsProps {
  readonly naming: Naming;
  readonly keys: Keys;
  readonly vault: Vault;
  /** Where alerts go. */
  readonly topicArn: string;
  /** Counts within five minutes. */
  readonly detokeniseAlarmThreshold: number;
  readonly railEgressAlarmThreshold: number;
}

/**
 * Security events and their alarms: KMS calls refused, keys disabled or scheduled for deletion, policies of keys changed, card numbers
 * opened in unusual numbers. The first three need a CloudTrail trail in the account (README, *Prerequisites*).
 */
export class SecurityEvents extends Construct {
  constructor(scope: Construct, id: string, props: SecurityEventsProps) {
    super(scope, id);
    const { keys, vault } = props;
    const ours = [keys.vault, keys.payment, keys.ach, keys.escrow, keys.audit].map((key) => key.arn);
    const keyArns = Token.asList(Fn.concat([ours, keys.fingerprintArns]));

    // Which key was refused is not always in the event, so every refusal in the account counts.
    this.onEvent(props, "denied_kms_call", "kms-denied", "KMS refused a call: somebody tried what no policy allows.", {
      errorCode: ["AccessDenied", "AccessDeniedException"],
    });
    this.onEvent(props, "key_ending", "key-ending", "A payment key was disabled or scheduled for deletion.", {
      eventName: ["DisableKey", "ScheduleKeyDeletion"],
      errorCode: [{ exists: false }],
      resources: { ARN: keyArns },
    });
    this.onEvent(props, "key_policy_change", "key-policy", "The policy of a payment key was changed.", {
      eventName: ["PutKeyPolicy"],
      errorCode: [{ exists: false }],
      resources: { ARN: keyArns },
    });
    this.onVolume(props, "detokenise_volume", "detokenise-volume", {
      functionName: vault.detokenise.name,
      metric: METRICS.detokenisations,
      threshold: props.detokeniseAlarmThreshold,
      description: "Unusually many card numbers were given back within five minutes.",
    });
    this.onVolume(props, "rail_egress_volume", "rail-egress-volume", {
      functionName: vault.railEgress.name,
      metric: METRICS.railEgressDecryptions,
      threshold: props.railEgressAlarmThreshold,
      description: "Unusually many card numbers were opened for the acquirer within five minutes.",
    });
  }

  /** A rule on a management event of KMS, a notice with its facts, and an alarm on the rule's own metric. */
  private onEvent(
    props: SecurityEventsProps,
    id: string,
    thing: string,
    description: string,
    detail: Record<string, unknown>,
  ): void {
    const name = nameOf(props.naming, `payment-${thing}`, NAME_LIMITS.rule);
    const rule = new CloudwatchEventRule(this, id, {
      name,
      description,
      // Rules skip read-only calls otherwise, and a refused Decrypt is one.
      state: "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS",
      eventPattern: Fn.jsonencode({
        source: ["aws.kms"],
        "detail-type": ["AWS API Call via CloudTrail"],
        detail: { eventSource: ["kms.amazonaws.com"], ...detail },
      }),
    });
    new CloudwatchEventTarget(this, `${id}_notice`, {
      rule: rule.name,
      arn: props.topicArn,
      targetId: "notice",
      inputTransformer: {
        inputPaths: {
          time: "$.time",
          call: "$.detail.eventName",
          who: "$.detail.userIdentity.arn",
          from: "$.detail.sourceIPAddress",
          region: "$.region",
          account: "$.account",
          error: "$.detail.errorCode",
        },
        inputTemplate: `"${description} Call <call> by <who> from <from> at <time> in account <account>, <region>. Error: <error>."`,
      },
    });
    new CloudwatchMetricAlarm(this, `${id}_alarm`, {
      alarmName: name,
      alarmDescription: description,
      namespace: "AWS/Events",
      metricName: "TriggeredRules",
      dimensions: { RuleName: rule.name },
      statistic: "Sum",
      period: 60,
      evaluationPeriods: 1,
      threshold: 0,
      comparisonOperator: "GreaterThanThreshold",
      treatMissingData: "notBreaching",
      alarmActions: [props.topicArn],
    });
  }

  private onVolume(
    props: SecurityEventsProps,
    id: string,
    thing: string,
    volume: {
      readonly functionName: string;
      readonly metric: string;
      readonly threshold: number;
      readonly description: string;
    },
  ): void {
    new CloudwatchMetricAlarm(this, `${id}_alarm`, {
      alarmName: nameOf(props.naming, `payment-${thing}`, NAME_LIMITS.alarm),
      alarmDescription: volume.description,
      namespace: METRICS_NAMESPACE,
      metricName: volume.metric,
      dimensions: functionDimensions(volume.functionName, props.naming.environment),
      statistic: "Sum",
      period: 300,
      evaluationPeriods: 1,
      threshold: volume.threshold,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      treatMissingData: "notBreaching",
      alarmActions: [props.topicArn],
    });
  }
}
