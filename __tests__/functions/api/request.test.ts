import {
  capturePayment,
  createPayment,
  createToken,
  createWebhookEndpoint,
  getPayment,
  listPayments,
  type Operation,
  type OperationId,
  processPayment,
  putProvider,
  receiveWebhook,
  rotateWebhookSecret,
  validatePayment,
  voidPayment,
} from "../../../functions/api";
import { readRequest } from "../../../functions/api/request";
import { eventOf, type RequestParts } from "./support/event";

const CARD = "4242424242424242";

function read<Id extends OperationId>(operation: Operation<Id>, parts: RequestParts) {
  return readRequest(operation, eventOf({ method: operation.method, resource: operation.path, ...parts }));
}

function accepted<Id extends OperationId>(operation: Operation<Id>, parts: RequestParts) {
  const result = read(operation, parts);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.request;
}

function faultsOf<Id extends OperationId>(operation: Operation<Id>, parts: RequestParts): [string, string][] {
  const result = read(operation, parts);
  return result.ok ? [] : result.errors.map(({ code, param }) => [code, param]);
}

describe("the documents' calls", () => {
  it("read as they are written: POST /payments", () => {
    const body = '{\n    "payment_id": "pay_123456",\n    "amount": 99.99,\n    "currency": "USD"\n  }';
    expect(accepted(createPayment, { body }).body).toEqual({
      payment_id: "pay_123456",
      amount: "99.99",
      currency: "USD",
      capture_method: "automatic",
    });
  });

  it("read as they are written: POST /validate", () => {
    const body = '{"transaction_id":"txn_123","amount":100.00,"currency":"USD","customer_id":"cust_456"}';
    expect(accepted(validatePayment, { body }).body).toEqual({
      payment_id: "txn_123",
      amount: "100.00",
      currency: "USD",
      customer_id: "cust_456",
      capture_method: "automatic",
    });
  });

  it("read as they are written: POST /process", () => {
    expect(accepted(processPayment, { body: '{"transaction_id":"txn_123"}' }).body).toEqual({ payment_id: "txn_123" });
  });

  it("read as they are written: GET /payments/pay_123456", () => {
    expect(accepted(getPayment, { path: { payment_id: "pay_123456" } }).path).toEqual({ payment_id: "pay_123456" });
  });
});

