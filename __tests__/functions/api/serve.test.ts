import fc from "fast-check";
import { LosslessNumber } from "lossless-json";
import {
  amountToken,
  type ApiAnswer,
  createPayment,
  createToken,
  getPayment,
  listPayments,
  processPayment,
  type Route,
  serveApi,
} from "../../../functions/api";
import { looksLikeCardNumber } from "../../../functions/shared/card-number-guard";
import { money } from "../../../functions/shared/money";
import { refuse } from "../../../functions/shared/results";
import { BusyError } from "../../../functions/shared/retry";
import { CONTEXT, eventOf, type RequestParts } from "./support/event";
import { keptLog } from "./support/log";
import { problemIn } from "./support/problem";

const CARD = "4242424242424242";
const GOOD = { body: '{"payment_id":"pay_1","amount":100.00,"currency":"USD"}' };

/** What `POST /payments` answers where its route does this. */
async function ask(route: Route<"createPayment">, parts: RequestParts = GOOD) {
  const { log, records } = keptLog();
  const answer = await serveApi(log, { createPayment }, { createPayment: route })(eventOf(parts), CONTEXT);
  return { answer, records };
}

const answering = (answer: ApiAnswer) => () => Promise.resolve(answer);

describe("a function behind the API", () => {
  it("answers what its route does, with amounts as number tokens and the request's id", async () => {
    const route: Route<"createPayment"> = ({ body, requestId }) =>
      Promise.resolve({
        status: 201,
        headers: { location: `/payments/${body.payment_id ?? requestId}` },
        body: { payment_id: body.payment_id, amount: amountToken(money(10000, "USD")), amount_cents: 10000 },
      });
    const { answer, records } = await ask(route);
    expect(answer).toEqual({
      statusCode: 201,
      headers: {
        "content-type": "application/json",
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "x-request-id": "request-1",
        location: "/payments/pay_1",
      },
      body: '{"payment_id":"pay_1","amount":100.00,"amount_cents":10000}',
    });
    expect(records).toEqual([["info", "answered", { operation: "createPayment", status: 201 }]]);
  });

  it("answers without a body where there is nothing to say", async () => {
    const { answer } = await ask(answering({ status: 204 }));
    expect(answer).toMatchObject({ statusCode: 204, body: "" });
    expect(answer.headers).not.toHaveProperty("content-type");
  });

  it("finds the operation by method and resource, and knows no other", async () => {
    const { log } = keptLog();
    const handler = serveApi(
      log,
      { getPayment, processPayment },
      {
        getPayment: ({ path }) => Promise.resolve({ status: 200, body: { is: path.payment_id } }),
        processPayment: ({ body }) => Promise.resolve({ status: 200, body: { processed: body.payment_id } }),
      },
    );
    const get = { method: "GET", resource: "/payments/{payment_id}", path: { payment_id: "p" } };
    const process = { resource: "/process", body: '{"transaction_id":"txn_123"}' };
    expect((await handler(eventOf(get), CONTEXT)).body).toBe('{"is":"p"}');
    expect((await handler(eventOf(process), CONTEXT)).body).toBe('{"processed":"txn_123"}');
    for (const other of [
      { ...get, method: "DELETE" },
      { resource: "/status", method: "GET" },
    ]) {
      const answer = await handler(eventOf(other), CONTEXT);
      expect([answer.statusCode, problemIn(answer).code]).toEqual([404, "not_found"]);
    }
  });

  it("does not call its route for a request that has a fault, and logs no value of it", async () => {
    const route = jest.fn(answering({ status: 201 }));
    const { answer, records } = await ask(route, { body: '{"amount":"five","customer_id":"someone"}' });
    expect(route).not.toHaveBeenCalled();
    expect(answer.statusCode).toBe(400);
    expect(answer.headers).toMatchObject({ "content-type": "application/problem+json", "x-request-id": "request-1" });
    expect(problemIn(answer)).toMatchObject({ requestId: "request-1", status: 400, errors: expect.any(Array) });
    expect(records[0]).toEqual([
      "warn",
      "refused",
      {
        operation: "createPayment",
        status: 400,
        faults: [
          { code: "amount_invalid", param: "amount" },
          { code: "required", param: "currency" },
        ],
      },
    ]);
    expect(JSON.stringify(records)).not.toMatch(/five|someone/);
  });

  it("answers a refusal of its route by the status of its first fault, and says when to ask again", async () => {
    const fault = { code: "request_in_progress", param: "Idempotency-Key", message: "Still at it." } as const;
    const { answer } = await ask(() => Promise.resolve(refuse({ ...fault, retryAfterSeconds: 7 })));
    expect(answer.statusCode).toBe(409);
    expect(answer.headers).toMatchObject({ "retry-after": "7" });
    expect(problemIn(answer)).toMatchObject({ code: "request_in_progress", param: "Idempotency-Key" });
    const other = await ask(() => Promise.resolve(refuse(fault)));
    expect(other.answer.headers).not.toHaveProperty("retry-after");
    const two = await ask(() =>
      Promise.resolve(refuse({ ...fault, retryAfterSeconds: 7 }, { ...fault, retryAfterSeconds: 9 })),
    );
    expect(two.answer.headers).toMatchObject({ "retry-after": "9" });
  });

  it.each([
    ["others were quicker", new BusyError("busy")],
    ["a table throttles", Object.assign(new Error("slow down"), { name: "ThrottlingException" })],
    ["Lambda throttles", Object.assign(new Error("slow down"), { name: "TooManyRequestsException" })],
    ["its transaction is under way", Object.assign(new Error("wait"), { name: "TransactionInProgressException" })],
  ])("answers 503 where %s, as the same request later is right", async (_, error) => {
    const { answer } = await ask(() => Promise.reject(error));
    expect(answer.statusCode).toBe(503);
    expect(answer.headers).toMatchObject({ "retry-after": "1" });
    expect(problemIn(answer).code).toBe("busy");
  });

  it("answers 500 where anything else is thrown, without a word of it, and logs it masked", async () => {
    const { answer, records } = await ask(() => Promise.reject(new Error(`table of ${CARD} is gone`)));
    expect(answer.statusCode).toBe(500);
    expect(problemIn(answer)).toMatchObject({ code: "internal_error", requestId: "request-1" });
    expect(answer.body).not.toMatch(/gone|serve\.ts|at /);
    const [, , logged] = records[0] as [string, string, { error: Error; resource: string }];
    expect(logged.error.message).toBe("table of [card number removed] is gone");
    expect(logged.resource).toBe("POST /payments");
    expect((await ask(jest.fn().mockRejectedValue("text"))).answer.statusCode).toBe(500);
  });

  it.each([
    ["a body", { status: 200, body: { note: CARD } }],
    ["a number token", { status: 200, body: { note: new LosslessNumber(CARD) } }],
    ["a header", { status: 201, headers: { location: `/payments/${CARD}` }, body: {} }],
  ])("keeps an answer back that holds a card number in %s", async (_, held) => {
    const { answer, records } = await ask(answering(held));
    expect(answer.statusCode).toBe(500);
    expect(JSON.stringify(answer)).not.toContain(CARD);
    expect(records[0]).toEqual(["error", expect.stringContaining("card number"), { operation: "createPayment" }]);
  });

  it("names what a route refuses as the request named it", async () => {
    const fault = { code: "payment_exists", param: "payment_id", message: "payment_id: there is one." } as const;
    const refusing = () => Promise.resolve(refuse(fault));
    const paid = { amount: 1, currency: "USD" };
    const named = async (body: object) =>
      problemIn((await ask(refusing, { body: JSON.stringify({ ...paid, ...body }) })).answer);
    expect(await named({ payment_id: "pay_1" })).toMatchObject({ param: "payment_id", detail: fault.message });
    expect(await named({ transaction_id: "pay_1" })).toMatchObject({
      param: "transaction_id",
      detail: "transaction_id: there is one.",
      errors: [{ param: "transaction_id", message: "transaction_id: there is one." }],
    });
  });

  it("keeps a refusal back that holds a card number", async () => {
    const { answer, records } = await ask(() =>
      Promise.resolve(refuse({ code: "invalid", param: "a", message: `saw ${CARD}` })),
    );
    expect(answer.statusCode).toBe(500);
    expect(records[0]).toMatchObject(["warn", "refused", { status: 500 }]);
    expect(JSON.stringify(answer)).not.toContain(CARD);
  });

  it("answers 500 where a route refuses for no reason", async () => {
    const { answer } = await ask(() => Promise.resolve(refuse()));
    expect(answer.statusCode).toBe(500);
  });
});

