import type { AnyRecord } from "../../../../functions/ach/nacha/records";
import { encodeRecord } from "../../../../functions/ach/nacha/encode";
import { parseFile, writeFile } from "../../../../functions/ach/nacha/file";
import { BATCH, ENTRY, FILE, joined, linesOf, put, read, written } from "./support/files";

function lineOf(record: AnyRecord): string {
  const bytes = Buffer.alloc(94);
  encodeRecord(record, bytes, 0);
  return bytes.toString("latin1");
}

const TRACE = "091000010000001";
const RDFI = 23138010;

/** A file of one batch with some SEC code and lines of entries and addenda; its controls are right. */
function fileOf(
  secCode: string,
  lines: readonly string[],
  sums: { debit?: number; credit?: number; entries?: number; description?: string } = {},
): string {
  const { debit = 0, credit = 0, entries = 1, description = "PAYOUT" } = sums;
  const [header, batch] = linesOf(written(FILE, [[BATCH, [ENTRY]]])) as [string, string];
  const totals = {
    entryAddendaCount: lines.length,
    entryHash: RDFI * entries,
    totalDebitAmount: debit,
    totalCreditAmount: credit,
  };
  const control = lineOf({
    type: "BatchControl",
    serviceClassCode: "200",
    ...totals,
    companyIdentification: "1234567890",
    messageAuthenticationCode: "",
    originatingDfiIdentification: "09100001",
    batchNumber: 1,
  });
  const records = lines.length + 4;
  const end = lineOf({ type: "FileControl", batchCount: 1, blockCount: Math.ceil(records / 10), ...totals });
  const padding = Array.from({ length: (10 - (records % 10)) % 10 }, () => "9".repeat(94));
  return joined([header, put(put(batch, 51, secCode), 54, description.padEnd(10)), ...lines, control, end, ...padding]);
}

/** An entry's line, to be changed by column. */
function entry(code: string, amount: number, ...changes: readonly (readonly [number, string])[]): string {
  const line = lineOf({
    type: "EntryDetail",
    transactionCode: code,
    receivingDfiIdentification: String(RDFI),
    checkDigit: "4",
    dfiAccountNumber: "1918171614",
    amount,
    individualIdentificationNumber: "0001",
    individualName: "Receiver One",
    discretionaryData: "",
    addendaRecordIndicator: "0",
    traceNumber: TRACE,
  });
  return changes.reduce((text, [column, value]) => put(text, column, value), line);
}

const FLAG = [79, "1"] as const;

const TERMINAL = lineOf({
  type: "Addenda02",
  referenceInformationOne: "REF",
  referenceInformationTwo: "",
  terminalIdentificationCode: "200509",
  transactionSerialNumber: "321",
  transactionDate: "0302",
  authorizationCode: "",
  terminalLocation: "1 Main Street",
  terminalCity: "Springfield",
  terminalState: "VA",
  traceNumber: TRACE,
});

const REMITTANCE = lineOf({
  type: "Addenda05",
  paymentRelatedInformation: "invoice 1",
  addendaSequenceNumber: 1,
  entryDetailSequenceNumber: "0000001",
});

const ENROLMENT = { description: "AUTOENROLL" };

