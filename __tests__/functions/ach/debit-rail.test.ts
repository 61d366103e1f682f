import { serveRail } from "../../../functions/ach/debit-rail/serve";
import { cancelTransfer } from "../../../functions/ach/transfers/cancel";
import { reinitiateTransfer } from "../../../functions/ach/transfers/reinitiate";
import { reverseTransfer } from "../../../functions/ach/transfers/reverse";
import { BankWorld } from "../payments/support/bank-world";
import { codes } from "./support/transfers";

const CHARGE = "pay_1/charge/1";
const money = { amountCents: 10_000, currency: "USD" };
const followUp = (operation: "cancel" | "refund", reference = `pay_1/${operation}/1`) => ({
  ...{ operation, reference, of: CHARGE },
  ...money,
});

/** The rail with a customer's account, and requests to it. */
async function rail(given: object = {}) {
  const world = new BankWorld();
  const { id } = await world.account(given);
  const charge = { operation: "charge", reference: CHARGE, customerId: "cus_1", ...money, capture: true, method: id };
  const send = (request: object) => serveRail(world.bank(), request);
  return { world, id, charge, send };
}

/** The same, with a debit that has settled. */
async function settled() {
  const made = await rail();
  await made.send(made.charge);
  await made.world.at("2026-11-24T07:00:00Z").deliver();
  await made.world.at("2026-11-24T23:00:00Z").settle("2026-11-24");
  return made;
}

describe("a charge", () => {
  it("is pending until it has settled, and overdue two banking days behind its date", async () => {
    const { world, charge, send } = await rail();
    const first = await send(charge);
    expect(first).toEqual({
      ...{ ok: true, reference: CHARGE, outcome: "pending", code: "queued" },
      acquirerReference: world.transfer().id,
      // It settles on Tuesday; Thursday is Thanksgiving.
      expectedBy: "2026-11-30T00:00:00.000Z",
    });
    expect(await send(charge)).toEqual(first);
    expect(world.transfers()).toHaveLength(1);
  });

  it("is approved once it has settled, while its money is still held", async () => {
    const { send, charge, world } = await settled();
    const answer = { ok: true, outcome: "approved", code: "settled" };
    expect([await send(charge), await send({ operation: "ask", reference: CHARGE })]).toMatchObject([answer, answer]);
    expect(world.transfer().heldUntil).toBe("2026-12-02");
  });

  it("is declined whenever it came back", async () => {
    const { world, send } = await settled();
    await world.comeBack("R01");
    const declined = { outcome: "declined", code: "r01" };
    expect(await send({ operation: "ask", reference: CHARGE })).toMatchObject(declined);
  });

  it.each([
    ["an account that is not there", { method: "ba_0190d5a2-7b1c-7c3e-9a54-0c6f5d2e8b11" }],
    ["another customer's account", { customerId: "cus_2" }],
  ])("is refused for %s, which the fault does not tell apart", async (_, change) => {
    const { world, charge, send } = await rail();
    expect(codes(await send({ ...charge, ...change }))).toEqual(["payment_method: bank_account_not_found"]);
    expect(world.transfers()).toEqual([]);
  });

  it.each([
    ["reserves", { capture: false }, "capture: invalid"],
    ["names nothing", { method: undefined }, "method: invalid"],
    ["is of nothing", { amountCents: 0 }, "amountCents: invalid"],
    ["is of another currency", { currency: "EUR" }, "currency: currency_invalid"],
    ["has no such reference", { reference: "pay_1" }, "reference: invalid"],
    ["is something else", { operation: "verify" }, "operation: invalid"],
    ["names its customer wrongly", { customerId: "cus#1" }, "customer_id: invalid"],
  ])("that %s is refused with a fault that says where", async (_, change, fault) => {
    const { charge, send } = await rail();
    expect(codes(await send({ ...charge, ...change }))).toEqual([fault]);
  });

  it("takes what was given for one debit before what may be used again, and uses it up", async () => {
    const { world, id, charge, send } = await rail();
    const single = await world.authorise(id, { use: "single" });
    await send(charge);
    expect(world.transfer().authorisationId).toBe(single.id);
    await send({ ...charge, reference: "pay_2/charge/1" });
    expect(world.transfer().authorisationId).not.toBe(single.id);
  });

  it("is refused where nothing that was authorised covers it", async () => {
    const { charge, send } = await rail({ amountCentsMax: 9999 });
    expect(codes(await send(charge))).toEqual(["authorisation_id: authorisation_required"]);
  });
});

