import { DataKeys } from "../../../functions/vault/data-keys";
import { MemoryKms } from "./support/memory-kms";
import { ManualClock } from "./support/seeded";
import { SETTINGS, VAULT_KEY } from "./support/vault";

const secret = (key: { export: () => Buffer }) => key.export().toString("hex");

describe("the data key for encrypting", () => {
  const make = (over: Partial<typeof SETTINGS> = {}) => {
    const kms = new MemoryKms();
    const clock = new ManualClock();
    return { kms, clock, keys: new DataKeys(kms, clock, { ...SETTINGS, ...over }) };
  };

  it("comes from KMS once and serves the messages that follow", async () => {
    const { kms, keys } = make();
    const first = await keys.forEncrypting();
    for (let message = 0; message < 100; message++) expect((await keys.forEncrypting()).wrapped).toBe(first.wrapped);
    expect(kms.calls).toEqual(["generateDataKey"]);
  });

  it("comes from one KMS call where many ask first at once", async () => {
    const { kms, keys } = make();
    const all = await Promise.all(Array.from({ length: 50 }, () => keys.forEncrypting()));
    expect(new Set(all.map(({ wrapped }) => wrapped)).size).toBe(1);
    expect(kms.calls).toEqual(["generateDataKey"]);
  });

  it("seals 2^20 messages and not one more", async () => {
    const { kms, keys } = make();
    const first = await keys.forEncrypting();
    let last = first;
    for (let message = 2; message <= 2 ** 20; message++) last = await keys.forEncrypting();
    expect(last.wrapped).toBe(first.wrapped);
    expect(kms.calls).toHaveLength(1);
    expect((await keys.forEncrypting()).wrapped).not.toBe(first.wrapped);
    expect(kms.calls).toHaveLength(2);
  });

  it("keeps to its count where many ask at once", async () => {
    const { kms, keys } = make({ messagesMax: 10 });
    const all = await Promise.all(Array.from({ length: 35 }, () => keys.forEncrypting()));
    const uses = new Map<Uint8Array, number>();
    for (const { wrapped } of all) uses.set(wrapped, (uses.get(wrapped) ?? 0) + 1);
    expect([...uses.values()]).toEqual([10, 10, 10, 5]);
    expect(kms.calls).toHaveLength(4);
  });

  it("is used for five minutes by the clock and not a millisecond more", async () => {
    const { clock, keys } = make();
    const first = await keys.forEncrypting();
    clock.milliseconds += 299_999;
    expect((await keys.forEncrypting()).wrapped).toBe(first.wrapped);
    clock.milliseconds += 1;
    expect((await keys.forEncrypting()).wrapped).not.toBe(first.wrapped);
  });

  it("is given up where the clock went backwards", async () => {
    const { clock, keys } = make();
    const first = await keys.forEncrypting();
    clock.milliseconds -= 1;
    expect((await keys.forEncrypting()).wrapped).not.toBe(first.wrapped);
  });

  it("serves a message even where KMS takes longer than a key may live", async () => {
    const { kms, clock, keys } = make({ secondsMax: 1 });
    kms.before = () => {
      clock.milliseconds += 5000;
    };
    await keys.forEncrypting();
    expect(kms.calls).toHaveLength(1);
  });

  it("is asked for anew after a failure, which all who waited see", async () => {
    const { kms, keys } = make();
    kms.before = () => {
      throw new Error("throttled");
    };
    const both = await Promise.allSettled([keys.forEncrypting(), keys.forEncrypting()]);
    expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(kms.calls).toHaveLength(1);
    kms.before = () => undefined;
    await expect(keys.forEncrypting()).resolves.toBeDefined();
  });

  it("leaves no key in clear in what KMS gave", async () => {
    const { kms, keys } = make();
    let plaintext: Uint8Array = new Uint8Array();
    const generate = kms.generateDataKey.bind(kms);
    kms.generateDataKey = async (...request) => {
      const generated = await generate(...request);
      plaintext = generated.plaintext;
      return generated;
    };
    await keys.forEncrypting();
    expect(plaintext).toEqual(Buffer.alloc(32));
  });
});

describe("data keys for reading", () => {
  const make = async (readingKeysMax = 2) => {
    const kms = new MemoryKms();
    const clock = new ManualClock();
    const wrapped = await Promise.all(
      [1, 2, 3].map(async () => (await kms.generateDataKey(VAULT_KEY, SETTINGS.context)).wrapped),
    );
    kms.calls.length = 0;
    const [a, b, c] = wrapped as [Buffer, Buffer, Buffer];
    return { kms, clock, keys: new DataKeys(kms, clock, { ...SETTINGS, readingKeysMax }), a, b, c };
  };

  it("are unwrapped once each, by their wrapped value", async () => {
    const { kms, keys, a, b } = await make();
    const first = await keys.forReading(a);
    expect(secret(await keys.forReading(Buffer.from(a)))).toBe(secret(first));
    expect(secret(await keys.forReading(b))).not.toBe(secret(first));
    expect(kms.calls).toEqual(["decrypt", "decrypt"]);
  });

  it("are what the key was for encrypting", async () => {
    const { keys } = await make();
    const { wrapped, pseudorandomKey } = await keys.forEncrypting();
    expect(secret(await keys.forReading(wrapped))).toBe(secret(pseudorandomKey));
  });

  it("are unwrapped by one KMS call where many ask at once", async () => {
    const { kms, keys, a } = await make();
    await Promise.all(Array.from({ length: 20 }, () => keys.forReading(a)));
    expect(kms.calls).toEqual(["decrypt"]);
  });

  it("are bounded in number: the oldest is forgotten", async () => {
    const { kms, keys, a, b, c } = await make(2);
    for (const wrapped of [a, b, c, b, c]) await keys.forReading(wrapped);
    expect(kms.calls).toHaveLength(3);
    await keys.forReading(a);
    expect(kms.calls).toHaveLength(4);
  });

  it("are bounded in time: after five minutes KMS is asked again", async () => {
    const { kms, clock, keys, a } = await make();
    await keys.forReading(a);
    clock.milliseconds += 299_999;
    await keys.forReading(a);
    expect(kms.calls).toHaveLength(1);
    clock.milliseconds += 1;
    await keys.forReading(a);
    expect(kms.calls).toHaveLength(2);
  });

  it("do not keep a failure", async () => {
    const { kms, keys, a } = await make();
    kms.before = () => {
      throw new Error("throttled");
    };
    await expect(keys.forReading(a)).rejects.toThrow("throttled");
    kms.before = () => undefined;
    await expect(keys.forReading(a)).resolves.toBeDefined();
  });

  it("do not let a late failure forget a key that was fetched since", async () => {
    const { kms, clock, keys, a } = await make();
    let fail: () => void = () => undefined;
    kms.before = () =>
      new Promise((_, reject) => {
        fail = () => {
          reject(new Error("late"));
        };
      });
    const late = keys.forReading(a);
    clock.milliseconds += 300_000;
    kms.before = () => undefined;
    await keys.forReading(a);
    fail();
    await expect(late).rejects.toThrow("late");
    await keys.forReading(a);
    expect(kms.calls).toHaveLength(2);
  });
});
