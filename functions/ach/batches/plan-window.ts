import { toTimestamp } from "../../shared/clock";
import { untilWritten } from "../../shared/retry";
import type { Window } from "../calendar";
import type { BatchParts } from "../parts";
import type { PlanPart } from "../ports";
import { odfiOf, planLimits } from "../settings";
import type { AchTransfer } from "../transfers/transfer";
import { fileIdOf, modifierOf } from "./file";
import { waitsIn } from "./move-on";
import { type PlannedFile, planFiles, type PlannedTransfer } from "./plan";
import type { WindowState } from "./window-state";

/** Ids in one item: 25 kB of the 400 that an item may have. */
const IDS_AN_ITEM = 500;

/** A plan that nobody chose, and one that was carried out long ago, may be forgotten. */
const PLAN_KEPT_SECONDS = 90 * 24 * 60 * 60;

/** Says that a window closes: from then on nobody who looks chooses it. Gives what others have made of it meanwhile. */
export async function beginClosing(parts: BatchParts, window: Window): Promise<WindowState> {
  const { processingDay, name } = window;
  return untilWritten(parts, async () => {
    const [there] = await parts.store.windowStates([window]);
    if (there) return there;
    const closingAt = toTimestamp(parts.clock.now());
    const state: WindowState = { processingDay, name, status: "closing", files: [], closingAt, version: 1 };
    const written = await parts.store.commit({ window: state });
    return written.outcome === "written" ? state : undefined;
  });
}

/**
 * Fixes what a closing window's files hold: reads its partitions consistently, plans, keeps the plan, and has the window
 * name it. Of several that plan at once the first is followed; whoever was not read is late. A window whose operator's
 * deadline has passed has no files, and all of it is late.
 *
 * @throws TooManyFilesError, BusyError, and whatever the ports throw.
 */
export async function planWindow(parts: BatchParts, window: Window, state: WindowState): Promise<WindowState> {
  const { clock, store } = parts;
  if (clock.now() >= window.closesAt) return toStatus(parts, state, "planned");
  const transfers = await store.transfers(await parts.batches.queued(window));
  const due = [...transfers.values()].filter((transfer) => waitsIn(transfer, window));
  const files = planFiles(due.map(plannedTransfer), planLimits(parts.settings));
  if (files.length === 0) return toStatus(parts, state, "planned");
  const odfi = odfiOf(parts.settings);
  modifierOf(window, files.length);
  const planId = parts.makeId("bat");
  const expiresAt = Math.floor(clock.now() / 1000) + PLAN_KEPT_SECONDS;
  for (const part of files.flatMap((file, place) => planParts(planId, place + 1, file))) {
    await parts.batches.putPlan(window, part, expiresAt);
  }
  return toStatus(parts, state, "planned", {
    planId,
    files: files.map(({ batches }, place) => ({
      fileId: fileIdOf(odfi, window, place + 1),
      planned: batches.reduce((sum, batch) => sum + batch.transfers.length, 0),
      batches: batches.length,
    })),
  });
}

/** A window in its next status, or in that which others gave it meanwhile. */
export async function toStatus(
  parts: BatchParts,
  state: WindowState,
  status: WindowState["status"],
  change: Partial<WindowState> = {},
): Promise<WindowState> {
  return untilWritten(parts, async () => {
    const after: WindowState = { ...state, ...change, status, version: state.version + 1 };
    const written = await parts.store.commit({ window: after });
    if (written.outcome === "written") return after;
    if (written.outcome === "contended") return undefined;
    const [there] = await parts.store.windowStates([state]);
    return there;
  });
}

/** A transfer as the plan sees it. */
export function plannedTransfer(transfer: AchTransfer): PlannedTransfer {
  const { id, direction, secCode, description, amountCents, window, transferType } = transfer;
  return {
    ...{ id, direction, secCode, description, amountCents },
    effectiveEntryDate: window.effectiveEntryDate,
    sameDay: transferType === "same-day",
  };
}

function planParts(planId: string, file: number, { batches }: PlannedFile): PlanPart[] {
  const ids = batches.flatMap(({ transfers }) => transfers.map(({ id }) => id));
  const chunks = Math.ceil(ids.length / IDS_AN_ITEM);
  return Array.from({ length: chunks }, (_, chunk) => ({
    ...{ planId, file, chunk },
    transferIds: ids.slice(chunk * IDS_AN_ITEM, (chunk + 1) * IDS_AN_ITEM),
  }));
}
