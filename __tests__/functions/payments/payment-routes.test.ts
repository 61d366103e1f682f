import {
  capturePayment,
  createPayment,
  createRefund,
  listRefunds,
  processPayment,
  reviewPayment,
  serveApi,
  validatePayment,
  voidPayment,
} from "../../../functions/api";
import { addressIdOf } from "../../../functions/payments/new-payment-request";
import { processorRoutes, validatorRoutes } from "../../../functions/payments/payment-routes";
import { refundRoutes } from "../../../functions/payments/refund-routes";
import { dynamoRefundStore } from "../../../functions/payments/refund-store";
import { type Asked, call, memoryLog } from "./support/calls";
import { LIMITS, type TestParts, World } from "./support/world";

/** The API of payments over a world, as its functions serve it; each request meets an instance of its own. */
class Api {
  readonly world = new World();
  change: Partial<TestParts> = {};

  private readonly connected = async () => this.world.parts(this.change);
  private readonly processor = serveApi(
    memoryLog(),
    { createPayment, processPayment, capturePayment, voidPayment, reviewPayment },
    processorRoutes(this.connected),
  );
  private readonly validator = serveApi(memoryLog(), { validatePayment }, validatorRoutes(this.connected));
  private readonly refunds = serveApi(
    memoryLog(),
    { createRefund, listRefunds },
    refundRoutes(async () => ({
      ...(await this.connected()),
      refunds: dynamoRefundStore(this.world.table.client, "payment-transactions-test"),
    })),
  );

  pay(body: object, headers: Record<string, string> = {}) {
    return this.post("/payments", { body, headers });
  }

  post(resource: string, asked: Omit<Asked, "resource"> = {}, path: Record<string, string> = {}) {
    const handler = resource === "/validate" ? this.validator : this.processor;
    return call(handler, "POST", { ...asked, resource, path });
  }

  refund(paymentId: string, body: object = {}, headers: Record<string, string> = {}) {
    const asked = { resource: "/payments/{payment_id}/refunds", path: { payment_id: paymentId }, body, headers };
    return call(this.refunds, "POST", asked);
  }

  listRefunds(paymentId: string, query: Record<string, string> = {}) {
    const asked = { resource: "/payments/{payment_id}/refunds", path: { payment_id: paymentId }, query };
    return call(this.refunds, "GET", asked);
  }
}

const PAYMENT = { payment_id: "pay_1", amount: 99.99, currency: "USD" };
const one = { payment_id: "pay_1" };
const key = (text: string) => ({ "idempotency-key": text });

