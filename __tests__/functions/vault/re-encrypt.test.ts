import { JobGoneError, reEncrypt } from "../../../functions/vault/re-encrypt";
import { VISA } from "./support/cards";
import { filled, numbers, numbersIn, untilDone } from "./support/filled";
import { cancelled } from "./support/memory-dynamo";
import { allCards } from "./support/store-rules";
import { accepted, TestVault } from "./support/vault";

describe("re-encrypting under new data keys", () => {
  const job = { job: "rotate-2026", kind: "data-keys" };

  it("gives every card another envelope of the same number", async () => {
    const { vault, cards } = await filled();
    expect(await vault.reEncrypt(job)).toEqual({
      ok: true,
      ...job,
      scanned: 10,
      changed: 10,
      unchanged: 0,
      failed: 0,
      failures: [],
      done: true,
    });
    for (const before of cards) {
      const after = await vault.store.find(before.token);
      expect(Buffer.compare(after?.envelope ?? before.envelope, before.envelope)).not.toBe(0);
      expect(after).toMatchObject({
        createdAt: "2026-11-15T12:00:00.000Z",
        writtenAt: "2026-11-15T12:01:00.000Z",
        version: 2,
        lastJob: "rotate-2026",
      });
    }
    expect(await numbersIn(vault)).toEqual(numbers);
  });

  it("moves cards to the encryptor of the environment, and back", async () => {
    const { vault } = await filled();
    await vault.reEncrypt(job, [1], "aws-encryption-sdk");
    expect((await allCards(vault.store, 100)).every(({ envelope }) => envelope[0] === 2)).toBe(true);
    vault.clock.milliseconds += 60_000;
    await vault.reEncrypt({ ...job, job: "back" }, [1], "lean");
    expect((await allCards(vault.store, 100)).every(({ envelope }) => envelope[0] === 1)).toBe(true);
    expect(await numbersIn(vault)).toEqual(numbers);
  });

  it("leaves cards alone that were written since the job began", async () => {
    const { vault } = await filled();
    await vault.reEncrypt({ ...job, pageSize: 1, maxPages: 1 });
    const token = await vault.token(VISA);
    const before = await vault.store.find(token);
    await untilDone(() => vault.reEncrypt(job));
    expect(await vault.store.find(token)).toEqual(before);
  });

  it("goes on where it stopped, page by page", async () => {
    const { vault } = await filled();
    const first = accepted(await vault.reEncrypt({ ...job, pageSize: 3, maxPages: 2 }));
    expect(first.done).toBe(false);
    expect(first.scanned).toBeLessThan(10);
    const last = await untilDone(() => vault.reEncrypt({ ...job, pageSize: 3, maxPages: 1 }));
    expect(last).toMatchObject({ scanned: 10, changed: 10, unchanged: 0, failed: 0 });
  });

  it("answers again what it did once it is done, and does nothing", async () => {
    const { vault } = await filled();
    const done = await vault.reEncrypt(job);
    vault.dynamo.sent.length = 0;
    expect(await vault.reEncrypt(job)).toEqual(done);
    expect(vault.dynamo.sent).toEqual(["GetItemCommand"]);
  });

  it("needs two KMS calls for a page of one data key: one to read, one for its own key, one to look at what it wrote", async () => {
    const { vault } = await filled();
    await vault.reEncrypt(job);
    expect(vault.kms.calls).toEqual(["decrypt", "generateDataKey", "decrypt"]);
  });

  it("counts and names a card that cannot be opened, leaves it as it is, and goes on", async () => {
    const { vault, cards } = await filled();
    const broken = cards[4] ?? fail("no card");
    const item = vault.dynamo.items.get(`TOKEN#${broken.token}|CARD`) ?? fail("no item");
    const envelope = Uint8Array.from(broken.envelope);
    envelope[envelope.length - 1] = (envelope.at(-1) ?? 0) ^ 1;
    item.envelope = { B: envelope };
    const result = accepted(await vault.reEncrypt(job));
    expect(result).toMatchObject({ scanned: 10, changed: 9, failed: 1, failures: [broken.token], done: true });
    expect(JSON.stringify(result)).not.toContain("4242");
    expect((await vault.store.find(broken.token))?.version).toBe(1);
  });

  it("names the first hundred failures and counts them all", async () => {
    const vault = new TestVault();
    const parts = vault.tokeniser();
    for (let card = 0; card < 105; card++) await vault.token(VISA, `cus_${card}`, parts);
    for (const item of vault.dynamo.startingWith("TOKEN#")) item.envelope = { B: Uint8Array.of(9) };
    vault.clock.milliseconds += 1;
    const result = accepted(await vault.reEncrypt({ ...job, pageSize: 1000 }));
    expect(result).toMatchObject({ failed: 105, done: true });
    expect(result.failures).toHaveLength(100);
  });

  it("does not overwrite a change that came between: it reads the card again", async () => {
    const { vault, cards } = await filled();
    const { token } = cards[0] ?? fail("no card");
    let changed = false;
    // Of this card alone: the cards of a page are worked side by side, in no order.
    vault.dynamo.before = async (command, partitionKey) => {
      if (command !== "UpdateItemCommand" || partitionKey !== `TOKEN#${token}` || changed) return;
      changed = true;
      const card = await vault.store.find(token);
      await vault.store.update(card ?? fail("no card"), { expMonth: 1 });
    };
    expect(accepted(await vault.reEncrypt(job))).toMatchObject({ changed: 10, failed: 0 });
    expect(await vault.store.find(token)).toMatchObject({ expMonth: 1, version: 3, lastJob: "rotate-2026" });
  });

  it("passes over a card that is gone by then", async () => {
    const { vault, cards } = await filled();
    const { token } = cards[0] ?? fail("no card");
    let deleted = false;
    vault.dynamo.before = (command) => {
      if (command === "UpdateItemCommand" && !deleted) deleted = vault.dynamo.items.delete(`TOKEN#${token}|CARD`);
    };
    expect(accepted(await vault.reEncrypt(job))).toMatchObject({ scanned: 10, changed: 9, unchanged: 1, failed: 0 });
  });

  it("stops where KMS or the table is not there, and goes on later", async () => {
    const { vault } = await filled();
    vault.kms.before = () => {
      throw new Error("KMS is not there");
    };
    await expect(vault.reEncrypt(job)).rejects.toThrow("KMS is not there");
    vault.kms.before = () => undefined;
    expect(accepted(await vault.reEncrypt(job))).toMatchObject({ changed: 10, failed: 0, done: true });
  });

  it("waits for the cards that it has begun before it stops", async () => {
    const { vault } = await filled();
    let begun = 0;
    let ended = 0;
    const treat = async () => {
      const mine = ++begun;
      await vault.clock.sleep(1);
      if (mine === 1) throw new Error("killed");
      for (let turn = 0; turn < mine; turn++) await vault.clock.sleep(1);
      ended += 1;
      return "changed" as const;
    };
    const parts = { store: vault.store, jobs: vault.store, treat, clock: vault.clock };
    await expect(reEncrypt(parts, job)).rejects.toThrow("killed");
    expect(begun).toBeGreaterThan(1);
    expect(ended).toBe(begun - 1);
  });

  it("does no harm where several run at once", async () => {
    const { vault } = await filled();
    const runs = await Promise.all([1, 2, 3, 4].map(() => vault.reEncrypt({ ...job, pageSize: 2 })));
    for (const run of runs) {
      expect(accepted(run)).toMatchObject({ scanned: 10, changed: 10, unchanged: 0, failed: 0, done: true });
    }
    expect(await numbersIn(vault)).toEqual(numbers);
    // Nothing was done twice.
    expect((await allCards(vault.store, 100)).map(({ version }) => version)).toEqual(numbers.map(() => 2));
  });

  it("is refused under the name of a job of another kind", async () => {
    const { vault } = await filled();
    await vault.reEncrypt(job);
    expect(await vault.reEncrypt({ ...job, kind: "fingerprints" })).toEqual({
      ok: false,
      errors: [
        {
          code: "job_of_other_kind",
          param: "kind",
          message: "kind: the job rotate-2026 is of kind data-keys; a job has one kind.",
        },
      ],
    });
  });

  it("is refused where it is malformed", async () => {
    expect(await new TestVault().reEncrypt({ job: "A", kind: "x", pageSize: 0, maxPages: 1.5 })).toMatchObject({
      ok: false,
      errors: [{ param: "job" }, { param: "kind" }, { param: "pageSize" }, { param: "maxPages" }],
    });
  });

  it("says so where its progress is gone", async () => {
    const { vault } = await filled();
    vault.dynamo.before = (command) => {
      if (command === "ScanCommand") vault.dynamo.items.delete("JOB#rotate-2026|JOB");
    };
    await expect(vault.reEncrypt(job)).rejects.toThrow(JobGoneError);
  });
});

