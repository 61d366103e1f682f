import { type Account, balanceNames } from "./accounts";
import { balanceChanges, type JournalEntry } from "./journal";

/** Balances by name: cents in each account's normal direction. */
export type Balances = ReadonlyMap<string, number>;

/**
 * The balances that journals add up to, in whatever order they are read; one that is read twice counts once. Balances
 * are derived: this is how they are rebuilt, and what they are checked against.
 */
export function rebuildBalances(journals: Iterable<JournalEntry>): Map<string, number> {
  const balances = new Map<string, number>();
  const seen = new Set<string>();
  for (const journal of journals) {
    if (seen.has(journal.id)) continue;
    seen.add(journal.id);
    for (const { name, cents } of balanceChanges(journal)) balances.set(name, (balances.get(name) ?? 0) + cents);
  }
  return balances;
}

/** An account's balance in cents, in its normal direction: the sum of its shards where it has some. */
export function balanceOf(account: Account, balances: Balances): number {
  return balanceNames(account).reduce((sum, name) => sum + (balances.get(name) ?? 0), 0);
}
