import type { Operation } from "../../../functions/payments/attempt";
import { capture } from "../../../functions/payments/capture";
import { readPlatformEvent } from "../../../functions/payments/event-items";
import { giveUp, type GiveUpRequest } from "../../../functions/payments/give-up";
import { refund } from "../../../functions/payments/refund";
import { sweep } from "../../../functions/payments/sweep";
import { AUTHORISATION_MS } from "../../../functions/payments/settlement";
import { abandoned, DAY_MS, KEYS, SILENT, withRail } from "./support/abandoned";
import { Kill, Killed } from "./support/kill";
import { SIDES } from "./support/random-lives";
import { accepted, CALLER, codes, type TestParts, type World } from "./support/world";

const ALL: readonly Operation[] = ["charge", "capture", "void", "refund"];

async function ask(
  world: World,
  operation: Operation,
  change: Partial<GiveUpRequest> = {},
  parts: TestParts = world.parts(),
) {
  const request = { key: KEYS[operation], confirmed: true, unanswered: false, ...change };
  const result = await giveUp(parts, request);
  if (!result.ok) throw new Error(result.errors[0]?.message);
  return result.attempt;
}

const silent = async () => SILENT;
const answering = (outcome: "approved" | "declined" | "pending" | "unknown") => async () => ({
  outcome,
  code: outcome,
});

describe("an attempt that a person looks at", () => {
  it.each(ALL)("to %s is shown as it stands, with what its rail says, and is left as it is", async (operation) => {
    const world = await abandoned(operation);
    const before = new Map(world.table.items);
    const report = await ask(world, operation, { confirmed: false });
    const { paymentId, name } = KEYS[operation];
    expect(report).toMatchObject({
      ...{ reference: `${paymentId}/${operation}/${name}`, operation, rail: "simulator", amountCents: 10_000 },
      ...{ currency: "USD", startedAt: "2026-11-15T12:00:00.000Z", ageSeconds: 86_400, status: "open" },
      railSays: { outcome: "not_found", code: "unknown_reference" },
    });
    expect(world.table.items).toEqual(before);
    expect(world.railCalls).toEqual(["ask"]);
  });

  it.each([
    ["refund", "declined", "given_up", { status: "completed" }],
    ["capture", "declined", "given_up", { status: "failed", detail: "declined" }],
    ["void", "declined", "given_up", { status: "processing", detail: "authorised" }],
    ["charge", "voided", "timed_out", { status: "failed", detail: "voided" }],
  ] as const)(
    "to %s is shown with what would become of it and of its payment",
    async (operation, status, code, payment) => {
      const world = await abandoned(operation);
      const { would } = await ask(world, operation, { confirmed: false });
      expect(would).toMatchObject({ status, code, payment });
      const postings = [
        { account: "refunds_in_transit/simulator", direction: "debit", cents: 10_000 },
        { account: "escrow/pay_1", direction: "credit", cents: 10_000 },
      ];
      expect(would?.postings).toEqual(operation === "refund" ? postings : []);
      await ask(world, operation);
      expect(world.payment()).toMatchObject(payment);
    },
  );

  it("that there is not is refused", async () => {
    const world = await abandoned("charge");
    const request = { key: KEYS.refund, confirmed: true, unanswered: true };
    expect(await giveUp(world.parts(), request)).toMatchObject({ ok: false, errors: [{ code: "attempt_not_found" }] });
  });
});

