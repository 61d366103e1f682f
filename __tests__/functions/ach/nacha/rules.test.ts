import { LENIENCIES, type Rule, RULES } from "../../../../functions/ach/nacha/rules";
import { BATCH, ENTRY, FILE, joined, linesOf, put, read, written } from "./support/files";

const SECOND = { ...ENTRY, direction: "debit", routingNumber: "121042882", amountCents: 700 } as const;

/** Header, batch header, entry, entry, batch control, file control, four lines of nines. */
const PPD = linesOf(written(FILE, [[BATCH, [ENTRY, SECOND]]]));
const WEB = linesOf(
  written(FILE, [[{ ...BATCH, secCode: "WEB" }, [{ ...SECOND, discretionaryData: "S", addenda: ["for invoice 1"] }]]]),
);
const CTX = linesOf(
  written(FILE, [[{ ...BATCH, secCode: "CTX" }, [{ ...ENTRY, addenda: ["first", "second", "third"] }]]]),
);
const RETURN = linesOf(
  written(FILE, [
    [BATCH, [{ ...ENTRY, return: { code: "R01", originalTrace: "121042880000001", originalRdfi: "23138010" } }]],
  ]),
);
const CORRECTION = linesOf(
  written(FILE, [
    [
      { ...BATCH, secCode: "COR" },
      [
        {
          ...ENTRY,
          amountCents: 0,
          correction: {
            code: "C03",
            originalTrace: "121042880000001",
            originalRdfi: "23138010",
            correctedData: "121042882   1918171614",
          },
        },
      ],
    ],
  ]),
);

/** One change of one line, by number from 1. */
type Change = readonly [line: number, column: number, text: string];

function changed(lines: readonly string[], ...changes: readonly Change[]): string {
  const copy = [...lines];
  for (const [line, column, text] of changes) copy[line - 1] = put(copy[line - 1]!, column, text);
  return joined(copy);
}

describe("a file that keeps the rules", () => {
  it.each([
    ["PPD", PPD],
    ["WEB", WEB],
    ["CTX", CTX],
    ["a return", RETURN],
    ["a correction", CORRECTION],
  ])("gives no finding: %s", (_, lines) => {
    expect(read(joined(lines)).findings).toEqual([]);
  });
});

