import fc from "fast-check";
import { optimise } from "../../../../functions/ach/batches/optimise";
import { cancelFile } from "../../../../functions/ach/batches/cancel-file";
import { serveRail } from "../../../../functions/ach/debit-rail/serve";
import { applyReturn } from "../../../../functions/ach/incoming/return";
import { counterKey, readCounter, writeAccount, writeTransfer } from "../../../../functions/ach/items";
import { cancelTransfer } from "../../../../functions/ach/transfers/cancel";
import { createTransfer } from "../../../../functions/ach/transfers/create";
import { reinitiateTransfer } from "../../../../functions/ach/transfers/reinitiate";
import { money } from "../../../../functions/shared/money";
import { Kill } from "../../payments/support/kill";
import { FILE, sent } from "../support/sent";
import { codes, debitable, madeOf, payable } from "../support/transfers";
import { CALLER, type World, type WorldParts } from "../support/world";

const TODAY = "2026-11-23";
const PROVIDER = { kind: "provider", id: "pro_1" } as const;
const CUSTOMER = { kind: "customer", id: "cus_1" } as const;
type Owner = typeof PROVIDER | typeof CUSTOMER;

/** What an owner used of a day: transfers, and cents. */
function used({ table }: Pick<World, "table">, owner: Owner = PROVIDER, day = TODAY) {
  const key = counterKey({ owner, day });
  const item = table.startingWith(key.pk?.S ?? "").find(({ pk }) => pk?.S === key.pk?.S);
  const { count, sumCents } = readCounter({ owner, day }, item);
  return [count, sumCents];
}

const limited = (perDay: object) =>
  payable({ limits: { creditCentsMax: 1_000_000, debitCentsMax: 1_000_000, perDay } });

describe("a transfer that is cancelled before it is in a file", () => {
  it.each([
    ["the number of transfers", { countMax: 2, sumCentsMax: 1_000_000 }],
    ["their sum", { countMax: 100, sumCentsMax: 60_000 }],
  ])("gives its owner back the room that it took of the day: %s", async (_, perDay) => {
    const { world, asked } = await limited(perDay);
    const make = () => createTransfer(world.parts(), CALLER, asked);
    const first = madeOf(await make());
    await make();
    expect(codes(await make())).toEqual([": transfer_declined"]);
    expect((await cancelTransfer(world.parts(), first.id)).ok).toBe(true);
    expect(used(world)).toEqual([1, 25_000]);
    expect((await make()).ok).toBe(true);
    expect(codes(await make())).toEqual([": transfer_declined"]);
  });

  it("gives it back once, however often it is cancelled, and by how many at once", async () => {
    const { world, asked } = await payable();
    const [first] = [madeOf(await createTransfer(world.parts(), CALLER, asked))];
    await createTransfer(world.parts(), CALLER, { ...asked, amount: money(1, "USD") });
    await Promise.all([1, 2, 3].map(() => cancelTransfer(world.parts(), first.id)));
    await cancelTransfer(world.parts(), first.id);
    expect(used(world)).toEqual([1, 1]);
  });

  it("gives it back in the transaction that cancels it, whoever is killed when", async () => {
    for (let at = 1, over = false; !over; at++) {
      for (const side of ["before", "after"] as const) {
        const { world, asked } = await payable();
        const { id } = madeOf(await createTransfer(world.parts(), CALLER, asked));
        const kill = new Kill(at, side);
        await cancelTransfer(world.parts(kill), id).catch(() => undefined);
        over = kill.calls < at;
        expect(used(world)).toEqual(world.transfer(id).detail === "cancelled" ? [0, 0] : [1, 25_000]);
        await cancelTransfer(world.parts(), id);
        expect(used(world)).toEqual([0, 0]);
        world.expectSound();
      }
    }
  });

  it("gives it back to the day that it was taken from, and to no other", async () => {
    const { world, asked } = await payable();
    const { id } = madeOf(await createTransfer(world.parts(), CALLER, asked));
    // Past midnight by UTC, before the cut-off.
    world.at("2026-11-24T01:00:00Z");
    await createTransfer(world.parts(), CALLER, asked);
    expect((await cancelTransfer(world.parts(), id)).ok).toBe(true);
    expect([used(world), used(world, PROVIDER, "2026-11-24")]).toEqual([
      [0, 0],
      [1, 25_000],
    ]);
  });

  it("gives it back too where it was in a file that never left", async () => {
    const { world, debit, credit } = await sent();
    expect([used(world), used(world, CUSTOMER)]).toEqual([
      [1, 1000],
      [1, 2000],
    ]);
    await cancelFile(world.parts(), FILE, "deadline_passed");
    await cancelTransfer(world.parts(), debit);
    expect([used(world), used(world, CUSTOMER)]).toEqual([
      [1, 1000],
      [0, 0],
    ]);
    expect(world.transfer(credit).detail).toBe("queued");
  });

  it("gives it back too where its account was blocked before its window closed", async () => {
    const { world, account, asked } = await payable();
    await world.fund({ cash: 100_000 });
    const { id } = madeOf(await createTransfer(world.parts(), CALLER, asked));
    world.table.put(writeAccount({ ...account, status: "blocked", blockedReason: "R02" }));
    await optimise(world.at("2026-11-24T06:50:00Z").parts());
    expect(world.transfer(id)).toMatchObject({ detail: "cancelled", failureCode: "bank_account_blocked" });
    expect(used(world)).toEqual([0, 0]);
    world.expectSound();
  });

  it("gives it back too where it is a payment's debit, or a debit that was tried again", async () => {
    const { world, account } = await debitable();
    const method = account.id;
    const request = { amountCents: 10_000, currency: "USD" };
    const charge = { operation: "charge", reference: "pay_1/charge/1", customerId: "cus_1", capture: true, method };
    await serveRail(world.parts(), { ...charge, ...request });
    expect(used(world, CUSTOMER)).toEqual([1, 10_000]);
    const cancel = { operation: "cancel", reference: "pay_1/cancel/1", of: "pay_1/charge/1", ...request };
    expect(await serveRail(world.parts(), cancel)).toMatchObject({ outcome: "approved" });
    expect(used(world, CUSTOMER)).toEqual([0, 0]);

    const returned = await sent();
    await returned.deliver();
    returned.world.at("2026-11-25T15:00:00Z");
    await applyReturn(returned.world.parts(), returned.notice(returned.debit, "R01"));
    const retried = madeOf(await reinitiateTransfer(returned.world.parts(), returned.debit));
    expect(used(returned.world, CUSTOMER, "2026-11-25")).toEqual([1, 2000]);
    await cancelTransfer(returned.world.parts(), retried.id);
    // What came back was sent: it counts.
    expect([used(returned.world, CUSTOMER, "2026-11-25"), used(returned.world, CUSTOMER)]).toEqual([
      [0, 0],
      [1, 2000],
    ]);
  });
});

