import { isBankingDay } from "../calendar/banking-days";
import { isDay } from "../calendar/day";
import { AMOUNT_MAX, type OrderFault } from "./order-faults";
import type { BatchOrder, EntryOrder } from "./origination";

/** Cents. Nacha: debits and credits of a batch and of a file, each. */
export const TOTAL_MAX = 999_999_999_999;

/**
 * What is wrong with a batch as a whole: a date on which it would not settle as it says, sums that no control can hold.
 * Nacha: an effective entry date that is past makes the operator settle the same day, with its fee. What comes back or
 * corrects bears the date of its entry, whatever that was.
 */
export function faultsOfWhole(
  { batch, entries }: { readonly batch: BatchOrder; readonly entries: readonly EntryOrder[] },
  path: string,
  createdOn: string | undefined,
): OrderFault[] {
  const { effectiveDate, offset } = batch;
  const faults = faultsOfSums(entries, `${path}.entries`, offset === undefined ? TOTAL_MAX : AMOUNT_MAX);
  const isForward = entries.every((entry) => entry.return === undefined && entry.correction === undefined);
  if (!isForward || !isDay(effectiveDate)) return faults;
  const field = `${path}.effectiveDate`;
  if (createdOn !== undefined && isDay(createdOn) && effectiveDate < createdOn)
    faults.push({ field, value: effectiveDate, allowed: `not before the file's own date, ${createdOn}` });
  if (!isBankingDay(effectiveDate))
    faults.push({ field, value: effectiveDate, allowed: "a banking day of the Federal Reserve" });
  return faults;
}

/** Sums of entries that the controls of a batch or of a file cannot hold, or no offset entry balances. */
export function faultsOfSums(entries: readonly EntryOrder[], field: string, most = TOTAL_MAX): OrderFault[] {
  return (["credit", "debit"] as const).flatMap((side) => {
    const amounts = entries.filter(({ direction }) => direction === side).map(({ amountCents }) => amountCents);
    const sum = amounts.reduce((total, amount) => total + amount, 0);
    return sum > most
      ? [{ field, value: `${side}s of ${sum} cents`, allowed: `${side}s of at most ${most} cents` }]
      : [];
  });
}
