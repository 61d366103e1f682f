import { dueShard, dueShards, listShard, listShards } from "../../../functions/payments/shards";

describe("the shards of an index", () => {
  it("are sixteen of a kind and Region, and each id has its own one of them", () => {
    expect(dueShards("attempt", "us-west-2")).toHaveLength(16);
    expect(listShards("event", "us-west-2")).toContain("event/us-west-2/f");
    for (let place = 0; place < 100; place++) {
      expect(dueShards("attempt", "us-west-2")).toContain(dueShard("attempt", "us-west-2", `pay_${place}/charge/1`));
      expect(listShards("payment", "eu-west-1")).toContain(listShard("payment", "eu-west-1", `pay_${place}`));
    }
  });

  it("spread ids that begin alike", () => {
    const counts = new Map<string, number>();
    for (let place = 0; place < 1600; place++) {
      const shard = listShard("payment", "us-west-2", `pay_0190d5a2-7b1c-7c3e-9a54-${place}`);
      counts.set(shard, (counts.get(shard) ?? 0) + 1);
    }
    expect(counts.size).toBe(16);
    expect(Math.max(...counts.values())).toBeLessThan(150);
  });

  it("are the same for an id at any time", () => {
    expect(dueShard("suspense", "us-west-2", "pay_1")).toBe("suspense/us-west-2/6");
    expect(listShard("payment", "us-west-2", "pay_1")).toBe("payment/us-west-2/6");
    // Of the ends of their ranges, too: an id that moved would be looked for where it does not stand.
    const ids = [7, 31, 34, 54, 98, 141].map((place) => `pay_${place}/charge/1`);
    expect(ids.map((id) => dueShard("attempt", "us-west-2", id).at(-1)).join("")).toBe("b3ea4d");
  });
});
