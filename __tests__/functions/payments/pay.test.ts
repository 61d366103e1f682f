import { dynamoMethodStore } from "../../../functions/payments/parties/method-store";
import { pay, validate } from "../../../functions/payments/pay";
import { processPayment } from "../../../functions/payments/process";
import { refund } from "../../../functions/payments/refund";
import { ANSWER_KEPT_MS, IN_PROGRESS_MS } from "../../../functions/shared/idempotency";
import { BusyError } from "../../../functions/shared/retry";
import { money } from "../../../functions/shared/money";
import { contend } from "./support/contention";
import { accepted, CALLER, codes, LIMITS, newPayment, World } from "./support/world";

describe("a payment in one call", () => {
  it("is one parallel read phase, two transactions and one call of the rail", async () => {
    const world = new World();
    const request = newPayment({ encryptedCardToken: "tok_1", addressId: "adr_1" });
    await pay(world.parts(), CALLER, request);
    expect(world.table.sent).toEqual([
      ...Array(8).fill("GetItemCommand"),
      "TransactWriteItemsCommand",
      "TransactWriteItemsCommand",
    ]);
    expect(world.railCalls).toEqual(["charge"]);
  });

  it("is completed, booked, and told of", async () => {
    const world = new World();
    const { payment } = accepted(await pay(world.parts(), CALLER, newPayment()));
    expect(payment).toMatchObject({
      id: "pay_1",
      customerId: "cus_1",
      providerId: "pro_1",
      status: "completed",
      amountCents: 10_000,
      capturedCents: 10_000,
      reversedCents: 0,
      currency: "USD",
      rail: "simulator",
      fraudDecision: "approve",
      stripeSavedCostCents: 320,
      processingCostCents: 1,
      completedAt: "2026-11-15T12:00:00.000Z",
      railReference: expect.stringMatching(/^sim_/),
    });
    expect(Object.keys(payment)).not.toContain("version");
    expect(world.events()).toEqual(["payment.processing", "payment.completed"]);
    expect(world.balance("escrow", "pay_1")).toBe(10_000);
    world.expectSettled();
  });

  it("that the rail declines has failed, and gives its day's limits back but for the attempt", async () => {
    const world = new World();
    const declining = newPayment({ encryptedCardToken: "sim_insufficient_funds" });
    const { payment } = accepted(await pay(world.parts(), CALLER, declining));
    expect(payment).toMatchObject({ status: "failed", detail: "declined", failureCode: "insufficient_funds" });
    expect(world.events()).toEqual(["payment.processing", "payment.failed"]);
    const [counter] = world.table.startingWith("LIMIT#customer");
    expect(counter).toMatchObject({ attempts: { N: "1" }, sumCents: { N: "0" } });
    world.expectSettled();
  });

  it("has ids and a key that fit a table, none of them a card number, all faults told at once", async () => {
    const world = new World();
    const wrong = newPayment({ paymentId: "a/b", customerId: "4242424242424242", providerId: "" });
    const result = await pay(world.parts(), { ...CALLER, key: "x".repeat(256) }, wrong);
    expect(!result.ok && result.errors.map(({ param, code }) => [param, code])).toEqual([
      ["payment_id", "invalid"],
      ["customer_id", "card_number_not_allowed"],
      ["provider_id", "invalid"],
      ["Idempotency-Key", "invalid"],
    ]);
    expect(JSON.stringify(result)).not.toContain("4242");
    expect(world.table.sent).toEqual([]);
  });
});

