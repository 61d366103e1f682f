import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { BATCH, ENTRY, FILE, joined, linesOf, put, written } from "../../functions/ach/nacha/support/files";
import { temporaryFolder } from "../../tools/temporary-folder";
import { TestSurroundings } from "../support/surroundings";

const ACCOUNT = "9182736450817";
const LINES = linesOf(written(FILE, [[BATCH, [{ ...ENTRY, accountNumber: ACCOUNT }]]]));

describe("a folder of files that cannot all be read", () => {
  const folder = temporaryFolder();

  function prepared(): TestSurroundings {
    const around = new TestSurroundings();
    around.folder = folder();
    mkdirSync(path.join(folder(), "in"));
    writeFileSync(path.join(folder(), "in", "b.ach"), joined(LINES));
    return around;
  }

  it("is checked to its end; the file that could not be read is told, and the command ends with 2", async () => {
    const around = prepared();
    symlinkSync("nowhere.ach", path.join(folder(), "in", "a.ach"));
    expect(await around.run("ach check in")).toBe(2);
    expect(around.err.text).toMatch(/^in\/a\.ach cannot be read: /);
    expect(around.out.text).toContain("in/b.ach: ok (1 batch, 1 entry)\n1 file checked, 0 with errors");
  });

  it("counts a link as the file that it leads to", async () => {
    const around = prepared();
    symlinkSync("b.ach", path.join(folder(), "in", "c.ach"));
    expect(await around.run("ach check in")).toBe(0);
    expect(around.out.text).toContain("in/c.ach: ok");
  });
});

describe("a reader who reads no further", () => {
  const folder = temporaryFolder();

  it("ends the command without a word, as with head", async () => {
    writeFileSync(path.join(folder(), "file.ach"), joined(LINES));
    const program = path.join(__dirname, "../../../bin/ecosystemaws");
    const child = spawn(process.execPath, [program, "ach", "show", "file.ach"], { cwd: folder() });
    child.stdout.destroy();
    let said = "";
    child.stderr.on("data", (chunk) => (said += String(chunk)));
    const [code] = (await once(child, "close")) as [number];
    expect([code, said]).toEqual([141, ""]);
  });
});