describe("a transfer that cannot give anything back", () => {
  it("is cancelled all the same: it never counted, or nobody keeps its day any more", async () => {
    const { world, asked } = await payable();
    const [one, other] = [
      madeOf(await createTransfer(world.parts(), CALLER, asked)),
      madeOf(await createTransfer(world.parts(), CALLER, asked)),
    ];
    const { countedOn, ...neverCounted } = world.transfer(one.id);
    expect(countedOn).toBe(TODAY);
    world.table.put(writeTransfer(neverCounted));
    world.table.put(writeTransfer({ ...world.transfer(other.id), countedOn: "2026-11-01" }));
    for (const { id } of [one, other]) expect((await cancelTransfer(world.parts(), id)).ok).toBe(true);
    expect([used(world), used(world, PROVIDER, "2026-11-01")]).toEqual([
      [2, 50_000],
      [0, 0],
    ]);
    world.expectSound();
  });

  it("is cancelled by the next attempt where its day was given up between the look and the write", async () => {
    const { world, asked } = await payable();
    const { id } = madeOf(await createTransfer(world.parts(), CALLER, asked));
    world.table.put(writeTransfer({ ...world.transfer(id), countedOn: "2026-11-01" }));
    const { store, ...parts } = world.parts();
    let looks = 0;
    const stale: WorldParts["store"] = Object.assign(Object.create(store) as typeof store, {
      read: (keys: Parameters<typeof store.read>[0]) =>
        looks++ === 0 ? Promise.resolve({ counter: { count: 1, sumCents: 25_000 } }) : store.read(keys),
    });
    expect((await cancelTransfer({ ...parts, store: stale }, id)).ok).toBe(true);
    expect([looks, used(world, PROVIDER, "2026-11-01")]).toEqual([2, [0, 0]]);
  });
});

describe("what an owner used of a day", () => {
  it("is the number and the sum of the day's transfers that were not cancelled, whatever comes at once", async () => {
    const step = fc.record({ cents: fc.integer({ min: 1, max: 60_000 }), cancel: fc.boolean(), nextDay: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6 }), fc.nat(4), async (steps, conflictEvery) => {
        const { world, asked } = await limited({ countMax: 5, sumCentsMax: 200_000 });
        for (const { cents, cancel, nextDay } of steps) {
          if (nextDay) world.at("2026-11-24T01:00:00Z");
          const made = await createTransfer(world.parts(), CALLER, { ...asked, amount: money(cents, "USD") });
          if (!made.ok || !cancel) continue;
          world.table.conflictEvery = conflictEvery < 2 ? 0 : conflictEvery;
          await Promise.all([1, 2].map(() => cancelTransfer(world.parts(), made.transfer.id)));
          world.table.conflictEvery = 0;
        }
        for (const day of [TODAY, "2026-11-24"]) {
          const kept = world
            .transfers()
            .filter(({ detail, createdAt }) => detail === "queued" && createdAt.startsWith(day));
          expect(used(world, PROVIDER, day)).toEqual([
            kept.length,
            kept.reduce((sum, { amountCents }) => sum + amountCents, 0),
          ]);
        }
        world.expectSound();
      }),
      { numRuns: 25 },
    );
  });
});
