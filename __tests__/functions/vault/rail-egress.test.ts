import { MemoryBooks, Simulator } from "../../../functions/simulator";
import type { Acquirer } from "../../../functions/vault/acquirer";
import { ACQUIRER_MS, railEgress, type RailEgressParts } from "../../../functions/vault/rail-egress";
import { simulatedAcquirer } from "../../../functions/vault/simulated-acquirer";
import { AMEX, VISA } from "./support/cards";
import { seededRandom } from "./support/seeded";
import { TestVault } from "./support/vault";

const UNKNOWN = "tok_0190d5a2-7b1c-7c3e-9a54-0c6f5d2e8b11";
const amount = { amountCents: 1250, currency: "USD" };
const followUp = (operation: string, reference: string) => ({ operation, reference, of: "pay_1/charge/1", ...amount });

function make(over: Partial<RailEgressParts> = {}) {
  const vault = new TestVault();
  const count = jest.fn();
  const simulator = new Simulator({ books: new MemoryBooks(), clock: vault.clock, random: seededRandom("egress") });
  const acquirer = simulatedAcquirer(simulator);
  const parts = { store: vault.store, encryptor: vault.encryptor(), acquirer, count, ...over };
  const send = (request: object) => railEgress(parts, request);
  const charge = (token: string | undefined, request: object = {}) =>
    send({
      operation: "charge",
      reference: "pay_1/charge/1",
      customerId: "cus_1",
      ...amount,
      capture: true,
      ...(token !== undefined && { token }),
      ...request,
    });
  return { vault, count, acquirer, send, charge };
}

const spied = (over: Partial<Acquirer>): Acquirer => ({ ...make().acquirer, ...over });

describe("taking a card to the acquirer", () => {
  it("charges it for the amount under the reference, and counts the decryption", async () => {
    const answer = { outcome: "approved", code: "approved", acquirerReference: "a1" } as const;
    const taken = jest.fn().mockResolvedValue(answer);
    const { vault, count, charge } = make({ acquirer: spied({ charge: taken }) });
    expect(await charge(await vault.token(VISA), { cvc: "123" })).toEqual({
      ok: true,
      reference: "pay_1/charge/1",
      ...answer,
    });
    expect(taken.mock.calls).toEqual([
      [
        {
          reference: "pay_1/charge/1",
          ...amount,
          capture: true,
          card: { number: VISA, expMonth: 12, expYear: 2030, cvc: "123" },
        },
      ],
    ]);
    expect(count.mock.calls).toEqual([["RailEgressDecryptions"]]);
  });

  it("verifies it without an amount", async () => {
    const { vault, count, send } = make();
    const token = await vault.token("4000000000009995");
    expect(await send({ operation: "verify", reference: "v", customerId: "cus_1", token })).toMatchObject({
      ok: true,
      outcome: "declined",
      code: "insufficient_funds",
    });
    expect(count).toHaveBeenCalledTimes(1);
  });

  it("answers the same when it is sent again, and charges once", async () => {
    const { vault, send, charge } = make();
    const token = await vault.token(VISA);
    expect(await charge(token)).toEqual(await charge(token));
    expect(await send(followUp("refund", "r"))).toMatchObject({ outcome: "approved" });
    expect(await send(followUp("refund", "s"))).toMatchObject({ outcome: "declined", code: "not_refundable" });
  });

  it("answers unknown where the acquirer does: that is no failure", async () => {
    const { vault, charge } = make();
    expect(await charge(await vault.token("4000000000000085"))).toEqual({
      ok: true,
      reference: "pay_1/charge/1",
      outcome: "unknown",
      code: "timeout",
    });
  });

  it("answers no number", async () => {
    const { vault, charge } = make();
    expect(JSON.stringify(await charge(await vault.token(VISA)))).not.toContain(VISA);
  });

  it("writes nothing of its own", async () => {
    const { vault, charge } = make();
    const token = await vault.token(VISA);
    vault.dynamo.sent.length = 0;
    await charge(token, { cvc: "123" });
    expect(vault.dynamo.sent).toEqual(["GetItemCommand"]);
  });

  it("refuses a code that the brand does not have, by length", async () => {
    const { vault, charge } = make();
    expect(await charge(await vault.token(AMEX), { cvc: "123" })).toEqual({
      ok: false,
      errors: [{ code: "cvc_invalid", param: "cvc", message: "cvc: must be 4 digits for amex." }],
    });
  });

  it.each(["charge", "verify"])("answers the same to %s an unknown token and another customer's", async (operation) => {
    const { vault, count, charge, send } = make();
    const token = await vault.token(VISA);
    const refusal = { ok: false, errors: [{ code: "token_not_found", param: "token" }] };
    const sent = (named: object) =>
      operation === "charge"
        ? charge(undefined, named)
        : send({ operation, reference: "v", customerId: "cus_1", ...named });
    expect(await sent({ token: UNKNOWN })).toMatchObject(refusal);
    expect(await sent({ token, customerId: "cus_2" })).toMatchObject(refusal);
    expect(count).not.toHaveBeenCalled();
  });
});