describe("each SEC code's own rules", () => {
  it.each<[string, string, string[]]>([
    ["TEL", fileOf("TEL", [entry("27", 100, [77, "S "])], { debit: 100 }), []],
    ["TEL that credits", fileOf("TEL", [entry("22", 100)], { credit: 100 }), ["transaction_code_not_for_sec"]],
    ["TEL that credits to reverse", fileOf("TEL", [entry("22", 100)], { credit: 100, description: "REVERSAL" }), []],
    [
      "TEL with addenda",
      fileOf("TEL", [entry("27", 100, [77, "R "], FLAG), REMITTANCE], { debit: 100 }),
      ["addenda_type_wrong", "addenda_over_limit"],
    ],
    [
      "CIE",
      fileOf("CIE", [entry("22", 100, [40, "Payer".padEnd(15)], [55, "ACCOUNT-7".padEnd(22)])], { credit: 100 }),
      [],
    ],
    [
      "CIE without the payer's number",
      fileOf("CIE", [entry("22", 100, [55, " ".repeat(22)])], { credit: 100 }),
      ["field_required"],
    ],
    ["MTE", fileOf("MTE", [entry("27", 100, FLAG), TERMINAL], { debit: 100 }), []],
    ["POS without its terminal", fileOf("POS", [entry("27", 100)], { debit: 100 }), ["addenda_required"]],
    ["SHR", fileOf("SHR", [entry("27", 100, [40, "1227"], FLAG), TERMINAL], { debit: 100 }), []],
    [
      "SHR without expiration date",
      fileOf("SHR", [entry("27", 100, [40, "12A7"], FLAG), TERMINAL], { debit: 100 }),
      ["not_numeric"],
    ],
    ["RCK", fileOf("RCK", [entry("27", 250_000)], { debit: 250_000, description: "REDEPCHECK" }), []],
    [
      "RCK over its limit",
      fileOf("RCK", [entry("27", 250_001)], { debit: 250_001, description: "REDEPCHECK" }),
      ["amount_over_limit"],
    ],
    ["RCK of another description", fileOf("RCK", [entry("27", 100)], { debit: 100 }), ["description_not_for_sec"]],
    ["RCK that is reversed", fileOf("RCK", [entry("22", 100)], { credit: 100, description: "REVERSAL" }), []],
    [
      "a cheque without its number",
      fileOf("ARC", [entry("27", 100, [40, " ".repeat(15)])], { debit: 100 }),
      ["field_required"],
    ],
    ["ARC over its limit", fileOf("ARC", [entry("27", 2_500_001)], { debit: 2_500_001 }), ["amount_over_limit"]],
    [
      "XCK, which has no limit",
      fileOf("XCK", [entry("27", 9_999_999)], { debit: 9_999_999, description: "NO CHECK" }),
      [],
    ],
    ["ENR", fileOf("ENR", [entry("22", 0, [55, "0001"], [75, "  "], FLAG), REMITTANCE], ENROLMENT), []],
    [
      "ENR with an amount",
      fileOf("ENR", [entry("22", 7, [55, "0000"], [75, "  "])], { ...ENROLMENT, credit: 7 }),
      ["amount_not_zero"],
    ],
    [
      "ENR with another count",
      fileOf("ENR", [entry("22", 0, [55, "0002"], [75, "  "], FLAG), REMITTANCE], ENROLMENT),
      ["addenda_count_wrong"],
    ],
    ["DNE", fileOf("DNE", [entry("23", 0, FLAG), REMITTANCE]), []],
    ["ACK", fileOf("ACK", [entry("24", 0, FLAG), REMITTANCE]), []],
    ["ATX", fileOf("ATX", [entry("24", 0, [55, "0001"], [75, "  "], FLAG), REMITTANCE]), []],
    [
      "TRX that credits",
      fileOf("TRX", [entry("22", 5, [55, "0000"], [75, "  "])], { credit: 5 }),
      ["transaction_code_not_for_sec"],
    ],
    ["zero-dollar CCD", fileOf("CCD", [entry("24", 0, FLAG), REMITTANCE]), []],
    ["zero-dollar PPD", fileOf("PPD", [entry("24", 0, FLAG), REMITTANCE]), ["transaction_code_not_for_sec"]],
    ["zero-dollar CCD without remittance", fileOf("CCD", [entry("24", 0)]), ["addenda_required"]],
    ["live CCD of nothing", fileOf("CCD", [entry("22", 0)]), ["amount_zero"]],
    ["a return code without its addenda", fileOf("PPD", [entry("21", 100)], { credit: 100 }), ["addenda_required"]],
    [
      "a second addenda with PPD",
      fileOf("PPD", [entry("22", 100, FLAG), REMITTANCE, put(REMITTANCE, 84, "0002")], { credit: 100 }),
      ["addenda_over_limit"],
    ],
    ["an advice outside ADV", fileOf("PPD", [entry("81", 100)], { credit: 100 }), ["transaction_code_not_for_class"]],
    ["ADV of another class", fileOf("ADV", [entry("81", 0)]), ["service_class_unknown", "not_numeric"]],
  ])("%s", (_, file, codes) => {
    const found = read(file).codes;
    expect(found.slice(0, Math.max(1, codes.length))).toEqual(codes);
  });
});