describe("a request", () => {
  it("says who asks, by which key, under which id, and has its headers by their names in lower case", () => {
    const headers = { "IDEMPOTENCY-KEY": "order 1", "X-Api-Key": "secret" };
    const request = accepted(voidPayment, { path: { payment_id: "p" }, headers });
    expect(request).toMatchObject({
      operation: "voidPayment",
      caller: "key:key1",
      requestId: "request-1",
      idempotencyKey: "order 1",
      headers: { "idempotency-key": "order 1", "x-api-key": "secret" },
    });
    expect(accepted(voidPayment, { path: { payment_id: "p" } })).not.toHaveProperty("idempotencyKey");
  });

  it("tells all that is wrong at once", () => {
    const body =
      '{"payment_id":"a b","amount":1.005,"currency":"USD","capture_method":"later","more":1,"billing_address":{}}';
    expect(faultsOf(createPayment, { body, headers: { "Idempotency-Key": "é" } }).sort()).toEqual([
      ["amount_invalid", "amount"],
      ["invalid", "Idempotency-Key"],
      ["invalid", "capture_method"],
      ["invalid", "payment_id"],
      ["required", "billing_address.country"],
      ["required", "billing_address.line1"],
      ["required", "billing_address.postal_code"],
      ["unknown_field", "more"],
    ]);
  });

  it("tells at most fifty faults", () => {
    const unknown = Array.from({ length: 80 }, (_, index) => `"x${index}":1`).join(",");
    expect(faultsOf(processPayment, { body: `{"payment_id":"p",${unknown}}` })).toHaveLength(50);
  });

  it("needs its body where the operation does", () => {
    expect(faultsOf(createPayment, { body: null })).toEqual([["required", ""]]);
    expect(faultsOf(createPayment, { body: "{}" })).toEqual([
      ["required", "amount"],
      ["required", "currency"],
    ]);
  });

  it("may leave an optional body out, and one that nobody asks for must be empty", () => {
    const path = { payment_id: "p" };
    expect(accepted(capturePayment, { path }).body).toEqual({});
    expect(accepted(rotateWebhookSecret, { path: { endpoint_id: "e" } }).body).toEqual({ overlap_hours: 24 });
    expect(accepted(voidPayment, { path, body: "{}" }).body).toEqual({});
    expect(faultsOf(voidPayment, { path, body: '{"amount":1}' })).toEqual([["unknown_field", "amount"]]);
  });

  it("may lack what a test call of the console lacks", () => {
    const bare = { headers: null, multiValueQueryStringParameters: null };
    const call = {
      ...eventOf({ method: "GET" }),
      ...bare,
      queryStringParameters: { limit: undefined, status: "failed" },
    };
    expect(readRequest(listPayments, call as unknown as Parameters<typeof readRequest>[1])).toMatchObject({
      ok: true,
      request: { headers: {}, query: { limit: 25, status: "failed" } },
    });
    const event = eventOf({ method: "GET", headers: { a: "b" } });
    const holes = { ...event, headers: { ...event.headers, c: undefined }, pathParameters: { payment_id: undefined } };
    expect(readRequest(getPayment, holes)).toMatchObject({
      ok: false,
      errors: [{ code: "invalid", param: "payment_id" }],
    });
    const repeated = { ...event, multiValueQueryStringParameters: { limit: undefined } };
    expect(readRequest(listPayments, repeated).ok).toBe(true);
  });

  it("means nothing by a body of GET", () => {
    expect(accepted(getPayment, { path: { payment_id: "p" }, body: "{" }).body).toEqual({});
  });

  it("is refused by the name of a text that is not Unicode", () => {
    const body = '{"payment_id":"pay_1","amount":1,"currency":"USD","description":"\\ud800"}';
    expect(faultsOf(createPayment, { body })).toEqual([["invalid", "description"]]);
  });

  it("is refused where its body cannot be read", () => {
    expect(faultsOf(createPayment, { body: "{" })).toEqual([["malformed_json", ""]]);
    expect(faultsOf(createPayment, { body: "{}", headers: { "Content-Type": "text/plain" } })).toEqual([
      ["unsupported_media_type", "Content-Type"],
    ]);
  });
});

describe("another name of a field", () => {
  it("may stand beside it where both say the same", () => {
    expect(accepted(processPayment, { body: '{"payment_id":"p","transaction_id":"p"}' }).body).toEqual({
      payment_id: "p",
    });
    expect(faultsOf(processPayment, { body: '{"payment_id":"p","transaction_id":"q"}' })).toEqual([
      ["invalid", "transaction_id"],
    ]);
  });

  it("is the name that faults go by", () => {
    expect(faultsOf(processPayment, { body: '{"transaction_id":"a b"}' })).toEqual([["invalid", "transaction_id"]]);
    expect(faultsOf(processPayment, { body: "{}" })).toEqual([["required", "payment_id"]]);
  });

  it("is a card number's place no more than the field", () => {
    expect(faultsOf(processPayment, { body: `{"transaction_id":"${CARD}"}` })).toEqual([
      ["card_number_not_allowed", "transaction_id"],
    ]);
  });
});

describe("a path", () => {
  it("is percent-decoded once, whoever decoded it before", () => {
    expect(accepted(getPayment, { path: { payment_id: "a%40b%7Cc" } }).path.payment_id).toBe("a@b|c");
    expect(accepted(getPayment, { path: { payment_id: "a@b|c" } }).path.payment_id).toBe("a@b|c");
    expect(faultsOf(getPayment, { path: { payment_id: "a%2525" } })).toEqual([["invalid", "payment_id"]]);
    expect(faultsOf(getPayment, { path: { payment_id: "%E0%A4%A" } })).toEqual([["invalid", "payment_id"]]);
  });

  it("has its parameters", () => {
    expect(faultsOf(getPayment, {})).toEqual([["required", "payment_id"]]);
  });
});

