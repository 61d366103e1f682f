import fc from "fast-check";
import { fieldText, keptView, type RecordView } from "../../../../functions/ach/nacha/record-view";
import { NachaReader } from "../../../../functions/ach/nacha/reader";
import { TraceRegister } from "../../../../functions/ach/nacha/trace-register";
import { BATCH, ENTRY, FILE, joined, linesOf, read, readChunks, written } from "./support/files";

const BYTES = written(FILE, [
  [BATCH, [ENTRY, { ...ENTRY, direction: "debit", amountCents: 5 }]],
  [{ ...BATCH, secCode: "CTX" }, [{ ...ENTRY, addenda: ["one", "two"] }]],
]);
const LINES = linesOf(BYTES);
const TEXT = joined(LINES);
const CLEAN = readChunks([BYTES]).summary;

describe("files as banks send them", () => {
  const shortened = joined(LINES.map((line) => line.trimEnd()));

  it.each<[string, string | Buffer, string[]]>([
    ["a carriage return and a line feed", TEXT.replaceAll("\n", "\r\n"), ["line_ends_with_crlf"]],
    ["a carriage return alone", TEXT.replaceAll("\n", "\r"), ["line_ends_with_cr"]],
    ["no line breaks at all", LINES.join(""), ["line_breaks_missing"]],
    ["no line break at the end", LINES.join("\n"), ["last_line_break_missing"]],
    ["trailing blanks trimmed", shortened, Array.from({ length: 2 }, () => "line_short")],
    [
      "blanks behind the record",
      joined(LINES.map((line, at) => (at === 1 ? `${line}   ` : line))),
      ["line_with_blank_tail"],
    ],
    ["blank lines at the end", `${TEXT}\n\n`, ["line_blank"]],
    ["a line of blanks", joined([LINES[0]!, " ".repeat(94), ...LINES.slice(1)]), ["line_blank"]],
    ["a byte order mark", Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), BYTES]), ["byte_order_mark"]],
    ["an end-of-file mark", `${TEXT}\u001a`, ["end_of_file_mark"]],
  ])("%s: read whole, with a warning", (_, file, codes) => {
    const found = read(file);
    const told = [...new Set(found.codes)];
    expect(told).toEqual([...new Set(codes)]);
    expect(found.summary).toEqual({ ...CLEAN, warnings: found.findings.length });
    expect(found.findings.every(({ severity }) => severity === "warning")).toBe(true);
  });

  it("no padding, and no line breaks either", () => {
    const bare = LINES.filter((line) => !/^9+$/.test(line)).join("");
    const { codes, summary } = read(bare);
    expect(codes).toEqual(["line_breaks_missing", "padding_missing"]);
    expect(summary.ok).toBe(true);
  });

  it("a line that is too long: an error, and the next line is read as it is", () => {
    const { codes, summary } = read(joined(LINES.map((line, at) => (at === 2 ? `${line}X` : line))));
    expect(codes).toEqual(["line_too_long"]);
    expect(summary.entries).toBe(CLEAN.entries);
  });

  it("positions are characters: a letter of two bytes moves nothing", () => {
    const text = joined(LINES.map((line, at) => (at === 2 ? line.replace("Receiver", "Réceiver") : line)));
    const [finding, ...others] = read(Buffer.from(text, "utf8")).findings;
    expect(finding).toMatchObject({ code: "character_not_allowed", value: "U+00E9 in column 56", record: 3 });
    expect(others).toEqual([]);
    expect(read(text).findings).toEqual([finding]);
    expect(read(text, { lenient: ["characters"] }).summary.ok).toBe(true);
  });

  it.each(["\u20ac", "\u{1f600}", "\t", "\u007f"])("a character outside printable ASCII is told: %j", (character) => {
    const text = joined(LINES.map((line, at) => (at === 2 ? line.replace("Rec", `R${character}c`) : line)));
    expect(read(Buffer.from(text, "utf8")).codes).toEqual(["character_not_allowed"]);
  });
});

