import type { AchFile } from "../batches/file";
import type { Day } from "../calendar";
import type { ReturnRate } from "../calendar/return-rates";
import { type EntryRow, type Outcome, OUTCOMES } from "./outcome";
import { rateResource } from "./rates";

/** What a day's report is made of. */
export interface ReportFacts {
  readonly day: Day;
  /** ISO 8601 UTC. */
  readonly madeAt: string;
  readonly odfi: string;
  readonly company: string;
  /** The files that its entries are of. */
  readonly files: readonly Pick<AchFile, "id" | "status">[];
  readonly rows: readonly EntryRow[];
  readonly rates: readonly ReturnRate[];
}

/** The columns of a report's table. */
const COLUMNS = [
  "file_id",
  "trace",
  "transfer_id",
  "direction",
  "amount_cents",
  "effective_entry_date",
  "outcome",
  "settled_on",
  "returned_on",
  "return_code",
  "return_due_by",
] as const;

/** A report's names in the bucket. */
export function reportKeys(day: Day): { readonly json: string; readonly csv: string } {
  return { json: `reports/${day}/reconciliation.json`, csv: `reports/${day}/reconciliation.csv` };
}

/** A report as JSON: totals, files, what is missing, what came back, of that what came too late, and the return rates. */
export function reportJson({ day, madeAt, odfi, company, files, rows, rates }: ReportFacts): string {
  const returned = rows.filter(({ returnedOn }) => returnedOn === day);
  const report = {
    day,
    made_at: madeAt,
    odfi,
    company,
    totals: totalsOf(rows),
    files: files.map(({ id, status }) => ({
      file_id: id,
      status,
      ...totalsOf(rows.filter(({ fileId }) => fileId === id)),
    })),
    missing: rows.filter(({ outcome }) => outcome === "missing").map(shown),
    returned: returned.map(shown),
    returned_late: returned.filter(({ returnDueBy }) => returnDueBy !== undefined).map(shown),
    return_rates: rates.map((rate) => rateResource(company, rate, day)),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

/** A report as a table: a row an entry. No value has a comma or a quote in it. */
export function reportCsv({ rows }: ReportFacts): string {
  const lines = rows.map((row) => {
    const values: Readonly<Record<string, string | number>> = shown(row);
    return COLUMNS.map((column) => values[column] ?? "").join(",");
  });
  return [COLUMNS.join(","), ...lines, ""].join("\r\n");
}

function shown(row: EntryRow) {
  return {
    file_id: row.fileId,
    trace: row.trace,
    transfer_id: row.transferId,
    direction: row.direction,
    amount_cents: row.amountCents,
    effective_entry_date: row.effectiveEntryDate,
    outcome: row.outcome,
    ...(row.settledOn !== undefined && { settled_on: row.settledOn }),
    ...(row.returnedOn !== undefined && { returned_on: row.returnedOn }),
    ...(row.returnCode !== undefined && { return_code: row.returnCode }),
    ...(row.returnDueBy !== undefined && { return_due_by: row.returnDueBy }),
  };
}

/** Entries and their cents on both sides, by what became of them. */
function totalsOf(rows: readonly EntryRow[]) {
  const totals = new Map<Outcome, { entries: number; credit_cents: number; debit_cents: number }>(
    OUTCOMES.map((outcome) => [outcome, { entries: 0, credit_cents: 0, debit_cents: 0 }]),
  );
  for (const { outcome, direction, amountCents } of rows) {
    const total = totals.get(outcome);
    if (!total) continue;
    total.entries++;
    total[direction === "credit" ? "credit_cents" : "debit_cents"] += amountCents;
  }
  return { entries: rows.length, ...Object.fromEntries(totals) };
}