describe("no answer holds a card number", () => {
  const handler = serveApi(
    keptLog().log,
    { createPayment, createToken, listPayments },
    {
      createPayment: answering({ status: 201, body: {} }),
      createToken: answering({ status: 201, body: {} }),
      listPayments: answering({ status: 200, body: {} }),
    },
  );
  const card = fc.constantFrom(CARD, "4242 4242 4242 4242", "3782-822463-10005", "5555.5555.5555.4444");
  const around = fc.string({ unit: fc.constantFrom("a", " ", '"', "{", "-", "é", "\\", "/"), maxLength: 6 });
  const text = fc.tuple(around, card, around).map((parts) => parts.join(""));
  const value = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      text,
      fc.constant(Number(CARD)),
      fc.array(tie("value"), { maxLength: 3 }),
      tie("object"),
    ),
    object: fc.dictionary(
      fc.oneof(text, fc.constantFrom("amount", "currency", "card", "number", "description", "payment_id")),
      tie("value"),
    ),
  }));

  it("whatever the request, and where in it the number stands", async () => {
    const request = fc.record({
      resource: fc.constantFrom("/payments", "/tokens"),
      body: fc.oneof(
        value.object.map((object) => JSON.stringify(object)),
        text,
      ),
      key: text,
      query: fc.dictionary(text, text, { maxKeys: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(request, fc.boolean(), async ({ resource, body, key, query }, isList) => {
        const parts = isList ? { method: "GET", resource: "/payments", query } : { resource, body };
        const answer = await handler(eventOf({ ...parts, headers: { "Idempotency-Key": key } }), CONTEXT);
        expect(answer.statusCode).toBeGreaterThanOrEqual(400);
        expect(looksLikeCardNumber(answer.body)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
