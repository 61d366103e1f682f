import fc from "fast-check";
import { takeWaiting } from "../../../../functions/ach/incoming-files/take-waiting";
import { Kill } from "../../payments/support/kill";
import { FILE, sent } from "../support/sent";
import { acknowledgement, Inbox, noticeFile, settlement } from "./support/inbox";

/** What the bank sends about the file of `sent`, by name. */
async function bankFiles() {
  const { world, credit, debit, payer, notice } = await sent();
  const file = world.files().find(({ id }) => id === FILE)!;
  const files = {
    "a.ack.csv": acknowledgement(file, world.entries()),
    "SETTLEMENT_2026-11-24_01.csv": settlement([[FILE, "2026-11-24", 2000, 1000]]),
    "returns.ach": noticeFile([notice(credit, "R02")]),
    "changes.ach": noticeFile([{ trace: notice(debit, "").trace, code: "C01", correctedData: "999900001111" }]),
    "later.ach": noticeFile([{ ...notice(debit, "R10"), direction: "debit" }]),
  };
  return { world: world.at("2026-11-24T15:00:00Z"), credit, debit, payer, files };
}

type Name = keyof Awaited<ReturnType<typeof bankFiles>>["files"];
const NAMES: readonly Name[] = ["a.ack.csv", "SETTLEMENT_2026-11-24_01.csv", "returns.ach", "changes.ach", "later.ach"];

/** Has all that waits taken until nothing does. */
async function untilTaken(inbox: Inbox): Promise<void> {
  while (inbox.files().some(({ status }) => status === "waiting")) {
    inbox.world.clock.milliseconds += 60 * 60_000;
    await takeWaiting(inbox.parts(), Infinity);
  }
}

describe("the files of a bank", () => {
  it("lead to the same in any order, however often each comes", async () => {
    const { world, credit, debit, payer, files } = await bankFiles();
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...NAMES], { minLength: NAMES.length }),
        fc.array(fc.constantFrom(...NAMES), { maxLength: 5 }),
        async (order, more) => {
          const copy = world.copy();
          const inbox = new Inbox(copy);
          for (const [turn, name] of [...order, ...more].entries()) {
            // A copy under another name is applied again, and changes nothing.
            await inbox.take(turn % 2 === 0 ? name : `copy-${turn}-${name}`, files[name]);
          }
          await untilTaken(inbox);
          copy.expectSound();
          expect(inbox.files().every(({ status }) => status === "applied")).toBe(true);
          expect(copy.files()[0]).toMatchObject({ status: "settled", settledOn: "2026-11-24" });
          expect(copy.transfer(credit)).toMatchObject({ detail: "returned", returnCode: "R02" });
          expect(copy.transfer(debit)).toMatchObject({ detail: "returned", returnCode: "R10", changeCode: "C01" });
          expect(copy.bankAccount(payer.id)).toMatchObject({ lastFour: "1111", status: "blocked" });
          expect([copy.balance("provider_payable", "pro_1"), copy.balance("settlement_cash")]).toEqual([1000, 1000]);
          expect(copy.events().filter((type) => type === "ach.transfer_returned")).toHaveLength(2);
          expect(copy.events().filter((type) => type === "ach.file_acknowledged").length).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 40 },
    );
  }, 120_000);

  it("lead to the same whoever is killed at whichever call, and each is applied once", async () => {
    const { world, credit, debit, files } = await bankFiles();
    for (const name of NAMES) {
      for (let at = 1, over = false; !over; at++) {
        const copy = world.copy();
        const inbox = new Inbox(copy);
        if (name !== "a.ack.csv") await inbox.take("a.ack.csv", files["a.ack.csv"]);
        const kill = new Kill(at, at % 2 === 0 ? "before" : "after");
        await inbox.take(name, files[name], kill).catch(() => undefined);
        over = kill.calls < at;
        expect((await inbox.take(name, files[name])).status).toBe("applied");
        copy.expectSound();
        const events = copy.events();
        expect(events.filter((type) => type === "ach.transfer_returned").length).toBeLessThanOrEqual(1);
        if (name === "returns.ach") expect(copy.transfer(credit).detail).toBe("returned");
        if (name === "changes.ach") expect(copy.transfer(debit).changeCode).toBe("C01");
      }
    }
  }, 120_000);

  it("are never thrown at, spoilt as they may be: each is applied, waits or is told of", async () => {
    const { world, files } = await bankFiles();
    const change = fc.record({ at: fc.nat(3000), to: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...NAMES),
        fc.array(change, { minLength: 1, maxLength: 4 }),
        async (name, changes) => {
          const copy = world.copy();
          const inbox = new Inbox(copy);
          const bytes = Buffer.from(files[name]);
          for (const { at, to } of changes) bytes.writeUInt8(to, at % bytes.length);
          const taken = await inbox.take(name, bytes);
          copy.expectSound();
          const told = taken.applied + taken.known + taken.tooEarly + taken.unmatched + taken.faults;
          expect(told).toBeGreaterThan(0);
          if (taken.status === "kept") expect(inbox.bucket.objects.get(taken.copiedTo!)).toEqual(bytes);
          if (taken.unmatched + taken.faults > 0) expect(copy.counts).toContain("ReturnsUnmatched");
        },
      ),
      { numRuns: 150 },
    );
  }, 120_000);
});
