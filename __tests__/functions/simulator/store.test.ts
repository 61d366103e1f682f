import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { MemoryBooks } from "../../../functions/simulator/memory-store";
import { connectBooks, dynamoBooks } from "../../../functions/simulator/store";
import { ItemError } from "../../../functions/shared/dynamodb";
import { MemoryTable } from "../ledger/support/memory-table";
import { booksRules } from "./support/books-rules";

describe("the simulator's books in memory", () => {
  const books = new MemoryBooks();
  booksRules(() => books);
});

describe("the simulator's books in DynamoDB", () => {
  const shared = dynamoBooks(new MemoryTable().client, "acquirer-simulator-test");
  booksRules(() => shared);

  const notice = {
    kind: "settlement",
    of: "c",
    amountCents: 1,
    currency: "USD",
    at: "2026-11-15T12:00:00.000Z",
  } as const;

  it("read all pages of notices", async () => {
    const table = new MemoryTable();
    const books = dynamoBooks(table.client, "acquirer-simulator-test");
    await books.commit({ notices: [notice, { ...notice, of: "d" }, { ...notice, of: "e" }] });
    const paged = {
      send: (command: { input: object }) =>
        table.send(Object.assign(command, { input: { ...command.input, Limit: 1 } })),
    };
    const all = await dynamoBooks(paged as never, "acquirer-simulator-test").notices(notice.at, notice.at);
    expect(all.map(({ of }) => of)).toEqual(["c", "d", "e"]);
    expect(table.sent.filter((name) => name === "QueryCommand").length).toBeGreaterThan(2);
  });

  it("forget a notice thirty days after it was delivered", async () => {
    const table = new MemoryTable();
    await dynamoBooks(table.client, "t").markDelivered(notice, "2026-11-15T12:00:00.500Z");
    const [item] = table.startingWith("NOTICE");
    expect(item?.expiresAt).toEqual({ N: String(Date.parse("2026-12-15T12:00:00Z") / 1000) });
  });

  it("write nothing where another transaction is on the same item, and say so", async () => {
    const table = new MemoryTable();
    table.before = () => {
      const CancellationReasons = [{ Code: "TransactionConflict" }];
      throw new TransactionCanceledException({ message: "cancelled", $metadata: {}, CancellationReasons });
    };
    expect(await dynamoBooks(table.client, "t").commit({ notices: [notice] })).toBe(false);
  });

  it("refuse an item that they did not write", async () => {
    const table = new MemoryTable();
    table.items.set("CHARGE#c|CHARGE", { pk: { S: "CHARGE#c" }, sk: { S: "CHARGE" }, status: { S: "lost" } });
    await expect(dynamoBooks(table.client, "t").findCharge("c")).rejects.toThrow(ItemError);
  });

  it("are connected by the table's name alone", () => {
    expect(typeof connectBooks("acquirer-simulator-test").commit).toBe("function");
  });
});
