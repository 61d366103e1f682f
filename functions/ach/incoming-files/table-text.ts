/** A fault of a table: where, and what is allowed there. What was seen is not told: it may be anything. */
export interface TableFault {
  /** Line, from 1. */
  readonly line: number;
  readonly field: string;
  readonly allowed: string;
}

/** A row by the names of its columns. */
export interface TableRow<Column extends string> {
  readonly line: number;
  readonly values: Readonly<Record<Column, string>>;
}

/** A table that was read: rows that have all columns, and every fault of the others. */
export interface Table<Column extends string> {
  readonly rows: readonly TableRow<Column>[];
  readonly faults: readonly TableFault[];
}

/** One value: in quotes, where two of them are one, or without any. */
const VALUE = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;

/**
 * Reads a small table of comma-separated values (RFC 4180, no line breaks within values) strictly: its first line names
 * the columns, all of them and in this order. Line ends may be LF or CRLF, a byte order mark is passed over.
 */
export function readTable<Column extends string>(text: string, columns: readonly Column[]): Table<Column> {
  const [head = "", ...lines] = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  while (lines.at(-1) === "") lines.pop();
  if (head !== columns.join(",")) {
    return { rows: [], faults: [{ line: 1, field: "header", allowed: columns.join(",") }] };
  }
  const rows: TableRow<Column>[] = [];
  const faults: TableFault[] = [];
  for (const [place, text] of lines.entries()) {
    const line = place + 2;
    const values = valuesOf(text);
    if (values?.length === columns.length) {
      const named = columns.map((column, at) => [column, values[at] ?? ""] as const);
      rows.push({ line, values: Object.fromEntries(named) as Record<Column, string> });
    } else faults.push({ line, field: "row", allowed: `${columns.length} values` });
  }
  return { rows, faults };
}

/** The values of a line; nothing where its quotes are not right. */
function valuesOf(line: string): string[] | undefined {
  const values: string[] = [];
  VALUE.lastIndex = 0;
  for (;;) {
    const found = VALUE.exec(line);
    if (!found) return undefined;
    const [, quoted, plain = "", end] = found;
    values.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ",") return values;
  }
}

/** Whole cents, or a count, in a value; nothing where it is neither. */
export function wholeNumber(value: string): number | undefined {
  return /^\d{1,15}$/.test(value) ? Number.parseInt(value, 10) : undefined;
}
