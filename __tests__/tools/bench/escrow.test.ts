import fc from "fast-check";
import { dueAtOf } from "../../../functions/escrow/due";
import { feeOf } from "../../../functions/escrow/fees";
import { readEscrow } from "../../../functions/escrow/store-items";
import { readBalance } from "../../../functions/ledger";
import { toItem } from "../../../functions/shared/dynamodb";
import { idMaker } from "../../../functions/shared/ids";
import { money } from "../../../functions/shared/money";
import { escrowFigures } from "../../../tools/bench/escrow-figures";
import { dueEscrow, FEE_CENTS, HELD_CENTS, heldItems, type Seed } from "../../../tools/bench/escrow-seed";
import type { Took } from "../../../tools/bench/escrow-worker/messages";
import { itemBytes, writeUnits } from "../../../tools/bench/write-units";
import { ManualClock, seededRandom } from "../../functions/vault/support/seeded";

const clock = new ManualClock();
const makeId = idMaker(clock, seededRandom("escrows"));
const seed: Seed = { clock, makeId, providers: ["pro_1", "pro_2"], region: "us-west-2" };

describe("an escrow that the benchmark writes", () => {
  const account = dueEscrow(seed, 1);

  it("is due for a minute, by its conditions and its money, and by nothing sooner", () => {
    const dueAt = dueAtOf(account, Date.parse(account.updatedAt));
    expect(clock.now() - Date.parse(dueAt ?? "")).toBe(60_000);
  });

  it("takes turns with its provider, and pays the fee that the ledger is checked for", () => {
    expect(account.beneficiaries).toEqual([{ providerId: "pro_2", basisPoints: 10_000 }]);
    const nothing = money(0, "USD");
    expect(feeOf(account.feePlan, nothing, nothing, money(HELD_CENTS, "USD")).cents).toBe(FEE_CENTS);
  });

  it("stands in the table as its hold would have left it", () => {
    const [item, balance] = heldItems("escrows", account);
    expect(readEscrow(item!)).toEqual(account);
    expect(balance).toMatchObject({ pk: { S: `BALANCE#escrow/${account.transactionId}/USD` } });
    expect(readBalance(balance)).toBe(HELD_CENTS);
  });
});

describe("the size of an item", () => {
  it("is that of its names and values, by DynamoDB's rules", () => {
    expect(itemBytes({ pk: { S: "abc" } })).toBe(5);
    expect(itemBytes({ é: { S: "€" } })).toBe(5);
    expect(itemBytes({ n: { N: "1234" } })).toBe(4);
    expect(itemBytes({ n: { N: "-123" } })).toBe(5);
    expect(itemBytes({ b: { BOOL: true } })).toBe(2);
    expect(itemBytes({ b: { B: new Uint8Array(7) } })).toBe(8);
    expect(itemBytes({ l: { L: [{ S: "a" }, { S: "bc" }] } })).toBe(9);
    expect(itemBytes({ m: { M: { a: { S: "b" } } } })).toBe(7);
  });

  it("grows with every attribute by as much as that has", () => {
    const item = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.oneof(fc.string(), fc.integer(), fc.boolean()));
    fc.assert(
      fc.property(item, fc.string(), (record, text) => {
        const added = itemBytes(toItem({ ...record, Added: text })) - itemBytes(toItem(record));
        expect(added).toBe("Added".length + Buffer.byteLength(text));
      }),
    );
  });
});

describe("what a transaction costs to write", () => {
  const TableName = "t";
  const due = { dueShard: { S: "release/r/00" }, dueAt: { S: "2026-01-01" } };
  const put = (Item: object) => ({ Put: { TableName, Item: { pk: { S: "a" }, ...Item } } });
  const units = (write: object, before?: object) =>
    writeUnits({ TransactItems: [write] }, () => before && { pk: { S: "a" }, ...before });

  it("is two units for each 1,024 bytes of an item that is put, the one before it counted where that is larger", () => {
    expect(units(put({}))).toEqual({ items: 2, indexes: 0 });
    expect(units(put({ t: { S: "x".repeat(1024) } }))).toEqual({ items: 4, indexes: 0 });
    expect(units(put({}), { t: { S: "x".repeat(2048) } })).toEqual({ items: 6, indexes: 0 });
  });

  it("is two units for an update", () => {
    const Update = { TableName, Key: { pk: { S: "a" } }, UpdateExpression: "ADD #b :c" };
    expect(units({ Update })).toEqual({ items: 2, indexes: 0 });
  });

  it("is a unit for an index whose entry comes or goes, two where it moves, none where it stays", () => {
    expect(units(put(due)).indexes).toBe(1);
    expect(units(put({}), due).indexes).toBe(1);
    expect(units(put({ ...due, dueAt: { S: "2026-01-02" } }), due).indexes).toBe(2);
    expect(units(put(due), due).indexes).toBe(0);
    expect(units(put({ dueAt: { S: "2026-01-02" } })).indexes).toBe(0);
  });
});

describe("the figures of releases", () => {
  const took = (wallMs: number, releases: number): Took => {
    return { wallMs, cpuMs: 10, eachMs: Array<number>(releases).fill(5), orders: 1, leftShards: 0 };
  };
  const measured = {
    drained: took(2000, 10),
    bareAtOnce: [took(500, 5), took(500, 5)],
    releasedAlone: took(10, 2),
    bareAlone: took(10, 2),
  };
  const call = { service: "dynamodb", operation: "GetItem", body: "{}" };
  const seen = { watched: { calls: [call, call], phases: 6 }, releases: 2, units: { items: 16, indexes: 5 } };
  const circumstances = { due: 10, workers: 2, atOnce: 32, providers: 2, seedMs: 1000 };
  const figuresOf = (change: Partial<typeof measured> = {}, foundCents = 100) =>
    escrowFigures({ ...measured, ...change }, seen, { expectedCents: 100, foundCents }, circumstances).figures;
  const figure = (what: string, figures = figuresOf()) => figures.find((each) => each.what === what)?.value;

  it("are releases a second, how long until the last, and the share of the bare transactions' rate", () => {
    expect(figure("releases")).toBe(5);
    expect(figure("until the last is released")).toBe(2);
    expect(figure("bare transactions, 32 at once")).toBe(10);
    expect(figure("releases against bare transactions: rate")).toBe(0.5);
  });

  it("are round trips, calls and write units of one release", () => {
    expect(figure("round trips one after the other, a release")).toBe(3);
    expect(figure("calls of DynamoDB a release")).toBe(1);
    expect(figure("write units a release, of its items")).toBe(16);
    expect(figure("write units a release, of indexes")).toBe(5);
  });

  it("tell of what was left, and of what was released twice", () => {
    const owed = "what providers are owed beside one release each";
    expect([figure("not released in that time"), figure(owed)]).toEqual([0, 0]);
    expect(figure("not released in that time", figuresOf({ drained: took(2000, 9) }))).toBe(1);
    expect(
      figure(
        "shards in which something is due afterwards",
        figuresOf({ drained: { ...took(2000, 9), leftShards: 1 } }),
      ),
    ).toBe(1);
    expect(figure(owed, figuresOf({}, 150))).toBe(50);
  });

  it("are the quantiles of single releases and transactions", () => {
    expect(figure("a release, 32 at once: p99")).toBe(5);
    expect(figure("a bare transaction, one after the other: p50")).toBe(5);
  });
});
