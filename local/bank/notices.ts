/** Writes returns (addenda 99) and notifications of change (addenda 98) as NACHA files, by a writer of the bank's own. */
import { julian } from "./banking-days";
import { columns, type ReceivedBatch, type ReceivedEntry } from "./received-file";
import { withCheckDigit } from "./routing-number";

/** An entry that comes back, or about which something is to be corrected. */
export interface Notice {
  /** Return code (R..) or change code (C..). */
  readonly code: string;
  readonly entry: ReceivedEntry;
  readonly batch: ReceivedBatch;
  /** Ten columns each: who gets the notice, and who sends it. */
  readonly destination: string;
  readonly origin: string;
}

/** How a file of notices is told from others. */
export interface NoticeFileFacts {
  readonly day: string;
  /** 1 for the first of its day. */
  readonly number: number;
  /** The last seven digits of the first trace number. */
  readonly firstTrace: number;
}

const MODIFIERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const BLOCKING_FACTOR = 10;

const digits = (value: number, width: number): string => String(value).padStart(width, "0");
const blanks = (width: number): string => " ".repeat(width);

/** A file of returns, or one of corrections: its notices, all of one kind, go in batches of one returning bank and one original batch. */
export function noticeFile(notices: readonly Notice[], { day, number, firstTrace }: NoticeFileFacts): string {
  const [first] = notices;
  if (first === undefined) throw new RangeError("A file of notices has notices.");
  const records = [fileHeader(first, day, number)];
  const batches = [...batched(notices).values()];
  let trace = firstTrace;
  batches.forEach((batch, index) => {
    records.push(...batchRecords(batch, index + 1, trace));
    trace += batch.length;
  });
  const count = notices.length * 2;
  const blocks = Math.ceil((records.length + 1) / BLOCKING_FACTOR);
  records.push(`9${digits(batches.length, 6)}${digits(blocks, 6)}${digits(count, 8)}${sums(notices, 12)}${blanks(39)}`);
  while (records.length % BLOCKING_FACTOR !== 0) records.push("9".repeat(94));
  return `${records.join("\n")}\n`;
}

function batched(notices: readonly Notice[]): Map<string, Notice[]> {
  const batches = new Map<string, Notice[]>();
  for (const notice of notices) {
    const key = `${notice.entry.rdfi} ${notice.batch.header}`;
    batches.set(key, [...(batches.get(key) ?? []), notice]);
  }
  return batches;
}

function fileHeader({ destination, origin }: Notice, day: string, number: number): string {
  const created = `${day.slice(2).replaceAll("-", "")}0830`;
  const modifier = MODIFIERS[(number - 1) % MODIFIERS.length] ?? "A";
  const names = `${"ORIGINATOR".padEnd(23)}${"BANK SIMULATOR".padEnd(23)}`;
  return `101${destination}${origin}${created}${modifier}094101${names}${blanks(8)}`;
}

/** The batch goes back from who received to who originated: the receiving bank is its ODFI, and gives the trace numbers. */
function batchRecords(batch: readonly Notice[], number: number, firstTrace: number): string[] {
  const [first] = batch;
  if (first === undefined) return [];
  const { header, effectiveDate } = first.batch;
  const isCorrection = first.code.startsWith("C");
  const returning = first.entry.rdfi.slice(0, 8);
  const serviceClass = sideClass(batch);
  const sec = isCorrection ? "COR" : columns(header, 51, 53);
  const name = columns(header, 5, 50);
  const origin = `${returning}${digits(number, 7)}`;
  const records = batch.flatMap((notice, index) =>
    entryRecords(notice, `${returning}${digits(firstTrace + index, 7)}`),
  );
  return [
    `5${serviceClass}${name}${sec}${columns(header, 54, 75)}${julian(effectiveDate)}1${origin}`,
    ...records,
    `8${serviceClass}${digits(records.length, 6)}${sums(batch, 12)}${columns(header, 41, 50)}${blanks(25)}${origin}`,
  ];
}

function entryRecords(notice: Notice, trace: string): string[] {
  const { entry, batch, code } = notice;
  const isCorrection = code.startsWith("C");
  const { record } = entry;
  const transactionCode = `${entry.transactionCode.slice(0, 1)}${entry.isDebit ? "6" : "1"}`;
  const receiver = withCheckDigit(batch.odfi);
  const amount = digits(amountOf(notice), 10);
  const returned = `6${transactionCode}${receiver}${columns(record, 13, 29)}${amount}${columns(record, 40, 78)}1${trace}`;
  const original = `${entry.trace}${blanks(6)}${entry.rdfi.slice(0, 8)}`;
  const addenda = isCorrection
    ? `798${code}${original}${correctedData(code, entry).padEnd(29)}${blanks(15)}${trace}`
    : `799${code}${original}${blanks(44)}${trace}`;
  return [returned, addenda];
}

/** A correction moves no money. */
function amountOf({ code, entry }: Notice): number {
  return code.startsWith("C") ? 0 : entry.cents;
}

function sideClass(notices: readonly Notice[]): string {
  const debits = notices.filter(({ entry }) => entry.isDebit).length;
  if (debits === 0) return "220";
  return debits === notices.length ? "225" : "200";
}

/** Hash, debits and credits, as controls have them; entries go to the originating bank. */
function sums(notices: readonly Notice[], width: number): string {
  const hash = notices.reduce((total, { batch }) => total + Number(batch.odfi), 0) % 10 ** 10;
  const total = (isDebit: boolean): number =>
    notices.filter(({ entry }) => entry.isDebit === isDebit).reduce((sum, notice) => sum + amountOf(notice), 0);
  return `${digits(hash, 10)}${digits(total(true), width)}${digits(total(false), width)}`;
}

/** Routing numbers that corrections name, both public: the second where the entry went to the first. */
const CORRECT_BANKS = ["021000021", "011000015"] as const;

/** What is right, at its columns of the 29 (Nacha, Appendix Five). The right account ends in 1001 instead of the magic digits. */
function correctedData(code: string, { rdfi, account, transactionCode }: ReceivedEntry): string {
  const routing = rdfi === CORRECT_BANKS[0] ? CORRECT_BANKS[1] : CORRECT_BANKS[0];
  const right = `${account.slice(0, -4)}1001`;
  switch (code) {
    case "C01":
      return right;
    case "C02":
      return routing;
    case "C03":
      return `${routing}${blanks(3)}${right}`;
    default:
      // C05: savings for checking, and the other way round.
      return `${transactionCode.startsWith("2") ? "3" : "2"}${/[5-9]$/.test(transactionCode) ? "7" : "2"}`;
  }
}
