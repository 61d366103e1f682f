import { railEgress, type RailEgressParts } from "../../../functions/vault/rail-egress";
import { simulatedAcquirer } from "../../../functions/vault/simulated-acquirer";
import { AMEX, VISA } from "./support/cards";
import { TestVault } from "./support/vault";

const UNKNOWN = "tok_0190d5a2-7b1c-7c3e-9a54-0c6f5d2e8b11";

function make(over: Partial<RailEgressParts> = {}) {
  const vault = new TestVault();
  const count = jest.fn();
  const parts = { store: vault.store, encryptor: vault.encryptor(), acquirer: simulatedAcquirer, count, ...over };
  const send = (token: string, request: object = {}) =>
    railEgress(parts, {
      token,
      customerId: "cus_1",
      operation: "authorise",
      reference: "pay_1/authorise/1",
      amountCents: 1250,
      currency: "USD",
      ...request,
    });
  return { vault, count, send };
}

describe("taking a token to the acquirer", () => {
  it("authorises the card for the amount under the reference, and counts the decryption", async () => {
    const authorise = jest.fn().mockResolvedValue({ outcome: "approved", code: "approved", acquirerReference: "a1" });
    const { vault, count, send } = make({ acquirer: { authorise, verify: jest.fn() } });
    expect(await send(await vault.token(VISA), { cvc: "123" })).toEqual({
      ok: true,
      reference: "pay_1/authorise/1",
      outcome: "approved",
      code: "approved",
      acquirerReference: "a1",
    });
    expect(authorise.mock.calls).toEqual([
      [
        {
          reference: "pay_1/authorise/1",
          card: { number: VISA, expMonth: 12, expYear: 2030, cvc: "123" },
          amountCents: 1250,
          currency: "USD",
        },
      ],
    ]);
    expect(count.mock.calls).toEqual([["RailEgressDecryptions"]]);
  });

  it("verifies without an amount", async () => {
    const { vault, send } = make();
    const token = await vault.token("4000000000009995");
    expect(await send(token, { operation: "verify", amountCents: 0 })).toMatchObject({
      ok: true,
      outcome: "declined",
      code: "insufficient_funds",
    });
  });

  it("answers the same when it is sent again", async () => {
    const { vault, send } = make();
    const token = await vault.token(VISA);
    expect(await send(token)).toEqual(await send(token));
  });

  it("answers unknown where the acquirer does: that is no failure", async () => {
    const { vault, send } = make();
    expect(await send(await vault.token("4000000000000085"))).toEqual({
      ok: true,
      reference: "pay_1/authorise/1",
      outcome: "unknown",
      code: "timeout",
    });
  });

  it("answers no number", async () => {
    const { vault, send } = make();
    expect(JSON.stringify(await send(await vault.token(VISA)))).not.toContain(VISA);
  });

  it("writes nothing", async () => {
    const { vault, send } = make();
    const token = await vault.token(VISA);
    vault.dynamo.sent.length = 0;
    await send(token, { cvc: "123" });
    expect(vault.dynamo.sent).toEqual(["GetItemCommand"]);
  });

  it("refuses a code that the brand does not have, by length", async () => {
    const { vault, send } = make();
    expect(await send(await vault.token(AMEX), { cvc: "123" })).toEqual({
      ok: false,
      errors: [{ code: "cvc_invalid", param: "cvc", message: "cvc: must be 4 digits for amex." }],
    });
  });

  it("answers the same for an unknown token and another customer's", async () => {
    const { vault, count, send } = make();
    const token = await vault.token(VISA);
    const refusal = { ok: false, errors: [{ code: "token_not_found", param: "token" }] };
    expect(await send(UNKNOWN)).toMatchObject(refusal);
    expect(await send(token, { customerId: "cus_2" })).toMatchObject(refusal);
    expect(count).not.toHaveBeenCalled();
  });

  it("refuses all where there is no acquirer, before anything is read", async () => {
    const { vault, send } = make({ acquirer: undefined });
    const token = await vault.token(VISA);
    vault.dynamo.sent.length = 0;
    expect(await send(token)).toMatchObject({ ok: false, errors: [{ code: "acquirer_missing", param: "operation" }] });
    expect(vault.dynamo.sent).toEqual([]);
  });

  it("refuses what is malformed", async () => {
    expect(await make().send("tok_1", { currency: "usd" })).toMatchObject({
      ok: false,
      errors: [{ param: "token" }, { param: "currency" }],
    });
  });
});
