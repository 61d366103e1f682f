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

/** When a function is called; a call that is late is pointless once the next one is due. */
interface Times {
  /** As EventBridge Scheduler has it, in UTC. */
  readonly expression: string;
  readonly callAgeSecondsMax: number;
}

/** A call of a function again and again, by EventBridge Scheduler. */
abstract class ScheduledCall<Entry extends keyof Contracts> extends Construct {
  constructor(scope: Construct, id: string, props: ScheduledCallProps<Entry>, times: Times) {
    super(scope, id);
    const { name, description, target, role, failures, input } = props;
    target.grantInvoke(role, `Call${pascal(id)}`);
    new SchedulerSchedule(this, "Resource", {
      name,
      description,
      scheduleExpression: times.expression,
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: target.liveArn,
        roleArn: role.arn,
        input: Fn.jsonencode(input),
        deadLetterConfig: { arn: failures.arn },
        retryPolicy: { maximumEventAgeInSeconds: times.callAgeSecondsMax, maximumRetryAttempts: 1 },
      },
      dependsOn: role.dependencies,
    });
  }
}

/** A call of a function each minute. */
export class EachMinute<Entry extends keyof Contracts> extends ScheduledCall<Entry> {
  constructor(scope: Construct, id: string, props: ScheduledCallProps<Entry>) {
    super(scope, id, props, { expression: "rate(1 minute)", callAgeSecondsMax: 60 });
  }
}

/** A call of a function each hour, five minutes past it: what is due at midnight is begun soon after. */
export class EachHour<Entry extends keyof Contracts> extends ScheduledCall<Entry> {
  constructor(scope: Construct, id: string, props: ScheduledCallProps<Entry>) {
    super(scope, id, props, { expression: "cron(5 * * * ? *)", callAgeSecondsMax: 3600 });
  }
}

const pascal = (id: string): string =>
  id
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
