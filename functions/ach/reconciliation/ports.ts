import type { Day } from "../calendar";

/** The debits whose date was a day, as they were counted when it was over. */
export interface CountedDay {
  readonly day: Day;
  readonly debits: number;
}

/** The port to what reconciliation counts. */
export interface ReconciliationStore {
  /** The counted days of a company from one day to another, consistently. */
  countedDays(company: string, from: Day, to: Day): Promise<readonly CountedDay[]>;
  keepDay(company: string, counted: CountedDay): Promise<void>;
  /** The transfers that came back from one moment to before another, ISO 8601 UTC; not consistent. */
  returned(from: string, before: string): Promise<readonly string[]>;
}

/** The port to where reports go. */
export interface ReportBucket {
  /** Keeps a report under its name; a later one takes its place. */
  keep(key: string, text: string, contentType: string): Promise<void>;
}
