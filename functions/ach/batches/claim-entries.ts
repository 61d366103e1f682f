import type { BankAccount } from "../bank-accounts/account";
import type { AchTransfer } from "../transfers/transfer";
import { type AchFile, type FileEntry, type OpenBatch, sealedAccountOf } from "./file";
import { headerKey } from "./plan";
import { plannedTransfer } from "./plan-window";

/** The entries of some transfers, and where the file stands behind them. */
export interface ClaimedEntries {
  readonly entries: readonly FileEntry[];
  readonly nextSequence: number;
  readonly openBatch?: OpenBatch;
}

/**
 * The entries by which transfers follow what a file already holds: each in the batch of its kind, with the next trace
 * number. A batch begins where the header must be another, or the last one is full; the entry that balances the one before
 * has its trace number in between.
 */
export function entriesFor(
  { id: fileId, nextSequence, openBatch, limits }: Pick<AchFile, "id" | "nextSequence" | "openBatch" | "limits">,
  transfers: readonly AchTransfer[],
  accounts: ReadonlyMap<string, BankAccount>,
): ClaimedEntries {
  let sequence = nextSequence;
  let batch = openBatch;
  const entries = transfers.flatMap((transfer): FileEntry[] => {
    const account = accounts.get(transfer.bankAccountId);
    if (!account) throw new RangeError("A transfer has its account.");
    const key = headerKey(plannedTransfer(transfer));
    if (batch?.key !== key || batch.entries >= limits.batchEntriesMax) {
      if (batch?.balanced) sequence++;
      const balanced = limits.balanced && transfer.purpose !== "prenote";
      batch = { key, number: (batch?.number ?? 0) + 1, entries: 0, balanced };
    }
    batch = { ...batch, entries: batch.entries + 1 };
    return [entryOf(fileId, sequence++, batch.number, transfer, account)];
  });
  return { entries, nextSequence: sequence, ...(batch && { openBatch: batch }) };
}

function entryOf(
  fileId: string,
  sequence: number,
  batch: number,
  transfer: AchTransfer,
  account: BankAccount,
): FileEntry {
  const { purpose, direction, secCode, description, amountCents, paymentType, window } = transfer;
  return {
    ...{ fileId, sequence, batch, purpose, direction, secCode, description, amountCents },
    transferId: transfer.id,
    ...(transfer.retryOf !== undefined && { retryOf: transfer.retryOf }),
    effectiveEntryDate: window.effectiveEntryDate,
    sameDay: transfer.transferType === "same-day",
    ...(paymentType && { paymentType }),
    account: sealedAccountOf(account),
  };
}
