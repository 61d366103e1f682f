import fc from "fast-check";
import { optimise } from "../../../../functions/ach/batches/optimise";
import { beginVerification } from "../../../../functions/ach/bank-accounts/verify";
import { advanceFile } from "../../../../functions/ach/batches/file-steps";
import { addDays, daysBetween } from "../../../../functions/ach/calendar/day";
import { returnDeadline } from "../../../../functions/ach/calendar/deadlines";
import { applyReturn } from "../../../../functions/ach/incoming/return";
import { settleFile } from "../../../../functions/ach/incoming/settle";
import { transferResource } from "../../../../functions/ach/resources";
import { Kill } from "../../payments/support/kill";
import { Reconciler } from "../reconciliation/support";
import { FILE, sent } from "../support/sent";
import { World } from "../support/world";

const LATE = "ach.transfer_returned_late";
const SETTLED_ON = "2026-11-24";
/** Late in the evening of a day, Eastern: a moment of the next day by UTC. */
const evening = (day: string) => `${addDays(day, 1)}T04:30:00Z`;

/** The file of the first day, settled. */
async function settled() {
  const all = await sent();
  await all.deliver();
  await settleFile(all.world.parts(), FILE, SETTLED_ON);
  return all;
}

const told = (world: World) => ({
  events: world.events().filter((type) => type === LATE).length,
  counts: world.counts.filter((name) => name === "ReturnsLate").length,
});

describe("a return that comes after the deadline of its code", () => {
  it.each([
    // The 26th is Thanksgiving: two banking days behind the 24th is the 27th.
    ["R01", "2026-11-27", "2026-11-28"],
    ["R10", "2027-01-23", "2027-01-24"],
  ])("%s: a person hears of it, and not of one on its last day, %s", async (code, last, late) => {
    const inTime = await settled();
    inTime.world.at(evening(last));
    await applyReturn(inTime.world.parts(), inTime.notice(inTime.debit, code));
    expect(told(inTime.world)).toEqual({ events: 0, counts: 0 });
    expect(transferResource(inTime.world.transfer(inTime.debit))).not.toHaveProperty("return_due_by");

    const { world, debit, notice } = await settled();
    world.at(evening(late));
    await applyReturn(world.parts(), notice(debit, code));
    expect(await applyReturn(world.parts(), notice(debit, code))).toBe("known");
    expect(told(world)).toEqual({ events: 1, counts: 1 });
    expect(world.logged.join()).toContain("a return came after its deadline");
    expect(transferResource(world.transfer(debit))).toMatchObject({ return_code: code, return_due_by: last });
  });

  it("is booked like any other: the same money, the same consequences", async () => {
    const books = [];
    for (const day of ["2026-11-25", "2026-12-20"]) {
      const { world, payee, credit, notice } = await settled();
      world.at(`${day}T15:00:00Z`);
      expect(await applyReturn(world.parts(), notice(credit, "R03"))).toBe("applied");
      world.expectSound();
      const kinds = ["provider_payable", "settlement_cash", "returns_payable"] as const;
      books.push([...kinds.map((kind) => world.total(kind)), world.bankAccount(payee.id).blockedReason]);
      expect(world.events()).toContain("ach.transfer_returned");
    }
    expect(books[1]).toEqual(books[0]);
    expect(books[0]).toContain("R03");
  });

  it("is counted from the entry's date where its settlement was not told yet", async () => {
    const { world, debit, notice, deliver } = await sent();
    await deliver();
    world.at(evening("2026-11-28"));
    await applyReturn(world.parts(), notice(debit, "R01"));
    expect(world.transfer(debit)).toMatchObject({ returnDueBy: "2026-11-27" });
    expect(told(world)).toEqual({ events: 1, counts: 1 });
  });

  it("does not exist where the rules count no days for a code", async () => {
    for (const code of ["R06", "R13", "R23", "R31", "R85", "R90"]) {
      const { world, debit, notice } = await settled();
      world.at("2027-11-20T15:00:00Z");
      await applyReturn(world.parts(), notice(debit, code));
      expect(told(world)).toEqual({ events: 0, counts: 0 });
    }
  });

  it("of an entry that verifies an account is counted, and told to nobody who is not shown it", async () => {
    const world = new World();
    const account = await world.account({}, "unverified");
    await beginVerification(world.parts(), account.id, "prenote");
    await optimise(world.at("2026-11-24T06:50:00Z").parts());
    for (const status of ["delivering", "delivered"] as const) await advanceFile(world.parts(), FILE, status);
    const [{ trace = "", amountCents } = { amountCents: 0 }] = world.transfers();
    world.at("2026-12-20T15:00:00Z");
    await applyReturn(world.parts(), { trace, amountCents, rdfi: "09100001", code: "R03" });
    expect(told(world)).toEqual({ events: 0, counts: 1 });
  });

  it("is told of once, whoever is killed when", async () => {
    for (let at = 1, over = false; !over; at++) {
      const { world, debit, notice } = await settled();
      world.at("2026-12-20T15:00:00Z");
      const kill = new Kill(at, at % 2 === 0 ? "before" : "after");
      await applyReturn(world.parts(kill), notice(debit, "R01")).catch(() => undefined);
      over = kill.calls < at;
      await applyReturn(world.parts(), notice(debit, "R01"));
      expect(told(world).events).toBe(1);
      world.expectSound();
    }
  });

  it("is one that comes on any later day, and no other", async () => {
    const code = fc.constantFrom("R02", "R09", "R29", "R05", "R07", "R53");
    await fc.assert(
      fc.asyncProperty(code, fc.integer({ min: 0, max: 70 }), async (each, days) => {
        const { world, debit, notice } = await settled();
        const day = addDays(SETTLED_ON, days);
        world.at(evening(day));
        await applyReturn(world.parts(), notice(debit, each));
        const isLate = daysBetween(returnDeadline(each, SETTLED_ON) ?? "", day) > 0;
        expect(told(world)).toEqual({ events: isLate ? 1 : 0, counts: isLate ? 1 : 0 });
      }),
      { numRuns: 20 },
    );
  });

  it("stands in the report of its day, beside those that came in time", async () => {
    const { world, credit, debit, notice } = await settled();
    const reconciler = new Reconciler(world);
    world.at("2026-11-30T15:00:00Z");
    await applyReturn(world.parts(), notice(credit, "R02"));
    await applyReturn(world.parts(), notice(debit, "R10"));
    await reconciler.at("2026-11-30");
    const { returned, returned_late } = reconciler.report("2026-11-30");
    expect(returned).toHaveLength(2);
    expect(returned_late).toEqual([
      expect.objectContaining({ transfer_id: credit, return_code: "R02", return_due_by: "2026-11-27" }),
    ]);
    expect(reconciler.table("2026-11-30").find((row) => row.includes(credit))).toMatch(/,R02,2026-11-27$/);
  });
});
