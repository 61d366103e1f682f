/** The REST API as it is deployed: the documents' calls by the real curl, every operation's answers, what is refused, and repeats. */
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { PaymentShown, ProblemShown, RefundShown } from "../../local/journey/api-client";
import { DOCUMENTED_CALLS, type DocumentedCall, forReader } from "../../local/journey/documented-calls";
import { TEST_CARDS } from "../../local/journey/vault-journey";
import { run } from "../../tools/shared/process";
import { answerFaults } from "../tools/openapi/support/answers";
import { chargesOf } from "./support/books";
import { checkedApi } from "./support/checked-api";
import { invalidRequests } from "./support/invalid-requests";
import { apiOf, readPlatform } from "./support/platform";

const ROOT = path.resolve(__dirname, "../..");
const platform = readPlatform();
const api = apiOf(platform);
const call = checkedApi(platform);

const expYear = new Date().getUTCFullYear() + 3;
const newId = (prefix: string): string => `${prefix}_${randomUUID().slice(0, 8)}`;
const newPayment = (text: string, more: object = {}): string =>
  JSON.stringify({ payment_id: newId("pay"), amount: "AMOUNT", currency: "USD", ...more }).replace('"AMOUNT"', text);

describe("the calls of the source documents, as written", () => {
  // curl reads its settings from here, so that the command stays as it is.
  const home = mkdtempSync(path.join(tmpdir(), "curl-"));
  writeFileSync(path.join(home, ".curlrc"), 'silent\nshow-error\nmax-time = 30\nwrite-out = "\\n%{http_code}"\n');
  afterAll(() => rmSync(home, { recursive: true }));

  async function curl(name: DocumentedCall): Promise<{ status: number; body: unknown }> {
    const environment = {
      PATH: process.env.PATH ?? "",
      CURL_HOME: home,
      http_proxy: platform.endpoint,
      no_proxy: "127.0.0.1",
    };
    const { stdout, stderr } = await run("sh", ["-c", forReader(name, platform.api)], { environment });
    expect(stderr).toBe("");
    const [text = "", status] = stdout.split(/\n(?=\d{3}$)/);
    return { status: Number(status), body: JSON.parse(text) as unknown };
  }

  it.each([
    ["validate", "validatePayment", 200, { transaction_id: "txn_123", amount_cents: 10_000, customer_id: "cust_456" }],
    ["process", "processPayment", 200, { transaction_id: "txn_123", status: "completed", amount_cents: 10_000 }],
    ["status", "getStatus", 200, { status: "ok", environment: "local" }],
    ["submit", "createPayment", 201, { payment_id: "pay_123456", amount_cents: 9999, status: "completed" }],
    ["get", "getPayment", 200, { payment_id: "pay_123456", amount: 99.99, currency: "USD" }],
  ] as const)("%s", async (name, operation, status, shown) => {
    const answer = await curl(name);
    expect(answer).toMatchObject({ status, body: shown });
    expect(answerFaults(operation, status, answer.body)).toEqual([]);
  });

  it("and the README's three, with address and key in the environment", async () => {
    const readme = readFileSync(path.join(ROOT, "README.md"), "utf8");
    const block = /## The API in three curls[\s\S]*?```bash\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
    const calls = block.trim().split("\n");
    expect(calls).toHaveLength(3);
    const statuses: string[] = [];
    for (const call of calls) {
      const environment = {
        PATH: process.env.PATH ?? "",
        CURL_HOME: home,
        API_URL: platform.api.url,
        API_KEY: platform.api.key,
      };
      const { stdout } = await run("sh", ["-c", call], { environment });
      statuses.push(stdout.slice(-3));
    }
    expect(statuses).toEqual(["201", "201", "200"]);
  });

  it("are all of them", () => {
    expect(Object.keys(DOCUMENTED_CALLS)).toHaveLength(5);
  });
});