describe("the customer and the provider of a payment", () => {
  const items = (world: World) =>
    [...world.table.items.keys()].filter((key) => key.startsWith("CUSTOMER#") || key.startsWith("PROVIDER#"));

  it("are made with the first payment that names them, whatever becomes of it", async () => {
    for (const token of ["sim_approve", "sim_decline"]) {
      const world = new World();
      await pay(world.parts(), CALLER, newPayment({ encryptedCardToken: token }));
      expect(items(world)).toEqual(["CUSTOMER#cus_1|CUSTOMER", "PROVIDER#pro_1|PROVIDER"]);
    }
    const world = new World();
    await validate(world.parts(), CALLER, newPayment());
    expect(items(world)).toHaveLength(2);
  });

  it("are not touched by later payments, and are made once by payments at once", async () => {
    const world = new World();
    const places = Array.from({ length: 6 }, (_, place) => `pay_${place}`);
    await Promise.all(places.map((paymentId) => pay(world.parts(), CALLER, newPayment({ paymentId }))));
    expect(world.payments().filter(({ status }) => status === "completed")).toHaveLength(6);
    expect(world.table.items.get("CUSTOMER#cus_1|CUSTOMER")).toMatchObject({ version: { N: "1" } });
    world.expectSettled();
  });

  it("are not kept of a guest", async () => {
    const world = new World();
    await pay(world.parts(), CALLER, newPayment({ customerId: "guest:pay_1", providerId: undefined }));
    expect(items(world)).toEqual([]);
  });

  it("make no payment where they are blocked, both told at once; the first answer stays the answer", async () => {
    const world = new World();
    const first = await pay(world.parts(), CALLER, newPayment());
    for (const key of items(world)) world.table.items.get(key)!.status = { S: "blocked" };
    for (const ask of [pay, validate]) {
      expect(codes(await ask(world.parts(), CALLER, newPayment({ paymentId: "pay_2" })))).toEqual([
        "customer_blocked",
        "provider_blocked",
      ]);
    }
    expect(await pay(world.parts(), CALLER, newPayment())).toEqual(first);
    expect(world.payments()).toHaveLength(1);
  });

  it("that are blocked once a payment is validated have it refused when it is processed, and whenever that is repeated", async () => {
    for (const [place, code] of [
      ["CUSTOMER#cus_1|CUSTOMER", "customer_blocked"],
      ["PROVIDER#pro_1|PROVIDER", "provider_blocked"],
    ] as const) {
      const world = new World();
      await validate(world.parts(), CALLER, newPayment());
      world.table.items.get(place)!.status = { S: "blocked" };
      for (let time = 1; time <= 2; time++) {
        expect(codes(await processPayment(world.parts(), CALLER, "pay_1"))).toEqual([code]);
      }
      expect(world.railCalls).toEqual([]);
      expect(world.payment()).toMatchObject({ status: "failed", detail: "declined", failureCode: code });
      expect(world.events()).toEqual(["payment.validated", "payment.processing", "payment.failed"]);
      world.expectSettled();
    }
  });

  it("that are blocked do not stop what was taken from being refunded", async () => {
    const world = new World();
    await pay(world.parts(), CALLER, newPayment());
    for (const key of items(world)) world.table.items.get(key)!.status = { S: "blocked" };
    const asked = { paymentId: "pay_1", refundId: "re_1" };
    expect(accepted(await refund(world.parts(), CALLER, asked)).payment.status).toBe("refunded");
  });
});

describe("a payment of nothing", () => {
  it("is refused", async () => {
    const result = await pay(new World().parts(), CALLER, newPayment({}, 0));
    expect(!result.ok && result.errors[0]?.message).toBe("amount: saw 0.00, allowed is more than 0.");
  });
});

describe("a payment in two calls", () => {
  it("is validated, then processed: two operations with one id", async () => {
    const world = new World();
    expect(accepted(await validate(world.parts(), CALLER, newPayment())).payment.status).toBe("pending");
    expect(world.railCalls).toEqual([]);
    world.table.sent.length = 0;
    expect(accepted(await processPayment(world.parts(), CALLER, "pay_1")).payment.status).toBe("completed");
    expect(world.table.sent).toEqual([
      ...Array(2).fill("GetItemCommand"),
      // The customer and the provider are looked up while the intent is written.
      ...Array(2).fill("GetItemCommand"),
      "TransactWriteItemsCommand",
      "TransactWriteItemsCommand",
    ]);
    expect(world.railCalls).toEqual(["charge"]);
    expect(world.events()).toEqual(["payment.validated", "payment.processing", "payment.completed"]);
    world.expectSettled();
  });

  it("is not processed where the table holds an attempt that nobody made", async () => {
    const world = new World();
    await pay(world.parts(), CALLER, newPayment({ paymentId: "pay_2" }));
    await validate(world.parts(), CALLER, newPayment());
    const foreign = world.table.items.get("PAYMENT#pay_2|ATTEMPT#charge#1")!;
    world.table.items.set("PAYMENT#pay_1|ATTEMPT#charge#1", foreign);
    await expect(processPayment(world.parts(), CALLER, "pay_1")).rejects.toThrow(BusyError);
    expect(world.payment().status).toBe("pending");
  });

  it("is not processed where it is not there, waits for a person, or is over", async () => {
    const world = new World();
    expect(codes(await processPayment(world.parts(), CALLER, "pay_1"))).toEqual(["payment_not_found"]);
    expect(codes(await processPayment(world.parts(), CALLER, "pay#1"))).toEqual(["invalid"]);
    const large = newPayment({ paymentId: "pay_2" }, LIMITS.reviewAboveCents + 1);
    expect(accepted(await validate(world.parts(), CALLER, large)).payment.status).toBe("requires_review");
    const result = await processPayment(world.parts(), CALLER, "pay_2");
    expect(!result.ok && result.errors[0]?.message).toBe("A payment that is requires_review cannot become processing.");
    await pay(world.parts(), CALLER, newPayment());
    expect(codes(await processPayment(world.parts(), CALLER, "pay_1"))).toEqual(["illegal_transition"]);
  });
});

