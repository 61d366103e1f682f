import fc from "fast-check";
import { parseFile, writeFile } from "../../../../functions/ach/nacha/file";
import {
  type BatchOrder,
  type EntryOrder,
  reversalOf,
  transactionCodeOf,
} from "../../../../functions/ach/nacha/origination";
import { NachaWriter, OrderError, WriterStateError } from "../../../../functions/ach/nacha/writer";
import { BATCH, ENTRY, FILE, linesOf, readChunks, written } from "./support/files";
import { entries, word } from "./support/orders";

const OFFSET = {
  routingNumber: "091000019",
  accountNumber: "5550001",
  accountType: "checking",
  name: "Example Pay",
} as const;

const batches: fc.Arbitrary<readonly [BatchOrder, EntryOrder[]]> = fc
  .tuple(
    fc.constantFrom("PPD", "CCD", "WEB", "CTX"),
    fc.array(entries, { minLength: 1, maxLength: 8 }),
    fc.array(word(80), { maxLength: 3 }),
  )
  .map(([secCode, orders, addenda]) => [
    { ...BATCH, secCode },
    orders.map((order) => ({ ...order, addenda: secCode === "CTX" ? addenda : addenda.slice(0, 1) })),
  ]);

describe("a written file", () => {
  const bytes = written(FILE, [[BATCH, [ENTRY]]]);

  it("has 94 characters a line and a multiple of ten lines", () => {
    expect(linesOf(bytes)).toHaveLength(10);
    expect(linesOf(bytes).every((line) => line.length === 94)).toBe(true);
  });

  it("is these bytes", () => {
    expect(linesOf(bytes).slice(0, 6)).toEqual([
      "101 09100001912345678902603021405A094101Receiving Bank         Example Payments               ",
      "5200Example Payments                    1234567890PPDPAYOUT          260303   1091000010000001",
      "622231380104744-5678-99      0000012345ID-1           Receiver One            0091000010000001",
      "820000000100231380100000000000000000000123451234567890                         091000010000001",
      "9000001000001000000010023138010000000000000000000012345                                       ",
      "9".repeat(94),
    ]);
  });

  it("passes every rule, reads back as it was, and is written again byte for byte", () => {
    fc.assert(
      fc.property(fc.array(batches, { minLength: 1, maxLength: 4 }), (orders) => {
        const file = written(FILE, orders);
        expect(written(FILE, orders).equals(file)).toBe(true);
        const parsed = parseFile(file);
        expect(parsed.findings).toEqual([]);
        expect(writeFile(parsed.file!).equals(file)).toBe(true);
        expect(parseFile(writeFile(parsed.file!))).toEqual(parsed);
        expect(parsed.file!.batches.map(({ entries: each }) => each.length)).toEqual(
          orders.map(([, each]) => each.length),
        );
      }),
    );
  });

  it("never gives a trace number twice, in any of its batches", () => {
    const file = parseFile(
      written(FILE, [
        [BATCH, [ENTRY, ENTRY]],
        [BATCH, [ENTRY]],
      ]),
    ).file!;
    const traces = file.batches.flatMap((batch) =>
      batch.entries.map(({ detail }) => "traceNumber" in detail && detail.traceNumber),
    );
    expect(traces).toEqual(["091000010000001", "091000010000002", "091000010000003"]);
  });

  it("is balanced by offset entries where that is asked for", () => {
    const debit = { ...ENTRY, direction: "debit", amountCents: 45 } as const;
    const file = written(FILE, [[{ ...BATCH, offset: OFFSET }, [{ ...ENTRY, addenda: ["for March"] }, debit]]]);
    const { findings, summary } = readChunks([file]);
    expect(findings).toEqual([]);
    expect(summary).toMatchObject({ entries: 4, addenda: 1, debitCents: 12_390, creditCents: 12_390 });
  });

  it("holds prenotes, zero-dollar entries, returns and corrections", () => {
    const original = { originalTrace: "121042880000001", originalRdfi: "23138010" };
    const file = written(FILE, [
      [BATCH, [{ ...ENTRY, purpose: "prenote", amountCents: 0 }]],
      [{ ...BATCH, secCode: "CCD" }, [{ ...ENTRY, purpose: "remittance", amountCents: 0, addenda: ["nothing due"] }]],
      [BATCH, [{ ...ENTRY, return: { code: "R14", ...original, dateOfDeath: "2026-01-31", information: "more" } }]],
      [
        { ...BATCH, secCode: "COR" },
        [{ ...ENTRY, amountCents: 0, correction: { code: "C01", ...original, correctedData: "1918171614" } }],
      ],
    ]);
    expect(readChunks([file]).findings).toEqual([]);
  });

  it("streams in chunks: a hundred thousand entries are many", () => {
    const sizes: number[] = [];
    const writer = new NachaWriter((chunk) => sizes.push(chunk.length), FILE);
    writer.beginBatch(BATCH);
    for (let count = 0; count < 100_000; count++) writer.entry(ENTRY);
    writer.endBatch();
    writer.end();
    expect(Math.max(...sizes)).toBeLessThan(100_000);
    expect(sizes.length).toBeGreaterThan(100);
  });
});

