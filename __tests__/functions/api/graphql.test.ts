import fc from "fast-check";
import { amountToken, createPayment, getPayment, serveApi } from "../../../functions/api";
import { asApiEvent, graphqlAnswer, type GraphqlCall, isGraphqlCall } from "../../../functions/api/graphql";
import { money } from "../../../functions/shared/money";
import { refuse } from "../../../functions/shared/results";
import { CONTEXT } from "./support/event";
import { keptLog } from "./support/log";

const CREATE = { method: "POST", path: "/payments", decimals: ["amount", "escrow.parts[].amount"] };
const CAPTURE = { method: "POST", path: "/payments/{payment_id}/capture", decimals: ["amount"] };
const LIST = { method: "GET", path: "/payments", decimals: [] };

const call = (args: Record<string, unknown>, identity: Record<string, unknown> | null = null): GraphqlCall => ({
  graphql: { operation: "any", arguments: args, identity, requestId: "request-1" },
});
const bodyOf = (shape: typeof CREATE, args: Record<string, unknown>) => asApiEvent(shape, call(args)).body;

describe("a call of a resolver", () => {
  it("is told from an event of API Gateway", () => {
    expect(isGraphqlCall(call({}))).toBe(true);
    expect(isGraphqlCall({ httpMethod: "GET" })).toBe(false);
  });

  it("has its input as the body, in snake_case, amounts as the number tokens that they are text of", () => {
    const input = { paymentId: "pay_1", amount: "100.00", billingAddress: { postalCode: "01103" } };
    expect(bodyOf(CREATE, { input })).toBe(
      '{"payment_id":"pay_1","amount":100.00,"billing_address":{"postal_code":"01103"}}',
    );
  });

  it("has amounts in lists as number tokens, and nothing else", () => {
    const input = { escrow: { parts: [{ amount: "1.50", note: "1.50" }] } };
    expect(bodyOf(CREATE, { input })).toBe('{"escrow":{"parts":[{"amount":1.50,"note":"1.50"}]}}');
  });

  it.each(["1e21", "-0", "1.005"])("leaves %s to be refused as the number that it is", (amount) => {
    expect(bodyOf(CREATE, { input: { amount } })).toBe(`{"amount":${amount}}`);
  });

  it.each(["00.5", "abc", "", "1.", "--1"])(
    "leaves %j at an amount's place as the text that will be refused",
    (amount) => {
      expect(bodyOf(CREATE, { input: { amount } })).toBe(JSON.stringify({ amount }));
    },
  );

  it("has in its path what the path names, and the rest in its body", () => {
    const event = asApiEvent(CAPTURE, call({ paymentId: "pay_1@x", input: { amount: "60.00" } }));
    expect(event).toMatchObject({
      httpMethod: "POST",
      resource: "/payments/{payment_id}/capture",
      pathParameters: { payment_id: "pay_1%40x" },
      body: '{"amount":60.00}',
    });
  });

  it("has no half of a character in its path, where nothing stands for one", () => {
    const { pathParameters } = asApiEvent(CAPTURE, call({ paymentId: "a\ud800b" }));
    expect(pathParameters).toEqual({ payment_id: "a%EF%BF%BDb" });
  });

  it("that reads has its arguments as the query; null is what was not given", () => {
    const event = asApiEvent(LIST, call({ customerId: "cust_1", limit: 5, cursor: null }));
    expect(event).toMatchObject({ queryStringParameters: { customer_id: "cust_1", limit: "5" }, body: null });
  });

  it("has nothing of what is null, however deep: that is what was not given", () => {
    const input = { description: null, billingAddress: { line1: "1 High Street", line2: null } };
    expect(bodyOf(CREATE, { input })).toBe('{"billing_address":{"line1":"1 High Street"}}');
  });

  it("has the idempotency key as its header", () => {
    expect(asApiEvent(CREATE, call({ idempotencyKey: "key-1" })).headers["idempotency-key"]).toBe("key-1");
    expect(asApiEvent(CREATE, call({})).headers).not.toHaveProperty("idempotency-key");
  });

  it("is of who asks: the IAM principal, or the subject of a token", () => {
    const role = "arn:aws:sts::123456789012:assumed-role/shop/session";
    expect(asApiEvent(CREATE, call({}, { userArn: role })).requestContext).toMatchObject({
      identity: { userArn: role },
      authorizer: null,
    });
    expect(asApiEvent(CREATE, call({}, { sub: "user-1" })).requestContext).toMatchObject({
      authorizer: { principalId: "user-1" },
    });
  });
});

