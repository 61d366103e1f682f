import type { AlarmDefinition } from "./definition";
import { COMPARISONS } from "./definition";
import type { Series } from "./metric-math";

/** The states of an alarm. */
export type AlarmState = "OK" | "ALARM" | "INSUFFICIENT_DATA";

/** What an evaluation found; no state where the alarm stays as it is. */
export interface Decision {
  readonly state: AlarmState | undefined;
  readonly reason: string;
}

/** The periods that an evaluation looks at, oldest first: as many complete ones as the alarm needs, and the one that runs now. */
export function periodsInQuestion(alarm: AlarmDefinition, nowSeconds: number): readonly number[] {
  const current = Math.floor(nowSeconds / alarm.periodSeconds) * alarm.periodSeconds;
  return Array.from(
    { length: alarm.evaluationPeriods + 1 },
    (_unused, index) => current - (alarm.evaluationPeriods - index) * alarm.periodSeconds,
  );
}

/**
 * Decides an alarm's state, M of N datapoints with the alarm's treatment of missing data. The period that runs now counts as soon as it
 * has data, so that an alarm rings within a second and not at the end of a minute; the complete ones before count too, so that it rings
 * for a whole period at least.
 */
export function decide(alarm: AlarmDefinition, values: Series, nowSeconds: number): Decision {
  const periods = periodsInQuestion(alarm, nowSeconds);
  const current = periods.at(-1) ?? 0;
  const windows = [periods.slice(0, -1)];
  if (values.has(current) && !isPremature(alarm)) windows.push(periods.slice(1));
  const decisions = windows.map((window) =>
    decideWindow(
      alarm,
      window.map((period) => values.get(period)),
    ),
  );
  return (
    decisions.find(({ state }) => state === "ALARM") ??
    decisions.find(({ state }) => state === "OK") ??
    decisions.at(-1) ?? { state: undefined, reason: "nothing to evaluate" }
  );
}

/** A sum that is still growing says nothing yet about being too small. */
function isPremature(alarm: AlarmDefinition): boolean {
  const [query] = alarm.queries;
  const grows =
    query !== undefined && "statistic" in query && (query.statistic === "Sum" || query.statistic === "SampleCount");
  return alarm.queries.length === 1 && grows && alarm.comparison.startsWith("LessThan");
}

function decideWindow(alarm: AlarmDefinition, values: readonly (number | undefined)[]): Decision {
  const present = values.filter((value) => value !== undefined);
  const missing = values.length - present.length;
  const compare = COMPARISONS[alarm.comparison] ?? (() => false);
  const breaching = present.filter((value) => compare(value, alarm.threshold)).length;
  if (present.length === 0 && alarm.missingData === "missing")
    return { state: "INSUFFICIENT_DATA", reason: "Insufficient Data: no datapoint was received" };
  const reason = `Threshold Crossed: ${breaching} of ${values.length} datapoints [${present.join(", ")}] ${alarm.comparison} ${alarm.threshold}, ${missing} missing`;
  const needed =
    alarm.missingData === "missing" ? Math.min(alarm.datapointsToAlarm, present.length) : alarm.datapointsToAlarm;
  if (breaching + (alarm.missingData === "breaching" ? missing : 0) >= needed) return { state: "ALARM", reason };
  const undecided = alarm.missingData === "ignore" && breaching + missing >= needed;
  return { state: undecided ? undefined : "OK", reason };
}
