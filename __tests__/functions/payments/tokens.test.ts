import { createToken as operation, serveApi } from "../../../functions/api";
import type { Invoke } from "../../../functions/payments/egress-rail";
import { dynamoMethodStore } from "../../../functions/payments/parties/method-store";
import { type Tokenise, type VaultAnswer } from "../../../functions/payments/tokens";
import { tokenRoutes } from "../../../functions/payments/tokens-routes";
import { VaultCallError, vaultTokenise } from "../../../functions/payments/vault-tokenise";
import { MemoryTable } from "../ledger/support/memory-table";
import { ManualClock } from "../vault/support/seeded";
import { call, memoryLog } from "./support/calls";

const NUMBER = "4242 4242 4242 4242";
const BODY = { customer_id: "cus_1", card: { number: NUMBER, exp_month: 12, exp_year: 2030, cvc: "123" } };
const CARD = { brand: "visa", bin: "42424242", lastFour: "4242", expMonth: 12, expYear: 2030 };
const MADE: VaultAnswer = {
  ok: true,
  token: "tok_1",
  created: true,
  card: CARD,
  cardKey: "Ck_1",
  verification: { outcome: "approved", code: "approved" },
};

function counter(tokenise: Tokenise) {
  const table = new MemoryTable();
  const methods = dynamoMethodStore(table.client, "payment-transactions-test");
  const log = memoryLog();
  const routes = tokenRoutes({ tokenise, methods, clock: new ManualClock() });
  const handler = serveApi(log, { createToken: operation }, routes);
  return { table, methods, log, post: (body: object = BODY) => call(handler, "POST", { resource: "/tokens", body }) };
}

describe("POST /tokens", () => {
  it("hands the card to the vault, and answers its token with what may be shown", async () => {
    const asked: unknown[] = [];
    const { post } = counter((request) => {
      asked.push(request);
      return Promise.resolve(MADE);
    });
    const answer = await post();
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      token: "tok_1",
      created: true,
      customer_id: "cus_1",
      card: { brand: "visa", bin: "42424242", last_four: "4242", exp_month: 12, exp_year: 2030 },
      verification: { outcome: "approved", code: "approved" },
    });
    expect(asked).toEqual([{ customerId: "cus_1", card: { number: NUMBER, expMonth: 12, expYear: 2030, cvc: "123" } }]);
  });

  it("keeps the method of the customer once, masked, with its newest expiry", async () => {
    let answer: VaultAnswer = MADE;
    const { post, methods, table } = counter(() => Promise.resolve(answer));
    await post();
    answer = { ...MADE, created: false, card: { ...CARD, expYear: 2033 }, verification: undefined };
    const again = await post({ ...BODY, card: { number: NUMBER, exp_month: 12, exp_year: 2033 } });
    expect(again.status).toBe(200);
    expect(again.body).not.toHaveProperty("verification");
    expect(await methods.page("cus_1", undefined, 10)).toEqual([
      { token: "tok_1", ...CARD, expYear: 2033, cardKey: "Ck_1", addedAt: "2026-11-15T12:00:00.000Z" },
    ]);
    expect(JSON.stringify([...table.items])).not.toMatch(/4242 ?4242 ?4242/);
  });

  it("keeps it when it is asked again, where it was killed before it could", async () => {
    const { post, methods, table } = counter(() => Promise.resolve(MADE));
    table.before = () => {
      throw new Error("killed");
    };
    expect((await post()).status).toBe(500);
    table.before = () => undefined;
    await post();
    expect(await methods.page("cus_1", undefined, 10)).toHaveLength(1);
  });

  it("keeps a method whose card the vault gives no key to be counted by, and shows none of the others", async () => {
    const { post, methods } = counter(() => Promise.resolve({ ...MADE, cardKey: undefined }));
    await post();
    expect((await methods.page("cus_1", undefined, 10))[0]).not.toHaveProperty("cardKey");
    expect((await counter(() => Promise.resolve(MADE)).post()).text).not.toContain("Ck_1");
  });

  it("passes the vault's refusals on, by the names of its own fields", async () => {
    const { post, table } = counter(() =>
      Promise.resolve({
        ok: false,
        errors: [
          { code: "card_expired", param: "card.expYear", message: "card.expYear: the card expired, 12/2020." },
          { code: "invalid", param: "customerId", message: "customerId: must be otherwise." },
        ],
      }),
    );
    const { status, body } = await post();
    expect(status).toBe(422);
    expect(body.errors).toEqual([
      { code: "card_expired", param: "card.exp_year", message: "card.exp_year: the card expired, 12/2020." },
      { code: "invalid", param: "customer_id", message: "customer_id: must be otherwise." },
    ]);
    expect(table.sent).toEqual([]);
  });

  it("never logs the card, its code or the body, whatever becomes of it", async () => {
    const outcomes: Tokenise[] = [
      () => Promise.resolve(MADE),
      () => Promise.reject(new VaultCallError("tokenise ended with an error; its own log has it.")),
    ];
    for (const tokenise of outcomes) {
      const { post, log } = counter(tokenise);
      await post();
      await post({ ...BODY, colour: "red" });
      expect(log.records.length).toBeGreaterThan(1);
      expect(JSON.stringify(log.records)).not.toMatch(/4242|"123"|cvc/);
    }
  });
});

describe("the vault's tokenise", () => {
  const request = { customerId: "cus_1", card: { number: NUMBER, expMonth: 12, expYear: 2030 } };
  const answering =
    (payload: string, failed = false): Invoke =>
    () =>
      Promise.resolve({ payload, failed });

  it("gives its answer as it is, a token or a refusal", async () => {
    expect(await vaultTokenise(answering(JSON.stringify(MADE)))(request)).toEqual(MADE);
    const refusal = { ok: false, errors: [{ code: "cvc_invalid", param: "card.cvc", message: "card.cvc: wrong." }] };
    expect(await vaultTokenise(answering(JSON.stringify(refusal)))(request)).toEqual(refusal);
  });

  it("is an error where it failed or gave no answer, without a word of the request", async () => {
    const payloads = [
      "",
      "null",
      '{"ok":true}',
      '{"ok":false,"errors":[{"code":"unheard_of","param":"","message":""}]}',
    ];
    for (const payload of payloads) {
      await expect(vaultTokenise(answering(payload))(request)).rejects.toThrow(
        new VaultCallError("tokenise gave something that is no answer."),
      );
    }
    const failed = vaultTokenise(answering(JSON.stringify({ errorMessage: NUMBER }), true))(request);
    await expect(failed).rejects.toThrow("tokenise ended with an error; its own log has it.");
  });

  it("is waited for so long and no longer", async () => {
    const invoke: Invoke = (_, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason as Error));
      });
    await expect(vaultTokenise(invoke, 5)(request)).rejects.toThrow("aborted due to timeout");
  });
});
