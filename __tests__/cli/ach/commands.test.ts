import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Writable } from "node:stream";
import { runCommandLine } from "../../../cli/command-line";
import { BATCH, ENTRY, FILE, joined, linesOf, put, written } from "../../functions/ach/nacha/support/files";
import { temporaryFolder } from "../../tools/temporary-folder";
import { TestSurroundings } from "../support/surroundings";

const BACK = { originalTrace: "121042880000001", originalRdfi: "23138010" };
const GOOD = written(FILE, [
  [BATCH, [ENTRY]],
  [{ ...BATCH, secCode: "CTX" }, [{ ...ENTRY, addenda: ["one"] }]],
  [BATCH, [{ ...ENTRY, return: { code: "R01", ...BACK } }]],
  [
    { ...BATCH, secCode: "COR" },
    [{ ...ENTRY, amountCents: 0, correction: { code: "C01", ...BACK, correctedData: "1918171614" } }],
  ],
]);
const BAD = joined(linesOf(GOOD).map((line, at) => (at === 2 ? put(put(line, 12, "9"), 13, " 744-567899") : line)));

/** Runs a command in a folder that holds `good.ach`, `bad.ach` and `more/`. */
function prepared(folder: string): TestSurroundings {
  writeFileSync(path.join(folder, "good.ach"), GOOD);
  writeFileSync(path.join(folder, "bad.ach"), BAD);
  mkdirSync(path.join(folder, "more", "deeper"), { recursive: true });
  for (let number = 0; number < 3; number++) writeFileSync(path.join(folder, "more", `${number}.ach`), GOOD);
  writeFileSync(path.join(folder, "more", "deeper", "hidden.ach"), BAD);
  const around = new TestSurroundings();
  around.folder = folder;
  return around;
}

describe("ecosystemaws ach check", () => {
  const folder = temporaryFolder();

  it("ends with 0 where no file has errors", async () => {
    const around = prepared(folder());
    expect(await around.run("ach check good.ach more")).toBe(0);
    expect(around.out.text.split("\n")).toEqual([
      "good.ach: ok (4 batches, 4 entries)",
      "more/0.ach: ok (4 batches, 4 entries)",
      "more/1.ach: ok (4 batches, 4 entries)",
      "more/2.ach: ok (4 batches, 4 entries)",
      "4 files checked, 0 with errors: 0 errors, 0 warnings",
      "",
    ]);
    expect(around.err.text).toBe("");
  });

  it("tells each fault with its line, and ends with 1", async () => {
    const around = prepared(folder());
    expect(await around.run("ach check bad.ach")).toBe(1);
    expect(around.out.text).toContain("  error    line 3  check_digit_wrong: record 3, checkDigit (12-12): ");
    expect(around.out.text).toContain("  warning  line 3  not_left_justified: record 3, dfiAccountNumber (13-29): ");
    expect(around.out.text).not.toContain("744-56");
  });

  it("writes one JSON object a line for each file", async () => {
    const around = prepared(folder());
    expect(await around.run("ach check good.ach bad.ach --json")).toBe(1);
    const [good, bad] = around.out.text
      .trim()
      .split("\n")
      .map((line): unknown => JSON.parse(line));
    expect(good).toEqual({
      file: "good.ach",
      ok: true,
      errors: [],
      warnings: [],
      summary: {
        batches: 4,
        entries: 4,
        addenda: 3,
        debitCents: 0,
        creditCents: 37_035,
        entryHash: 92_552_040,
        secCodes: ["COR", "CTX", "PPD"],
        returns: [{ code: "R01", trace: "091000010000003", originalTrace: BACK.originalTrace }],
        corrections: [
          { code: "C01", trace: "091000010000004", originalTrace: BACK.originalTrace, correctedData: "******1614" },
        ],
      },
    });
    expect(bad).toMatchObject({
      file: "bad.ach",
      ok: false,
      warnings: [{ code: "not_left_justified", value: "*******7899" }],
    });
    expect((bad as { errors: object[] }).errors).toEqual([
      {
        code: "check_digit_wrong",
        line: 3,
        record: 3,
        columns: "12-12",
        field: "checkDigit",
        value: "9",
        rule: expect.any(String),
        message: expect.stringContaining("Seen: 9. Expected: 4."),
      },
    ]);
  });

  it("warns only of what it is told to be lenient about, and of nothing in strict mode", async () => {
    expect(await prepared(folder()).run("ach check bad.ach --lenient check-digit,trace-order")).toBe(0);
    expect(await prepared(folder()).run("ach check bad.ach --lenient check-digit --strict")).toBe(1);
  });

  it("takes the files of a list", async () => {
    const around = prepared(folder());
    writeFileSync(path.join(folder(), "list.txt"), "good.ach\n\nmore/1.ach\n");
    expect(await around.run("ach check --from list.txt")).toBe(0);
    expect(around.out.text).toContain("2 files checked");
  });

  it("takes the files of a list from the standard input", () => {
    prepared(folder());
    const program = path.join(__dirname, "../../../bin/ecosystemaws");
    const said = execFileSync(process.execPath, [program, "ach", "check", "--from", "-"], {
      cwd: folder(),
      input: "good.ach\nmore/0.ach\n",
      encoding: "utf8",
    });
    expect(said).toContain("2 files checked, 0 with errors");
  });

  it.each([
    ["no file", "", "No file was given"],
    ["files that are not there", "a.ach good.ach b.ach", "There is no such file or folder: a.ach, b.ach"],
    ["a list that is not there", "--from list.txt", "list.txt cannot be read: "],
    [
      "a leniency that does not exist",
      "good.ach --lenient check-digit,anything",
      "anything: allowed are addenda-sequence",
    ],
  ])("ends with 2 for %s", async (_, words, why) => {
    const around = prepared(folder());
    expect(await around.run(`ach check ${words}`)).toBe(2);
    expect(around.err.text).toContain(why);
    expect(around.out.text).toBe("");
  });

  it("shows its progress on a terminal", async () => {
    const around = prepared(folder());
    let shown = "";
    const terminal = Object.assign(
      new Writable({
        write: (chunk, _, done) => {
          shown += String(chunk);
          done();
        },
      }),
      { isTTY: true, cursorTo: () => true, clearLine: () => true, moveCursor: () => true },
    );
    const code = await runCommandLine(["ach", "check", "more"], {
      ...around.surroundings(),
      err: terminal,
    });
    expect(code).toBe(0);
    expect(shown).toContain("checked 3 of 3 files, 0 with errors");
  });
});