describe("a breach is told by its code, record and columns", () => {
  it.each<[code: string, file: string, record: number, columns: string]>([
    ["priority_code_wrong", changed(PPD, [1, 2, "02"]), 1, "2-3"],
    ["check_digit_wrong", changed(PPD, [1, 13, "8"]), 1, "4-13"],
    ["routing_prefix_invalid", changed(PPD, [1, 5, "500000007"]), 1, "4-13"],
    ["date_invalid", changed(PPD, [1, 24, "260230"]), 1, "24-29"],
    ["time_invalid", changed(PPD, [1, 30, "2460"]), 1, "30-33"],
    ["file_id_modifier_invalid", changed(PPD, [1, 34, "a"]), 1, "34-34"],
    ["record_size_wrong", changed(PPD, [1, 35, "093"]), 1, "35-37"],
    ["blocking_factor_wrong", changed(PPD, [1, 38, "11"]), 1, "38-39"],
    ["format_code_wrong", changed(PPD, [1, 40, "2"]), 1, "40-40"],
    ["sec_code_unknown", changed(PPD, [2, 51, "PPX"]), 2, "51-53"],
    ["service_class_unknown", changed(PPD, [2, 2, "210"], [5, 2, "210"]), 2, "2-4"],
    ["originator_status_unknown", changed(PPD, [2, 79, "7"]), 2, "79-79"],
    ["field_required", changed(PPD, [2, 5, " ".repeat(16)]), 2, "5-20"],
    ["effective_date_invalid", changed(PPD, [2, 70, "260229"]), 2, "70-75"],
    ["effective_date_stale", changed(PPD, [2, 70, "260301"]), 2, "70-75"],
    ["effective_date_stale", changed(PPD, [2, 70, "      "]), 2, "70-75"],
    ["reserved_not_blank", changed(PPD, [5, 74, "X"]), 5, "74-79"],
    ["transaction_code_unknown", changed(PPD, [3, 2, "25"]), 3, "2-3"],
    ["transaction_code_not_for_class", changed(PPD, [2, 2, "220"], [5, 2, "220"]), 4, "2-3"],
    ["transaction_code_not_for_class", changed(PPD, [2, 2, "225"], [5, 2, "225"]), 3, "2-3"],
    ["check_digit_wrong", changed(PPD, [3, 12, "5"]), 3, "12-12"],
    ["not_left_justified", changed(PPD, [3, 13, " 44567899 "]), 3, "13-29"],
    ["field_required", changed(PPD, [3, 13, " ".repeat(17)]), 3, "13-29"],
    ["field_required", changed(PPD, [3, 55, " ".repeat(22)]), 3, "55-76"],
    ["not_numeric", changed(PPD, [3, 30, "00000O2345"]), 3, "30-39"],
    ["amount_not_zero", changed(PPD, [3, 2, "23"]), 3, "30-39"],
    ["trace_odfi_wrong", changed(PPD, [3, 80, "12104288"]), 3, "80-94"],
    ["trace_not_ascending", changed(PPD, [3, 88, "0000005"]), 4, "80-94"],
    ["trace_reused", changed(PPD, [4, 88, "0000001"]), 4, "80-94"],
    ["addenda_indicator_invalid", changed(PPD, [3, 79, "2"]), 3, "79-79"],
    ["addenda_missing", changed(PPD, [3, 79, "1"]), 3, "79-79"],
    ["addenda_not_announced", changed(WEB, [3, 79, "0"]), 3, "79-79"],
    ["addenda_type_wrong", changed(WEB, [4, 2, "02"]), 4, "2-3"],
    ["addenda_type_wrong", changed(WEB, [4, 2, "55"]), 4, "2-3"],
    ["addenda_sequence_wrong", changed(CTX, [5, 84, "0003"], [6, 84, "0004"]), 5, "84-87"],
    ["addenda_count_wrong", changed(CTX, [3, 55, "0002"]), 3, "55-58"],
    ["addenda_trace_wrong", changed(CTX, [5, 88, "0000009"]), 5, "88-94"],
    ["addenda_trace_wrong", changed(RETURN, [4, 94, "9"]), 4, "80-94"],
    ["payment_type_missing", changed(WEB, [3, 77, "  "]), 3, "77-78"],
    ["return_code_unknown", changed(RETURN, [4, 4, "R99"]), 4, "4-6"],
    ["transaction_code_not_of_return", changed(RETURN, [3, 2, "22"]), 3, "2-3"],
    ["change_code_unknown", changed(CORRECTION, [4, 4, "C88"]), 4, "4-6"],
    ["corrected_data_missing", changed(CORRECTION, [4, 48, " ".repeat(17)]), 4, "36-64"],
    ["corrected_data_joined", changed(CORRECTION, [4, 36, "121042882 1918171614   "]), 4, "36-64"],
    ["service_class_mismatch", changed(PPD, [5, 2, "220"]), 5, "2-4"],
    ["company_id_mismatch", changed(PPD, [5, 45, "X"]), 5, "45-54"],
    ["odfi_mismatch", changed(PPD, [5, 80, "12104288"]), 5, "80-87"],
    ["batch_number_mismatch", changed(PPD, [5, 94, "2"]), 5, "88-94"],
    ["entry_count_wrong", changed(PPD, [5, 10, "3"]), 5, "5-10"],
    ["entry_hash_wrong", changed(PPD, [5, 20, "0"]), 5, "11-20"],
    ["debit_total_wrong", changed(PPD, [5, 32, "1"]), 5, "21-32"],
    ["credit_total_wrong", changed(PPD, [5, 44, "1"]), 5, "33-44"],
    ["batch_count_wrong", changed(PPD, [6, 7, "2"]), 6, "2-7"],
    ["block_count_wrong", changed(PPD, [6, 13, "2"]), 6, "8-13"],
    ["entry_count_wrong", changed(PPD, [6, 21, "3"]), 6, "14-21"],
    ["entry_hash_wrong", changed(PPD, [6, 31, "0"]), 6, "22-31"],
    ["debit_total_wrong", changed(PPD, [6, 43, "1"]), 6, "32-43"],
    ["credit_total_wrong", changed(PPD, [6, 55, "1"]), 6, "44-55"],
    ["record_type_unknown", joined([...PPD.slice(0, 2), `4${" ".repeat(93)}`, ...PPD.slice(2)]), 3, "1-94"],
    ["destination_form", changed(PPD, [1, 4, "091000019 "]), 1, "4-13"],
    ["not_right_justified", changed(PPD, [1, 14, "091000019 "]), 1, "14-23"],
    ["character_not_allowed", changed(PPD, [3, 57, "\u00e9"]), 3, "55-76"],
    ["padding_malformed", changed(PPD, [7, 50, " ".repeat(45)]), 7, "1-94"],
  ])("%s", (code, file, record, columns) => {
    const { findings } = read(file);
    const found = findings.filter((finding) => finding.code === code);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ record, columns });
    const { rule, source, severity } = RULES[code as keyof typeof RULES];
    expect(found[0]).toMatchObject({ rule, source, severity, line: record });
  });

  it("and nothing else is told where the breach has no consequences", () => {
    expect(read(changed(PPD, [1, 35, "093"])).codes).toEqual(["record_size_wrong"]);
    expect(read(changed(PPD, [3, 30, "00000O2345"])).codes).toEqual(["not_numeric"]);
    expect(read(changed(PPD, [3, 4, "2313801O"])).codes).toEqual(["not_numeric"]);
  });

  it("names what was seen and what was expected", () => {
    const [finding] = read(changed(PPD, [5, 44, "1"])).findings;
    expect(finding).toMatchObject({ field: "totalCreditAmount", value: "000000012341" });
    expect(finding!.message).toBe(
      "record 5, totalCreditAmount (33-44): a control has the sum of the credits. Seen: 000000012341. Expected: 12345.",
    );
  });

  it("several in one record and in one file are all told", () => {
    const file = changed(PPD, [1, 35, "093"], [3, 12, "5"], [3, 30, "X"], [4, 12, "1"], [4, 79, "1"], [6, 7, "2"]);
    expect(read(file).codes).toEqual([
      "record_size_wrong",
      "not_numeric",
      "check_digit_wrong",
      "check_digit_wrong",
      "addenda_missing",
      "batch_count_wrong",
    ]);
  });

  it("a wrong sum is told beside an entry of which another field is wrong", () => {
    const { codes } = read(changed(PPD, [3, 12, "9"], [3, 79, "2"], [5, 44, "1"]));
    expect(codes).toEqual(["check_digit_wrong", "addenda_indicator_invalid", "credit_total_wrong"]);
  });

  it("shows an account number by its last four characters alone", () => {
    const file = changed(PPD, [3, 13, " 987654321 "]);
    const [finding] = read(file).findings;
    expect(finding!.value).toBe("******4321");
    expect(JSON.stringify(finding)).not.toContain("98765");
  });

  it("shows no account number where a line is cut and columns are not what they seem", () => {
    const lines = [...PPD];
    lines[2] = lines[2]!.slice(0, 6) + lines[2]!.slice(26);
    expect(JSON.stringify(read(joined(lines)).findings)).not.toContain("0000012345");
  });
});

