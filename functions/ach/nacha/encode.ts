import { BLANK, ZERO } from "./bytes";
import { type Field, RECORD_SIZE, type RecordLayout } from "./layout";
import { type AnyRecord, type RecordName, RECORDS } from "./records";

/** A layout made ready to be written: the literals among blanks, and the fields that change. */
interface Template {
  readonly bytes: Buffer;
  readonly fields: readonly Field[];
}

/** The layouts, ready to be written. */
export const TEMPLATES = Object.fromEntries(
  Object.values(RECORDS).map((record: RecordLayout) => [record.name, templateOf(record)]),
) as Readonly<Record<RecordName, Template>>;

function templateOf({ fields }: RecordLayout): Template {
  const bytes = Buffer.alloc(RECORD_SIZE, BLANK);
  for (const { first, last, value } of fields) if (value !== undefined) writeText(bytes, first - 1, last, value);
  return { bytes, fields: fields.filter(({ kind }) => kind !== "literal" && kind !== "blank") };
}

/** Writes a record's 94 characters into a buffer. A value that does not fit is cut; whoever checks input has told so before. */
export function encodeRecord(record: AnyRecord, into: Buffer, at: number): void {
  const { bytes, fields } = TEMPLATES[record.type];
  const values: Readonly<Record<string, string | number>> = record;
  into.set(bytes, at);
  for (const { name, kind, first, last } of fields) {
    const value = values[name];
    if (value === undefined) continue;
    const start = at + first - 1;
    const end = at + last;
    if (typeof value === "number") writeNumber(into, start, end, value);
    else writeText(into, kind === "right" ? Math.max(start, end - value.length) : start, end, value);
  }
}

/** Writes a whole number, right-justified with zeros before it. */
export function writeNumber(into: Buffer, start: number, end: number, value: number): void {
  let rest = value;
  let place = end - 1;
  for (; rest > 0 && place >= start; place--) {
    const shorter = Math.floor(rest / 10);
    into[place] = ZERO + (rest - shorter * 10);
    rest = shorter;
  }
  for (; place >= start; place--) into[place] = ZERO;
}

/** Writes text from a place on, no further than an end. */
export function writeText(into: Buffer, start: number, end: number, text: string): void {
  const length = Math.min(text.length, end - start);
  for (let place = 0; place < length; place++) into[start + place] = text.charCodeAt(place);
}
