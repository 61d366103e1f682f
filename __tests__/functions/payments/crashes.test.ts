import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import type { SimulatedBehaviour } from "../../../functions/simulator";
import { Client } from "./support/client";
import { contend } from "./support/contention";
import { Kill } from "./support/kill";
import { CALLED_OFF, Model, type Operation } from "./support/model";
import { World } from "./support/world";

// Thousands of lives: seconds alone, more beside other suites.
jest.setTimeout(120_000);

type DisputeStatus = Extract<Operation, { kind: "dispute" }>["status"];

const AMOUNT_CENTS = 1_000_000;
const SIDES = ["before", "after"] as const;

function start(behaviours: Readonly<Record<string, SimulatedBehaviour>>) {
  const world = new World();
  const tokens = Object.fromEntries(Object.entries(behaviours).map(([id, name]) => [id, `sim_${name}`]));
  return { world, client: new Client(world, AMOUNT_CENTS, tokens), model: new Model(AMOUNT_CENTS, behaviours) };
}

/** The model that predicts these replies and what the table holds now that nothing is under way. */
function expectModel(world: World, before: Model, operations: readonly Operation[], replies: readonly string[]): Model {
  world.expectSettled();
  world.expectPublished();
  const payments = world.payments().map(({ id, status, capturedCents, refundedCents, chargedBackCents = 0 }) => {
    return [id, { status, captured: capturedCents, refunded: refundedCents, chargedBack: chargedBackCents }] as const;
  });
  const stored = new Map(payments);
  let last: Model | undefined;
  for (const model of before.afterAll(operations, replies)) {
    if (isDeepStrictEqual(model.compared(), stored)) return model;
    last = model;
  }
  throw new Error(
    `What no order explains: ${JSON.stringify({ operations, replies, stored: [...stored], predicted: last && [...last.compared()] })}`,
  );
}

const refundOf = (refundId: string, cents: number): Operation => ({ kind: "refund", id: "pay_1", refundId, cents });

describe("a payment whose function is killed", () => {
  const behaviours: SimulatedBehaviour[] = ["approve", "decline", "timeout_then_success", "success_after_void"];
  const journey: Operation[] = [
    { kind: "validate", id: "pay_1" },
    { kind: "process", id: "pay_1" },
    refundOf("re_1", 400_005),
    refundOf("re_2", 400_001),
    refundOf("re_3", 250_000),
    { kind: "pay", id: "pay_2" },
  ];

  describe.each(behaviours)("where the rail does %s", (behaviour) => {
    it.each(SIDES)("%s any of its calls, is finished by the client who asks again", async (side) => {
      for (const [killed, operation] of journey.entries()) {
        for (let at = 1, over = false; !over; at++) {
          const { world, client, model } = start({ pay_1: behaviour, pay_2: behaviour });
          for (const earlier of journey.slice(0, killed)) await client.askUntilAnswered(earlier);
          const kill = new Kill(at, side);
          await client.ask(operation, kill);
          world.expectSound();
          over = kill.calls < at;
          const replies: string[] = [];
          for (const each of journey) replies.push(await client.askUntilAnswered(each));
          await client.sweepUntilSettled();
          if (behaviour !== "success_after_void") expect(replies).not.toContain(CALLED_OFF);
          expectModel(world, model, journey, replies);
        }
      }
    });

    it.each(SIDES)("%s any of its calls, is finished by the sweep, which may be killed too", async (side) => {
      for (let at = 1; at <= 10; at++) {
        for (let again = 1; again <= 8; again++) {
          const { world, client } = start({ pay_1: behaviour });
          await client.ask({ kind: "pay", id: "pay_1" }, new Kill(at, side));
          world.clock.milliseconds += 3_700_000;
          await client.sweep(new Kill(again, side));
          world.expectSound();
          await client.sweepUntilSettled();
          world.expectSettled();
          const charges = [...world.rail.charges.values()];
          expect(charges.filter(({ capturedCents }) => capturedCents > 0).length).toBeLessThanOrEqual(1);
        }
      }
    });
  });
});

const disputeOf = (disputeId: string, status: DisputeStatus, cents = AMOUNT_CENTS): Operation => {
  return { kind: "dispute", id: "pay_1", disputeId, status, cents };
};

