import fc from "fast-check";
import { balanceNames } from "../../../functions/ledger/accounts";
import { type Balances, balanceOf, rebuildBalances } from "../../../functions/ledger/balances";
import { JournalError, LedgerTableError } from "../../../functions/ledger/errors";
import { type Journal, makeJournal, reverseJournal } from "../../../functions/ledger/journal";
import {
  balanceKey,
  guardedBalanceKey,
  journalKey,
  journalWrites,
  type LedgerTables,
  readBalance,
  readJournal,
} from "../../../functions/ledger/store-items";
import { ItemError, transact, type TransactOutcome } from "../../../functions/shared/dynamodb";
import { money, MoneyError } from "../../../functions/shared/money";
import { untilWritten } from "../../../functions/shared/retry";
import { ManualClock, seededRandom } from "../vault/support/seeded";
import { account, CLEARING, credit, debit, ESCROW, into, journal, outOf } from "./support/journals";
import { MemoryTable } from "./support/memory-table";

/*
 * The fifteen invariants that conformance work on ledgers names, under those names: for the books of payments and escrow,
 * whose balances live in two tables.
 */

const TABLES: LedgerTables = { journals: "escrow", balances: { payments: "payments", escrow: "escrow" } };

class Books {
  readonly escrow = new MemoryTable();
  readonly payments = new MemoryTable();

  constructor() {
    this.escrow.others.set("payments", this.payments);
  }

  post(entry: Journal): Promise<TransactOutcome<"journal" | "floor">> {
    return transact(this.escrow.client, journalWrites(TABLES, entry));
  }

  journals(): Journal[] {
    return this.escrow.startingWith("JOURNAL#").map(readJournal);
  }

  balances(): Map<string, number> {
    const items = [...this.escrow.startingWith("BALANCE#"), ...this.payments.startingWith("BALANCE#")];
    return new Map(items.map((item) => [item.pk!.S!.slice("BALANCE#".length), readBalance(item)]));
  }

  /** Cents that an account holds. */
  of(of: typeof ESCROW): number {
    return balanceOf(of, this.balances());
  }
}

const PAYABLE = account("provider_payable", "pro_1");
const written = { outcome: "written" };

