import { BLANK, isFilledWith, NINE, readNumber } from "./bytes";
import { isSixDigitDate } from "./calendar-date";
import type { Cursor } from "./cursor";
import { FieldChecks } from "./field-checks";
import { fieldOf, RECORD_SIZE } from "./layout";
import { RECORDS } from "./records";
import { checkDigitAt, isRoutingPrefix } from "./routing-number";
import { checkTotals, type Totals } from "./totals";

const { FileHeader, FileControl } = RECORDS;

const HEADER_CHECKS = FieldChecks.of(FileHeader);
const CONTROL_CHECKS = FieldChecks.of(FileControl);
const ADV_CONTROL_CHECKS = FieldChecks.of(RECORDS.AdvFileControl);

const DESTINATION = fieldOf(FileHeader, "immediateDestination");
const DATE = fieldOf(FileHeader, "fileCreationDate");
const TIME = fieldOf(FileHeader, "fileCreationTime");
const MODIFIER = fieldOf(FileHeader, "fileIdModifier");
const BATCH_COUNT = fieldOf(FileControl, "batchCount");
const BLOCK_COUNT = fieldOf(FileControl, "blockCount");

/** Records of a block. */
export const BLOCKING_FACTOR = 10;

/** Checks a file's header; gives the file's date, YYMMDD, -1 where it has none that is in the calendar. */
export function checkFileHeader(cursor: Cursor, isPlain: boolean): number {
  HEADER_CHECKS.check(cursor, isPlain);
  checkDestination(cursor);
  const time = cursor.text(TIME.first, TIME.last);
  if (/^\d+$/.test(time) && !/^([01]\d|2[0-3])[0-5]\d$/.test(time)) cursor.fault("time_invalid", TIME);
  if (!/^[A-Z0-9 ]$/.test(cursor.text(MODIFIER.first, MODIFIER.last)))
    cursor.fault("file_id_modifier_invalid", MODIFIER);
  const date = readNumber(cursor.bytes, cursor.at + DATE.first - 1, cursor.at + DATE.last);
  return date >= 0 && isSixDigitDate(date) ? date : -1;
}

function checkDestination(cursor: Cursor): void {
  const { bytes, at } = cursor;
  const start = at + DESTINATION.first;
  const isPadded = bytes[start - 1] === BLANK;
  if (!isPadded || readNumber(bytes, start, start + 9) < 0) {
    if (!isFilledWith(bytes, start - 1, start + 9, BLANK)) cursor.fault("destination_form", DESTINATION);
    return;
  }
  if (!isRoutingPrefix(readNumber(bytes, start, start + 2))) cursor.fault("routing_prefix_invalid", DESTINATION);
  const digit = checkDigitAt(bytes, start);
  if (digit !== readNumber(bytes, start + 8, start + 9)) cursor.fault("check_digit_wrong", DESTINATION, digit);
}

/** Whether a record is a line of nines, which fills a block. */
export function isPadding({ bytes, at }: Cursor): boolean {
  return isFilledWith(bytes, at, at + RECORD_SIZE, NINE);
}

/** Whether a record is nines alone, but fewer than 94. */
export function isMalformedPadding(cursor: Cursor): boolean {
  return /^9+$/.test(cursor.text(1, RECORD_SIZE).trimEnd());
}

/** Checks a file's control against what the file holds. `records` counts the control itself and no padding. */
export function checkFileControl(
  cursor: Cursor,
  isPlain: boolean,
  file: { readonly isAdv: boolean; readonly batches: number; readonly records: number; readonly totals: Totals },
): void {
  (file.isAdv ? ADV_CONTROL_CHECKS : CONTROL_CHECKS).check(cursor, isPlain);
  const { bytes, at } = cursor;
  const batches = readNumber(bytes, at + BATCH_COUNT.first - 1, at + BATCH_COUNT.last);
  if (batches >= 0 && batches !== file.batches) cursor.fault("batch_count_wrong", BATCH_COUNT, file.batches);
  if (file.batches === 0) cursor.recordFault("file_without_batches");
  const blocks = readNumber(bytes, at + BLOCK_COUNT.first - 1, at + BLOCK_COUNT.last);
  const expected = Math.ceil(file.records / BLOCKING_FACTOR);
  if (blocks >= 0 && blocks !== expected) cursor.fault("block_count_wrong", BLOCK_COUNT, expected);
  checkTotals(cursor, file.isAdv ? "AdvFileControl" : "FileControl", file.totals);
}

/** Checks, at the end of a file, that lines of nines fill its last block and no more. */
export function checkPadding(cursor: Cursor, records: number, padding: number): void {
  const expected = (BLOCKING_FACTOR - (records % BLOCKING_FACTOR)) % BLOCKING_FACTOR;
  if (padding < expected) cursor.recordFault("padding_missing", `${padding} lines`, expected);
  if (padding > expected) cursor.recordFault("padding_excess", `${padding} lines`, expected);
}
