import type { AchFile, FileEntry } from "../batches/file";
import type { Day } from "../calendar";
import { sumsOfEntries } from "./file-sums";

/** A row of the bank's settlement: what of a file settled on a day, before returns. */
export interface SettledSums {
  readonly settledOn: Day;
  readonly debitCents: number;
  readonly creditCents: number;
}

/**
 * What a settlement is to our books. `book`: it is the next one; `known`: it is booked; `too_early`: one before it is not;
 * `sums_differ`: no entries of ours come to its sums, and nothing is booked.
 */
export type SettlementStep = "book" | "known" | "too_early" | "sums_differ";

/**
 * Compares a settlement with the entries of its file. Entries of one effective date settle together, and what is late
 * settles with what follows: so the sums are those of some dates up to the day, from the first that has not settled, or
 * from an earlier one where it was booked before or in part.
 *
 * @param entries all of the file's, in its order, which is that of their dates.
 */
export function settlementStep(
  file: Pick<AchFile, "limits" | "settled">,
  entries: readonly FileEntry[],
  { settledOn, debitCents, creditCents }: SettledSums,
): SettlementStep {
  const due = entries.filter(({ effectiveEntryDate }) => effectiveEntryDate <= settledOn);
  const starts = due.flatMap(({ effectiveEntryDate }, place) =>
    effectiveEntryDate === due[place - 1]?.effectiveEntryDate ? [] : [place],
  );
  const matching = starts.filter((start) => {
    const sums = sumsOfEntries(file, due.slice(start));
    return sums.debitCents === debitCents && sums.creditCents === creditCents;
  });
  const [first] = matching;
  if (first === undefined) return "sums_differ";
  if (file.settled >= due.length) return "known";
  return first <= file.settled ? "book" : "too_early";
}
