import { type Window, windowFor, type WindowSettings } from "../calendar";
import type { AchStore } from "../ports";

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
  // However many were closed: what comes into one that is done with would stay there.
  while ((await store.windowStates([window]))[0] !== undefined) window = windowFor(window.cutOffAt, speed, settings);
  return window;
}
