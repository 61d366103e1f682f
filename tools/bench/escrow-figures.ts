import type { Watched } from "./call-watch";
import type { Took } from "./escrow-worker/messages";
import type { Figure, Findings } from "./figure";
import { quantile } from "./statistics";
import type { WriteUnits } from "./write-units";

/** What was measured of releases. */
export interface Measured {
  /** All that was due at once. */
  readonly drained: Took;
  /** Bare transactions, as many at once: before the drain and after it. */
  readonly bareAtOnce: readonly Took[];
  /** Releases and bare transactions one after the other. */
  readonly releasedAlone: Took;
  readonly bareAlone: Took;
}

/** What was seen of some releases one after the other. */
export interface Seen {
  readonly watched: Watched;
  readonly releases: number;
  /** Of one release's transaction. */
  readonly units: WriteUnits;
}

/** What the ledger says afterwards, in cents: what the providers must be owed by all releases, and are. */
export interface Owed {
  readonly expectedCents: number;
  readonly foundCents: number;
}

/** How it was done. */
export interface Circumstances {
  readonly due: number;
  readonly workers: number;
  readonly atOnce: number;
  readonly providers: number;
  readonly seedMs: number;
}

/** The figures of releases. */
export function escrowFigures(
  { drained, bareAtOnce, releasedAlone, bareAlone }: Measured,
  { watched, releases, units }: Seen,
  owed: Owed,
  { due, workers, atOnce, providers, seedMs }: Circumstances,
): Findings {
  const floorRate = rateOf(bareAtOnce);
  const dynamodb = watched.calls.filter(({ service }) => service === "dynamodb").length;
  const figures: Figure[] = [
    { what: "due at once", value: due, unit: "escrows" },
    { what: "releases", value: rateOf([drained]), unit: "a second" },
    { what: "until the last is released", value: drained.wallMs / 1000, unit: "s" },
    { what: "not released in that time", value: due - drained.eachMs.length, unit: "escrows", goal: NONE },
    { what: "shards in which something is due afterwards", value: drained.leftShards, unit: "shards", goal: NONE },
    {
      what: "what providers are owed beside one release each",
      value: Math.abs(owed.foundCents - owed.expectedCents),
      unit: "cents",
      goal: NONE,
    },
    { what: `bare transactions, ${atOnce} at once`, value: floorRate, unit: "a second" },
    { what: "releases against bare transactions: rate", value: rateOf([drained]) / floorRate, unit: "times" },
    ...quantiles(`a release, ${atOnce} at once`, [drained]),
    ...quantiles(`a bare transaction, ${atOnce} at once`, bareAtOnce),
    ...quantiles("a release, one after the other", [releasedAlone]),
    ...quantiles("a bare transaction, one after the other", [bareAlone]),
    { what: "CPU a release", value: drained.cpuMs / drained.eachMs.length, unit: "ms" },
    { what: "round trips one after the other, a release", value: watched.phases / releases, unit: "calls" },
    { what: "calls of DynamoDB a release", value: dynamodb / releases, unit: "calls" },
    { what: "write units a release, of its items", value: units.items, unit: "units" },
    { what: "write units a release, of indexes", value: units.indexes, unit: "units" },
  ];
  const notes = [
    `${workers} workers of 16 releases each, in one process, over ${drained.orders} orders of a queue; in an account up to 32 functions do this`,
    `${providers} providers; the engine is one process on this machine, and what bounds both rates`,
    "bare transactions: those that release as many other escrows, made by the real code and written by the SDK alone",
    "write units by DynamoDB's rules for the sizes that were sent; publishing the event writes its item once more",
    `written beforehand in ${(seedMs / 1000).toFixed(0)} s; BENCH_ESCROWS=5000 measures fewer`,
  ];
  return { figures, notes };
}

const NONE = { rule: "exactly", value: 0 } as const;

function rateOf(all: readonly Took[]): number {
  const done = all.reduce((sum, { eachMs }) => sum + eachMs.length, 0);
  const wallMs = all.reduce((sum, took) => sum + took.wallMs, 0);
  return (done * 1000) / wallMs;
}

function quantiles(what: string, all: readonly Took[]): Figure[] {
  const eachMs = all.flatMap((took) => took.eachMs);
  return [50, 95, 99].map((percent) => {
    return { what: `${what}: p${percent}`, value: quantile(eachMs, percent / 100), unit: "ms" };
  });
}
