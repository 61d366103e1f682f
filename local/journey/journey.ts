/** A journey: steps that follow one another through the deployed functions, each with a result that a person can read. */

/** One step as `.local/journey.json` holds it. */
export interface StepRecord {
  readonly step: string;
  readonly ok: boolean;
  /** What was seen, in a sentence; never a card number. */
  readonly result: string;
  readonly milliseconds: number;
}

/** A step found something else than it must. */
export class JourneyError extends Error {
  override readonly name = "JourneyError";
}

/** Asserts what a step must find. */
export function must(condition: boolean, otherwise: string): asserts condition {
  if (!condition) throw new JourneyError(otherwise);
}

export class Journey {
  readonly records: StepRecord[] = [];

  /** @param tell hears each step as it ends. */
  constructor(private readonly tell: (record: StepRecord) => void) {}

  /** Runs a step: `work` returns what it produced and a sentence about it. A step that fails ends the journey. */
  async step<T>(step: string, work: () => Promise<{ readonly result: string; readonly value: T }>): Promise<T> {
    const started = performance.now();
    try {
      const { result, value } = await work();
      this.record({ step, ok: true, result, milliseconds: Math.round(performance.now() - started) });
      return value;
    } catch (error) {
      const result = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      this.record({ step, ok: false, result, milliseconds: Math.round(performance.now() - started) });
      throw error;
    }
  }

  private record(record: StepRecord): void {
    this.records.push(record);
    this.tell(record);
  }
}