describe("the same request again", () => {
  it("gets the first answer, and the rail is not called", async () => {
    const world = new World();
    const first = await pay(world.parts(), CALLER, newPayment());
    expect(await pay(world.parts(), CALLER, newPayment())).toEqual(first);
    const validated = await validate(world.parts(), CALLER, newPayment({ paymentId: "pay_2" }));
    await processPayment(world.parts(), CALLER, "pay_2");
    expect(await validate(world.parts(), CALLER, newPayment({ paymentId: "pay_2" }))).toEqual(validated);
    expect(world.railCalls).toHaveLength(2);
  });

  it("with another body under the same key is refused", async () => {
    const world = new World();
    await pay(world.parts(), CALLER, newPayment());
    expect(codes(await pay(world.parts(), CALLER, newPayment({}, 10_001)))).toEqual(["idempotency_key_reused"]);
    const sameKey = { ...CALLER, key: "pay_1" };
    expect(codes(await pay(world.parts(), sameKey, newPayment({ paymentId: "pay_2" })))).toEqual([
      "idempotency_key_reused",
    ]);
  });

  it("from another caller or past all expiry still finds the payment's id taken", async () => {
    const world = new World();
    await pay(world.parts(), CALLER, newPayment());
    expect(codes(await pay(world.parts(), { caller: "key-2" }, newPayment()))).toEqual(["payment_exists"]);
    world.clock.milliseconds += ANSWER_KEPT_MS + 1000;
    for (const key of world.table.items.keys()) if (key.startsWith("IDEMPOTENCY#")) world.table.items.delete(key);
    expect(codes(await pay(world.parts(), CALLER, newPayment()))).toEqual(["payment_exists"]);
  });

  it("at once is one payment: one wins, the others get its answer or are told to wait", async () => {
    const world = new World();
    const results = await Promise.all(Array.from({ length: 12 }, () => pay(world.parts(), CALLER, newPayment())));
    expect(results.filter(({ ok }) => ok).length).toBeGreaterThan(0);
    const others = results.filter(({ ok }) => !ok);
    expect(others.flatMap(codes).every((code) => code === "request_in_progress")).toBe(true);
    expect(world.railCalls).toEqual(["charge"]);
    world.expectSettled();
  });

  it("under one key for two payments at once is one of them", async () => {
    const world = new World();
    const asked = ["pay_1", "pay_2"].map((paymentId) =>
      pay(world.parts(), { ...CALLER, key: "k" }, newPayment({ paymentId })),
    );
    const results = await Promise.all(asked);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.flatMap(codes)).toEqual(["idempotency_key_reused"]);
    expect(world.payments()).toHaveLength(1);
  });

  it("in progress elsewhere is told when to ask again", async () => {
    const world = new World();
    const silent = newPayment({ encryptedCardToken: "sim_timeout_then_success" });
    expect(accepted(await pay(world.parts(), CALLER, silent)).payment.status).toBe("processing");
    const result = await pay(world.parts(), CALLER, silent);
    expect(!result.ok && result.errors[0]).toMatchObject({ code: "request_in_progress", retryAfterSeconds: 30 });
    world.clock.milliseconds += IN_PROGRESS_MS;
    expect(accepted(await pay(world.parts(), CALLER, silent)).payment.status).toBe("completed");
    expect(world.railCalls).toEqual(["charge", "ask"]);
    world.expectSettled();
  });
});

/** An amount that the simulator declines. */
const DECLINED_CENTS = 400_001;

