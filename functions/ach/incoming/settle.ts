import { untilWritten } from "../../shared/retry";
import type { BankAccount } from "../bank-accounts/account";
import type { AchFile, FileEntry } from "../batches/file";
import { fileStep, findFile } from "../batches/file-steps";
import { addBankingDays } from "../calendar/banking-days";
import type { Day } from "../calendar";
import { firstLiveDay } from "../calendar/deadlines";
import { transferEvents } from "../events";
import { isBooked, settleJournal, sumsOf } from "../journals";
import { type BatchParts, nextVersion, placeOf } from "../parts";
import type { TransferChange } from "../ports";
import { type AchTransfer, standingOf, transferMayBecome } from "../transfers/transfer";

/** Two writes a transfer, the file, its journal and four balances. */
const SETTLED_AT_ONCE = 40;

const SETTLED = { status: "completed", detail: "settled" } as const;

/**
 * Books the settlement of a file's entries whose date has come, some in each transaction: those that came back before are
 * passed over. It goes on where whoever was killed left off; the same notice again changes nothing.
 *
 * @param settledOn the banking day that the bank settled on.
 * @throws FileNotFoundError, IllegalFileStepError where it was never delivered; BusyError, and whatever the ports throw.
 */
export async function settleFile(parts: BatchParts, fileId: string, settledOn: Day): Promise<AchFile> {
  let file = await findFile(parts, fileId);
  const entries = await parts.batches.entries(fileId);
  // Batches stand in the order of their dates, so those that are due come first.
  const due = entries.filter(({ effectiveEntryDate }) => effectiveEntryDate <= settledOn).length;
  while (file.status !== "settled" && file.settled < due) {
    file = await settleSome(
      parts,
      file,
      entries.slice(file.settled, Math.min(due, file.settled + SETTLED_AT_ONCE)),
      settledOn,
    );
  }
  return file;
}

/** One transaction of a settlement: the file as it stands then, whoever wrote it. */
async function settleSome(
  parts: BatchParts,
  seen: AchFile,
  due: readonly FileEntry[],
  settledOn: Day,
): Promise<AchFile> {
  return untilWritten(parts, async () => {
    const file = await findFile(parts, seen.id);
    if (file.settled !== seen.settled || file.status === "settled") return file;
    const found = await parts.store.transfers(due.map(({ transferId }) => transferId));
    const prenoted = due.find(({ purpose }) => purpose === "prenote");
    // A prenote's account is written with it: it has a transaction of its own.
    const some = prenoted ? due.slice(0, Math.max(1, due.indexOf(prenoted))) : due;
    const transfers = some
      .flatMap(({ transferId }) => found.get(transferId) ?? [])
      .filter((each) => each.fileId === file.id && transferMayBecome(standingOf(each, file), SETTLED));
    const changes = transfers.map((before, place) => settled(parts, file, before, settledOn, file.settled + place));
    const account =
      some[0] === prenoted && transfers[0] ? await prenotedAccount(parts, transfers[0], settledOn) : undefined;
    const count = file.settled + some.length;
    const change = { settled: count, settledOn };
    const after =
      count >= file.entries ? fileStep(parts, file, "settled", change) : nextVersion<AchFile>(parts, file, change);
    const journal = settleJournal(placeOf(parts), file.id, String(file.settled), sumsOf(transfers));
    const written = await parts.store.commit({
      file: after,
      transfers: changes,
      ...(account && { account }),
      ...(journal && { journals: [journal] }),
      events: changes.flatMap((each) => transferEvents(parts, "ach.transfer_settled", each.after)),
    });
    return written.outcome === "written" ? after : undefined;
  });
}

function settled(parts: BatchParts, file: AchFile, before: AchTransfer, settledOn: Day, place: number): TransferChange {
  const { debitHoldBankingDays } = parts.settings;
  const isHeld = before.direction === "debit" && isBooked(before);
  const after = nextVersion<AchTransfer>(parts, before, {
    ...SETTLED,
    settledOn,
    processingCostMills: shareOf(file, place),
    ...(isHeld && { heldUntil: addBankingDays(settledOn, debitHoldBankingDays) }),
  });
  return { before, after };
}

/** An entry's part of what its file cost, mills: the parts of all add up to it. */
export function shareOf({ saving, entries }: Pick<AchFile, "saving" | "entries">, place: number): number {
  const whole = saving?.plannedMills ?? 0;
  return Math.floor(((place + 1) * whole) / entries) - Math.floor((place * whole) / entries);
}

/** An account whose prenote has settled: live entries may follow once its days are over. */
async function prenotedAccount(
  { store, ...parts }: BatchParts,
  { bankAccountId }: AchTransfer,
  settledOn: Day,
): Promise<BankAccount | undefined> {
  const account = (await store.accounts([bankAccountId])).get(bankAccountId);
  if (account?.status !== "pending_verification" || account.verification?.method !== "prenote") return undefined;
  const verification = { ...account.verification, liveFrom: firstLiveDay(settledOn) };
  return nextVersion<BankAccount>({ store, ...parts }, account, { verification });
}
