import type { Log } from "../../../../functions/shared/logging";

/** A log that keeps its records: level, message, more. */
export function keptLog(): { readonly log: Log; readonly records: unknown[][] } {
  const records: unknown[][] = [];
  const keep =
    (level: string) =>
    (...record: unknown[]) => {
      records.push([level, ...record]);
    };
  const log = { info: keep("info"), warn: keep("warn"), error: keep("error"), addContext: () => {} };
  return { log: log, records };
}
