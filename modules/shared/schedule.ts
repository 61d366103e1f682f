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
  readonly input: Readonly<Record<string, string | boolean>>;
}

/** When a function is called; a call that is late is pointless once the next one is due. */
interface Times {
  /** As EventBridge Scheduler has it. */
  readonly expression: string;
  /** IANA time zone of the expression. @default UTC */
  readonly zone?: string;
  readonly callAgeSecondsMax: number;
}

/** A call of a function again and again, by EventBridge Scheduler. */
abstract class ScheduledCall<Entry extends keyof Contracts> extends Construct {
  constructor(scope: Construct, id: string, props: ScheduledCallProps<Entry>, times: Times) {
    super(scope, id);
    props.target.grantInvoke(props.role, `Call${pascal(id)}`);
    schedule(this, "Resource", props, times);
  }
}

function schedule<Entry extends keyof Contracts>(
  scope: Construct,
  id: string,
  { name, description, target, role, failures, input }: ScheduledCallProps<Entry>,
  { expression, zone, callAgeSecondsMax }: Times,
): void {
  new SchedulerSchedule(scope, id, {
    name,
    description,
    scheduleExpression: expression,
    ...(zone === undefined ? {} : { scheduleExpressionTimezone: zone }),
    flexibleTimeWindow: { mode: "OFF" },
    target: {
      arn: target.liveArn,
      roleArn: role.arn,
      input: Fn.jsonencode(input),
      deadLetterConfig: { arn: failures.arn },
      retryPolicy: { maximumEventAgeInSeconds: callAgeSecondsMax, maximumRetryAttempts: 1 },
    },
    dependsOn: role.dependencies,
  });
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

/** A call of a function whenever an expression says. */
export class ByClock<Entry extends keyof Contracts> extends ScheduledCall<Entry> {
  constructor(scope: Construct, id: string, props: ScheduledCallProps<Entry> & Times) {
    super(scope, id, props, props);
  }
}

/** A time of a schedule: its name behind the call's, what it is for, and when it is. */
export interface CallTime extends Pick<Times, "expression"> {
  readonly name: string;
  readonly description: string;
}

/** One call of a function at several times, by a schedule each. */
export class AtTimes<Entry extends keyof Contracts> extends Construct {
  /** @param times by the ids of the schedules. */
  constructor(
    scope: Construct,
    id: string,
    props: Omit<ScheduledCallProps<Entry>, "name" | "description"> & Omit<Times, "expression">,
    times: Readonly<Record<string, CallTime>>,
  ) {
    super(scope, id);
    props.target.grantInvoke(props.role, `Call${pascal(id)}`);
    for (const [timeId, { name, description, expression }] of Object.entries(times))
      schedule(this, timeId, { ...props, name, description }, { ...props, expression });
  }
}

const pascal = (id: string): string =>
  id
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
