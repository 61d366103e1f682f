import { escrowSettings } from "../../../functions/escrow/settings";
import { ESCROW_SETTINGS, escrowSettingsKnown } from "../../../modules/shared/interface/escrow-settings";

describe("the settings of escrow", () => {
  it("are those that the functions read", () => {
    expect([...ESCROW_SETTINGS].sort()).toEqual(Object.keys(escrowSettings.shape).sort());
  });

  it.each(["{}", '{"holdDays":3}', '{"interest":{},"feePlans":{}}'])("may be %s", (text) => {
    expect(escrowSettingsKnown.ok(text)).toBe(true);
  });

  it.each(["", "[]", "null", "3", "{", '{"hold_days":3}'])("may not be %j", (text) => {
    expect(escrowSettingsKnown.ok(text)).toBe(false);
  });
});
