import {
  createPayment,
  createRefund,
  createWebhookEndpoint,
  listPayments,
  type Operation,
  type OperationId,
  putCustomer,
} from "../../../functions/api";
import * as api from "../../../functions/api";
import { readRequest } from "../../../functions/api/request";
import { eventOf, type RequestParts } from "./support/event";

/** Nearly all that a body may have. */
const BYTES = 250_000;

/** More than any of these takes, and by far less than what grows with the square of a text's length. */
const MOMENT_MS = 5000;

function read<Id extends OperationId>(operation: Operation<Id>, parts: RequestParts) {
  const begun = performance.now();
  const result = readRequest(operation, eventOf({ method: operation.method, resource: operation.path, ...parts }));
  return { result, ms: performance.now() - begun };
}

const payment = (field: string, value: string) => JSON.stringify({ amount: 1, currency: "USD", [field]: value });

describe("a body that was made to take long", () => {
  it.each([
    [
      "a text that never ends",
      createRefund,
      { path: { payment_id: "p" }, body: `{"${'\\"'.repeat(BYTES / 2)}` },
      ["malformed_json"],
    ],
    [
      "an address with dots alone",
      putCustomer,
      { path: { customer_id: "c" }, body: JSON.stringify({ email: `a@${".".repeat(BYTES)} ` }) },
      ["invalid"],
    ],
    [
      "an address with parts alone",
      putCustomer,
      { path: { customer_id: "c" }, body: JSON.stringify({ email: `a@${"a.".repeat(BYTES / 2)} ` }) },
      ["invalid"],
    ],
    [
      "marks upon one letter, out of order",
      createPayment,
      { body: payment("description", "\u0300\u0316".repeat(BYTES / 4)) },
      ["invalid"],
    ],
    ["digits alone", createPayment, { body: payment("description", "1".repeat(BYTES)) }, ["invalid"]],
    [
      "a number of digits alone",
      createPayment,
      { body: `{"currency":"USD","amount":${"1".repeat(BYTES)}}` },
      ["amount_invalid"],
    ],
    ["lists in lists", createRefund, { path: { payment_id: "p" }, body: "[".repeat(BYTES) }, ["too_deep"]],
    [
      "addresses in an address",
      createWebhookEndpoint,
      { body: JSON.stringify({ url: `https://${"%41:@".repeat(BYTES / 5)}` }) },
      ["invalid"],
    ],
  ] as [string, Operation<OperationId>, RequestParts, string[]][])(
    "is refused in a moment: %s",
    (_, operation, parts, codes) => {
      const { result, ms } = read(operation, parts);
      expect(result.ok ? [] : result.errors.map(({ code }) => code)).toEqual(codes);
      expect(ms).toBeLessThan(MOMENT_MS);
    },
  );

  it("is refused in a moment: unknown fields alone, of which not all are told", () => {
    const fields = Array.from({ length: 20_000 }, (_, place) => [`f${place}`, 1]);
    const { result, ms } = read(createPayment, { body: JSON.stringify(Object.fromEntries(fields)) });
    expect(result).toMatchObject({ ok: false });
    expect(result.ok ? [] : result.errors).toHaveLength(50);
    expect(ms).toBeLessThan(MOMENT_MS);
  });
});

describe("the document's patterns", () => {
  const operations = Object.values(api as Readonly<Record<string, unknown>>).filter(
    (value): value is Operation<OperationId> => typeof value === "object" && value !== null && "allowed" in value,
  );
  const patterns = [...new Set(operations.flatMap(({ allowed }) => Object.keys(allowed)))];
  const pieces = ["a", ".", "a.", "1", "1-", "@", "a@", "_", " ", "\u0300"];

  it.each(patterns)("%s takes no longer for a long text than its length says", (pattern) => {
    const expression = new RegExp(pattern, "u");
    const begun = performance.now();
    for (const piece of pieces) {
      const long = piece.repeat(BYTES / piece.length);
      for (const text of [long, `a@${long}\n`, `a.${long}\n`]) expression.test(text);
    }
    expect(performance.now() - begun).toBeLessThan(MOMENT_MS);
  });
});

describe("an idempotency key", () => {
  const event = eventOf({ body: '{"amount":1,"currency":"USD"}', headers: { "Idempotency-Key": "b" } });
  const read = (multiValueHeaders: Record<string, string[]>) =>
    readRequest(createPayment, { ...event, multiValueHeaders });

  it("stands once, and not beside another one, however they are spelt", () => {
    expect(read({ "Idempotency-Key": ["b"], Accept: ["a", "b"] })).toMatchObject({ ok: true });
    const refusal = {
      ok: false,
      errors: [{ code: "invalid", param: "Idempotency-Key", message: "Idempotency-Key: stands more than once." }],
    };
    expect(read({ "Idempotency-Key": ["a", "b"] })).toEqual(refusal);
    expect(read({ "Idempotency-Key": ["b"], "idempotency-key": ["b"] })).toEqual(refusal);
  });
});

describe("a whole number of a query", () => {
  it.each([
    ["99999999999", 'limit: saw "99999999999", allowed is 100 or less.'],
    ["-99999999999", 'limit: saw "-99999999999", allowed is 1 or more.'],
    ["1.0", "limit: must be a whole number."],
    ["1e2", "limit: must be a whole number."],
  ])("is refused by what is wrong with it: %s", (limit, message) => {
    const { result } = read(listPayments, { query: { limit } });
    expect(result).toMatchObject({ ok: false, errors: [{ code: "invalid", param: "limit", message }] });
  });
});

describe("the length of a text", () => {
  it("is its characters', however many units UTF-16 writes one by", () => {
    const codesOf = (description: string) => {
      const { result } = read(createPayment, { body: payment("description", description) });
      return result.ok ? [] : result.errors.map(({ code, param }) => [code, param]);
    };
    expect(codesOf("👍".repeat(255))).toEqual([]);
    expect(codesOf("👍".repeat(256))).toEqual([["invalid", "description"]]);
    expect(codesOf("x".repeat(256))).toEqual([["invalid", "description"]]);
  });
});

describe("an e-mail address", () => {
  const isTaken = (email: string) =>
    read(putCustomer, { path: { customer_id: "c" }, body: JSON.stringify({ email }) }).result.ok;

  it.each(["payer@example.com", "a.b+c@sub.example.co.uk", "é@exämple.com", `${"x".repeat(64)}@a.bc`])(
    "may be %s",
    (email) => {
      expect(isTaken(email)).toBe(true);
    },
  );

  it.each([
    "payer",
    "payer@example",
    "payer@example.",
    "payer@.com",
    "payer@example..com",
    "pay er@example.com",
    "payer@exam ple.com",
    "a@b@example.com",
    "@example.com",
    `${"x".repeat(65)}@a.bc`,
    `a@${"x".repeat(64)}.bc`,
    `a@${"x.".repeat(130)}bc`,
  ])("may not be %s", (email) => {
    expect(isTaken(email)).toBe(false);
  });
});
