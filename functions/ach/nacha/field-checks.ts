import { BLANK, isFilledWith, isPrintable, readNumber } from "./bytes";
import { isSixDigitDate } from "./calendar-date";
import type { Cursor } from "./cursor";
import type { Field, FieldKind, RecordLayout } from "./layout";
import type { RuleCode } from "./rules";

/** Literals whose breach has a code of its own. */
const LITERAL_CODES: Readonly<Record<string, RuleCode>> = {
  priorityCode: "priority_code_wrong",
  recordSize: "record_size_wrong",
  blockingFactor: "blocking_factor_wrong",
  formatCode: "format_code_wrong",
};

/** Kinds as numbers, for a loop that looks at every field of every record. */
const Kind = { digits: 0, text: 1, blank: 2, date: 3, right: 4, literal: 5, day: 6 } as const;

const KINDS: Readonly<Record<FieldKind, number>> = {
  digits: Kind.digits,
  number: Kind.digits,
  cents: Kind.digits,
  text: Kind.text,
  blank: Kind.blank,
  date: Kind.date,
  day: Kind.day,
  right: Kind.right,
  literal: Kind.literal,
};

/** What each field of a record type must hold by itself, made ready to be checked a million times. */
export class FieldChecks {
  private readonly kinds: Uint8Array;
  private readonly starts: Uint8Array;
  private readonly ends: Uint8Array;
  /** Few fields have listed values; most records have none. */
  private readonly listed: readonly Field[];

  constructor(private readonly fields: readonly Field[]) {
    this.kinds = Uint8Array.from(fields, ({ kind }) => KINDS[kind]);
    this.starts = Uint8Array.from(fields, ({ first }) => first - 1);
    this.ends = Uint8Array.from(fields, ({ last }) => last);
    this.listed = fields.filter(({ values }) => values !== undefined);
  }

  static of({ fields }: RecordLayout): FieldChecks {
    // The record type code has been read; the addenda type too.
    return new FieldChecks(fields.filter(({ name }) => name !== "recordTypeCode" && name !== "addendaTypeCode"));
  }

  /** Tells all breaches of a record's fields. */
  check(cursor: Cursor, isPlain: boolean): void {
    const { bytes, at } = cursor;
    const { kinds, starts, ends, fields } = this;
    for (let place = 0; place < kinds.length; place++) {
      const start = at + (starts[place] ?? 0);
      const end = at + (ends[place] ?? 0);
      const kind = kinds[place];
      if (kind === Kind.digits) {
        if (!isAllDigits(bytes, start, end)) notDigits(cursor, fields[place], start, end);
      } else if (kind === Kind.text) {
        if (bytes[start] === BLANK) beginsBlank(cursor, fields[place], start, end);
      } else if (kind === Kind.blank) {
        if (!isFilledWith(bytes, start, end, BLANK)) cursor.fault("reserved_not_blank", fieldAt(fields[place]));
      } else {
        otherKind(cursor, fieldAt(fields[place]), start, end);
      }
    }
    if (this.listed.length > 0) this.checkListed(cursor);
    if (!isPlain) this.characters(cursor);
  }

  private checkListed(cursor: Cursor): void {
    for (const field of this.listed) {
      const seen = cursor.text(field.first, field.last).trimEnd();
      if (seen !== "" && !field.values?.includes(seen))
        cursor.fault("value_not_listed", field, field.values?.join(", "));
    }
  }

  private characters(cursor: Cursor): void {
    for (const field of this.fields) {
      for (let place = field.first; place <= field.last; place++) {
        const index = cursor.at + place - 1;
        if (isPrintable(cursor.bytes, index, index + 1)) continue;
        const code = (cursor.bytes[index] ?? 0).toString(16).toUpperCase().padStart(4, "0");
        const { record, line } = cursor;
        cursor.log.add("character_not_allowed", { record, line, field, value: `U+${code} in column ${place}` });
        break;
      }
    }
  }
}

function isAllDigits(bytes: Buffer, start: number, end: number): boolean {
  for (let place = start; place < end; place++) {
    const digit = (bytes[place] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return false;
  }
  return true;
}

function notDigits(cursor: Cursor, field: Field | undefined, start: number, end: number): void {
  const found = fieldAt(field);
  if (found.optional === true && isFilledWith(cursor.bytes, start, end, BLANK)) return;
  cursor.fault("not_numeric", found);
}

function beginsBlank(cursor: Cursor, field: Field | undefined, start: number, end: number): void {
  const found = fieldAt(field);
  if (!isFilledWith(cursor.bytes, start, end, BLANK)) cursor.fault("not_left_justified", found);
  else if (found.required === true) cursor.fault("field_required", found);
}

function otherKind(cursor: Cursor, field: Field, start: number, end: number): void {
  const { bytes } = cursor;
  if (field.kind === "literal") {
    if (cursor.text(field.first, field.last) !== field.value)
      cursor.fault(LITERAL_CODES[field.name] ?? "not_numeric", field, field.value);
  } else if (isFilledWith(bytes, start, end, BLANK)) {
    if (field.optional !== true) cursor.fault(field.kind === "date" ? "date_invalid" : "field_required", field);
  } else if (field.kind === "right") {
    if (bytes[end - 1] === BLANK) cursor.fault("not_right_justified", field);
  } else if (field.kind === "day") {
    const day = readNumber(bytes, start, end);
    if (day < 0) cursor.fault("not_numeric", field);
    else if (day < 1 || day > 366) cursor.fault("day_of_year_invalid", field);
  } else if (!isSixDigitDate(readNumber(bytes, start, end))) {
    cursor.fault(field.name === "effectiveEntryDate" ? "effective_date_invalid" : "date_invalid", field);
  }
}

/** Field and place come of one list, so there is always a field. */
function fieldAt(field: Field | undefined): Field {
  if (field === undefined) throw new RangeError("a check has no field");
  return field;
}
