import { toTimestamp } from "../../shared/clock";
import { maskError } from "../../shared/logging";
import type { BatchParts } from "../parts";
import type { AchTransfer } from "../transfers/transfer";
import { moveOn } from "./move-on";
import { windowName } from "./window-state";

/** So long behind its cut-off every transfer is in a file or has another window, also after a run that failed. */
const OVERDUE_MS = 24 * 60 * 60 * 1000;

/**
 * Looks for what still waits a day behind its cut-off, whatever its window: one that nobody closed for weeks, or on a day that
 * is none of the calendar's any more, is looked at by no run. Each is counted, which an alarm is raised by, and goes with the
 * next open window. At most 400 a run, the oldest first; a window that fails holds up no other.
 *
 * @throws whatever the ports throw while it looks.
 */
export async function moveOverdue(parts: BatchParts): Promise<void> {
  const { clock, store, batches, log, count } = parts;
  const until = clock.now() - OVERDUE_MS;
  const found = await store.transfers(await batches.queuedSince(toTimestamp(until)));
  // The index lags.
  const overdue = [...found.values()].filter(({ detail, window }) => detail === "queued" && window.cutOffAt <= until);
  for (const [window, transfers] of byWindow(overdue)) {
    log.error("transfers wait in a window whose cut-off is long over", { window, transfers: transfers.length });
    for (const _ of transfers) count("TransfersOverdue");
    const [first] = transfers;
    const ids = transfers.map(({ id }) => id);
    try {
      if (first) await moveOn(parts, first.window, ids);
    } catch (error) {
      const masked = maskError(error);
      log.error("transfers that are overdue could not be moved on", { window, error: masked });
    }
  }
}

function byWindow(transfers: readonly AchTransfer[]): Map<string, AchTransfer[]> {
  const windows = new Map<string, AchTransfer[]>();
  for (const transfer of transfers) {
    const name = windowName(transfer.window);
    windows.set(name, [...(windows.get(name) ?? []), transfer]);
  }
  return windows;
}
