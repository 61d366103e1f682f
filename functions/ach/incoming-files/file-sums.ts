import type { AchFile, FileEntry } from "../batches/file";

/** What a bank counts in a file of ours. */
export interface EntrySums {
  readonly entries: number;
  readonly debitCents: number;
  readonly creditCents: number;
}

/** The sums of entries as their file's records have them: those that balance batches are entries too. */
export function sumsOfEntries({ limits }: Pick<AchFile, "limits">, entries: readonly FileEntry[]): EntrySums {
  const cents = { credit: 0, debit: 0 };
  const balanced = new Set<number>();
  for (const { direction, amountCents, batch, purpose } of entries) {
    cents[direction] += amountCents;
    if (!limits.balanced || purpose === "prenote") continue;
    balanced.add(batch);
    cents[direction === "credit" ? "debit" : "credit"] += amountCents;
  }
  return { entries: entries.length + balanced.size, debitCents: cents.debit, creditCents: cents.credit };
}
