import { pendingNotices, SLOW_MS } from "../../../functions/simulator";
import { SETTLEMENT_MS } from "../../../functions/simulator/charge";
import { Simulation } from "./support/simulation";

const NOW = "2026-11-15T12:00:00.000Z";
const IN_TWO_DAYS = "2026-11-17T12:00:00.000Z";
const TIMEOUT = { outcome: "unknown", code: "timeout" };

describe("the simulator", () => {
  it("approves what is not magic, and knows it by its reference", async () => {
    const simulation = new Simulation();
    const answer = await simulation.charge();
    expect(answer).toEqual({
      outcome: "approved",
      code: "approved",
      acquirerReference: expect.stringMatching(/^sim_[0-9a-f]{24}$/),
    });
    expect(await simulation.ask()).toEqual(answer);
    expect(await simulation.ask("other")).toEqual({ outcome: "not_found", code: "unknown_reference" });
  });

  it("takes a reference once: sent again, it gives its first answer and moves nothing", async () => {
    const simulation = new Simulation();
    const first = await simulation.charge();
    expect(await simulation.charge("decline", 999)).toEqual(first);
    expect(await simulation.kept()).toMatchObject({ capturedCents: 100 });
    const refund = await simulation.refund("r", 60);
    expect(await simulation.refund("r", 60)).toEqual(refund);
    expect(await simulation.ask("r")).toEqual(refund);
    expect(await simulation.kept()).toMatchObject({ refundedCents: 60 });
  });

  it.each([
    ["decline", "card_declined"],
    ["insufficient_funds", "insufficient_funds"],
    ["expired_card", "expired_card"],
  ] as const)("does %s, and has nothing to call off then", async (behaviour, code) => {
    const simulation = new Simulation();
    expect(await simulation.charge(behaviour)).toMatchObject({ outcome: "declined", code });
    expect(await simulation.kept()).toMatchObject({ status: "declined", capturedCents: 0 });
    expect(await simulation.cancel()).toMatchObject({ outcome: "approved" });
    expect(await simulation.kept()).toMatchObject({ status: "declined", version: 1 });
  });

  it("does by the amount what no method asks for, of captures and refunds too", async () => {
    const simulation = new Simulation();
    expect(await simulation.charge(undefined, 400_001)).toMatchObject({ outcome: "declined" });
    const other = new Simulation();
    await other.charge("approve", 900_000, false);
    expect(await other.capture("a", 400_002)).toMatchObject({ outcome: "declined", code: "insufficient_funds" });
    expect(await other.capture("b", 800_000)).toMatchObject({ outcome: "approved" });
    expect(await other.refund("r", 400_001)).toMatchObject({ outcome: "declined", code: "card_declined" });
    expect(await other.refund("s", 400_005)).toEqual(TIMEOUT);
    expect(await other.refund("s", 400_005)).toMatchObject({ outcome: "approved" });
    expect(await other.kept()).toMatchObject({ refundedCents: 400_005 });
  });

  it("is slow by five seconds, once", async () => {
    const simulation = new Simulation();
    expect(await simulation.charge("slow")).toMatchObject({ outcome: "approved" });
    expect(await simulation.charge("slow")).toMatchObject({ outcome: "approved" });
    expect(simulation.clock.sleeps).toEqual([SLOW_MS]);
  });

  it("does the work of a time-out, and says so when asked or sent it again", async () => {
    const simulation = new Simulation();
    expect(await simulation.charge("timeout_then_success")).toEqual(TIMEOUT);
    expect(await simulation.ask()).toMatchObject({ outcome: "approved" });
    expect(await simulation.charge("timeout_then_success")).toMatchObject({ outcome: "approved" });
    expect(await simulation.kept()).toMatchObject({ capturedCents: 100 });
  });

  it("captures once what is reserved or a part of it, and does not call off what is taken", async () => {
    const simulation = new Simulation();
    await simulation.charge("approve", 500, false);
    expect(await simulation.capture("a", 501)).toMatchObject({ outcome: "declined", code: "not_capturable" });
    expect(await simulation.capture("b", 300)).toMatchObject({ outcome: "approved" });
    expect(await simulation.capture("d", 1)).toMatchObject({ outcome: "declined" });
    expect(await simulation.cancel()).toMatchObject({ outcome: "declined", code: "captured" });
    expect(await simulation.kept()).toMatchObject({ status: "captured", authorisedCents: 500, capturedCents: 300 });
  });

  it("captures and refunds in the charge's currency alone", async () => {
    const simulation = new Simulation();
    await simulation.charge("approve", 500, false);
    const euros = { of: "c", amountCents: 1, currency: "EUR" };
    expect(await simulation.instance().capture({ reference: "a", ...euros })).toMatchObject({ outcome: "declined" });
    await simulation.capture("b", 500);
    expect(await simulation.instance().refund({ reference: "r", ...euros })).toMatchObject({ outcome: "declined" });
  });

  it("refunds what was taken and no more", async () => {
    const simulation = new Simulation();
    await simulation.charge();
    expect(await simulation.refund("a", 101)).toMatchObject({ outcome: "declined", code: "not_refundable" });
    expect(await simulation.refund("b", 1, "other")).toMatchObject({ outcome: "declined" });
    expect(await simulation.refund("d", 100)).toMatchObject({ outcome: "approved" });
    expect(await simulation.refund("e", 1)).toMatchObject({ outcome: "declined" });
  });
});

