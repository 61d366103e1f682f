import { fileEvent, transferEvents } from "../events";
import { untilWritten } from "../../shared/retry";
import { releaseJournal, sumsOf } from "../journals";
import { type AchParts, nextVersion, placeOf } from "../parts";
import type { BatchStore, TransferChange } from "../ports";
import { type AchTransfer, transferStep } from "../transfers/transfer";
import type { AchFile } from "./file";
import { advanceFile, fileStep } from "./file-steps";
import { nextWindow } from "./move-on";

/** Three writes a transfer, the file with its event, its journal and six balances. */
const RELEASED_AT_ONCE = 25;

/** What it takes to cancel a file. */
export interface CancelParts extends AchParts {
  readonly batches: Pick<BatchStore, "entries">;
}

/**
 * Cancels a file that has not left, and never will: its transfers go back into the queue, each with the next open window
 * and new dates, in as many transactions as it takes. It goes on where whoever was killed left off.
 *
 * @throws IllegalFileStepError where it may have left; BusyError, and whatever the ports throw.
 */
export async function cancelFile(parts: CancelParts, fileId: string, reason: string): Promise<AchFile> {
  const [there] = [...(await parts.store.files([fileId])).values()];
  if (there?.status === "cancelled") return there;
  let file = await advanceFile(parts, fileId, "cancelling", { reason: there?.reason ?? reason });
  const entries = await parts.batches.entries(fileId);
  while (file.status === "cancelling") {
    const ids = entries.slice(file.released, file.released + RELEASED_AT_ONCE).map(({ transferId }) => transferId);
    file = await releaseSome(parts, file, ids);
  }
  return file;
}

/** One transaction of a cancellation: the file as it stands then, whoever wrote it. */
async function releaseSome(parts: CancelParts, seen: AchFile, ids: readonly string[]): Promise<AchFile> {
  return untilWritten(parts, async () => {
    const file = (await parts.store.files([seen.id])).get(seen.id) ?? seen;
    if (file.released !== seen.released || file.status !== "cancelling") return file;
    const found = await parts.store.transfers(ids);
    const transfers = ids.flatMap((id) => found.get(id) ?? []).filter((each) => isIn(each, file));
    const changes = await Promise.all(transfers.map((before) => requeued(parts, before)));
    const released = file.released + ids.length;
    const isLast = released >= file.entries;
    const after = isLast
      ? fileStep(parts, file, "cancelled", { released })
      : nextVersion<AchFile>(parts, file, { released });
    const journal = releaseJournal(placeOf(parts), file.id, String(file.released), sumsOf(transfers));
    const written = await parts.store.commit({
      file: after,
      transfers: changes,
      ...(journal && { journals: [journal] }),
      events: [
        ...changes.flatMap((change) => transferEvents(parts, "ach.transfer_postponed", change.after)),
        ...(isLast ? [fileEvent(parts, "ach.file_cancelled", after)] : []),
      ],
    });
    return written.outcome === "written" ? after : undefined;
  });
}

function isIn({ detail, fileId }: AchTransfer, file: AchFile): boolean {
  return detail === "batched" && fileId === file.id;
}

async function requeued(parts: CancelParts, before: AchTransfer): Promise<TransferChange> {
  const { fileId: _fileId, batchId: _batchId, trace: _trace, ...kept } = before;
  const state = transferStep(before, { status: "initiated", detail: "queued" });
  const window = await nextWindow(parts, before);
  return { before, after: nextVersion<AchTransfer>(parts, kept, { ...state, window }) };
}