describe("ecosystemaws ach show", () => {
  const folder = temporaryFolder();

  it("shows batches, entries, totals, returns and corrections, account numbers masked", async () => {
    const around = prepared(folder());
    expect(await around.run("ach show good.ach")).toBe(0);
    expect(around.out.text.split("\n")).toEqual([
      "File A of 260302: from 1234567890 Example Payments to 091000019 Receiving Bank",
      "Batch 1: PPD 200 Example Payments 1234567890, PAYOUT, effective 260303",
      "  091000010000001  22  credit   231380104        *******8-99           123.45  Receiver One",
      "Batch 2: CTX 200 Example Payments 1234567890, PAYOUT, effective 260303",
      "  091000010000002  22  credit   231380104        *******8-99           123.45  Receiver One",
      "Batch 3: PPD 200 Example Payments 1234567890, PAYOUT, effective 260303",
      "  091000010000003  21  credit   231380104        *******8-99           123.45  Receiver One",
      "Batch 4: COR 200 Example Payments 1234567890, PAYOUT, effective 260303",
      "  091000010000004  21  credit   231380104        *******8-99             0.00  Receiver One",
      "Total: 4 batches, 4 entries, 3 addenda, debits 0.00, credits 370.35",
      "Returns:",
      "  R01  091000010000003  of 121042880000001",
      "Corrections:",
      "  C01  091000010000004  of 121042880000001  ******1614",
      "",
    ]);
  });

  it("says that a file has faults, and ends with 1", async () => {
    const around = prepared(folder());
    expect(await around.run("ach show bad.ach")).toBe(1);
    expect(around.out.text).toContain("1 error, 1 warning: ach check tells them\n");
  });

  it("ends with 2 where the file cannot be read", async () => {
    const around = prepared(folder());
    expect(await around.run("ach show none.ach")).toBe(2);
    expect(around.err.text).toContain("none.ach cannot be read: ");
    expect(await around.run("ach show more")).toBe(2);
  });
});

describe("ecosystemaws ach build", () => {
  const folder = temporaryFolder();
  const order = { ...FILE, batches: [{ ...BATCH, entries: [ENTRY] }] };

  function ordered(value: unknown): TestSurroundings {
    const around = prepared(folder());
    writeFileSync(path.join(folder(), "order.json"), typeof value === "string" ? value : JSON.stringify(value));
    return around;
  }

  it("writes the file to the standard output", async () => {
    const around = ordered(order);
    expect(await around.run("ach build order.json")).toBe(0);
    expect(around.out.text).toBe(written(FILE, [[BATCH, [ENTRY]]]).toString("latin1"));
  });

  it("writes it to a new file, and overwrites none", async () => {
    const around = ordered(order);
    expect(await around.run("ach build order.json --output new.ach")).toBe(0);
    expect(readFileSync(path.join(folder(), "new.ach"))).toEqual(written(FILE, [[BATCH, [ENTRY]]]));
    expect(await around.run("ach build order.json --output new.ach")).toBe(2);
    expect(around.err.text).toContain("new.ach cannot be written: EEXIST");
  });

  it("tells all faults of the order at once, without account numbers, and ends with 1", async () => {
    const entries = [
      { ...ENTRY, amountCents: 0 },
      { ...ENTRY, accountNumber: "123456789012345678901" },
    ];
    const around = ordered({ ...order, createdOn: "2026-02-30", batches: [{ ...BATCH, odfi: "1", entries }] });
    expect(await around.run("ach build order.json")).toBe(1);
    expect(around.err.text.split("\n")).toEqual([
      "order.json cannot be written:",
      "  createdOn: allowed: a date such as 2026-03-02; seen: 2026-02-30.",
      "  batches[0].odfi: allowed: first 8 digits of a routing number; seen: 1.",
      "  batches[0].entries[0].amountCents: allowed: a whole number from 1 to 9999999999; seen: 0.",
      "  batches[0].entries[1].accountNumber: allowed: 1 to 17 printable ASCII characters; seen: *****************8901.",
      "",
    ]);
    expect(around.out.text).toBe("");
  });

  it.each<[string, unknown, string]>([
    ["no batches", { ...order, batches: [] }, "  batches: "],
    ["a field that does not exist", { ...order, colour: "red" }, "the order: "],
    [
      "a field of another type",
      { ...order, batches: [{ ...BATCH, entries: [{ ...ENTRY, amountCents: "1" }] }] },
      "  batches[0].entries[0].amountCents: ",
    ],
  ])("refuses an order with %s", async (_, value, why) => {
    const around = ordered(value);
    expect(await around.run("ach build order.json")).toBe(1);
    expect(around.err.text).toContain(why);
  });

  it("ends with 2 where the order is no JSON, and quotes nothing of it", async () => {
    const around = ordered("{1918171614");
    expect(await around.run("ach build order.json")).toBe(2);
    expect(around.err.text).toBe("order.json is not JSON.\n");
  });
});
