/** Something that is measured: one operation. */
export interface Subject<Name extends string> {
  readonly name: Name;
  /** How many operations a round has: enough that a round takes some tens of milliseconds. */
  readonly operations: number;
  readonly run: () => unknown;
}

/** What each round took per operation, in the order of the rounds. */
export interface Samples {
  readonly wallMicroseconds: readonly number[];
  /** User and system time of the whole process: what runs on other threads (collection, compilation) is counted too. */
  readonly cpuMicroseconds: readonly number[];
}

export interface Rounds {
  /** Rounds that are run and not counted, for the compiler and the caches. */
  readonly warmUp: number;
  readonly counted: number;
}

/** What the harness asks of the machine. */
export interface Meter {
  /** Microseconds of wall time since some moment. */
  wall(): number;
  /** Microseconds of CPU time that this process has used. */
  cpu(): number;
}

const machineMeter: Meter = {
  wall: () => performance.now() * 1000,
  cpu: () => {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
};

/**
 * Measures subjects side by side: each round runs all of them, one after the other, so that their ratios hold on a
 * machine whose speed changes. Who begins changes from round to round.
 */
export async function measure<Name extends string>(
  subjects: readonly Subject<Name>[],
  { warmUp, counted }: Rounds,
  meter: Meter = machineMeter,
): Promise<Readonly<Record<Name, Samples>>> {
  const wall = new Map<Name, number[]>();
  const cpu = new Map<Name, number[]>();
  for (let round = 0; round < warmUp + counted; round++) {
    for (const subject of rotated(subjects, round)) {
      const took = await runOnce(subject, meter);
      if (round < warmUp) continue;
      wall.set(subject.name, [...(wall.get(subject.name) ?? []), took.wall]);
      cpu.set(subject.name, [...(cpu.get(subject.name) ?? []), took.cpu]);
    }
  }
  const samples = subjects.map(({ name }): [Name, Samples] => [
    name,
    { wallMicroseconds: wall.get(name) ?? [], cpuMicroseconds: cpu.get(name) ?? [] },
  ]);
  return Object.fromEntries(samples) as Record<Name, Samples>;
}

async function runOnce({ operations, run }: Subject<string>, meter: Meter): Promise<{ wall: number; cpu: number }> {
  const [wall, cpu] = [meter.wall(), meter.cpu()];
  for (let operation = 0; operation < operations; operation++) {
    const pending = run();
    // What is not asynchronous must not pay for waiting.
    if (pending instanceof Promise) await pending;
  }
  return { wall: (meter.wall() - wall) / operations, cpu: (meter.cpu() - cpu) / operations };
}

function rotated<Item>(items: readonly Item[], by: number): Item[] {
  const first = by % items.length;
  return [...items.slice(first), ...items.slice(0, first)];
}
