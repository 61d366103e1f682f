import fc from "fast-check";
import { isDeepStrictEqual } from "node:util";
import { decideDispute, openDispute, withdrawDispute } from "../../../functions/escrow/disputes";
import { takeFact } from "../../../functions/escrow/facts";
import { release } from "../../../functions/escrow/release";
import { carryOutResolution } from "../../../functions/escrow/resolution";
import { takeDispute } from "../../../functions/payments/disputes";
import { refund } from "../../../functions/payments/refund";
import { sweepEvents } from "../../../functions/payments/publisher";
import { sweep } from "../../../functions/payments/sweep";
import { money } from "../../../functions/shared/money";
import { contend } from "../payments/support/contention";
import { Kill, Killed } from "../payments/support/kill";
import { CALLER } from "../payments/support/world";
import { EscrowModel, type Operation, type Reply } from "./support/escrow-model";
import { DAY_MS, EscrowWorld, MINUTE_MS } from "./support/escrow-world";

const HELD = 1_000_000;
const SIDES = ["before", "after"] as const;

async function start() {
  const world = new EscrowWorld({ disputeDays: 3650 }).openBank();
  await world.held({ autoRelease: false, releaseConditions: { event: "service.completed" } }, {}, HELD);
  return { world, model: new EscrowModel(HELD) };
}

/** One request to one function instance; nothing where it was killed, or somebody else works on it. */
async function ask(world: EscrowWorld, operation: Operation, kill = new Kill()): Promise<Reply | undefined> {
  try {
    const reply = await send(world, operation, kill);
    return reply === "request_in_progress" ? undefined : reply;
  } catch (error) {
    if (error instanceof Killed) return undefined;
    throw error;
  }
}

async function send(world: EscrowWorld, operation: Operation, kill: Kill): Promise<Reply | undefined> {
  const parts = world.escrowParts(kill);
  const escrowId = world.escrow().id;
  const codeOf = (result: { readonly errors: readonly { readonly code: string }[] }) => result.errors[0]!.code;
  const key = { escrowId, disputeId: "id" in operation ? operation.id : "" };
  switch (operation.kind) {
    case "event": {
      const result = await takeFact(parts, escrowId, { kind: "event", name: "service.completed" });
      return result.ok ? "seen" : codeOf(result);
    }
    case "release": {
      const asked = { escrowId, releaseId: operation.id, amount: money(operation.cents, "USD") };
      const result = await release(parts, CALLER, asked);
      return result.ok ? `released ${result.release.amountCents}` : codeOf(result);
    }
    case "refund": {
      const asked = { paymentId: "pay_1", refundId: operation.id, amount: money(operation.cents, "USD") };
      const result = await refund(parts.payments, CALLER, asked);
      if (!result.ok) return codeOf(result);
      return result.underWay ? undefined : `refund ${result.refund?.status}`;
    }
    case "dispute": {
      const result = await openDispute(parts, { ...key, by: "key-1" });
      return result.ok ? "dispute made" : codeOf(result);
    }
    case "withdraw": {
      const result = await withdrawDispute(parts, key);
      return result.ok ? `dispute ${result.dispute.status}` : codeOf(result);
    }
    case "resolve": {
      const { refundBasisPoints } = operation;
      const result = await decideDispute(parts, key, { outcome: "split", refundBasisPoints }, "key-1");
      if (!result.ok) return codeOf(result);
      await carryOutResolution(parts, result.account);
      return `dispute ${result.dispute.status}`;
    }
    case "chargeback": {
      const { id: disputeId, status, cents } = operation;
      const notice = { paymentId: "pay_1", disputeId, status, amount: money(cents, "USD") };
      const result = await takeDispute(parts.payments, notice);
      if (!result.ok) return codeOf(result);
      world.takenBack.set(disputeId, result.dispute.status === "won" ? 0 : result.dispute.amountCents);
      return `chargeback ${result.dispute.status}`;
    }
  }
}

