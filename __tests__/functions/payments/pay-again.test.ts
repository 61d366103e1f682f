import { pay, validate } from "../../../functions/payments/pay";
import { processPayment } from "../../../functions/payments/process";
import { ANSWER_KEPT_MS, IN_PROGRESS_MS } from "../../../functions/shared/idempotency";
import { accepted, CALLER, codes, newPayment, World } from "./support/world";

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

  it("with another payment's id under the same key, at once, is refused too: one is charged", async () => {
    const world = new World();
    const sameKey = { ...CALLER, key: "order-1" };
    const ids = ["pay_1", "pay_2", "pay_3"];
    const results = await Promise.all(ids.map((paymentId) => pay(world.parts(), sameKey, newPayment({ paymentId }))));
    expect(results.map(codes).filter(([code]) => code === "idempotency_key_reused")).toHaveLength(2);
    expect(world.railCalls).toEqual(["charge"]);
    expect(world.payments()).toHaveLength(1);
  });

  it("is refused by the name of what carried the key: the id, or the header where there is one", async () => {
    const world = new World();
    const refusal = async (key?: string) => {
      const caller = { ...CALLER, ...(key !== undefined && { key }) };
      await pay(world.parts(), caller, newPayment({ paymentId: `pay_of_${key}` }));
      const result = await pay(world.parts(), caller, newPayment({ paymentId: `pay_of_${key}` }, 10_001));
      return !result.ok && result.errors[0];
    };
    expect(await refusal()).toEqual({
      code: "idempotency_key_reused",
      param: "payment_id",
      message: "payment_id: was used for another request; send this one under one of its own.",
    });
    expect(await refusal("order-1")).toEqual({
      code: "idempotency_key_reused",
      param: "Idempotency-Key",
      message: "Idempotency-Key: was used for another request; send this one under one of its own.",
    });
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
    expect(!result.ok && result.errors[0]).toEqual({
      code: "request_in_progress",
      param: "payment_id",
      message: "payment_id: the same request is being worked on; ask again in 30 seconds.",
      retryAfterSeconds: 30,
    });
    world.clock.milliseconds += IN_PROGRESS_MS;
    expect(accepted(await pay(world.parts(), CALLER, silent)).payment.status).toBe("completed");
    expect(world.railCalls).toEqual(["charge", "ask"]);
    world.expectSettled();
  });
});
