import { toTimestamp } from "../../shared/clock";
import { untilWritten } from "../../shared/retry";
import type { Authorisation, BankAccount } from "../bank-accounts/account";
import type { FileEntry } from "../batches/file";
import type { Day } from "../calendar";
import { returnDeadline } from "../calendar/deadlines";
import { easternDay } from "../calendar/eastern-time";
import { accountEvent, transferEvents } from "../events";
import { type Held, isBooked, ownAccount, returnJournal } from "../journals";
import type { GuardedAccount } from "../../ledger";
import { type BatchParts, nextVersion, placeOf } from "../parts";
import { odfiOf } from "../settings";
import { type AchTransfer, isInternal, standingOf, transferMayBecome } from "../transfers/transfer";
import { matchedEntry, type NoticeOutcome, type OriginalEntry } from "./matching";
import { blocksAccount, endsAuthorisation } from "./return-consequences";

/** A return, as a bank's file has it. */
export interface ReturnNotice extends OriginalEntry {
  /** Such as `R01`. */
  readonly code: string;
}

const RETURNED = { status: "failed", detail: "returned" } as const;

/**
 * Books a return: the transfer's money goes back by one journal of its own, its account is blocked where the code says so,
 * an authorisation ends where it was none; nothing is sent again. One that comes after its code's deadline is booked like any
 * other, since its money has moved, and told of besides: a person may dispute it. The same return again changes nothing.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function applyReturn(parts: BatchParts, notice: ReturnNotice): Promise<NoticeOutcome> {
  const entry = await matchedEntry(parts, notice);
  if (!entry) return "unmatched";
  return untilWritten(parts, async () => {
    const [transfer, file, account] = await Promise.all([
      parts.store.transfers([entry.transferId]).then((found) => found.get(entry.transferId)),
      parts.store.files([entry.fileId]).then((found) => found.get(entry.fileId)),
      parts.store.accounts([entry.account.bankAccountId]).then((found) => found.get(entry.account.bankAccountId)),
    ]);
    // A file that never left gave its transfers to others, and its trace numbers to nobody.
    if (transfer?.fileId !== entry.fileId) return "unmatched";
    if (transfer.detail === "returned") return "known";
    if (!transferMayBecome(standingOf(transfer, file), RETURNED)) return "too_early";
    return takeBack(parts, notice, entry, transfer, account);
  });
}

async function takeBack(
  parts: BatchParts,
  { code }: ReturnNotice,
  entry: FileEntry,
  before: AchTransfer,
  account: BankAccount | undefined,
): Promise<NoticeOutcome | undefined> {
  const { heldUntil: _heldUntil, ...kept } = before;
  const returnedAt = toTimestamp(parts.clock.now());
  const returnDueBy = passedDeadline(parts, entry, before, code);
  const after = nextVersion<AchTransfer>(parts, kept, {
    ...{ ...RETURNED, returnCode: code, returnedAt },
    ...(returnDueBy !== undefined && { returnDueBy }),
  });
  const journal = returnJournal(placeOf(parts), before, await heldFor(parts, before));
  const blocked = account && blockedBy(parts, account, before, code);
  const ended = await endedBy(parts, entry, before, code);
  const written = await parts.store.commit({
    transfers: [{ before, after }],
    ...(journal && { journals: [journal] }),
    ...(blocked && { account: blocked }),
    ...(ended && { authorisation: ended }),
    events: [
      ...transferEvents(parts, "ach.transfer_returned", after),
      ...(returnDueBy === undefined ? [] : transferEvents(parts, "ach.transfer_returned_late", after)),
      ...(blocked?.status === "blocked" ? [accountEvent(parts, "bank_account.blocked", blocked)] : []),
    ],
  });
  if (written.outcome !== "written") return undefined;
  parts.count("TransfersReturned");
  if (returnDueBy !== undefined) {
    parts.log.warn("a return came after its deadline", { transferId: after.id, code, returnDueBy });
    parts.count("ReturnsLate");
  }
  return "applied";
}

/** The last day on which a return might have come, where that day is over by now. */
function passedDeadline(
  { clock }: BatchParts,
  { effectiveEntryDate }: FileEntry,
  { settledOn = effectiveEntryDate }: AchTransfer,
  code: string,
): Day | undefined {
  const deadline = returnDeadline(code, settledOn);
  return deadline !== undefined && deadline < easternDay(clock.now()) ? deadline : undefined;
}

/** What the accounts with a floor hold that a debit is taken back from. */
async function heldFor({ store, settings }: BatchParts, transfer: AchTransfer): Promise<Held> {
  const isInTransit = isBooked(transfer) && transfer.settledOn === undefined;
  if (transfer.direction === "credit" || isInTransit) return { ownCents: 0, cashCents: 0 };
  const cash: GuardedAccount = { kind: "settlement_cash", owner: odfiOf(settings), currency: "USD" };
  const [cashCents, ownCents] = await Promise.all([
    store.balance(cash),
    transfer.paymentId === undefined ? store.balance(ownAccount(transfer)) : 0,
  ]);
  return { cashCents, ownCents };
}

/** The account behind a return: blocked by what follows from it, and unverified where an entry that was to verify it comes back. */
function blockedBy(
  parts: BatchParts,
  account: BankAccount,
  transfer: AchTransfer,
  code: string,
): BankAccount | undefined {
  if (account.status === "blocked") return undefined;
  const isPayout = transfer.direction === "credit" && !isInternal(transfer);
  if (blocksAccount(code, { isPayout })) {
    return nextVersion<BankAccount>(parts, account, { status: "blocked", blockedReason: code });
  }
  return isInternal(transfer) ? nextVersion<BankAccount>(parts, account, { status: "unverified" }) : undefined;
}

/** The authorisation of a debit that nobody authorised ends now. */
async function endedBy(
  { store, clock }: BatchParts,
  { account: { bankAccountId } }: FileEntry,
  { authorisationId }: AchTransfer,
  code: string,
): Promise<Authorisation | undefined> {
  if (authorisationId === undefined || !endsAuthorisation(code)) return undefined;
  const { authorisation } = await store.read({ bankAccountId, authorisationId });
  if (!authorisation || authorisation.revokedAt !== undefined) return undefined;
  return { ...authorisation, revokedAt: toTimestamp(clock.now()), version: authorisation.version + 1 };
}