describe("POST /payments", () => {
  it("makes a payment by the shortest request, a guest's on the default rail", async () => {
    const { status, headers, body, text } = await new Api().pay(PAYMENT);
    expect(status).toBe(201);
    expect(headers).toMatchObject({ location: "/payments/pay_1" });
    expect(body).toMatchObject({ status: "completed", customer_id: "guest:pay_1", rail: "simulator" });
    expect(text).toContain('"amount":99.99');
  });

  it("refuses a customer who is named like a guest, with all else that is wrong", async () => {
    const { status, body } = await new Api().pay({ ...PAYMENT, customer_id: "guest:pay_9", escrow: {} });
    expect(status).toBe(400);
    expect(body).toMatchObject({ errors: [{ param: "customer_id" }, { param: "escrow" }] });
  });

  it("takes a customer's payment with all that belongs to it; of the address a keyed fingerprint is kept", async () => {
    const api = new Api();
    const billing_address = { line1: "1 Main Street", postal_code: "01103", country: "US" };
    const whole = {
      ...PAYMENT,
      customer_id: "cust_456",
      provider_id: "prov_789",
      payment_method: "card_1",
      description: "Garden work",
      capture_method: "manual",
      billing_address,
    };
    const { status, body } = await api.pay(whole);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: "processing",
      detail: "authorised",
      customer_id: "cust_456",
      provider_id: "prov_789",
      payment_method: "card_1",
      description: "Garden work",
      rail: "cards",
    });
    const parts = api.world.parts();
    expect(api.world.payment().addressId).toBe(addressIdOf(parts, billing_address));
    const spaced = { ...billing_address, line1: " 1, main  STREET " };
    expect(addressIdOf(parts, spaced)).toBe(addressIdOf(parts, billing_address));
    expect(addressIdOf(parts, { ...billing_address, line1: "2 Main Street" })).not.toBe(addressIdOf(parts, spaced));
    expect(JSON.stringify([...api.world.table.items])).not.toMatch(/main street/i);
  });

  it("that is declined is made too, and its status says so", async () => {
    const { status, body } = await new Api().pay({ ...PAYMENT, payment_method: "sim_insufficient_funds" });
    expect([status, body.status, body.failure_code]).toEqual([201, "failed", "insufficient_funds"]);
  });

  it("whose rail has not answered is 202, with the location to ask at", async () => {
    const { status, headers, body } = await new Api().pay({ ...PAYMENT, payment_method: "sim_timeout_then_success" });
    expect([status, body.status]).toEqual([202, "processing"]);
    expect(headers).toMatchObject({ location: "/payments/pay_1" });
  });

  it("is refused with the field where no rail takes its method, or its amount is none of its currency", async () => {
    const refused = async (change: object) => {
      const { status, body } = await new Api().pay({ ...PAYMENT, ...change });
      return [status, body.code, body.param];
    };
    expect(await refused({ payment_method: "pm_1" })).toEqual([422, "payment_method_not_supported", "payment_method"]);
    expect(await refused({ amount: 1.005 })).toEqual([400, "amount_invalid", "amount"]);
    expect(await refused({ amount: 1.5, currency: "JPY" })).toEqual([400, "amount_invalid", "amount"]);
    expect(await refused({ currency: "QQQ" })).toEqual([400, "currency_invalid", "currency"]);
  });

  it("without an id has one made, another each time", async () => {
    const api = new Api();
    const made = [await api.pay({ amount: 1, currency: "USD" }), await api.pay({ amount: 1, currency: "USD" })];
    const ids = made.map(({ body }) => body.payment_id);
    expect(ids[0]).toMatch(/^pay_[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(new Set(ids).size).toBe(2);
  });

  it("without an id under an idempotency key is one payment, however often and late it is sent", async () => {
    const api = new Api();
    const send = (body: object, text = "order-1") => api.pay({ amount: 1, currency: "USD", ...body }, key(text));
    const first = await send({});
    expect(first.status).toBe(201);
    expect(first.body.payment_id).toMatch(/^pay_[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab]/);
    expect((await send({})).body).toEqual(first.body);
    expect((await send({ amount: 2 })).body.code).toBe("idempotency_key_reused");
    for (const name of [...api.world.table.items.keys()]) {
      if (name.startsWith("IDEMPOTENCY#")) api.world.table.items.delete(name);
    }
    expect((await send({})).body.code).toBe("payment_exists");
    expect((await send({}, "order-2")).body.payment_id).not.toBe(first.body.payment_id);
    const validated = await api.post("/validate", { body: { amount: 1, currency: "USD" }, headers: key("order-1") });
    expect(validated.body.payment_id).not.toBe(first.body.payment_id);
    expect(api.world.payments()).toHaveLength(3);
  });
});

