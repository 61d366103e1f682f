import { fieldText } from "../../../functions/ach/nacha/record-view";
import { NachaReader } from "../../../functions/ach/nacha/reader";
import { type BankBooks, EMPTY_BOOKS } from "../../../local/bank/books";
import { checkFile } from "../../../local/bank/check-file";
import { MAGIC_ACCOUNTS } from "../../../local/bank/magic-accounts";
import { perform } from "../../../local/bank/perform";
import { receive } from "../../../local/bank/receive";
import { creditsTo, debitsFrom, fileOf, MONDAY_NOON, withText } from "./support/files";

const NAME = "12104288_2026-11-23_standard_01.ach";
const HEADER = "file,status,reason,entries,debit_cents,credit_cents,received_at";
const at = (time: string): number => Date.parse(time);

/** A bank that accepted a file on Monday at noon; its acknowledgement is out. */
function accepted(bytes: Buffer): BankBooks {
  const { books, answer } = receive(EMPTY_BOOKS, { name: NAME, bytes, upload: "1" }, MONDAY_NOON);
  expect(answer).toEqual({ status: "accepted", reason: "" });
  return { ...books, outgoing: [] };
}

const performed = (books: BankBooks, bytes: Buffer, now: number): BankBooks =>
  perform(books, now, () => checkFile(bytes).file!);

/** What a NACHA file tells of returns and corrections, by our reader; findings are faults of the file. */
function noticesIn(content: string) {
  const notices: Record<string, string>[] = [];
  const findings: string[] = [];
  const reader = new NachaReader({
    report: ({ code, line }) => findings.push(`${code}@${line}`),
    visit: (view) => {
      if (view.name === "Addenda99")
        notices.push({
          code: fieldText(view, "returnReasonCode"),
          trace: fieldText(view, "originalEntryTraceNumber"),
          rdfi: fieldText(view, "originalReceivingDfiIdentification"),
        });
      if (view.name === "Addenda98")
        notices.push({
          code: fieldText(view, "changeCode"),
          trace: fieldText(view, "originalEntryTraceNumber"),
          data: fieldText(view, "correctedData"),
        });
    },
  });
  reader.push(Buffer.from(content));
  const { ok, ...summary } = reader.end();
  return { notices, findings, ok, summary };
}

describe("the bank and a file that comes in", () => {
  it("accepts a good one, and says what is in it", () => {
    const { books } = receive(EMPTY_BOOKS, { name: NAME, bytes: creditsTo("1", "2"), upload: "1" }, MONDAY_NOON);
    expect(books.outgoing).toEqual([
      {
        name: "12104288_2026-11-23_standard_01.ack.csv",
        content: `${HEADER}\n${NAME},accepted,,2,0,20000,2026-11-23T17:00:00.000Z\n`,
      },
    ]);
  });

  it("rejects one with faults, with the rules and their lines, and owes it nothing", () => {
    const bytes = withText(withText(creditsTo("1", "2"), 5, 10, "9"), 6, 55, "9");
    const { books, answer } = receive(EMPTY_BOOKS, { name: NAME, bytes, upload: "1" }, MONDAY_NOON);
    expect(answer).toEqual({ status: "rejected", reason: "batch_entry_count@5 file_credits@6" });
    expect(books.duties).toEqual([]);
    expect(books.accepted).toEqual({});
  });

  it("shows five faults, and counts the others", () => {
    const bytes = Buffer.from("101\n".repeat(8));
    const { answer } = receive(EMPTY_BOOKS, { name: NAME, bytes, upload: "1" }, MONDAY_NOON);
    expect(answer.reason).toMatch(/^(record_length@\d ){5}and 3 more$/);
  });

  it("rejects one whose date has passed", () => {
    const bytes = fileOf([{ batch: { effectiveDate: "2026-11-20" }, entries: [{}] }]);
    const { answer } = receive(EMPTY_BOOKS, { name: NAME, bytes, upload: "1" }, MONDAY_NOON);
    expect(answer).toEqual({ status: "rejected", reason: "effective_date_past@2" });
  });

  it.each([
    ["its name", NAME, creditsTo("2"), "name"],
    ["its bytes under another name", "other.ach", creditsTo("1"), "content"],
    ["another file of the same origin, time and modifier", "other.ach", creditsTo("2"), "file_header"],
  ])("knows %s again, and does nothing a second time", (_what, name, bytes, reason) => {
    const before = accepted(creditsTo("1"));
    const { books, answer } = receive(before, { name, bytes, upload: "2" }, MONDAY_NOON);
    expect(answer).toEqual({ status: "duplicate", reason });
    expect(books.duties).toEqual(before.duties);
  });

  it("never replaces an acknowledgement", () => {
    const { books } = receive(
      accepted(creditsTo("1")),
      { name: NAME, bytes: creditsTo("1"), upload: "2" },
      MONDAY_NOON,
    );
    expect(books.outgoing.map(({ name }) => name)).toEqual(["12104288_2026-11-23_standard_01.2.ack.csv"]);
  });

  it("accepts the name of a file that it rejected", () => {
    const { books } = receive(EMPTY_BOOKS, { name: NAME, bytes: Buffer.from("x"), upload: "1" }, MONDAY_NOON);
    const { answer } = receive(books, { name: NAME, bytes: creditsTo("1"), upload: "2" }, MONDAY_NOON);
    expect(answer.status).toBe("accepted");
  });
});