describe("the transaction code", () => {
  it.each([
    ["credit", "checking", "live", 22],
    ["debit", "checking", "live", 27],
    ["credit", "savings", "prenote", 33],
    ["debit", "savings", "prenote", 38],
    ["credit", "ledger", "remittance", 44],
    ["debit", "ledger", "live", 47],
    ["credit", "loan", "live", 52],
    ["debit", "loan", "live", 55],
  ] as const)("of a %s to %s, %s, is %s", (direction, accountType, purpose, code) => {
    expect(transactionCodeOf({ direction, accountType, purpose })).toBe(code);
  });

  it("of a return is that of its account and direction", () => {
    const back = { code: "R01", originalTrace: "121042880000001", originalRdfi: "23138010" };
    expect(transactionCodeOf({ direction: "credit", accountType: "checking", return: back })).toBe(21);
    expect(transactionCodeOf({ direction: "debit", accountType: "savings", return: back })).toBe(36);
    expect(transactionCodeOf({ direction: "debit", accountType: "loan", return: back })).toBe(56);
  });
});

describe("a reversal", () => {
  it("turns the direction, keeps amounts and company, and says REVERSAL", () => {
    const { batch, entries: turned } = reversalOf({ ...BATCH, serviceClass: 220 }, [ENTRY], "2026-03-06");
    expect(batch).toEqual({ ...BATCH, serviceClass: 225, description: "REVERSAL", effectiveDate: "2026-03-06" });
    expect(turned).toEqual([{ ...ENTRY, direction: "debit" }]);
    expect(readChunks([written(FILE, [[batch, turned]])]).findings).toEqual([]);
    expect(reversalOf(batch, turned, "2026-03-09").entries).toEqual([ENTRY]);
  });
});

describe("a writer", () => {
  const writer = () => new NachaWriter(() => {}, FILE);

  it("refuses an order with its faults", () => {
    expect(() => new NachaWriter(() => {}, { ...FILE, createdOn: "" })).toThrow(OrderError);
    const open = writer();
    expect(() => open.beginBatch({ ...BATCH, odfi: "1" })).toThrow(/odfi: allowed: first 8 digits of a routing number/);
    open.beginBatch(BATCH);
    expect(() => open.entry({ ...ENTRY, accountNumber: "\u00e9" + "1234567" })).toThrow(
      /accountNumber.*seen: \*{4}4567/,
    );
  });

  it("refuses calls out of order", () => {
    expect(() => writer().entry(ENTRY)).toThrow(WriterStateError);
    expect(() => writer().endBatch()).toThrow(WriterStateError);
    expect(() => writer().end()).toThrow(WriterStateError);
    const open = writer();
    open.beginBatch(BATCH);
    expect(() => open.beginBatch(BATCH)).toThrow(WriterStateError);
    expect(() => open.endBatch()).toThrow(WriterStateError);
    expect(() => open.end()).toThrow(WriterStateError);
    open.entry(ENTRY);
    open.endBatch();
    open.end();
    expect(() => open.end()).toThrow(WriterStateError);
  });

  it("refuses totals that their field cannot hold", () => {
    const open = writer();
    open.beginBatch(BATCH);
    for (let count = 0; count < 101; count++) open.entry({ ...ENTRY, amountCents: 9_999_999_999 });
    expect(() => open.endBatch()).toThrow(/999999999999 cents/);
  });
});

describe("a file whose records are out of place", () => {
  const lines = linesOf(written(FILE, [[BATCH, [{ ...ENTRY, addenda: ["a"] }]]]));
  const [header, batch, entry, addenda, control, end] = lines as [string, string, string, string, string, string];

  it.each([
    ["no header", [batch, entry, addenda, control, end]],
    ["no control", [header, batch, entry, addenda, control]],
    ["a batch in a batch", [header, batch, batch, entry, control, end]],
    ["an entry outside", [header, entry, end]],
    ["addenda first", [header, batch, addenda, control, end]],
    ["a control first", [header, control, end]],
    ["an open batch", [header, batch, entry, end]],
  ])("is given as findings, not as an object: %s", (_, order) => {
    const parsed = parseFile(Buffer.from(order.map((line) => `${line}\n`).join("")));
    expect(parsed.file).toBeUndefined();
    expect(parsed.summary.ok).toBe(false);
  });
});