describe("POST /validate and /process", () => {
  it("work as the documents write them: by a transaction's id alone", async () => {
    const api = new Api();
    const transaction = { transaction_id: "txn_123", amount: 100.0, currency: "USD", customer_id: "cust_456" };
    const validated = await api.post("/validate", { body: transaction });
    expect([validated.status, validated.body.status]).toEqual([200, "pending"]);
    const processed = await api.post("/process", { body: { transaction_id: "txn_123" } });
    expect(processed.status).toBe(200);
    expect(processed.body).toMatchObject({ status: "completed", customer_id: "cust_456", transaction_id: "txn_123" });
    expect((await api.post("/process", { body: { transaction_id: "txn_9" } })).status).toBe(404);
    const other = await api.post("/validate", { body: { ...transaction, amount: 101 } });
    expect(other.body).toMatchObject({
      code: "idempotency_key_reused",
      param: "transaction_id",
      detail: "transaction_id: was used for another request; send this one under one of its own.",
    });
    const wrong = await api.post("/validate", { body: { ...transaction, currency: "QQQ" } });
    expect(wrong.body.code).toBe("currency_invalid");
  });

  it("answer 202 while the rail does not", async () => {
    const api = new Api();
    await api.post("/validate", { body: { ...PAYMENT, payment_method: "sim_timeout_then_success" } });
    const { status, headers } = await api.post("/process", { body: one });
    expect(status).toBe(202);
    expect(headers).toMatchObject({ location: "/payments/pay_1" });
  });
});

describe("POST /payments/{payment_id}/capture and /void", () => {
  async function authorised(amount = 5000): Promise<Api> {
    const api = new Api();
    await api.pay({ ...PAYMENT, amount, capture_method: "manual" });
    return api;
  }

  it("capture all, or a part in the payment's currency", async () => {
    const whole = await authorised();
    const { status, headers, body } = await whole.post("/payments/{payment_id}/capture", {}, one);
    expect([status, body.status, body.captured_amount_cents]).toEqual([200, "completed", 500_000]);
    expect(headers).not.toHaveProperty("location");
    const part = await authorised();
    const asked = { body: { amount: 60.0, currency: "USD" } };
    const captured = await part.post("/payments/{payment_id}/capture", asked, one);
    expect(captured.body).toMatchObject({ detail: "partially_captured", captured_amount_cents: 6000 });
  });

  it("refuse an amount that is none of the payment's", async () => {
    const api = await authorised();
    const refused = async (body: object) => {
      const answer = await api.post("/payments/{payment_id}/capture", { body }, one);
      return [answer.status, answer.body.code];
    };
    expect(await refused({ amount: 1, currency: "EUR" })).toEqual([422, "currency_mismatch"]);
    expect(await refused({ amount: 1.005 })).toEqual([400, "amount_invalid"]);
    expect(await refused({ amount: 5000.01 })).toEqual([422, "capture_exceeds_authorisation"]);
  });

  it("answer 202 while the rail does not, and the payment as it stands where the rail will not void", async () => {
    const api = await authorised();
    const asked = { body: { amount: 4000.05 } };
    expect((await api.post("/payments/{payment_id}/capture", asked, one)).status).toBe(202);
    const other = await authorised();
    const cancel = async () => ({ outcome: "declined", code: "captured" }) as const;
    other.change = { rail: { ...other.world.parts().rail, cancel } };
    const { status, body } = await other.post("/payments/{payment_id}/void", {}, one);
    expect([status, body.status, body.detail]).toEqual([200, "processing", "authorised"]);
  });

  it("void", async () => {
    const api = await authorised();
    const { status, body } = await api.post("/payments/{payment_id}/void", {}, one);
    expect([status, body.status, body.detail]).toEqual([200, "failed", "voided"]);
  });
});

describe("POST /payments/{payment_id}/review", () => {
  it("takes a person's verdict", async () => {
    const api = new Api();
    const large = { ...PAYMENT, amount: LIMITS.reviewAboveCents / 100 + 1 };
    expect((await api.pay(large)).body.status).toBe("requires_review");
    const asked = { body: { outcome: "approve", reviewed_by: "ops" } };
    const { status, body } = await api.post("/payments/{payment_id}/review", asked, one);
    expect([status, body.status, body.reviewed_by]).toEqual([200, "pending", "ops"]);
  });
});

