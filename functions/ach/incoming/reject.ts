import { untilWritten } from "../../shared/retry";
import type { AchFile } from "../batches/file";
import { advanceFile, findFile } from "../batches/file-steps";
import { transferEvents } from "../events";
import { returnJournal } from "../journals";
import { type BatchParts, nextVersion, placeOf } from "../parts";
import { type AchTransfer, transferMayBecome } from "../transfers/transfer";

const REJECTED = { status: "failed", detail: "rejected" } as const;

/**
 * The bank will not have a file: each of its transfers has failed, and its money is where it was. They are rejected one by
 * one, so that it goes on where whoever was killed left off.
 *
 * @throws FileNotFoundError, IllegalFileStepError, BusyError, and whatever the ports throw.
 */
export async function rejectFile(parts: BatchParts, fileId: string, reason: string): Promise<AchFile> {
  await findFile(parts, fileId);
  const file = await advanceFile(parts, fileId, "rejected", { reason });
  for (const { transferId } of await parts.batches.entries(fileId)) {
    await untilWritten(parts, () => rejectTransfer(parts, fileId, transferId));
  }
  parts.count("FilesRejected");
  return file;
}

async function rejectTransfer(parts: BatchParts, fileId: string, transferId: string): Promise<true | undefined> {
  const before = (await parts.store.transfers([transferId])).get(transferId);
  const standing = { status: "processing", detail: "submitted" } as const;
  if (before?.fileId !== fileId || before.detail !== "batched" || !transferMayBecome(standing, REJECTED)) return true;
  const after = nextVersion<AchTransfer>(parts, before, { ...REJECTED, failureCode: "file_rejected" });
  const journal = returnJournal(placeOf(parts), before, { ownCents: 0, cashCents: 0 });
  const written = await parts.store.commit({
    transfers: [{ before, after }],
    ...(journal && { journals: [journal] }),
    events: transferEvents(parts, "ach.transfer_rejected", after),
  });
  return written.outcome === "written" ? true : undefined;
}
