import { readCorrectedData } from "../../../../functions/ach/nacha/corrected-data";
import { type RuleCode, RULES } from "../../../../functions/ach/nacha/rules";
import { BATCH, ENTRY, FILE, joined, linesOf, put, read, written } from "./support/files";

const BACK = { originalTrace: "121042880000001", originalRdfi: "23138010" };

/** Header, batch header, entry, batch control, file control, padding. */
const PPD = linesOf(written(FILE, [[BATCH, [ENTRY]]]));
const RETURN = linesOf(written(FILE, [[BATCH, [{ ...ENTRY, return: { code: "R01", ...BACK } }]]]));

function correction(code: string, correctedData: string): string[] {
  const entry = { ...ENTRY, amountCents: 0, correction: { code: "C01", ...BACK, correctedData: "1" } };
  const lines = linesOf(written(FILE, [[{ ...BATCH, secCode: "COR" }, [entry]]]));
  return changed(lines, [4, 4, code], [4, 36, correctedData.padEnd(29)]);
}

function changed(
  lines: readonly string[],
  ...changes: readonly (readonly [line: number, column: number, text: string])[]
): string[] {
  return changes.reduce(
    (all, [line, column, text]) => all.with(line - 1, put(all[line - 1]!, column, text)),
    [...lines],
  );
}

/** The file is told of by this one finding, on this record, as grave as its rule says. */
function expectOnly(lines: readonly string[], code: RuleCode, record: number, columns?: string): void {
  const { findings } = read(joined(lines));
  expect(findings).toMatchObject([{ code, record, severity: RULES[code].severity, ...(columns && { columns }) }]);
}

describe("the effective entry date", () => {
  it.each([
    ["a Saturday", "260307"],
    ["Thanksgiving Day", "261126"],
    ["the Monday behind a holiday on a Sunday", "270705"],
  ])("%s is a deviation: the operator settles on the next banking day", (_, date) => {
    expectOnly(changed(PPD, [2, 70, date]), "effective_date_not_banking_day", 2, "70-75");
  });

  it.each([
    ["the Friday before a holiday on a Saturday", "260703"],
    ["the last day of a year", "271231"],
  ])("%s is a banking day", (_, date) => {
    expect(read(joined(changed(PPD, [2, 70, date]))).findings).toEqual([]);
  });

  it("of a return is its entry's, whatever day that was", () => {
    expect(read(joined(changed(RETURN, [2, 70, "260131"]))).findings).toEqual([]);
  });

  it("is compared with no file's date that is not in the calendar", () => {
    expectOnly(changed(PPD, [1, 24, "269999"]), "date_invalid", 1, "24-29");
  });
});

describe("a batch's header", () => {
  it.each(["000", "367"])("settled on no day of the year: %s", (day) => {
    expectOnly(changed(PPD, [2, 76, day]), "day_of_year_invalid", 2, "76-78");
  });

  it("may ask for the same day by SD and an hour, and by nothing like it", () => {
    expect(read(joined(changed(PPD, [2, 64, "SD1300"]))).findings).toEqual([]);
    expect(read(joined(changed(PPD, [2, 64, "SDCARD"]))).findings).toEqual([]);
    expectOnly(changed(PPD, [2, 64, "SD2560"]), "same_day_marker_invalid", 2, "64-69");
  });
});

describe("what comes back", () => {
  it("has a date of death with R14 and R15, and with those alone", () => {
    expectOnly(changed(RETURN, [4, 22, "260131"]), "date_of_death_wrong", 4, "22-27");
    expectOnly(changed(RETURN, [4, 4, "R15"]), "date_of_death_wrong", 4, "22-27");
    expect(read(joined(changed(RETURN, [4, 4, "R14"], [4, 22, "260131"]))).findings).toEqual([]);
  });

  it("by a code that was once a dishonoured return's is read as one, so that its code alone is told", () => {
    const line = `799R63${BACK.originalTrace}      ${BACK.originalRdfi}   23138010000000106201`;
    expectOnly(RETURN.with(3, line.padEnd(79) + RETURN[3]!.slice(79)), "return_code_unknown", 4, "4-6");
  });

  it("has one addenda that says why", () => {
    const lines = correction("C01", "1918171614");
    const twice = lines.toSpliced(4, 0, lines[3]!).slice(0, -1);
    const file = changed(twice, [6, 5, "000003"], [7, 14, "00000003"]);
    expectOnly(file, "addenda_over_limit", 5);
  });
});

