/** A file as the bank has read it. */
export interface ReceivedFile {
  /** The ten columns each of who gets it and who sends it. */
  readonly destination: string;
  readonly origin: string;
  /** Origin, day, time and modifier: what a file is told from others by. */
  readonly identity: string;
  readonly batches: readonly ReceivedBatch[];
  readonly entries: number;
  readonly debitCents: number;
  readonly creditCents: number;
}

/** A batch with what its entries have in common. */
export interface ReceivedBatch {
  /** Its header's record, 94 characters. */
  readonly header: string;
  readonly sec: string;
  /** `2026-11-23`; empty where the header has none that exists. */
  readonly effectiveDate: string;
  readonly odfi: string;
  readonly entries: readonly ReceivedEntry[];
}

/** An entry. */
export interface ReceivedEntry {
  /** Its record, 94 characters. */
  readonly record: string;
  /** Number of its line in the file, from 1. */
  readonly line: number;
  readonly transactionCode: string;
  /** Nine digits. */
  readonly rdfi: string;
  readonly account: string;
  readonly cents: number;
  readonly trace: string;
  readonly isDebit: boolean;
}

/** A breach of the format: a word for the rule, and the line, from 1 (0: the whole file). */
export interface FileFault {
  readonly code: string;
  readonly line: number;
}

/** The columns of a record, from 1, both included, as the standard counts them. */
export function columns(record: string, first: number, last: number): string {
  return record.slice(first - 1, last);
}

/** The number in columns of digits; undefined where there is another character. */
export function numberIn(record: string, first: number, last: number): number | undefined {
  const text = columns(record, first, last);
  return /^\d+$/.test(text) ? Number(text) : undefined;
}
