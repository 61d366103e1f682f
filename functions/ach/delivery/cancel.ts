import { cancelFile, type CancelParts } from "../batches/cancel-file";
import type { AchFile } from "../batches/file";
import { findFile } from "../batches/file-steps";
import { type WindowKey, windowName } from "../batches/window-state";
import type { AchTransfer } from "../transfers/transfer";

/** Why a file is not cancelled. */
type CancelRefusal = "not_built" | "in_progress" | "delivered";

/** Where a file's transfers are that went back into the queue: how many in each window. */
interface Requeued extends WindowKey {
  readonly effectiveEntryDate: string;
  readonly transfers: number;
}

/** What became of a file that a person wants cancelled, and of its transfers. */
export interface CancelReport {
  readonly fileId: string;
  readonly status: AchFile["status"];
  readonly refused?: CancelRefusal;
  /** Of a file that is cancelled, by windows in order of time. */
  readonly requeued?: readonly Requeued[];
  /** Of a file that is cancelled: transfers that are in no window any more, having gone on since or been called off. */
  readonly goneOn?: number;
}

/** Where a file may not be cancelled, and why. What is being made is built or cancelled by whoever closes its window. */
const REFUSALS: Readonly<Partial<Record<AchFile["status"], CancelRefusal>>> = {
  claiming: "not_built",
  claimed: "not_built",
  delivering: "in_progress",
  delivered: "delivered",
  acknowledged: "delivered",
  settled: "delivered",
  rejected: "delivered",
};

/**
 * Cancels a file that has not left, or that is held and of which a person knows that the bank does not have it: its transfers
 * go with other windows and new dates. Who dies in between is finished by asking again; a file that is cancelled stays so.
 *
 * @throws FileNotFoundError, BusyError, IllegalFileStepError where it begins to leave meanwhile, and whatever the ports throw.
 */
export async function cancelByHand(parts: CancelParts, fileId: string): Promise<CancelReport> {
  const { status } = await findFile(parts, fileId);
  const refused = REFUSALS[status];
  if (refused !== undefined) return { fileId, status, refused };
  const cancelled = await cancelFile(parts, fileId, status === "held" ? "undelivered" : "by_hand");
  const entries = await parts.batches.entries(fileId);
  const found = await parts.store.transfers(entries.map(({ transferId }) => transferId));
  const queued = [...found.values()].filter(({ detail }) => detail === "queued");
  return { fileId, status: cancelled.status, requeued: windowsOf(queued), goneOn: entries.length - queued.length };
}

function windowsOf(transfers: readonly AchTransfer[]): Requeued[] {
  const byWindow = new Map<string, Requeued>();
  for (const { window } of transfers) {
    const { processingDay, name, effectiveEntryDate } = window;
    const key = `${windowName(window)} ${effectiveEntryDate}`;
    const before = byWindow.get(key)?.transfers ?? 0;
    byWindow.set(key, { processingDay, name, effectiveEntryDate, transfers: before + 1 });
  }
  return [...byWindow.entries()].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, each]) => each);
}