describe("a reader", () => {
  const variants = [
    BYTES,
    Buffer.from(TEXT.replaceAll("\n", "\r\n")),
    Buffer.from(TEXT.replaceAll("\n", "\r")),
    Buffer.from(LINES.join("")),
    Buffer.from(TEXT.replace("Receiver", "R\u00e9c\u20acver")),
    Buffer.from(joined(LINES.map((line, at) => (at % 3 === 1 ? `${line}XY` : line.trimEnd())))),
  ];

  it("finds the same wherever a file is cut into chunks", () => {
    fc.assert(
      fc.property(fc.constantFrom(...variants), fc.array(fc.nat(200), { minLength: 1 }), (file, sizes) => {
        const chunks: Buffer[] = [];
        for (let at = 0, turn = 0; at < file.length; turn++) {
          const size = 1 + sizes[turn % sizes.length]!;
          chunks.push(file.subarray(at, at + size));
          at += size;
        }
        expect(readChunks(chunks)).toEqual(readChunks([file]));
      }),
    );
  });

  it("throws for no bytes, and always reports", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (noise) => {
        const { summary, findings } = read(Buffer.from(noise), { findingsMax: 50 });
        expect(summary.ok).toBe(false);
        expect(findings.length).toBeLessThanOrEqual(51);
      }),
    );
  });

  it("throws for no mutation of a file, and shows no whole account number", () => {
    const mutation = fc.tuple(
      fc.nat(BYTES.length - 1),
      fc.integer({ min: 0, max: 255 }),
      fc.constantFrom("set", "cut", "add"),
    );
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 8 }), (mutations) => {
        let file: Buffer = Buffer.from(BYTES);
        for (const [at, byte, how] of mutations) {
          const tail = file.subarray(how === "add" ? at : at + 1);
          const middle = how === "cut" ? [] : [byte];
          file = Buffer.concat([file.subarray(0, at), Buffer.from(middle), tail]);
        }
        const { summary, findings } = readChunks([file]);
        expect(summary.errors + summary.warnings).toBe(findings.length);
        expect(summary.ok).toBe(findings.every(({ severity }) => severity === "warning"));
        expect(JSON.stringify(findings)).not.toContain(ENTRY.accountNumber);
      }),
      { numRuns: 500 },
    );
  });

  it("gives each record to its visitor, whose copy stays valid", () => {
    const kept: RecordView[] = [];
    const reader = new NachaReader({ visit: (view) => kept.push(keptView(view)) });
    reader.push(BYTES);
    reader.end();
    expect(kept.map(({ name }) => name).slice(0, 5)).toEqual([
      "FileHeader",
      "BatchHeader",
      "EntryDetail",
      "EntryDetail",
      "BatchControl",
    ]);
    expect(fieldText(kept[2]!, "individualName")).toBe("Receiver One");
    expect(fieldText(kept[0]!, "immediateDestination")).toBe("091000019");
    expect(() => fieldText(kept[0]!, "amount")).toThrow(RangeError);
  });

  it("keeps the low ten digits of the hash, from 310 entries on", () => {
    const entries = Array.from({ length: 500 }, () => ({ ...ENTRY, routingNumber: "231380104" }));
    const file = written(FILE, [[BATCH, entries]]);
    const { findings, summary } = readChunks([file]);
    expect(findings).toEqual([]);
    expect(summary.entryHash).toBe((500 * 23_138_010) % 10_000_000_000);
    expect(500 * 23_138_010).toBeGreaterThan(9_999_999_999);
  });

  it("finds a total above the limit that its field cannot hold", () => {
    const entries = Array.from({ length: 101 }, () => ({ ...ENTRY, amountCents: 9_999_999_999 }));
    const lines = linesOf(written(FILE, [[BATCH, [ENTRY]]]));
    const many = entries.map(
      (_, at) => `${lines[2]!.slice(0, 29)}9999999999${lines[2]!.slice(39, 87)}${String(at + 1).padStart(7, "0")}`,
    );
    const codes = read(joined([...lines.slice(0, 2), ...many, ...lines.slice(3)])).codes;
    expect(codes.filter((code) => code === "total_over_limit")).toHaveLength(2);
  });
});

describe("the register of traces", () => {
  it("knows each number again, and no other", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 999_999_999_999_999 })), (traces) => {
        const register = new TraceRegister();
        const seen = new Set<number>();
        for (const trace of traces) {
          expect(register.add(trace)).toBe(!seen.has(trace));
          seen.add(trace);
        }
        expect(register.isPartial).toBe(false);
      }),
    );
  });

  it("says so where its memory does not suffice, and still compares what it holds", () => {
    const register = new TraceRegister(1);
    expect([register.add(1), register.add(1_000_000), register.add(1_000_000), register.add(1)]).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(register.isPartial).toBe(true);
  });
});
