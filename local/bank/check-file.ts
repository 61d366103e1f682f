/**
 * The bank's strict check of a file. It shares nothing with functions/ach: what the platform writes is read here by other
 * eyes. It tells breaches of the format; when entries may settle is checked by `check-dates.ts`.
 */
import { dayOf } from "./banking-days";
import { checkBatch, type Record94, type RawBatch } from "./check-batch";
import { columns, type FileFault, numberIn, type ReceivedFile } from "./received-file";
import { isRoutingNumber } from "./routing-number";

const RECORD_SIZE = 94;
const BLOCKING_FACTOR = 10;
const PADDING = "9".repeat(RECORD_SIZE);

/** What the check found: faults, and the file as far as it could be read. */
export interface FileCheck {
  readonly faults: readonly FileFault[];
  /** Undefined where not even the records are there. */
  readonly file: ReceivedFile | undefined;
}

/** Checks a file's bytes. */
export function checkFile(bytes: Buffer): FileCheck {
  const faults: FileFault[] = [];
  const fault = (code: string, line: number): void => void faults.push({ code, line });
  const text = bytes.toString("latin1");
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === "") lines.pop();
  const records = lines.map((record, index): Record94 => ({ record, line: index + 1 }));
  for (const { record, line } of records) {
    if (record.length !== RECORD_SIZE) fault("record_length", line);
    else if (!/^[\x20-\x7e]*$/.test(record)) fault("character", line);
  }
  if (faults.length > 0 || records.length === 0) {
    if (records.length === 0) fault("empty_file", 0);
    return { faults, file: undefined };
  }

  const { header, batches, control, padding } = structure(records, fault);
  if (header === undefined || control === undefined) return { faults, file: undefined };
  checkHeader(header, fault);
  const checked = batches.map((batch) => checkBatch(batch, fault));
  checkTraces(
    checked.flatMap(({ batch }) => batch.entries),
    fault,
  );
  checkOrder(
    checked.map(({ number }) => number),
    batches,
    fault,
  );
  if (new Set(checked.map(({ batch }) => batch.odfi)).size > 1) fault("odfi_differs", 0);
  checkControl(control, checked, fault);
  checkBlocks(control, padding, records.length, fault);
  const sum = (pick: (each: (typeof checked)[number]) => number): number =>
    checked.reduce((total, each) => total + pick(each), 0);
  return {
    faults,
    file: {
      destination: columns(header.record, 4, 13),
      origin: columns(header.record, 14, 23),
      identity: columns(header.record, 14, 34),
      batches: checked.map(({ batch }) => batch),
      entries: sum(({ batch }) => batch.entries.length),
      debitCents: sum(({ debitCents }) => debitCents),
      creditCents: sum(({ creditCents }) => creditCents),
    },
  };
}

/** Whether all of a file is there: its control, and as many records as that says. A broken upload fails this. */
export function isWhole(bytes: Buffer): boolean {
  const lines = bytes.toString("latin1").split(/\r?\n/);
  if (lines.at(-1) === "") lines.pop();
  const control = lines.find((line) => line.startsWith("9") && line !== PADDING);
  if (control?.length !== RECORD_SIZE || lines.at(-1)?.length !== RECORD_SIZE) return false;
  return lines.length === (numberIn(control, 8, 13) ?? 0) * BLOCKING_FACTOR;
}

type Fault = (code: string, line: number) => void;

interface Structure {
  readonly header: Record94 | undefined;
  readonly batches: readonly RawBatch[];
  readonly control: Record94 | undefined;
  readonly padding: readonly Record94[];
}

