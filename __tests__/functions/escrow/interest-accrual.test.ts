import { accrueEscrow } from "../../../functions/escrow/accrue";
import { readRemainder } from "../../../functions/escrow/interest";
import { release } from "../../../functions/escrow/release";
import type { EscrowSettings } from "../../../functions/escrow/settings";
import { getStatement } from "../../../functions/escrow/statement";
import { money } from "../../../functions/shared/money";
import { BusyError } from "../../../functions/shared/retry";
import { Kill } from "../payments/support/kill";
import { CALLER } from "../payments/support/world";
import { DAY_MS, EscrowWorld, met } from "./support/escrow-world";

const RATE = { jurisdiction: "US", effectiveFrom: "2026-01-01", rateMicros: 45_000, dayCount: "actual/365" } as const;
const interest = (change: Partial<EscrowSettings["interest"]> = {}): Partial<EscrowSettings> => ({
  interest: { paidTo: "customer", jurisdiction: "US", rates: [RATE], ...change },
});

const accruals = (world: EscrowWorld) =>
  world.escrowTable
    .startingWith("ESCROW#")
    .filter(({ sk }) => sk?.S?.startsWith("ACCRUAL#"))
    .map(({ day, cents, principalCents }) => [day?.S, Number(cents?.N), Number(principalCents?.N)]);

const key = (world: EscrowWorld) => ({ pk: { S: `ESCROW#${world.escrow().id}` }, sk: { S: "INTEREST" } });

