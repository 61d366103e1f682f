import fc from "fast-check";
import {
  type EntryNotice,
  type NoticeFault,
  NoticeReader,
} from "../../../../functions/ach/incoming-files/entry-notices";
import { joined, linesOf, put } from "../nacha/support/files";
import { noticeFile } from "./support/inbox";

/** What a reader gives out of a file, in chunks of a size. */
function read(bytes: Buffer, size = bytes.length) {
  const notices: EntryNotice[] = [];
  const faults: NoticeFault[] = [];
  const reader = new NoticeReader(
    (given) => notices.push(...given),
    (fault) => faults.push(fault),
  );
  for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
  reader.end();
  return { notices, faults };
}

const trace = (sequence: number) => `12104288${String(sequence).padStart(7, "0")}`;
const RETURNS = [
  { trace: trace(1), amountCents: 1000, code: "R01" },
  { trace: trace(2), amountCents: 2000, code: "R10", direction: "debit" as const },
];
const CORRECTION = { trace: trace(3), code: "C03", correctedData: "121042882   777766665555" };

describe("returns and corrections in a bank's file", () => {
  it("are read with trace, amount, bank, code and corrected data, in chunks of any size", () => {
    const bytes = noticeFile([...RETURNS, CORRECTION]);
    const all = read(bytes);
    expect(all).toEqual({
      notices: [
        { kind: "return", record: 4, trace: trace(1), rdfi: "09100001", code: "R01", amountCents: 1000 },
        { kind: "return", record: 6, trace: trace(2), rdfi: "09100001", code: "R10", amountCents: 2000 },
        {
          kind: "correction",
          record: 10,
          trace: trace(3),
          rdfi: "09100001",
          code: "C03",
          correctedData: "121042882   777766665555",
        },
      ],
      faults: [],
    });
    for (const size of [1, 7, 94, 95, 500]) expect(read(bytes, size)).toEqual(all);
  });

  it("are read as banks send them: other traces, dates, counts of blocks and check digits", () => {
    const lines = linesOf(noticeFile([...RETURNS, CORRECTION])).filter((line) => !/^9+$/.test(line));
    const odd = lines.map((line) => {
      if (line.startsWith("5")) return put(line, 70, "991399");
      if (line.startsWith("6")) return put(line, 12, "0");
      return line.startsWith("9") ? put(line, 8, "000009") : line;
    });
    const { notices, faults } = read(Buffer.from(odd.join("\r\n"), "latin1"));
    expect([notices.length, faults]).toEqual([3, []]);
  });

  it("are left out one by one where their own records have a fault", () => {
    const lines = linesOf(noticeFile([...RETURNS, CORRECTION]));
    const spoilt = lines.map((line, place) => (place === 3 ? put(line, 4, "X99") : line));
    const { notices, faults } = read(Buffer.from(joined(spoilt), "latin1"));
    expect(notices.map(({ code }) => code)).toEqual(["R10", "C03"]);
    expect(faults).toEqual([{ record: 4, code: "return_code_unknown" }]);
  });

  it("are left out, all of a batch, where its control does not agree", () => {
    const lines = linesOf(noticeFile([...RETURNS, CORRECTION]));
    const control = lines.findIndex((line) => line.startsWith("8"));
    const spoilt = lines.map((line, place) => (place === control ? put(line, 21, "000000000001") : line));
    const { notices, faults } = read(Buffer.from(joined(spoilt), "latin1"));
    expect(notices.map(({ code }) => code)).toEqual(["C03"]);
    expect(faults.map(({ record }) => record)).toEqual([4, 6]);
  });

  it("are left out, all of a batch that does not end; the one behind it is sound", () => {
    const lines = linesOf(noticeFile([...RETURNS, CORRECTION]));
    const control = lines.findIndex((line) => line.startsWith("8"));
    const { notices, faults } = read(Buffer.from(joined(lines.filter((_, place) => place !== control)), "latin1"));
    expect(notices.map(({ code }) => code)).toEqual(["C03"]);
    expect(faults.filter(({ code }) => code === "batch_not_closed").map(({ record }) => record)).toEqual([4, 6]);
    const cut = read(Buffer.from(joined(lines.slice(0, 6)), "latin1"));
    expect([cut.notices, cut.faults.length > 1]).toEqual([[], true]);
  });

  it("stand beside what a person answers: contested returns, and entries that are no returns", () => {
    const lines = linesOf(noticeFile(RETURNS));
    const contested = put(put(lines[3]!, 4, "R73"), 36, "001" + "091000010000001" + "00201" + trace(9) + "00361 ");
    const { notices, faults } = read(
      Buffer.from(joined(lines.map((line, place) => (place === 3 ? contested : line))), "latin1"),
    );
    expect(faults).toEqual([{ record: 4, code: "notice_disputed" }]);
    expect(notices.map(({ code }) => code)).toEqual(["R10"]);
    const plain = linesOf(noticeFile(RETURNS)).filter((_, place) => place !== 3);
    expect(read(Buffer.from(joined(plain), "latin1")).faults.map(({ record }) => record)).toContain(3);
  });

  it("throw for no bytes, and whatever is not given out is told", () => {
    const bytes = noticeFile([...RETURNS, CORRECTION]);
    const mutation = fc.record({
      at: fc.nat(bytes.length - 1),
      to: fc.nat(255),
      kind: fc.constantFrom("set", "cut", "drop"),
    });
    fc.assert(
      fc.property(
        fc.array(mutation, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 700 }),
        (changes, size) => {
          let spoilt = Buffer.from(bytes);
          for (const { at, to, kind } of changes) {
            const place = at % Math.max(1, spoilt.length);
            if (kind === "set") spoilt.writeUInt8(to, place);
            else if (kind === "cut") spoilt = spoilt.subarray(0, place);
            else spoilt = Buffer.concat([spoilt.subarray(0, place), spoilt.subarray(place + 1)]);
            if (spoilt.length === 0) break;
          }
          const { notices, faults } = read(spoilt, size);
          // What is read of a spoilt file is either as it was, or told: nothing is lost without a word.
          expect(notices.length === 3 || faults.length > 0).toBe(true);
        },
      ),
      { numRuns: 400 },
    );
  });

  it("throw for no noise at all", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (noise) => {
        expect(read(Buffer.concat([Buffer.from("101 "), noise])).notices).toEqual([]);
      }),
    );
  });
});