describe("the bank and what is due", () => {
  const MORNING = at("2026-11-24T08:30:00-05:00");

  it("settles on the effective date, not before, and once", () => {
    const bytes = creditsTo("1", "2");
    const books = accepted(bytes);
    expect(performed(books, bytes, MORNING - 1)).toBe(books);
    const after = performed(books, bytes, MORNING);
    expect(after.outgoing).toEqual([
      {
        name: "SETTLEMENT_2026-11-24_01.csv",
        content: `file,settlement_date,debit_cents,credit_cents\n${NAME},2026-11-24,0,20000\n`,
      },
    ]);
    expect(performed({ ...after, outgoing: [] }, bytes, MORNING + 1).outgoing).toEqual([]);
  });

  it("settles what comes back too, and each day's batches on their day", () => {
    const bytes = fileOf([
      { entries: [{ accountNumber: "1239902" }] },
      { batch: { effectiveDate: "2026-11-25" }, entries: [{ direction: "debit", amountCents: 7 }] },
    ]);
    const after = performed(accepted(bytes), bytes, at("2026-11-25T13:30:00Z"));
    const settlements = after.outgoing.filter(({ name }) => name.startsWith("SETTLEMENT"));
    expect(settlements.map(({ name, content }) => [name, content.split("\n")[1]])).toEqual([
      ["SETTLEMENT_2026-11-24_01.csv", `${NAME},2026-11-24,0,10000`],
      ["SETTLEMENT_2026-11-25_01.csv", `${NAME},2026-11-25,7,0`],
    ]);
  });

  it("numbers the reports of a day", () => {
    const bytes = fileOf([{ batch: { effectiveDate: "2026-11-23" }, entries: [{}] }]);
    const first = performed(accepted(bytes), bytes, at("2026-11-23T22:00:00Z"));
    const other = fileOf([{ batch: { effectiveDate: "2026-11-23" }, entries: [{}] }], { modifier: "B" });
    const { books } = receive(first, { name: "b.ach", bytes: other, upload: "2" }, at("2026-11-23T20:00:00Z"));
    const second = performed({ ...books, outgoing: [] }, other, at("2026-11-23T23:00:00Z"));
    expect(second.outgoing.map(({ name }) => name)).toEqual(["SETTLEMENT_2026-11-23_02.csv"]);
  });

  it.each(MAGIC_ACCOUNTS.filter(({ code }) => code.startsWith("R")))(
    "returns $code a debit of an account that ends in $ending",
    ({ ending, code, afterBankingDays }) => {
      const bytes = debitsFrom("1234560000", `123456${ending}`);
      const settled = performed(accepted(bytes), bytes, MORNING);
      // Thanksgiving lies between.
      const day = { 1: "2026-11-25", 10: "2026-12-09" }[afterBankingDays]!;
      const due = at(`${day}T08:30:00-05:00`);
      expect(performed(settled, bytes, due - 1)).toBe(settled);
      const [file, ...more] = performed({ ...settled, outgoing: [] }, bytes, due).outgoing;
      expect(more).toEqual([]);
      expect(file?.name).toBe(`RETURNS_${day}_01.ach`);
      const { notices, findings, ok, summary } = noticesIn(file!.content);
      expect({ findings, ok }).toEqual({ findings: [], ok: true });
      expect(notices).toEqual([{ code, trace: "121042880000002", rdfi: "09100001" }]);
      expect(summary).toMatchObject({ entries: 1, debitCents: 10_000, creditCents: 0 });
    },
  );

  it("returns no credit for a reason that only debits have", () => {
    const bytes = creditsTo("1239901", "1239910");
    expect(accepted(bytes).duties.map(({ kind }) => kind)).toEqual(["settle"]);
  });

  it.each([
    ["9801", "C01", "1231001"],
    ["9802", "C02", "021000021"],
    ["9803", "C03", "021000021   1231001"],
    ["9805", "C05", "32"],
  ])("corrects a credit to an account that ends in %s by %s", (ending, code, data) => {
    const bytes = creditsTo(`123${ending}`);
    const day = at("2026-11-25T08:30:00-05:00");
    const files = performed(accepted(bytes), bytes, day).outgoing;
    expect(files.map(({ name }) => name)).toEqual(["SETTLEMENT_2026-11-24_01.csv", "CORRECTIONS_2026-11-25_01.ach"]);
    const { notices, findings, ok, summary } = noticesIn(files[1]!.content);
    expect({ findings, ok }).toEqual({ findings: [], ok: true });
    expect(notices).toEqual([{ code, trace: "121042880000001", data }]);
    expect(summary).toMatchObject({ entries: 1, debitCents: 0, creditCents: 0 });
  });

  it("puts returns of several banks, batches and files into one file, with traces of its own", () => {
    const bytes = fileOf([
      { entries: [{ accountNumber: "9902" }, { accountNumber: "9903", routingNumber: "021000021" }, {}] },
      { entries: [{ accountNumber: "9901", direction: "debit" }] },
    ]);
    const files = performed(accepted(bytes), bytes, at("2026-11-25T13:30:00Z")).outgoing;
    const { notices, findings, summary } = noticesIn(files[1]!.content);
    expect(findings).toEqual([]);
    expect(notices.map(({ code }) => code)).toEqual(["R02", "R03", "R01"]);
    expect(summary).toMatchObject({ batches: 3, entries: 3, debitCents: 10_000, creditCents: 20_000 });
    expect(files[1]!.content.match(/^6.*$/gm)?.map((record) => record.slice(79))).toEqual([
      "091000010000001",
      "021000020000002",
      "091000010000003",
    ]);
  });

  it("returns prenotes", () => {
    const bytes = fileOf([{ entries: [{ purpose: "prenote", amountCents: 0, accountNumber: "9904" }] }]);
    const files = performed(accepted(bytes), bytes, at("2026-11-25T13:30:00Z")).outgoing;
    expect(noticesIn(files[1]!.content)).toMatchObject({ findings: [], notices: [{ code: "R04" }] });
  });
});
