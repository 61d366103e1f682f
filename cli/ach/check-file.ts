import { maskedCorrectedData } from "../../functions/ach/nacha/corrected-data";
import type { Finding, Severities } from "../../functions/ach/nacha/findings";
import { fieldText, isOutOfPlace, printable, type RecordView, shownField } from "../../functions/ach/nacha/record-view";
import { readNachaFile } from "./read-file";

/** A finding as `--json` tells it. */
type ToldFinding = Pick<Finding, "code" | "line" | "record" | "columns" | "field" | "value" | "rule" | "message">;

/** A returned entry. */
export interface ReturnedEntry {
  readonly code: string;
  readonly trace: string;
  readonly originalTrace: string;
}

/** A notification of change; its corrected data shows no account number. */
export interface CorrectedEntry extends ReturnedEntry {
  readonly correctedData: string;
}

/** What a check of one file gives, as `--json` tells it. */
export interface CheckedFile {
  readonly file: string;
  readonly ok: boolean;
  readonly errors: readonly ToldFinding[];
  readonly warnings: readonly ToldFinding[];
  readonly summary: {
    readonly batches: number;
    readonly entries: number;
    readonly addenda: number;
    readonly debitCents: number;
    readonly creditCents: number;
    readonly entryHash: number;
    readonly secCodes: readonly string[];
    readonly returns: readonly ReturnedEntry[];
    readonly corrections: readonly CorrectedEntry[];
  };
}

/** Checks one file. @throws OperatorError where it cannot be read. */
export function checkFile(file: string, shownName: string, severities: Severities): CheckedFile {
  const errors: ToldFinding[] = [];
  const warnings: ToldFinding[] = [];
  const comebacks = new Comebacks();
  const { ok, batches, entries, addenda, debitCents, creditCents, entryHash } = readNachaFile(file, shownName, {
    ...severities,
    visit: (record) => {
      comebacks.visit(record);
    },
    report: (finding) => (finding.severity === "error" ? errors : warnings).push(told(finding)),
  });
  const { returns, corrections } = comebacks;
  const secCodes = [...comebacks.secCodes].sort();
  const sums = { batches, entries, addenda, debitCents, creditCents, entryHash };
  return { file: shownName, ok, errors, warnings, summary: { ...sums, secCodes, returns, corrections } };
}

function told({ code, line, record, columns, field, value, rule, message }: Finding): ToldFinding {
  return { code, line, record, columns, field, value, rule, message };
}

/** Collects the SEC codes, the returns and the corrections of a file. */
export class Comebacks {
  readonly secCodes = new Set<string>();
  readonly returns: ReturnedEntry[] = [];
  readonly corrections: CorrectedEntry[] = [];

  visit(record: RecordView): void {
    switch (record.name) {
      case "BatchHeader":
      case "IatBatchHeader":
        this.secCodes.add(fieldText(record, "standardEntryClassCode"));
        break;
      case "Addenda99":
      case "DishonoredAddenda99":
      case "ContestedAddenda99":
      case "IatAddenda99":
        this.returns.push(comeback(record, "returnReasonCode"));
        break;
      case "Addenda98":
      case "RefusedAddenda98":
      case "IatAddenda98":
        this.corrections.push({ ...comeback(record, "changeCode"), correctedData: correctedData(record) });
        break;
      default:
    }
  }
}

function comeback(record: RecordView, codeField: string): ReturnedEntry {
  return {
    code: shownField(record, codeField),
    trace: shownField(record, "traceNumber"),
    originalTrace: shownField(record, "originalEntryTraceNumber"),
  };
}

/** Its parts are told apart by their columns, so that nothing of a record out of place is known to be no account number. */
function correctedData(record: RecordView): string {
  if (isOutOfPlace(record)) return shownField(record, "correctedData");
  return printable(maskedCorrectedData(fieldText(record, "changeCode"), fieldText(record, "correctedData")));
}
