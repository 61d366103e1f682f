import { detokenise, type DetokeniseParts } from "../../../functions/vault/detokenise";
import { EnvelopeError } from "../../../functions/vault/envelope";
import { AMEX, VISA } from "./support/cards";
import { TestVault } from "./support/vault";

const UNKNOWN = "tok_0190d5a2-7b1c-7c3e-9a54-0c6f5d2e8b11";

function make() {
  const vault = new TestVault();
  const count = jest.fn();
  const parts: DetokeniseParts = {
    store: vault.store,
    audit: vault.store,
    encryptor: vault.encryptor(),
    count,
    clock: vault.clock,
  };
  const ask = (token: string, over: object = {}) =>
    detokenise(
      parts,
      { token, customerId: "cus_1", reason: "Chargeback 17", requestedBy: "ops", ...over },
      "request-9",
    );
  return { vault, count, parts, ask };
}

describe("detokenising", () => {
  it("gives the number and its expiry", async () => {
    const { vault, ask } = make();
    expect(await ask(await vault.token(AMEX))).toEqual({ ok: true, number: AMEX, expMonth: 12, expYear: 2030 });
  });

  it("writes who, why and when, and no number, before the number is read", async () => {
    const { vault, ask } = make();
    const token = await vault.token(VISA);
    vault.kms.before = (call) => {
      expect(call).toBe("decrypt");
      expect(vault.dynamo.startingWith("AUDIT#")).toEqual([
        {
          pk: { S: `AUDIT#${token}` },
          sk: { S: "2026-11-15T12:00:00.000Z#request-9" },
          token: { S: token },
          customerId: { S: "cus_1" },
          requestedBy: { S: "ops" },
          reason: { S: "Chargeback 17" },
          requestId: { S: "request-9" },
          at: { S: "2026-11-15T12:00:00.000Z" },
        },
      ]);
    };
    await ask(token);
    expect(vault.kms.calls).toContain("decrypt");
    expect.assertions(3);
  });

  it("gives nothing and reads nothing where that cannot be written", async () => {
    const { vault, count, ask } = make();
    const token = await vault.token(VISA);
    vault.kms.calls.length = 0;
    vault.dynamo.before = (command) => {
      if (command === "PutItemCommand") throw new Error("table throttled");
    };
    await expect(ask(token)).rejects.toThrow("table throttled");
    expect(vault.kms.calls).toEqual([]);
    expect(count).not.toHaveBeenCalled();
  });

  it("counts each number that it reads", async () => {
    const { vault, count, ask } = make();
    const token = await vault.token(VISA);
    await ask(token);
    vault.clock.milliseconds += 1;
    await ask(token);
    expect(count.mock.calls).toEqual([["Detokenisations"], ["Detokenisations"]]);
    expect(vault.dynamo.startingWith("AUDIT#")).toHaveLength(2);
  });

  it("answers the same for an unknown token and another customer's", async () => {
    const { vault, count, ask } = make();
    const refusal = {
      ok: false,
      errors: [{ code: "token_not_found", param: "token", message: "token: this customer has no such token." }],
    };
    expect(await ask(UNKNOWN)).toEqual(refusal);
    expect(await ask(await vault.token(VISA), { customerId: "cus_2" })).toEqual(refusal);
    expect(count).not.toHaveBeenCalled();
    expect(vault.dynamo.startingWith("AUDIT#")).toEqual([]);
  });

  it("wants to know who asks and why", async () => {
    const { vault, ask } = make();
    const token = await vault.token(VISA);
    expect(await ask(token, { reason: "", requestedBy: undefined })).toMatchObject({
      ok: false,
      errors: [
        { code: "invalid", param: "reason" },
        { code: "required", param: "requestedBy" },
      ],
    });
  });

  it("does not open an envelope that was moved to another token", async () => {
    const { vault, count, ask } = make();
    const [mine, other] = [await vault.token(VISA), await vault.token(AMEX)];
    const [from, to] = [vault.dynamo.items.get(`TOKEN#${mine}|CARD`), vault.dynamo.items.get(`TOKEN#${other}|CARD`)];
    Object.assign(to ?? {}, { envelope: from?.envelope });
    await expect(ask(other)).rejects.toThrow(EnvelopeError);
    expect(count).not.toHaveBeenCalled();
  });
});
