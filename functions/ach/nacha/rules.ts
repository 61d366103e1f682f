import { CHARACTER_RULES } from "./rules-of-characters";
import { CONTROL_RULES } from "./rules-of-controls";
import { ENTRY_RULES } from "./rules-of-entries";
import { STRUCTURE_RULES } from "./rules-of-structure";

/** One rule of the format: how grave a breach is, what it says, and where that is written. */
export interface Rule {
  /** An `error` is what an operator or a bank rejects; a `warning` is a deviation that they read. */
  readonly severity: Severity;
  readonly rule: string;
  readonly source: string;
  /** A reader that is told this name warns only. */
  readonly leniency?: Leniency;
}

export type Severity = "error" | "warning";

/** What a reader may be told to warn of only: each is something that some bank or operator does not enforce. */
export const LENIENCIES = [
  "addenda-sequence",
  "batch-number",
  "block-count",
  "characters",
  "check-digit",
  "company-id",
  "effective-date",
  "routing-prefix",
  "trace-odfi",
  "trace-order",
  "trace-reuse",
  "zero-amount",
] as const;

/** The name of one leniency. */
export type Leniency = (typeof LENIENCIES)[number];

/** Every rule that a reader checks, by the code of its finding. */
export const RULES = { ...CHARACTER_RULES, ...STRUCTURE_RULES, ...ENTRY_RULES, ...CONTROL_RULES } as const;

/** The code of a finding. */
export type RuleCode = keyof typeof RULES;