describe("re-encrypting under the newest fingerprint key", () => {
  const job = { job: "fingerprints-2", kind: "fingerprints" };

  it("claims every card under the newest version, so that the old one can end", async () => {
    const { vault, cards } = await filled();
    expect(accepted(await vault.reEncrypt(job, [1, 2]))).toMatchObject({ scanned: 10, changed: 10, done: true });
    const onNewest = vault.tokeniser([2]);
    for (const number of numbers) {
      const token = await vault.token(number, "cus_1", onNewest);
      expect(cards.map((card) => card.token)).toContain(token);
      expect(await vault.store.find(token)).toMatchObject({ fingerprintVersion: 2, writtenAt: cards[0]?.writtenAt });
    }
  });

  it("leaves cards alone that have the newest claim already", async () => {
    const { vault } = await filled();
    await vault.token(VISA, "cus_2", vault.tokeniser([1, 2]));
    expect(accepted(await vault.reEncrypt(job, [1, 2]))).toMatchObject({ scanned: 11, changed: 10, unchanged: 1 });
  });

  it("names a card that another token of the same customer has claimed, and goes on", async () => {
    const { vault, cards } = await filled();
    // An instance that knew the new version alone, before its time.
    const rival = await vault.token(numbers[0] ?? "", "cus_1", vault.tokeniser([2]));
    const result = accepted(await vault.reEncrypt(job, [1, 2]));
    expect(result).toMatchObject({ scanned: 11, changed: 9, unchanged: 1, failed: 1, done: true });
    expect(result.failures).not.toContain(rival);
    // Waiting would not help.
    expect(vault.clock.sleeps).toEqual([]);
    expect(cards.map(({ token }) => token)).toEqual(expect.arrayContaining([...result.failures]));
  });

  it("tries again where a transaction is in the way, and names the card where that does not end", async () => {
    const { vault } = await filled();
    let conflicts = 2;
    vault.dynamo.before = (command) => {
      if (command === "TransactWriteItemsCommand" && conflicts-- > 0) throw cancelled("TransactionConflict", "None");
    };
    expect(accepted(await vault.reEncrypt(job, [1, 2]))).toMatchObject({ changed: 10, failed: 0 });
    vault.dynamo.before = (command) => {
      if (command === "TransactWriteItemsCommand") throw cancelled("TransactionConflict", "None");
    };
    const stuck = await vault.reEncrypt({ ...job, job: "fingerprints-3" }, [1, 2, 3]);
    expect(accepted(stuck)).toMatchObject({ changed: 0, failed: 10, done: true });
  });

  it("goes well beside tokenising of the same cards", async () => {
    const { vault, cards } = await filled();
    const [, ...tokens] = await Promise.all([
      vault.reEncrypt({ ...job, pageSize: 3 }, [1, 2]),
      ...numbers.map((number) => vault.token(number, "cus_1", vault.tokeniser([1, 2]))),
    ]);
    expect([...tokens].sort()).toEqual(cards.map(({ token }) => token).sort());
    expect(vault.dynamo.startingWith("TOKEN#")).toHaveLength(10);
  });
});

function fail(reason: string): never {
  throw new Error(reason);
}
