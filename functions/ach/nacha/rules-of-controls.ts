import type { Rule } from "./rules";

const EDITS = "Nacha Operating Rules, Appendix Two (operator's edits)";

/** Rules of batch controls and file controls. */
export const CONTROL_RULES = {
  service_class_mismatch: {
    severity: "error",
    rule: "a batch's control has the service class of its header",
    source: EDITS,
  },
  company_id_mismatch: {
    severity: "error",
    rule: "a batch's control has the company identification of its header",
    source: EDITS,
    leniency: "company-id",
  },
  odfi_mismatch: { severity: "error", rule: "a batch's control has the ODFI of its header", source: EDITS },
  batch_number_mismatch: {
    severity: "error",
    rule: "a batch's control has the batch number of its header",
    source: EDITS,
  },
  entry_count_wrong: { severity: "error", rule: "a control counts the entries and addenda before it", source: EDITS },
  entry_hash_wrong: {
    severity: "error",
    rule: "a control has the last 10 digits of the sum of RDFI numbers",
    source: EDITS,
  },
  debit_total_wrong: { severity: "error", rule: "a control has the sum of the debits", source: EDITS },
  credit_total_wrong: { severity: "error", rule: "a control has the sum of the credits", source: EDITS },
  total_over_limit: {
    severity: "error",
    rule: "debits and credits come to at most 9,999,999,999.99 dollars each",
    source: EDITS,
  },
  batch_count_wrong: { severity: "error", rule: "the file's control counts the batches", source: EDITS },
  block_count_wrong: {
    severity: "error",
    rule: "the block count is the number of records, filled to a multiple of ten, by ten",
    source: EDITS,
    leniency: "block-count",
  },
} as const satisfies Readonly<Record<string, Rule>>;