describe("the order of records", () => {
  const [header, batch, entry, second, control, end] = PPD as [string, string, string, string, string, string];

  it.each<[string, string[], string]>([
    ["no header", PPD.slice(1), "file_header_missing"],
    ["only a control", [end], "file_header_missing"],
    ["two headers", [header, ...PPD], "file_header_repeated"],
    ["no file control", PPD.slice(0, 5), "file_control_missing"],
    ["no batch control", [header, batch, entry, second, end], "batch_not_closed"],
    ["a batch within a batch", [header, batch, entry, batch, second, control, end], "batch_not_closed"],
    ["a file that ends within a batch", [header, batch, entry], "batch_not_closed"],
    ["an entry outside", [header, entry, batch, second, control, end], "record_outside_batch"],
    ["addenda outside", [header, WEB[3]!, end], "record_outside_batch"],
    ["a batch control outside", [header, control, end], "record_outside_batch"],
    ["addenda before any entry", [header, batch, WEB[3]!, entry, second, control, end], "addenda_without_entry"],
    ["a batch of nothing", [header, batch, control, end], "batch_empty"],
    ["a record behind the end", [...PPD.slice(0, 6), entry], "record_after_end"],
    ["a second control behind the end", [...PPD.slice(0, 6), end], "record_after_end"],
    ["a second file behind the end", [...PPD.slice(0, 6), header], "file_header_repeated"],
    ["no padding", PPD.slice(0, 6), "padding_missing"],
    ["too much padding", [...PPD, PPD.at(-1)!], "padding_excess"],
  ])("%s", (_, lines, code) => {
    expect(read(joined(lines)).codes).toContain(code);
  });

  it.each(["", "\n", "\r\n\r\n", "   \n"])("an empty file is told: %j", (text) => {
    const { codes, summary } = read(text);
    expect(codes).toContain("file_empty");
    expect(summary.ok).toBe(false);
  });

  it("traces that restart in each batch are told for each entry", () => {
    const two = linesOf(
      written(FILE, [
        [BATCH, [ENTRY]],
        [BATCH, [ENTRY]],
      ]),
    );
    const restarted = changed(two, [6, 88, "0000001"]);
    expect(read(joined(two)).codes).toEqual([]);
    expect(read(restarted).codes).toEqual(["trace_reused"]);
  });

  it("batch numbers that do not ascend are told", () => {
    const two = linesOf(
      written(FILE, [
        [BATCH, [ENTRY]],
        [BATCH, [ENTRY]],
      ]),
    );
    expect(read(changed(two, [5, 94, "1"], [7, 94, "1"])).codes).toEqual(["batch_number_not_ascending"]);
  });
});