describe("returns that go back and forth", () => {
  const dishonored = lineOf({
    type: "DishonoredAddenda99",
    returnReasonCode: "R68",
    originalEntryTraceNumber: "121042880000001",
    originalReceivingDfiIdentification: "23138010",
    returnTraceNumber: "231380100000001",
    returnSettlementDate: "062",
    returnReason: "01",
    addendaInformation: "",
    traceNumber: TRACE,
  });
  const contested = lineOf({
    type: "ContestedAddenda99",
    returnReasonCode: "R73",
    originalEntryTraceNumber: "121042880000001",
    dateOriginalEntryReturned: "260305",
    originalReceivingDfiIdentification: "23138010",
    originalSettlementDate: "062",
    returnTraceNumber: "231380100000001",
    returnSettlementDate: "062",
    returnReason: "01",
    dishonoredReturnTraceNumber: "121042880000002",
    dishonoredReturnSettlementDate: "063",
    dishonoredReturnReason: "68",
    traceNumber: TRACE,
  });
  const refused = lineOf({
    type: "RefusedAddenda98",
    changeCode: "C62",
    originalEntryTraceNumber: "121042880000001",
    originalReceivingDfiIdentification: "23138010",
    correctedData: "1918171614",
    refusedChangeCode: "C01",
    traceSequenceNumber: "0000001",
    traceNumber: TRACE,
  });

  it.each([
    ["dishonoured", fileOf("PPD", [entry("26", 100, FLAG), dishonored], { debit: 100 }), "DishonoredAddenda99"],
    ["contested", fileOf("PPD", [entry("26", 100, FLAG), contested], { debit: 100 }), "ContestedAddenda99"],
    ["a refused correction", fileOf("COR", [entry("21", 0, FLAG), refused]), "RefusedAddenda98"],
  ])("%s: read by its own layout, and written as it was", (_, text, type) => {
    const { file, findings } = parseFile(Buffer.from(text, "latin1"));
    expect(findings).toEqual([]);
    expect(file?.batches[0]?.entries[0]?.addenda[0]?.type).toBe(type);
    expect(writeFile(file!).toString("latin1")).toBe(text);
  });
});

const IAT_LINES = [
  lineOf({
    type: "IatEntryDetail",
    transactionCode: "22",
    receivingDfiIdentification: String(RDFI),
    checkDigit: "4",
    numberOfAddendaRecords: 7,
    amount: 100,
    dfiAccountNumber: "1918171614",
    gatewayOfacScreeningIndicator: "",
    secondaryOfacScreeningIndicator: "",
    addendaRecordIndicator: "1",
    traceNumber: TRACE,
  }),
  `710ANN${"100".padStart(18, "0")}${"FOREIGN-1".padEnd(22)}${"Receiver One".padEnd(35)}      0000001`,
  `711${"Originator".padEnd(35)}${"1 Main Street".padEnd(35)}${" ".repeat(14)}0000001`,
  `712${"Springfield*VA\\".padEnd(35)}${"US*22150\\".padEnd(35)}${" ".repeat(14)}0000001`,
  `713${"Sending Bank".padEnd(35)}01${"091000019".padEnd(34)}US ${" ".repeat(10)}0000001`,
  `714${"Receiving Bank".padEnd(35)}01${"231380104".padEnd(34)}CA ${" ".repeat(10)}0000001`,
  `715${"ID-7".padEnd(15)}${"2 Side Street".padEnd(35)}${" ".repeat(34)}0000001`,
  `716${"Toronto*Ontario\\".padEnd(35)}${"CA*M4B1B3\\".padEnd(35)}${" ".repeat(14)}0000001`,
];