describe("interest", () => {
  it("is off where nothing is said", async () => {
    const world = new EscrowWorld();
    const { id } = await world.held();
    world.clock.milliseconds += 2 * DAY_MS;
    expect(await world.minute("interest")).toEqual([]);
    expect(await world.escrowParts().escrows.findInterest(id)).toBeUndefined();
    expect(await accrueEscrow(world.escrowParts(), key(world))).toBe("done");
  });

  it("accrues each day that is over, one journal a day, its remainder carried exactly, the principal untouched", async () => {
    const world = new EscrowWorld(interest());
    const { id } = await world.held({ autoRelease: false }, {}, 100_000);
    const { version } = world.escrow();
    expect(await world.minute("interest")).toEqual([]);
    for (let day = 0; day < 3; day++) {
      world.clock.milliseconds += DAY_MS;
      await world.minute("interest");
      await world.minute("interest");
    }
    // 1,000.00 at 4.5 % is 4500 cents a year: 12 cents and 120/365 a day.
    expect(accruals(world)).toEqual([
      ["2026-11-15", 12, 100_000],
      ["2026-11-16", 12, 100_000],
      ["2026-11-17", 12, 100_000],
    ]);
    const account = await world.escrowParts().escrows.findInterest(id);
    expect(account).toMatchObject({ accruedCents: 36, accruedThrough: "2026-11-17" });
    const { numerator, denominator } = readRemainder(account!.remainder);
    expect(numerator * 365n).toBe(denominator * 360n);
    expect(world.balance("interest_payable", id)).toBe(36);
    expect(world.balance("interest_expense", "platform")).toBe(36);
    expect(world.balance("escrow", "pay_1")).toBe(100_000);
    expect(world.escrow().version).toBe(version);
    expect(world.journals().filter(({ kind }) => kind === "interest_accrued")).toHaveLength(3);
    world.expectSound();
  });

  it("catches missed days up, each on what was held when it ended", async () => {
    const world = new EscrowWorld(interest());
    const { id: escrowId } = await world.held({ autoRelease: false }, {}, 100_000);
    world.clock.milliseconds += DAY_MS;
    await world.seen();
    const asked = { escrowId, releaseId: "rel_1", amount: money(40_000, "USD") };
    met(await release(world.escrowParts(), CALLER, asked));
    world.clock.milliseconds += 2 * DAY_MS;
    await world.minute("interest");
    expect(accruals(world)).toEqual([
      ["2026-11-15", 12, 100_000],
      ["2026-11-16", 7, 60_000],
      ["2026-11-17", 8, 60_000],
    ]);
  });

  it.each([
    ["customer", { customer_credit: 24, provider_payable: 100_000 }],
    ["provider", { customer_credit: 0, provider_payable: 100_024 }],
  ] as const)("is paid to the %s when the escrow is over", async (paidTo, expected) => {
    const world = new EscrowWorld(interest({ paidTo }));
    const beneficiaries = [
      { providerId: "pro_1", basisPoints: 5000 },
      { providerId: "pro_2", basisPoints: 5000 },
    ];
    const { id } = await world.held({ beneficiaries }, {}, 100_000);
    world.clock.milliseconds += 2 * DAY_MS;
    await world.seen();
    world.clock.milliseconds += DAY_MS;
    await world.minute("interest");
    expect(world.total("customer_credit")).toBe(expected.customer_credit);
    expect(world.total("provider_payable")).toBe(expected.provider_payable);
    expect(world.balance("interest_payable", id)).toBe(0);
    expect(world.escrowEvents()).toContain("escrow.interest_paid");
    const paid = await world.escrowParts().escrows.findInterest(id);
    expect(paid?.paidAt).toBeDefined();
    expect(paid?.dueAt).toBeUndefined();
    world.clock.milliseconds += 9 * DAY_MS;
    expect(await world.minute("interest")).toEqual([]);
    expect(await accrueEscrow(world.escrowParts(), key(world))).toBe("done");
    world.expectSound();
  });

  it("of an escrow that was over the same day is nothing, and ends", async () => {
    const world = new EscrowWorld(interest());
    const { id } = await world.held();
    await world.seen();
    world.clock.milliseconds += DAY_MS;
    await world.minute("interest");
    expect(await world.escrowParts().escrows.findInterest(id)).toMatchObject({
      accruedCents: 0,
      paidAt: expect.any(String),
    });
    expect(world.escrowEvents()).not.toContain("escrow.interest_paid");
  });

  it("that has no rate is counted, and waits; with the rate it is caught up", async () => {
    const world = new EscrowWorld(interest({ rates: [] }));
    await world.held();
    world.clock.milliseconds += DAY_MS;
    expect(await world.minute("interest")).toMatchObject([{ failed: 1 }]);
    expect(world.counted).toContain("InterestFailures");
    world.escrowSettings = { ...world.escrowSettings, ...interest() };
    world.clock.milliseconds += DAY_MS;
    await world.minute("interest");
    expect(accruals(world)).toHaveLength(2);
  });

  it.each(["before", "after"] as const)(
    "is accrued once a day where its function is killed %s any of its calls",
    async (side) => {
      for (let at = 1, over = false; !over; at++) {
        const world = new EscrowWorld(interest());
        await world.held({}, {}, 100_000);
        world.clock.milliseconds += DAY_MS;
        await world.seen();
        world.clock.milliseconds += DAY_MS;
        const kill = new Kill(at, side);
        await accrueEscrow(world.escrowParts(kill), key(world)).catch(() => undefined);
        over = kill.calls < at;
        world.expectSound();
        await Promise.all([1, 2].map(() => accrueEscrow(world.escrowParts(), key(world))));
        expect(accruals(world)).toHaveLength(2);
        expect(world.balance("customer_credit", "cus_1")).toBe(12);
        world.expectSound();
      }
    },
  );

  it("waits where others are always quicker", async () => {
    const world = new EscrowWorld(interest());
    await world.held();
    world.clock.milliseconds += DAY_MS;
    const parts = world.escrowParts();
    const escrows = { ...parts.escrows, commitInterest: async () => ({ outcome: "contended" }) as const };
    await expect(accrueEscrow({ ...parts, escrows }, key(world))).rejects.toThrow(BusyError);
  });

  it("stands in the statement beside the principal, day by day", async () => {
    const world = new EscrowWorld(interest());
    const { id: escrowId } = await world.held({ autoRelease: false }, {}, 100_000);
    world.clock.milliseconds += DAY_MS;
    await world.seen();
    met(await release(world.escrowParts(), CALLER, { escrowId, releaseId: "rel_1", amount: money(1, "USD") }));
    await world.minute("interest");
    const { statement } = met(await getStatement(world.escrowParts(), escrowId));
    expect(statement).toMatchObject({
      entries: [
        { kind: "held", direction: "in", amount_cents: 100_000, balance_cents: 100_000 },
        { kind: "released", direction: "out", amount_cents: 1, balance_cents: 99_999, reference: "rel_1" },
      ],
      interest: {
        accrued_amount_cents: 12,
        accrued_through: "2026-11-15",
        remainder: "24/73",
        days: [{ day: "2026-11-15", principal_cents: 100_000, amount_cents: 12, rate_micros: 45_000 }],
      },
    });
  });
});
