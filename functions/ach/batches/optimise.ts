import { maskError } from "../../shared/logging";
import { addDays, type Day } from "../calendar/day";
import type { Window } from "../calendar";
import { easternDay } from "../calendar/eastern-time";
import { windowsOf } from "../calendar/windows";
import { PlatformError } from "../../shared/errors";
import { toTimestamp } from "../../shared/clock";
import type { BatchParts } from "../parts";
import { windowSettings } from "../settings";
import { buildFile } from "./build";
import { cancelFile } from "./cancel-file";
import { claimFile } from "./claim";
import { type AchFile, mayHaveLeft } from "./file";
import { moveOn } from "./move-on";
import { moveOverdue } from "./overdue";
import { beginClosing, planWindow, toStatus } from "./plan-window";
import { type WindowKey, windowName, type WindowState } from "./window-state";

/** Days that are looked back for windows that nobody closed: an optimiser that stood still for so long is caught up. */
const DAYS_BACK = 14;
/** Days that are looked ahead for windows that were closed by hand. */
const DAYS_AHEAD = 5;

/** Past it nothing can come late: a function lives fifteen minutes at most. */
const LATE_MS = 60 * 60 * 1000;

/** What a run is to do; without a window, all windows whose cut-off has passed. */
export interface OptimiserRun {
  /** A window to close now, before its cut-off perhaps: the next of its name where no day is given. */
  readonly window?: { readonly name: Window["name"]; readonly processingDay?: Day };
}

/** What a run did with one window. */
export interface WindowReport {
  readonly window: string;
  readonly status: WindowState["status"];
  readonly files: readonly {
    readonly fileId: string;
    readonly status: AchFile["status"];
    readonly entries: number;
    readonly plannedMills?: number;
    readonly oneByOneMills?: number;
    readonly lowerBoundMills?: number;
  }[];
  /** Transfers that got a later window: late ones, and those that cash did not cover. */
  readonly movedOn: number;
  readonly uncovered: number;
}

/** Some windows could not be finished; their faults are logged, and the next run goes on with them. */
export class OptimiserError extends PlatformError {
  readonly code = "ach_optimiser_failed";
}

/** There is no such window. */
export class NoSuchWindowError extends PlatformError {
  readonly code = "ach_window_unknown";
}

/**
 * Closes windows: plans, claims and builds their files, moves on what came late, and cancels what did not leave in time.
 * It goes on wherever an earlier run was killed, and several at once do no harm. One window that fails holds up no other.
 * Last it looks for what still waits in any other window.
 *
 * @throws OptimiserError where a window failed; NoSuchWindowError.
 */
export async function optimise(parts: BatchParts, { window: asked }: OptimiserRun = {}): Promise<WindowReport[]> {
  const byHand = asked && windowAsked(parts, asked);
  const reports: WindowReport[] = [];
  const failed: string[] = [];
  for (const { window, state } of await windowsToWork(parts, byHand)) {
    try {
      reports.push(await workWindow(parts, window, state));
    } catch (error) {
      failed.push(windowName(window));
      const masked = maskError(error);
      parts.log.error("a window could not be finished", { window: windowName(window), error: masked });
      parts.count("WindowsFailed");
    }
  }
  await moveOverdue(parts);
  if (failed.length > 0) throw new OptimiserError(`These windows could not be finished: ${failed.join(", ")}.`);
  return reports;
}

interface Work {
  readonly window: Window;
  readonly state?: WindowState;
}

/** Windows that are due, in order of their cut-offs: never closed, or closed and not done. */
async function windowsToWork({ store, clock, settings }: BatchParts, byHand: Window | undefined): Promise<Work[]> {
  const now = clock.now();
  const today = easternDay(now);
  const days = Array.from({ length: DAYS_BACK + DAYS_AHEAD + 1 }, (_, place) => addDays(today, place - DAYS_BACK));
  const windows = days.flatMap((day) => windowsOf(day, windowSettings(settings, "credit")));
  const states = await store.windowStates(windows);
  return windows.flatMap((window, place): Work[] => {
    const state = states[place];
    if (state) return state.status === "done" ? [] : [{ window, state }];
    return window.cutOffAt <= now || (byHand && isSame(window, byHand)) ? [{ window }] : [];
  });
}

function isSame(left: WindowKey, right: WindowKey): boolean {
  return left.name === right.name && left.processingDay === right.processingDay;
}

/** The window that somebody asked for by name, and perhaps by day. */
function windowAsked(
  { clock, settings }: BatchParts,
  { name, processingDay }: WindowKey | { name: Window["name"]; processingDay?: Day },
): Window {
  const today = easternDay(clock.now());
  const dates = windowSettings(settings, "credit");
  const days = Array.from({ length: DAYS_AHEAD + 2 }, (_, place) => addDays(today, place - 1));
  const found = days
    .flatMap((day) => windowsOf(day, dates))
    .find(
      (window) =>
        window.name === name &&
        (processingDay === undefined ? window.cutOffAt > clock.now() : window.processingDay === processingDay),
    );
  if (found) return found;
  throw new NoSuchWindowError(`There is no window ${name} on ${processingDay ?? "the days ahead"}.`);
}

async function workWindow(parts: BatchParts, window: Window, seen: WindowState | undefined): Promise<WindowReport> {
  let state = seen ?? (await beginClosing(parts, window));
  if (state.status === "closing") state = await planWindow(parts, window, state);
  let uncovered = 0;
  if (state.status === "planned") {
    for (const [place, part] of state.files.entries()) {
      const claimed = await claimFile(parts, window, state.planId ?? "", place + 1, part);
      uncovered += claimed.uncovered;
    }
    state = await toStatus(parts, state, "closed", { closedAt: toTimestamp(parts.clock.now()) });
  }
  for (let left = uncovered; left > 0; left--) parts.count("TransfersUncovered");
  const movedOn = await moveOn(parts, window, await parts.batches.queued(window));
  const files = await finishFiles(parts, state);
  if (movedOn.length === 0 && isOver(parts, state, files)) state = await toStatus(parts, state, "done");
  return {
    window: windowName(window),
    status: state.status,
    files: files.map(({ id, status, entries, saving }) => ({ fileId: id, status, entries, ...saving })),
    movedOn: movedOn.length,
    uncovered,
  };
}

/** Builds what is claimed, and cancels what did not leave before its operator's deadline. */
async function finishFiles(parts: BatchParts, { files }: WindowState): Promise<AchFile[]> {
  const ids = files.map(({ fileId }) => fileId);
  const there = await parts.store.files(ids);
  const finished: AchFile[] = [];
  for (const id of ids) {
    const file = there.get(id);
    if (file) finished.push(await finishFile(parts, file));
  }
  return finished;
}

async function finishFile(parts: BatchParts, file: AchFile): Promise<AchFile> {
  const isLate = parts.clock.now() >= file.window.closesAt;
  if (file.status === "cancelling" || (isLate && (file.status === "claimed" || file.status === "built"))) {
    parts.count("FilesCancelled");
    return cancelFile(parts, file.id, "deadline_passed");
  }
  return file.status === "claimed" ? buildFile(parts, file) : file;
}

function isOver({ clock }: BatchParts, { closedAt }: WindowState, files: readonly AchFile[]): boolean {
  const isLate = closedAt !== undefined && clock.now() >= Date.parse(closedAt) + LATE_MS;
  return isLate && files.every((file) => mayHaveLeft(file) || file.status === "cancelled");
}
