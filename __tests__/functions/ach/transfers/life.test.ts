import fc from "fast-check";
import { optimise } from "../../../../functions/ach/batches/optimise";
import { transact } from "../../../../functions/shared/dynamodb";
import { journalWrites, makeJournal } from "../../../../functions/ledger";
import { preparePayout } from "../../../../functions/ach/payout";
import { transferResource } from "../../../../functions/ach/resources";
import { cancelTransfer } from "../../../../functions/ach/transfers/cancel";
import { createTransfer } from "../../../../functions/ach/transfers/create";
import { getTransfer, listTransfers } from "../../../../functions/ach/transfers/read";
import { money } from "../../../../functions/shared/money";
import { CALLER, TABLES } from "../support/world";
import { codes, madeOf, payable } from "../support/transfers";

describe("cancelling", () => {
  it("owes the money as before, once, until the transfer is in a file", async () => {
    const { world, asked } = await payable();
    const [first, second] = [
      madeOf(await createTransfer(world.parts(), CALLER, asked)),
      madeOf(await createTransfer(world.parts(), CALLER, asked)),
    ];
    const cancelled = await cancelTransfer(world.parts(), first.id);
    expect(cancelled).toMatchObject({
      ok: true,
      transfer: { status: "failed", detail: "cancelled", failureCode: "requested" },
    });
    expect(await cancelTransfer(world.parts(), first.id)).toEqual(cancelled);
    expect(world.balance("provider_payable", "pro_1")).toBe(100_000_000 - 25_000);
    await world.fund({ cash: 1_000_000 });
    await optimise(world.at("2026-11-24T06:50:00Z").parts());
    expect(codes(await cancelTransfer(world.parts(), second.id))).toEqual([": illegal_transition"]);
    expect(codes(await cancelTransfer(world.parts(), "ach_none"))).toEqual(["transfer_id: transfer_not_found"]);
    expect(codes(await cancelTransfer(world.parts(), "#"))).toEqual(["transfer_id: invalid"]);
    world.expectSound();
  });
});

describe("reading transfers", () => {
  it("shows them by page, by provider, customer and status", async () => {
    const { world, asked } = await payable();
    const ids: string[] = [];
    for (let place = 0; place < 5; place++) {
      world.clock.milliseconds++;
      ids.unshift(madeOf(await createTransfer(world.parts(), CALLER, asked)).id);
    }
    await cancelTransfer(world.parts(), ids[2]!);
    const page = async (query: object) => {
      const listed = await listTransfers(world.parts(), { limit: 2, ...query });
      if (!listed.ok) throw new Error(codes(listed).join());
      return listed.page;
    };
    const first = await page({ providerId: "pro_1" });
    expect(first.data.map(({ transfer_id }) => transfer_id)).toEqual(ids.slice(0, 2));
    const next = await page({ providerId: "pro_1", cursor: first.next_cursor });
    expect(next.data.map(({ transfer_id }) => transfer_id)).toEqual(ids.slice(2, 4));
    expect((await page({ limit: 100 })).data).toHaveLength(5);
    expect((await page({ status: "failed" })).data.map(({ transfer_id }) => transfer_id)).toEqual([ids[2]]);
    expect((await page({ customerId: "cus_1" })).data).toEqual([]);
    expect(codes(await listTransfers(world.parts(), { limit: 2, cursor: "x", providerId: "#" }))).toEqual([
      "provider_id: invalid",
      "cursor: cursor_invalid",
    ]);
    expect(codes(await getTransfer(world.parts(), "#"))).toEqual(["transfer_id: invalid"]);
    expect(await getTransfer(world.parts(), ids[0]!)).toMatchObject({
      ok: true,
      transfer: { amount_cents: 25_000, detail: "queued" },
    });
  });

  it("shows a trace number in its two parts, so that nothing takes it for a card number", async () => {
    const { world, asked } = await payable();
    await world.fund({ cash: 1_000_000 });
    const { id } = madeOf(await createTransfer(world.parts(), CALLER, asked));
    await optimise(world.at("2026-11-24T06:50:00Z").parts());
    expect(transferResource(world.transfer(id))).toMatchObject({ trace: "12104288/0000001", detail: "batched" });
    for (const [status, detail] of [
      ["delivered", "submitted"],
      ["acknowledged", "acknowledged"],
      ["built", "batched"],
    ] as const) {
      expect(transferResource(world.transfer(id), { status })).toMatchObject({ status: "processing", detail });
    }
  });
});

describe("a payout that another room makes", () => {
  it("stands in its transaction and its journal, and comes back to what it was paid from", async () => {
    const { world, account } = await payable();
    const order = { id: "ach_rel_1", journalId: "rel_1/release", providerId: "pro_1" };
    const asked = { ...order, bankAccountId: account.id, amount: money(700, "USD") };
    const payout = await preparePayout(world.parts(), TABLES.ach, asked);
    if (!payout.ok) throw new Error(codes(payout).join());
    const journal = makeJournal({
      ...{
        id: "rel_1/release",
        kind: "release",
        cause: "esc_1",
        region: "us-west-2",
        epoch: 1,
        at: "2026-11-23T15:00:00.000Z",
      },
      postings: payout.postings,
    });
    const ledger = { journals: TABLES.ach, balances: { ach: TABLES.ach, escrow: TABLES.escrow } };
    const written = await transact(world.table.client, [...payout.writes, ...journalWrites(ledger, journal)]);
    expect(written).toEqual({ outcome: "written" });
    world.expectSound();
    expect(world.transfer("ach_rel_1")).toMatchObject({ queuedBy: "rel_1/release", detail: "queued" });
    expect((await cancelTransfer(world.parts(), "ach_rel_1")).ok).toBe(true);
    world.expectSound();
    for (const [change, code] of [
      [{ bankAccountId: "ba_none" }, "bank_account_id: bank_account_not_found"],
      [{ providerId: "pro_2" }, "bank_account_id: bank_account_not_found"],
      [{ amount: money(700, "EUR") }, "currency: currency_invalid"],
    ] as const) {
      expect(codes(await preparePayout(world.parts(), TABLES.ach, { ...asked, ...change }))).toEqual([code]);
    }
  });
});

describe("money in transfers", () => {
  it("is never made or lost, whatever is made and cancelled", async () => {
    const operation = fc.record({ cents: fc.integer({ min: 1, max: 60_000_000 }), cancel: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { maxLength: 8 }), async (operations) => {
        const { world, asked } = await payable();
        for (const { cents, cancel } of operations) {
          const made = await createTransfer(world.parts(), CALLER, { ...asked, amount: money(cents, "USD") });
          if (made.ok && cancel) await cancelTransfer(world.parts(), made.transfer.id);
        }
        world.expectSound();
        expect(world.balance("provider_payable", "pro_1") + world.balance("payouts_queued")).toBe(100_000_000);
      }),
      { numRuns: 25 },
    );
  });
});
