import fc from "fast-check";
import { ACCOUNT_KINDS, balanceNames, SHARDS } from "../../../functions/ledger/accounts";
import { balanceOf, rebuildBalances } from "../../../functions/ledger/balances";
import { JournalError } from "../../../functions/ledger/errors";
import { balanceChanges, type Journal, reverseJournal } from "../../../functions/ledger/journal";
import { balanceKey, journalKey, journalWrites, readBalance, readJournal } from "../../../functions/ledger/store-items";
import { transact } from "../../../functions/shared/dynamodb";
import { account, CLEARING, credit, debit, ESCROW, into, journal, outOf } from "./support/journals";
import { MemoryTable } from "./support/memory-table";

const TABLE = "payment-transactions-test";
const CORRECTION = { cause: "ops", region: "us-west-2", epoch: 1, at: "2026-11-16T12:00:00.000Z" };

const TABLES = { journals: TABLE, balances: { payments: TABLE, escrow: TABLE } };
const post = (table: MemoryTable, entry: Journal) => transact(table.client, journalWrites(TABLES, entry));
const booked = (table: MemoryTable) => table.startingWith("JOURNAL#").map(readJournal);

/** Balances as the table holds them. */
function stored(table: MemoryTable): Map<string, number> {
  const items = table.startingWith("BALANCE#");
  return new Map(items.map((item) => [item.pk!.S!.slice("BALANCE#".length), readBalance(item)]));
}

const cents = fc.integer({ min: 1, max: 1000 });
const someJournals = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.boolean(), cents), { maxLength: 25 });

/** Journals under few ids, so that some come twice; in or out of escrow. */
function made(rows: readonly (readonly [number, boolean, number])[]): Journal[] {
  return rows.map(([id, isIn, amount]) => (isIn ? into : outOf)(`pay_1/${id}`, amount));
}

describe("the ledger", () => {
  it("balanced: a journal whose debits and credits differ does not exist", () => {
    expect(into("a", 5).postings).toHaveLength(2);
    expect(() => journal("a", debit(CLEARING, 5), credit(ESCROW, 4))).toThrow(JournalError);
    expect(() => journal("a", debit(CLEARING, 5), credit(ESCROW, 4))).toThrow(
      "postings: debits less credits of USD are 1 cents, allowed is 0.",
    );
  });

  it("balanced: debit balances and credit balances are the same sum after any journals", async () => {
    await fc.assert(
      fc.asyncProperty(someJournals, async (rows) => {
        const table = new MemoryTable();
        for (const entry of made(rows)) await post(table, entry);
        const balances = stored(table);
        expect(balanceOf(CLEARING, balances)).toBe(balanceOf(ESCROW, balances));
      }),
    );
  });

  it("no mixed currency: each currency sums to zero on its own, and an account holds one", () => {
    const [usd, eur] = [account("clearing", "a", "USD"), account("clearing", "a", "EUR")];
    expect(() => journal("a", debit(usd, 5), credit(eur, 5))).toThrow("of USD are 5 cents, allowed is 0. postings");
    const posting = { ...debit(usd, 5), account: eur };
    expect(() => journal("a", posting, credit(usd, 5))).toThrow("postings[0].amount: saw USD, allowed is the account");
    const both = journal("a", debit(usd, 5), credit({ ...usd, owner: "b" }, 5), debit(eur, 7), credit({ ...eur }, 7));
    expect(both.postings).toHaveLength(4);
  });

  it("is told all that is wrong with a journal at once", () => {
    try {
      journal("a", debit(ESCROW, 0));
      throw new Error("The journal was taken.");
    } catch (error) {
      expect((error as JournalError).faults).toEqual([
        "postings: saw 1, allowed are 2 to 64.",
        "postings[0].amount: saw nothing, allowed is more than nothing.",
      ]);
    }
    const many = Array.from({ length: 65 }, () => debit(ESCROW, 1));
    expect(() => journal("a", ...many)).toThrow("postings: saw 65, allowed are 2 to 64.");
  });

  it("append-only: what was booked stays as it was, whatever is booked after it", async () => {
    const table = new MemoryTable();
    await post(table, into("a", 10));
    const first = structuredClone(table.items.get("JOURNAL#a|JOURNAL"));
    expect(await post(table, into("a", 99))).toEqual({ outcome: "refused", by: ["journal"] });
    await post(table, outOf("b", 4));
    expect(table.items.get("JOURNAL#a|JOURNAL")).toEqual(first);
  });

  it("duplicate no-op: a journal that comes again changes nothing", async () => {
    const table = new MemoryTable();
    await post(table, into("a", 10));
    const before = stored(table);
    expect(await post(table, into("a", 10))).toEqual({ outcome: "refused", by: ["journal"] });
    expect(stored(table)).toEqual(before);
  });

  it("concurrent duplicates, one effect", async () => {
    const table = new MemoryTable();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => post(table, into("a", 10))));
    expect(outcomes.filter(({ outcome }) => outcome === "written")).toHaveLength(1);
    expect(balanceOf(ESCROW, stored(table))).toBe(10);
  });

  it("no overdraft under drain: an account with a floor never falls below nothing", async () => {
    const table = new MemoryTable();
    expect(await post(table, outOf("none", 1))).toEqual({ outcome: "refused", by: ["floor"] });
    await post(table, into("a", 10));
    const outcomes = await Promise.all(Array.from({ length: 8 }, (_, place) => post(table, outOf(`out ${place}`, 3))));
    expect(outcomes.filter(({ outcome }) => outcome === "written")).toHaveLength(3);
    expect(outcomes.filter(({ outcome }) => outcome === "refused")).toHaveLength(5);
    expect(balanceOf(ESCROW, stored(table))).toBe(1);
  });

  it("a refused one is not reported as applied, and leaves nothing", async () => {
    const table = new MemoryTable();
    expect(await post(table, outOf("a", 1))).toEqual({ outcome: "refused", by: ["floor"] });
    expect(table.items.size).toBe(0);
  });

  it("no lost update on a hot account: what is booked at once is all there", async () => {
    const table = new MemoryTable();
    await Promise.all(Array.from({ length: 50 }, (_, place) => post(table, into(`in ${place}`, place + 1))));
    expect(balanceOf(ESCROW, stored(table))).toBe((50 * 51) / 2);
  });

  it("rebuild from journals equals state, in any order and with repeats", async () => {
    await fc.assert(
      fc.asyncProperty(someJournals, async (rows) => {
        const table = new MemoryTable();
        for (const entry of made(rows)) await post(table, entry);
        const journals = booked(table);
        expect(rebuildBalances([...journals, ...journals].reverse())).toEqual(stored(table));
      }),
    );
  });

  it("reversal is compensation: a new journal that names the old one, once", async () => {
    const table = new MemoryTable();
    const wrong = into("a", 10);
    await post(table, wrong);
    const reversal = reverseJournal(wrong, CORRECTION);
    expect(reversal).toMatchObject({ id: "a/reversal", kind: "test_reversal", corrects: "a", cause: "ops" });
    expect(await post(table, reversal)).toEqual({ outcome: "written" });
    expect(await post(table, reversal)).toMatchObject({ outcome: "refused", by: expect.arrayContaining(["journal"]) });
    expect(balanceOf(CLEARING, stored(table))).toBe(0);
    expect(balanceOf(ESCROW, stored(table))).toBe(0);
    expect(booked(table)).toEqual([wrong, reversal]);
  });

  it("tamper evidence: a journal that was changed in the table is refused when it is read", async () => {
    const table = new MemoryTable();
    await post(table, into("a", 10));
    const item = table.items.get("JOURNAL#a|JOURNAL")!;
    const [first] = item.postings!.L!;
    first!.M!.cents = { N: "11" };
    expect(() => readJournal(item)).toThrow(JournalError);
    first!.M!.cents = { N: "0.5" };
    expect(() => readJournal(item)).toThrow("cents: saw 0.5");
    expect(() => readJournal({ ...item, postings: { S: "none" } })).toThrow("An item has no postings");
  });
});