describe("/payments/{payment_id}/refunds", () => {
  async function paid(): Promise<Api> {
    const api = new Api();
    await api.pay({ ...PAYMENT, amount: 9000 });
    return api;
  }

  it("POST refunds a part, or all that is left, with the payment as it is afterwards", async () => {
    const api = await paid();
    const part = await api.refund("pay_1", { refund_id: "refund_1", amount: 25.0, currency: "USD" });
    expect(part.status).toBe(201);
    expect(part.headers).toMatchObject({ location: "/payments/pay_1/refunds" });
    expect(part.body).toMatchObject({
      refund_id: "refund_1",
      payment_id: "pay_1",
      status: "completed",
      amount_cents: 2500,
      payment: { status: "partially_refunded" },
    });
    expect(part.text).toContain('"amount":25.00');
    const rest = await api.refund("pay_1");
    expect(rest.body).toMatchObject({ amount_cents: 897_500, payment: { status: "refunded" } });
    expect(rest.body.refund_id).toMatch(/^ref_/);
    expect((await api.refund("pay_1", {})).status).toBe(409);
  });

  it("POST under an idempotency key is one refund, also without an id", async () => {
    const api = await paid();
    const first = await api.refund("pay_1", { amount: 1 }, key("r-1"));
    expect((await api.refund("pay_1", { amount: 1 }, key("r-1"))).body).toEqual(first.body);
    expect((await api.refund("pay_1", { amount: 1 }, key("r-2"))).body.refund_id).not.toBe(first.body.refund_id);
    expect(api.world.payment().refundedCents).toBe(200);
  });

  it("POST answers 202 while the rail does not, and makes a refund that the rail refuses", async () => {
    const api = await paid();
    const silent = await api.refund("pay_1", { refund_id: "re_1", amount: 4000.05 });
    expect([silent.status, silent.body.status]).toEqual([202, "processing"]);
    const refused = await api.refund("pay_1", { refund_id: "re_2", amount: 4000.01 });
    expect([refused.status, refused.body.status]).toEqual([201, "failed"]);
  });

  it("POST refuses more than what is left, and another currency", async () => {
    const api = await paid();
    expect((await api.refund("pay_1", { amount: 9000.01 })).body.code).toBe("refund_exceeds_payment");
    expect((await api.refund("pay_1", { amount: 1, currency: "EUR" })).body.code).toBe("currency_mismatch");
    expect((await api.refund("pay_9")).status).toBe(404);
  });

  it("GET lists them in pages, with what became of each", async () => {
    const api = await paid();
    for (const refund_id of ["re_3", "re_1", "re_4"]) await api.refund("pay_1", { refund_id, amount: 1 });
    await api.refund("pay_1", { refund_id: "re_2", amount: 4000.02 });
    const first = await api.listRefunds("pay_1", { limit: "2" });
    expect(first.status).toBe(200);
    expect(first.body.data).toMatchObject([
      { refund_id: "re_1", status: "completed", completed_at: "2026-11-15T12:00:00.000Z" },
      { refund_id: "re_2", status: "failed", failure_code: "insufficient_funds" },
    ]);
    const next = await api.listRefunds("pay_1", { limit: "2", cursor: String(first.body.next_cursor) });
    expect((next.body.data as { refund_id: string }[]).map(({ refund_id }) => refund_id)).toEqual(["re_3", "re_4"]);
    expect(next.body).not.toHaveProperty("next_cursor");
    expect((await api.listRefunds("pay_1")).body.data).toHaveLength(4);
  });

  it("GET refuses a cursor of another list, and tells of a payment that is not there", async () => {
    const api = await paid();
    await api.pay({ ...PAYMENT, payment_id: "pay_2" });
    for (const refund_id of ["re_1", "re_2"]) await api.refund("pay_1", { refund_id, amount: 1 });
    const { body } = await api.listRefunds("pay_1", { limit: "1" });
    const cursors = [String(body.next_cursor), "e30", "bm8ganNvbg"];
    for (const cursor of cursors) {
      expect((await api.listRefunds("pay_2", { cursor })).body.code).toBe("cursor_invalid");
    }
    expect((await api.listRefunds("pay_9")).status).toBe(404);
    expect((await api.listRefunds("4242424242424242")).status).toBe(400);
  });
});