describe("the limits of a day", () => {
  const limits = { ...LIMITS, perDay: { ...LIMITS.perDay, customer: { countMax: 2, sumCentsMax: 25_000 } } };
  const some = (place: number, cents?: number) => newPayment({ paymentId: `pay_${place}` }, cents);

  it("decline what is above them, with the reason, and begin anew at midnight UTC", async () => {
    const world = new World();
    const parts = world.parts({ limits });
    await pay(parts, CALLER, some(1));
    expect(accepted(await pay(parts, CALLER, some(2, 20_000))).payment).toMatchObject({
      status: "failed",
      failureCode: "customer_sum_above_limit",
      fraudScore: 1000,
    });
    await pay(parts, CALLER, some(3));
    expect(accepted(await pay(parts, CALLER, some(4))).payment.failureCode).toBe("customer_count_above_limit");
    world.clock.milliseconds += 12 * 60 * 60 * 1000;
    expect(accepted(await pay(parts, CALLER, some(5))).payment.status).toBe("completed");
    world.expectSettled();
  });

  describe("of one card of several customers", () => {
    const perDay = { ...LIMITS.perDay, card: { countMax: 2, sumCentsMax: 500_000 } };
    const card = { brand: "visa", lastFour: "4242", expMonth: 12, expYear: 2030, addedAt: "now" };
    const asked = (place: number, cents?: number) =>
      newPayment({ paymentId: `pay_${place}`, customerId: `cus_${place}`, encryptedCardToken: `tok_${place}` }, cents);

    async function shop(cardKey: string | undefined) {
      const world = new World();
      const methods = dynamoMethodStore(world.table.client, "payment-transactions-test");
      for (const place of [1, 2, 3]) await methods.keep(`cus_${place}`, { token: `tok_${place}`, cardKey, ...card });
      return { world, parts: world.parts({ limits: { ...LIMITS, perDay } }) };
    }

    it("hold for all of them together, paid at once or validated first", async () => {
      const { world, parts } = await shop("Ck_1");
      await pay(parts, CALLER, asked(1));
      for (const place of [2, 3]) await validate(parts, CALLER, asked(place));
      expect(accepted(await processPayment(parts, CALLER, "pay_2")).payment.status).toBe("completed");
      expect(accepted(await processPayment(parts, CALLER, "pay_3")).payment.failureCode).toBe("limit_reached");
      const { payment } = accepted(await pay(parts, CALLER, { ...asked(3), paymentId: "pay_4" }));
      expect(payment).toMatchObject({ status: "failed", failureCode: "limit_reached" });
      expect(JSON.stringify(payment)).not.toContain("Ck_1");
      world.expectSettled();
    });

    it("give back the money of a payment that failed", async () => {
      const { world, parts } = await shop("Ck_1");
      await pay(parts, CALLER, asked(1, DECLINED_CENTS));
      expect(world.payment()).toMatchObject({ status: "failed", cardKey: "Ck_1" });
      expect(accepted(await pay(parts, CALLER, asked(2, 400_000))).payment.status).toBe("completed");
    });

    it("hold for each token on its own where the vault has not said that they are one card", async () => {
      const { world, parts } = await shop(undefined);
      for (const place of [1, 2, 3]) await pay(parts, CALLER, asked(place));
      expect(world.payments().filter(({ status }) => status === "completed")).toHaveLength(3);
    });
  });

  it("hold for payments at once", async () => {
    const world = new World();
    const places = Array.from({ length: 8 }, (_, place) => place);
    await Promise.all(places.map((place) => pay(world.parts({ limits }), CALLER, some(place))));
    expect(world.payments().filter(({ status }) => status === "completed")).toHaveLength(2);
    expect(world.payments().filter(({ status }) => status === "failed")).toHaveLength(6);
    world.expectSettled();
  });

  it("hold also where a fraud decision does not look at them", async () => {
    const world = new World();
    const decide = () => Promise.resolve({ outcome: "approve", score: 1, reasons: [] } as const);
    for (const place of [1, 2, 3]) await pay(world.parts({ limits, decide }), CALLER, some(place));
    expect(world.payment("pay_3")).toMatchObject({ status: "failed", failureCode: "limit_reached" });
    await pay(world.parts({ limits, decide }), CALLER, newPayment({ paymentId: "pay_4", customerId: "b" }, 30_000));
    expect(world.payment("pay_4").failureCode).toBe("limit_reached");
  });

  it("fail a validated payment that finds them used up", async () => {
    const world = new World();
    const parts = world.parts({ limits });
    for (const place of [1, 2, 3]) await validate(parts, CALLER, some(place));
    for (const place of [1, 2]) await processPayment(parts, CALLER, `pay_${place}`);
    const last = await processPayment(parts, CALLER, "pay_3");
    expect(accepted(last).payment).toMatchObject({ status: "failed", failureCode: "limit_reached" });
    expect(await processPayment(parts, CALLER, "pay_3")).toEqual(last);
    world.expectSettled();
  });

  it("fail it also where the table is contended", async () => {
    const world = new World();
    const parts = world.parts({ limits });
    for (const place of [1, 2, 3]) await validate(parts, CALLER, some(place));
    for (const place of [1, 2]) await processPayment(parts, CALLER, `pay_${place}`);
    contend(world, [2]);
    expect(accepted(await processPayment(parts, CALLER, "pay_3")).payment.failureCode).toBe("limit_reached");
  });

  it("keep a payment that a fraud decision declines without a reason", async () => {
    const world = new World();
    const decide = () => Promise.resolve({ outcome: "decline", score: 990, reasons: [] } as const);
    expect(accepted(await validate(world.parts({ decide }), CALLER, newPayment())).payment).toMatchObject({
      status: "failed",
      failureCode: "declined",
      fraudScore: 990,
    });
  });

  it("count each currency on its own", async () => {
    const world = new World();
    const parts = world.parts({ limits });
    for (const place of [1, 2]) await pay(parts, CALLER, some(place));
    const euros = { ...some(3), amount: money(20_000, "EUR") };
    const { payment } = accepted(await pay(parts, CALLER, euros));
    expect(payment.status).toBe("completed");
    expect(payment.stripeSavedCostCents).toBeUndefined();
  });
});
