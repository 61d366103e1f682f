import type { Batch } from "./batch";
import { BLANK, isFilledWith, readNumber } from "./bytes";
import type { Cursor } from "./cursor";
import { FieldChecks } from "./field-checks";
import { type Field, fieldOf } from "./layout";
import { RECORDS } from "./records";
import type { SecCode } from "./sec-codes";
import { checkDigitAt, isRoutingPrefix } from "./routing-number";
import type { TraceRegister } from "./trace-register";
import { transactionCode, type TransactionCode } from "./transaction-codes";

const { EntryDetail, AdvEntryDetail, CorporateEntryDetail, IatEntryDetail, SwappedEntryDetail } = RECORDS;

const FIELDS = {
  code: fieldOf(EntryDetail, "transactionCode"),
  rdfi: fieldOf(EntryDetail, "receivingDfiIdentification"),
  checkDigit: fieldOf(EntryDetail, "checkDigit"),
  account: fieldOf(EntryDetail, "dfiAccountNumber"),
  amount: fieldOf(EntryDetail, "amount"),
  name: fieldOf(EntryDetail, "individualName"),
  serialNumber: fieldOf(EntryDetail, "individualIdentificationNumber"),
  paymentType: fieldOf(EntryDetail, "discretionaryData"),
  indicator: fieldOf(EntryDetail, "addendaRecordIndicator"),
  trace: fieldOf(EntryDetail, "traceNumber"),
  advAmount: fieldOf(AdvEntryDetail, "amount"),
  corporateCount: fieldOf(CorporateEntryDetail, "numberOfAddendaRecords"),
  iatCount: fieldOf(IatEntryDetail, "numberOfAddendaRecords"),
} as const;

const CHECKS: Readonly<Record<SecCode["entry"], FieldChecks>> = {
  EntryDetail: FieldChecks.of(EntryDetail),
  SwappedEntryDetail: FieldChecks.of(SwappedEntryDetail),
  CorporateEntryDetail: FieldChecks.of(CorporateEntryDetail),
  SharedNetworkEntryDetail: FieldChecks.of(RECORDS.SharedNetworkEntryDetail),
  IatEntryDetail: FieldChecks.of(IatEntryDetail),
  AdvEntryDetail: FieldChecks.of(AdvEntryDetail),
};

const SEQUENCES = 10_000_000;
const IAT_MANDATORY = 0b111_1111;

/** Checks an entry by itself and against its batch, and opens it for its addenda. */
export function checkEntry(cursor: Cursor, batch: Batch, traces: TraceRegister, isPlain: boolean): void {
  CHECKS[batch.sec.entry].check(cursor, isPlain);
  const code = numberIn(cursor, FIELDS.code);
  const meaning = code < 0 ? undefined : transactionCode(code);
  const amount = numberIn(cursor, batch.isAdv ? FIELDS.advAmount : FIELDS.amount);
  const rdfi = numberIn(cursor, FIELDS.rdfi);
  const indicator = numberIn(cursor, FIELDS.indicator);
  const trace = batch.isAdv ? -1 : numberIn(cursor, FIELDS.trace);
  const isRouting = checkRouting(cursor, rdfi);
  // What may be a piece of an account number is part of no sum: a control's right sum would tell it.
  const isInPlace = !cursor.isDeformed && indicator >= 0 && (trace >= 0 || batch.isAdv);
  const isAmount = isInPlace && !isAccountLost(cursor);
  batch.totals.addEntry(isInPlace && isRouting ? rdfi : -1, isAmount ? amount : -1, meaning?.side !== "debit");
  if (meaning !== undefined) checkMeaning(cursor, batch, meaning, amount);
  else if (code >= 0) {
    cursor.fault("transaction_code_unknown", FIELDS.code);
    // Which side its amount is on is not known.
    batch.totals.areAmountsKnown = false;
  }
  if (indicator > 1) cursor.fault("addenda_indicator_invalid", FIELDS.indicator);
  if (trace >= 0) checkTrace(cursor, batch, traces, trace);
  open(cursor, batch, meaning, { trace, indicator });
}

