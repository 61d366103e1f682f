import { type Attended, attendDue } from "../../../functions/payments/due";
import { chargeKey } from "../../../functions/payments/attempt";
import { pay } from "../../../functions/payments/pay";
import { CALL_OFF_MS, recoverAttempt, takeNotice } from "../../../functions/payments/recovery";
import { OVERDUE_MS, sweep } from "../../../functions/payments/sweep";
import { AUTHORISATION_MS } from "../../../functions/payments/settlement";
import { capture } from "../../../functions/payments/capture";
import { BusyError } from "../../../functions/shared/retry";
import { money } from "../../../functions/shared/money";
import { CALLER, newPayment, type TestParts, World } from "./support/world";

const MINUTE_MS = 60_000;
const silent = "sim_success_after_void";

function run(world: World, change: Partial<TestParts> = {}) {
  return sweep(world.parts(change), { deadline: world.clock.now() + MINUTE_MS });
}

const none = { done: 0, waiting: 0, failed: 0 };

describe("the sweep of open attempts", () => {
  it("finishes what a time-out left open, once its function cannot be at work any more", async () => {
    const world = new World();
    await pay(world.parts(), CALLER, newPayment({ encryptedCardToken: "sim_timeout_then_success" }));
    expect((await run(world)).attempts).toEqual(none);
    world.clock.milliseconds += 30_000;
    expect((await run(world)).attempts).toEqual({ ...none, done: 1 });
    expect(world.payment().status).toBe("completed");
    expect((await run(world)).attempts).toEqual(none);
    world.expectSettled();
  });

  it("catches up with what missed runs left, all of it in one", async () => {
    const world = new World();
    const ids = Array.from({ length: 20 }, (_, place) => `pay_${place}`);
    for (const paymentId of ids) {
      await pay(
        world.parts(),
        CALLER,
        newPayment({ paymentId, customerId: paymentId, encryptedCardToken: "sim_timeout_then_success" }, 1),
      );
    }
    world.clock.milliseconds += 60 * MINUTE_MS;
    expect((await run(world)).attempts).toEqual({ ...none, done: ids.length });
    world.expectSettled();
  });

  it("looks again at what the rail still works on, and counts what is older than an hour each minute", async () => {
    const world = new World();
    await pay(world.parts(), CALLER, newPayment({ encryptedCardToken: silent }));
    const rail = { ...world.parts().rail, cancel: async () => ({ outcome: "unknown", code: "timeout" }) as const };
    const waits = async (milliseconds: number) => {
      world.clock.milliseconds += milliseconds;
      return (await run(world, { rail })).attempts.waiting;
    };
    expect(await waits(30_000)).toBe(1);
    expect(await waits(30_000)).toBe(0);
    expect(await waits(30_000)).toBe(1);
    expect(await waits(10 * MINUTE_MS)).toBe(1);
    expect(await waits(4 * MINUTE_MS)).toBe(0);
    expect(await waits(MINUTE_MS)).toBe(1);
    expect(world.counted).toEqual([]);
    expect(await waits(OVERDUE_MS)).toBe(1);
    expect(await waits(MINUTE_MS)).toBe(1);
    expect(world.counted).toEqual(["OverdueAttempts", "OverdueAttempts"]);
    const named = { counted: "OverdueAttempts", name: "pay_1/charge/1", since: "2026-11-15T12:00:00.000Z" };
    expect(world.warned).toEqual([named, named]);
  });

  it("is not held up by what cannot be read: that is counted, and the others go on", async () => {
    const world = new World();
    for (const place of Array.from({ length: 40 }, (_, each) => each)) {
      const paymentId = `pay_${place}`;
      const token = "sim_timeout_then_success";
      await pay(world.parts(), CALLER, newPayment({ paymentId, customerId: paymentId, encryptedCardToken: token }));
    }
    for (const [key, item] of world.table.items) {
      const place = Number(/^PAYMENT#pay_(\d+)\|ATTEMPT/.exec(key)?.[1] ?? 99);
      if (place < 30) world.table.items.set(key, { ...item, amountCents: { S: "poison" } });
    }
    world.clock.milliseconds += MINUTE_MS;
    expect((await run(world)).attempts).toEqual({ done: 10, waiting: 0, failed: 30 });
    expect(world.counted).toEqual(Array(30).fill("SweepFailures"));
    expect((await run(world)).attempts).toEqual(none);
    world.clock.milliseconds += 5 * MINUTE_MS;
    expect((await run(world)).attempts.failed).toBe(30);
  });

  it("tells of an attempt without its payment", async () => {
    const world = new World();
    await pay(world.parts(), CALLER, newPayment({ encryptedCardToken: silent }));
    world.table.items.delete("PAYMENT#pay_1|PAYMENT");
    world.clock.milliseconds += MINUTE_MS;
    expect((await run(world)).attempts).toEqual({ ...none, failed: 1 });
    expect(world.logged).toEqual(["something that is due could not be attended to"]);
  });
});

describe("the sweep of authorisations", () => {
  async function authorised(): Promise<World> {
    const world = new World();
    await pay(world.parts(), CALLER, newPayment({ captureMethod: "manual" }, 1_000_000));
    return world;
  }

  it("ends those whose time is over, and no others", async () => {
    const world = await authorised();
    world.clock.milliseconds += AUTHORISATION_MS - 1;
    expect((await run(world)).authorisations).toEqual(none);
    world.clock.milliseconds += 1;
    expect((await run(world)).authorisations).toEqual({ ...none, done: 1 });
    expect(world.payment()).toMatchObject({ status: "failed", detail: "expired" });
    world.expectSettled();
  });

  it("leaves one alone that is being captured, and counts what is over for an hour", async () => {
    const world = await authorised();
    await capture(world.parts(), CALLER, "pay_1", money(400_005, "USD"));
    const rail = { ...world.parts().rail, ask: async () => ({ outcome: "unknown", code: "timeout" }) as const };
    world.clock.milliseconds += AUTHORISATION_MS;
    expect((await run(world, { rail })).authorisations).toEqual({ ...none, waiting: 1 });
    world.clock.milliseconds += OVERDUE_MS;
    await run(world, { rail });
    expect(world.counted).toContain("OverdueAuthorisations");
    await run(world);
    world.clock.milliseconds += MINUTE_MS;
    await run(world);
    expect(world.payment()).toMatchObject({ status: "completed", capturedCents: 400_005 });
  });

  it("passes over what the index still holds of one that is over", async () => {
    const world = await authorised();
    const before = new Map(world.table.items);
    await capture(world.parts(), CALLER, "pay_1");
    const { due } = world.parts();
    const stale = [...before.values()].find(({ dueShard }) => dueShard?.S?.startsWith("authorisation"));
    const entry = { key: { pk: stale!.pk!, sk: stale!.sk! }, dueAt: stale!.dueAt!.S! };
    const lagging = {
      ...due,
      find: async (kind: Parameters<typeof due.find>[0]) => (kind === "authorisation" ? [entry] : []),
    };
    expect((await run(world, { due: lagging })).authorisations).toEqual({ ...none, done: 1 });
    expect(world.payment().status).toBe("completed");
  });

  it("tells of a payment that is due and not there", async () => {
    const world = await authorised();
    const { due } = world.parts();
    const entry = { key: { pk: { S: "PAYMENT#pay_9" }, sk: { S: "PAYMENT" } }, dueAt: "2026-11-15T12:00:00.000Z" };
    const wrong = { ...due, find: async (kind: string) => (kind === "authorisation" ? [entry] : []) };
    expect((await run(world, { due: wrong })).authorisations).toEqual({ ...none, failed: 1 });
  });
});

describe("the sweep of what late charges took", () => {
  async function late(): Promise<World> {
    const world = new World();
    await pay(world.parts(), CALLER, newPayment({ encryptedCardToken: silent }));
    world.clock.milliseconds += CALL_OFF_MS;
    await recoverAttempt(world.parts(), chargeKey("pay_1"));
    const rail = { ...world.parts().rail, refund: async () => ({ outcome: "unknown", code: "timeout" }) as const };
    await takeNotice(world.parts({ rail }), chargeKey("pay_1"), { outcome: "approved", code: "approved" });
    expect(world.balance("suspense")).toBe(10_000);
    expect(world.counted).toEqual(["PaymentFailures", "LateSuccesses"]);
    return world;
  }

  it("gives back what a lost refund left in suspense", async () => {
    const world = await late();
    expect((await run(world)).suspense).toEqual(none);
    world.clock.milliseconds += 30_000;
    expect((await run(world)).suspense).toEqual({ ...none, done: 1 });
    expect(world.events().slice(-1)).toEqual(["payment.late_success_returned"]);
    world.expectSettled();
  });

  it("asks first, and books what the rail has given back already", async () => {
    const world = await late();
    await world.rail.refund({
      reference: "pay_1/charge/1/late",
      of: "pay_1/charge/1",
      amount: money(10_000, "USD"),
    } as never);
    world.clock.milliseconds += 30_000;
    world.railCalls.length = 0;
    await run(world);
    expect(world.railCalls).toEqual(["ask"]);
    world.expectSettled();
  });

  it("does not send it again once the rail may have forgotten, and counts it until somebody looks", async () => {
    const world = await late();
    world.clock.milliseconds += world.rail.windowMs;
    world.railCalls.length = 0;
    expect((await run(world)).suspense).toEqual({ ...none, waiting: 1 });
    expect(world.railCalls).toEqual(["ask"]);
    expect(world.counted.slice(-1)).toEqual(["OverdueSuspense"]);
    expect(world.balance("suspense")).toBe(10_000);
  });

  it("told of once more, however late, sends nothing back twice", async () => {
    const world = await late();
    world.clock.milliseconds += 30_000;
    await run(world);
    world.clock.milliseconds += 2 * world.rail.windowMs;
    world.railCalls.length = 0;
    await takeNotice(world.parts(), chargeKey("pay_1"), { outcome: "approved", code: "approved" });
    expect(world.railCalls).toEqual([]);
    world.expectSettled();
  });
});

describe("things that are due", () => {
  const entry = (place: number) => ({
    key: { pk: { S: `PAYMENT#${place}` }, sk: { S: "PAYMENT" } },
    dueAt: "2026-11-15T12:00:00.000Z",
  });
  const parts = (world: World, change: Partial<TestParts["due"]>) => {
    return world.parts({ due: { find: async () => [], postpone: async () => undefined, ...change } });
  };

  it("are all attended to in one run, page after page, each once though the index still shows it", async () => {
    const world = new World();
    const waiting = Array.from({ length: 1000 }, (_, place) => entry(place));
    const attended: string[] = [];
    const find = async () => waiting.slice(0, 400);
    const tally = await attendDue(parts(world, { find }), "attempt", { deadline: Infinity }, async ({ pk }) => {
      attended.push(pk!.S!);
      // Of what was finished the index shows some still.
      if (attended.length % 400 === 0) waiting.splice(0, 390);
      return "done";
    });
    expect(tally.done).toBe(new Set(attended).size);
    expect(tally.done).toBe(attended.length);
    expect(attended.length).toBeGreaterThan(400);
  });

  it("are begun until the deadline, and not after", async () => {
    const world = new World();
    const find = async () => Array.from({ length: 40 }, (_, place) => entry(place));
    const deadline = world.clock.now() + 1000;
    const tally = await attendDue(parts(world, { find }), "attempt", { deadline }, async () => {
      await world.clock.sleep(100);
      return "done";
    });
    expect(tally.done).toBeLessThanOrEqual(10 + 16);
    expect(tally.done).toBeGreaterThan(0);
    expect(await attendDue(parts(world, { find }), "attempt", { deadline }, async () => "done")).toEqual(none);
  });

  it("that others are on are looked at again in a minute, and are no failure", async () => {
    const world = new World();
    const putOff: string[] = [];
    const due = {
      find: async () => [entry(1)],
      postpone: async (_: unknown, until: string) => void putOff.push(until),
    };
    const tally = await attendDue(parts(world, due), "attempt", { deadline: world.clock.now() + 1000 }, () =>
      Promise.reject(new BusyError("busy")),
    );
    expect(tally).toEqual({ ...none, waiting: 1 });
    expect(putOff).toEqual(["2026-11-15T12:01:00.000Z"]);
    expect(world.counted).toEqual([]);
  });

  it("that cannot be put off are counted", async () => {
    const world = new World();
    const due = { find: async () => [entry(1)], postpone: () => Promise.reject(new Error("throttled")) };
    const tally = await attendDue(parts(world, due), "attempt", { deadline: world.clock.now() + 1000 }, async () => ({
      againInMs: 1,
    }));
    expect(tally).toEqual({ ...none, waiting: 1 });
    expect(world.counted).toEqual(["SweepFailures"]);
  });

  it("that throw what is no error are failures too", async () => {
    const world = new World();
    const due = { find: async () => [entry(1)] };
    const attend = async (): Promise<Attended> => {
      throw "odd" as unknown as Error;
    };
    const tally = await attendDue(parts(world, due), "attempt", { deadline: world.clock.now() + 1000 }, attend);
    expect(tally).toEqual({ ...none, failed: 1 });
  });

  it("stay where they are once they are finished, also where they are put off a moment later", async () => {
    const world = new World();
    await pay(world.parts(), CALLER, newPayment({ encryptedCardToken: "sim_timeout_then_success" }));
    world.clock.milliseconds += MINUTE_MS;
    const [found] = await world.parts().due.find("attempt", "2026-11-15T12:01:00.000Z", 1);
    await run(world);
    const before = structuredClone([...world.table.items]);
    await world.parts().due.postpone(found!, "2026-11-15T13:00:00.000Z");
    expect([...world.table.items]).toEqual(before);
  });
});
