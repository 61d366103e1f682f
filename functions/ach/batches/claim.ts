import { untilWritten } from "../../shared/retry";
import type { BankAccount } from "../bank-accounts/account";
import type { Window } from "../calendar";
import { easternDay, easternTime } from "../calendar/eastern-time";
import { toTimestamp } from "../../shared/clock";
import { claimJournal, isBooked, sumsOf } from "../journals";
import { type BatchParts, nextVersion, placeOf } from "../parts";
import { odfiOf, planLimits } from "../settings";
import { cancelCommit, cancelled } from "../transfers/cancel";
import { type AchTransfer, transferStep } from "../transfers/transfer";
import { entriesFor } from "./claim-entries";
import {
  type AchFile,
  batchIdOf,
  type FileFace,
  fileIdOf,
  modifierOf,
  OffsetAccountError,
  sealedAccountOf,
  traceOf,
} from "./file";
import { fileStep } from "./file-steps";
import { waitsIn } from "./move-on";
import { nextRange, sequenceOf } from "./sequences";
import type { PlannedPart } from "./window-state";

/** Three writes a transfer, the file, its journal and six balances are 98 of the hundred that a transaction takes. */
const CLAIMED_AT_ONCE = 30;

/** A file as its claim left it, and what cash did not cover. */
export interface Claimed {
  readonly file: AchFile;
  readonly uncovered: number;
}

/**
 * Takes the transfers of a file's plan into it, some in each transaction, with the cash that they need. It goes on where
 * whoever was killed left off; several at once do no harm. Whom cash does not cover is passed over, and moves on with what
 * is late; whose account was blocked meanwhile, or who would settle too late, is cancelled. Past the operator's deadline nothing more is claimed: the file
 * is to be cancelled.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function claimFile(
  parts: BatchParts,
  window: Window,
  planId: string,
  part: number,
  planned: PlannedPart,
): Promise<Claimed> {
  let file = await openFile(parts, window, planId, part, planned);
  let uncovered = 0;
  if (file.status !== "claiming") return { file, uncovered };
  const plan = await parts.batches.plan(window, planId, part);
  while (file.status === "claiming") {
    const step = await claimSome(parts, file, plan.slice(file.position, file.position + CLAIMED_AT_ONCE));
    file = step.file;
    uncovered += step.uncovered;
  }
  return { file, uncovered };
}

/** The file of a plan's part: as it stands, or made now with its own trace numbers. */
async function openFile(
  parts: BatchParts,
  window: Window,
  planId: string,
  part: number,
  { planned, batches }: PlannedPart,
): Promise<AchFile> {
  const odfi = odfiOf(parts.settings);
  const limits = planLimits(parts.settings);
  const id = fileIdOf(odfi, window, part);
  const { processingDay, name, cutOffAt, closesAt } = window;
  return untilWritten(parts, async () => {
    const there = (await parts.store.files([id])).get(id);
    if (there) return there;
    // An entry that balances a batch has a trace number too.
    const numbers = planned + (limits.balanced ? batches : 0);
    const sequences = nextRange(odfi, await parts.batches.nextSequence(odfi), numbers);
    const now = parts.clock.now();
    const file: AchFile = {
      ...{ id, odfi, planId, part, planned, limits },
      window: { processingDay, name, cutOffAt, closesAt },
      status: "claiming",
      position: 0,
      firstSequence: sequenceOf(sequences.first),
      nextSequence: sequenceOf(sequences.first),
      ...{ entries: 0, creditCents: 0, debitCents: 0, released: 0, settled: 0 },
      createdOn: easternDay(now),
      createdAt: easternTime(now),
      modifier: modifierOf(window, part),
      header: await faceOf(parts),
      updatedAt: toTimestamp(now),
      version: 1,
      region: parts.region,
      epoch: parts.epoch,
    };
    const written = await parts.store.commit({ file, sequences });
    return written.outcome === "written" ? file : undefined;
  });
}

async function faceOf({ store, settings }: BatchParts): Promise<FileFace> {
  const { odfi, company, offsetBankAccountId } = settings;
  const offset =
    offsetBankAccountId === undefined
      ? undefined
      : (await store.accounts([offsetBankAccountId])).get(offsetBankAccountId);
  if (offsetBankAccountId !== undefined && !offset) {
    throw new OffsetAccountError("offsetBankAccountId: the settings name a bank account that is not there.");
  }
  return {
    immediateDestination: odfi.immediateDestination ?? odfi.routingNumber,
    immediateOrigin: odfi.immediateOrigin ?? odfi.routingNumber,
    destinationName: odfi.name,
    companyName: company.name,
    companyIdentification: company.identification,
    ...(offset && { offset: sealedAccountOf(offset) }),
  };
}

