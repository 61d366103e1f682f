import { chargeKey } from "../../../functions/payments/attempt";
import { pay, validate } from "../../../functions/payments/pay";
import { recoverAttempt } from "../../../functions/payments/recovery";
import { refund } from "../../../functions/payments/refund";
import { sweep } from "../../../functions/payments/sweep";
import { toTimestamp } from "../../../functions/shared/clock";
import { money } from "../../../functions/shared/money";
import { BankWorld } from "./support/bank-world";
import { accepted, CALLER, codes, newPayment } from "./support/world";

const HOUR_MS = 60 * 60 * 1000;

/** A payment of 100.00 from a customer's bank account on the Monday before Thanksgiving; its debit settles the day after. */
async function paying(change: object = {}) {
  const world = new BankWorld();
  const { id } = await world.account();
  const result = await pay(world.payers(), CALLER, newPayment({ encryptedCardToken: id, ...change }));
  return { world, id, result };
}

/** The same, with its debit settled, and the payment told of it. */
async function completed(change: object = {}) {
  const made = await paying(change);
  await made.world.at("2026-11-24T07:00:00Z").deliver();
  await made.world.at("2026-11-24T23:00:00Z").settle("2026-11-24");
  await made.world.tell("settled");
  return made;
}

/** The same, with its return hold over: five banking days, Thanksgiving not counted. */
async function available(change: object = {}) {
  const made = await completed(change);
  await made.world.at("2026-12-02T12:00:00Z").release();
  await made.world.tell("available");
  return made;
}

describe("a payment by bank account", () => {
  it("makes one debit of the payment's, and is processing until that has settled", async () => {
    const { world, id, result } = await paying();
    expect(accepted(result).payment).toMatchObject({ status: "processing", rail: "ach-debit" });
    expect(world.transfers()).toMatchObject([
      { paymentId: "pay_1", direction: "debit", bankAccountId: id, amountCents: 10_000, detail: "queued" },
    ]);
    expect(world.journals()).toEqual([]);
    await world.at("2026-11-24T07:00:00Z").deliver();
    await recoverAttempt(world.payers(), chargeKey("pay_1"));
    expect(world.payment().status).toBe("processing");
    await world.at("2026-11-24T23:00:00Z").settle("2026-11-24");
    await world.tell("settled");
    expect(world.payment()).toMatchObject({ status: "completed", railReference: world.transfer().id });
    expect([world.balance("clearing", "ach-debit"), world.balance("escrow", "pay_1")]).toEqual([10_000, 10_000]);
  });

  it("costs what the bank takes for an entry alone in its file, beside what Stripe takes for a debit", async () => {
    const { world } = await paying();
    expect(world.payment()).toMatchObject({ processingCostCents: 26, stripeSavedCostCents: 80 });
  });

  it("gets the same answer for the same request, and is debited once", async () => {
    const { world, id } = await paying();
    world.clock.milliseconds += HOUR_MS;
    const again = await pay(world.payers(), CALLER, newPayment({ encryptedCardToken: id }));
    expect(accepted(again).payment.status).toBe("processing");
    expect(world.transfers()).toHaveLength(1);
  });

  it.each([
    ["another customer's account", { customerId: "cus_2" }, "bank_account_not_found"],
    ["more than was authorised", { amount: money(10_001, "USD") }, "authorisation_required"],
  ])("is declined for %s, and nothing is debited", async (_, change, failureCode) => {
    const world = new BankWorld();
    const { id } = await world.account({ amountCentsMax: 10_000 });
    await pay(world.payers(), CALLER, newPayment({ encryptedCardToken: id, ...change }));
    expect(world.payment()).toMatchObject({ status: "failed", detail: "declined", failureCode });
    expect(world.transfers()).toEqual([]);
  });

  it.each([
    [{ amount: money(10_000, "EUR") }, "currency_invalid"],
    [{ captureMethod: "manual" as const }, "invalid"],
  ])("is refused for what ACH cannot do: %j", async (change, code) => {
    for (const operation of [pay, validate]) {
      const world = new BankWorld();
      const { id } = await world.account();
      expect(codes(await operation(world.payers(), CALLER, newPayment({ encryptedCardToken: id, ...change })))).toEqual(
        [code],
      );
      expect(world.payments()).toEqual([]);
    }
  });

  it("is waited for by the sweep, hour by hour, until its settlement is overdue", async () => {
    const { world } = await paying();
    const run = () => sweep(world.payers(), { deadline: Infinity });
    world.clock.milliseconds += 2 * HOUR_MS;
    expect((await run()).attempts).toMatchObject({ waiting: 1 });
    expect((await run()).attempts).toMatchObject({ waiting: 0 });
    // It was to settle on the 24th; two banking days later, Thanksgiving between them, it is missing.
    world.at("2026-11-29T23:59:00Z");
    await run();
    expect(world.counted).not.toContain("OverdueAttempts");
    expect(world.payment().status).toBe("processing");
    world.at("2026-11-30T00:00:00Z");
    await run();
    expect(world.counted).toContain("OverdueAttempts");
    expect(world.payment().status).toBe("processing");
  });

  it("is completed by the sweep where the news of its settlement was lost", async () => {
    const { world } = await paying();
    await world.at("2026-11-24T07:00:00Z").deliver();
    await world.at("2026-11-24T23:00:00Z").settle("2026-11-24");
    await sweep(world.payers(), { deadline: Infinity });
    expect(world.payment().status).toBe("completed");
  });

  it("is not called off while the rail does not answer, however long", async () => {
    const { world } = await paying();
    world.isSilent = true;
    world.clock.milliseconds += 24 * HOUR_MS;
    await sweep(world.payers(), { deadline: Infinity });
    world.isSilent = false;
    expect(world.payment().status).toBe("processing");
    expect(world.transfer().detail).toBe("queued");
  });
});

