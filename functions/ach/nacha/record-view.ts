import { maskAccount } from "./corrected-data";
import { textOf } from "./bytes";
import { isBesideLostAccount, isDisplaced } from "./displacement";
import { type Field, fieldNamed, RECORD_SIZE } from "./layout";
import { type AnyRecord, type RecordName, RECORDS } from "./records";

/** A record as a visitor sees it, valid during the call alone. Nothing of it is made into text or numbers until it is asked for. */
export interface RecordView {
  readonly name: RecordName;
  /** Number of the record in the file, from 1. */
  readonly record: number;
  /** Number of the line in the file, from 1. */
  readonly line: number;
  /** The 94 characters, one a byte, from `at` on. */
  readonly bytes: Buffer;
  readonly at: number;
  /** Its line had not 94 characters, so that what stands in a column may be another field's. */
  readonly isDeformed: boolean;
}

/** Whether a record's columns cannot be trusted, so that an account number may stand in any of them. */
export function isOutOfPlace({ bytes, at, isDeformed }: Pick<RecordView, "bytes" | "at" | "isDeformed">): boolean {
  return isDeformed || isDisplaced(bytes, at);
}

/** A field's text as it may be shown: what may be an account number by its last four characters. @throws RangeError where the record has no such field. */
export function shownField({ name, bytes, at, isDeformed }: RecordView, field: string): string {
  return shownText(fieldNamed(RECORDS[name], field), bytes, at, isDeformed);
}

/** A field's text without its filling. @throws RangeError where the record has no such field. */
export function fieldText({ name, bytes, at }: RecordView, field: string): string {
  return trimmed(fieldNamed(RECORDS[name], field), bytes, at);
}

/** A field's text as it may be shown: an account number by its last four characters. */
export function shownText(field: Field, bytes: Buffer, at: number, isDeformed = false): string {
  const seen = printable(textOf(bytes, at + field.first - 1, at + field.last).trimEnd());
  if (field.account === true) return maskAccount(seen);
  if (seen.length <= SHOWN_ALWAYS) return seen;
  const isSuspect = isOutOfPlace({ bytes, at, isDeformed }) || isBesideLostAccount(field, bytes, at);
  return isSuspect ? maskAccount(seen) : seen;
}

/** A field of so few characters tells no account number, wherever its record's columns are. */
const SHOWN_ALWAYS = 4;

/** Text without the control characters by which a file could write on a terminal. */
export function printable(seen: string): string {
  return seen.replace(/\p{Cc}/gu, "?");
}

/** The record as an object; a number that has no digits is 0, which the reader has told. */
export function readRecord({ name, bytes, at }: RecordView): AnyRecord {
  const fields: readonly Field[] = RECORDS[name].fields;
  const values = fields
    .filter(({ kind }) => kind !== "literal" && kind !== "blank")
    .map((field) => [field.name, valueOf(field, bytes, at)] as const);
  return { type: name, ...Object.fromEntries(values) } as AnyRecord;
}

function valueOf(field: Field, bytes: Buffer, at: number): string | number {
  const value = trimmed(field, bytes, at);
  if (field.kind !== "number" && field.kind !== "cents") return value;
  return /^\d+$/.test(value) ? Number.parseInt(value, 10) : 0;
}

function trimmed({ kind, first, last }: Field, bytes: Buffer, at: number): string {
  const value = textOf(bytes, at + first - 1, at + last);
  return kind === "right" ? value.trim() : value.trimEnd();
}

/** A copy of a view that stays valid. */
export function keptView(view: RecordView): RecordView {
  return { ...view, bytes: Buffer.from(view.bytes.subarray(view.at, view.at + RECORD_SIZE)), at: 0 };
}
