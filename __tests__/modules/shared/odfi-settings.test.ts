import { odfiSettings } from "../../../functions/ach/settings";
import { ODFI_SETTINGS, odfiSettingsKnown, odfiSettingsOrNone } from "../../../modules/shared/interface/odfi-settings";

const LEAST = '{"odfi":{},"company":{},"limits":{}}';

describe("the settings of a bank", () => {
  it("are those that the functions read", () => {
    expect([...ODFI_SETTINGS.required, ...ODFI_SETTINGS.optional].sort()).toEqual(
      Object.keys(odfiSettings.shape).sort(),
    );
  });

  it("must be there where the functions have no default", () => {
    const required = Object.entries(odfiSettings.shape).filter(([, field]) => !field.safeParse(undefined).success);
    expect(required.map(([name]) => name).sort()).toEqual([...ODFI_SETTINGS.required].sort());
  });

  it.each([LEAST, '{"odfi":{},"company":{},"limits":{},"prices":[],"windows":{}}'])("may be %s", (text) => {
    expect([odfiSettingsKnown.ok(text), odfiSettingsOrNone.ok(text)]).toEqual([true, true]);
  });

  it.each(["[]", "null", "{", "{}", '{"odfi":{},"company":{}}', '{"odfi":{},"company":{},"limits":{},"price":[]}'])(
    "may not be %j",
    (text) => {
      expect([odfiSettingsKnown.ok(text), odfiSettingsOrNone.ok(text)]).toEqual([false, false]);
    },
  );

  it("may be nothing where a module can do without a bank", () => {
    expect([odfiSettingsKnown.ok(""), odfiSettingsOrNone.ok("")]).toEqual([false, true]);
  });
});
