/** What the documents promise of a figure. */
export interface Goal {
  readonly rule: "at most" | "at least" | "under" | "exactly";
  readonly value: number;
}

/** One measured number. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  /** `times`, `ms`, `µs`, `kB` (1000 bytes), `MB` (1,000,000 bytes), `s`, `calls`, `a second`. */
  readonly unit: string;
  /** Distance between the quartiles, in the figure's unit; absent where there was one measurement. */
  readonly spread?: number;
  readonly goal?: Goal;
}

/** What a benchmark found. */
export interface Findings {
  readonly figures: readonly Figure[];
  /** What a reader must know to read the figures. */
  readonly notes?: readonly string[];
}

/** A benchmark has nothing to measure on this machine, for a reason that its reader can mend. */
export interface Skipped {
  readonly skipped: string;
}

/** One benchmark; what it throws means that it could not run. */
export interface Benchmark {
  /** As given on the command line. */
  readonly name: string;
  readonly title: string;
  readonly run: () => Promise<Findings | Skipped>;
}

/** Whether a figure keeps its goal; nothing where it has none. */
export function isMet({ value, goal }: Figure): boolean | undefined {
  switch (goal?.rule) {
    case undefined:
      return undefined;
    case "at most":
      return value <= goal.value;
    case "at least":
      return value >= goal.value;
    case "under":
      return value < goal.value;
    case "exactly":
      return value === goal.value;
  }
}
