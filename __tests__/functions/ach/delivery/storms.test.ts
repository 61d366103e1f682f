import fc from "fast-check";
import { optimise } from "../../../../functions/ach/batches/optimise";
import { takeEvidence } from "../../../../functions/ach/delivery/deliver";
import { Kill, Killed } from "../../payments/support/kill";
import { AnswerLost, LIST_FAULTS, SEND_FAULTS } from "./support/bank";
import { builtWorld, CLOSES_AT, MINUTE_MS, Road } from "./support/built";

const FILE = "12104288_2026-11-23_standard_01";

/** What happens in one minute: an instance that dies perhaps, events in any order, twice or never, the bank, a person. */
const minute = fc.record({
  diesAt: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined, freq: 3 }),
  side: fc.constantFrom("before" as const, "after" as const),
  runs: fc.integer({ min: 0, max: 2 }),
  hears: fc.array(fc.nat({ max: 11 }), { maxLength: 3 }),
  collects: fc.boolean(),
  resends: fc.constantFrom(false, false, false, true),
});

describe("a file on its way through storms", () => {
  it("is delivered once and whole, or an alarm was raised; never sent too late, never in two files", async () => {
    const ready = await builtWorld();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...SEND_FAULTS), { maxLength: 8 }),
        fc.array(fc.constantFrom(...LIST_FAULTS), { maxLength: 8 }),
        fc.array(minute, { minLength: 5, maxLength: 25 }),
        async (sends, lists, minutes) => {
          const road = new Road(ready.copy(), { sends, lists });
          for (const { diesAt, side, runs, hears, collects, resends } of minutes) {
            const kill = () => new Kill(diesAt, side);
            await Promise.all(Array.from({ length: runs }, () => road.run(kill())));
            for (const place of hears) await road.hear(place, kill());
            if (resends) await resendBy(road, kill());
            if (collects) road.bank.collect(road.file);
            road.world.clock.milliseconds += MINUTE_MS;
          }
          // Then nobody dies any more, and what was told is heard.
          await road.minutes(30);
          await optimise(road.world.parts());
          await road.minutes(30);

          const { file, bank } = road;
          expect(Math.max(0, ...bank.sentAt)).toBeLessThan(CLOSES_AT);
          expect(bank.accepted.length).toBeLessThanOrEqual(1);
          expect(["delivered", "held", "cancelled"]).toContain(file.status);
          const raised = (...alarms: readonly string[]) => alarms.some((name) => road.world.counts.includes(name));
          // Sent again by a person, it may have come in part, too late for another try: nobody acknowledges that.
          if (file.status === "delivered") expect(bank.has(file) || raised("FilesUnacknowledged")).toBe(true);
          else expect(raised("FilesLate", "FilesHeld")).toBe(true);
          // What goes with new dates is not with the bank.
          if (file.status === "cancelled") expect(bank.has(file)).toBe(false);
          road.world.expectSound();
        },
      ),
      { numRuns: 60 },
    );
  }, 120_000);
});

async function resendBy(road: Road, kill: Kill): Promise<void> {
  try {
    await takeEvidence(road.parts(kill), FILE, { kind: "resend" });
  } catch (error) {
    if (!(error instanceof Killed) && !(error instanceof AnswerLost)) throw error;
  }
}
