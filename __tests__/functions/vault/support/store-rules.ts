import type { Fingerprint } from "../../../../functions/vault/fingerprint";
import type {
  AuditEntry,
  AuditTrail,
  Job,
  JobStore,
  StoredCard,
  TokenStore,
} from "../../../../functions/vault/token-store";

type Store = TokenStore & AuditTrail & JobStore;

const fingerprint = (version: number, name: string): Fingerprint => ({ version, value: name.padEnd(43, "x") });

/** A stored card; `name` makes its token and its customer, so that tests do not meet. */
export function cardNamed(name: string, over: Partial<StoredCard> = {}): StoredCard {
  return {
    token: `tok_${name}`,
    customerId: `cus_${name}`,
    envelope: Uint8Array.of(1, 2, 3),
    keyId: "mrk-1",
    bin: "42424242",
    lastFour: "4242",
    brand: "visa",
    expMonth: 12,
    expYear: 2030,
    fingerprintVersion: 1,
    version: 1,
    createdAt: "2026-11-15T12:00:00.000Z",
    writtenAt: "2026-11-15T12:00:00.000Z",
    ...over,
  };
}

/** All pages of the table, `limit` items at a time. */
export async function allCards(store: TokenStore, limit: number): Promise<StoredCard[]> {
  const cards: StoredCard[] = [];
  let page = await store.page(undefined, limit);
  cards.push(...page.cards);
  while (page.next) {
    page = await store.page(page.next, limit);
    cards.push(...page.cards);
  }
  return cards;
}

