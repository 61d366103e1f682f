import { pay, validate } from "../../../functions/payments/pay";
import { processPayment } from "../../../functions/payments/process";
import { refund } from "../../../functions/payments/refund";
import { BusyError } from "../../../functions/shared/retry";
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
    expect(payment).toMatchObject({ processingCostCents: 1, stripeSavedCostCents: 0 });
    expect(payment.savingsPercentage).toBeUndefined();
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
