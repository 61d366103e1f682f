import { createSecretKey } from "node:crypto";
import fc from "fast-check";
import { cardKeyOf, Fingerprinter, fingerprintOf } from "../../../functions/vault/fingerprint";
import { AMEX, anyNumber, VISA } from "./support/cards";
import { MemoryKms } from "./support/memory-kms";
import { ManualClock } from "./support/seeded";
import { fingerprintKey } from "./support/vault";

const key = createSecretKey(Buffer.alloc(32, 1));
const otherKey = createSecretKey(Buffer.alloc(32, 2));

describe("a card's fingerprint", () => {
  it("is 43 characters that are the same each time", () => {
    expect(fingerprintOf(key, 1, "cus_1", VISA).value).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(fingerprintOf(key, 1, "cus_1", VISA)).toEqual(fingerprintOf(key, 1, "cus_1", VISA));
  });

  it("is another under another key, version, customer or number", () => {
    const { value } = fingerprintOf(key, 1, "cus_1", VISA);
    expect(fingerprintOf(otherKey, 1, "cus_1", VISA).value).not.toBe(value);
    expect(fingerprintOf(key, 2, "cus_1", VISA).value).not.toBe(value);
    expect(fingerprintOf(key, 1, "cus_2", VISA).value).not.toBe(value);
    expect(fingerprintOf(key, 1, "cus_1", AMEX).value).not.toBe(value);
    expect(fingerprintOf(key, 1, `cus_1${VISA.slice(0, 4)}`, VISA.slice(4)).value).not.toBe(value);
  });

  it("shows nothing of the number", () => {
    fc.assert(
      fc.property(anyNumber, (number) => {
        expect(fingerprintOf(key, 1, "cus_1", number).value).not.toContain(number.slice(0, 6));
      }),
    );
  });
});

describe("the key that a card is counted by", () => {
  it("is 43 characters that are the same each time, whoever's customer pays", () => {
    expect(cardKeyOf(key, 1, VISA)).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(cardKeyOf(key, 1, VISA)).toBe(cardKeyOf(key, 1, VISA));
  });

  it("is another under another key, version or number, and no fingerprint of any customer", () => {
    const value = cardKeyOf(key, 1, VISA);
    expect(cardKeyOf(otherKey, 1, VISA)).not.toBe(value);
    expect(cardKeyOf(key, 2, VISA)).not.toBe(value);
    expect(cardKeyOf(key, 1, AMEX)).not.toBe(value);
    fc.assert(
      fc.property(fc.string(), (customerId) => {
        expect(fingerprintOf(key, 1, customerId, VISA).value).not.toBe(value);
      }),
    );
  });
});

describe("the fingerprinter", () => {
  const make = (versions: readonly number[]) => {
    const kms = new MemoryKms();
    const clock = new ManualClock();
    return { kms, clock, fingerprinter: new Fingerprinter(kms, clock, versions.map(fingerprintKey), 300) };
  };

  it("makes one fingerprint for each active version, the current first", async () => {
    const fingerprints = await make([2, 1]).fingerprinter.fingerprintsOf("cus_1", VISA);
    expect(fingerprints.map(({ version }) => version)).toEqual([2, 1]);
    expect(fingerprints[0]?.value).not.toBe(fingerprints[1]?.value);
  });

  it("agrees with another instance on the versions that they share", async () => {
    const [, old] = await make([2, 1]).fingerprinter.fingerprintsOf("cus_1", VISA);
    expect(await make([1]).fingerprinter.fingerprintsOf("cus_1", VISA)).toEqual([old]);
  });

  it("asks KMS once a version and cache period, also where many ask at once", async () => {
    const { kms, clock, fingerprinter } = make([2, 1]);
    await Promise.all(Array.from({ length: 20 }, () => fingerprinter.fingerprintsOf("cus_1", VISA)));
    clock.milliseconds += 299_999;
    await fingerprinter.fingerprintsOf("cus_2", AMEX);
    expect(kms.calls).toEqual(["generateMac", "generateMac"]);
    clock.milliseconds += 1;
    await fingerprinter.fingerprintsOf("cus_2", AMEX);
    expect(kms.calls).toHaveLength(4);
  });

  it("counts a card by the current version, with the keys that it has", async () => {
    const { kms, fingerprinter } = make([2, 1]);
    await fingerprinter.fingerprintsOf("cus_1", VISA);
    const counted = await fingerprinter.cardKeyOf(VISA);
    expect(kms.calls).toHaveLength(2);
    expect(await make([2]).fingerprinter.cardKeyOf(VISA)).toBe(counted);
    expect(await make([1]).fingerprinter.cardKeyOf(VISA)).not.toBe(counted);
    expect(await make([]).fingerprinter.cardKeyOf(VISA)).toBeUndefined();
  });

  it("asks again where the clock went backwards", async () => {
    const { kms, clock, fingerprinter } = make([1]);
    await fingerprinter.fingerprintsOf("cus_1", VISA);
    clock.milliseconds -= 1;
    await fingerprinter.fingerprintsOf("cus_1", VISA);
    expect(kms.calls).toHaveLength(2);
  });

  it("does not keep a failure, nor lets a late one forget newer keys", async () => {
    const { kms, clock, fingerprinter } = make([1]);
    let fail: () => void = () => undefined;
    kms.before = () =>
      new Promise((_, reject) => {
        fail = () => {
          reject(new Error("late"));
        };
      });
    const late = fingerprinter.fingerprintsOf("cus_1", VISA);
    clock.milliseconds += 300_000;
    kms.before = () => undefined;
    await fingerprinter.fingerprintsOf("cus_1", VISA);
    fail();
    await expect(late).rejects.toThrow("late");
    await fingerprinter.fingerprintsOf("cus_1", VISA);
    expect(kms.calls).toHaveLength(2);

    clock.milliseconds += 300_000;
    kms.before = () => {
      throw new Error("throttled");
    };
    await expect(fingerprinter.fingerprintsOf("cus_1", VISA)).rejects.toThrow("throttled");
    kms.before = () => undefined;
    await expect(fingerprinter.fingerprintsOf("cus_1", VISA)).resolves.toHaveLength(1);
  });
});
