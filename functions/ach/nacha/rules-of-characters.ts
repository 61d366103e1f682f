import type { Rule } from "./rules";

const EXCHANGE = "Nacha Operating Rules, Appendix One (file exchange)";
const FORMAT = "Nacha Operating Rules, Appendix Three (record format)";

/** Rules of lines, characters and single fields. */
export const CHARACTER_RULES = {
  byte_order_mark: {
    severity: "warning",
    rule: "a file begins with its header, without a byte order mark",
    source: EXCHANGE,
  },
  end_of_file_mark: {
    severity: "warning",
    rule: "a file ends with its last record, without an end-of-file mark",
    source: EXCHANGE,
  },
  line_ends_with_crlf: {
    severity: "warning",
    rule: "a line ends with a line feed; carriage return and line feed are read",
    source: EXCHANGE,
  },
  line_ends_with_cr: {
    severity: "warning",
    rule: "a line ends with a line feed; a carriage return alone is read",
    source: EXCHANGE,
  },
  line_breaks_missing: {
    severity: "warning",
    rule: "each record stands on a line of its own; records without line breaks are read",
    source: EXCHANGE,
  },
  last_line_break_missing: { severity: "warning", rule: "the last line ends with a line break", source: EXCHANGE },
  line_blank: { severity: "warning", rule: "no line is blank; blank lines are passed over", source: EXCHANGE },
  line_short: {
    severity: "warning",
    rule: "a record has 94 characters; the missing ones are read as blanks",
    source: FORMAT,
  },
  line_with_blank_tail: {
    severity: "warning",
    rule: "a record has 94 characters; blanks behind them are passed over",
    source: FORMAT,
  },
  line_too_long: {
    severity: "error",
    rule: "a record has 94 characters; what stands behind them is not read",
    source: FORMAT,
  },
  character_not_allowed: {
    severity: "error",
    rule: "characters are printable ASCII: letters, digits, blank and punctuation",
    source: EXCHANGE,
    leniency: "characters",
  },
  not_numeric: { severity: "error", rule: "the field has digits alone", source: FORMAT },
  field_required: { severity: "error", rule: "the field is mandatory", source: FORMAT },
  not_left_justified: { severity: "warning", rule: "text is left-justified and filled with blanks", source: FORMAT },
  not_right_justified: {
    severity: "warning",
    rule: "the field is right-justified: a blank and 9 digits, or 10 characters",
    source: FORMAT,
  },
  reserved_not_blank: { severity: "warning", rule: "a reserved field is blank", source: FORMAT },
  date_invalid: { severity: "error", rule: "a date is YYMMDD and in the calendar", source: FORMAT },
  day_of_year_invalid: {
    severity: "warning",
    rule: "a day of the year is 001 to 366",
    source: FORMAT,
  },
  value_not_listed: {
    severity: "warning",
    rule: "the field has one of the values that the standard lists",
    source: FORMAT,
  },
  time_invalid: { severity: "error", rule: "a time is HHMM, 0000 to 2359", source: FORMAT },
  record_type_unknown: { severity: "error", rule: "a record begins with 1, 5, 6, 7, 8 or 9", source: FORMAT },
  priority_code_wrong: { severity: "error", rule: "the priority code is 01", source: FORMAT },
  record_size_wrong: { severity: "error", rule: "the record size is 094", source: FORMAT },
  blocking_factor_wrong: { severity: "error", rule: "the blocking factor is 10", source: FORMAT },
  format_code_wrong: { severity: "error", rule: "the format code is 1", source: FORMAT },
  findings_dropped: {
    severity: "warning",
    rule: "findings beyond the limit are counted and not told",
    source: "the reader's own limit",
  },
} as const satisfies Readonly<Record<string, Rule>>;
