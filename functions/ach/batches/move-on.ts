import { untilWritten } from "../../shared/retry";
import { transferEvents } from "../events";
import { type AchParts, nextVersion } from "../parts";
import type { TransferChange } from "../ports";
import { windowSettings } from "../settings";
import { openWindow } from "../transfers/open-window";
import type { AchTransfer, TransferWindow } from "../transfers/transfer";
import type { WindowKey } from "./window-state";

/** Four writes a transfer, within what a transaction takes. */
const AT_ONCE = 20;

/**
 * Gives queued transfers of a window that is closed the next one that is open, with its dates: those that were written
 * while it closed, and those that cash did not cover. Gives how many moved; who was cancelled meanwhile stays so.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function moveOn(
  parts: AchParts,
  window: WindowKey,
  ids: readonly string[],
): Promise<readonly AchTransfer[]> {
  const moved: AchTransfer[] = [];
  for (const chunk of unitsOf([...(await parts.store.transfers(ids)).values()])) {
    const names = chunk.map(({ id }) => id);
    const written = await untilWritten(parts, async () => {
      const found = [...(await parts.store.transfers(names)).values()];
      const waiting = found.filter((transfer) => waitsIn(transfer, window));
      if (waiting.length === 0) return waiting;
      const changes = await Promise.all(waiting.map((before) => movedOn(parts, before)));
      const outcome = await parts.store.commit({
        transfers: changes,
        events: changes.flatMap(({ after }) => transferEvents(parts, "ach.transfer_postponed", after)),
      });
      return outcome.outcome === "written" ? waiting : undefined;
    });
    moved.push(...written);
  }
  for (const _ of moved) parts.count("TransfersPostponed");
  return moved;
}

/** Whether a transfer is queued in a window. */
export function waitsIn({ detail, window }: AchTransfer, { processingDay, name }: WindowKey): boolean {
  return detail === "queued" && window.processingDay === processingDay && window.name === name;
}

/** The window that a transfer goes with next: the first that is open, from now or from the cut-off of its own. */
export async function nextWindow(parts: AchParts, transfer: AchTransfer): Promise<TransferWindow> {
  const { clock, store, settings } = parts;
  const { transferType, window, groupId, direction } = transfer;
  const from = Math.max(clock.now(), window.cutOffAt);
  // Those that belong together settle together, and debits settle on the next banking day.
  const dates = windowSettings(settings, groupId === undefined ? direction : "debit");
  const { name, processingDay, cutOffAt, effectiveEntryDate } = await openWindow(store, from, transferType, dates);
  return { name, processingDay, cutOffAt, effectiveEntryDate };
}

async function movedOn(parts: AchParts, before: AchTransfer): Promise<TransferChange> {
  return { before, after: nextVersion<AchTransfer>(parts, before, { window: await nextWindow(parts, before) }) };
}

/** Transfers in transactions' sizes, those that belong together in one. */
function unitsOf(transfers: readonly AchTransfer[]): AchTransfer[][] {
  const groups = new Map<string, AchTransfer[]>();
  for (const transfer of transfers) {
    const key = transfer.groupId ?? transfer.id;
    groups.set(key, [...(groups.get(key) ?? []), transfer]);
  }
  const chunks: AchTransfer[][] = [];
  for (const group of groups.values()) {
    const last = chunks.at(-1);
    if (last && last.length + group.length <= AT_ONCE) last.push(...group);
    else chunks.push([...group]);
  }
  return chunks;
}