async function askUntilAnswered(world: EscrowWorld, operation: Operation): Promise<Reply> {
  for (let tries = 0; tries < 10; tries++) {
    const reply = await ask(world, operation);
    if (reply !== undefined) return reply;
    world.clock.milliseconds += 31_000;
  }
  throw new Error(`There is no answer to ${JSON.stringify(operation)}.`);
}

/** What runs each minute, until nothing is under way. */
async function sweepUntilSettled(world: EscrowWorld): Promise<void> {
  const isUnderWay = () =>
    world.attempts().some(({ status }) => status === "open") || world.escrow().resolution !== undefined;
  for (let tries = 0; tries < 6 && isUnderWay(); tries++) {
    await sweep(world.parts(), { deadline: world.clock.now() + MINUTE_MS });
    await world.minute();
    if (isUnderWay()) world.clock.milliseconds += 61 * MINUTE_MS;
  }
}

/** What the model must hold of what is stored now. */
function storedNow(world: EscrowWorld) {
  const { status, releasedCents, feeCents, refundedCents } = world.escrow();
  return { status, released: releasedCents + feeCents, refunded: refundedCents };
}

/** The model that predicts these replies, in some order, and what is held now. */
function expectModel(
  world: EscrowWorld,
  before: readonly EscrowModel[],
  operations: readonly Operation[],
  replies: readonly Reply[],
): EscrowModel[] {
  world.expectSettled();
  world.expectPaidOut();
  const stored = storedNow(world);
  const explaining = before
    .flatMap((model) => [...model.afterAll(operations, replies)])
    .filter((model) => isDeepStrictEqual(model.compared(), stored));
  if (explaining.length > 0) return [...new Map(explaining.map((model) => [JSON.stringify(model), model])).values()];
  throw new Error(`What no order explains: ${JSON.stringify({ operations, replies, stored })}`);
}

const event: Operation = { kind: "event" };
const releaseOf = (id: string, cents: number): Operation => ({ kind: "release", id, cents });
const refundOf = (id: string, cents: number): Operation => ({ kind: "refund", id, cents });

describe("an escrow whose function is killed", () => {
  const journeys: Operation[][] = [
    [
      event,
      releaseOf("rel_1", 300_000),
      refundOf("re_1", 200_000),
      refundOf("re_2", 400_001),
      releaseOf("rel_2", 500_000),
    ],
    [event, { kind: "dispute", id: "d_1" }, { kind: "resolve", id: "d_1", refundBasisPoints: 2500 }],
    [
      { kind: "dispute", id: "d_1" },
      { kind: "resolve", id: "d_1", refundBasisPoints: 10_000 },
    ],
    [{ kind: "dispute", id: "d_1" }, { kind: "withdraw", id: "d_1" }, event, releaseOf("rel_1", HELD)],
    [
      event,
      { kind: "chargeback", id: "dp_1", status: "opened", cents: 600_000 },
      { kind: "chargeback", id: "dp_1", status: "won", cents: 600_000 },
      releaseOf("rel_1", HELD),
    ],
  ];

  it.each(SIDES)(
    "%s any of its calls, is finished by whoever asks again, and by the sweeps",
    async (side) => {
      for (const journey of journeys) {
        for (const killed of journey.keys()) {
          for (let at = 1, over = false; !over; at++) {
            const { world, model } = await start();
            for (const earlier of journey.slice(0, killed)) await askUntilAnswered(world, earlier);
            const kill = new Kill(at, side);
            await ask(world, journey[killed]!, kill);
            world.expectSound();
            over = kill.calls < at;
            // Sometimes the sweep comes first, sometimes the client.
            if (at % 2 === 0) await sweepUntilSettled(world);
            const replies: Reply[] = [];
            for (const operation of journey) replies.push(await askUntilAnswered(world, operation));
            await sweepUntilSettled(world);
            expectModel(world, [model], journey, replies);
          }
        }
      }
    },
    60_000,
  );

  it.each(SIDES)("%s any of its calls, the releaser too, is released and paid out once", async (side) => {
    for (let at = 1, over = false; !over; at++) {
      const world = new EscrowWorld().openBank();
      await world.held();
      world.clock.milliseconds += 14 * DAY_MS;
      const kill = new Kill(at, side);
      await world.minute("release", kill).catch(() => undefined);
      over = kill.calls < at;
      world.expectSound();
      world.clock.milliseconds += DAY_MS;
      await world.minute();
      expect(world.escrow()).toMatchObject({ status: "released", releasedCents: 10_000 });
      expect([world.balance("provider_payable", "pro_1"), world.total("payouts_queued")]).toEqual([0, 10_000]);
      world.expectSettled();
      world.expectPaidOut();
    }
  });
});

