import { dayOf } from "./banking-days";
import { columns, type FileFault, numberIn, type ReceivedBatch, type ReceivedEntry } from "./received-file";
import { isRoutingNumber } from "./routing-number";

/** A record of 94 characters and the number of its line. */
export interface Record94 {
  readonly record: string;
  readonly line: number;
}

/** A batch's records. */
export interface RawBatch {
  readonly header: Record94;
  readonly entries: (Record94 & { readonly addenda: Record94[] })[];
  control: Record94 | undefined;
}

/** A batch as read, and the sums that its control must have. */
export interface CheckedBatch {
  readonly batch: ReceivedBatch;
  readonly number: number;
  readonly count: number;
  readonly hash: number;
  readonly debitCents: number;
  readonly creditCents: number;
}

type Fault = (code: FileFault["code"], line: number) => void;

/** SEC codes that the bank takes, and how many addenda an entry may have. */
const ADDENDA_MAX: Readonly<Record<string, number>> = { PPD: 1, CCD: 1, WEB: 1, CTX: 9999 };
/** Transaction codes that the bank takes; the second digit says what they do. Nacha: loan accounts are credited, and debited to reverse. */
const TRANSACTION_CODES = /^([234][2-47-9]|5[2-45])$/;
/** Amounts of prenotes and zero-dollar entries. */
const ZERO_CODES = /^([2345][34]|[234][89])$/;

/** Checks a batch: its header, its entries in their order, and the control against what they come to. */
export function checkBatch({ header, entries, control }: RawBatch, fault: Fault): CheckedBatch {
  checkHeader(header, fault);
  const { record } = header;
  const sec = columns(record, 51, 53);
  const odfi = columns(record, 80, 87);
  const read = entries.map((entry): ReceivedEntry => {
    const checked = checkEntry(entry, fault);
    checkSide(checked, columns(record, 2, 4), fault);
    if (!checked.trace.startsWith(odfi)) fault("trace_odfi", entry.line);
    if (sec === "WEB" && checked.isDebit && !/[RS]/.test(columns(entry.record, 77, 78)))
      fault("payment_type", entry.line);
    checkAddenda(entry, ADDENDA_MAX[sec] ?? 0, fault);
    return checked;
  });
  if (read.length === 0) fault("batch_empty", header.line);
  read.forEach((entry, index) => {
    const before = read[index - 1];
    if (before !== undefined && entry.trace <= before.trace) fault("trace_order", entry.line);
  });
  const total = (isDebit: boolean): number =>
    read.filter((entry) => entry.isDebit === isDebit).reduce((sum, { cents }) => sum + cents, 0);
  const checked: CheckedBatch = {
    batch: { header: record, sec, odfi, effectiveDate: dayOf(columns(record, 70, 75)) ?? "", entries: read },
    number: numberIn(record, 88, 94) ?? 0,
    count: entries.reduce((sum, { addenda }) => sum + 1 + addenda.length, 0),
    hash: read.reduce((sum, { rdfi }) => sum + Number(rdfi.slice(0, 8)), 0) % 10 ** 10,
    debitCents: total(true),
    creditCents: total(false),
  };
  if (control !== undefined) checkControl(control, header, checked, fault);
  return checked;
}

function checkHeader({ record, line }: Record94, fault: Fault): void {
  if (!/^(200|220|225)$/.test(columns(record, 2, 4))) fault("service_class", line);
  if (columns(record, 5, 20).trim() === "") fault("company_name", line);
  if (columns(record, 41, 50).trim() === "") fault("company_identification", line);
  if (!(columns(record, 51, 53) in ADDENDA_MAX)) fault("sec_code", line);
  if (columns(record, 54, 63).trim() === "") fault("entry_description", line);
  if (dayOf(columns(record, 70, 75)) === undefined) fault("effective_date", line);
  if (columns(record, 76, 78) !== "   ") fault("settlement_date", line);
  if (columns(record, 79, 79) !== "1") fault("originator_status", line);
  if (!/^\d{8}$/.test(columns(record, 80, 87))) fault("odfi", line);
  if (!/^\d{7}$/.test(columns(record, 88, 94))) fault("batch_number", line);
}

function checkEntry({ record, line }: Record94, fault: Fault): ReceivedEntry {
  const transactionCode = columns(record, 2, 3);
  const rdfi = columns(record, 4, 12);
  const cents = numberIn(record, 30, 39);
  const trace = columns(record, 80, 94);
  if (!TRANSACTION_CODES.test(transactionCode)) fault("transaction_code", line);
  if (!isRoutingNumber(rdfi)) fault("receiving_bank", line);
  if (!/^[A-Za-z0-9][A-Za-z0-9 -]*$/.test(columns(record, 13, 29))) fault("account_number", line);
  if (cents === undefined || (cents === 0) !== ZERO_CODES.test(transactionCode)) fault("amount", line);
  if (columns(record, 55, 76).trim() === "") fault("receiver_name", line);
  if (!/^\d{15}$/.test(trace)) fault("trace", line);
  return {
    record,
    line,
    transactionCode,
    rdfi,
    account: columns(record, 13, 29).trimEnd(),
    cents: cents ?? 0,
    trace,
    isDebit: Number(transactionCode[1]) > 4,
  };
}

function checkSide({ isDebit, line }: ReceivedEntry, serviceClass: string, fault: Fault): void {
  if ((serviceClass === "220" && isDebit) || (serviceClass === "225" && !isDebit)) fault("service_class_side", line);
}

function checkAddenda({ record, line, addenda }: RawBatch["entries"][number], max: number, fault: Fault): void {
  const indicator = columns(record, 79, 79);
  if (indicator !== (addenda.length > 0 ? "1" : "0")) fault("addenda_indicator", line);
  if (addenda.length > max) fault("addenda_count", line);
  addenda.forEach((each, index) => {
    if (columns(each.record, 2, 3) !== "05") fault("addenda_type", each.line);
    if (numberIn(each.record, 84, 87) !== index + 1) fault("addenda_sequence", each.line);
    if (columns(each.record, 88, 94) !== columns(record, 88, 94)) fault("addenda_trace", each.line);
  });
}

function checkControl({ record, line }: Record94, header: Record94, sums: CheckedBatch, fault: Fault): void {
  const expected: readonly (readonly [string, number, number, number])[] = [
    ["batch_entry_count", 5, 10, sums.count],
    ["batch_entry_hash", 11, 20, sums.hash],
    ["batch_debits", 21, 32, sums.debitCents],
    ["batch_credits", 33, 44, sums.creditCents],
  ];
  for (const [code, first, last, value] of expected) if (numberIn(record, first, last) !== value) fault(code, line);
  const same: readonly (readonly [string, number, number, number, number])[] = [
    ["batch_control_class", 2, 4, 2, 4],
    ["batch_control_company", 45, 54, 41, 50],
    ["batch_control_odfi", 80, 87, 80, 87],
    ["batch_control_number", 88, 94, 88, 94],
  ];
  for (const [code, first, last, headerFirst, headerLast] of same)
    if (columns(record, first, last) !== columns(header.record, headerFirst, headerLast)) fault(code, line);
}
