/** What a bank and the network take for files, in mills: thousandths of a US dollar. */
export interface BankPrices {
  /** The day from which they hold, and where they are from. */
  readonly asOf: string;
  readonly source: string;
  readonly fileMills: number;
  readonly batchMills: number;
  readonly entryMills: number;
  /** The network's surcharge for an entry that settles the same day. */
  readonly sameDayEntryMills: number;
}

/** What a plan consists of, as far as prices ask. */
export interface Counted {
  readonly files: number;
  readonly batches: number;
  readonly entries: number;
  readonly sameDayEntries: number;
}

/** What so many files, batches and entries cost, in mills. */
export function costMills(prices: BankPrices, { files, batches, entries, sameDayEntries }: Counted): number {
  return (
    files * prices.fileMills +
    batches * prices.batchMills +
    entries * prices.entryMills +
    sameDayEntries * prices.sameDayEntryMills
  );
}
