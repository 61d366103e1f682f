import { TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { journalWrites, makeJournal, type Journal } from "../../../functions/ledger";
import type { Item } from "../../../functions/shared/dynamodb";
import { money } from "../../../functions/shared/money";
import { auditLedger } from "../../../local/journey/ledger-audit";
import { MemoryTable } from "../../functions/ledger/support/memory-table";

const tables = { journals: "payments", balances: { payments: "payments", escrow: "escrow" } };

function journal(id: string, cents: number): Journal {
  const amount = money(cents, "USD");
  return makeJournal({
    id,
    kind: "payment_captured",
    cause: "pay_1",
    region: "us-west-2",
    epoch: 1,
    at: "2026-03-01T12:00:00.000Z",
    postings: [
      { account: { kind: "clearing", owner: "simulator", currency: "USD" }, direction: "debit", amount },
      { account: { kind: "escrow", owner: "pay_1", currency: "USD" }, direction: "credit", amount },
    ],
  });
}

/** What the tables hold after these journals. */
async function itemsAfter(...journals: readonly Journal[]): Promise<Item[]> {
  const table = new MemoryTable();
  for (const each of journals) {
    const TransactItems = journalWrites(tables, each).map(({ write }) => write);
    await table.client.send(new TransactWriteItemsCommand({ TransactItems }));
  }
  return [...table.items.values()];
}

describe("an audit of the ledger", () => {
  it("finds nothing where balances are what the journals add up to, and debits equal credits", async () => {
    const audit = auditLedger([
      ...(await itemsAfter(journal("pay_1/charge/1", 500), journal("pay_2/charge/1", 250))),
      {},
    ]);
    expect(audit.journals).toHaveLength(2);
    expect(audit.differences).toEqual([]);
    expect(audit.sums).toEqual({ USD: 0 });
    expect([audit.total("clearing", "USD"), audit.total("escrow", "USD"), audit.total("fees", "USD")]).toEqual([
      750, 750, 0,
    ]);
  });

  it("gives the balance of one account: with a floor its own, without one the sum of its shards", async () => {
    const audit = auditLedger(await itemsAfter(journal("pay_1/charge/1", 500), journal("pay_2/charge/1", 250)));
    expect(audit.balance({ kind: "escrow", owner: "pay_1", currency: "USD" })).toBe(750);
    expect(audit.balance({ kind: "clearing", owner: "simulator", currency: "USD" })).toBe(750);
    expect(audit.balance({ kind: "escrow", owner: "pay_2", currency: "USD" })).toBe(0);
  });

  it("names a balance that is not what the journals add up to", async () => {
    const items = (await itemsAfter(journal("pay_1/charge/1", 500))).map((item) =>
      item["pk"]?.S === "BALANCE#escrow/pay_1/USD" ? { ...item, balanceCents: { N: "499" } } : item,
    );
    const audit = auditLedger(items);
    expect(audit.differences).toEqual(["escrow/pay_1/USD: journals say 500, the table holds 499"]);
    expect(audit.sums).toEqual({ USD: 1 });
  });

  it("names a balance whose journal is lost", async () => {
    const items = (await itemsAfter(journal("pay_1/charge/1", 500))).filter(
      (item) => !item["pk"]?.S?.startsWith("JOURNAL#"),
    );
    expect(auditLedger(items).differences).toHaveLength(2);
  });
});
