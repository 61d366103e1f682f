import { chooseSpeed, type SpeedRequest } from "../../../../functions/ach/batches/speed";

const SETTINGS = { leadMinutes: 30 };
const MORNING = Date.parse("2026-11-24T14:00:00Z");
const request: SpeedRequest = { transferType: "auto", amountCents: 10_000, secCode: "CCD" };
const choose = (more: Partial<SpeedRequest>, moment = MORNING) =>
  chooseSpeed({ ...request, ...more }, moment, SETTINGS);

describe("the speed of a transfer", () => {
  it("is standard where nothing asks for more", () => {
    expect(choose({})).toMatchObject({
      ok: true,
      chosen: { transferType: "standard", window: { name: "standard", effectiveEntryDate: "2026-11-25" } },
    });
  });

  it("is same-day where the money is needed today", () => {
    expect(choose({ neededBy: "2026-11-24" })).toMatchObject({
      ok: true,
      chosen: { transferType: "same-day", window: { name: "same-day-1", effectiveEntryDate: "2026-11-24" } },
    });
  });

  it("is what is asked for", () => {
    expect(choose({ transferType: "same-day" })).toMatchObject({ ok: true, chosen: { transferType: "same-day" } });
    expect(choose({ transferType: "standard" })).toMatchObject({ ok: true, chosen: { transferType: "standard" } });
  });

  it("is refused above the network's limit", () => {
    expect(choose({ transferType: "same-day", amountCents: 100_000_001 })).toEqual({
      ok: false,
      obstacles: ["same_day_amount"],
    });
    expect(choose({ transferType: "same-day", amountCents: 100_000_000 }).ok).toBe(true);
  });

  it("is refused with all reasons where no window is in time", () => {
    expect(choose({ transferType: "standard", neededBy: "2026-11-24" })).toEqual({
      ok: false,
      obstacles: ["needed_by_passed"],
    });
    const evening = Date.parse("2026-11-24T23:00:00Z");
    expect(choose({ neededBy: "2026-11-24", amountCents: 200_000_000 }, evening)).toEqual({
      ok: false,
      obstacles: ["same_day_amount", "needed_by_passed"],
    });
  });
});
