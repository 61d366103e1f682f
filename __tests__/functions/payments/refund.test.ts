import fc from "fast-check";
import { takeSettlement } from "../../../functions/payments/acquirer-settlement";
import { pay, validate } from "../../../functions/payments/pay";
import { refund } from "../../../functions/payments/refund";
import { money } from "../../../functions/shared/money";
import { BusyError } from "../../../functions/shared/retry";
import { conflict } from "./support/contention";
import { release } from "./support/released";
import { accepted, CALLER, codes, newPayment, World } from "./support/world";

async function paid(cents = 10_000): Promise<World> {
  const world = new World();
  accepted(await pay(world.parts(), CALLER, newPayment({}, cents)));
  world.table.sent.length = 0;
  return world;
}

function refunding(world: World, refundId: string, cents?: number, caller = CALLER) {
  const amount = cents === undefined ? undefined : money(cents, "USD");
  return refund(world.parts(), caller, { paymentId: "pay_1", refundId, amount });
}

describe("a refund", () => {
  it("of all that is left ends the payment, after two reads in a row, in two transactions and one call of the rail", async () => {
    const world = await paid();
    const answer = accepted(await refunding(world, "re_1"));
    expect(answer.refund).toEqual({ id: "re_1", amountCents: 10_000, currency: "USD", status: "completed" });
    expect(answer.payment).toMatchObject({ status: "refunded", reversedCents: 10_000, refundedCents: 10_000 });
    expect(world.table.sent).toEqual([
      ...Array(3).fill("GetItemCommand"),
      "TransactWriteItemsCommand",
      "TransactWriteItemsCommand",
    ]);
    expect(world.railCalls).toEqual(["charge", "refund"]);
    expect(world.events().slice(2)).toEqual(["payment.refund_started", "payment.refunded"]);
    world.expectSettled();
  });

  it("in parts is several refunds, never more than was paid", async () => {
    const world = await paid();
    expect(accepted(await refunding(world, "re_1", 4000)).payment.status).toBe("partially_refunded");
    expect(accepted(await refunding(world, "re_2", 5999)).payment.status).toBe("partially_refunded");
    const tooMuch = await refunding(world, "re_3", 2);
    expect(!tooMuch.ok && tooMuch.errors[0]?.message).toBe(
      "amount: saw 0.02, allowed is more than 0 and up to 0.01 USD.",
    );
    expect(accepted(await refunding(world, "re_3", 1)).payment.status).toBe("refunded");
    expect(codes(await refunding(world, "re_4"))).toEqual(["illegal_transition"]);
    world.expectSettled();
  });

  it("again is the first answer; its id with another amount or from another caller is refused", async () => {
    const world = await paid();
    const first = await refunding(world, "re_1", 4000);
    expect(await refunding(world, "re_1", 4000)).toEqual(first);
    const other = await refunding(world, "re_1", 4001);
    expect(!other.ok && other.errors[0]).toMatchObject({ code: "idempotency_key_reused", param: "refund_id" });
    expect(codes(await refunding(world, "re_1", 4000, { caller: "key-2" }))).toEqual(["refund_exists"]);
    expect(world.payment().refundedCents).toBe(4000);
  });

  it("that the rail refuses leaves the payment as it was, by a journal that names the one it takes back", async () => {
    const world = await paid(1_000_000);
    const { payment, refund: refused } = accepted(await refunding(world, "re_1", 400_001));
    expect(refused?.status).toBe("failed");
    expect(payment).toMatchObject({ status: "completed", reversedCents: 0 });
    expect(world.journals().map(({ id, corrects }) => [id, corrects])).toEqual([
      ["pay_1/charge/1", undefined],
      ["pay_1/refund/re_1/hold", undefined],
      ["pay_1/refund/re_1/hold/reversal", "pay_1/refund/re_1/hold"],
    ]);
    world.expectSettled();
  });

  it("takes what escrow still holds, and is refused where that was released", async () => {
    const world = await paid();
    await release(world, 6000);
    expect(codes(await refunding(world, "re_1", 4001))).toEqual(["escrow_insufficient"]);
    expect(world.payment().reversedCents).toBe(0);
    expect(accepted(await refunding(world, "re_2", 4000)).refund?.status).toBe("completed");
    expect(world.balance("escrow", "pay_1")).toBe(0);
  });

  it("meets whatever else becomes of its escrow at the same time, and is made all the same", async () => {
    const world = await paid();
    const parts = world.parts();
    let meets = true;
    const find: typeof parts.escrows.find = async (id) => {
      const found = await parts.escrows.find(id);
      if (meets) {
        meets = false;
        await takeSettlement(world.parts(), { paymentId: "pay_1", availableAt: world.clock.now() });
      }
      return found;
    };
    const meeting = { ...parts, escrows: { ...parts.escrows, find } };
    expect(accepted(await refund(meeting, CALLER, { paymentId: "pay_1", refundId: "re_1" })).refund?.status).toBe(
      "completed",
    );
    expect(world.escrow()).toMatchObject({ status: "refunded", fundsAvailableAt: "2026-11-15T12:00:00.000Z" });
    world.expectSettled();
  });

  it.each([
    ["of no payment", { paymentId: "pay_9" }, "payment_not_found"],
    ["of another currency", { amount: money(1, "EUR") }, "currency_mismatch"],
    ["of nothing", { amount: money(0, "USD") }, "refund_exceeds_payment"],
    ["with an id that fits no key", { refundId: "a#b" }, "invalid"],
  ])("%s is refused", async (_, change, code) => {
    const world = await paid();
    const asked = { paymentId: "pay_1", refundId: "re_1", ...change };
    expect(codes(await refund(world.parts(), CALLER, asked))).toEqual([code]);
    expect(world.railCalls).toEqual(["charge"]);
  });

  it("of a payment that was not taken is refused", async () => {
    const world = new World();
    await validate(world.parts(), CALLER, newPayment());
    const result = await refunding(world, "re_1");
    expect(!result.ok && result.errors[0]?.message).toBe("A payment that is pending cannot become refunded.");
  });

  it("among others at once never gives back more than was paid", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 6000 }), { minLength: 2, maxLength: 6 }), async (parts) => {
        const world = await paid();
        const results = await Promise.all(parts.map((cents, place) => refunding(world, `re_${place}`, cents)));
        const given = parts.filter((_, place) => results[place]?.ok).reduce((sum, cents) => sum + cents, 0);
        expect(world.payment().refundedCents).toBe(given);
        world.expectSettled();
      }),
      { numRuns: 40 },
    );
  });
});

describe("a table that is contended", () => {
  it("delays the work, and does not change it", async () => {
    const world = await paid();
    let conflicts = 0;
    world.table.before = (command) => {
      if (command === "TransactWriteItemsCommand" && conflicts++ % 3 < 2) throw conflict();
    };
    expect(accepted(await refunding(world, "re_1")).payment.status).toBe("refunded");
    expect(conflicts).toBe(6);
    expect(world.railCalls).toEqual(["charge", "refund"]);
    world.expectSettled();
  });

  it("for too long is told, with nothing done", async () => {
    const world = await paid();
    world.table.before = (command) => {
      if (command === "TransactWriteItemsCommand") throw conflict();
    };
    await expect(refunding(world, "re_1")).rejects.toThrow(BusyError);
    expect(world.railCalls).toEqual(["charge"]);
    world.expectSettled();
  });
});
