import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import type { SimulatedBehaviour } from "../../../../functions/simulator";
import { Client } from "./client";
import { contend } from "./contention";
import { Kill } from "./kill";
import { Model, type Operation } from "./model";
import type { World } from "./world";

type DisputeStatus = Extract<Operation, { kind: "dispute" }>["status"];

/** What every payment of these tests asks for. */
export const AMOUNT_CENTS = 1_000_000;
/** When a function dies: before a call is made, or when it has done its work. */
export const SIDES = ["before", "after"] as const;

/** A client and a model of a world whose payments' rails behave so. */
export function inhabited(world: World, behaviours: Readonly<Record<string, SimulatedBehaviour>>) {
  const tokens = Object.fromEntries(Object.entries(behaviours).map(([id, name]) => [id, `sim_${name}`]));
  return { world, client: new Client(world, AMOUNT_CENTS, tokens), model: new Model(AMOUNT_CENTS, behaviours) };
}

/** Each model, after some order of these operations, that predicts the replies and what is stored when all is settled. */
export function expectModel(
  world: World,
  before: readonly Model[],
  operations: readonly Operation[],
  replies: readonly string[],
): readonly Model[] {
  world.expectSettled();
  world.expectPublished();
  const payments = world.payments().map(({ id, status, capturedCents, refundedCents, chargedBackCents = 0 }) => {
    return [id, { status, captured: capturedCents, refunded: refundedCents, chargedBack: chargedBackCents }] as const;
  });
  const stored = new Map(payments);
  let last: Model | undefined;
  const explaining: Model[] = [];
  for (const model of before.flatMap((each) => [...each.afterAll(operations, replies)])) {
    if (isDeepStrictEqual(model.compared(), stored)) explaining.push(model);
    last = model;
  }
  if (explaining.length > 0) return [...new Map(explaining.map((model) => [model.identity(), model])).values()];
  throw new Error(
    `What no order explains: ${JSON.stringify({ operations, replies, stored: [...stored], predicted: last && [...last.compared()] })}`,
  );
}

/** What goes wrong between the SDK and its table at one request, counted from 1: it is refused, or its answer is lost. */
export interface Disturbance {
  readonly at: number;
  readonly kind: "throttled" | "unanswered";
}

/** How many lives there are, and how long each is at most. */
export interface Lives {
  readonly runs: number;
  readonly roundsMax: number;
  /** Of requests, in each life. @default none */
  readonly disturbancesMax?: number;
  /** @default Jest's own */
  readonly milliseconds?: number;
}

/**
 * Random requests of several clients at once, with duplicates, functions that are killed, transactions that conflict and
 * calls that fail or are not answered: the books balance, the rail is asked for the money once, and every reply and every
 * stored payment is what an independent model says.
 *
 * @param worldOf an empty world, whose table meets these disturbances.
 */
export function describeRandomLives(
  engine: string,
  worldOf: (disturbances: readonly Disturbance[]) => World | Promise<World>,
  { runs, roundsMax, disturbancesMax = 0, milliseconds }: Lives,
): void {
  const disturbance: fc.Arbitrary<Disturbance> = fc.record({
    at: fc.integer({ min: 1, max: 150 }),
    kind: fc.constantFrom("throttled", "unanswered", "unanswered"),
  });

  describe(`payments of many clients at once, killed at random, on ${engine}`, () => {
    it.each([
      ["payments and refunds", paid],
      ["payments, refunds and disputes", disputed],
    ])(
      "%s keep the books balanced, charge once, reply as the model says, and are told of",
      async (_, asked) => {
        await fc.assert(
          fc.asyncProperty(
            fc.record({ pay_1: behaviour, pay_2: behaviour }),
            fc.array(roundOf(asked), { minLength: 1, maxLength: roundsMax }),
            // Fewer than the attempts that a function makes.
            fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 7 }),
            fc.array(disturbance, { minLength: Math.min(1, disturbancesMax), maxLength: disturbancesMax }),
            async (behaviours, rounds, conflicts, disturbances) => {
              const { world, client, model: empty } = inhabited(await worldOf(disturbances), behaviours);
              contend(world, conflicts);
              let models: readonly Model[] = [empty];
              for (const { requests, sweeps } of rounds) {
                const sent = requests.flatMap((each) => Array.from({ length: each.copies }, () => each));
                await Promise.all(sent.map((each) => client.ask(each.operation, killFrom(each.kill))));
                await world.look();
                world.expectSound();
                if (sweeps) await client.sweepUntilSettled();
                for (const each of requests) await client.askUntilAnswered(each.operation, [killFrom(each.again)]);
                // What was refused while another was under way is judged anew; what was answered stays answered.
                const replies: string[] = [];
                for (const each of requests) replies.push(await client.askUntilAnswered(each.operation));
                await client.sweepUntilSettled();
                const operations = requests.map((each) => each.operation);
                models = expectModel(world, models, operations, replies);
              }
            },
          ),
          // On an engine the search for a smaller life takes longer than the test may: the first one is told.
          { numRuns: runs, endOnFailure: milliseconds !== undefined },
        );
      },
      milliseconds,
    );
  });
}

const behaviour = fc.constantFrom<SimulatedBehaviour>(
  "approve",
  "approve",
  "decline",
  "slow",
  "timeout_then_success",
  "success_after_void",
);
const id = fc.constantFrom("pay_1", "pay_2");
const cents = fc.constantFrom(1, 250_000, 400_001, 400_002, 400_005, 600_000, AMOUNT_CENTS);
const refundId = fc.constantFrom("re_1", "re_2", "re_3");

const paid: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ kind: fc.constantFrom("validate", "process", "pay"), id }),
  fc.record({ kind: fc.constant("refund"), id, refundId, cents }),
);

// A refund that fails beside a dispute leaves it open which of them the escrow paid: such pairs are not drawn.
const fulfilled = fc.constantFrom(1, 250_000, 400_005, 600_000);
const disputed: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ kind: fc.constantFrom("process", "pay"), id }),
  fc.record({ kind: fc.constant("refund"), id, refundId, cents: fulfilled }),
  ...[disputeOf("dp_1", AMOUNT_CENTS), disputeOf("dp_2", 300_000)],
);

function disputeOf(disputeId: string, amount: number): fc.Arbitrary<Operation> {
  const status = fc.constantFrom<DisputeStatus[]>("opened", "under_review", "won", "lost", "withdrawn");
  const kind = fc.constant("dispute" as const);
  return fc.record({ kind, id, disputeId: fc.constant(disputeId), status, cents: fc.constant(amount) });
}

const kill = fc.option(fc.record({ at: fc.integer({ min: 1, max: 10 }), side: fc.constantFrom(...SIDES) }), {
  nil: undefined,
});

function roundOf(asked: fc.Arbitrary<Operation>) {
  const copies = fc.integer({ min: 1, max: 2 });
  const request = fc.record({ operation: asked, kill, again: kill, copies });
  return fc.record({ requests: fc.array(request, { minLength: 1, maxLength: 3 }), sweeps: fc.boolean() });
}

const killFrom = (seen: { at: number; side: "before" | "after" } | undefined) => new Kill(seen?.at, seen?.side);
