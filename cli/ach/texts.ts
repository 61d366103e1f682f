import { DateTime } from "luxon";

/** Cents as dollars: `1,234.50`. */
export function dollars(cents: number): string {
  return decimal(cents, 2);
}

/** Mills, thousandths of a dollar, as dollars: `0.250`. */
export function millsText(mills: number): string {
  return decimal(mills, 3);
}

/** Thousands stand apart by commas. */
function decimal(units: number, digits: number): string {
  const text = String(Math.abs(units)).padStart(digits + 1, "0");
  const whole = text.slice(0, -digits).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${units < 0 ? "-" : ""}${whole}.${text.slice(-digits)}`;
}

/** A moment, ISO 8601, as operators keep time: `2026-11-23 14:45 ET`. */
export function eastern(moment: string): string {
  return `${DateTime.fromISO(moment, { zone: "America/New_York" }).toFormat("yyyy-MM-dd HH:mm")} ET`;
}

/** Rows as a table, two blanks between its columns; numbers stand to the right. */
export function table(rows: readonly (readonly string[])[], numeric: readonly number[] = []): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        numeric.includes(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
}

const PLURALS: Readonly<Record<string, string>> = { batch: "batches", entry: "entries", addendum: "addenda" };

/** So many of something: `1 batch`, `3 entries`, `0 files`. */
export function many(count: number, thing: string): string {
  if (count === 1) return `1 ${thing}`;
  return `${count} ${PLURALS[thing] ?? `${thing}s`}`;
}

/** Counts by name: `settled 3, returned 1`. */
export function countsText(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");
}
