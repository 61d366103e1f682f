import fc from "fast-check";
import { openNumber } from "../../../functions/vault/card-envelope";
import { BusyError } from "../../../functions/shared/retry";
import { DanglingClaimError, tokenise } from "../../../functions/vault/tokenise";
import { AMEX, anyNumber, goodNumber, MASTERCARD, VISA } from "./support/cards";
import { cancelled } from "./support/memory-dynamo";
import { accepted, TestVault } from "./support/vault";

const request = (number: string, over: object = {}) => ({
  customerId: "cus_1",
  card: { number, expMonth: 12, expYear: 2030, ...over },
});

describe("tokenising a card", () => {
  it("gives a random token and what may be shown", async () => {
    const vault = new TestVault();
    const result = accepted(await tokenise(vault.tokeniser(), request("4242 4242 4242 4242"), "request-1"));
    expect(result).toEqual({
      ok: true,
      token: expect.stringMatching(/^tok_[0-9a-f-]{36}$/) as unknown,
      created: true,
      card: { brand: "visa", bin: "42424242", lastFour: "4242", expMonth: 12, expYear: 2030 },
      cardKey: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/) as unknown,
    });
  });

  it("stores the number in the envelope alone", async () => {
    const vault = new TestVault();
    const token = await vault.token(VISA);
    const stored = await vault.store.find(token);
    expect(stored).toMatchObject({
      customerId: "cus_1",
      keyId: "mrk-0a1b2c3d4e5f60718293a4b5c6d7e8f9",
      fingerprintVersion: 1,
      version: 1,
      createdAt: "2026-11-15T12:00:00.000Z",
      writtenAt: "2026-11-15T12:00:00.000Z",
    });
    expect(await openNumber(vault.encryptor(), stored ?? fail("not stored"))).toBe(VISA);
    expect(vault.dynamo.dump()).not.toContain(VISA);
    expect(vault.dynamo.dump()).not.toContain(Buffer.from(VISA).toString("base64"));
  });

  it("gives one card of one customer one token, however it is written", async () => {
    const vault = new TestVault();
    const parts = vault.tokeniser();
    await fc.assert(
      fc.asyncProperty(goodNumber, async (number) => {
        const [plain, grouped] = [number, (number.match(/\d{1,4}/g) ?? []).join("-")];
        const first = accepted(await tokenise(parts, request(plain), "r1"));
        const second = accepted(await tokenise(parts, request(grouped), "r2"));
        expect(second).toEqual({ ...first, created: false });
      }),
      { numRuns: 30 },
    );
  });

  it("gives another customer's same card another token", async () => {
    const vault = new TestVault();
    expect(await vault.token(VISA, "cus_1")).not.toBe(await vault.token(VISA, "cus_2"));
  });

  it("tells of one card of many customers that it is one, and keeps no word of that", async () => {
    const vault = new TestVault();
    const parts = vault.tokeniser();
    const cards = [];
    for (const [customerId, number] of [
      ["cus_1", VISA],
      ["cus_2", VISA],
      ["cus_2", AMEX],
    ] as const) {
      cards.push(accepted(await tokenise(parts, { ...request(number), customerId }, "r1")).cardKey!);
    }
    expect(cards[1]).toBe(cards[0]);
    expect(cards[2]).not.toBe(cards[0]);
    for (const cardKey of cards) expect(vault.dynamo.dump()).not.toContain(cardKey);
  });

  it("gives fifty attempts at once, on instances of their own, one token", async () => {
    const vault = new TestVault();
    const attempts = Array.from({ length: 50 }, (_, index) =>
      tokenise(vault.tokeniser(), request(VISA), `request-${index}`),
    );
    const results = (await Promise.all(attempts)).map((result) => accepted(result));
    expect(new Set(results.map(({ token }) => token)).size).toBe(1);
    expect(results.filter(({ created }) => created)).toHaveLength(1);
    expect(vault.dynamo.startingWith("TOKEN#")).toHaveLength(1);
  });

  it("makes no KMS call once the instance is warm", async () => {
    const vault = new TestVault();
    const parts = vault.tokeniser();
    await tokenise(parts, request(VISA), "r1");
    expect(vault.kms.calls.sort()).toEqual(["generateDataKey", "generateMac"]);
    vault.kms.calls.length = 0;
    for (const number of [MASTERCARD, AMEX, VISA]) await tokenise(parts, request(number), "r2");
    expect(vault.kms.calls).toEqual([]);
  });

  it("makes one round trip for a new card", async () => {
    const vault = new TestVault();
    await vault.token(VISA);
    expect(vault.dynamo.sent).toEqual(["TransactWriteItemsCommand"]);
  });

  it("seals by the AWS Encryption SDK where the environment says so", async () => {
    const vault = new TestVault();
    const token = await vault.token(VISA, "cus_1", vault.tokeniser([1], "aws-encryption-sdk"));
    expect((await vault.store.find(token))?.envelope[0]).toBe(2);
    expect(await vault.token(VISA, "cus_1", vault.tokeniser())).toBe(token);
  });
});

