/** What we read of Istanbul's coverage-summary.json: a row per file (absolute path), and one for all of them. */
export type CoverageSummary = Readonly<Record<string, CoverageRow>> & { readonly total: CoverageRow };

interface CoverageRow {
  readonly lines: Share;
  readonly branches: Share;
}

interface Share {
  readonly total: number;
  readonly covered: number;
}

const MEASURES = ["lines", "branches"] as const;

/** Files named when a threshold is missed: those with most to gain. */
const FILES_NAMED = 10;

/** Compares the totals with the threshold (per cent); names what is missed, and the files that miss most of it. */
export function coverageFaults(summary: CoverageSummary, threshold: number, root: string): string[] {
  if (summary.total.lines.total === 0) return ["no file was measured"];
  return MEASURES.flatMap((measure) => {
    const { total, covered } = summary.total[measure];
    if (covered * 100 >= threshold * total) return [];
    return [
      `${measure}: ${percent(summary.total[measure])}, allowed: at least ${threshold} %`,
      ...worstFiles(summary, measure, root),
    ];
  });
}

/** The totals in one line. */
export function coverageText(summary: CoverageSummary): string {
  return MEASURES.map((measure) => `${measure} ${percent(summary.total[measure])}`).join(", ");
}

function worstFiles(summary: CoverageSummary, measure: (typeof MEASURES)[number], root: string): string[] {
  return Object.entries(summary)
    .filter(([file]) => file !== "total")
    .map(([file, row]) => ({ file: file.replace(`${root}/`, ""), ...row[measure] }))
    .map((row) => ({ ...row, missed: row.total - row.covered }))
    .filter((row) => row.missed > 0)
    .sort((left, right) => right.missed - left.missed)
    .slice(0, FILES_NAMED)
    .map((row) => `  ${row.file}: ${row.missed} of ${row.total} ${measure} not covered`);
}

function percent({ total, covered }: Share): string {
  return total === 0 ? "100 %" : `${(Math.floor((covered * 1000) / total) / 10).toFixed(1)} %`;
}
