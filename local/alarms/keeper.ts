import { listIn, objectIn, textIn } from "../gateway/answers";
import type { JsonObject } from "../gateway/answers";
import type { EmulatorClient } from "../gateway/emulator-client";
import type { Clock } from "../gateway/ports";
import type { AlarmState } from "./decide";
import { decide, periodsInQuestion } from "./decide";
import type { AlarmDefinition, MetricQuery } from "./definition";
import { COMPARISONS, readAlarm } from "./definition";
import type { Expression, Series } from "./metric-math";
import { MetricMathError, parseMetricMath } from "./metric-math";

/** An alarm that is not evaluated here. */
export class UnsupportedAlarmError extends Error {
  override readonly name = "UnsupportedAlarmError";
}

interface KeptAlarm {
  readonly definition: AlarmDefinition;
  readonly expressions: ReadonlyMap<string, Expression>;
  /** The state that was last set; unknown after somebody else set one. */
  state: AlarmState | undefined;
}

const CLOUDWATCH = "GraniteServiceVersion20100801";

/** Keeps the alarms of all Regions and sets their states, in the place of the emulator, which knows no dimensions, missing data or math. */
export class AlarmKeeper {
  readonly #emulator: EmulatorClient;
  readonly #clock: Clock;
  readonly #regions = new Map<string, Map<string, KeptAlarm>>();

  constructor(emulator: EmulatorClient, clock: Clock) {
    this.#emulator = emulator;
    this.#clock = clock;
  }

  /** Reads the input of PutMetricAlarm. @throws UnsupportedAlarmError where it could not be evaluated. */
  check(input: JsonObject): void {
    keep(input, undefined);
  }

  /** Takes an alarm up, or its new definition. */
  put(region: string, input: JsonObject): void {
    const alarms = this.#alarmsOf(region);
    const name = textIn(input["AlarmName"]);
    alarms.set(name, keep(input, alarms.has(name) ? alarms.get(name)?.state : "INSUFFICIENT_DATA"));
  }

  /** Lets alarms go. */
  delete(region: string, names: readonly string[]): void {
    for (const name of names) this.#alarmsOf(region).delete(name);
  }

  /** Somebody set the state: it is compared and set anew at the next evaluation. */
  forgetState(region: string, name: string): void {
    const alarm = this.#alarmsOf(region).get(name);
    if (alarm !== undefined) alarm.state = undefined;
  }

  /** Evaluates all alarms once and sets the states that have changed. */
  async evaluate(): Promise<void> {
    for (const [region, alarms] of this.#regions) {
      if (alarms.size > 0) await this.#evaluateRegion(region, [...alarms.values()]);
    }
  }

  async #evaluateRegion(region: string, alarms: readonly KeptAlarm[]): Promise<void> {
    const now = this.#clock() / 1000;
    const data = await this.#metricData(region, alarms, now);
    for (const [index, alarm] of alarms.entries()) {
      const { state, reason } = decide(alarm.definition, watchedSeries(alarm, data[index] ?? new Map(), now), now);
      if (state === undefined || state === alarm.state) continue;
      // Deleted while its data came: there is nothing to set.
      if (this.#alarmsOf(region).get(alarm.definition.name) !== alarm) continue;
      alarm.state = state;
      await this.#emulator.json("monitoring", region, `${CLOUDWATCH}.SetAlarmState`, {
        AlarmName: alarm.definition.name,
        StateValue: state,
        StateReason: reason,
      });
    }
  }

  /** The metrics of all alarms by one call; for each alarm its series by query id. */
  async #metricData(
    region: string,
    alarms: readonly KeptAlarm[],
    now: number,
  ): Promise<readonly ReadonlyMap<string, Series>[]> {
    const asked = alarms.flatMap((alarm, index) =>
      metricsOf(alarm.definition).map((query) => ({ index, alarm, query })),
    );
    const starts = alarms.map(({ definition }) => periodsInQuestion(definition, now)[0] ?? now);
    const answer = await this.#emulator.json("monitoring", region, `${CLOUDWATCH}.GetMetricData`, {
      StartTime: Math.min(...starts),
      EndTime: now + 1,
      MetricDataQueries: asked.map(({ alarm, query }, position) => ({
        Id: `q${position}`,
        MetricStat: {
          Metric: {
            Namespace: query.namespace,
            MetricName: query.metricName,
            Dimensions: Object.entries(query.dimensions).map(([Name, Value]) => ({ Name, Value })),
          },
          Period: alarm.definition.periodSeconds,
          Stat: query.statistic,
        },
      })),
    });
    const byAlarm = alarms.map(() => new Map<string, Series>());
    for (const result of listIn(answer["MetricDataResults"]).map(objectIn)) {
      const question = asked[Number(textIn(result["Id"]).slice(1))];
      const values = listIn(result["Values"]).map(Number);
      const series = new Map(listIn(result["Timestamps"]).map((timestamp, at) => [Number(timestamp), values[at] ?? 0]));
      if (question !== undefined) byAlarm[question.index]?.set(question.query.id, series);
    }
    return byAlarm;
  }

  #alarmsOf(region: string): Map<string, KeptAlarm> {
    const alarms = this.#regions.get(region) ?? new Map<string, KeptAlarm>();
    this.#regions.set(region, alarms);
    return alarms;
  }
}

function keep(input: JsonObject, state: AlarmState | undefined): KeptAlarm {
  const definition = readAlarm(input);
  if (COMPARISONS[definition.comparison] === undefined) {
    throw new UnsupportedAlarmError(
      `ComparisonOperator ${definition.comparison} is not evaluated by the embedded AWS; allowed: ${Object.keys(COMPARISONS).join(", ")}`,
    );
  }
  try {
    const expressions = definition.queries.flatMap((query) =>
      "expression" in query ? [[query.id, parseMetricMath(query.expression)] as const] : [],
    );
    return { definition, expressions: new Map(expressions), state };
  } catch (error) {
    if (error instanceof MetricMathError) throw new UnsupportedAlarmError(error.message);
    throw error;
  }
}

function metricsOf(definition: AlarmDefinition): readonly MetricQuery[] {
  return definition.queries.flatMap((query) => ("expression" in query ? [] : [query]));
}

/** The series that the alarm compares: a metric's own, or an expression's over the others, in the order in which they can be worked out. */
function watchedSeries(alarm: KeptAlarm, metrics: ReadonlyMap<string, Series>, now: number): Series {
  const known = new Map(metrics);
  const periods = periodsInQuestion(alarm.definition, now);
  for (const query of inOrder(alarm.definition)) {
    const expression = alarm.expressions.get(query);
    if (expression !== undefined) known.set(query, expression(known, periods));
  }
  return known.get(alarm.definition.watched) ?? new Map();
}

/** Ids of the expressions, each after those that it names. */
function inOrder({ queries }: AlarmDefinition): readonly string[] {
  const texts = new Map(
    queries.flatMap((query) => ("expression" in query ? [[query.id, query.expression] as const] : [])),
  );
  const ordered = new Set<string>();
  const visit = (id: string): void => {
    const text = texts.get(id);
    if (text === undefined || ordered.has(id)) return;
    for (const name of text.match(/[a-z]\w*/g) ?? []) if (name !== id) visit(name);
    ordered.add(id);
  };
  for (const id of texts.keys()) visit(id);
  return [...ordered];
}