describe("every operation answers as the document says", () => {
  const customer = newId("cust");
  const provider = newId("prov");

  it("customers, providers and their payment methods", async () => {
    const made = await call("putCustomer", "PUT", `/customers/${customer}`, '{"email": "payer@example.com"}');
    expect(made.status).toBe(201);
    expect((await call("getCustomer", "GET", `/customers/${customer}`)).status).toBe(200);
    expect((await call("putProvider", "PUT", `/providers/${provider}`, '{"payout_schedule": "weekly"}')).status).toBe(
      201,
    );
    expect((await call("getProvider", "GET", `/providers/${provider}`)).status).toBe(200);
    const card = { number: TEST_CARDS.visa, exp_month: 12, exp_year: expYear, cvc: "123" };
    const body = JSON.stringify({ customer_id: customer, card });
    expect((await call("createToken", "POST", "/tokens", body)).status).toBe(201);
    expect((await call("createToken", "POST", "/tokens", body)).status).toBe(200);
    const methods = await call("listPaymentMethods", "GET", `/customers/${customer}/payment-methods`);
    expect(methods).toMatchObject({ status: 200, body: { data: [{ card: { last_four: "4242" } }] } });
  });

  it("a card that is authorised, captured in part, refunded in parts", async () => {
    const card = { number: TEST_CARDS.mastercard, exp_month: 12, exp_year: expYear };
    const { body: made } = await call<{ token: string }>(
      "createToken",
      "POST",
      "/tokens",
      JSON.stringify({ customer_id: customer, card }),
    );
    const asked = newPayment("100.00", {
      customer_id: customer,
      provider_id: provider,
      payment_method: made.token,
      capture_method: "manual",
    });
    const { status, body: payment } = await call<PaymentShown>("createPayment", "POST", "/payments", asked);
    expect(status).toBe(201);
    expect(payment).toMatchObject({
      status: "processing",
      detail: "authorised",
      captured_amount_cents: 0,
    });
    const at = `/payments/${payment.payment_id}`;
    const captured = await call<PaymentShown>("capturePayment", "POST", `${at}/capture`, '{"amount": 60.00}');
    expect(captured).toMatchObject({ status: 200, body: { status: "completed", captured_amount_cents: 6000 } });
    for (const [text, left] of [
      ["25.00", "partially_refunded"],
      ["35.00", "refunded"],
    ]) {
      const refunded = await call<RefundShown>(
        "createRefund",
        "POST",
        `${at}/refunds`,
        `{"refund_id": "${newId("ref")}", "amount": ${text ?? ""}}`,
      );
      expect(refunded).toMatchObject({ status: 201, body: { status: "completed", payment: { status: left } } });
    }
    const { body: refunds } = await call<{ data: unknown[] }>("listRefunds", "GET", `${at}/refunds`);
    expect(refunds.data).toHaveLength(2);
    expect(await chargesOf(platform, payment.payment_id)).toMatchObject([{ capturedCents: 6000, refundedCents: 6000 }]);
    const more = await call<ProblemShown>("createRefund", "POST", `${at}/refunds`, '{"amount": 0.01}');
    expect(more.status).toBeGreaterThanOrEqual(400);
  });

  it("an authorisation that is voided", async () => {
    const { body } = await call<PaymentShown>(
      "createPayment",
      "POST",
      "/payments",
      newPayment("10.00", { capture_method: "manual" }),
    );
    const voided = await call<PaymentShown>("voidPayment", "POST", `/payments/${body.payment_id}/void`);
    expect(voided).toMatchObject({ status: 200, body: { status: "failed", detail: "voided" } });
    expect(await chargesOf(platform, body.payment_id)).toEqual([]);
  });

  it("a payment that waits for a person, and goes on by the verdict", async () => {
    const { body } = await call<PaymentShown>("createPayment", "POST", "/payments", newPayment("6000.00"));
    expect(body.status).toBe("requires_review");
    const verdict = '{"outcome": "approve", "reviewed_by": "risk-desk"}';
    const reviewed = await call("reviewPayment", "POST", `/payments/${body.payment_id}/review`, verdict);
    expect(reviewed).toMatchObject({ status: 200, body: { status: "pending" } });
    const processed = await call("processPayment", "POST", "/process", JSON.stringify({ payment_id: body.payment_id }));
    expect(processed).toMatchObject({ status: 200, body: { status: "completed", amount_cents: 600_000 } });
  });

  it("lists, page by page, the newest first; and events one by one", async () => {
    interface Page {
      readonly data: readonly { readonly created_at?: string; readonly id?: string }[];
      readonly next_cursor?: string;
    }
    const first = await call<Page>("listPayments", "GET", "/payments?limit=2");
    const second = await call<Page>("listPayments", "GET", `/payments?limit=2&cursor=${first.body.next_cursor ?? ""}`);
    const times = [...first.body.data, ...second.body.data].map(({ created_at: at = "" }) => at);
    expect(times).toHaveLength(4);
    expect(times).toEqual([...times].sort().reverse());
    const mine = await call<Page>("listPayments", "GET", `/payments?customer_id=${customer}`);
    expect(mine.body.data.length).toBe(1);
    const events = await call<Page>("listEvents", "GET", "/events?limit=3");
    const [newest] = events.body.data;
    const one = await call<Page>("getEvent", "GET", `/events/${newest?.id ?? ""}`);
    expect(one.body).toEqual(newest);
  });
});