describe("an international batch", () => {
  const batch = `5200${" ".repeat(16)}FF3${" ".repeat(15)}CA1234567890IATPAYOUT    USDCAD260303   1091000010000001`;
  const fileWith = (lines: readonly string[]): string => {
    const all = fileOf("IAT", lines, { credit: 100 }).split("\n");
    return [all[0], batch, ...all.slice(2)].join("\n");
  };

  it("is read whole, and written as it was", () => {
    const text = fileWith(IAT_LINES);
    const { file, findings } = parseFile(Buffer.from(text, "latin1"));
    expect(findings).toEqual([]);
    expect(file?.batches[0]?.header).toMatchObject({ type: "IatBatchHeader", isoDestinationCurrencyCode: "CAD" });
    expect(writeFile(file!).toString("latin1")).toBe(text);
  });

  it("lacks each mandatory addenda by its type", () => {
    const { findings } = read(fileWith([put(IAT_LINES[0]!, 13, "0006"), ...IAT_LINES.slice(1, 7)]));
    expect(findings).toMatchObject([{ code: "addenda_required", value: "missing: 16", record: 3 }]);
  });

  it.each<[string, number[], string, number]>([
    ["out of their order", [1, 3, 2, 4, 5, 6, 7], "addenda_order_wrong", 6],
    ["there twice", [1, 1, 2, 3, 4, 5, 6, 7], "addenda_order_wrong", 5],
  ])("has its mandatory addenda once each and in order: %s", (_, order, code, record) => {
    const count = put(IAT_LINES[0]!, 13, String(order.length).padStart(4, "0"));
    expect(read(fileWith([count, ...order.map((at) => IAT_LINES[at]!)])).findings).toMatchObject([{ code, record }]);
  });

  it("takes two remittances and five correspondents", () => {
    const remittance = (number: number): string => `717${"invoice".padEnd(80)}000${number}0000001`;
    const correspondent = (number: number): string =>
      `718${"Correspondent".padEnd(35)}01${"77".padEnd(34)}DE       000${number}0000001`;
    const withExtra = (extra: readonly string[]): string =>
      fileWith([
        put(IAT_LINES[0]!, 13, `00${String(7 + extra.length).padStart(2, "0")}`),
        ...IAT_LINES.slice(1),
        ...extra,
      ]);
    const most = [...[1, 2].map(remittance), ...[1, 2, 3, 4, 5].map(correspondent)];
    expect(read(withExtra(most)).codes).toEqual([]);
    expect(read(withExtra([1, 2, 3].map(remittance))).codes).toEqual(["addenda_over_limit"]);
    expect(read(withExtra([1, 2, 3, 4, 5, 6].map(correspondent))).codes).toEqual(["addenda_over_limit"]);
  });

  it("says how money is exchanged and where it goes", () => {
    const text = fileWith(IAT_LINES);
    expect(read(text.replace("FF3", "  3")).findings).toMatchObject([{ code: "field_required", columns: "21-22" }]);
    expect(read(text.replace("FF3", "XX3")).findings).toMatchObject([
      { code: "value_not_listed", severity: "warning" },
    ]);
    expect(read(text.replace("USDCAD", "   CAD")).findings).toMatchObject([
      { code: "field_required", field: "isoOriginatingCurrencyCode" },
    ]);
  });

  it("keeps foreign amounts of more digits than a number holds", () => {
    const text = fileWith(IAT_LINES.with(1, put(IAT_LINES[1]!, 7, "123456789012345678")));
    expect(writeFile(parseFile(Buffer.from(text, "latin1")).file!).toString("latin1")).toBe(text);
  });

  it("numbers its remittances and its correspondents apart", () => {
    const extra = [
      `717${"invoice".padEnd(80)}00010000001`,
      `718${"Correspondent".padEnd(35)}01${"77".padEnd(34)}DE       00010000001`,
    ];
    expect(read(fileWith([put(IAT_LINES[0]!, 13, "0009"), ...IAT_LINES.slice(1), ...extra])).codes).toEqual([]);
  });
});

describe("automated accounting advices", () => {
  const advice = `681${RDFI}4${"1918171614".padEnd(15)}${"100".padStart(12, "0")}121042882FILE1 ${"Participant".padEnd(22)}  0091000010620001`;
  const [header, batch] = linesOf(written(FILE, [[BATCH, [ENTRY]]])) as [string, string];
  const totals = `${"1".padStart(6, "0")}${String(RDFI).padStart(10, "0")}${"0".repeat(20)}${"100".padStart(20, "0")}`;
  const lines = [
    header,
    put(put(put(batch, 2, "280"), 51, "ADV"), 79, "0"),
    advice,
    `8280${totals}${" ".repeat(19)}091000010000001`,
    `9000001000001${"1".padStart(8, "0")}${String(RDFI).padStart(10, "0")}${"0".repeat(20)}${"100".padStart(20, "0")}${" ".repeat(23)}`,
    ...Array.from({ length: 5 }, () => "9".repeat(94)),
  ];

  it("are read by their own layouts, and written as they were", () => {
    const text = joined(lines);
    const { file, findings, summary } = parseFile(Buffer.from(text, "latin1"));
    expect(findings).toEqual([]);
    expect(summary).toMatchObject({ ok: true, creditCents: 100, entries: 1 });
    expect(file?.control.type).toBe("AdvFileControl");
    expect(writeFile(file!).toString("latin1")).toBe(text);
  });

  it("are summed as entries are", () => {
    const wrong = lines.map((line) => (line.startsWith("8280") ? put(line, 60, "1") : line));
    expect(read(joined(wrong)).findings).toMatchObject([{ code: "credit_total_wrong", columns: "41-60" }]);
  });
});
