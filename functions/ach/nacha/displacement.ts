import { BLANK, isFilledWith, readNumber } from "./bytes";
import type { Field } from "./layout";
import { checkDigitAt } from "./routing-number";

/** The record types as they stand in column 1. */
const Type = { fileHeader: 0x31, batchHeader: 0x35, entry: 0x36, addenda: 0x37, batchControl: 0x38, fileControl: 0x39 };

/**
 * Whether a record's end is not where it should be: characters before it were lost or put in, so that an account number may
 * stand in any column. Every type but the file's own two records ends with digits.
 */
export function isDisplaced(bytes: Buffer, at: number): boolean {
  switch (bytes[at]) {
    case Type.fileHeader:
      return !isNumber(bytes, at, 2, 3) && !isNumber(bytes, at, 35, 40);
    case Type.entry:
      return !isNumber(bytes, at, 79, 94);
    case Type.addenda:
      return !isAddendaInPlace(bytes, at);
    case Type.batchHeader:
    case Type.batchControl:
      return !isNumber(bytes, at, 80, 94);
    case Type.fileControl:
      return !isNumber(bytes, at, 2, 16) || !isFilledWith(bytes, at + 71, at + 94, BLANK);
    default:
      return true;
  }
}

/**
 * Addenda 05 and 10 to 18 end with the last 7 digits of their entry's trace number, all others with the whole of it; returns
 * and corrections have the original's trace number and RDFI before what may be an account number.
 */
function isAddendaInPlace(bytes: Buffer, at: number): boolean {
  const type = readNumber(bytes, at + 1, at + 3);
  if (type === 5 || (type >= 10 && type <= 18)) return isNumber(bytes, at, 88, 94);
  const isBack = type === 98 || type === 99;
  return isNumber(bytes, at, 80, 94) && (!isBack || (isNumber(bytes, at, 7, 21) && isNumber(bytes, at, 28, 35)));
}

/**
 * Whether a field of an entry whose end is in its place may still hold what belongs to the account's columns between them: the
 * routing number is none, or the account's columns are empty before, or full up to, the amount.
 */
export function isBesideLostAccount({ first, last }: Field, bytes: Buffer, at: number): boolean {
  if (bytes[at] !== Type.entry || last < 4 || first > 39) return false;
  if (first > 12) return bytes[at + 12] === BLANK || bytes[at + 28] !== BLANK;
  return !isNumber(bytes, at, 4, 12) || checkDigitAt(bytes, at + 3) !== readNumber(bytes, at + 11, at + 12);
}

/** Whether columns, from 1, are digits alone. */
function isNumber(bytes: Buffer, at: number, first: number, last: number): boolean {
  return readNumber(bytes, at + first - 1, at + last) >= 0;
}
