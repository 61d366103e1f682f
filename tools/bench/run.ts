import { type Benchmark, type Figure, isMet } from "./figure";
import { tableLines } from "./table";

/** One benchmark as `dist/bench.json` has it. */
export interface Report {
  readonly name: string;
  readonly title: string;
  readonly figures: readonly (Figure & { readonly met?: boolean })[];
  readonly notes: readonly string[];
  /** Why there is nothing to measure here. */
  readonly skipped?: string;
  /** Why it could not run. */
  readonly failed?: string;
}

/** How a run ended. */
export interface BenchmarkRun {
  /** 0; 1 where a benchmark could not run; 2 where a name is unknown. */
  readonly code: number;
  readonly reports: readonly Report[];
}

/** Runs the named benchmarks, all of them where none is named, one after the other, and tells each one's table. */
export async function runBenchmarks(
  benchmarks: readonly Benchmark[],
  names: readonly string[],
  tell: (line: string) => void,
): Promise<BenchmarkRun> {
  const unknown = names.filter((name) => !benchmarks.some((benchmark) => benchmark.name === name));
  if (unknown.length > 0) {
    tell(`There is no benchmark ${unknown.join(", ")}. Benchmarks: ${benchmarks.map(({ name }) => name).join(", ")}.`);
    return { code: 2, reports: [] };
  }
  const reports: Report[] = [];
  for (const benchmark of benchmarks.filter(({ name }) => names.length === 0 || names.includes(name))) {
    tell(`${reports.length === 0 ? "" : "\n"}${benchmark.title}`);
    const report = await reportOn(benchmark);
    reports.push(report);
    if (report.skipped !== undefined) tell(`  skipped: ${report.skipped}`);
    else if (report.failed !== undefined) tell(`  could not run: ${report.failed}`);
    else for (const line of tableLines(report)) tell(line);
  }
  return { code: reports.some(({ failed }) => failed !== undefined) ? 1 : 0, reports };
}

async function reportOn({ name, title, run }: Benchmark): Promise<Report> {
  const empty = { name, title, figures: [], notes: [] };
  try {
    const found = await run();
    if ("skipped" in found) return { ...empty, skipped: found.skipped };
    const figures = found.figures.map((figure) => ({ ...figure, met: isMet(figure) }));
    return { ...empty, figures, notes: found.notes ?? [] };
  } catch (error) {
    return { ...empty, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