describe("an attempt that a person gives up", () => {
  it("to refund puts its money back, as a refusal of its rail does; it may be made anew under another id", async () => {
    const world = await abandoned("refund");
    expect(await ask(world, "refund")).toMatchObject({ status: "declined", code: "given_up" });
    expect(world.payment()).toMatchObject({ status: "completed", reversedCents: 0, refundedCents: 0 });
    expect(world.escrow()).toMatchObject({ status: "holding", refundedCents: 0 });
    const hold = "pay_1/refund/re_1/hold";
    expect(world.journals().at(-1)).toMatchObject({ kind: "refund_held_reversal", corrects: hold });
    world.expectSettled();
    accepted(await refund(world.parts(), CALLER, { paymentId: "pay_1", refundId: "re_2" }));
    expect(world.payment().status).toBe("refunded");
    world.expectSettled();
  });

  it("to refund tells why it failed, by its event and to whoever asked for it", async () => {
    const world = await abandoned("refund");
    await ask(world, "refund");
    const failed = { id: "re_1", status: "failed", failureCode: "given_up" };
    const told = readPlatformEvent(world.table.startingWith("OUTBOX#").at(-1)!);
    expect(told).toMatchObject({ type: "payment.refund_failed", data: { refund: { failure_code: "given_up" } } });
    const again = accepted(await refund(world.parts(), CALLER, { paymentId: "pay_1", refundId: "re_1" }));
    expect(again.refund).toMatchObject(failed);
  });

  it("to capture leaves its payment failed, and what the day's limits counted of it free", async () => {
    const world = await abandoned("capture");
    expect(await ask(world, "capture")).toMatchObject({ status: "declined", code: "given_up" });
    expect(world.payment()).toMatchObject({ status: "failed", detail: "declined", failureCode: "given_up" });
    expect(world.events().at(-1)).toBe("payment.failed");
    world.expectSettled();
  });

  it("to void leaves its payment authorised: it may be captured", async () => {
    const world = await abandoned("void");
    expect(await ask(world, "void")).toMatchObject({ status: "declined", code: "given_up" });
    expect(world.events().at(-1)).toBe("payment.void_failed");
    accepted(await capture(world.parts(), CALLER, "pay_1"));
    world.expectSettled();
  });

  it("to void has the authorisation end by the clock all the same", async () => {
    const world = await abandoned("void");
    await ask(world, "void");
    world.clock.milliseconds += AUTHORISATION_MS;
    await sweep(world.parts(), { deadline: world.clock.now() + 60_000 });
    expect(world.payment()).toMatchObject({ status: "failed", detail: "expired" });
    world.expectSettled();
  });

  it("to charge is called off, and fails where its rail confirms that it takes nothing", async () => {
    const world = await abandoned("charge");
    expect(await ask(world, "charge")).toMatchObject({ status: "voided", code: "timed_out" });
    expect(world.payment()).toMatchObject({ status: "failed", detail: "voided", failureCode: "timed_out" });
    expect(world.railCalls).toEqual(["ask", "cancel"]);
    world.expectSettled();
  });

  it("to charge, called off without an answer, fails by who knows that the rail did nothing alone", async () => {
    const world = await abandoned("charge");
    const deaf = () => withRail(world, { ask: silent, cancel: silent });
    expect(await ask(world, "charge", {}, deaf())).toMatchObject({ status: "open", refused: "rail_silent" });
    expect(world.payment().status).toBe("processing");
    const ended = await ask(world, "charge", { unanswered: true }, deaf());
    expect(ended).toMatchObject({ status: "declined", code: "given_up" });
    expect(world.payment()).toMatchObject({ status: "failed", detail: "declined", failureCode: "given_up" });
    world.expectSettled();
  });

  it("to charge is not, where the rail will not call it off: it has the money", async () => {
    const world = await abandoned("charge");
    const taken = withRail(world, { ask: silent, cancel: answering("declined") });
    const refused = await ask(world, "charge", { unanswered: true }, taken);
    expect(refused).toMatchObject({ status: "open", refused: "money_taken" });
    expect(world.payment().status).toBe("processing");
  });

  it.each(ALL)("to %s is settled by its rail's answer where it has one by now", async (operation) => {
    for (const outcome of ["approved", "declined"] as const) {
      const world = await abandoned(operation);
      const parts = withRail(world, { ask: answering(outcome) });
      const seen = await ask(world, operation, { confirmed: false }, parts);
      expect(seen).toMatchObject({ status: "open", would: { status: outcome, code: outcome } });
      expect(await ask(world, operation, {}, parts)).toMatchObject({ status: outcome, code: outcome });
      expect(world.warned).toEqual([]);
    }
  });

  it.each([
    ["while its rail works on it", "rail_at_work", "pending", 0],
    ["where its rail does not say", "rail_silent", "unknown", 0],
    ["while it is sent again by itself", "too_young", "unknown", 1],
  ] as const)("is left as it is %s", async (_, refused, outcome, before) => {
    const world = await abandoned("refund");
    world.clock.milliseconds -= before;
    const parts = withRail(world, { ask: answering(outcome) });
    const table = new Map(world.table.items);
    expect(await ask(world, "refund", {}, parts)).toMatchObject({ status: "open", refused });
    expect(world.table.items).toEqual(table);
    expect(world.logged).toEqual([]);
  });

  it("is named in the log, once", async () => {
    const world = await abandoned("refund");
    await ask(world, "refund");
    const about = { reference: "pay_1/refund/re_1", rail: "simulator", amountCents: 10_000, currency: "USD" };
    const said = { startedAt: "2026-11-15T12:00:00.000Z", railSaid: "not_found", railCode: "unknown_reference" };
    expect(world.warned).toEqual([{ ...about, ...said }]);
  });

  it.each(ALL)("to %s stays so: asked again, what became of it is told without asking its rail", async (operation) => {
    const world = await abandoned(operation);
    const first = await ask(world, operation);
    world.railCalls.length = 0;
    const { status, code, settledAt, payment } = first;
    const again = await ask(world, operation);
    expect(again).toMatchObject({ status, code, settledAt, payment });
    expect(again.railSays).toBeUndefined();
    expect(world.railCalls).toEqual([]);
    world.expectSettled();
  });

  it("by several persons at once is given up once", async () => {
    const world = await abandoned("refund");
    const reports = await Promise.all([1, 2, 3].map(() => ask(world, "refund")));
    expect(reports.map(({ code }) => code)).toEqual(["given_up", "given_up", "given_up"]);
    expect(world.events().filter((type) => type === "payment.refund_failed")).toHaveLength(1);
    world.expectSettled();
  });

  it.each(SIDES)("is given up by asking again, though the function is killed %s any of its calls", async (side) => {
    for (const operation of ALL) {
      for (let at = 1, over = false; !over; at++) {
        const world = await abandoned(operation);
        const kill = new Kill(at, side);
        await ask(world, operation, {}, world.parts({}, kill)).catch((error: unknown) => {
          if (!(error instanceof Killed)) throw error;
        });
        world.expectSound();
        over = kill.calls < at;
        const { status } = await ask(world, operation);
        expect(status).toBe(operation === "charge" ? "voided" : "declined");
        world.expectSettled();
      }
    }
  });

  it("is not due any more, and its request has its answer", async () => {
    const world = await abandoned("refund");
    await ask(world, "refund");
    world.clock.milliseconds += DAY_MS;
    const { attempts } = await sweep(world.parts(), { deadline: world.clock.now() + 60_000 });
    expect(attempts).toEqual({ done: 0, waiting: 0, failed: 0 });
    const other = { paymentId: "pay_1", refundId: "re_1", amount: { text: "1.00" } };
    expect(codes(await refund(world.parts(), CALLER, other))).toEqual(["idempotency_key_reused"]);
  });
});
