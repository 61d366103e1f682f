import type { Field } from "./layout";
import { RECORDS } from "./records";

/** The table of records as a page: what the code reads and writes is what the page says. */
export function recordTables(): string {
  const intro = "# Records of a NACHA file\n\nWritten from the table in `records/`; a test holds them together.\n";
  const sections = Object.values(RECORDS).map(({ name, fields }) => {
    const rows = (fields as readonly Field[]).map(
      ({ first, last, name: field, kind, rule }) =>
        `| ${first === last ? first : `${first}-${last}`} | \`${field}\` | ${kind} | ${rule} |`,
    );
    return [`## ${name}`, "", "| columns | field | kind | rule |", "|---|---|---|---|", ...rows, ""].join("\n");
  });
  return [intro, ...sections].join("\n");
}
