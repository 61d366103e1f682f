import fc from "fast-check";
import type { BatchOrder, EntryOrder } from "../../../../functions/ach/nacha/origination";
import { faultsOfBatch, faultsOfEntry, faultsOfFile } from "../../../../functions/ach/nacha/order-faults";
import { isPlainEntry } from "../../../../functions/ach/nacha/plain-entry";
import { BATCH, ENTRY, FILE, written } from "./support/files";
import { entries, word } from "./support/orders";

const OFFSET = {
  routingNumber: "091000019",
  accountNumber: "5550001",
  accountType: "checking",
  name: "Example Pay",
} as const;

describe("an order", () => {
  it("that can be written has no faults", () => {
    expect([...faultsOfFile(FILE), ...faultsOfBatch(BATCH), ...faultsOfEntry(ENTRY, BATCH)]).toEqual([]);
  });

  it("is refused with all faults at once, each with field, value and what is allowed", () => {
    const bad = {
      ...ENTRY,
      routingNumber: "231380105",
      amountCents: 1.5,
      accountNumber: "1234567890123456789",
      name: "",
    };
    expect(faultsOfEntry(bad, BATCH, "entries[0]")).toEqual([
      {
        field: "entries[0].routingNumber",
        value: "*****0105",
        allowed: "a routing number: 9 digits with the right check digit",
      },
      {
        field: "entries[0].accountNumber",
        value: `${"*".repeat(15)}6789`,
        allowed: "1 to 17 printable ASCII characters",
      },
      { field: "entries[0].amountCents", value: "1.5", allowed: "a whole number from 1 to 9999999999" },
      { field: "entries[0].name", value: "", allowed: "1 to 22 printable ASCII characters, no blank at an end" },
    ]);
  });

  it.each<[string, object]>([
    ["immediateDestination", { immediateDestination: "091000018" }],
    ["immediateOrigin", { immediateOrigin: "12345" }],
    ["destinationName", { destinationName: "x".repeat(24) }],
    ["originName", { originName: "n\u00e9" }],
    ["referenceCode", { referenceCode: " a" }],
    ["createdOn", { createdOn: "2026-02-29" }],
    ["createdAt", { createdAt: "24:00" }],
    ["fileIdModifier", { fileIdModifier: "a" }],
  ])("of a file is refused for its %s", (field, change) => {
    expect(faultsOfFile({ ...FILE, ...change }).map((fault) => fault.field)).toEqual([field]);
  });

  it.each<[string, object]>([
    ["secCode", { secCode: "IAT" }],
    ["serviceClass", { serviceClass: 280 }],
    ["companyName", { companyName: "" }],
    ["companyIdentification", { companyIdentification: "12345678901" }],
    ["description", { description: "" }],
    ["effectiveDate", { effectiveDate: "today" }],
    ["odfi", { odfi: "50000000" }],
    ["serviceClass", { serviceClass: 220, offset: OFFSET }],
    ["offset.routingNumber", { offset: { ...OFFSET, routingNumber: "1" } }],
    ["offset.accountType", { offset: { ...OFFSET, accountType: "gold" } }],
  ])("of a batch is refused for its %s", (field, change) => {
    expect(faultsOfBatch({ ...BATCH, ...change }).map((fault) => fault.field)).toEqual([field]);
  });

  const back = { code: "R01", originalTrace: "121042880000001", originalRdfi: "23138010" };
  const change = { code: "C01", originalTrace: "121042880000001", originalRdfi: "23138010", correctedData: "77" };

  it.each<[string, object, object]>([
    ["direction", { direction: "up" }, {}],
    ["direction", { direction: "debit" }, { serviceClass: 220 }],
    ["direction", { direction: "credit" }, { serviceClass: 225 }],
    ["direction", { direction: "debit", accountType: "loan" }, {}],
    ["accountType", { accountType: "gold" }, {}],
    ["amountCents", { purpose: "prenote" }, {}],
    ["amountCents", { amountCents: 10_000_000_000 }, {}],
    ["name", { name: "x".repeat(17) }, { secCode: "CTX" }],
    ["discretionaryData", {}, { secCode: "WEB" }],
    ["addenda", { addenda: ["a", "b"] }, {}],
    ["addenda[0]", { addenda: ["x".repeat(81)] }, {}],
    ["addenda", { purpose: "remittance", amountCents: 0 }, { secCode: "CCD" }],
    ["purpose", { purpose: "remittance", amountCents: 0, addenda: ["a"] }, {}],
    ["addenda", { return: back, addenda: ["a"] }, {}],
    ["return.code", { return: { ...back, code: "R61" } }, {}],
    ["return.originalTrace", { return: { ...back, originalTrace: "1" } }, {}],
    ["return.originalRdfi", { return: { ...back, originalRdfi: "1" } }, {}],
    ["return.dateOfDeath", { return: { ...back, dateOfDeath: "2026-01-01" } }, {}],
    ["return.dateOfDeath", { return: { ...back, code: "R15" } }, {}],
    ["correction", { amountCents: 0, correction: change }, {}],
    ["correction", { amountCents: 0 }, { secCode: "COR" }],
    ["correction.code", { amountCents: 0, correction: { ...change, code: "C62" } }, { secCode: "COR" }],
    ["correction.correctedData", { amountCents: 0, correction: { ...change, correctedData: "" } }, { secCode: "COR" }],
    ["return", { amountCents: 0, correction: change, return: back }, { secCode: "COR" }],
  ])("of an entry is refused for its %s", (field, entryChange, batchChange) => {
    const faults = faultsOfEntry({ ...ENTRY, ...entryChange }, { ...BATCH, ...batchChange });
    expect(faults.map((fault) => fault.field)).toEqual([field]);
  });
});