describe("taking what needs no card to the acquirer", () => {
  it.each([
    ["capture", followUp("capture", "a")],
    ["refund", followUp("refund", "r")],
    ["cancel", followUp("cancel", "v")],
    ["ask", { operation: "ask", reference: "pay_1/charge/1" }],
  ])("opens none to %s", async (operation, request) => {
    const { vault, count, send, charge } = make();
    await charge(await vault.token(VISA), { capture: operation === "refund" });
    count.mockClear();
    vault.dynamo.sent.length = 0;
    expect(await send(request)).toMatchObject({ ok: true, reference: request.reference, outcome: "approved" });
    expect(count).not.toHaveBeenCalled();
    expect(vault.dynamo.sent).toEqual([]);
  });

  it("says of a reference that it was never seen", async () => {
    expect(await make().send({ operation: "ask", reference: "x" })).toMatchObject({ ok: true, outcome: "not_found" });
  });

  it("charges by a method of the acquirer's own where that is cardless", async () => {
    const { count, charge } = make();
    expect(await charge(undefined, { method: "sim_insufficient_funds" })).toMatchObject({ code: "insufficient_funds" });
    expect(await charge(undefined, { reference: "c2" })).toMatchObject({ outcome: "approved" });
    expect(count).not.toHaveBeenCalled();
  });

  it("refuses to charge without a card where the acquirer wants one", async () => {
    const { charge } = make({ acquirer: spied({ cardless: false }) });
    expect(await charge(undefined)).toEqual({
      ok: false,
      errors: [{ code: "required", param: "token", message: "token: is required by this environment's acquirer." }],
    });
  });
});

describe("an acquirer", () => {
  afterEach(() => jest.useRealTimers());

  it("is waited for nine seconds, and its answer is unknown then", async () => {
    jest.useFakeTimers({ doNotFake: ["setImmediate", "nextTick", "queueMicrotask"] });
    const ask = jest.fn(() => new Promise<never>(() => undefined));
    const answer = make({ acquirer: spied({ ask }) }).send({ operation: "ask", reference: "c" });
    await jest.advanceTimersByTimeAsync(ACQUIRER_MS - 1);
    expect(await Promise.race([answer, Promise.resolve("nothing yet")])).toBe("nothing yet");
    await jest.advanceTimersByTimeAsync(1);
    expect(await answer).toEqual({ ok: true, reference: "c", outcome: "unknown", code: "timeout" });
  });

  it("that fails makes the call fail, and no timer is left", async () => {
    jest.useFakeTimers({ doNotFake: ["setImmediate", "nextTick", "queueMicrotask"] });
    const ask = () => Promise.reject(new Error("no table"));
    await expect(make({ acquirer: spied({ ask }) }).send({ operation: "ask", reference: "c" })).rejects.toThrow(
      "no table",
    );
    expect(jest.getTimerCount()).toBe(0);
  });

  it("that is not there has every request refused, before anything is read", async () => {
    const { vault, charge } = make({ acquirer: undefined });
    const token = await vault.token(VISA);
    vault.dynamo.sent.length = 0;
    expect(await charge(token)).toMatchObject({
      ok: false,
      errors: [{ code: "acquirer_missing", param: "operation" }],
    });
    expect(vault.dynamo.sent).toEqual([]);
  });

  it("does not see what is malformed", async () => {
    expect(await make().charge("tok_1", { currency: "usd" })).toMatchObject({
      ok: false,
      errors: [{ param: "currency" }, { param: "token" }],
    });
  });
});
