import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import type { Contracts } from "../../functions/contracts";
import type { PlatformFunction } from "./function";
import type { PlatformRole } from "./role";
import type { FailureQueue } from "./secure-queue";

export interface ScheduledCallProps<Entry extends keyof Contracts> {
  readonly name: string;
  readonly description: string;
  readonly target: PlatformFunction<Entry>;
  /** Taken by scheduler.amazonaws.com; it is granted the call. */
  readonly role: PlatformRole;
  /** Takes the calls that the scheduler could not make; the role must be let send to it. */
  readonly failures: FailureQueue;
  /** What the function is called with, for ever the same. */
  readonly input: Readonly<Record<string, string>>;
}

/** Later than this a call is pointless, as the next one is due. */
const CALL_AGE_SECONDS_MAX = 60;

/** A call of a function each minute, by EventBridge Scheduler. */
export class EachMinute<Entry extends keyof Contracts> extends Construct {
  constructor(scope: Construct, id: string, props: ScheduledCallProps<Entry>) {
    super(scope, id);
    const { name, description, target, role, failures, input } = props;
    target.grantInvoke(role, `Call${pascal(id)}`);
    new SchedulerSchedule(this, "Resource", {
      name,
      description,
      scheduleExpression: "rate(1 minute)",
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: target.liveArn,
        roleArn: role.arn,
        input: Fn.jsonencode(input),
        deadLetterConfig: { arn: failures.arn },
        retryPolicy: { maximumEventAgeInSeconds: CALL_AGE_SECONDS_MAX, maximumRetryAttempts: 1 },
      },
      dependsOn: role.dependencies,
    });
  }
}

const pascal = (id: string): string =>
  id
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
