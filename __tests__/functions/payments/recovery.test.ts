import { chargeKey } from "../../../functions/payments/attempt";
import { pay, validate } from "../../../functions/payments/pay";
import { processPayment } from "../../../functions/payments/process";
import { CALL_OFF_MS, recoverAttempt, recoveryStep, takeNotice } from "../../../functions/payments/recovery";
import { refund } from "../../../functions/payments/refund";
import { LostItemError } from "../../../functions/payments/lost-item";
import { IN_PROGRESS_MS } from "../../../functions/shared/idempotency";
import { money } from "../../../functions/shared/money";
import { Kill } from "./support/kill";
import { contend } from "./support/contention";
import { accepted, CALLER, newPayment, World } from "./support/world";

const DAY_MS = 24 * 60 * 60 * 1000;
const answer = (outcome: "approved" | "declined" | "unknown" | "not_found") => ({ outcome, code: outcome });

describe("what recovery does about an open attempt", () => {
  it("is to settle it where the rail has a definite answer, however old it is", () => {
    for (const outcome of ["approved", "declined"] as const) {
      expect(recoveryStep(answer(outcome), "charge", 99 * DAY_MS, { windowMs: DAY_MS })).toMatchObject({
        step: "settle",
        ending: { outcome },
      });
    }
  });

  it("is to send again what the rail never saw, within the rail's window alone", () => {
    expect(recoveryStep(answer("not_found"), "charge", 0, { windowMs: DAY_MS }).step).toBe("send_again");
    expect(recoveryStep(answer("not_found"), "refund", DAY_MS - 1, { windowMs: DAY_MS }).step).toBe("send_again");
    expect(recoveryStep(answer("not_found"), "refund", DAY_MS, { windowMs: DAY_MS }).step).toBe("wait");
  });

  it("is to wait for a rail that works on it, and to call a charge off after an hour or the window", () => {
    expect(recoveryStep(answer("unknown"), "charge", CALL_OFF_MS - 1, { windowMs: DAY_MS }).step).toBe("wait");
    expect(recoveryStep(answer("unknown"), "charge", CALL_OFF_MS, { windowMs: DAY_MS }).step).toBe("call_off");
    expect(recoveryStep(answer("not_found"), "charge", CALL_OFF_MS, { windowMs: DAY_MS }).step).toBe("call_off");
    expect(recoveryStep(answer("not_found"), "charge", 5000, { windowMs: 5000 }).step).toBe("call_off");
    expect(recoveryStep(answer("unknown"), "refund", 99 * DAY_MS, { windowMs: DAY_MS }).step).toBe("wait");
  });
});

describe("what recovery does about an open attempt of a rail whose answers take days", () => {
  const rail = { windowMs: DAY_MS, answersInDays: true };

  it("is to wait for what it has taken, and for what it may have, however old that is", () => {
    for (const outcome of ["pending", "unknown"] as const) {
      expect(recoveryStep({ outcome, code: outcome }, "charge", 9 * DAY_MS, rail).step).toBe("wait");
    }
  });

  it("is to send again, then to call off, what it never saw", () => {
    expect(recoveryStep(answer("not_found"), "charge", CALL_OFF_MS - 1, rail).step).toBe("send_again");
    expect(recoveryStep(answer("not_found"), "charge", CALL_OFF_MS, rail).step).toBe("call_off");
  });
});

