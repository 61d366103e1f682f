import type { Verifier } from "../../../functions/vault/acquirer";
import { DanglingClaimError, tokenise, type TokeniseParts } from "../../../functions/vault/tokenise";
import { AMEX, VISA } from "./support/cards";
import { accepted, TestVault } from "./support/vault";

const request = (number: string, over: object = {}) => ({
  customerId: "cus_1",
  card: { number, expMonth: 12, expYear: 2030, ...over },
});

describe("tokenising with a card verification code", () => {
  const verifying = (verify: Verifier["verify"]): Verifier => ({ verify });
  const withAcquirer = (vault: TestVault, acquirer: Verifier): TokeniseParts => ({ ...vault.tokeniser(), acquirer });

  it("verifies the card in the same call and keeps the outcome", async () => {
    const vault = new TestVault();
    const verify = jest.fn().mockResolvedValue({ outcome: "approved", code: "approved", acquirerReference: "a1" });
    const parts = withAcquirer(vault, verifying(verify));
    const result = accepted(await tokenise(parts, request(VISA, { cvc: "123" }), "request-7"));
    expect(result.verification).toEqual({ outcome: "approved", code: "approved" });
    expect(verify.mock.calls).toEqual([
      [
        {
          reference: `${result.token}/verify/request-7`,
          card: { number: VISA, expMonth: 12, expYear: 2030, cvc: "123" },
        },
      ],
    ]);
    expect(await vault.store.find(result.token)).toMatchObject({
      verification: { outcome: "approved", code: "approved", at: "2026-11-15T12:00:00.000Z" },
      version: 2,
    });
  });

  it("never stores the code", async () => {
    const vault = new TestVault();
    await tokenise(vault.tokeniser(), request(AMEX, { cvc: "8531" }), "r1");
    expect(vault.dynamo.dump()).not.toContain("8531");
    expect(vault.dynamo.dump()).not.toContain("cvc");
  });

  it.each([
    ["a decline", "4000000000000002", "123", { outcome: "declined", code: "card_declined" }],
    ["a code that does not match", VISA, "999", { outcome: "declined", code: "incorrect_cvc" }],
    ["no answer", "4000000000000085", "123", { outcome: "unknown", code: "timeout" }],
  ])("answers %s beside the token", async (_, number, cvc, verification) => {
    const vault = new TestVault();
    const result = accepted(await tokenise(vault.tokeniser(), request(number, { cvc }), "r1"));
    expect(result.verification).toEqual(verification);
    expect(await vault.store.find(result.token)).toMatchObject({ verification });
  });

  it("verifies a known card anew, and once though its writing is contended", async () => {
    const vault = new TestVault();
    const token = await vault.token(VISA);
    const verify = jest.fn(async () => {
      // Somebody else changes the card while the acquirer thinks.
      const stored = await vault.store.find(token);
      await vault.store.update(stored ?? fail("not stored"), { lastJob: "rotate-1" });
      return { outcome: "approved", code: "approved" } as const;
    });
    const parts = withAcquirer(vault, verifying(verify));
    expect(accepted(await tokenise(parts, request(VISA, { cvc: "123" }), "r1"))).toMatchObject({
      token,
      created: false,
    });
    expect(verify).toHaveBeenCalledTimes(1);
    expect(await vault.store.find(token)).toMatchObject({
      lastJob: "rotate-1",
      verification: { outcome: "approved" },
      version: 3,
    });
  });

  it("verifies nothing without a code", async () => {
    const vault = new TestVault();
    const verify = jest.fn();
    const result = accepted(await tokenise(withAcquirer(vault, verifying(verify)), request(VISA), "r1"));
    expect(result).not.toHaveProperty("verification");
    expect(verify).not.toHaveBeenCalled();
  });

  it("says so where the card is gone before its verification is kept", async () => {
    const vault = new TestVault();
    const acquirer: Verifier = {
      verify: ({ reference }) => {
        vault.dynamo.items.delete(`TOKEN#${reference.split("/")[0]}|CARD`);
        return Promise.resolve({ outcome: "approved", code: "approved" });
      },
    };
    const parts = { ...vault.tokeniser(), acquirer };
    await expect(tokenise(parts, request(VISA, { cvc: "123" }), "r1")).rejects.toThrow(DanglingClaimError);
  });

  it("is refused where there is no acquirer, by the name of the field", async () => {
    const vault = new TestVault();
    const parts = { ...vault.tokeniser(), acquirer: undefined };
    expect(await tokenise(parts, request(VISA, { cvc: "123" }), "r1")).toEqual({
      ok: false,
      errors: [
        {
          code: "acquirer_missing",
          param: "card.cvc",
          message: "card.cvc: this environment has no acquirer to verify it with; leave it out.",
        },
      ],
    });
    expect(vault.dynamo.items.size).toBe(0);
    expect(accepted(await tokenise(parts, request(VISA), "r1")).created).toBe(true);
  });
});

function fail(reason: string): never {
  throw new Error(reason);
}
