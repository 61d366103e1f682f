import type { Rule } from "./rules";

const EDITS = "Nacha Operating Rules, Appendix Two (operator's edits)";
const FORMAT = "Nacha Operating Rules, Appendix Three (record format)";
const RETURNS = "Nacha Operating Rules, Appendix Four (returns)";
const CHANGES = "Nacha Operating Rules, Appendix Five (notifications of change)";
const CLASSES = "Nacha Operating Rules, Article Two (SEC codes)";

/** Rules of entries and addenda. */
export const ENTRY_RULES = {
  transaction_code_unknown: {
    severity: "error",
    rule: "the transaction code is one of the standard's",
    source: FORMAT,
  },
  transaction_code_not_for_class: {
    severity: "error",
    rule: "a batch of service class 220 has credits alone, of 225 debits alone, of 280 accounting advices alone",
    source: EDITS,
  },
  transaction_code_not_for_sec: {
    severity: "warning",
    rule: "check and telephone entries are debits, CIE entries credits, other than in reversals and returns; zero-dollar entries are CCD, CTX, ACK or ATX",
    source: CLASSES,
  },
  transaction_code_not_of_return: {
    severity: "warning",
    rule: "a return or notification of change has transaction code 21, 26, 31, 36, 41, 46, 51 or 56",
    source: RETURNS,
  },
  amount_zero: {
    severity: "error",
    rule: "a live entry has an amount; prenotes, zero-dollar entries and notifications of change have none",
    source: EDITS,
    leniency: "zero-amount",
  },
  amount_not_zero: {
    severity: "error",
    rule: "prenotes, zero-dollar entries, enrolments, acknowledgements and notifications of change have the amount 0",
    source: EDITS,
  },
  amount_over_limit: {
    severity: "error",
    rule: "RCK: at most 2,500.00 dollars; ARC, BOC and POP: at most 25,000.00",
    source: CLASSES,
  },
  payment_type_missing: {
    severity: "warning",
    rule: "WEB and TEL entries have the payment type R (recurring) or S (single)",
    source: FORMAT,
  },
  trace_not_ascending: {
    severity: "error",
    rule: "trace numbers ascend within a batch",
    source: EDITS,
    leniency: "trace-order",
  },
  trace_reused: {
    severity: "error",
    rule: "a trace number stands once in a file",
    source: EDITS,
    leniency: "trace-reuse",
  },
  trace_reuse_unchecked: {
    severity: "warning",
    rule: "trace numbers spread too far for the reader's memory were not compared with all others",
    source: "the reader's own limit",
  },
  trace_odfi_wrong: {
    severity: "error",
    rule: "a trace number begins with the ODFI of the batch's header",
    source: FORMAT,
    leniency: "trace-odfi",
  },
  addenda_indicator_invalid: { severity: "error", rule: "the addenda record indicator is 0 or 1", source: FORMAT },
  addenda_missing: {
    severity: "error",
    rule: "an entry whose addenda record indicator is 1 has addenda",
    source: EDITS,
  },
  addenda_not_announced: {
    severity: "error",
    rule: "an entry with addenda has the addenda record indicator 1",
    source: EDITS,
  },
  addenda_without_entry: { severity: "error", rule: "addenda follow their entry", source: EDITS },
  addenda_type_wrong: { severity: "error", rule: "the addenda type is one that the SEC code takes", source: FORMAT },
  addenda_over_limit: {
    severity: "error",
    rule: "an entry has no more addenda than its SEC code takes",
    source: FORMAT,
  },
  addenda_required: {
    severity: "error",
    rule: "POS, SHR and MTE entries have addenda 02, IAT 10 to 16, COR 98; zero-dollar entries and returns have addenda",
    source: FORMAT,
  },
  addenda_order_wrong: {
    severity: "error",
    rule: "IAT addenda stand in the order of their types, 10 to 16 once each",
    source: FORMAT,
  },
  addenda_count_wrong: {
    severity: "error",
    rule: "CTX, ENR, ATX, TRX and IAT entries say how many addenda follow",
    source: EDITS,
  },
  addenda_sequence_wrong: {
    severity: "error",
    rule: "addenda are numbered from 1 without gaps",
    source: EDITS,
    leniency: "addenda-sequence",
  },
  addenda_trace_wrong: {
    severity: "error",
    rule: "addenda repeat their entry's trace number, or its last 7 digits",
    source: EDITS,
  },
  return_code_unknown: { severity: "error", rule: "the return reason is one of the standard's", source: RETURNS },
  date_of_death_wrong: {
    severity: "warning",
    rule: "returns R14 and R15 have a date of death, others have none",
    source: RETURNS,
  },
  correction_not_in_cor: {
    severity: "warning",
    rule: "notifications of change stand in batches of SEC code COR",
    source: CHANGES,
  },
  change_code_unknown: { severity: "error", rule: "the change code is one of the standard's", source: CHANGES },
  corrected_data_missing: {
    severity: "error",
    rule: "a notification of change has the corrected data that its code calls for",
    source: CHANGES,
  },
  corrected_data_invalid: {
    severity: "warning",
    rule: "a corrected routing number has the right check digit, a corrected transaction code is one of the standard's",
    source: CHANGES,
  },
  corrected_data_surplus: {
    severity: "warning",
    rule: "corrected data has nothing beside the parts that its code calls for",
    source: CHANGES,
  },
  corrected_data_joined: {
    severity: "warning",
    rule: "the parts of corrected data stand at their own columns; parts joined by single blanks are read",
    source: CHANGES,
  },
} as const satisfies Readonly<Record<string, Rule>>;