/** The rules of the vault's store: for the table in memory, and for a real engine. `name` gives a fresh name. */
export function describeStore(engine: string, open: () => Store, name: () => string): void {
  describe(`the vault's store on ${engine}`, () => {
    it("gives a card back as it was written, with and without what is optional", async () => {
      const store = open();
      const whole = cardNamed(name(), {
        lastJob: "rotate-1",
        verification: { outcome: "declined", code: "incorrect_cvc", at: "2026-11-15T12:00:01.000Z" },
      });
      const bare = cardNamed(name(), { bin: undefined });
      for (const card of [whole, bare]) {
        expect(await store.create(card, [fingerprint(1, card.token)])).toBe("created");
        const found = await store.find(card.token);
        expect(found).toEqual({ ...card, envelope: found?.envelope });
        expect(Buffer.compare(found?.envelope ?? Buffer.alloc(0), card.envelope)).toBe(0);
      }
      expect(await store.find("tok_nobody")).toBeUndefined();
    });

    it("writes a card with all its claims or not at all", async () => {
      const store = open();
      const [one, other] = [name(), name()];
      const card = cardNamed(one);
      await store.create(card, [fingerprint(1, one)]);
      const rival = cardNamed(other, { customerId: card.customerId });
      expect(await store.create(rival, [fingerprint(2, one), fingerprint(1, one)])).toBe("claimed");
      expect(await store.find(rival.token)).toBeUndefined();
      expect(await store.findClaims(card.customerId, [fingerprint(2, one), fingerprint(1, one)])).toEqual([
        undefined,
        card.token,
      ]);
    });

    it("keeps claims of one fingerprint apart by customer and version", async () => {
      const store = open();
      const [one, other, third] = [name(), name(), name()];
      const shared = (version: number) => fingerprint(version, one);
      expect(await store.create(cardNamed(one), [shared(1)])).toBe("created");
      expect(await store.create(cardNamed(other), [shared(1)])).toBe("created");
      expect(await store.create(cardNamed(third, { customerId: `cus_${one}` }), [shared(2)])).toBe("created");
    });

    it("lets one of many at once create", async () => {
      const store = open();
      const one = name();
      const rivals = Array.from({ length: 10 }, () => cardNamed(name(), { customerId: `cus_${one}` }));
      const outcomes = await Promise.all(rivals.map((card) => store.create(card, [fingerprint(1, one)])));
      const created = rivals.filter((_, index) => outcomes[index] === "created");
      expect(created).toHaveLength(1);
      expect(await store.findClaims(`cus_${one}`, [fingerprint(1, one)])).toEqual([created[0]?.token]);
    });

    it("changes what is named, moves the version on, and leaves the rest", async () => {
      const store = open();
      const card = cardNamed(name());
      await store.create(card, [fingerprint(1, card.token)]);
      const verification = { outcome: "approved", code: "approved", at: "2026-11-15T12:00:02.000Z" } as const;
      expect(await store.update(card, { expMonth: 1, expYear: 2033, verification })).toBe("updated");
      expect(await store.find(card.token)).toMatchObject({
        ...card,
        envelope: expect.anything() as unknown,
        expMonth: 1,
        expYear: 2033,
        verification,
        version: 2,
      });
    });

    it("does not change a card that is at another version, nor one that is not there", async () => {
      const store = open();
      const card = cardNamed(name());
      await store.create(card, [fingerprint(1, card.token)]);
      await store.update(card, { expMonth: 1 });
      expect(await store.update(card, { expMonth: 2 })).toBe("stale");
      expect(await store.update(card, { expMonth: 2 }, [fingerprint(2, card.token)])).toBe("stale");
      expect(await store.findClaims(card.customerId, [fingerprint(2, card.token)])).toEqual([undefined]);
      expect(await store.find(card.token)).toMatchObject({ expMonth: 1, version: 2 });
      const nobody = cardNamed(name());
      expect(await store.update(nobody, { expMonth: 2 })).toBe("stale");
      expect(await store.find(nobody.token)).toBeUndefined();
    });

    it("adds claims with a change or makes neither", async () => {
      const store = open();
      const [one, other] = [name(), name()];
      const card = cardNamed(one);
      const rival = cardNamed(other, { customerId: card.customerId });
      await store.create(card, [fingerprint(1, one)]);
      await store.create(rival, [fingerprint(1, other), fingerprint(2, other)]);
      const claims = [fingerprint(2, one)];
      expect(await store.update(card, { fingerprintVersion: 2 }, claims)).toBe("updated");
      expect(await store.findClaims(card.customerId, claims)).toEqual([card.token]);
      const again = { ...card, version: 2 };
      expect(await store.update(again, { fingerprintVersion: 3 }, [fingerprint(2, other)])).toBe("claimed");
      expect(await store.find(card.token)).toMatchObject({ fingerprintVersion: 2, version: 2 });
      // A claim that is its own already stands in nobody's way.
      expect(await store.update(again, { lastJob: "rotate-1" }, claims)).toBe("updated");
    });

    it("gives every card once, page by page, among claims, audit entries and jobs", async () => {
      const store = open();
      const tokens = await Promise.all(
        Array.from({ length: 12 }, async () => {
          const card = cardNamed(name());
          await store.create(card, [fingerprint(1, card.token), fingerprint(2, card.token)]);
          await store.append(auditEntry(card.token, "request-1"));
          return card.token;
        }),
      );
      for (const limit of [1, 5, 1000]) {
        const seen = (await allCards(store, limit)).map(({ token }) => token);
        expect(seen.filter((token) => tokens.includes(token)).sort()).toEqual([...tokens].sort());
      }
    });

    it("appends audit entries and writes over none", async () => {
      const store = open();
      const token = `tok_${name()}`;
      await store.append(auditEntry(token, "request-1"));
      await expect(store.append(auditEntry(token, "request-2"))).resolves.toBeUndefined();
      // The SDK may send a request twice where an answer was lost.
      await expect(store.append(auditEntry(token, "request-1"))).resolves.toBeUndefined();
    });

    it("begins a job once and moves it on from the state that was read", async () => {
      const store = open();
      const first: Job = {
        job: `rotate-${name()}`,
        kind: "data-keys",
        startedAt: "2026-11-15T12:00:00.000Z",
        scanned: 0,
        changed: 0,
        unchanged: 0,
        failed: 0,
        failures: [],
        done: false,
        version: 1,
      };
      expect(await store.findJob(first.job)).toBeUndefined();
      expect(await store.beginJob(first)).toBe(true);
      expect(await store.beginJob({ ...first, kind: "fingerprints" })).toBe(false);
      expect(await store.findJob(first.job)).toEqual(first);

      const cursor = { pk: "TOKEN#tok_1", sk: "CARD" };
      const second: Job = { ...first, cursor, scanned: 2, changed: 1, failed: 1, failures: ["tok_1"], version: 2 };
      expect(await store.advanceJob(second)).toBe(true);
      expect(await store.advanceJob(second)).toBe(false);
      expect(await store.findJob(first.job)).toEqual(second);
      expect(await store.advanceJob({ ...second, cursor: undefined, done: true, version: 3 })).toBe(true);
      expect(await store.findJob(first.job)).toEqual({ ...second, cursor: undefined, done: true, version: 3 });
      expect(await store.advanceJob({ ...first, job: `rotate-${name()}`, version: 2 })).toBe(false);
    });
  });
}

function auditEntry(token: string, requestId: string): AuditEntry {
  const at = "2026-11-15T12:00:00.000Z";
  return { token, customerId: "cus_1", requestedBy: "ops", reason: "Chargeback 17", requestId, at };
}
