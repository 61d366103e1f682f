import fc from "fast-check";
import type { StoredCard } from "../../../functions/vault/token-store";
import { goodNumber } from "./support/cards";
import { filled, numbers, numbersIn, untilDone } from "./support/filled";
import { allCards } from "./support/store-rules";
import { TestVault } from "./support/vault";

describe.each([
  ["data-keys", [1]],
  ["fingerprints", [1, 2]],
])("re-encrypting %s, killed at any call", (kind, versions) => {
  const job = { job: "rotate", kind, pageSize: 4, maxPages: 2 };

  async function lossless(vault: TestVault, cards: readonly StoredCard[]): Promise<void> {
    vault.dynamo.before = () => undefined;
    vault.dynamo.after = () => undefined;
    vault.kms.before = () => undefined;
    const result = await untilDone(() => vault.reEncrypt(job, versions));
    expect(result).toMatchObject({ scanned: 10, changed: 10, unchanged: 0, failed: 0, failures: [] });
    expect(await numbersIn(vault)).toEqual(numbers);
    const after = await allCards(vault.store, 100);
    expect(after.map(({ token }) => token).sort()).toEqual(cards.map(({ token }) => token).sort());
    expect(after.map(({ version }) => version)).toEqual(numbers.map(() => 2));
    for (const number of numbers) {
      const token = await vault.token(number, "cus_1", vault.tokeniser(versions.slice(-1)));
      expect(cards.map((card) => card.token)).toContain(token);
    }
  }

  it("before or after each call once, loses nothing and does nothing twice", async () => {
    const { vault: rehearsal } = await filled();
    await untilDone(() => rehearsal.reEncrypt(job, versions));
    const calls = rehearsal.dynamo.sent.length + rehearsal.kms.calls.length;
    expect(calls).toBeGreaterThan(15);
    for (let kill = 1; kill <= calls; kill++) {
      for (const side of ["before", "after"] as const) {
        const { vault, cards } = await filled();
        let count = 0;
        let killed = false;
        const crash = () => {
          // Once it is killed, whatever else that run would have sent does not arrive either.
          killed ||= ++count === kill;
          if (killed) throw new Error("killed");
        };
        vault.dynamo[side] = crash;
        vault.kms.before = crash;
        await vault.reEncrypt(job, versions).catch(() => undefined);
        await lossless(vault, cards);
      }
    }
  });

  it("at random calls again and again, loses nothing", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 }), async (kills) => {
        const { vault, cards } = await filled();
        for (const kill of kills) {
          let count = 0;
          const crash = () => {
            if (++count >= kill) throw new Error("killed");
          };
          vault.dynamo.after = crash;
          vault.kms.before = crash;
          await vault.reEncrypt(job, versions).catch(() => undefined);
        }
        await lossless(vault, cards);
      }),
      { numRuns: 20 },
    );
  });
});

describe("any number", () => {
  it("survives being tokenised, re-encrypted both ways and re-fingerprinted", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(goodNumber, { minLength: 1, maxLength: 4 }), async (some) => {
        const vault = new TestVault();
        for (const number of some) await vault.token(number);
        vault.clock.milliseconds += 1;
        await vault.reEncrypt({ job: "a", kind: "data-keys" }, [1], "aws-encryption-sdk");
        vault.clock.milliseconds += 1;
        await vault.reEncrypt({ job: "b", kind: "fingerprints" }, [1, 2]);
        await vault.reEncrypt({ job: "c", kind: "data-keys" }, [1, 2]);
        expect(await numbersIn(vault)).toEqual([...some].sort());
      }),
      { numRuns: 15 },
    );
  });
});
