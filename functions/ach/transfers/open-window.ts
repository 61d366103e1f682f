import { type Window, windowFor, type WindowSettings } from "../calendar";
import type { AchStore } from "../ports";

/** Windows that are looked at: nobody closes more than a few ahead. */
const WINDOWS_MAX = 12;

/**
 * The first window from a moment on that nobody has begun to close, read consistently. Whoever closes it between this
 * look and the write of a transfer finds the transfer there late, and moves it on.
 */
export async function openWindow(
  store: Pick<AchStore, "windowStates">,
  moment: number,
  speed: "same-day" | "standard",
  settings: WindowSettings,
): Promise<Window> {
  let window = windowFor(moment, speed, settings);
  for (let looked = 1; looked < WINDOWS_MAX; looked++) {
    const [state] = await store.windowStates([window]);
    if (state === undefined) return window;
    window = windowFor(window.cutOffAt, speed, settings);
  }
  return window;
}
