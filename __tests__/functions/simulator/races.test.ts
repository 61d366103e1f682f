import fc from "fast-check";
import { dynamoBooks } from "../../../functions/simulator";
import { BusyError } from "../../../functions/shared/retry";
import { MemoryTable } from "../ledger/support/memory-table";
import { Simulation } from "./support/simulation";

const onDynamo = () => new Simulation(dynamoBooks(new MemoryTable().client, "acquirer-simulator-test"));

describe("instances of the simulator that get one reference at once", () => {
  it.each([
    ["in memory", () => new Simulation()],
    ["in DynamoDB", onDynamo],
  ])("charge once and say the same, with books %s", async (_, start) => {
    const simulation = start();
    const answers = await Promise.all([1, 2, 3, 4].map(() => simulation.charge()));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await simulation.kept()).toMatchObject({ capturedCents: 100, version: 1 });
    expect(await simulation.books.notices("2026", "2027")).toHaveLength(1);
  });

  it("refund once", async () => {
    const simulation = onDynamo();
    await simulation.charge();
    await Promise.all([1, 2, 3, 4].map(() => simulation.refund("r", 60)));
    expect(await simulation.kept()).toMatchObject({ refundedCents: 60 });
  });

  it("give up where others are on the same charge every time, having written nothing", async () => {
    const simulation = new Simulation();
    simulation.memory.commit = () => Promise.resolve(false);
    await expect(simulation.charge()).rejects.toThrow(BusyError);
    expect(simulation.memory.charges.size).toBe(0);
  });
});

describe("whatever is sent at once", () => {
  const cents = fc.integer({ min: 1, max: 120 });
  const operation = fc.oneof(
    fc.record({ kind: fc.constant("charge" as const), capture: fc.boolean() }),
    fc.record({ kind: fc.constantFrom("capture", "refund"), cents, name: fc.constantFrom("a", "b", "d") }),
    fc.record({ kind: fc.constant("cancel" as const) }),
  );

  it("never gives back more than it took, nor takes more than was reserved, nor forgets an answer", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(operation, { minLength: 1, maxLength: 4 }), { maxLength: 5 }),
        async (rounds) => {
          const simulation = onDynamo();
          const definite = new Map<string, string>();
          for (const round of rounds) {
            await Promise.all(
              round.map(async (each) => {
                if (each.kind === "charge") return simulation.charge("approve", 100, each.capture);
                if (each.kind === "cancel") return simulation.cancel();
                const reference = `${each.kind} ${each.name}`;
                const { outcome } = await simulation[each.kind](reference, each.cents);
                expect(outcome).toBe(definite.get(reference) ?? outcome);
                definite.set(reference, outcome);
                return undefined;
              }),
            );
            const kept = await simulation.kept();
            const { authorisedCents = 0, capturedCents = 0, refundedCents = 0, status } = kept ?? {};
            expect(refundedCents).toBeLessThanOrEqual(capturedCents);
            expect(capturedCents).toBeLessThanOrEqual(authorisedCents);
            expect(capturedCents > 0).toBe(status === "captured");
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