describe("a charge that is called off", () => {
  it("takes nothing, and is no longer approved", async () => {
    const simulation = new Simulation();
    await simulation.charge("approve", 100, false);
    expect(await simulation.cancel()).toMatchObject({ outcome: "approved" });
    expect(await simulation.ask()).toMatchObject({ outcome: "declined", code: "cancelled" });
    expect(await simulation.charge("approve", 100, false)).toMatchObject({ outcome: "declined", code: "cancelled" });
    expect(await simulation.capture("a", 100)).toMatchObject({ outcome: "declined" });
  });

  it("is kept out where it had not arrived yet", async () => {
    const simulation = new Simulation();
    expect(await simulation.cancel()).toMatchObject({ outcome: "approved" });
    expect(await simulation.ask()).toMatchObject({ outcome: "not_found" });
    expect(await simulation.charge()).toEqual({ outcome: "declined", code: "cancelled" });
    expect(await simulation.cancel("w")).toMatchObject({ outcome: "approved" });
    expect(await simulation.kept()).toMatchObject({ capturedCents: 0 });
  });

  it("goes through all the same where it was asked to succeed after its void", async () => {
    const simulation = new Simulation();
    expect(await simulation.charge("success_after_void")).toEqual(TIMEOUT);
    expect(await simulation.ask()).toEqual(TIMEOUT);
    expect(await simulation.kept()).toMatchObject({ capturedCents: 0 });
    expect(await simulation.cancel()).toMatchObject({ outcome: "approved" });
    expect(await simulation.ask()).toMatchObject({ outcome: "approved" });
    expect(await simulation.kept()).toMatchObject({ status: "captured", capturedCents: 100 });
    expect(await simulation.refund("r", 100)).toMatchObject({ outcome: "approved" });
  });

  it("gives back whatever the amount asks for where it came late", async () => {
    const simulation = new Simulation();
    await simulation.charge("success_after_void", 400_001);
    await simulation.cancel();
    expect(await simulation.refund("r", 400_001)).toMatchObject({ outcome: "approved" });
  });

  it("only reserves where it was not to be captured, and can then be called off", async () => {
    const simulation = new Simulation();
    await simulation.charge("success_after_void", 100, false);
    await simulation.cancel();
    expect(await simulation.kept()).toMatchObject({ status: "authorised", capturedCents: 0 });
    expect(await simulation.cancel("w")).toMatchObject({ outcome: "approved" });
    expect(await simulation.kept()).toMatchObject({ status: "cancelled" });
  });
});

describe("what the simulator tells of its own accord", () => {
  const notice = (kind: string, at: string, amountCents = 100) => ({ kind, of: "c", amountCents, currency: "USD", at });

  it("is when the funds of a capture are available: two days later", async () => {
    const simulation = new Simulation();
    expect(SETTLEMENT_MS).toBe(2 * 24 * 60 * 60 * 1000);
    await simulation.charge();
    expect(simulation.memory.noticed).toEqual([notice("settlement", IN_TWO_DAYS)]);
  });

  it("is a chargeback, once the disputed money is taken", async () => {
    const simulation = new Simulation();
    expect(await simulation.charge("dispute", 300, false)).toMatchObject({ outcome: "approved" });
    expect(simulation.memory.noticed).toEqual([]);
    await simulation.capture("a", 200);
    expect(simulation.memory.noticed).toEqual([notice("chargeback", NOW, 200), notice("settlement", IN_TWO_DAYS, 200)]);
  });

  it("is a chargeback of a capture whose amount asks for it", async () => {
    const simulation = new Simulation();
    await simulation.charge("approve", 900_000, false);
    await simulation.capture("a", 400_003);
    expect(simulation.memory.noticed.map(({ kind }) => kind)).toEqual(["chargeback", "settlement"]);
  });

  it("is a success that came late", async () => {
    const simulation = new Simulation();
    await simulation.charge("success_after_void");
    await simulation.cancel();
    expect(simulation.memory.noticed).toEqual([notice("late_success", NOW), notice("settlement", IN_TWO_DAYS)]);
  });

  it("is nothing of a repeat, a refusal or a refund", async () => {
    const simulation = new Simulation();
    await simulation.charge("dispute");
    const told = [...simulation.memory.noticed];
    await simulation.charge("dispute");
    await simulation.refund("r", 50);
    await simulation.refund("s", 500);
    expect(simulation.memory.noticed).toEqual(told);
  });

  it("waits until it is due and then until it is delivered", async () => {
    const simulation = new Simulation();
    const { books, memory } = simulation;
    await simulation.charge("dispute");
    const kinds = async (until: string) => (await pendingNotices(books, until)).map(({ kind }) => kind);
    expect(await kinds(NOW)).toEqual(["chargeback"]);
    expect(await kinds(IN_TWO_DAYS)).toEqual(["chargeback", "settlement"]);
    await books.markDelivered(memory.noticed[0]!, NOW);
    expect(await kinds(IN_TWO_DAYS)).toEqual(["settlement"]);
  });
});
