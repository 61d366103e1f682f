import type { Rule } from "./rules";

const EXCHANGE = "Nacha Operating Rules, Appendix One (file exchange)";
const EDITS = "Nacha Operating Rules, Appendix Two (operator's edits)";
const FORMAT = "Nacha Operating Rules, Appendix Three (record format)";

/** Rules of the order of records, of file headers and of batch headers. */
export const STRUCTURE_RULES = {
  file_empty: { severity: "error", rule: "a file has records", source: EXCHANGE },
  file_header_missing: { severity: "error", rule: "a file begins with its header", source: EXCHANGE },
  file_header_repeated: { severity: "error", rule: "a file has one header", source: EXCHANGE },
  file_control_missing: { severity: "error", rule: "a file ends with its control", source: EXCHANGE },
  record_after_end: {
    severity: "error",
    rule: "behind the file's control stand lines of nines alone",
    source: EXCHANGE,
  },
  record_outside_batch: {
    severity: "error",
    rule: "entries, addenda and batch controls stand within a batch",
    source: EXCHANGE,
  },
  batch_not_closed: { severity: "error", rule: "a batch ends with its control", source: EXCHANGE },
  file_without_batches: { severity: "warning", rule: "a file has batches", source: EXCHANGE },
  advices_mixed: {
    severity: "error",
    rule: "accounting advices (ADV) stand in a file of their own, whose controls have a layout of their own",
    source: FORMAT,
  },
  batch_empty: { severity: "error", rule: "a batch has entries", source: EXCHANGE },
  padding_missing: {
    severity: "warning",
    rule: "lines of nines fill a file to a multiple of ten records",
    source: EXCHANGE,
  },
  padding_excess: {
    severity: "warning",
    rule: "lines of nines fill a file to the next multiple of ten records, no further",
    source: EXCHANGE,
  },
  padding_misplaced: { severity: "error", rule: "lines of nines stand behind the file's control", source: EXCHANGE },
  padding_malformed: { severity: "warning", rule: "a line that fills a file has 94 nines", source: EXCHANGE },
  file_id_modifier_invalid: { severity: "error", rule: "the file ID modifier is A to Z or 0 to 9", source: FORMAT },
  destination_form: {
    severity: "warning",
    rule: "the immediate destination is a blank and a routing number of 9 digits",
    source: FORMAT,
  },
  routing_prefix_invalid: {
    severity: "error",
    rule: "a routing number begins with 01 to 12, 21 to 32, 61 to 72 or 80",
    source: "ABA routing number policy",
    leniency: "routing-prefix",
  },
  check_digit_wrong: {
    severity: "error",
    rule: "the ninth digit of a routing number makes its sum, weighted 3 7 1, a multiple of ten",
    source: "ABA routing number policy",
    leniency: "check-digit",
  },
  service_class_unknown: {
    severity: "error",
    rule: "the service class is 200, 220, 225, or 280 with ADV",
    source: FORMAT,
  },
  sec_code_unknown: { severity: "error", rule: "the SEC code is one of the standard's", source: FORMAT },
  description_not_for_sec: {
    severity: "warning",
    rule: "the description of RCK is REDEPCHECK, of XCK NO CHECK, of ENR AUTOENROLL",
    source: FORMAT,
  },
  same_day_marker_invalid: {
    severity: "warning",
    rule: "a descriptive date that begins with SD goes on with the hour of the same day's settlement, HHMM",
    source: FORMAT,
  },
  originator_status_unknown: { severity: "error", rule: "the originator status is 0, 1 or 2", source: FORMAT },
  batch_number_not_ascending: {
    severity: "error",
    rule: "batch numbers ascend within a file",
    source: EDITS,
    leniency: "batch-number",
  },
  effective_date_invalid: {
    severity: "error",
    rule: "the effective entry date is in the calendar; the operator settles an invalid one the same day, with its fee",
    source: EDITS,
    leniency: "effective-date",
  },
  effective_date_stale: {
    severity: "warning",
    rule: "the effective entry date is not before the file's date; the operator settles a stale or missing one the same day, with its fee",
    source: EDITS,
  },
  effective_date_not_banking_day: {
    severity: "warning",
    rule: "the effective entry date is a banking day of the Federal Reserve; the operator settles on the next one",
    source: EDITS,
  },
} as const satisfies Readonly<Record<string, Rule>>;