function numberIn({ bytes, at }: Cursor, field: Field): number {
  return readNumber(bytes, at + field.first - 1, at + field.last);
}

/** Gives false where neither prefix nor check digit is a routing number's, so that it may be another number altogether. */
function checkRouting(cursor: Cursor, rdfi: number): boolean {
  if (rdfi < 0) return false;
  const hasPrefix = isRoutingPrefix(Math.floor(rdfi / 1_000_000));
  if (!hasPrefix) cursor.fault("routing_prefix_invalid", FIELDS.rdfi);
  const seen = numberIn(cursor, FIELDS.checkDigit);
  if (seen < 0) return hasPrefix;
  const digit = checkDigitAt(cursor.bytes, cursor.at + FIELDS.rdfi.first - 1);
  if (digit === seen) return true;
  cursor.fault("check_digit_wrong", FIELDS.checkDigit, digit);
  return hasPrefix;
}

/** Whether the account's columns are empty, so that the account may stand in those behind them. */
function isAccountLost({ bytes, at }: Cursor): boolean {
  const start = at + FIELDS.account.first - 1;
  return bytes[start] === BLANK && isFilledWith(bytes, start, at + FIELDS.account.last, BLANK);
}

function checkMeaning(cursor: Cursor, batch: Batch, { side, purpose }: TransactionCode, amount: number): void {
  const { sec, serviceClass } = batch;
  const isWrongSide = (serviceClass === 220 && side === "debit") || (serviceClass === 225 && side === "credit");
  if (isWrongSide || (serviceClass === 280) !== (purpose === "advice"))
    cursor.fault("transaction_code_not_for_class", FIELDS.code);
  const isReturn = purpose === "return";
  if (sec.side !== undefined && sec.side !== side && !isReturn && !batch.isReversal)
    cursor.fault("transaction_code_not_for_sec", FIELDS.code);
  checkAmount(cursor, sec, purpose, amount);
  if (isReturn) return;
  if (purpose === "zero" && sec.takesZeroDollar !== true) cursor.fault("transaction_code_not_for_sec", FIELDS.code);
  if (sec.needsName === true && isBlankAt(cursor, FIELDS.name.first)) checkFilled(cursor, FIELDS.name);
  if (sec.needsSerialNumber === true && isBlankAt(cursor, FIELDS.serialNumber.first))
    checkFilled(cursor, FIELDS.serialNumber);
  if (sec.needsPaymentType === true && side === "debit" && purpose === "live" && !hasPaymentType(cursor))
    cursor.fault("payment_type_missing", FIELDS.paymentType);
}

function checkAmount(cursor: Cursor, sec: SecCode, purpose: TransactionCode["purpose"], amount: number): void {
  if (amount < 0) return;
  const isZero = sec.zeroAmount === true || purpose === "prenote" || purpose === "zero";
  if (isZero && amount !== 0) cursor.fault("amount_not_zero", FIELDS.amount, 0);
  else if (!isZero && purpose === "live" && amount === 0) cursor.fault("amount_zero", FIELDS.amount);
  if (sec.amountMax !== undefined && amount > sec.amountMax)
    cursor.fault("amount_over_limit", FIELDS.amount, `at most ${sec.amountMax} cents`);
}

function isBlankAt({ bytes, at }: Cursor, column: number): boolean {
  return bytes[at + column - 1] === BLANK;
}

/** A text that begins with a blank has been told; here it is one of blanks alone. */
function checkFilled(cursor: Cursor, field: Field): void {
  if (cursor.text(field.first, field.last).trim() === "") cursor.fault("field_required", field);
}

const RECURRING = 0x52;
const SINGLE = 0x53;