describe("the fifteen invariants of a ledger", () => {
  it("balanced: debits and credits of each journal are the same, or it is none", () => {
    expect(() => journal("j", debit(CLEARING, 100), credit(ESCROW, 99))).toThrow(JournalError);
    expect(() => journal("j", debit(CLEARING, 100))).toThrow(JournalError);
    expect(journal("j", debit(CLEARING, 100), credit(ESCROW, 60), credit(PAYABLE, 40)).postings).toHaveLength(3);
  });

  it("append-only: a journal that is booked is never written again, whatever comes under its name", async () => {
    const books = new Books();
    await books.post(into("j_1", 100));
    const before = structuredClone(books.escrow.items.get("JOURNAL#j_1|JOURNAL"));
    expect(await books.post(into("j_1", 999))).toEqual({ outcome: "refused", by: ["journal"] });
    expect(books.escrow.items.get("JOURNAL#j_1|JOURNAL")).toEqual(before);
    for (const { write } of journalWrites(TABLES, into("j_2", 1))) {
      expect(write.Delete).toBeUndefined();
      if (write.Put) expect(write.Put.ConditionExpression).toBe("attribute_not_exists(pk)");
    }
  });

  it("duplicate no-op: the same journal again changes nothing", async () => {
    const books = new Books();
    await books.post(into("j_1", 100));
    const balances = books.balances();
    for (let times = 0; times < 3; times++) await books.post(into("j_1", 100));
    expect(books.balances()).toEqual(balances);
    expect(books.journals()).toHaveLength(1);
  });

  it("concurrent duplicates one effect: of the same journal many times at once one is booked", async () => {
    const books = new Books();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => books.post(into("j_1", 100))));
    expect(outcomes.filter(({ outcome }) => outcome === "written")).toHaveLength(1);
    expect(books.of(ESCROW)).toBe(100);
  });

  it("no lost update on a hot account: many at once add up", async () => {
    const books = new Books();
    await Promise.all(Array.from({ length: 100 }, (_, place) => books.post(into(`j_${place}`, 7))));
    expect(books.of(ESCROW)).toBe(700);
    expect(books.of(CLEARING)).toBe(700);
  });

  it("conservation: whatever moves, debits and credits of all accounts are the same", async () => {
    const kinds = ["escrow", "provider_payable", "customer_credit", "revenue"] as const;
    const move = fc.record({
      from: fc.constantFrom(...kinds),
      to: fc.constantFrom(...kinds),
      cents: fc.integer({ min: 1, max: 500 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(move, { maxLength: 20 }), async (moves) => {
        const books = new Books();
        await books.post(into("seed", 1000));
        for (const [place, { from, to, cents }] of moves.entries()) {
          if (from === to) continue;
          await books.post(journal(`j_${place}`, debit(account(from), cents), credit(account(to), cents)));
        }
        const held = kinds.reduce((sum, kind) => sum + books.of(account(kind)), 0);
        expect(held).toBe(books.of(CLEARING));
      }),
      { numRuns: 25 },
    );
  });

  it("balance equals journal: each balance is what its journals add up to, in both tables", async () => {
    const books = new Books();
    for (let place = 0; place < 30; place++)
      await books.post(place % 3 ? into(`j_${place}`, 10) : outOf(`j_${place}`, 15));
    expect(books.balances()).toEqual(rebuildBalances(books.journals()));
    expect(books.payments.startingWith("BALANCE#clearing").length).toBeGreaterThan(0);
    expect(books.escrow.startingWith("BALANCE#clearing")).toEqual([]);
  });

  it("no overdraft under drain: many at once never take more than there is", async () => {
    const books = new Books();
    await books.post(into("seed", 100));
    const outcomes = await Promise.all(Array.from({ length: 50 }, (_, place) => books.post(outOf(`j_${place}`, 7))));
    expect(outcomes.filter(({ outcome }) => outcome === "written")).toHaveLength(14);
    expect(books.of(ESCROW)).toBe(2);
  });

  it("no mixed currency: an account holds one, and no sum is made of two", () => {
    const euros = account("escrow", "pay_1", "EUR");
    expect(() => journal("j", debit(CLEARING, 100), credit(euros, 100))).toThrow(JournalError);
    const wrong = { account: ESCROW, direction: "credit", amount: money(100, "EUR") } as const;
    expect(() => journal("j", debit(CLEARING, 100), wrong)).toThrow(JournalError);
    expect(balanceNames(ESCROW)).not.toEqual(balanceNames(euros));
  });

  it("reversal is compensation: a correction is a journal of its own that names the other, once", async () => {
    const books = new Books();
    const wrong = into("j_1", 100);
    await books.post(wrong);
    const correction = reverseJournal(wrong, { cause: "pay_1", region: "us-west-2", epoch: 1, at: wrong.at });
    expect(correction).toMatchObject({ id: "j_1/reversal", corrects: "j_1" });
    expect(await books.post(correction)).toEqual(written);
    expect(await books.post(correction)).toEqual({ outcome: "refused", by: ["journal", "floor"] });
    expect(books.journals().map(({ id }) => id)).toEqual(["j_1", "j_1/reversal"]);
    expect([books.of(ESCROW), books.of(CLEARING)]).toEqual([0, 0]);
  });

  it("rebuild from journal equals state: in whatever order they are read, and however often", async () => {
    const books = new Books();
    for (let place = 0; place < 10; place++) await books.post(into(`j_${place}`, place + 1));
    await books.post(outOf("out", 20));
    const journals = books.journals();
    fc.assert(
      fc.property(fc.shuffledSubarray(journals, { minLength: journals.length }), (shuffled) => {
        expect(rebuildBalances([...shuffled, ...shuffled.slice(0, 3)])).toEqual(books.balances());
      }),
      { numRuns: 20 },
    );
  });

  it("per-account order: what comes in later cannot pay for what went out before", async () => {
    const books = new Books();
    expect((await books.post(outOf("out", 1))).outcome).toBe("refused");
    await books.post(into("in", 1));
    expect(await books.post(outOf("out", 1))).toEqual(written);
    expect(books.journals().map(({ id }) => id)).toEqual(["in", "out"]);
  });

  it("a refused one is not reported as applied: nothing of it is written, and the answer says so", async () => {
    const books = new Books();
    await books.post(into("seed", 5));
    const before = books.balances();
    expect(await books.post(outOf("j_1", 6))).toEqual({ outcome: "refused", by: ["floor"] });
    expect(books.balances()).toEqual(before);
    expect(books.escrow.items.has("JOURNAL#j_1|JOURNAL")).toBe(false);
    // What was refused may be booked when there is enough; it was never taken for a duplicate.
    await books.post(into("more", 1));
    expect(await books.post(outOf("j_1", 6))).toEqual(written);
  });

  it("no drift: lost answers, repeats and crossings leave the balances where the journals are", async () => {
    const step = fc.record({
      id: fc.integer({ min: 0, max: 15 }),
      cents: fc.integer({ min: 1, max: 9 }),
      out: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), fc.uniqueArray(fc.nat(20)), async (steps, lost) => {
        const books = new Books();
        let commands = 0;
        books.escrow.after = () => {
          if (lost.includes(commands++)) throw new Error("the answer was lost");
        };
        await Promise.allSettled(
          steps.map(({ id, cents, out }) => books.post(out ? outOf(`j_${id}`, cents) : into(`j_${id}`, cents))),
        );
        expect(books.balances()).toEqual(rebuildBalances(books.journals()));
        expect(books.of(ESCROW)).toBe(books.of(CLEARING));
        expect(books.of(ESCROW)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 25 },
    );
  });

  it("tamper evidence: a changed journal is refused where it is read, a changed balance differs from its journals", async () => {
    const books = new Books();
    await books.post(into("j_1", 100));
    const item = books.escrow.items.get("JOURNAL#j_1|JOURNAL")!;
    const [first] = item.postings!.L!;
    const tampered = structuredClone(item);
    tampered.postings!.L![0]!.M!.cents = { N: "101" };
    expect(() => readJournal(tampered)).toThrow(JournalError);
    expect(() => readJournal({ ...item, postings: { L: [first!] } })).toThrow(JournalError);
    expect(() => readJournal({ ...item, kind: { N: "1" } })).toThrow(ItemError);
    const negative = structuredClone(item);
    for (const posting of negative.postings!.L!) posting.M!.cents = { N: "-100" };
    expect(() => readJournal(negative)).toThrow(MoneyError);
    books.escrow.items.get("BALANCE#escrow/pay_1/USD|BALANCE")!.balanceCents = { N: "101" };
    const stored: Balances = books.balances();
    expect(stored).not.toEqual(rebuildBalances(books.journals()));
  });
});

describe("a ledger of several tables", () => {
  it("books into those it knows, and names the account of one that it does not", () => {
    const alone: LedgerTables = { journals: "escrow", balances: { escrow: "escrow" } };
    expect(() => journalWrites(alone, into("j_1", 1))).toThrow(LedgerTableError);
    const within = journal("j_2", debit(ESCROW, 1), credit(PAYABLE, 1));
    expect(journalWrites(alone, within).map(({ write }) => write.Put?.TableName ?? write.Update?.TableName)).toEqual([
      "escrow",
      "escrow",
      "escrow",
    ]);
  });

  it("has one key for an account with a floor", () => {
    const floor = { kind: "provider_payable", owner: "pro_1", currency: "USD" } as const;
    expect(guardedBalanceKey(floor)).toEqual(balanceKey("provider_payable/pro_1/USD"));
    expect(journalKey("j_1").pk).toEqual({ S: "JOURNAL#j_1" });
  });

  it("is posted to until no other is on the same balance", async () => {
    const books = new Books();
    await books.post(into("seed", 100));
    const timing = { clock: new ManualClock(), random: seededRandom("ledger") };
    const drained = await Promise.allSettled(
      Array.from({ length: 10 }, (_, place) =>
        untilWritten(timing, async () => {
          const { outcome } = await books.post(outOf(`j_${place}`, 10));
          return outcome === "written" ? true : undefined;
        }),
      ),
    );
    expect(drained.every(({ status }) => status === "fulfilled")).toBe(true);
    expect(books.of(ESCROW)).toBe(0);
    expect(makeJournal(into("j", 1)).id).toBe("j");
  });
});