describe("a journal's changes", () => {
  it("to one account are one change, and none where they cancel out", () => {
    const changes = balanceChanges(journal("a", debit(CLEARING, 9), credit(ESCROW, 4), credit(ESCROW, 5)));
    expect(changes.map((change) => change.cents)).toEqual([9, 9]);
    expect(balanceChanges(journal("b", debit(ESCROW, 4), credit(ESCROW, 4)))).toEqual([]);
  });

  it("grow an account on its normal side", () => {
    for (const [kind, { normal }] of Object.entries(ACCOUNT_KINDS)) {
      const here = account(kind as keyof typeof ACCOUNT_KINDS, "a");
      const there = account("suspense", "other");
      const [change] = balanceChanges(
        normal === "debit"
          ? journal("a", debit(here, 5), credit(there, 5))
          : journal("a", credit(here, 5), debit(there, 5)),
      );
      expect(change?.cents).toBe(5);
    }
  });
});

describe("an account without a floor", () => {
  it("is spread over shards by journal, and its balance is their sum", async () => {
    const table = new MemoryTable();
    for (let place = 0; place < 40; place++) await post(table, into(`in ${place}`, 1));
    const shards = [...stored(table).keys()].filter((name) => name.startsWith("clearing/"));
    expect(shards.length).toBeGreaterThan(20);
    expect(balanceNames(CLEARING)).toEqual(expect.arrayContaining(shards));
    expect(balanceNames(CLEARING)).toHaveLength(SHARDS);
    expect(balanceOf(CLEARING, stored(table))).toBe(40);
  });

  it("may fall below nothing", async () => {
    const table = new MemoryTable();
    const fee = journal("a", credit(CLEARING, 3), debit(account("fees", "simulator"), 3));
    expect(await post(table, fee)).toEqual({ outcome: "written" });
    expect(balanceOf(CLEARING, stored(table))).toBe(-3);
  });
});

describe("the ledger's items", () => {
  it("stand under keys made from what is booked; an account nobody posted to holds nothing", () => {
    expect(journalKey("pay_1/charge/1")).toEqual({ pk: { S: "JOURNAL#pay_1/charge/1" }, sk: { S: "JOURNAL" } });
    expect(balanceKey("escrow/pay_1/USD").pk).toEqual({ S: "BALANCE#escrow/pay_1/USD" });
    expect(readBalance(undefined)).toBe(0);
  });
});