describe("a payment that is open", () => {
  const silent = newPayment({ encryptedCardToken: "sim_timeout_then_success" });

  it("is charged once, however many recover it at once", async () => {
    const world = new World();
    await pay(world.parts(), CALLER, newPayment());
    const killed = new World();
    await expect(pay(killed.parts({}, new Kill(7)), CALLER, newPayment())).rejects.toThrow();
    expect(killed.payment().status).toBe("processing");
    await Promise.all(Array.from({ length: 6 }, () => recoverAttempt(killed.parts(), chargeKey("pay_1"))));
    expect(killed.payment().status).toBe("completed");
    killed.expectSettled();
    expect([...killed.rail.charges.values()]).toEqual([...world.rail.charges.values()]);
  });

  it("is called off where the rail never saw it and its customer or provider was blocked meanwhile", async () => {
    for (const [place, code] of [
      ["CUSTOMER#cus_1|CUSTOMER", "customer_blocked"],
      ["PROVIDER#pro_1|PROVIDER", "provider_blocked"],
    ] as const) {
      const world = new World();
      await expect(pay(world.parts({}, new Kill(7)), CALLER, newPayment())).rejects.toThrow();
      world.table.items.get(place)!.status = { S: "blocked" };
      await recoverAttempt(world.parts(), chargeKey("pay_1"));
      expect(world.payment()).toMatchObject({ status: "failed", detail: "voided", failureCode: code });
      expect(world.railCalls).toEqual(["ask", "cancel"]);
      world.expectSettled();
    }
  });

  it("is left alone once it is settled: the rail, which never saw it, is not called", async () => {
    const world = new World();
    await validate(world.parts(), CALLER, newPayment());
    world.table.items.get("CUSTOMER#cus_1|CUSTOMER")!.status = { S: "blocked" };
    expect((await processPayment(world.parts(), CALLER, "pay_1")).ok).toBe(false);
    await recoverAttempt(world.parts(), chargeKey("pay_1"));
    expect(world.railCalls).toEqual([]);
    expect(world.payment()).toMatchObject({ status: "failed", failureCode: "customer_blocked" });
  });

  it("is settled by a notice of the rail; the notice again changes nothing", async () => {
    const world = new World();
    await pay(world.parts(), CALLER, silent);
    for (let times = 0; times < 2; times++) await takeNotice(world.parts(), chargeKey("pay_1"), answer("approved"));
    expect(world.payment()).toMatchObject({ status: "completed", version: 2 });
    world.expectSettled();
  });

  it("stays as it is where a notice says nothing definite, or is about nothing here", async () => {
    const world = new World();
    await pay(world.parts(), CALLER, silent);
    expect((await takeNotice(world.parts(), chargeKey("pay_1"), answer("unknown")))?.attempt.status).toBe("open");
    expect(await takeNotice(world.parts(), chargeKey("pay_9"), answer("approved"))).toBeUndefined();
    expect(await recoverAttempt(world.parts(), chargeKey("pay_9"))).toBeUndefined();
  });

  it("is called off where the rail stays silent, and fails only when that is confirmed", async () => {
    const world = new World();
    await pay(world.parts(), CALLER, newPayment({ encryptedCardToken: "sim_success_after_void" }));
    await recoverAttempt(world.parts(), chargeKey("pay_1"));
    expect(world.payment().status).toBe("processing");
    world.clock.milliseconds += CALL_OFF_MS;
    const rail = { ...world.parts().rail, cancel: async () => answer("unknown") as never };
    await recoverAttempt(world.parts({ rail }), chargeKey("pay_1"));
    expect(world.payment().status).toBe("processing");
    await recoverAttempt(world.parts(), chargeKey("pay_1"));
    expect(world.payment()).toMatchObject({ status: "failed", detail: "voided", failureCode: "timed_out" });
  });

  it("whose money comes after that has it booked to suspense and sent back, with an event for the alarm", async () => {
    const world = new World();
    await pay(world.parts(), CALLER, newPayment({ encryptedCardToken: "sim_success_after_void" }));
    world.clock.milliseconds += CALL_OFF_MS;
    await recoverAttempt(world.parts(), chargeKey("pay_1"));
    const silentRefund = { ...world.parts().rail, refund: async () => answer("unknown") as never };
    await takeNotice(world.parts({ rail: silentRefund }), chargeKey("pay_1"), answer("approved"));
    expect(world.balance("suspense")).toBe(10_000);
    world.expectSound();
    for (let times = 0; times < 2; times++) await takeNotice(world.parts(), chargeKey("pay_1"), answer("approved"));
    expect(world.events().slice(-2)).toEqual(["payment.late_success", "payment.late_success_returned"]);
    expect(world.payment().status).toBe("failed");
    world.expectSettled();
  });

  it("whose late money is found by several at once is booked and sent back once", async () => {
    const world = new World();
    await pay(world.parts(), CALLER, newPayment({ encryptedCardToken: "sim_success_after_void" }));
    world.clock.milliseconds += CALL_OFF_MS;
    await recoverAttempt(world.parts(), chargeKey("pay_1"));
    await Promise.all(
      Array.from({ length: 4 }, () => takeNotice(world.parts(), chargeKey("pay_1"), answer("approved"))),
    );
    expect(world.journals().map(({ kind }) => kind)).toEqual(["late_success", "late_success_returned"]);
    world.expectSettled();
  });

  it("whose late money meets a contended table is booked all the same", async () => {
    const world = new World();
    await pay(world.parts(), CALLER, newPayment({ encryptedCardToken: "sim_success_after_void" }));
    world.clock.milliseconds += CALL_OFF_MS;
    await recoverAttempt(world.parts(), chargeKey("pay_1"));
    contend(world);
    await takeNotice(world.parts(), chargeKey("pay_1"), answer("approved"));
    expect(world.journals()).toHaveLength(2);
    world.expectSettled();
  });

  it("is called off in vain where the rail has taken the money after all", async () => {
    const world = new World();
    await pay(world.parts(), CALLER, silent);
    world.clock.milliseconds += CALL_OFF_MS;
    const rail = { ...world.parts().rail, ask: async () => answer("unknown") };
    await recoverAttempt(world.parts({ rail }), chargeKey("pay_1"));
    expect(world.payment().status).toBe("processing");
    await recoverAttempt(world.parts(), chargeKey("pay_1"));
    expect(world.payment().status).toBe("completed");
    world.expectSettled();
  });
});