describe("the short way of plain entries", () => {
  const odd = fc.constantFrom(
    "",
    " ",
    "a ",
    "\u00e9",
    "R",
    "S",
    "x".repeat(18),
    "x".repeat(23),
    "231380104",
    "231380105",
    "500000007",
  );
  const orders = fc.record({
    direction: fc.constantFrom("credit", "debit", "up"),
    accountType: fc.constantFrom("checking", "savings", "loan", "gold"),
    routingNumber: fc.oneof(odd, fc.constant("231380104")),
    accountNumber: fc.oneof(odd, word(17)),
    amountCents: fc.oneof(
      fc.constantFrom(0, 1, 9_999_999_999, 10_000_000_000, 1.5, NaN),
      fc.integer({ min: 1, max: 9 }),
    ),
    name: fc.oneof(odd, word(22)),
    identification: fc.option(fc.oneof(odd, word(15)), { nil: undefined }),
    discretionaryData: fc.option(odd, { nil: undefined }),
  });
  const around = fc.record({
    secCode: fc.constantFrom("PPD", "CCD", "WEB", "CTX", "COR"),
    serviceClass: fc.constantFrom(200, 220, 225),
  });

  it("never takes an order that has faults", () => {
    fc.assert(
      fc.property(orders, around, (order, change) => {
        const batch = { ...BATCH, ...change } as BatchOrder;
        const faults = faultsOfEntry(order as EntryOrder, batch);
        expect(isPlainEntry(order as EntryOrder, batch) && faults.length > 0).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it("takes what is plain, and writes the same bytes as the long way", () => {
    fc.assert(
      fc.property(entries, (order) => {
        expect(isPlainEntry(order, BATCH)).toBe(order.accountType !== "ledger");
        expect(isPlainEntry({ ...order, addenda: [] }, BATCH)).toBe(false);
        const short = written(FILE, [[BATCH, [order]]]);
        expect(written(FILE, [[BATCH, [{ ...order, addenda: [] }]]]).equals(short)).toBe(true);
      }),
    );
  });
});