describe("what is refused, is refused by a problem document", () => {
  it.each(invalidRequests(platform))("$operation: $what", async ({ operation, method, path: target, body }) => {
    const { status, body: problem, text } = await call<ProblemShown>(operation, method, target, body);
    expect({ status, code: problem.code }).toEqual({ status: 400, code: expect.stringMatching(/^[a-z_]+$/) });
    expect(problem.status).toBe(400);
    expect(text).not.toMatch(/\bat .+:\d+:\d+|4242 ?4242/);
  });

  it.each([
    ["1.005", "USD", "amount_invalid"],
    ["1.5", "JPY", "amount_invalid"],
    ["1e21", "USD", "amount_invalid"],
    ["0", "USD", "amount_invalid"],
    ["-1", "USD", "amount_invalid"],
    ['"1.00"', "USD", "amount_invalid"],
  ])("an amount of %s %s", async (text, currency, code) => {
    const answer = await call<ProblemShown>("createPayment", "POST", "/payments", newPayment(text, { currency }));
    expect(answer).toMatchObject({ status: 400, body: { code, param: "amount" } });
  });

  it("who has no key, a path that is none, a payment that is none", async () => {
    const withKey = (key: string) => api.call<ProblemShown>("GET", "/payments", undefined, { "x-api-key": key });
    expect(await withKey("wrong")).toMatchObject({ status: 403, body: { status: 403, code: expect.any(String) } });
    expect((await api.call<ProblemShown>("GET", "/nothing")).status).toBeGreaterThanOrEqual(403);
    const none = await call<ProblemShown>("getPayment", "GET", "/payments/pay_none");
    expect(none).toMatchObject({ status: 404, body: { code: "payment_not_found" } });
  });
});

describe("a call that is sent again", () => {
  it("by eight at once: one charge, and everybody gets the one answer or is asked to wait", async () => {
    const body = newPayment("77.00");
    const key = { "idempotency-key": randomUUID() };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => call<PaymentShown>("createPayment", "POST", "/payments", body, key)),
    );
    const { body: payment, text: first } = await call<PaymentShown>("createPayment", "POST", "/payments", body, key);
    expect(payment).toMatchObject({ status: "completed", captured_amount_cents: 7700 });
    for (const { status, text } of answers)
      expect({ status, text }).toEqual(
        status === 409 ? { status, text: expect.any(String) } : { status: 201, text: first },
      );
    expect(answers.some(({ status }) => status === 201)).toBe(true);
    expect(await chargesOf(platform, payment.payment_id)).toMatchObject([{ capturedCents: 7700 }]);
  });

  it("with another body under its key is refused, and changes nothing", async () => {
    const key = { "idempotency-key": randomUUID() };
    const { body: payment } = await call<PaymentShown>("createPayment", "POST", "/payments", newPayment("5.00"), key);
    const other = await call<ProblemShown>("createPayment", "POST", "/payments", newPayment("6.00"), key);
    expect(other).toMatchObject({ status: 422, body: { code: "idempotency_key_reused" } });
    expect(await chargesOf(platform, payment.payment_id)).toMatchObject([{ capturedCents: 500 }]);
  });

  it("after it was refused may be right this time: what is invalid is not kept", async () => {
    const key = { "idempotency-key": randomUUID() };
    const wrong = await call("createPayment", "POST", "/payments", newPayment("5.001"), key);
    expect(wrong.status).toBe(400);
    expect((await call("createPayment", "POST", "/payments", newPayment("5.00"), key)).status).toBe(201);
  });
});
