import fc from "fast-check";
import { chooseSpeed, type SpeedRequest } from "../../../../functions/ach/batches/speed";
import { optimise } from "../../../../functions/ach/batches/optimise";
import { windowFor } from "../../../../functions/ach/calendar";
import { addDays } from "../../../../functions/ach/calendar/day";
import { createTransfer } from "../../../../functions/ach/transfers/create";
import { CALLER } from "../support/world";
import { codes, payable } from "../support/transfers";

const SETTINGS = { leadMinutes: 30 };
const MORNING = Date.parse("2026-11-24T14:00:00Z");
const request: SpeedRequest = { transferType: "auto", amountCents: 10_000, secCode: "CCD" };
type Speed = "same-day" | "standard";

/** The window of a speed behind so many that were closed early. */
function openBehind(moment: number, speed: Speed, closed: number) {
  let window = windowFor(moment, speed, SETTINGS);
  for (let left = closed; left > 0; left--) window = windowFor(window.cutOffAt, speed, SETTINGS);
  return window;
}

const choose = (
  more: Partial<SpeedRequest>,
  { moment = MORNING, closed = {} }: { moment?: number; closed?: Partial<Record<Speed, number>> } = {},
) => chooseSpeed({ ...request, ...more }, (speed) => Promise.resolve(openBehind(moment, speed, closed[speed] ?? 0)));

describe("the speed of a transfer", () => {
  it("is standard where nothing asks for more", async () => {
    expect(await choose({})).toMatchObject({
      ok: true,
      chosen: { transferType: "standard", window: { name: "standard", effectiveEntryDate: "2026-11-25" } },
    });
  });

  it("is same-day where the money is needed today", async () => {
    expect(await choose({ neededBy: "2026-11-24" })).toMatchObject({
      ok: true,
      chosen: { transferType: "same-day", window: { name: "same-day-1", effectiveEntryDate: "2026-11-24" } },
    });
  });

  it("is what is asked for", async () => {
    for (const transferType of ["same-day", "standard"] as const) {
      expect(await choose({ transferType })).toMatchObject({ ok: true, chosen: { transferType } });
    }
  });

  it("is refused above the network's limit", async () => {
    expect(await choose({ transferType: "same-day", amountCents: 100_000_001 })).toEqual({
      ok: false,
      obstacles: ["same_day_amount"],
    });
    expect((await choose({ transferType: "same-day", amountCents: 100_000_000 })).ok).toBe(true);
  });

  it("is refused with all reasons where no window is in time", async () => {
    expect(await choose({ transferType: "standard", neededBy: "2026-11-24" })).toEqual({
      ok: false,
      obstacles: ["needed_by_passed"],
    });
    const evening = Date.parse("2026-11-24T23:00:00Z");
    expect(await choose({ neededBy: "2026-11-24", amountCents: 200_000_000 }, { moment: evening })).toEqual({
      ok: false,
      obstacles: ["same_day_amount", "needed_by_passed"],
    });
  });

  it("is that of a window that still takes transfers: same-day where the standard one was closed early", async () => {
    const neededBy = "2026-11-25";
    expect(await choose({ neededBy })).toMatchObject({ chosen: { transferType: "standard" } });
    expect(await choose({ neededBy }, { closed: { standard: 1 } })).toMatchObject({
      chosen: { transferType: "same-day", window: { name: "same-day-1", processingDay: "2026-11-24" } },
    });
    expect(await choose({ neededBy }, { closed: { standard: 1, "same-day": 3 } })).toMatchObject({
      chosen: { transferType: "same-day", window: { name: "same-day-1", processingDay: "2026-11-25" } },
    });
  });

  it("is the cheapest that is in time, and there is none only where no open window is, whatever was closed", () =>
    fc.assert(
      fc.asyncProperty(fc.nat(3), fc.nat(7), fc.nat(5), async (standard, sameDay, days) => {
        const neededBy = addDays("2026-11-24", days);
        const closed = { standard, "same-day": sameDay };
        const inTime = (["standard", "same-day"] as const).find(
          (speed) => openBehind(MORNING, speed, closed[speed]).effectiveEntryDate <= neededBy,
        );
        const found = await choose({ neededBy }, { closed });
        expect(found).toMatchObject(
          inTime === undefined
            ? { ok: false, obstacles: ["needed_by_passed"] }
            : {
                ok: true,
                chosen: { transferType: inTime, window: openBehind(MORNING, inTime, closed[inTime]) },
              },
        );
      }),
    ));
});

describe("a transfer that is to be there by a day", () => {
  it("goes the same day where the standard window was closed by hand, and is refused where all were", async () => {
    const { world, asked } = await payable();
    const auto = { ...asked, transferType: "auto", neededBy: "2026-11-24" } as const;
    const make = () => createTransfer(world.parts(), CALLER, auto);
    expect(await make()).toMatchObject({ transfer: { transferType: "standard" } });
    await optimise(world.parts(), { window: { name: "standard", processingDay: "2026-11-23" } });
    expect(await make()).toMatchObject({
      ok: true,
      transfer: { transferType: "same-day", window: { processingDay: "2026-11-23", effectiveEntryDate: "2026-11-23" } },
    });
    for (const processingDay of ["2026-11-23", "2026-11-24"]) {
      for (const name of ["same-day-1", "same-day-2", "same-day-3"] as const) {
        await optimise(world.parts(), { window: { name, processingDay } });
      }
    }
    expect(codes(await make())).toEqual(["needed_by: needed_by_passed"]);
    expect(await createTransfer(world.parts(), CALLER, { ...asked, transferType: "auto" })).toMatchObject({
      ok: true,
      transfer: { transferType: "standard", window: { processingDay: "2026-11-24" } },
    });
  });
});