describe("what a file shows of itself", () => {
  const folder = temporaryFolder();

  async function shown(command: string, lines: readonly string[]): Promise<string> {
    const around = new TestSurroundings();
    around.folder = folder();
    writeFileSync(path.join(folder(), "file.ach"), Buffer.from(joined(lines), "latin1"));
    await around.run(`ach ${command} file.ach`);
    return around.out.text + around.err.text;
  }

  const withEntry = (line: string): string[] => LINES.with(2, line);

  it.each([
    ["one character too many before the account", `${LINES[2]!.slice(0, 3)}0${LINES[2]!.slice(3, 93)}`],
    ["one character lost before the account", `${LINES[2]!.slice(0, 4)}${LINES[2]!.slice(5)} `],
    ["a routing number lost", `${LINES[2]!.slice(0, 3)}${LINES[2]!.slice(12)}         `],
    [
      "a routing number lost, the rest in its place",
      `${LINES[2]!.slice(0, 3)}${ACCOUNT.padEnd(26)}${LINES[2]!.slice(29)}`,
    ],
    ["a line cut", LINES[2]!.slice(0, 50)],
    ["a line too long", `${LINES[2]!.slice(0, 12)}${" ".repeat(42)}${LINES[2]!.slice(12)}`],
  ])("is no account number, where columns are moved: %s", async (_, line) => {
    for (const command of ["show", "check", "check --json"]) {
      const text = await shown(command, withEntry(line));
      for (let at = 0; at + 5 <= ACCOUNT.length; at++) expect(text).not.toContain(ACCOUNT.slice(at, at + 5));
    }
  });

  it("is a line without its columns, where they are out of place", async () => {
    const text = await shown("show", withEntry(`${LINES[2]!.slice(0, 93)} `));
    expect(text).toContain("\n  Line 3: EntryDetail whose columns are out of place, not shown\n");
  });

  it("is that an amount is no number, where it is none", async () => {
    expect(await shown("show", withEntry(put(LINES[2]!, 35, "A")))).toMatch(/\*0817 +no number {2}Receiver One\n/);
  });

  it("writes nothing on a terminal but text", async () => {
    const lines = withEntry(put(LINES[2]!, 57, "\u001b[31m\u009b"));
    for (const command of ["show", "check"]) {
      expect((await shown(command, lines)).replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
    }
  });
});

describe("an order of a file", () => {
  const folder = temporaryFolder();

  async function refused(order: object): Promise<string[]> {
    const around = new TestSurroundings();
    around.folder = folder();
    writeFileSync(path.join(folder(), "order.json"), JSON.stringify(order));
    expect(await around.run("ach build order.json")).toBe(1);
    expect(around.out.text).toBe("");
    return around.err.text.split("\n").slice(1, -1);
  }

  const batch = (change: object, entries: readonly object[]) => ({ ...BATCH, ...change, entries });

  it("is refused for shapes and values alike, all at once, each by its entry and field", async () => {
    const faults = await refused({
      ...FILE,
      createdOn: "2026-02-30",
      batches: [
        batch({}, [
          { ...ENTRY, amountCents: "1" },
          { ...ENTRY, routingNumber: ACCOUNT, colour: "red" },
          { ...ENTRY, routingNumber: ACCOUNT, accountNumber: "231380104" },
        ]),
        batch({ secCode: "IAT" }, [ENTRY]),
        batch({ odfi: "1" }, [{ ...ENTRY, name: "" }]),
      ],
    });
    expect(faults.map((fault) => fault.slice(2, fault.indexOf(":")))).toEqual([
      "batches[0].entries[0].amountCents",
      "batches[0].entries[1]",
      "batches[1].secCode",
      "createdOn",
      "batches[0].entries[2].routingNumber",
      "batches[2].odfi",
      "batches[2].entries[0].name",
    ]);
    expect(faults.join()).not.toContain(ACCOUNT.slice(0, 5));
  });

  it("is refused for a date that would settle on another day, with a fee", async () => {
    const change = (effectiveDate: string) => ({ ...FILE, batches: [batch({ effectiveDate }, [ENTRY])] });
    expect(await refused(change("2026-02-27"))).toEqual([
      "  batches[0].effectiveDate: allowed: not before the file's own date, 2026-03-02; seen: 2026-02-27.",
    ]);
    expect(await refused(change("2026-03-07"))).toEqual([
      "  batches[0].effectiveDate: allowed: a banking day of the Federal Reserve; seen: 2026-03-07.",
    ]);
  });

  it("that sends something back has the date of its entry", async () => {
    const back = { code: "R01", originalTrace: "121042880000001", originalRdfi: "23138010" };
    const around = new TestSurroundings();
    around.folder = folder();
    const batches = [batch({ effectiveDate: "2026-02-28" }, [{ ...ENTRY, return: back }])];
    writeFileSync(path.join(folder(), "order.json"), JSON.stringify({ ...FILE, batches }));
    expect(await around.run("ach build order.json")).toBe(0);
  });

  it("is refused for sums that no control can hold", async () => {
    const entries = Array.from({ length: 101 }, () => ({ ...ENTRY, amountCents: 9_999_999_999 }));
    expect(await refused({ ...FILE, batches: [batch({}, entries)] })).toEqual([
      "  batches[0].entries: allowed: credits of at most 999999999999 cents; seen: credits of 1009999999899 cents.",
      "  batches: allowed: credits of at most 999999999999 cents; seen: credits of 1009999999899 cents.",
    ]);
  });

  it("is refused for a batch that one offset entry cannot balance", async () => {
    const offset = { routingNumber: "091000019", accountNumber: "5550001", accountType: "checking", name: "Example" };
    const entries = Array.from({ length: 2 }, () => ({ ...ENTRY, amountCents: 9_999_999_999 }));
    expect(await refused({ ...FILE, batches: [batch({ offset }, entries)] })).toEqual([
      "  batches[0].entries: allowed: credits of at most 9999999999 cents; seen: credits of 19999999998 cents.",
    ]);
  });

  it("may say where its trace numbers begin", async () => {
    const around = new TestSurroundings();
    around.folder = folder();
    writeFileSync(
      path.join(folder(), "order.json"),
      JSON.stringify({ ...FILE, firstSequence: 77, batches: [batch({}, [ENTRY])] }),
    );
    expect(await around.run("ach build order.json")).toBe(0);
    expect(around.out.text).toContain("091000010000077");
  });
});
