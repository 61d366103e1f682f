import type { Operation } from "../../../functions/payments/attempt";
import { capture } from "../../../functions/payments/capture";
import { takeDispute } from "../../../functions/payments/disputes";
import { giveUp } from "../../../functions/payments/give-up";
import { stripeNotice } from "../../../functions/payments/inbound/stripe";
import { take } from "../../../functions/payments/inbound/take";
import { takeNotice } from "../../../functions/payments/recovery";
import { refund } from "../../../functions/payments/refund";
import { dynamoRefundStore } from "../../../functions/payments/refund-store";
import { sweep } from "../../../functions/payments/sweep";
import { money } from "../../../functions/shared/money";
import { abandoned, KEYS, SILENT, withRail } from "./support/abandoned";
import { Kill, Killed } from "./support/kill";
import { SIDES } from "./support/random-lives";
import { release } from "./support/released";
import { accepted, CALLER, type newPayment, TABLES, type World } from "./support/world";

const usd = (cents: number) => money(cents, "USD");
const silent = async () => SILENT;
const APPROVED = { outcome: "approved", code: "approved" } as const;
const DECLINED = { outcome: "declined", code: "card_closed" } as const;

/** A payment of 100.00 of which an attempt was given up by a person, who took the rail's silence for a no. */
async function givenUp(operation: Operation, change?: Parameters<typeof newPayment>[0], into?: World): Promise<World> {
  const world = await abandoned(operation, change, into);
  const deaf = withRail(world, { ask: silent, cancel: silent });
  const result = await giveUp(deaf, { key: KEYS[operation], confirmed: true, unanswered: true });
  expect(result).toMatchObject({ ok: true, attempt: { status: "declined", code: "given_up" } });
  world.counted.length = 0;
  return world;
}

/** The rail has done it after all. */
async function did(world: World, operation: Operation): Promise<void> {
  const { rail } = world;
  const { paymentId, name } = KEYS[operation];
  const [of, amount] = ["pay_1/charge/1", usd(10_000)];
  const request = { reference: `${paymentId}/${operation}/${name}`, of, amount, charge: {} as never };
  if (operation === "charge") {
    await rail.charge({ reference: of, amount, customerId: "cus_1", token: "sim_approve", capture: true });
  }
  if (operation === "capture") await rail.capture(request);
  if (operation === "void") await rail.cancel(request);
  if (operation === "refund") await rail.refund(request);
}

/** The rail's word, as the function takes it that hears of it. */
function tell(world: World, operation: Operation, answer: typeof APPROVED | typeof DECLINED = APPROVED, kill?: Kill) {
  const refunds = dynamoRefundStore(world.table.client, TABLES.payments);
  const parts = { ...world.parts({}, kill), refunds, stripeReference: async () => undefined };
  const log = { ...parts.log, info: () => undefined };
  return take({ ...parts, log }, { about: "attempt", key: KEYS[operation], answer });
}

describe.each(["charge", "capture"] as const)("a %s that was given up and took the money after all", (operation) => {
  it("goes to suspense and back, with an event for the alarm; told again, nothing more", async () => {
    const world = await givenUp(operation);
    await did(world, operation);
    for (let times = 0; times < 2; times++) await tell(world, operation);
    expect(world.journals().map(({ kind }) => kind)).toEqual(["late_success", "late_success_returned"]);
    expect(world.events().slice(-2)).toEqual(["payment.late_success", "payment.late_success_returned"]);
    expect(world.counted).toEqual(["LateSuccesses"]);
    expect(world.payment()).toMatchObject({ status: "failed", failureCode: "given_up", capturedCents: 0 });
    world.expectSettled();
  });

  it("lies in suspense while the rail does not give it back, and is given back by the sweep", async () => {
    const world = await givenUp(operation);
    await did(world, operation);
    await takeNotice(withRail(world, { refund: silent }), KEYS[operation], APPROVED);
    expect(world.balance("suspense")).toBe(10_000);
    world.expectSound();
    world.clock.milliseconds += 60_000;
    const { suspense } = await sweep(world.parts(), { deadline: world.clock.now() + 60_000 });
    expect(suspense).toMatchObject({ done: 1 });
    world.expectSettled();
  });

  it.each(SIDES)("is booked once, though its function is killed %s any of its calls", async (side) => {
    for (let at = 1, over = false; !over; at++) {
      const world = await givenUp(operation);
      await did(world, operation);
      const kill = new Kill(at, side);
      await tell(world, operation, APPROVED, kill).catch(ofKill);
      world.expectSound();
      over = kill.calls < at;
      await tell(world, operation);
      world.expectSettled();
    }
  });
});

describe("a capture that took the money after all", () => {
  it("goes back as far as it took, where it was of a part", async () => {
    const world = await abandoned("void");
    const deaf = withRail(world, { ask: silent, capture: silent });
    await giveUp(deaf, { key: KEYS.void, confirmed: true, unanswered: true });
    await capture(deaf, CALLER, "pay_1", usd(2500));
    await tell(world, "capture", DECLINED);
    const of = "pay_1/charge/1";
    await world.rail.capture({ reference: "pay_1/capture/1", of, amount: usd(2500), charge: {} as never });
    await takeNotice(withRail(world, { refund: silent }), KEYS.capture, APPROVED);
    expect(world.balance("suspense")).toBe(2500);
    await tell(world, "capture");
    world.expectSettled();
  });

  it("is told of by Stripe as a success of what was reserved, and of no other charge", () => {
    const told = (capture_method: string) => {
      const metadata = { reference: "pay_1/charge/1" };
      return stripeNotice("payment_intent.succeeded", { id: "pi_1", metadata, capture_method });
    };
    expect(told("manual")).toMatchObject({ ok: true, notice: { about: "attempt", key: KEYS.capture } });
    expect(told("automatic")).toMatchObject({ ok: true, notice: { about: "attempt", key: KEYS.charge } });
  });
});

