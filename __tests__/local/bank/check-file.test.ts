import { checkFile, isWhole } from "../../../local/bank/check-file";
import { creditsTo, debitsFrom, fileOf, withText } from "./support/files";

/** Lines: 1 file header, 2 batch header, 3 and 4 entries, 5 batch control, 6 file control, 7 to 10 padding. */
const FILE = creditsTo("1234560000", "1234560001");
/** Lines: 3 entry, 4 addenda, 5 entry. */
const WITH_ADDENDA = fileOf([{ batch: { secCode: "CCD" }, entries: [{ addenda: ["INVOICE 1"] }, {}] }]);
const WEB_DEBITS = fileOf([{ batch: { secCode: "WEB" }, entries: [{ direction: "debit", discretionaryData: "S" }] }]);

const faultsOf = (file: Buffer): string[] => checkFile(file).faults.map(({ code, line }) => `${code}@${line}`);
const linesOf = (file: Buffer): string[] => file.toString("latin1").trimEnd().split("\n");
const fileOfLines = (lines: readonly string[]): Buffer => Buffer.from(`${lines.join("\n")}\n`, "latin1");

describe("the bank's check", () => {
  it.each([
    ["credits", FILE],
    ["debits", debitsFrom("1234560000")],
    ["addenda", WITH_ADDENDA],
    ["WEB debits", WEB_DEBITS],
    ["a prenote", fileOf([{ entries: [{ purpose: "prenote", amountCents: 0 }] }])],
    ["several batches", fileOf([{ entries: [{}] }, { entries: [{ direction: "debit" }] }])],
    [
      "a balanced batch",
      fileOf([
        {
          batch: {
            serviceClass: 200,
            offset: { routingNumber: "121042882", accountNumber: "1", accountType: "checking", name: "OWN" },
          },
          entries: [{}],
        },
      ]),
    ],
    ["a hash that overflows", fileOf([{ entries: Array.from({ length: 1200 }, () => ({ amountCents: 1 })) }])],
  ])("takes what the platform writes: %s", (_what, file) => {
    expect(faultsOf(file)).toEqual([]);
  });

  it("tells what is in a file", () => {
    const { file } = checkFile(fileOf([{ entries: [{}, { amountCents: 5 }] }, { entries: [{ direction: "debit" }] }]));
    expect(file).toMatchObject({
      entries: 3,
      debitCents: 10_000,
      creditCents: 10_005,
      identity: " 1210428822611231100A",
    });
    expect(file?.batches[0]).toMatchObject({ sec: "PPD", odfi: "12104288", effectiveDate: "2026-11-24" });
    expect(file?.batches[0]?.entries[0]).toMatchObject({
      rdfi: "091000019",
      account: "1234560000",
      cents: 10_000,
      trace: "121042880000001",
      transactionCode: "22",
      isDebit: false,
    });
  });

  const OTHER_NUMBERS = "0000000007";
  it.each<[string, Buffer, string]>([
    ["priority code", withText(FILE, 1, 2, "02"), "priority_code@1"],
    ["destination's check digit", withText(FILE, 1, 13, "3"), "immediate_destination@1"],
    ["no origin", withText(FILE, 1, 14, " ".repeat(10)), "immediate_origin@1"],
    ["a day that does not exist", withText(FILE, 1, 24, "260231"), "file_creation_date@1"],
    ["a time that does not exist", withText(FILE, 1, 30, "2460"), "file_creation_time@1"],
    ["a small modifier", withText(FILE, 1, 34, "a"), "file_id_modifier@1"],
    ["record size", withText(FILE, 1, 35, "095"), "record_size@1"],
    ["blocking factor", withText(FILE, 1, 38, "11"), "blocking_factor@1"],
    ["format code", withText(FILE, 1, 40, "2"), "format_code@1"],
    ["service class", withText(withText(FILE, 2, 2, "280"), 5, 2, "280"), "service_class@2"],
    ["no company", withText(FILE, 2, 5, " ".repeat(16)), "company_name@2"],
    ["SEC code", withText(FILE, 2, 51, "ZZZ"), "sec_code@2"],
    ["no description", withText(FILE, 2, 54, " ".repeat(10)), "entry_description@2"],
    ["effective date", withText(FILE, 2, 70, "261332"), "effective_date@2"],
    ["a settlement date, which is the operator's", withText(FILE, 2, 76, "328"), "settlement_date@2"],
    ["originator status", withText(FILE, 2, 79, "0"), "originator_status@2"],
    ["transaction code", withText(FILE, 3, 2, "20"), "transaction_code@3"],
    ["check digit of the receiving bank", withText(FILE, 3, 12, "8"), "receiving_bank@3"],
    ["no account number", withText(FILE, 3, 13, " ".repeat(17)), "account_number@3"],
    ["a letter in an amount", withText(FILE, 3, 39, "O"), "amount@3"],
    ["no money in a live entry", withText(FILE, 3, 30, "0".repeat(10)), "amount@3"],
    ["no name", withText(FILE, 3, 55, " ".repeat(22)), "receiver_name@3"],
    ["an addenda indicator without addenda", withText(FILE, 3, 79, "1"), "addenda_indicator@3"],
    ["a trace of another ODFI", withText(FILE, 3, 80, "12104289"), "trace_odfi@3"],
    ["traces that go down", withText(FILE, 4, 94, "0"), "trace_order@4"],
    ["a trace used twice", withText(FILE, 4, 94, "1"), "trace_reused@4"],
    ["a debit among credits", withText(FILE, 3, 2, "27"), "service_class_side@3"],
    ["batch control: class", withText(FILE, 5, 2, "200"), "batch_control_class@5"],
    ["batch control: count", withText(FILE, 5, 10, "3"), "batch_entry_count@5"],
    ["batch control: hash", withText(FILE, 5, 11, OTHER_NUMBERS), "batch_entry_hash@5"],
    ["batch control: debits", withText(FILE, 5, 32, "1"), "batch_debits@5"],
    ["batch control: credits", withText(FILE, 5, 44, "1"), "batch_credits@5"],
    ["batch control: company", withText(FILE, 5, 45, "9"), "batch_control_company@5"],
    ["batch control: ODFI", withText(FILE, 5, 80, "09100001"), "batch_control_odfi@5"],
    ["batch control: number", withText(FILE, 5, 94, "2"), "batch_control_number@5"],
    ["file control: batches", withText(FILE, 6, 7, "2"), "file_batch_count@6"],
    ["file control: blocks", withText(FILE, 6, 13, "2"), "block_count@6"],
    ["file control: count", withText(FILE, 6, 21, "3"), "file_entry_count@6"],
    ["file control: hash", withText(FILE, 6, 22, OTHER_NUMBERS), "file_entry_hash@6"],
    ["file control: debits", withText(FILE, 6, 43, "1"), "file_debits@6"],
    ["file control: credits", withText(FILE, 6, 55, "1"), "file_credits@6"],
    ["file control: reserved columns", withText(FILE, 6, 94, "X"), "file_control_reserved@6"],
    ["padding", withText(FILE, 7, 2, "8"), "padding@7"],
    ["addenda type", withText(WITH_ADDENDA, 4, 2, "06"), "addenda_type@4"],
    ["a gap in addenda numbers", withText(WITH_ADDENDA, 4, 87, "2"), "addenda_sequence@4"],
    ["an addenda of another entry", withText(WITH_ADDENDA, 4, 94, "2"), "addenda_trace@4"],
    ["an addenda without indicator", withText(WITH_ADDENDA, 3, 79, "0"), "addenda_indicator@3"],
    ["a WEB debit without payment type", withText(WEB_DEBITS, 3, 77, "  "), "payment_type@3"],
    ["a letter outside ASCII", withText(FILE, 3, 55, "\u00e9"), "character@3"],
    ["a short line", Buffer.from(FILE.toString("latin1").replace(/9\n$/, "\n")), "record_length@10"],
    ["a record that is none", withText(FILE, 3, 1, "4"), "record_order@3"],
    ["no file header", fileOfLines(linesOf(FILE).slice(1)), "file_header_missing@1"],
    ["no batch header", fileOfLines(linesOf(FILE).filter((line) => !line.startsWith("5"))), "record_order@2"],
    ["no batch control", fileOfLines(linesOf(FILE).filter((line) => !line.startsWith("8"))), "batch_control_missing@2"],
    ["no file control", fileOfLines(linesOf(FILE).slice(0, 5)), "file_control_missing@0"],
    ["no padding", fileOfLines(linesOf(FILE).slice(0, 6)), "blocking@6"],
    [
      "a block of padding too many",
      fileOfLines([...linesOf(FILE), ...Array<string>(10).fill("9".repeat(94))]),
      "padding_excess@6",
    ],
    ["nothing", Buffer.alloc(0), "empty_file@0"],
  ])("finds %s", (_what, file, fault) => {
    expect(faultsOf(file)).toContain(fault);
  });

  it("finds batches that go backwards", () => {
    const two = fileOf([{ entries: [{}] }, { entries: [{}] }]);
    expect(faultsOf(withText(two, 5, 94, "1"))).toContain("batch_number@5");
  });
});

describe("a whole file", () => {
  it("has its control and as many records as that says", () => {
    expect(isWhole(FILE)).toBe(true);
  });

  it("is not one cut off, wherever it was cut", () => {
    const lengths = Array.from({ length: FILE.length - 1 }, (_, index) => index);
    // The last line break alone is no loss.
    expect(lengths.filter((length) => isWhole(FILE.subarray(0, length)))).toEqual([]);
    expect(isWhole(FILE.subarray(0, FILE.length - 1))).toBe(true);
  });
});