describe("a notification of change", () => {
  it("stands in a batch of COR", () => {
    const lines = changed(correction("C01", "1918171614"), [2, 51, "PPD"]);
    expectOnly(lines, "correction_not_in_cor", 4, "2-3");
  });

  it("is what a batch of COR has, and nothing else", () => {
    const bare = changed(PPD, [2, 51, "COR"], [3, 30, "0000000000"], [4, 33, "0".repeat(12)], [5, 44, "0".repeat(12)]);
    expectOnly(bare, "addenda_required", 3);
    const back = changed(
      RETURN,
      [2, 51, "COR"],
      [3, 30, "0000000000"],
      [5, 33, "0".repeat(12)],
      [6, 44, "0".repeat(12)],
    );
    expectOnly(back, "addenda_type_wrong", 4, "2-3");
  });

  it.each([
    ["C02", "121042883"],
    ["C05", "25"],
    ["C03", "121042883   1918171614"],
  ])("%s with a number that cannot be: %s", (code, data) => {
    expectOnly(correction(code, data), "corrected_data_invalid", 4, "36-64");
  });

  it.each([
    ["C02", "121042882      7"],
    ["C04", `${"Receiver".padEnd(24)}Two`],
    ["C13", "anything"],
  ])("%s with more than it calls for: %s", (code, data) => {
    expect(readCorrectedData(code, data).surplus).toBe(true);
    expectOnly(correction(code, data), "corrected_data_surplus", 4, "36-64");
  });
});

describe("lines of nines", () => {
  const nines = "9".repeat(94);

  it("before the control are told where they stand", () => {
    expectOnly(PPD.toSpliced(3, 0, nines), "padding_misplaced", 4);
    expectOnly([nines, ...PPD], "padding_misplaced", 1);
  });

  it("behind a control that is missing are no fault of their own", () => {
    expect(read(joined([...PPD.slice(0, 4), nines, nines])).codes).toEqual(["file_control_missing"]);
  });

  it("alone are a file without header and control", () => {
    expect(read(joined([nines, nines])).codes).toEqual(["file_header_missing", "file_control_missing"]);
  });

  it("of two files in one are not counted", () => {
    expect(read(joined([...PPD, ...PPD])).codes).toEqual(["file_header_repeated", "record_after_end"]);
  });
});

describe("a file", () => {
  it("without batches is a deviation, as some banks send one on a day without returns", () => {
    const empty = [
      PPD[0]!,
      `9000000000001${"0".repeat(42)}`.padEnd(94),
      ...Array.from({ length: 8 }, () => "9".repeat(94)),
    ];
    expectOnly(empty, "file_without_batches", 2);
  });

  it("has accounting advices alone, or none", () => {
    const two = linesOf(
      written(FILE, [
        [BATCH, [ENTRY]],
        [BATCH, [ENTRY]],
      ]),
    );
    expect(read(joined(changed(two, [5, 51, "ADV"]))).codes).toContain("advices_mixed");
  });
});

describe("a file without line breaks", () => {
  it("loses no record behind one of a wrong type", () => {
    const lines = changed(PPD, [3, 1, "X"]);
    const { findings, summary } = read(lines.join(""));
    expect(findings.map(({ code, record }) => [code, record])).toContainEqual(["record_type_unknown", 3]);
    expect(summary).toMatchObject({ records: 5, batches: 1, entries: 0 });
  });

  it.each([
    ["blanks", "   "],
    ["end-of-file marks", "\u001a\u001a"],
  ])("may end with %s", (_, end) => {
    const { findings, summary } = read(PPD.join("") + end);
    expect(findings.every(({ severity }) => severity === "warning")).toBe(true);
    expect(summary).toMatchObject({ ok: true, records: 5 });
  });
});

describe("an end-of-file mark", () => {
  it.each([
    ["on a line of its own", `${joined(PPD)}\u001a`],
    ["on a line with a break", `${joined(PPD)}\u001a\n`],
    ["right behind the last record", `${PPD.join("\n")}\u001a`],
  ])("%s is told once, and nothing with it", (_, text) => {
    expect(read(text).codes).toEqual(["end_of_file_mark"]);
  });
});

describe("the limit of findings", () => {
  it("is one of errors and one of warnings: no error is hidden by warnings before it", () => {
    const lines = changed(PPD, [4, 20, "9"]).map((line, at) => (at < 3 ? `${line} ` : line));
    const { findings } = read(joined(lines), { findingsMax: 1 });
    expect(findings.map(({ code, value }) => [code, value])).toEqual([
      ["line_with_blank_tail", "more than 94 characters"],
      ["entry_hash_wrong", "0023138019"],
      ["findings_dropped", "2 findings"],
    ]);
  });
});