/** Takes a file apart: header, batches of header, entries with addenda, and control; file control; padding. */
function structure(records: readonly Record94[], fault: Fault): Structure {
  const [header] = records;
  if (!header?.record.startsWith("1")) {
    fault("file_header_missing", 1);
    return { header: undefined, batches: [], control: undefined, padding: [] };
  }
  const batches: RawBatch[] = [];
  let open: RawBatch | undefined;
  let control: Record94 | undefined;
  const padding: Record94[] = [];
  for (const each of records.slice(1)) {
    const type = each.record[0];
    if (control !== undefined) {
      padding.push(each);
      continue;
    }
    if (type === "5" && open === undefined) {
      open = { header: each, entries: [], control: undefined };
      batches.push(open);
    } else if (type === "6" && open !== undefined) open.entries.push({ ...each, addenda: [] });
    else if (type === "7" && open?.entries.at(-1) !== undefined) open.entries.at(-1)?.addenda.push(each);
    else if (type === "8" && open !== undefined) {
      open.control = each;
      open = undefined;
    } else if (type === "9" && open === undefined) control = each;
    else fault("record_order", each.line);
  }
  if (open !== undefined) fault("batch_control_missing", open.header.line);
  if (control === undefined) fault("file_control_missing", 0);
  if (batches.length === 0) fault("no_batches", 0);
  return { header, batches, control, padding };
}

function checkHeader({ record, line }: Record94, fault: Fault): void {
  if (columns(record, 2, 3) !== "01") fault("priority_code", line);
  if (record[3] !== " " || !isRoutingNumber(columns(record, 5, 13))) fault("immediate_destination", line);
  if (columns(record, 14, 23).trim() === "") fault("immediate_origin", line);
  if (dayOf(columns(record, 24, 29)) === undefined) fault("file_creation_date", line);
  if (!/^( {4}|([01]\d|2[0-3])[0-5]\d)$/.test(columns(record, 30, 33))) fault("file_creation_time", line);
  if (!/^[A-Z0-9]$/.test(columns(record, 34, 34))) fault("file_id_modifier", line);
  if (columns(record, 35, 37) !== "094") fault("record_size", line);
  if (columns(record, 38, 39) !== "10") fault("blocking_factor", line);
  if (columns(record, 40, 40) !== "1") fault("format_code", line);
}

/** Nacha: a trace number is never used twice in a file. */
function checkTraces(entries: readonly { readonly trace: string; readonly line: number }[], fault: Fault): void {
  const seen = new Set<string>();
  for (const { trace, line } of entries) {
    if (seen.has(trace)) fault("trace_reused", line);
    seen.add(trace);
  }
}

/** Nacha: batch numbers ascend. */
function checkOrder(numbers: readonly number[], batches: readonly RawBatch[], fault: Fault): void {
  numbers.forEach((number, index) => {
    if (number <= (numbers[index - 1] ?? 0)) fault("batch_number", batches[index]?.header.line ?? 0);
  });
}

function checkControl(
  { record, line }: Record94,
  batches: readonly ReturnType<typeof checkBatch>[],
  fault: Fault,
): void {
  const total = (pick: (batch: ReturnType<typeof checkBatch>) => number): number =>
    batches.reduce((sum, batch) => sum + pick(batch), 0);
  const expected: readonly (readonly [string, number, number, number])[] = [
    ["file_batch_count", 2, 7, batches.length],
    ["file_entry_count", 14, 21, total(({ count }) => count)],
    ["file_entry_hash", 22, 31, total(({ hash }) => hash) % 10 ** 10],
    ["file_debits", 32, 43, total(({ debitCents }) => debitCents)],
    ["file_credits", 44, 55, total(({ creditCents }) => creditCents)],
  ];
  for (const [code, first, last, value] of expected) if (numberIn(record, first, last) !== value) fault(code, line);
  if (columns(record, 56, 94).trim() !== "") fault("file_control_reserved", line);
}

function checkBlocks(control: Record94, padding: readonly Record94[], count: number, fault: Fault): void {
  for (const { record, line } of padding) if (record !== PADDING) fault("padding", line);
  if (count % BLOCKING_FACTOR !== 0) fault("blocking", count);
  if (padding.length >= BLOCKING_FACTOR) fault("padding_excess", control.line);
  if (numberIn(control.record, 8, 13) !== Math.ceil(count / BLOCKING_FACTOR)) fault("block_count", control.line);
}