describe("what a debit brought", () => {
  it("is there to be released once its return hold is over, and the rail's books are even then", async () => {
    const { world } = await completed();
    expect(world.escrow().fundsAvailableAt).toBeUndefined();
    await world.at("2026-12-01T12:00:00Z").release();
    expect(world.balance("clearing", "ach-debit")).toBe(10_000);
    await world.at("2026-12-02T12:00:00Z").release();
    world.expectEven();
    for (let times = 0; times < 2; times++) await world.tell("available");
    expect(world.escrow().fundsAvailableAt).toBe(toTimestamp(world.clock.now()));
    expect(world.balance("customer_credit", "cus_1")).toBe(0);
  });

  it("is the platform's own where nobody else is paid", async () => {
    const { world } = await available({ providerId: undefined });
    world.expectEven();
    expect(world.balance("platform_funds", "platform")).toBe(10_000);
    expect(world.payment().fundsAvailableAt).toBeDefined();
  });

  it("is told of in any order: the last news alone does it", async () => {
    const { world } = await paying();
    await world.at("2026-11-24T07:00:00Z").deliver();
    await world.at("2026-11-24T23:00:00Z").settle("2026-11-24");
    await world.at("2026-12-02T12:00:00Z").release();
    await world.tell("available");
    await world.tell("settled");
    expect(world.payment()).toMatchObject({ status: "completed", fundsAvailableAt: expect.any(String) });
    world.expectEven();
  });
});

