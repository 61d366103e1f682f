import { readFileSync } from "node:fs";
import path from "node:path";
import type { Field } from "../../../../functions/ach/nacha/layout";
import { maskAccount, maskedCorrectedData, readCorrectedData } from "../../../../functions/ach/nacha/corrected-data";
import { recordTables } from "../../../../functions/ach/nacha/documentation";
import { RECORDS } from "../../../../functions/ach/nacha/records";
import { isChangeCode, returnKind } from "../../../../functions/ach/nacha/return-codes";
import { isRoutingNumber } from "../../../../functions/ach/nacha/routing-number";

describe("the table of records", () => {
  it.each(Object.values(RECORDS).map((record) => [record.name, record.fields as readonly Field[]] as const))(
    "%s covers columns 1 to 94 without gap or overlap",
    (_, fields) => {
      let next = 1;
      for (const { first, last } of fields) {
        expect(first).toBe(next);
        next = last + 1;
      }
      expect(next).toBe(95);
    },
  );

  it("is what the documentation shows", () => {
    const folder = path.join(__dirname, "../../../../functions/ach");
    expect(readFileSync(path.join(folder, "nacha/RECORDS.md"), "utf8")).toBe(recordTables());
  });
});

describe("a routing number", () => {
  it.each(["091000019", "121042882", "231380104"])("%s is one", (number) => {
    expect(isRoutingNumber(number)).toBe(true);
  });

  it.each(["091000018", "500000007", "09100001", "0910000190", "o91000019", ""])("%j is none", (number) => {
    expect(isRoutingNumber(number)).toBe(false);
  });
});

describe("return and change codes", () => {
  it.each([
    ["R01", "return"],
    ["R47", "return"],
    ["R50", "return"],
    ["R61", "dishonored"],
    ["R69", "dishonored"],
    ["R71", "contested"],
    ["R77", "contested"],
    ["R85", "return"],
    ["R90", "return"],
    ["R48", undefined],
    ["R99", undefined],
    ["C01", undefined],
  ])("%s is a %s", (code, kind) => {
    expect(returnKind(code)).toBe(kind);
  });

  it("of changes are C01 to C09, C13, C14 and C61 to C69", () => {
    expect(["C01", "C09", "C13", "C14", "C61", "C69"].every(isChangeCode)).toBe(true);
    expect(["C00", "C10", "C60", "C70", "R01", ""].some(isChangeCode)).toBe(false);
  });
});

describe("corrected data", () => {
  it.each<[string, string, object]>([
    ["C01", "1918171614", { accountNumber: "1918171614" }],
    ["C02", "121042882", { routingNumber: "121042882" }],
    ["C03", "121042882   1918171614", { routingNumber: "121042882", accountNumber: "1918171614" }],
    ["C04", "Receiver Two", { name: "Receiver Two" }],
    ["C05", "32", { transactionCode: "32" }],
    ["C06", "1918171614          32", { accountNumber: "1918171614", transactionCode: "32" }],
    [
      "C07",
      "1210428821918171614       32",
      { routingNumber: "121042882", accountNumber: "1918171614", transactionCode: "32" },
    ],
    ["C09", "ID-9", { identification: "ID-9" }],
    ["C13", "", {}],
  ])("of %s stands at its columns", (code, data, correction) => {
    expect(readCorrectedData(code, data)).toEqual({ correction, joined: false, missing: [], surplus: false });
  });

  it.each<[string, string, object]>([
    ["C03", "121042882 1918171614", { routingNumber: "121042882", accountNumber: "1918171614" }],
    ["C06", "1918171614 32", { accountNumber: "1918171614", transactionCode: "32" }],
    [
      "C07",
      "121042882 1918171614 32",
      { routingNumber: "121042882", accountNumber: "1918171614", transactionCode: "32" },
    ],
  ])("of %s joined by single blanks is read", (code, data, correction) => {
    expect(readCorrectedData(code, data)).toEqual({ correction, joined: true, missing: [], surplus: false });
  });

  it("names what is missing", () => {
    expect(readCorrectedData("C03", "121042882").missing).toEqual(["accountNumber"]);
  });

  it("is shown without account numbers", () => {
    expect(maskedCorrectedData("C03", "121042882   1918171614")).toBe("121042882 ******1614");
    expect(maskedCorrectedData("C99", "1918171614")).toBe("******1614");
    expect(maskAccount("123")).toBe("***");
  });
});