describe("tokenising a known card with another expiry", () => {
  it("gives it that expiry and keeps the rest", async () => {
    const vault = new TestVault();
    const token = await vault.token(VISA);
    const again = accepted(await tokenise(vault.tokeniser(), request(VISA, { expMonth: 3, expYear: 2033 }), "r2"));
    expect(again).toMatchObject({ token, created: false, card: { expMonth: 3, expYear: 2033 } });
    expect(await vault.store.find(token)).toMatchObject({
      expMonth: 3,
      expYear: 2033,
      version: 2,
      fingerprintVersion: 1,
    });
  });

  it("survives many at once", async () => {
    const vault = new TestVault();
    const token = await vault.token(VISA);
    const months = [1, 2, 3, 4];
    await Promise.all(months.map((expMonth) => tokenise(vault.tokeniser(), request(VISA, { expMonth }), "r")));
    const stored = await vault.store.find(token);
    expect(months).toContain(stored?.expMonth);
    expect(stored?.version).toBe(5);
  });
});

describe("tokenising while the fingerprint key rotates", () => {
  it("claims all active versions, so that instances on either agree", async () => {
    const vault = new TestVault();
    const token = await vault.token(VISA, "cus_1", vault.tokeniser([1, 2]));
    expect(await vault.store.find(token)).toMatchObject({ fingerprintVersion: 2 });
    expect(await vault.token(VISA, "cus_1", vault.tokeniser([1]))).toBe(token);
    expect(await vault.token(VISA, "cus_1", vault.tokeniser([2]))).toBe(token);
  });

  it("adds the newer claim to a card that has the older alone", async () => {
    const vault = new TestVault();
    const token = await vault.token(VISA, "cus_1", vault.tokeniser([1]));
    expect(await vault.token(VISA, "cus_1", vault.tokeniser([1, 2]))).toBe(token);
    expect(await vault.store.find(token)).toMatchObject({ fingerprintVersion: 2, version: 2 });
    expect(await vault.token(VISA, "cus_1", vault.tokeniser([2]))).toBe(token);
  });

  it("gives instances on one and on both versions one token, all at once", async () => {
    const vault = new TestVault();
    const attempts = Array.from({ length: 30 }, (_, index) =>
      vault.token(VISA, "cus_1", vault.tokeniser(index % 2 === 0 ? [1] : [1, 2])),
    );
    expect(new Set(await Promise.all(attempts)).size).toBe(1);
    expect(vault.dynamo.startingWith("TOKEN#")).toHaveLength(1);
  });
});

describe("tokenising what is wrong", () => {
  it("names all faults at once and calls nobody", async () => {
    const vault = new TestVault();
    const parts = { ...vault.tokeniser(), acquirer: undefined };
    const result = await tokenise(parts, request("4242424242424241", { expYear: 2020, cvc: "1" }), "r1");
    expect(result).toMatchObject({
      ok: false,
      errors: [
        { code: "card_number_invalid", param: "card.number" },
        { code: "card_expired", param: "card.expYear" },
        { code: "cvc_invalid", param: "card.cvc" },
        { code: "acquirer_missing", param: "card.cvc" },
      ],
    });
    expect(vault.kms.calls).toEqual([]);
    expect(vault.dynamo.sent).toEqual([]);
  });

  it("never answers with the number, whatever is wrong with the rest", async () => {
    const vault = new TestVault();
    const parts = vault.tokeniser();
    const wrong = fc.constantFrom<object>({ expMonth: 13 }, { expYear: 2020 }, { cvc: "x" }, { colour: "red" });
    await fc.assert(
      fc.asyncProperty(anyNumber, wrong, fc.boolean(), async (number, over, alsoNumber) => {
        const given = alsoNumber ? `${number}x` : number;
        const result = await tokenise(parts, request(given, over), "r1");
        expect(result.ok).toBe(false);
        expect(JSON.stringify(result)).not.toContain(number);
        expect(JSON.stringify(result)).not.toContain(number.slice(0, 8));
      }),
    );
  });
});

describe("tokenising where DynamoDB or KMS fails", () => {
  it("tries again where another transaction was on the same card", async () => {
    const vault = new TestVault();
    let conflicts = 3;
    vault.dynamo.before = (command) => {
      if (command === "TransactWriteItemsCommand" && conflicts-- > 0) throw cancelled("TransactionConflict", "None");
    };
    expect(await vault.token(VISA)).toMatch(/^tok_/);
    expect(vault.dynamo.startingWith("TOKEN#")).toHaveLength(1);
  });

  it("gives up with an error of its own where that does not end", async () => {
    const vault = new TestVault();
    vault.dynamo.before = (command) => {
      if (command === "TransactWriteItemsCommand") throw cancelled("TransactionConflict", "None");
    };
    await expect(vault.token(VISA)).rejects.toThrow(BusyError);
  });

  it("gives the same token at the next call where an answer was lost after the writing", async () => {
    const vault = new TestVault();
    vault.dynamo.after = () => {
      throw new Error("connection reset");
    };
    await expect(vault.token(VISA)).rejects.toThrow("connection reset");
    vault.dynamo.after = () => undefined;
    const [item] = vault.dynamo.startingWith("TOKEN#");
    expect(await vault.token(VISA)).toBe(item?.token?.S);
    expect(vault.dynamo.startingWith("TOKEN#")).toHaveLength(1);
  });

  it("writes nothing where KMS refuses", async () => {
    const vault = new TestVault();
    vault.kms.before = () => {
      throw new Error("access denied");
    };
    await expect(vault.token(VISA)).rejects.toThrow("access denied");
    expect(vault.dynamo.items.size).toBe(0);
  });

  it("says so where a claim names a token that is not there", async () => {
    const vault = new TestVault();
    const token = await vault.token(VISA);
    vault.dynamo.items.delete(`TOKEN#${token}|CARD`);
    await expect(vault.token(VISA)).rejects.toThrow(DanglingClaimError);
  });
});

function fail(reason: string): never {
  throw new Error(reason);
}
