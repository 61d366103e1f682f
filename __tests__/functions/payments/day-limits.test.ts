import { dynamoMethodStore } from "../../../functions/payments/parties/method-store";
import { pay, validate } from "../../../functions/payments/pay";
import { processPayment } from "../../../functions/payments/process";
import { money } from "../../../functions/shared/money";
import { contend } from "./support/contention";
import { accepted, CALLER, LIMITS, newPayment, World } from "./support/world";

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

  it("are remembered until their day is over, and for as long as a charge may be open behind it", async () => {
    const world = new World();
    await pay(world.parts({ limits }), CALLER, some(1));
    const [counter] = world.table.startingWith("LIMIT#customer");
    const keptUntil = Number(counter?.expiresAt?.N) * 1000;
    expect(keptUntil).toBeGreaterThanOrEqual(Date.parse("2026-11-16T00:00:00.000Z") + 24 * 60 * 60 * 1000);
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
      expect(payment).toMatchObject({ status: "failed", failureCode: "limit_reached", stripeSavedCostCents: 0 });
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
