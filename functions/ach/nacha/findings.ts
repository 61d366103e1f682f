import { type Field, RECORD_SIZE } from "./layout";
import { type Leniency, type Rule, type RuleCode, RULES, type Severity } from "./rules";

/** One fault or deviation, at its place. */
export interface Finding {
  readonly severity: Severity;
  readonly code: RuleCode;
  /** Number of the physical line, from 1; in a file without line breaks always 1. */
  readonly line: number;
  /** Number of the record, from 1, blank lines not counted; 0 where the file as a whole is meant. */
  readonly record: number;
  /** Columns from 1, such as `13-29`. */
  readonly columns: string;
  /** Name of the field in the table of records; empty where the record as a whole is meant. */
  readonly field: string;
  /** What was seen; an account number by its last four characters alone. */
  readonly value: string;
  readonly rule: string;
  readonly source: string;
  /** All of it as one sentence. */
  readonly message: string;
}

/** How severe breaches are to a reader. */
export interface Severities {
  /** Deviations are errors too. @default false */
  readonly strict?: boolean;
  /** Rules of these names are warned of only; they win over `strict`. @default none */
  readonly lenient?: readonly Leniency[];
}

/** What is known of a breach where it is seen. */
export interface Breach {
  readonly record: number;
  readonly line: number;
  readonly field?: Field;
  /** What was seen, masked where it holds an account number. */
  readonly value?: string;
  /** What would have been right. */
  readonly expected?: string | number;
}

/** Counts findings, and tells them up to a limit of errors and one of warnings: a file of noise has no more than those, and warnings hide no error. */
export class FindingLog {
  errors = 0;
  warnings = 0;
  private readonly severities: ReadonlyMap<string, Severity>;
  private readonly once = new Set<RuleCode>();

  constructor(
    private readonly tell: (finding: Finding) => void,
    private readonly findingsMax: number,
    { strict = false, lenient = [] }: Severities,
  ) {
    const rules: [string, Rule][] = Object.entries(RULES);
    this.severities = new Map(
      rules.map(([code, { severity, leniency }]) => {
        if (leniency !== undefined && lenient.includes(leniency)) return [code, "warning"];
        return [code, strict ? "error" : severity];
      }),
    );
  }

  /** Tells a breach. */
  add(code: RuleCode, breach: Breach): void {
    const severity = this.severities.get(code) ?? "error";
    const found = severity === "error" ? ++this.errors : ++this.warnings;
    if (found <= this.findingsMax) this.tell(findingOf(code, severity, breach));
  }

  /** Tells a breach that is true of the whole file at its first place alone. */
  addOnce(code: RuleCode, breach: Breach): void {
    if (this.once.has(code)) return;
    this.once.add(code);
    this.add(code, breach);
  }

  /** Says, where findings were not told, how many. */
  end(record: number, line: number): void {
    const dropped = Math.max(0, this.errors - this.findingsMax) + Math.max(0, this.warnings - this.findingsMax);
    if (dropped === 0) return;
    this.warnings++;
    this.tell(findingOf("findings_dropped", "warning", { record, line, value: `${dropped} findings` }));
  }
}

function findingOf(code: RuleCode, severity: Severity, { record, line, field, value = "", expected }: Breach): Finding {
  const { rule, source } = RULES[code];
  const columns = field === undefined ? `1-${RECORD_SIZE}` : `${field.first}-${field.last}`;
  const place = field === undefined ? `record ${record}` : `record ${record}, ${field.name} (${columns})`;
  const seen = value === "" ? "" : ` Seen: ${value}.`;
  const right = expected === undefined ? "" : ` Expected: ${expected}.`;
  const message = `${place}: ${rule}.${seen}${right}`;
  return { severity, code, record, line, columns, field: field?.name ?? "", value, rule, source, message };
}