describe("a debit that comes back", () => {
  it("before its payment heard of it declines the payment, and later news change nothing", async () => {
    const { world } = await paying();
    await world.at("2026-11-24T07:00:00Z").deliver();
    await world.at("2026-11-24T23:00:00Z").settle("2026-11-24");
    expect(await world.comeBack("R01")).toBe("applied");
    for (const kind of ["settled", "returned", "settled"] as const) await world.tell(kind);
    expect(world.payment()).toMatchObject({ status: "failed", detail: "declined", failureCode: "r01" });
    world.expectEven();
  });

  it("after completion makes the payment failed (returned), and takes what escrow holds", async () => {
    const { world } = await completed();
    await world.at("2026-11-25T15:00:00Z").comeBack("R10");
    for (let times = 0; times < 2; times++) await world.tell("returned");
    expect(world.payment()).toMatchObject({ status: "failed", detail: "returned", failureCode: "r10" });
    expect(world.balance("escrow", "pay_1")).toBe(0);
    world.expectEven();
  });

  it("after its hold is taken from the rail's books, and news of the hold that come late release nothing", async () => {
    const { world } = await completed();
    await world.at("2026-12-02T12:00:00Z").release();
    await world.at("2026-12-10T15:00:00Z").comeBack("R10");
    await world.tell("available");
    expect(world.payment()).toMatchObject({ status: "failed", detail: "returned" });
    expect(world.escrow().fundsAvailableAt).toBeUndefined();
    world.expectEven();
    expect(world.balance("customer_receivable", "cus_1")).toBe(0);
  });

  it("after it was refunded is owed by the provider", async () => {
    const { world } = await available();
    await refund(world.payers(), CALLER, { paymentId: "pay_1", refundId: "re_1" });
    await world.at("2026-12-03T07:00:00Z").deliver();
    await world.at("2026-12-03T23:00:00Z").settle("2026-12-03");
    await world.tell("settled", "credit");
    expect(world.payment().status).toBe("refunded");
    await world.at("2026-12-10T15:00:00Z").comeBack("R10");
    await world.tell("returned");
    expect(world.payment()).toMatchObject({ status: "failed", detail: "returned" });
    expect(world.balance("provider_receivable", "pro_1")).toBe(10_000);
    world.expectEven();
  });
});

describe("a refund of a debit", () => {
  it("waits for the return hold", async () => {
    const { world } = await completed();
    const asked = { paymentId: "pay_1", refundId: "re_1" };
    expect(codes(await refund(world.payers(), CALLER, asked))).toEqual(["return_hold_not_over"]);
    await world.at("2026-12-02T12:00:00Z").release();
    await world.tell("available");
    expect(accepted(await refund(world.payers(), CALLER, asked)).refund?.status).toBe("processing");
  });

  it("is a credit to the same account, and done when that has settled", async () => {
    const { world, id } = await available();
    const asked = { paymentId: "pay_1", refundId: "re_1", amount: { text: "40.00" } };
    await refund(world.payers(), CALLER, asked);
    expect(world.transfer("credit")).toMatchObject({ bankAccountId: id, amountCents: 4000, description: "REFUND" });
    await world.at("2026-12-03T07:00:00Z").deliver();
    await world.at("2026-12-03T23:00:00Z").settle("2026-12-03");
    for (let times = 0; times < 2; times++) await world.tell("settled", "credit");
    expect(world.payment()).toMatchObject({ status: "partially_refunded", refundedCents: 4000 });
    world.expectEven();
    // Should it come back from here on, it is the customer's.
    await world.at("2026-12-04T15:00:00Z").comeBack("R02", "credit");
    await world.tell("returned", "credit");
    expect(world.payment()).toMatchObject({ status: "partially_refunded", refundedCents: 4000 });
    expect(world.balance("customer_credit", "cus_1")).toBe(4000);
    world.expectEven();
  });

  it("that comes back before it has settled has failed, and its money is held again", async () => {
    const { world } = await available();
    await refund(world.payers(), CALLER, { paymentId: "pay_1", refundId: "re_1" });
    await world.at("2026-12-03T07:00:00Z").deliver();
    await world.comeBack("R02", "credit");
    await world.tell("returned", "credit");
    expect(world.payment()).toMatchObject({ status: "completed", reversedCents: 0 });
    expect(world.balance("escrow", "pay_1")).toBe(10_000);
    world.expectEven();
  });
});

describe("a notice that cannot be taken in", () => {
  it("stays in its queue where the payment is not there, or the rail does not answer", async () => {
    const world = new BankWorld();
    await expect(world.tell("settled")).rejects.toThrow("pay_1");
    const { world: silent } = await paying();
    silent.isSilent = true;
    await expect(silent.tell("settled")).rejects.toThrow("rail_unreachable");
  });
});
