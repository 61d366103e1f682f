import { CURRENCIES_AS_OF, minorUnitsOf } from "../../../functions/shared/money-currencies";

describe("the currencies of ISO 4217", () => {
  it("have no, two or three decimals", () => {
    expect(["JPY", "KRW", "CLP", "XOF"].map(minorUnitsOf)).toEqual([0, 0, 0, 0]);
    expect(["USD", "EUR", "GBP", "ZWG", "XCG"].map(minorUnitsOf)).toEqual([2, 2, 2, 2, 2]);
    expect(["KWD", "BHD", "TND"].map(minorUnitsOf)).toEqual([3, 3, 3]);
  });

  it("are those of a stated day: what was given up before it is unknown", () => {
    expect(CURRENCIES_AS_OF).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(["BGN", "HRK", "ZWL", "ANG", "XAU", "XTS", "toString"].map(minorUnitsOf)).toEqual(Array(7).fill(undefined));
  });
});
