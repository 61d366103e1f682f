import { Fn, type IResolvable, Op, propertyAccess, Token } from "cdktf";
import { Construct } from "constructs";
import {
  AtTimes,
  ByClock,
  type CallTime,
  EachHour,
  EachMinute,
  type FailureQueue,
  NAME_LIMITS,
  nameOf,
  type Naming,
} from "../shared";
import type { AchFunctions } from "./ach-functions";
import type { Roles } from "./roles";

/** The operators' time, with its summer. */
const EASTERN = "America/New_York";
const HOUR_MINUTES = 60;
const DAY_MINUTES = 24 * HOUR_MINUTES;

/** FedACH processing schedule: when the operator must have the files of a window, minutes of the Eastern day (functions/ach/calendar, by a test). */
export const CLOSES_AT_MINUTE = {
  same_day_1: 10 * HOUR_MINUTES + 30,
  same_day_2: 14 * HOUR_MINUTES + 45,
  same_day_3: 16 * HOUR_MINUTES + 45,
  standard: 2 * HOUR_MINUTES + 15,
} as const;

/** How long before it the bank wants them, where the settings do not say (functions/ach/settings.ts, by a test). */
export const LEAD_MINUTES = 45;

/** What is late by then is cancelled, and its transfers go with new dates. */
const AFTER_DEADLINE_MINUTES = 5;
/** When the day before is reported: after its standard window, before people come to work. */
const REPORT_AT_MINUTE = 5 * HOUR_MINUTES;
const QUARTER_SECONDS = 900;
const HOUR_SECONDS = 3600;

export interface SchedulesProps {
  readonly naming: Naming;
  readonly roles: Roles;
  readonly functions: AchFunctions;
  readonly failures: FailureQueue;
  readonly odfiSettings: string;
}

/** All that is done by the clock. Windows are closed every day: on a day that is no banking day there are none, and nothing is done. */
export class Schedules extends Construct {
  constructor(scope: Construct, id: string, props: SchedulesProps) {
    super(scope, id);
    const { naming, roles, functions, failures } = props;
    const { optimizer, delivery, incoming, reconciler } = functions;
    failures.grantSend(roles.schedules, "KeepCalls");
    const common = { role: roles.schedules, failures };
    const name = (thing: string): string => nameOf(naming, thing, NAME_LIMITS.schedule);
    new AtTimes(
      this,
      "windows",
      { ...common, target: optimizer, input: {}, zone: EASTERN, callAgeSecondsMax: QUARTER_SECONDS },
      timesOf(props.odfiSettings, name),
    );
    new EachHour(this, "left_over", {
      ...common,
      name: name("ach-left-over"),
      description: "Finishes windows that were left open, and gives out debits whose return hold is over.",
      target: optimizer,
      input: {},
    });
    new EachMinute(this, "deliveries", {
      ...common,
      name: name("ach-deliveries"),
      description: "Has files taken to the bank, and asks after those that nothing was heard of.",
      target: delivery,
      input: {},
    });
    new ByClock(this, "collect", {
      ...common,
      name: name("ach-collect"),
      description: "Fetches what the bank has for us, and tries anew what came too early.",
      target: incoming,
      input: { collect: true },
      expression: "rate(10 minutes)",
      callAgeSecondsMax: QUARTER_SECONDS,
    });
    new ByClock(this, "report", {
      ...common,
      name: name("ach-report"),
      description: "Reports what became of each entry.",
      target: reconciler,
      input: {},
      expression: daily(REPORT_AT_MINUTE),
      zone: EASTERN,
      callAgeSecondsMax: HOUR_SECONDS,
    });
  }
}

/** A cut-off and an operator's deadline for each window. */
function timesOf(odfiSettings: string, name: (thing: string) => string): Record<string, CallTime> {
  const times: Record<string, CallTime> = {};
  for (const [window, closesAt] of Object.entries(CLOSES_AT_MINUTE)) {
    const shown = window.replaceAll("_", "-");
    times[`${window}_cut_off`] = {
      name: name(`ach-${shown}-cut-off`),
      description: `Closes the window ${shown}, and builds its files.`,
      expression: before(closesAt, odfiSettings),
    };
    times[`${window}_deadline`] = {
      name: name(`ach-${shown}-deadline`),
      description: `Cancels what did not leave before the operator's deadline of ${shown}.`,
      expression: daily(closesAt + AFTER_DEADLINE_MINUTES),
    };
  }
  return times;
}

const daily = (minute: number): string =>
  `cron(${String(minute % HOUR_MINUTES)} ${String(Math.floor(minute / HOUR_MINUTES))} * * ? *)`;

/** So long before a minute of the day as the bank wants files, on the day before perhaps. */
function before(minute: number, odfiSettings: string): string {
  if (!Token.isUnresolved(odfiSettings)) return daily((minute - leadOf(odfiSettings) + DAY_MINUTES) % DAY_MINUTES);
  const settings = Fn.jsondecode(odfiSettings) as IResolvable;
  const lead = Fn.try([propertyAccess(settings, ["windows", "leadMinutes"]), LEAD_MINUTES]) as IResolvable;
  const at = Op.mod(Op.sub(minute + DAY_MINUTES, lead), DAY_MINUTES);
  return Token.asString(
    Fn.format("cron(%d %d * * ? *)", [Op.mod(at, HOUR_MINUTES), Fn.floor(Op.div(at, HOUR_MINUTES))]),
  );
}

/** @param odfiSettings JSON whose names were checked; a value that is not allowed is refused by the functions. */
function leadOf(odfiSettings: string): number {
  const { windows } = JSON.parse(odfiSettings) as { readonly windows?: { readonly leadMinutes?: number } };
  return windows?.leadMinutes ?? LEAD_MINUTES;
}
