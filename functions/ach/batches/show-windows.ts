import { toTimestamp } from "../../shared/clock";
import type { Window } from "../calendar";
import { addDays } from "../calendar/day";
import { easternDay } from "../calendar/eastern-time";
import { windowsOf } from "../calendar/windows";
import type { BatchParts } from "../parts";
import { odfiOf, windowSettings } from "../settings";
import type { WindowState } from "./window-state";

/** Days that are looked ahead for the next banking day: no holiday and weekend together last longer. */
const DAYS_AHEAD = 5;

/** A window as an operator sees it; amounts in cents, times ISO 8601 UTC. */
export interface ShownWindow {
  readonly name: Window["name"];
  readonly processing_day: string;
  readonly cut_off_at: string;
  /** When the operator must have its files. */
  readonly closes_at: string;
  readonly effective_entry_date: string;
  /** `open` until its cut-off is worked. */
  readonly status: "open" | WindowState["status"];
  /** Transfers that wait in it; behind its cut-off those that came late. */
  readonly due: { readonly transfers: number; readonly credit_cents: number; readonly debit_cents: number };
  readonly files: readonly { readonly file_id: string; readonly status: string; readonly entries: number }[];
}

/** Windows, and what payouts are paid from. */
export interface ShownWindows {
  readonly ok: true;
  readonly at: string;
  readonly odfi: string;
  readonly settlement_cash_cents: number;
  readonly windows: readonly ShownWindow[];
}

/**
 * The windows of this Eastern day, and those of an earlier one whose files may still go; on a day that banks rest, those of
 * the next banking day. Nothing is written.
 */
export async function showWindows(parts: BatchParts): Promise<ShownWindows> {
  const { clock, settings, store } = parts;
  const now = clock.now();
  const odfi = odfiOf(settings);
  const windows = windowsNow(now, parts);
  const states = await store.windowStates(windows);
  const shown: ShownWindow[] = [];
  for (const [place, window] of windows.entries()) shown.push(await shownWindow(parts, window, states[place]));
  const settlement_cash_cents = await store.balance({ kind: "settlement_cash", owner: odfi, currency: "USD" });
  return { ok: true, at: toTimestamp(now), odfi, settlement_cash_cents, windows: shown };
}

function windowsNow(now: number, { settings }: BatchParts): readonly Window[] {
  const today = easternDay(now);
  const on = (days: number) => windowsOf(addDays(today, days), windowSettings(settings, "credit"));
  const earlier = on(-1).filter(({ closesAt }) => closesAt > now);
  for (let days = 0; days <= DAYS_AHEAD; days++) {
    const found = on(days);
    if (found.length > 0) return [...earlier, ...found];
  }
  return earlier;
}

async function shownWindow(
  { store, batches }: BatchParts,
  window: Window,
  state: WindowState | undefined,
): Promise<ShownWindow> {
  const [waiting, files] = await Promise.all([
    batches.queued(window).then((ids) => store.transfers(ids)),
    store.files((state?.files ?? []).map(({ fileId }) => fileId)),
  ]);
  const sum = (direction: "credit" | "debit") =>
    [...waiting.values()]
      .filter((each) => each.direction === direction)
      .reduce((cents, { amountCents }) => cents + amountCents, 0);
  const { name, processingDay, cutOffAt, closesAt, effectiveEntryDate } = window;
  return {
    name,
    processing_day: processingDay,
    cut_off_at: toTimestamp(cutOffAt),
    closes_at: toTimestamp(closesAt),
    effective_entry_date: effectiveEntryDate,
    status: state?.status ?? "open",
    due: { transfers: waiting.size, credit_cents: sum("credit"), debit_cents: sum("debit") },
    files: [...files.values()].map(({ id, status, entries }) => ({ file_id: id, status, entries })),
  };
}