describe("a charge that is called off", () => {
  it("before it came is never made", async () => {
    const { world, charge, send } = await rail();
    const cancelled = { ok: true, outcome: "approved", code: "cancelled" };
    expect([await send(followUp("cancel")), await send(followUp("cancel"))]).toMatchObject([cancelled, cancelled]);
    const calledOff = { outcome: "declined", code: "called_off" };
    expect(await send(charge)).toMatchObject(calledOff);
    expect(await send({ operation: "ask", reference: CHARGE })).toMatchObject(calledOff);
    expect(world.transfers()).toEqual([]);
  });

  it("is stopped while it waits for its window", async () => {
    const { world, charge, send } = await rail();
    await send(charge);
    expect(await send(followUp("cancel"))).toMatchObject({ outcome: "approved", code: "cancelled" });
    expect(world.transfer()).toMatchObject({ status: "failed", detail: "cancelled" });
    expect(await send(followUp("cancel"))).toMatchObject({ outcome: "approved" });
    expect(await send({ operation: "ask", reference: CHARGE })).toMatchObject({ outcome: "declined", code: "voided" });
  });

  it("is not stopped in a file, nor when it has settled", async () => {
    const { world, charge, send } = await rail();
    await send(charge);
    await world.at("2026-11-24T07:00:00Z").deliver();
    expect(await send(followUp("cancel"))).toMatchObject({ outcome: "pending" });
    await world.at("2026-11-24T23:00:00Z").settle("2026-11-24");
    expect(await send(followUp("cancel"))).toMatchObject({ outcome: "declined", code: "settled" });
  });
});

describe("a refund", () => {
  it("is declined without its charge, before the hold is over, beyond the charge, and when that came back", async () => {
    const { world, send } = await settled();
    const refund = followUp("refund");
    expect(await send({ ...refund, of: "pay_9/charge/1" })).toMatchObject({ code: "charge_not_found" });
    expect(await send(refund)).toMatchObject({ outcome: "declined", code: "return_hold_not_over" });
    await world.at("2026-12-02T12:00:00Z").release();
    expect(await send({ ...refund, amountCents: 10_001 })).toMatchObject({
      outcome: "declined",
      code: "amount_invalid",
    });
    await world.comeBack("R10");
    expect(await send(refund)).toMatchObject({ outcome: "declined", code: "charge_failed" });
    expect(world.transfers()).toHaveLength(1);
  });

  it("is declined where the account was blocked meanwhile", async () => {
    const { world, id, send } = await settled();
    await world.at("2026-12-02T12:00:00Z").release();
    const account = (await world.bank().store.accounts([id])).get(id);
    world.keep({ ...account!, status: "blocked", blockedReason: "R02" });
    expect(await send(followUp("refund"))).toMatchObject({ outcome: "declined", code: "bank_account_blocked" });
  });

  it("is made once for its reference", async () => {
    const { world, send } = await settled();
    await world.at("2026-12-02T12:00:00Z").release();
    const first = await send(followUp("refund"));
    expect(first).toMatchObject({ outcome: "pending", code: "queued" });
    expect(await send(followUp("refund"))).toEqual(first);
    expect(world.transfers()).toHaveLength(2);
  });
});

describe("a payment's transfer", () => {
  it("is neither reversed nor tried again by itself: the payment would not know", async () => {
    const { world } = await settled();
    const { id } = world.transfer();
    const order = { reason: "duplicate", foundAt: world.clock.now() } as const;
    expect(codes(await reverseTransfer(world.bank(), id, order))).toEqual([": illegal_transition"]);
    await world.comeBack("R01");
    expect(codes(await reinitiateTransfer(world.bank(), id))).toEqual([": illegal_transition"]);
  });

  it("is cancelled by itself where it is the debit, not where it is the refund", async () => {
    const { world, send } = await settled();
    await world.at("2026-12-02T12:00:00Z").release();
    await send(followUp("refund"));
    expect(codes(await cancelTransfer(world.bank(), world.transfer("credit").id))).toEqual([": illegal_transition"]);
    const { world: other, charge, send: sendOther } = await rail();
    await sendOther(charge);
    expect(await cancelTransfer(other.bank(), other.transfer().id)).toMatchObject({ ok: true });
  });
});
