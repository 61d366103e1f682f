import fc from "fast-check";
import type { WindowState } from "../../../../functions/ach/batches/window-state";
import { openWindow } from "../../../../functions/ach/transfers/open-window";
import { windowFor } from "../../../../functions/ach/calendar";

const NOON = Date.parse("2026-11-24T12:00:00Z");
const SETTINGS = { leadMinutes: 45, standardDays: 1 } as const;

/** The windows from a moment on, as if none had been closed. */
function windowsFrom(moment: number, speed: "same-day" | "standard", count: number) {
  const windows = [windowFor(moment, speed, SETTINGS)];
  while (windows.length < count) windows.push(windowFor(windows.at(-1)?.cutOffAt ?? moment, speed, SETTINGS));
  return windows;
}

/** A store in which the windows with these names and days are done with. */
const storeWith = (done: readonly { readonly name: string; readonly processingDay: string }[]) => ({
  windowStates: (windows: readonly { readonly name: string; readonly processingDay: string }[]) =>
    Promise.resolve(
      windows.map((asked) =>
        done.some(({ name, processingDay }) => name === asked.name && processingDay === asked.processingDay)
          ? ({ status: "done" } as WindowState)
          : undefined,
      ),
    ),
});

describe("the window that a transfer goes with", () => {
  it("is the first whose cut-off it makes", async () => {
    expect(await openWindow(storeWith([]), NOON, "standard", SETTINGS)).toMatchObject({
      name: "standard",
      processingDay: "2026-11-24",
    });
  });

  it("is the first that nobody has begun to close, however many were closed: one that is done with is never chosen", () =>
    fc.assert(
      fc.asyncProperty(fc.nat(40), fc.constantFrom("same-day", "standard"), async (closed, speed) => {
        const windows = windowsFrom(NOON, speed, closed + 1);
        const found = await openWindow(storeWith(windows.slice(0, closed)), NOON, speed, SETTINGS);
        expect(found).toEqual(windows[closed]);
      }),
    ));
});