const REFUND = { paymentId: "pay_1", operation: "refund", name: "re_1" } as const;

describe("a refund that is open", () => {
  it("keeps its money set aside until the rail is asked", async () => {
    const world = new World();
    await pay(world.parts(), CALLER, newPayment({}, 1_000_000));
    const asked = { paymentId: "pay_1", refundId: "re_1", amount: money(400_005, "USD") };
    expect(accepted(await refund(world.parts(), CALLER, asked)).refund?.status).toBe("processing");
    expect(world.balance("refunds_in_transit")).toBe(400_005);
    expect(world.payment()).toMatchObject({ status: "completed", reversedCents: 400_005, refundedCents: 0 });
    world.clock.milliseconds += IN_PROGRESS_MS;
    expect(accepted(await refund(world.parts(), CALLER, asked)).refund?.status).toBe("completed");
    world.expectSettled();
  });

  it("is sent where the rail never saw it, though its customer was blocked meanwhile", async () => {
    const world = new World();
    await pay(world.parts(), CALLER, newPayment());
    const asked = { paymentId: "pay_1", refundId: "re_1" };
    await expect(refund(world.parts({}, new Kill(5)), CALLER, asked)).rejects.toThrow();
    world.table.items.get("CUSTOMER#cus_1|CUSTOMER")!.status = { S: "blocked" };
    const rail = world.railCalls.length;
    await recoverAttempt(world.parts(), REFUND);
    expect(world.railCalls.slice(rail)).toEqual(["ask", "refund"]);
    expect(world.payment().status).toBe("refunded");
    world.expectSettled();
  });
});

describe("a table that somebody else wrote to", () => {
  it("is told of where a request is in progress without its payment", async () => {
    const world = new World();
    await pay(world.parts(), CALLER, newPayment({ encryptedCardToken: "sim_timeout_then_success" }));
    world.table.items.delete("PAYMENT#pay_1|ATTEMPT#charge#1");
    world.clock.milliseconds += IN_PROGRESS_MS;
    const again = newPayment({ encryptedCardToken: "sim_timeout_then_success" });
    await expect(pay(world.parts(), CALLER, again)).rejects.toThrow(LostItemError);
  });

  it("is told of where an attempt is gone before its result is written", async () => {
    const world = new World();
    const rail = {
      ...world.parts().rail,
      charge: async () => {
        world.table.items.delete("PAYMENT#pay_1|ATTEMPT#charge#1");
        return { outcome: "approved", code: "approved" } as const;
      },
    };
    await expect(pay(world.parts({ rail }), CALLER, newPayment())).rejects.toThrow(LostItemError);
  });
});
