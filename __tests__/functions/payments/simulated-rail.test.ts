import {
  SIMULATED_AMOUNTS,
  SIMULATED_BEHAVIOURS,
  SIMULATED_TOKEN_PREFIX,
  SimulatedRail,
  SLOW_MS,
} from "../../../functions/payments/simulated-rail";
import { money } from "../../../functions/shared/money";
import { ManualClock } from "../vault/support/seeded";

const usd = (cents: number) => money(cents, "USD");

function start() {
  const clock = new ManualClock();
  const rail = new SimulatedRail(clock);
  const charge = (token = "tok_1", cents = 100, capture = true) =>
    rail.charge({ reference: "c", amount: usd(cents), customerId: "cus_1", token, capture });
  return { clock, rail, charge };
}

describe("the simulated rail", () => {
  it("approves what is not magic, and knows it by its reference", async () => {
    const { rail, charge } = start();
    const answer = await charge();
    expect(answer).toMatchObject({ outcome: "approved", railReference: expect.stringMatching(/^sim_[0-9a-f]{24}$/) });
    expect(await rail.ask("c")).toEqual(answer);
    expect(await rail.ask("other")).toMatchObject({ outcome: "not_found" });
  });

  it("takes a reference once: sent again, it gives its first answer and moves nothing", async () => {
    const { rail, charge } = start();
    const first = await charge();
    expect(await charge("tok_1", 999)).toEqual(first);
    expect(rail.charges.get("c")?.capturedCents).toBe(100);
    const refund = { reference: "r", of: "c", amount: usd(60) };
    expect(await rail.refund(refund)).toEqual(await rail.refund(refund));
    expect(rail.charges.get("c")?.refundedCents).toBe(60);
  });

  it("has a magic amount for each behaviour but approval", () => {
    expect(Object.values(SIMULATED_AMOUNTS)).toEqual(SIMULATED_BEHAVIOURS.slice(1));
  });

  it.each(["decline", "insufficient_funds"] as const)("does %s, by token and by amount", async (behaviour) => {
    const cents = Number(Object.entries(SIMULATED_AMOUNTS).find(([, name]) => name === behaviour)![0]);
    expect((await start().charge(`${SIMULATED_TOKEN_PREFIX}${behaviour}`)).outcome).toBe("declined");
    const { rail, charge } = start();
    expect((await charge("tok_1", cents)).outcome).toBe("declined");
    expect(rail.charges.get("c")).toMatchObject({ status: "declined", capturedCents: 0 });
    expect((await rail.cancel({ reference: "v", of: "c", amount: usd(1) })).outcome).toBe("approved");
    expect(rail.charges.get("c")?.status).toBe("declined");
  });

  it("is slow by eight seconds", async () => {
    const { clock, charge } = start();
    expect((await charge("sim_slow")).outcome).toBe("approved");
    expect(clock.sleeps).toEqual([SLOW_MS]);
  });

  it("sends a chargeback after it approved a dispute", async () => {
    const { rail, charge } = start();
    expect((await charge("sim_dispute")).outcome).toBe("approved");
    expect(rail.notices).toEqual([{ kind: "chargeback", of: "c", cents: 100 }]);
  });

  it("does the work of a time-out, and says so when asked or sent it again", async () => {
    const { rail, charge } = start();
    expect(await charge("sim_timeout_then_success")).toEqual({ outcome: "unknown", code: "timeout" });
    expect((await rail.ask("c")).outcome).toBe("approved");
    expect((await charge("sim_timeout_then_success")).outcome).toBe("approved");
  });

  it("takes the money after it confirmed that it is called off", async () => {
    const { rail, charge } = start();
    expect((await charge("sim_success_after_void")).outcome).toBe("unknown");
    expect((await rail.ask("c")).outcome).toBe("unknown");
    expect(rail.charges.get("c")?.capturedCents).toBe(0);
    expect((await rail.cancel({ reference: "v", of: "c", amount: usd(100) })).outcome).toBe("approved");
    expect((await rail.ask("c")).outcome).toBe("approved");
    expect(rail.notices).toEqual([{ kind: "late_success", of: "c", cents: 100 }]);
    expect((await rail.refund({ reference: "r", of: "c", amount: usd(100) })).outcome).toBe("approved");
  });

  it("keeps out a charge that was called off before it arrived", async () => {
    const { rail, charge } = start();
    expect((await rail.cancel({ reference: "v", of: "c", amount: usd(100) })).outcome).toBe("approved");
    expect(await charge()).toEqual({ outcome: "declined", code: "cancelled" });
    expect(rail.charges.get("c")?.capturedCents).toBe(0);
  });

  it("captures what is reserved, and does not call off what is taken", async () => {
    const { rail, charge } = start();
    await charge("tok_1", 500_000, false);
    const capture = (reference: string, cents: number) => rail.capture({ reference, of: "c", amount: usd(cents) });
    expect((await capture("a", 500_001)).outcome).toBe("declined");
    expect((await capture("b", 400_001)).outcome).toBe("declined");
    expect((await capture("d", 300_000)).outcome).toBe("approved");
    expect((await capture("e", 1)).outcome).toBe("declined");
    expect((await rail.cancel({ reference: "v", of: "c", amount: usd(1) })).outcome).toBe("declined");
  });

  it("refunds what was taken and no more", async () => {
    const { rail, charge } = start();
    await charge();
    const refund = (reference: string, of: string, cents: number) => rail.refund({ reference, of, amount: usd(cents) });
    expect((await refund("a", "c", 101)).outcome).toBe("declined");
    expect((await refund("b", "other", 1)).outcome).toBe("declined");
    expect((await refund("d", "c", 100)).outcome).toBe("approved");
    expect((await refund("e", "c", 1)).outcome).toBe("declined");
  });
});
