import type { Watched } from "./call-watch";
import type { Figure, Findings, Goal } from "./figure";
import type { Took } from "./payment-worker/messages";
import { quantile, ratio, summarise } from "./statistics";

/** Issue: the processor's CPU a payment is at most 1.4 times that of its bare calls. */
const CPU_TIMES_MAX = 1.4;
/** Issue: its rate is at least 80 % of theirs. */
const RATE_SHARE_MIN = 0.8;
/** The payments' protocol: one parallel read phase, the intent, one call of the rail, the result. */
const ROUND_TRIPS_MAX = 4;

/** The rounds of a subject, by one caller and by several at once. */
export interface SubjectRounds {
  readonly one: readonly Took[];
  readonly several: readonly Took[];
}

/** The rounds of both subjects; they pair up. */
export interface Measured {
  readonly processor: SubjectRounds;
  readonly floor: SubjectRounds;
}

/** What was seen of some payments one after the other. */
export interface Seen {
  readonly watched: Watched;
  readonly railCalls: number;
  readonly payments: number;
  /** How many `several` are. */
  readonly callers: number;
}

/** The figures of payments. */
export function paymentFigures({ processor, floor }: Measured, seen: Seen): Findings {
  const several = `${seen.callers} callers`;
  return {
    figures: [
      rate("processor, one caller", processor.one),
      rate("bare calls, one caller", floor.one),
      share("processor against bare calls, one caller: rate", processor.one, floor.one),
      rate(`processor, ${several}`, processor.several),
      rate(`bare calls, ${several}`, floor.several),
      share(`processor against bare calls, ${several}: rate`, processor.several, floor.several),
      ...quantiles("processor, one caller", processor.one),
      ...quantiles("bare calls, one caller", floor.one),
      ...quantiles(`processor, ${several}`, processor.several),
      cpu("processor: CPU a payment", processor.one),
      cpu("bare calls: CPU a payment", floor.one),
      {
        what: "processor against bare calls: CPU",
        ...valueOf(ratio(processor.one.map(cpuOf), floor.one.map(cpuOf))),
        unit: "times",
        goal: { rule: "at most", value: CPU_TIMES_MAX },
      },
      ...callFigures(seen),
    ],
    notes: [
      "the rail answers at once, in the processor's process: the network of a rail is not what is measured",
      "bare calls: the same items read at once and the same two transactions, by the SDK alone, in a process of their own",
      "the customer and the provider are known; card, address and customer count for their limits",
    ],
  };
}

function callFigures({ watched, railCalls, payments }: Seen): Figure[] {
  const each = (count: number): number => count / payments;
  const calls = (service: string): number => each(watched.calls.filter((call) => call.service === service).length);
  return [
    counted("round trips one after the other, the rail's among them", each(watched.phases + railCalls), {
      rule: "at most",
      value: ROUND_TRIPS_MAX,
    }),
    counted("calls of DynamoDB a payment", calls("dynamodb")),
    counted("calls of KMS a payment", calls("kms"), { rule: "exactly", value: 0 }),
    counted("calls of the rail a payment", each(railCalls), { rule: "exactly", value: 1 }),
  ];
}

const counted = (what: string, value: number, goal?: Goal): Figure => ({ what, value, unit: "calls", goal });

const cpuOf = ({ cpuMs, eachMs }: Took): number => cpuMs / eachMs.length;
const rateOf = ({ wallMs, eachMs }: Took): number => (eachMs.length * 1000) / wallMs;

function rate(what: string, rounds: readonly Took[]): Figure {
  return { what: `${what}: payments`, ...valueOf(summarise(rounds.map(rateOf))), unit: "a second" };
}

function share(what: string, rounds: readonly Took[], bases: readonly Took[]): Figure {
  const { value, spread } = valueOf(ratio(rounds.map(rateOf), bases.map(rateOf)));
  return { what, value, spread, unit: "times", goal: { rule: "at least", value: RATE_SHARE_MIN } };
}

function cpu(what: string, rounds: readonly Took[]): Figure {
  return { what, ...valueOf(summarise(rounds.map(cpuOf))), unit: "ms" };
}

function quantiles(what: string, rounds: readonly Took[]): Figure[] {
  const all = rounds.flatMap(({ eachMs }) => eachMs);
  return [50, 95, 99].map((percent) => ({
    what: `${what}: p${percent}`,
    value: quantile(all, percent / 100),
    unit: "ms",
  }));
}

function valueOf({ median, spread }: { readonly median: number; readonly spread: number }) {
  return { value: median, spread };
}
