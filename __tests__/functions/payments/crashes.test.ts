import type { SimulatedBehaviour } from "../../../functions/simulator";
import { Kill } from "./support/kill";
import { CALLED_OFF, type Operation } from "./support/model";
import { AMOUNT_CENTS, describeRandomLives, expectModel, inhabited, SIDES } from "./support/random-lives";
import { World } from "./support/world";

// Thousands of lives: seconds alone, more beside other suites.
jest.setTimeout(120_000);

type DisputeStatus = Extract<Operation, { kind: "dispute" }>["status"];

const start = (behaviours: Readonly<Record<string, SimulatedBehaviour>>) => inhabited(new World(), behaviours);

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
          expectModel(world, [model], journey, replies);
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
          expectModel(world, [model], journey, replies);
        }
      }
    }
  });
});

describeRandomLives("a table in memory", () => new World(), { runs: 75, roundsMax: 8 });