describe("a release, a dispute and a refund of one escrow at once", () => {
  const rivals: Operation[] = [releaseOf("rel_1", HELD), { kind: "dispute", id: "d_1" }, refundOf("re_1", HELD)];

  it("have one order, and the money is where it says", async () => {
    const winners = new Set<string>();
    for (const order of [rivals, [...rivals].reverse(), [rivals[1]!, rivals[0]!, rivals[2]!]]) {
      const { world, model } = await start();
      await askUntilAnswered(world, event);
      const replies = await Promise.all(order.map((operation) => askUntilAnswered(world, operation)));
      await sweepUntilSettled(world);
      const after = model.after(event).model;
      expectModel(world, [after], order, replies);
      winners.add(world.escrow().status);
    }
    expect([...winners].every((status) => ["released", "disputed", "refunded"].includes(status))).toBe(true);
  });
});

describe("escrows of many clients at once, killed at random", () => {
  const cents = fc.constantFrom(1, 250_000, 400_001, 600_000, HELD);
  const one = fc.constant("d_1");
  const operation: fc.Arbitrary<Operation> = fc.oneof(
    fc.constant(event),
    fc.record({ kind: fc.constant("release" as const), id: fc.constantFrom("rel_1", "rel_2"), cents }),
    fc.record({ kind: fc.constant("refund" as const), id: fc.constantFrom("re_1", "re_2"), cents }),
    fc.record({ kind: fc.constant("dispute" as const), id: one }),
    fc.record({ kind: fc.constant("withdraw" as const), id: one }),
    fc.record({
      kind: fc.constant("resolve" as const),
      id: one,
      refundBasisPoints: fc.constantFrom(0, 3333, 10_000),
    }),
  );
  const kill = fc.option(fc.record({ at: fc.integer({ min: 1, max: 12 }), side: fc.constantFrom(...SIDES) }), {
    nil: undefined,
  });
  const request = fc.record({ operation, kill, copies: fc.integer({ min: 1, max: 2 }) });
  const round = fc.record({ requests: fc.array(request, { minLength: 1, maxLength: 3 }), sweeps: fc.boolean() });

  it("keep the books balanced, reply as the model says in some order, and are told of", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(round, { minLength: 1, maxLength: 6 }),
        fc.uniqueArray(fc.integer({ min: 3, max: 60 }), { maxLength: 7 }),
        async (rounds, conflicts) => {
          const { world, model } = await start();
          contend(world, conflicts);
          let models = [model];
          for (const { requests, sweeps } of rounds) {
            const sent = requests.flatMap((each) => Array.from({ length: each.copies }, () => each));
            await Promise.all(sent.map((each) => ask(world, each.operation, new Kill(each.kill?.at, each.kill?.side))));
            world.expectSound();
            if (sweeps) await sweepUntilSettled(world);
            // What was refused while another was under way is judged anew; what was answered stays answered.
            for (const each of requests) await askUntilAnswered(world, each.operation);
            await sweepUntilSettled(world);
            const replies: Reply[] = [];
            for (const each of requests) replies.push(await askUntilAnswered(world, each.operation));
            await sweepUntilSettled(world);
            models = expectModel(
              world,
              models,
              requests.map((each) => each.operation),
              replies,
            );
          }
          const told = world.escrowTable.startingWith("OUTBOX#").map((item) => item.id?.S);
          world.clock.milliseconds += 2 * MINUTE_MS;
          await sweepEvents(world.outboxParts(), { deadline: world.clock.now() + MINUTE_MS });
          const published = new Set(world.published.map(({ id }) => id));
          expect(told.every((id) => published.has(id ?? ""))).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);
});