describe("each leniency", () => {
  it.each(LENIENCIES)("%s is of some rule, an error without it", (name) => {
    const rules: Rule[] = Object.values(RULES);
    const eased = rules.filter(({ leniency }) => leniency === name);
    expect(eased.length).toBeGreaterThan(0);
    expect(eased.every(({ severity }) => severity === "error")).toBe(true);
  });
});

describe("how severe a breach is", () => {
  const wrongDigit = changed(PPD, [3, 12, "5"]);
  const stale = changed(PPD, [2, 70, "260301"]);

  it("is set by the rule", () => {
    expect(read(wrongDigit).summary).toMatchObject({ ok: false, errors: 1, warnings: 0 });
    expect(read(stale).summary).toMatchObject({ ok: true, errors: 0, warnings: 1 });
  });

  it("is a warning under the rule's leniency, and under no other", () => {
    expect(read(wrongDigit, { lenient: ["check-digit"] }).summary).toMatchObject({ ok: true, warnings: 1 });
    expect(read(wrongDigit, { lenient: ["trace-order"] }).summary.ok).toBe(false);
  });

  it("is an error in the strict mode, leniencies apart", () => {
    expect(read(stale, { strict: true }).summary).toMatchObject({ ok: false, errors: 1 });
    expect(read(wrongDigit, { strict: true, lenient: ["check-digit"] }).summary.ok).toBe(true);
  });

  it("counts findings beyond the limit, and says how many were not told", () => {
    const { findings, summary } = read(changed(PPD, [1, 35, "093"], [1, 38, "11"], [1, 40, "2"]), { findingsMax: 1 });
    expect(findings.map(({ code, value }) => [code, value])).toEqual([
      ["record_size_wrong", "093"],
      ["findings_dropped", "2 findings"],
    ]);
    expect(summary.errors).toBe(3);
  });
});
