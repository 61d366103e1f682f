import fc from "fast-check";
import {
  comparePlaces,
  EXAMINED_MAX,
  listPage,
  mergeNewest,
  type Partition,
  type Place,
  type PlaceStore,
  readCursor,
  type Window,
  writeCursor,
} from "../../../functions/shared/listing";

const moment = fc.integer({ min: 0, max: 5 }).map((second) => `2026-11-15T12:00:0${second}.000Z`);
const id = fc.stringMatching(/^[a-zA-Z0-9_.:@|+-]{1,128}$/);
const place = fc.record({ at: moment, id });
const EVER: Window = { from: "0000", to: "9999" };

/** Partitions of places in memory. */
class Shelf implements PlaceStore {
  asked = 0;

  constructor(readonly shards: Place[][]) {}

  get partitions(): Partition[] {
    return this.shards.map((_, shard) => ({ index: "listed", key: String(shard) }));
  }

  places({ key }: Partition, { from, to, behind }: Window, limit: number): Promise<readonly Place[]> {
    this.asked++;
    const inside = this.shards[Number(key)]!.filter(
      (each) => each.at >= from && each.at <= to && (!behind || comparePlaces(behind, each) < 0),
    );
    return Promise.resolve(inside.sort(comparePlaces).slice(0, limit));
  }
}

const identities = (ids: readonly string[]) => Promise.resolve(new Map(ids.map((each) => [each, each])));

describe("a cursor", () => {
  const filters = ["payment", "cus_1", undefined];

  it("is read as it was written, in letters that a query holds as they are", () => {
    fc.assert(
      fc.property(place, (some) => {
        const cursor = writeCursor(some, filters);
        expect(cursor).toMatch(/^[A-Za-z0-9_-]{1,1024}$/);
        expect(readCursor(cursor, filters)).toEqual(some);
      }),
    );
  });

  it("that was changed in any place, or is any other text, is none", () => {
    fc.assert(
      fc.property(place, fc.nat(), fc.stringMatching(/^[A-Za-z0-9_-]$/), (some, at, letter) => {
        const cursor = writeCursor(some, filters);
        const where = at % cursor.length;
        const changed = cursor.slice(0, where) + letter + cursor.slice(where + 1);
        fc.pre(changed !== cursor);
        expect(readCursor(changed, filters)).toBeUndefined();
        expect(readCursor(cursor.slice(0, where), filters)).toBeUndefined();
      }),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readCursor(text, filters)).toBeUndefined();
      }),
    );
  });

  it("is none of a list with other filters", () => {
    const cursor = writeCursor({ at: "2026-11-15T12:00:00.000Z", id: "pay_1" }, filters);
    expect(readCursor(cursor, ["payment", "cus_2", undefined])).toBeUndefined();
    expect(readCursor(cursor, ["payment", undefined, "cus_1"])).toBeUndefined();
    expect(readCursor(cursor, ["event", "cus_1", undefined])).toBeUndefined();
  });
});

describe("places", () => {
  it("stand newest first, of one moment by id, whatever lists they come from", () => {
    fc.assert(
      fc.property(fc.array(fc.array(place)), fc.nat({ max: 30 }), (lists, limit) => {
        const merged = mergeNewest(
          lists.map((list) => [...list].sort(comparePlaces)),
          limit,
        );
        const keys = lists.flat().map((each) => each.at + each.id);
        expect(merged.map((each) => each.at + each.id)).toEqual(keys.sort().reverse().slice(0, limit));
      }),
    );
  });

  it("are before, after or the same, never two of it", () => {
    fc.assert(
      fc.property(place, place, (a, b) => {
        expect(Math.sign(comparePlaces(a, b)) + Math.sign(comparePlaces(b, a))).toBe(0);
        expect(comparePlaces(a, b) === 0).toBe(a.at === b.at && a.id === b.id);
      }),
    );
  });
});

describe("the pages of a list", () => {
  const unique = fc.uniqueArray(place, { selector: (each) => each.id, maxLength: 60 });

  it("together are all that is wanted, once, in order, each full but the last, also where more is made meanwhile", async () => {
    await fc.assert(
      fc.asyncProperty(
        unique,
        fc.integer({ min: 1, max: 20 }),
        fc.option(fc.constantFrom("a", "A", "0"), { nil: undefined }),
        fc.record({ from: moment, to: moment }),
        async (places, limit, letter, bounds) => {
          const shelf = new Shelf([0, 1, 2].map((shard) => places.filter((_, each) => each % 3 === shard)));
          const wanted = (each: string) => letter === undefined || each.includes(letter);
          const model = places
            .filter((each) => each.at >= bounds.from && each.at <= bounds.to && wanted(each.id))
            .sort(comparePlaces)
            .map((each) => each.id);
          const seen: string[] = [];
          let behind: Place | undefined;
          do {
            const page = await listPage<string>(shelf, {
              partitions: shelf.partitions,
              window: { ...bounds, ...(behind && { behind }) },
              limit,
              read: identities,
              ...(letter !== undefined && { wanted }),
            });
            seen.push(...page.entries);
            if (page.next) expect(page.entries).toHaveLength(limit);
            behind = page.next;
            // Newer than all there is.
            shelf.shards[0]!.push({ at: bounds.to, id: `~${seen.length}` });
          } while (behind);
          expect(seen).toEqual(model);
        },
      ),
    );
  });

  it("pass over what an index names and the table does not hold", async () => {
    const shelf = new Shelf([[{ at: "2026", id: "gone" }], [{ at: "2025", id: "there" }]]);
    const read = () => Promise.resolve(new Map([["there", "there"]]));
    const page = await listPage(shelf, { partitions: shelf.partitions, window: EVER, limit: 1, read });
    expect(page).toEqual({ entries: ["there"] });
  });

  it("look at so many entries and no more, and go on from there", async () => {
    const many = Array.from({ length: EXAMINED_MAX + 50 }, (_, each) => ({ at: "2026", id: String(10_000 + each) }));
    const shelf = new Shelf([many]);
    const wanted = (each: string) => each === "10000";
    const list = { partitions: shelf.partitions, window: EVER, limit: 5, read: identities, wanted };
    const first = await listPage<string>(shelf, list);
    expect(first).toEqual({ entries: [], next: { at: "2026", id: "10050" } });
    expect(shelf.asked).toBe(10);
    const second = await listPage<string>(shelf, { ...list, window: { ...EVER, behind: first.next! } });
    expect(second).toEqual({ entries: ["10000"] });
  });
});
