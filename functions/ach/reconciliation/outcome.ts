import { type AchFile, type FileEntry, mayHaveLeft, traceOf } from "../batches/file";
import { addBankingDays } from "../calendar/banking-days";
import type { Day } from "../calendar";
import { easternDay } from "../calendar/eastern-time";
import { shownTrace } from "../resources";
import type { AchTransfer } from "../transfers/transfer";

/** How entries end, and how those stand that have not ended. `missing`: the bank should have told, and has not. */
export const OUTCOMES = ["settled", "returned", "rejected", "open", "missing"] as const;
/** One of the outcomes. */
export type Outcome = (typeof OUTCOMES)[number];

/** An entry that was sent and what became of it; no account. */
export interface EntryRow {
  readonly fileId: string;
  /** `12104288/0000001`. */
  readonly trace: string;
  readonly transferId: string;
  readonly direction: "credit" | "debit";
  readonly amountCents: number;
  readonly effectiveEntryDate: Day;
  readonly outcome: Outcome;
  readonly settledOn?: Day;
  readonly returnedOn?: Day;
  readonly returnCode?: string;
  /** The last day on which it might have come back; where it came back later. */
  readonly returnDueBy?: Day;
}

/** Whether the entries of a file were sent, or may have been: a file that was held for what stands in it was never written. */
export function wasSent(file: Pick<AchFile, "status" | "sha256">): boolean {
  return mayHaveLeft(file) && file.sha256 !== undefined;
}

/**
 * What became of an entry by the end of a day.
 *
 * @param transfer whose entry it is; none, or one that stands in another file, is missing here.
 * @param missingAfter banking days behind the entry's date.
 */
export function outcomeOf(
  { fileId, effectiveEntryDate }: Pick<FileEntry, "fileId" | "effectiveEntryDate">,
  transfer: Pick<AchTransfer, "fileId" | "detail"> | undefined,
  day: Day,
  missingAfter: number,
): Outcome {
  const detail = transfer?.fileId === fileId ? transfer.detail : undefined;
  if (detail === "settled" || detail === "corrected") return "settled";
  if (detail === "returned" || detail === "rejected") return detail;
  const isLate = day >= addBankingDays(effectiveEntryDate, missingAfter);
  return isLate || detail === undefined ? "missing" : "open";
}

/** The row of an entry. */
export function rowOf(odfi: string, entry: FileEntry, transfer: AchTransfer | undefined, outcome: Outcome): EntryRow {
  const { fileId, sequence, transferId, direction, amountCents, effectiveEntryDate } = entry;
  const { settledOn, returnedAt, returnCode, returnDueBy } = transfer?.fileId === fileId ? transfer : {};
  return {
    ...{ fileId, trace: shownTrace(traceOf(odfi, sequence)), transferId, direction, amountCents, effectiveEntryDate },
    outcome,
    ...(settledOn !== undefined && { settledOn }),
    ...(returnedAt !== undefined && { returnedOn: easternDay(Date.parse(returnedAt)) }),
    ...(returnCode !== undefined && { returnCode }),
    ...(returnDueBy !== undefined && { returnDueBy }),
  };
}

/** Whether a day's report tells of an entry: it was the entry's day, something became of it then, or nothing did so far. */
export function isOfDay({ effectiveEntryDate, outcome, settledOn, returnedOn }: EntryRow, day: Day): boolean {
  if (outcome === "open" || outcome === "missing") return effectiveEntryDate <= day;
  return effectiveEntryDate === day || settledOn === day || returnedOn === day;
}
