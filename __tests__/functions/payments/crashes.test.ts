import fc from "fast-check";
import type { SimulatedBehaviour } from "../../../functions/payments/simulated-rail";
import { Client } from "./support/client";
import { contend } from "./support/contention";
import { Kill } from "./support/kill";
import { CALLED_OFF, Model, type Operation } from "./support/model";
import { World } from "./support/world";

const AMOUNT_CENTS = 1_000_000;
const SIDES = ["before", "after"] as const;

function start(behaviours: Readonly<Record<string, SimulatedBehaviour>>) {
  const world = new World();
  const tokens = Object.fromEntries(Object.entries(behaviours).map(([id, name]) => [id, `sim_${name}`]));
  return { world, client: new Client(world, AMOUNT_CENTS, tokens), model: new Model(AMOUNT_CENTS, behaviours) };
}

function expectModel(world: World, model: Model): void {
  world.expectSettled();
  const stored = world.payments().map(({ id, status, capturedCents, refundedCents }) => {
    return [id, { status, captured: capturedCents, refunded: refundedCents }] as const;
  });
  expect(new Map(stored)).toEqual(new Map(model.payments));
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
          const after = model.afterAll(journey, replies);
          expect(after).toBeDefined();
          expectModel(world, after!);
        }
      }
    });

    it.each(SIDES)("%s any of its calls, is finished by the sweep, which may be killed too", async (side) => {
      for (let at = 1; at <= 8; at++) {
        for (let again = 1; again <= 6; again++) {
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
  const operation: fc.Arbitrary<Operation> = fc.oneof(
    fc.record({ kind: fc.constantFrom("validate", "process", "pay"), id }),
    fc.record({ kind: fc.constant("refund"), id, refundId: fc.constantFrom("re_1", "re_2", "re_3"), cents }),
  );
  const kill = fc.option(fc.record({ at: fc.integer({ min: 1, max: 8 }), side: fc.constantFrom(...SIDES) }), {
    nil: undefined,
  });
  const request = fc.record({ operation, kill, again: kill, copies: fc.integer({ min: 1, max: 2 }) });
  const round = fc.record({ requests: fc.array(request, { minLength: 1, maxLength: 3 }), sweeps: fc.boolean() });

  it("keep the books balanced, charge once, and reply as the model says", async () => {
    const killFrom = (seen: { at: number; side: "before" | "after" } | undefined) => new Kill(seen?.at, seen?.side);
    await fc.assert(
      fc.asyncProperty(
        fc.record({ pay_1: behaviour, pay_2: behaviour }),
        fc.array(round, { minLength: 1, maxLength: 8 }),
        // Fewer than the attempts that a function makes.
        fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 7 }),
        async (behaviours, rounds, conflicts) => {
          const { world, client, model: empty } = start(behaviours);
          contend(world, conflicts);
          let model = empty;
          for (const { requests, sweeps } of rounds) {
            const sent = requests.flatMap((each) => Array.from({ length: each.copies }, () => each));
            const first = await Promise.all(sent.map((each) => client.ask(each.operation, killFrom(each.kill))));
            world.expectSound();
            if (sweeps) await client.sweepUntilSettled();
            for (const each of requests) await client.askUntilAnswered(each.operation, [killFrom(each.again)]);
            // What was refused while another was under way is judged anew; what was answered stays answered.
            const replies: string[] = [];
            for (const each of requests) replies.push(await client.askUntilAnswered(each.operation));
            await client.sweepUntilSettled();
            const after = model.afterAll(
              requests.map((each) => each.operation),
              replies,
            );
            expect({ first, replies, predicted: after !== undefined }).toMatchObject({ predicted: true });
            model = after!;
            expectModel(world, model);
          }
        },
      ),
      { numRuns: 150 },
    );
  }, 120_000);
});
