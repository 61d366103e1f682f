import type { Construct } from "constructs";
import { Alarm } from "./alarm";
import type { Naming } from "./names";

export interface FailureAlarmsProps {
  readonly naming: Naming;
  readonly topicArn: string;
  /** Names by the id of the alarm. */
  readonly functions: Readonly<Record<string, string>>;
  readonly deadLetterQueues: Readonly<Record<string, string>>;
}

const FIVE_MINUTES = 300;
const TEN_MINUTES = 600;

/** The alarms that every function and every queue of dead letters has, under a module's own alarms. Thresholds: the source documents, *Monitoring*. */
export function failureAlarms(scope: Construct, props: FailureAlarmsProps): void {
  const { naming, topicArn } = props;
  for (const [id, FunctionName] of Object.entries(props.functions))
    new Alarm(scope, `${id}_errors`, {
      ...{ naming, topicArn },
      name: `${id.replaceAll("_", "-")}-errors`,
      description: "A function failed five times within ten minutes.",
      namespace: "AWS/Lambda",
      metric: "Errors",
      dimensions: { FunctionName },
      periodSeconds: TEN_MINUTES,
      when: ["at least", 5],
    });
  for (const [id, QueueName] of Object.entries(props.deadLetterQueues))
    new Alarm(scope, `${id}_messages`, {
      ...{ naming, topicArn },
      name: `${id.replaceAll("_", "-")}-messages`,
      description: "Something failed for good, and waits in a queue for a person.",
      namespace: "AWS/SQS",
      metric: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName },
      statistic: "Maximum",
      periodSeconds: FIVE_MINUTES,
      when: ["more than", 0],
    });
}
