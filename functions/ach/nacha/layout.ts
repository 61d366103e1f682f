/** Every record has this many characters. */
export const RECORD_SIZE = 94;

/**
 * How a field is written. `literal`: always the same text. `blank`: reserved. `text`: left-justified, blank filled. `right`:
 * right-justified, blank filled. `digits`: kept as text, with leading zeros. `date`: YYMMDD, as digits. `day`: day of the year,
 * 001 to 366, as digits. `number`, `cents`: a whole number, right-justified, zero filled.
 */
export type FieldKind = "literal" | "blank" | "text" | "right" | "digits" | "date" | "day" | "number" | "cents";

/** What is said of a field beyond its place. */
export interface FieldOptions {
  /** A field of blanks is a fault. @default false */
  readonly required?: boolean;
  /** Digits or a date may be left blank. @default false */
  readonly optional?: boolean;
  /** Holds an account number, or may: shown by its last four characters alone. @default false */
  readonly account?: boolean;
  /** What the standard lists for it. @default anything of its kind */
  readonly values?: readonly string[];
}

/** One field: its name, its columns (from 1, both included), how it is written, and its rule in words. */
export interface Field<Name extends string = string, Kind extends FieldKind = FieldKind> extends FieldOptions {
  readonly name: Name;
  readonly first: number;
  readonly last: number;
  readonly kind: Kind;
  readonly rule: string;
  /** The text of a literal. */
  readonly value?: string;
}

/** One record type: its name in the standard, the record type code in column 1, and its fields in order. */
export interface RecordLayout<Name extends string = string, Fields extends readonly Field[] = readonly Field[]> {
  readonly name: Name;
  readonly fields: Fields;
}

/** A record as an object: reserved and literal fields left out, numbers as numbers, all else as text without its filling. */
export type RecordOf<Layout extends RecordLayout> = {
  readonly type: Layout["name"];
} & {
  readonly [
    F in Layout["fields"][number] as F["kind"] extends "literal" | "blank" ? never : F["name"]
  ]: F["kind"] extends "number" | "cents" ? number : string;
};

/** Makes a record layout. */
export function layout<const Name extends string, const Fields extends readonly Field[]>(
  name: Name,
  fields: Fields,
): RecordLayout<Name, Fields> {
  return { name, fields };
}

type Maker<Kind extends FieldKind> = <const Name extends string>(
  name: Name,
  first: number,
  last: number,
  rule: string,
  options?: FieldOptions,
) => Field<Name, Kind>;

function maker<Kind extends FieldKind>(kind: Kind): Maker<Kind> {
  return (name, first, last, rule, options = {}) => ({ name, first, last, kind, rule, ...options });
}

export const text = maker("text");
export const right = maker("right");
export const digits = maker("digits");
export const date = maker("date");
export const day = maker("day");
export const number = maker("number");
export const cents = maker("cents");

/** A field that always has the same text. */
export function literal<const Name extends string>(name: Name, first: number, value: string): Field<Name, "literal"> {
  const last = first + value.length - 1;
  return { name, first, last, kind: "literal", rule: `always ${value}`, value };
}

/** A reserved field. */
export function blank(first: number, last: number): Field<"reserved", "blank"> {
  return { name: "reserved", first, last, kind: "blank", rule: "reserved: blank" };
}

/** The field of that name. @throws RangeError where the layout has none. */
export function fieldOf<Fields extends readonly Field[]>(
  layoutOfField: RecordLayout<string, Fields>,
  wanted: Fields[number]["name"],
): Field {
  return fieldNamed(layoutOfField, wanted);
}

/** The field of a name that is known at run time alone. @throws RangeError where the layout has none. */
export function fieldNamed({ name, fields }: RecordLayout, wanted: string): Field {
  const found = fields.find((field) => field.name === wanted);
  if (found === undefined) throw new RangeError(`${name} has no field ${wanted}`);
  return found;
}