describe("a query", () => {
  it("has defaults, whole numbers and moments", () => {
    expect(accepted(listPayments, {}).query).toEqual({ limit: 25 });
    const query = { limit: "100", created_after: "2026-03-01T00:00:00Z", status: "completed" };
    expect(accepted(listPayments, { query }).query).toEqual({ ...query, limit: 100 });
  });

  it.each([
    [{ limit: "0" }, "invalid", "limit"],
    [{ limit: "101" }, "invalid", "limit"],
    [{ limit: "1.5" }, "invalid", "limit"],
    [{ limit: "" }, "invalid", "limit"],
    [{ cursor: "a b" }, "invalid", "cursor"],
    [{ created_before: "yesterday" }, "invalid", "created_before"],
    [{ created_before: "2026-02-30T00:00:00Z" }, "invalid", "created_before"],
    [{ status: "paid" }, "invalid", "status"],
    [{ page: "2" }, "unknown_field", "page"],
  ])("refuses %p", (query, code, param) => {
    expect(faultsOf(listPayments, { query: query })).toEqual([[code, param]]);
  });

  it("has each parameter once", () => {
    const event = eventOf({ method: "GET", query: { limit: "2" } });
    const twice = { ...event, multiValueQueryStringParameters: { limit: ["1", "2"] } };
    expect(readRequest(listPayments, twice)).toMatchObject({
      ok: false,
      errors: [{ code: "invalid", param: "limit" }],
    });
  });
});

describe("a card number", () => {
  const token = (card: object) =>
    JSON.stringify({ customer_id: "c", card: { exp_month: 12, exp_year: 2030, ...card } });

  it("passes where it belongs alone", () => {
    expect(accepted(createToken, { body: token({ number: "4242 4242 4242 4242" }) }).body.card.number).toBe(
      "4242 4242 4242 4242",
    );
    expect(faultsOf(createToken, { body: token({ number: CARD, cvc: CARD }) })).toEqual([
      ["card_number_not_allowed", "card.cvc"],
    ]);
  });

  it.each([
    ["a body", { body: `{"amount":1,"currency":"USD","description":"for ${CARD}"}` }, "description"],
    ["a number", { body: `{"amount":1,"currency":"USD","description":${CARD}}` }, "description"],
    ["a field's name", { body: `{"amount":1,"currency":"USD","${CARD}":1}` }, ""],
    ["a header", { body: '{"amount":1,"currency":"USD"}', headers: { "Idempotency-Key": CARD } }, "Idempotency-Key"],
  ])("is refused in %s, and not shown", (_, parts, param) => {
    const result = read(createPayment, parts as RequestParts);
    expect(result).toMatchObject({
      ok: false,
      errors: expect.arrayContaining([expect.objectContaining({ code: "card_number_not_allowed", param })]),
    });
    expect(JSON.stringify(result)).not.toContain(CARD);
  });

  it("is refused in a path and a query, also percent-encoded", () => {
    const encoded = CARD.replaceAll("4", "%34");
    expect(faultsOf(getPayment, { path: { payment_id: encoded } })).toEqual([
      ["card_number_not_allowed", "payment_id"],
    ]);
    expect(faultsOf(listPayments, { query: { customer_id: CARD } })).toEqual([
      ["card_number_not_allowed", "customer_id"],
    ]);
    expect(faultsOf(listPayments, { query: { [CARD]: "1" } })).toContainEqual(["card_number_not_allowed", ""]);
  });

  it("leaves values out of all messages of an operation that carries one", () => {
    const result = read(createToken, { body: token({ number: 1234, exp_month: "twelve" }) });
    expect(JSON.stringify(result)).not.toMatch(/1234|twelve/);
    expect(result).toMatchObject({
      ok: false,
      errors: [{ param: "card.exp_month" }, { param: "card.number" }].reverse(),
    });
  });
});