function hasPaymentType({ bytes, at }: Cursor): boolean {
  const first = bytes[at + FIELDS.paymentType.first - 1];
  const second = bytes[at + FIELDS.paymentType.last - 1];
  return first === RECURRING || first === SINGLE || (first === BLANK && (second === RECURRING || second === SINGLE));
}

function checkTrace(cursor: Cursor, batch: Batch, traces: TraceRegister, trace: number): void {
  if (batch.odfi >= 0 && Math.floor(trace / SEQUENCES) !== batch.odfi)
    cursor.fault("trace_odfi_wrong", FIELDS.trace, String(batch.odfi).padStart(8, "0"));
  const isNew = traces.add(trace);
  if (!isNew) cursor.fault("trace_reused", FIELDS.trace);
  // One number that repeats its neighbour's is reused, and says so once.
  if (trace < batch.previousTrace || (isNew && trace === batch.previousTrace)) {
    cursor.fault("trace_not_ascending", FIELDS.trace, `more than ${String(batch.previousTrace).padStart(15, "0")}`);
  }
  batch.previousTrace = trace;
  if (!traces.isPartial) return;
  const { record, line } = cursor;
  cursor.log.addOnce("trace_reuse_unchecked", { record, line, field: FIELDS.trace });
}

function open(
  cursor: Cursor,
  batch: Batch,
  meaning: TransactionCode | undefined,
  { trace, indicator }: { readonly trace: number; readonly indicator: number },
): void {
  const entry = batch.open;
  const counted = batch.sec.entry === "CorporateEntryDetail" ? FIELDS.corporateCount : undefined;
  const field = batch.isIat ? FIELDS.iatCount : counted;
  batch.hasEntry = true;
  entry.trace = trace;
  entry.indicator = indicator;
  entry.addenda = 0;
  entry.announced = field === undefined ? -1 : numberIn(cursor, field);
  entry.sequence = 0;
  entry.correspondentSequence = 0;
  entry.mandatory = 0;
  entry.lastType = 0;
  entry.isReturn = false;
  entry.isReturnByCode = meaning?.purpose === "return";
  entry.isZeroDollar = meaning?.purpose === "zero";
  entry.record = cursor.record;
  entry.line = cursor.line;
}

/** Checks, when the next record that is no addenda comes, that an entry had the addenda it should. */
export function closeEntry({ log }: Cursor, batch: Batch): void {
  if (!batch.hasEntry) return;
  batch.hasEntry = false;
  const { open: entry, sec, isIat } = batch;
  const { record, line, addenda, announced } = entry;
  if (entry.isReturn) batch.hasReturns = true;
  if (entry.indicator === 1 && addenda === 0) {
    log.add("addenda_missing", { record, line, field: FIELDS.indicator, value: "1" });
  } else if (entry.indicator === 0 && addenda > 0) {
    log.add("addenda_not_announced", { record, line, field: FIELDS.indicator, value: "0", expected: 1 });
  }
  if (entry.isReturn) {
    if (!entry.isReturnByCode) log.add("transaction_code_not_of_return", { record, line, field: FIELDS.code });
    return;
  }
  const isMissing = isIat ? entry.mandatory !== IAT_MANDATORY : addenda < sec.addendaMin;
  if (isMissing || ((entry.isZeroDollar || entry.isReturnByCode) && addenda === 0)) {
    const value = isIat ? `missing: ${missingTypes(entry.mandatory).join(", ")}` : `${addenda} addenda`;
    if (entry.indicator !== 1 || addenda > 0) log.add("addenda_required", { record, line, value });
  }
  if (announced >= 0 && announced !== addenda) {
    const field = isIat ? FIELDS.iatCount : FIELDS.corporateCount;
    log.add("addenda_count_wrong", { record, line, field, value: String(announced), expected: addenda });
  }
}

function missingTypes(seen: number): number[] {
  return [10, 11, 12, 13, 14, 15, 16].filter((type) => (seen & (1 << (type - 10))) === 0);
}
