/** How one step of `make test` ended: a static check counts as one, a Jest step as many as it has tests. */
export interface Outcome {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  /** What a person needs to mend a failure; empty where all passed. */
  readonly details: readonly string[];
  readonly milliseconds: number;
}

/** Longest account of one step's failures; the rest is a command away. */
const DETAIL_LINES_MAX = 200;

/** One line of progress: the step, what it counted, how long it took. */
export function outcomeLine({ name, passed, failed, milliseconds }: Outcome): string {
  const verdict = failed > 0 ? "FAILED" : "ok";
  const count = passed + failed === 1 ? "" : `${passed} passed${failed > 0 ? `, ${failed} failed` : ""}`;
  return `${verdict.padEnd(7)}${name.padEnd(34)}${`${(milliseconds / 1000).toFixed(1)} s`.padStart(8)}   ${count}`.trimEnd();
}

/** The tally that closes the run. */
export function lastLine(outcomes: readonly Outcome[]): string {
  return `${total(outcomes, "passed")} passed, ${total(outcomes, "failed")} failed`;
}

/** A run passes when something ran and nothing failed. */
export function passed(outcomes: readonly Outcome[]): boolean {
  return total(outcomes, "failed") === 0 && total(outcomes, "passed") > 0;
}

/** The lines of an output worth showing: no blank ends, cut at a length that a person reads. */
export function detailLines(output: string): string[] {
  const lines = output.split("\n").map((line) => line.trimEnd());
  while (lines[0] === "") lines.shift();
  while (lines.at(-1) === "") lines.pop();
  if (lines.length <= DETAIL_LINES_MAX) return lines;
  return [...lines.slice(0, DETAIL_LINES_MAX), `... and ${lines.length - DETAIL_LINES_MAX} more lines`];
}

function total(outcomes: readonly Outcome[], key: "passed" | "failed"): number {
  return outcomes.reduce((sum, outcome) => sum + outcome[key], 0);
}