describe("a raw operation", () => {
  it("gets the bytes that came, whatever they are", () => {
    const path = { provider: "acquirer" };
    const request = accepted(receiveWebhook, { path, body: "{ not json", headers: { "Webhook-Signature": "v1,x" } });
    expect(Buffer.from(request.body).toString()).toBe("{ not json");
    expect(request.headers["webhook-signature"]).toBe("v1,x");
    const bytes = Buffer.from([0xff, 0x00, 0x80]);
    const binary = accepted(receiveWebhook, { path, body: bytes.toString("base64"), isBase64: true });
    expect(Buffer.from(binary.body)).toEqual(bytes);
  });

  it("is bounded all the same", () => {
    const path = { provider: "acquirer" };
    expect(faultsOf(receiveWebhook, { path, body: "x".repeat(262_145) })).toEqual([["payload_too_large", ""]]);
    expect(faultsOf(receiveWebhook, { path: { provider: "Acquirer" }, body: "" })).toEqual([["invalid", "provider"]]);
  });
});

describe("messages", () => {
  const messageOf = <Id extends OperationId>(operation: Operation<Id>, parts: RequestParts) => {
    const result = read(operation, parts);
    return result.ok ? undefined : result.errors[0]?.message;
  };
  const payment = (fields: string) => ({ body: `{"amount":1,"currency":"USD",${fields}}` });
  const endpoint = (fields: string) => ({ body: `{"url":"https://example.com",${fields}}` });

  it.each([
    ["customer_id: must be a text.", createPayment, payment('"customer_id":5')],
    ["customer_id: must be a text.", createPayment, payment('"customer_id":null')],
    ["billing_address: must be an object.", createPayment, payment('"billing_address":5')],
    ["payment_id: must be 1 to 120 of a-z, A-Z, 0-9, _ . : @ | + -.", createPayment, payment('"payment_id":"#"')],
    ['capture_method: saw "later", allowed is automatic, manual.', createPayment, payment('"capture_method":"later"')],
    ["capture_method: must be a text.", createPayment, payment('"capture_method":["later"]')],
    [
      "amount: must be a number, such as 99.99, and no text.",
      createPayment,
      { body: '{"amount":"1","currency":"USD"}' },
    ],
    [
      "email: must have at most 254 characters.",
      putProvider,
      { path: { provider_id: "p" }, body: `{"email":"${"x".repeat(250)}@a.bc"}` },
    ],
    ["event_types: must be a list.", createWebhookEndpoint, endpoint('"event_types":"*"')],
    ["event_types: must have at least 1 entry.", createWebhookEndpoint, endpoint('"event_types":[]')],
    ["event_types: must not have an entry twice.", createWebhookEndpoint, endpoint('"event_types":["*","*"]')],
    [
      "event_types[0]: must be a type of event (payment.completed), all of a kind (payment.*), or all (*).",
      createWebhookEndpoint,
      endpoint('"event_types":["x"]'),
    ],
    [
      "url: must be an absolute address, such as https://example.com/path.",
      createWebhookEndpoint,
      { body: '{"url":"nowhere"}' },
    ],
    [
      'overlap_hours: saw "200", allowed is 168 or less.',
      rotateWebhookSecret,
      { path: { endpoint_id: "e" }, body: '{"overlap_hours":200}' },
    ],
    [
      'overlap_hours: saw "-1", allowed is 0 or more.',
      rotateWebhookSecret,
      { path: { endpoint_id: "e" }, body: '{"overlap_hours":-1}' },
    ],
    [
      "overlap_hours: must be a whole number.",
      rotateWebhookSecret,
      { path: { endpoint_id: "e" }, body: '{"overlap_hours":1.5}' },
    ],
    ["page: there is no such parameter.", listPayments, { query: { page: "1" } }],
    [
      "created_after: must be a moment as ISO 8601 has it, with its offset, such as 2026-03-01T12:00:00Z.",
      listPayments,
      { query: { created_after: "1" } },
    ],
  ] as [string, Operation<OperationId>, RequestParts][])("say: %s", (message, operation, parts) => {
    expect(messageOf(operation, parts)).toBe(message);
  });
});