describe("a dispute whose function is killed", () => {
  const journeys: Operation[][] = (["won", "lost", "withdrawn"] as const).map((decision) => [
    { kind: "pay", id: "pay_1" },
    refundOf("re_1", 250_000),
    disputeOf("dp_1", "opened"),
    disputeOf("dp_1", "under_review"),
    disputeOf("dp_1", decision),
    refundOf("re_2", 250_000),
  ]);

  it.each(SIDES)("%s any of its calls, is taken in when the rail tells it again", async (side) => {
    for (const journey of journeys) {
      for (const [killed, operation] of journey.entries()) {
        if (operation.kind !== "dispute") continue;
        for (let at = 1, over = false; !over; at++) {
          const { world, client, model } = start({ pay_1: "timeout_then_success" });
          for (const earlier of journey.slice(0, killed)) await client.askUntilAnswered(earlier);
          const kill = new Kill(at, side);
          await client.ask(operation, kill);
          world.expectSound();
          over = kill.calls < at;
          const replies: string[] = [];
          for (const each of journey) replies.push(await client.askUntilAnswered(each));
          await client.sweepUntilSettled();
          expectModel(world, model, journey, replies);
        }
      }
    }
  });
});

describe("payments of many clients at once, killed at random", () => {
  const ids = ["pay_1", "pay_2"] as const;
  const behaviour = fc.constantFrom<SimulatedBehaviour>(
    "approve",
    "approve",
    "decline",
    "slow",
    "timeout_then_success",
    "success_after_void",
  );
  const id = fc.constantFrom(...ids);
  const cents = fc.constantFrom(1, 250_000, 400_001, 400_002, 400_005, 600_000, AMOUNT_CENTS);
  const refundId = fc.constantFrom("re_1", "re_2", "re_3");
  const operation: fc.Arbitrary<Operation> = fc.oneof(
    fc.record({ kind: fc.constantFrom("validate", "process", "pay"), id }),
    fc.record({ kind: fc.constant("refund"), id, refundId, cents }),
  );
  const disputed = (disputeId: string, amount: number): fc.Arbitrary<Operation> => {
    const status = fc.constantFrom<DisputeStatus[]>("opened", "under_review", "won", "lost", "withdrawn");
    const kind = fc.constant("dispute" as const);
    return fc.record({ kind, id, disputeId: fc.constant(disputeId), status, cents: fc.constant(amount) });
  };
  // A refund that fails beside a dispute leaves it open which of them the escrow paid: such pairs are not drawn.
  const fulfilled = fc.constantFrom(1, 250_000, 400_005, 600_000);
  const withDisputes: fc.Arbitrary<Operation> = fc.oneof(
    fc.record({ kind: fc.constantFrom("process", "pay"), id }),
    fc.record({ kind: fc.constant("refund"), id, refundId, cents: fulfilled }),
    ...[disputed("dp_1", AMOUNT_CENTS), disputed("dp_2", 300_000)],
  );
  const kill = fc.option(fc.record({ at: fc.integer({ min: 1, max: 10 }), side: fc.constantFrom(...SIDES) }), {
    nil: undefined,
  });
  const roundOf = (asked: fc.Arbitrary<Operation>) => {
    const copies = fc.integer({ min: 1, max: 2 });
    const request = fc.record({ operation: asked, kill, again: kill, copies });
    return fc.record({ requests: fc.array(request, { minLength: 1, maxLength: 3 }), sweeps: fc.boolean() });
  };
  const killFrom = (seen: { at: number; side: "before" | "after" } | undefined) => new Kill(seen?.at, seen?.side);

  it.each([
    ["payments and refunds", operation, 75],
    ["payments, refunds and disputes", withDisputes, 75],
  ])("%s keep the books balanced, charge once, reply as the model says, and are told of", async (_, asked, numRuns) => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({ pay_1: behaviour, pay_2: behaviour }),
        fc.array(roundOf(asked), { minLength: 1, maxLength: 8 }),
        // Fewer than the attempts that a function makes.
        fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 7 }),
        async (behaviours, rounds, conflicts) => {
          const { world, client, model: empty } = start(behaviours);
          contend(world, conflicts);
          let model = empty;
          for (const { requests, sweeps } of rounds) {
            const sent = requests.flatMap((each) => Array.from({ length: each.copies }, () => each));
            await Promise.all(sent.map((each) => client.ask(each.operation, killFrom(each.kill))));
            world.expectSound();
            if (sweeps) await client.sweepUntilSettled();
            for (const each of requests) await client.askUntilAnswered(each.operation, [killFrom(each.again)]);
            // What was refused while another was under way is judged anew; what was answered stays answered.
            const replies: string[] = [];
            for (const each of requests) replies.push(await client.askUntilAnswered(each.operation));
            await client.sweepUntilSettled();
            const operations = requests.map((each) => each.operation);
            model = expectModel(world, model, operations, replies);
          }
        },
      ),
      { numRuns },
    );
  });
});
