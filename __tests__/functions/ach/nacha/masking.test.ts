import fc from "fast-check";
import { NachaReader } from "../../../../functions/ach/nacha/reader";
import { isOutOfPlace, type RecordView, shownField } from "../../../../functions/ach/nacha/record-view";
import { BATCH, ENTRY, FILE, joined, linesOf, put, read, written } from "./support/files";

/** No five characters in a row of it are shown. */
const ACCOUNT = "9182736450817";
const BACK = { originalTrace: "121042880000001", originalRdfi: "23138010" };
const LINES = linesOf(
  written(FILE, [
    [BATCH, [{ ...ENTRY, accountNumber: ACCOUNT }]],
    [{ ...BATCH, secCode: "CTX" }, [{ ...ENTRY, accountNumber: ACCOUNT, addenda: [`for ${ACCOUNT}`] }]],
    [BATCH, [{ ...ENTRY, accountNumber: ACCOUNT, return: { code: "R17", ...BACK, information: ACCOUNT } }]],
    [
      { ...BATCH, secCode: "COR" },
      [
        {
          ...ENTRY,
          accountNumber: ACCOUNT,
          amountCents: 0,
          correction: { code: "C01", ...BACK, correctedData: ACCOUNT },
        },
      ],
    ],
  ]),
);
/** Lines that hold the account. */
const TELLING = LINES.flatMap((line, at) => (line.includes(ACCOUNT) ? [at] : []));

function isShown(text: string): boolean {
  return [...ACCOUNT].some((_, at) => at + 5 <= ACCOUNT.length && text.includes(ACCOUNT.slice(at, at + 5)));
}

function withLine(at: number, line: string): string {
  return joined(LINES.map((each, place) => (place === at ? line : each)));
}

/** What `ach check` tells: findings, and the fields of returns and corrections. */
function told(text: string): string {
  const shown: string[] = [];
  const visit = (view: RecordView): void => {
    if (/Addenda9[89]$/.test(view.name)) {
      shown.push(shownField(view, "traceNumber"), shownField(view, "originalEntryTraceNumber"));
    }
  };
  const { findings, summary } = read(text, { visit });
  return JSON.stringify([findings, summary, shown]);
}

describe("an account number", () => {
  it("stands in each of the lines", () => {
    expect(TELLING).toHaveLength(7);
    expect(isShown(`x${ACCOUNT.slice(3, 8)}y`)).toBe(true);
    expect(isShown(ACCOUNT.slice(9))).toBe(false);
  });

  it("is in no finding, wherever so many characters of its line are lost, and whether the line is filled up again", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TELLING),
        fc.nat(93),
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom("", " "),
        (at, from, length, filling) => {
          const line = LINES[at]!;
          const cut = line.slice(0, from) + line.slice(from + length);
          const whole = filling === "" ? cut : cut.padEnd(94, filling);
          expect(isShown(told(withLine(at, whole)))).toBe(false);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("is in no finding, wherever characters are put into its line, and whether the line is cut to its length", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TELLING),
        fc.nat(93),
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom(" ", "A"),
        fc.boolean(),
        (at, from, length, filling, isCut) => {
          const line = LINES[at]!;
          const longer = line.slice(0, from) + filling.repeat(length) + line.slice(from);
          expect(isShown(told(withLine(at, isCut ? longer.slice(0, 94) : longer)))).toBe(false);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("is in no finding where a routing number is lost and the record's end stands in its place", () => {
    const line = LINES[2]!;
    const lost = `${line.slice(0, 3)}${ACCOUNT.padEnd(26)}${line.slice(29)}`;
    const { findings } = read(withLine(2, lost));
    expect(findings.map(({ code }) => code)).toContain("routing_prefix_invalid");
    expect(isShown(JSON.stringify(findings))).toBe(false);
  });

  it("is in no finding where it runs on into the amount", () => {
    const lost = put(put(LINES[2]!, 13, " ".repeat(17)), 26, ACCOUNT);
    const { findings } = read(withLine(2, put(lost, 39, "X")));
    expect(findings.map(({ code }) => code)).toContain("not_numeric");
    expect(isShown(JSON.stringify(findings))).toBe(false);
  });

  it("of addenda is shown by its last four characters, as they may hold any", () => {
    const at = LINES.findIndex((line) => line.startsWith("705"));
    const { findings } = read(withLine(at, put(LINES[at]!, 4, ` for ${ACCOUNT}`)));
    expect(findings).toMatchObject([{ code: "not_left_justified", value: `${"*".repeat(14)}0817` }]);
  });
});

describe("a value that is no account number is shown whole", () => {
  it.each([
    ["a letter in an amount", 2, put(LINES[2]!, 35, "A"), "not_numeric", "00000A2345"],
    [
      "a letter in an amount behind a wrong check digit",
      2,
      put(put(LINES[2]!, 12, "9"), 35, "A"),
      "not_numeric",
      "00000A2345",
    ],
    ["a letter in a total", 3, put(LINES[3]!, 40, "A"), "not_numeric", "0000000A2345"],
    ["another ODFI in a trace number", 2, put(LINES[2]!, 80, "12104288"), "trace_odfi_wrong", "121042880000001"],
    ["a date", 1, put(LINES[1]!, 70, "260230"), "effective_date_invalid", "260230"],
  ])("%s", (_, at, line, code, value) => {
    expect(read(withLine(at, line)).findings.find((finding) => finding.code === code)).toMatchObject({ value });
  });
});

describe("a record whose columns are not in their places", () => {
  const isSuspect = (text: string): boolean[] => {
    const found: boolean[] = [];
    const reader = new NachaReader({ visit: (view) => found.push(isOutOfPlace(view)) });
    reader.push(Buffer.from(text, "latin1"));
    reader.end();
    return found;
  };

  it("is known by its end", () => {
    expect(isSuspect(joined(LINES))).toEqual(LINES.filter((line) => !/^9+$/.test(line)).map(() => false));
    for (const [at, line] of LINES.entries()) {
      if (/^9+$/.test(line)) continue;
      const shifted = `${line.slice(0, 6)}${line.slice(7)} `;
      // The file's own header and control hold no account, and are known by more than their end.
      expect(isSuspect(withLine(at, shifted))[at]).toBe(!/^[19]/.test(line));
    }
  });

  it("is known by its length", () => {
    expect(isSuspect(withLine(2, `${LINES[2]!}1`))[2]).toBe(true);
    expect(isSuspect(withLine(2, LINES[2]!.slice(0, 93)))[2]).toBe(true);
  });
});

describe("what a file says", () => {
  it("cannot write on a terminal: control characters are shown as question marks", () => {
    const file = joined(LINES.map((line, at) => (at === 1 ? put(line, 51, "\u001b[m") : line)));
    const [finding] = read(file).findings.filter(({ code }) => code === "sec_code_unknown");
    expect(finding).toMatchObject({ value: "?[m" });
    expect(finding!.message).not.toContain("\u001b");
  });
});