/** One transaction of a claim: the file as it stands then, whoever wrote it. */
async function claimSome(parts: BatchParts, seen: AchFile, ids: readonly string[]): Promise<Claimed> {
  return untilWritten(parts, async () => {
    const file = (await parts.store.files([seen.id])).get(seen.id) ?? seen;
    if (file.position !== seen.position || file.status !== "claiming") return { file, uncovered: 0 };
    if (parts.clock.now() >= file.window.closesAt) {
      const late = fileStep(parts, file, "cancelling", { reason: "deadline_passed" });
      const written = await parts.store.commit({ file: late });
      return written.outcome === "written" ? { file: late, uncovered: 0 } : undefined;
    }
    const found = await parts.store.transfers(ids);
    const due = ids.flatMap((id) => found.get(id) ?? []).filter((transfer) => waitsIn(transfer, file.window));
    const accounts = await parts.store.accounts([...new Set(due.map(({ bankAccountId }) => bankAccountId))]);
    const open = await thatMayGo(parts, due, accounts);
    const { covered, uncovered } = await coveredBy(parts, file, open);
    const after = await commitClaim(parts, file, ids.length, covered, accounts);
    return after && { file: after, uncovered: uncovered.length };
  });
}

/** Those that may go: whose account is open, and that settle in time. The others are cancelled, each in a transaction of its own. */
async function thatMayGo(
  parts: BatchParts,
  due: readonly AchTransfer[],
  accounts: ReadonlyMap<string, BankAccount>,
): Promise<AchTransfer[]> {
  const open: AchTransfer[] = [];
  for (const transfer of due) {
    const isBlocked = accounts.get(transfer.bankAccountId)?.status === "blocked";
    const isLate = transfer.settlesBy !== undefined && transfer.window.effectiveEntryDate > transfer.settlesBy;
    if (!isBlocked && !isLate) {
      open.push(transfer);
      continue;
    }
    const after = cancelled(parts, transfer, isBlocked ? "bank_account_blocked" : "deadline_passed");
    // Who changed it meanwhile is met again with what is late.
    await parts.store.commit(await cancelCommit(parts, transfer, after));
  }
  return open;
}

/** Splits transfers by the settlement cash that is there, in their order: each that still fits is covered. */
async function coveredBy({ store }: BatchParts, { odfi }: AchFile, transfers: readonly AchTransfer[]) {
  const needsCash = (transfer: AchTransfer): boolean => transfer.direction === "credit" && isBooked(transfer);
  const covered: AchTransfer[] = [];
  const uncovered: AchTransfer[] = [];
  if (!transfers.some(needsCash)) return { covered: transfers, uncovered };
  let left = await store.balance({ kind: "settlement_cash", owner: odfi, currency: "USD" });
  for (const transfer of transfers) {
    const needed = needsCash(transfer) ? transfer.amountCents : 0;
    if (needed > left) {
      uncovered.push(transfer);
      continue;
    }
    covered.push(transfer);
    left -= needed;
  }
  return { covered, uncovered };
}

/** Writes one step of a claim: nothing where others were on the same items, or the cash has gone meanwhile. */
async function commitClaim(
  parts: BatchParts,
  file: AchFile,
  looked: number,
  covered: readonly AchTransfer[],
  accounts: ReadonlyMap<string, BankAccount>,
): Promise<AchFile | undefined> {
  const { entries, ...claim } = entriesFor(file, covered, accounts);
  const sums = sumsOf(covered);
  const position = file.position + looked;
  const taken = file.entries + entries.length;
  const change = {
    ...claim,
    position,
    entries: taken,
    creditCents: file.creditCents + sums.creditCents,
    debitCents: file.debitCents + sums.debitCents,
  };
  const after = position < file.planned ? nextVersion<AchFile>(parts, file, change) : ended(parts, file, change, taken);
  const journal = claimJournal(placeOf(parts), file.id, String(file.position), sums);
  const written = await parts.store.commit({
    file: after,
    entries,
    transfers: entries.map(({ transferId, batch, sequence }, place) => {
      const before = covered[place];
      if (before?.id !== transferId) throw new RangeError("Entries stand in the order of their transfers.");
      const stands = { fileId: file.id, batchId: batchIdOf(file.id, batch), trace: traceOf(file.odfi, sequence) };
      const state = transferStep(before, { status: "processing", detail: "batched" });
      return { before, after: nextVersion<AchTransfer>(parts, before, { ...state, ...stands }) };
    }),
    ...(journal && { journals: [journal] }),
  });
  return written.outcome === "written" ? after : undefined;
}

function ended(parts: BatchParts, file: AchFile, change: Partial<AchFile>, taken: number): AchFile {
  if (taken === 0) return fileStep(parts, file, "cancelled", { ...change, reason: "empty" });
  return fileStep(parts, file, "claimed", change);
}