describe("the answer to a resolver", () => {
  it("is in camelCase, amounts as decimal text and all other numbers as numbers", () => {
    const body =
      '{"payment_id":"pay_1","amount":100.00,"captured_amount":0.10,"amount_cents":10000,"savings_percentage":99.6}';
    expect(graphqlAnswer({ statusCode: 201, body })).toEqual({
      data: {
        paymentId: "pay_1",
        amount: "100.00",
        capturedAmount: "0.10",
        amountCents: 10_000,
        savingsPercentage: 99.6,
      },
    });
  });

  it("has balances, principals and the most that a debit may take as decimal text too", () => {
    const body = '{"balance":0.10,"principal":100.00,"amount_max":500.00,"balance_cents":10}';
    expect(graphqlAnswer({ statusCode: 200, body })).toEqual({
      data: { balance: "0.10", principal: "100.00", amountMax: "500.00", balanceCents: 10 },
    });
  });

  it("is null where there is nothing to say", () => {
    expect(graphqlAnswer({ statusCode: 204, body: "" })).toEqual({ data: null });
  });

  it("is the problem document where the request was refused", () => {
    const body = '{"status":404,"code":"payment_not_found","request_id":"r","errors":[]}';
    expect(graphqlAnswer({ statusCode: 404, body })).toEqual({
      problem: { status: 404, code: "payment_not_found", requestId: "r", errors: [] },
    });
  });

  it("shows any amount as it was written, digit by digit", () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 99 }), (whole, cents) => {
        const amount = `${whole}.${String(cents).padStart(2, "0")}`;
        const sent = bodyOf(CREATE, { input: { amount } })!;
        expect(sent).toBe(`{"amount":${amount}}`);
        expect(graphqlAnswer({ statusCode: 200, body: sent })).toEqual({ data: { amount } });
      }),
    );
  });
});

describe("a function behind both APIs", () => {
  const handler = serveApi(
    keptLog().log,
    { createPayment, getPayment },
    {
      createPayment: ({ body, caller, idempotencyKey }) =>
        Promise.resolve({
          status: 201,
          body: { payment_id: body.payment_id, amount: amountToken(money(10_000, "USD")), caller, idempotencyKey },
        }),
      getPayment: () =>
        Promise.resolve(refuse({ code: "payment_not_found", param: "payment_id", message: "payment_id: none." })),
    },
  );
  const ask = (operation: string, args: Record<string, unknown>) =>
    handler({ graphql: { operation, arguments: args, identity: { sub: "user-1" }, requestId: "request-1" } }, CONTEXT);

  it("serves a field by the operation of its name", async () => {
    const input = { paymentId: "pay_1", amount: "100.00", currency: "USD" };
    expect(await ask("createPayment", { input, idempotencyKey: "key-1" })).toEqual({
      data: { paymentId: "pay_1", amount: "100.00", caller: "principal:user-1", idempotencyKey: "key-1" },
    });
  });

  it("tells all faults at once, as over REST", async () => {
    expect(await ask("createPayment", { input: { amount: "1.005", currency: "USD", colour: "red" } })).toMatchObject({
      problem: { status: 400, requestId: "request-1", errors: [{ code: "amount_invalid" }, { code: "unknown_field" }] },
    });
  });

  it.each(["abc", "00.5", "1,5", ""])("says of the amount %j what an amount is here", async (amount) => {
    const message = 'amount: must be a decimal number as text, such as "99.99".';
    expect(await ask("createPayment", { input: { amount, currency: "USD" } })).toMatchObject({
      problem: { status: 400, detail: message, errors: [{ code: "amount_invalid", param: "amount", message }] },
    });
  });

  it("says of an amount with an exponent what it saw", async () => {
    expect(await ask("createPayment", { input: { amount: "1e21", currency: "USD" } })).toMatchObject({
      problem: { errors: [{ message: expect.stringMatching(/^amount: saw "1e21", allowed is a decimal/) }] },
    });
  });

  it("refuses an id with half of a character", async () => {
    expect(await ask("getPayment", { paymentId: "\ud800" })).toMatchObject({
      problem: { status: 400, errors: [{ code: "invalid", param: "paymentId" }] },
    });
  });

  it("tells what its route refused", async () => {
    expect(await ask("getPayment", { paymentId: "pay_2" })).toMatchObject({
      problem: { status: 404, code: "payment_not_found" },
    });
  });

  it("names arguments as they were given", async () => {
    expect(await ask("getPayment", { paymentId: "pay_2" })).toMatchObject({
      problem: { param: "paymentId", detail: "paymentId: none.", errors: [{ param: "paymentId" }] },
    });
    const asked = { input: { amount: "1.00", currency: "USD", customerId: "#" }, idempotencyKey: "é" };
    const { problem } = (await ask("createPayment", asked)) as unknown as { problem: { errors: { param: string }[] } };
    expect(problem.errors.map(({ param }) => param).sort()).toEqual(["customerId", "idempotencyKey"]);
  });

  it("serves no operation that is not its own", async () => {
    expect(await ask("listPayments", {})).toMatchObject({ problem: { status: 404, code: "not_found" } });
  });
});
