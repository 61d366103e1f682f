import fc from "fast-check";
import { idMaker, idPattern, systemRandom } from "../../../functions/shared/ids";
import { ManualClock, seededRandom } from "../vault/support/seeded";

describe("an id", () => {
  it("is a prefix and a UUIDv7 of the clock's time", () => {
    const id = idMaker(new ManualClock(0x0190_d5a2_7b1c), seededRandom("ids"))("tok");
    expect(id).toMatch(/^tok_0190d5a2-7b1c-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it("fits its pattern, and no other prefix's", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 16, maxLength: 16 }),
        fc.integer({ min: 0, max: 2 ** 46 }),
        (bytes, now) => {
          const id = idMaker(new ManualClock(now), () => bytes)("evt");
          expect(id).toMatch(idPattern("evt"));
          expect(id).not.toMatch(idPattern("tok"));
        },
      ),
    );
  });

  it("is another one each time within one millisecond", () => {
    const make = idMaker(new ManualClock(), systemRandom);
    expect(new Set(Array.from({ length: 1000 }, () => make("pay"))).size).toBe(1000);
  });

  it("sorts by time", () => {
    const clock = new ManualClock();
    const make = idMaker(clock, systemRandom);
    const first = make("bat");
    clock.milliseconds += 1;
    expect(first < make("bat")).toBe(true);
  });
});