describe("a void that was given up and was done after all", () => {
  it("moves no money, and is told to a person", async () => {
    const world = await givenUp("void");
    await did(world, "void");
    await tell(world, "void");
    expect(world.counted).toEqual(["NoticesContradicting"]);
    expect(world.payment()).toMatchObject({ status: "processing", detail: "authorised" });
    world.expectSettled();
  });
});

describe("a refund that was given up and was paid after all", () => {
  it("is taken of what is held, in one journal; told again, nothing more", async () => {
    const world = await givenUp("refund");
    await did(world, "refund");
    for (let times = 0; times < 2; times++) await tell(world, "refund");
    expect(world.payment()).toMatchObject({ status: "refunded", reversedCents: 10_000, refundedCents: 10_000 });
    expect(world.escrow()).toMatchObject({ status: "refunded", refundedCents: 10_000 });
    expect(world.journals().at(-1)).toMatchObject({ id: "pay_1/refund/re_1", kind: "refund_settled_late" });
    expect(world.events().at(-1)).toBe("payment.refunded");
    expect(world.counted).toEqual([]);
    world.expectSettled();
  });

  it("of a payment without a provider is taken of the platform's money", async () => {
    const world = await givenUp("refund", { providerId: undefined });
    await did(world, "refund");
    await tell(world, "refund");
    expect(world.balance("platform_funds", "platform")).toBe(0);
    world.expectSettled();
  });

  it("is owed by the provider as far as it was released meanwhile, with an alarm", async () => {
    const world = await givenUp("refund");
    await release(world, 7000);
    await did(world, "refund");
    await tell(world, "refund");
    expect(world.balance("provider_receivable", "pro_1")).toBe(7000);
    expect(world.counted).toEqual(["ReversalsExceeded"]);
    world.expectSettled();
  });

  it("is owed whole where another refund was made in its place, with an alarm; if it fails, it is owed no more", async () => {
    const world = await givenUp("refund");
    accepted(await refund(world.parts(), CALLER, { paymentId: "pay_1", refundId: "re_2" }));
    const before = world.payment();
    await tell(world, "refund");
    expect(world.payment()).toMatchObject({ status: "refunded", reversedCents: 10_000, refundedCents: 10_000 });
    expect(world.balance("provider_receivable", "pro_1")).toBe(10_000);
    expect(world.counted).toEqual(["ReversalsExceeded"]);
    world.expectSound();
    await tell(world, "refund", DECLINED);
    const { status, reversedCents, refundedCents } = before;
    expect(world.payment()).toMatchObject({ status, reversedCents, refundedCents });
    expect(world.balance("provider_receivable", "pro_1")).toBe(0);
    world.expectSettled();
  });

  it("and fails once more is held again, for good: a late word of its success is told to a person", async () => {
    const world = await givenUp("refund");
    await tell(world, "refund");
    await tell(world, "refund", DECLINED);
    expect(world.payment()).toMatchObject({ status: "completed", reversedCents: 0, refundedCents: 0 });
    expect(world.escrow()).toMatchObject({ status: "holding", refundedCents: 0 });
    world.expectSettled();
    await tell(world, "refund");
    expect(world.counted).toEqual(["RefundsReturned", "NoticesContradicting"]);
    world.expectSettled();
  });

  it("beside a dispute is taken all the same", async () => {
    const world = await givenUp("refund");
    const dispute = { paymentId: "pay_1", disputeId: "dp_1", amount: usd(4000) };
    await takeDispute(world.parts(), { ...dispute, status: "opened" });
    await tell(world, "refund");
    expect(world.payment()).toMatchObject({ status: "disputed", reversedCents: 10_000, refundedCents: 6000 });
    expect(world.balance("provider_receivable", "pro_1")).toBe(4000);
    world.expectSound();
  });

  it("is found where a sender says only that something became of the payment's refunds", async () => {
    const world = await givenUp("refund");
    await did(world, "refund");
    const refunds = dynamoRefundStore(world.table.client, TABLES.payments);
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const parts = { ...world.parts(), refunds, stripeReference: async () => undefined, log };
    for (let times = 0; times < 2; times++) await take(parts, { about: "refunds", paymentId: "pay_1" });
    expect(world.payment().status).toBe("refunded");
    world.expectSettled();
  });

  it("is left as it is where its rail refuses it, too, or still says nothing", async () => {
    const world = await givenUp("refund");
    await tell(world, "refund", DECLINED);
    const refunds = dynamoRefundStore(world.table.client, TABLES.payments);
    const deaf = withRail(world, { ask: silent });
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const notice = { about: "refunds", paymentId: "pay_1" } as const;
    await take({ ...deaf, refunds, stripeReference: async () => undefined, log }, notice);
    expect(world.attempts()[1]).toMatchObject({ status: "declined", code: "given_up" });
    expect(world.counted).toEqual([]);
    world.expectSettled();
  });

  it.each(SIDES)("is booked once, though its function is killed %s any of its calls", async (side) => {
    for (let at = 1, over = false; !over; at++) {
      const world = await givenUp("refund");
      await did(world, "refund");
      const kill = new Kill(at, side);
      await tell(world, "refund", APPROVED, kill).catch(ofKill);
      world.expectSound();
      over = kill.calls < at;
      await tell(world, "refund");
      expect(world.payment()).toMatchObject({ status: "refunded", refundedCents: 10_000 });
      world.expectSettled();
    }
  });
});

function ofKill(error: unknown): void {
  if (!(error instanceof Killed)) throw error;
}
