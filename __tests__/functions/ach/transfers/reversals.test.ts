import fc from "fast-check";
import { advanceFile } from "../../../../functions/ach/batches/file-steps";
import { optimise } from "../../../../functions/ach/batches/optimise";
import { applyReturn } from "../../../../functions/ach/incoming/return";
import { makeDueAvailable } from "../../../../functions/ach/incoming/available";
import { settleFile } from "../../../../functions/ach/incoming/settle";
import { writeAccount } from "../../../../functions/ach/items";
import { transferResource } from "../../../../functions/ach/resources";
import { cancelTransfer } from "../../../../functions/ach/transfers/cancel";
import { createTransfer } from "../../../../functions/ach/transfers/create";
import { reinitiateTransfer } from "../../../../functions/ach/transfers/reinitiate";
import { type ReversalOrder, reverseTransfer } from "../../../../functions/ach/transfers/reverse";
import { journalWrites, makeJournal } from "../../../../functions/ledger";
import { transact } from "../../../../functions/shared/dynamodb";
import { money } from "../../../../functions/shared/money";
import { Kill, Killed } from "../../payments/support/kill";
import { FILE, sent } from "../support/sent";
import { codes, debitable, madeOf } from "../support/transfers";
import { CALLER, TABLES, type World } from "../support/world";

const MINUTE_MS = 60_000;

/** A payout of 10.00 and a debit of 20.00 that settled on Tuesday the 24th; it is ten o'clock in New York. */
async function settled() {
  const made = await sent();
  await made.deliver();
  await settleFile(made.world.parts(), FILE, "2026-11-24");
  made.world.at("2026-11-24T15:00:00Z");
  return made;
}

function reverse(world: World, id: string, change: Partial<ReversalOrder> = {}, kill = new Kill()) {
  const order: ReversalOrder = { reason: "duplicate", foundAt: world.clock.now(), ...change };
  return reverseTransfer(world.parts(kill), id, order);
}

/** The file that the day's standard window makes, settled. */
async function wholeNight(world: World, day: string, cutOff: string, settlesOn: string): Promise<string> {
  await optimise(world.at(cutOff).parts());
  const id = `12104288_${day}_standard_01`;
  for (const status of ["delivering", "delivered", "acknowledged"] as const) {
    await advanceFile(world.parts(), id, status);
  }
  await settleFile(world.parts(), id, settlesOn);
  world.expectSound();
  return id;
}

/** Money that leaves an account of the ledger. */
async function take(world: World, kind: "customer_credit" | "settlement_cash", owner: string, cents: number) {
  const clearing = { kind: "clearing", owner: "simulator", currency: "USD" } as const;
  const [to, from] = [clearing, { kind, owner, currency: "USD" } as const];
  const [left, right] = kind === "customer_credit" ? [from, to] : [to, from];
  const amount = money(cents, "USD");
  const journal = makeJournal({
    ...{
      id: `take/${kind}`,
      kind: "test",
      cause: "test",
      region: "us-west-2",
      epoch: 1,
      at: "2026-11-23T00:00:00.000Z",
    },
    postings: [
      { account: left, direction: "debit", amount },
      { account: right, direction: "credit", amount },
    ],
  });
  const balances = { ach: TABLES.ach, escrow: TABLES.escrow, payments: TABLES.ach };
  await transact(world.table.client, journalWrites({ journals: TABLES.ach, balances }, journal));
}

const recordsOf = (world: World, file: string, type: string) =>
  [...world.bucket.files]
    .filter(([key]) => key.includes(file))
    .flatMap(([, bytes]) => bytes.toString("latin1").split("\n"))
    .filter((line) => line.startsWith(type) && !line.startsWith("9999"));

describe("the reversal of a payout", () => {
  it("is a debit of the same amount, SEC code and account, described as a reversal", async () => {
    const { world, credit } = await settled();
    const original = world.transfer(credit);
    const reversal = madeOf(await reverse(world, credit));
    expect(reversal).toMatchObject({
      ...{ direction: "debit", purpose: "reversal", description: "REVERSAL", amountCents: 1000, detail: "queued" },
      ...{ secCode: original.secCode, bankAccountId: original.bankAccountId, providerId: "pro_1" },
      ...{ reversalOf: credit, reversalReason: "duplicate", transferType: "standard", settlesBy: "2026-12-02" },
    });
    expect(world.transfer(credit)).toMatchObject({ status: "completed", reversedBy: reversal.id });
    expect(transferResource(world.transfer(credit))).toMatchObject({ reversed_by: reversal.id });
    expect(transferResource(reversal)).toMatchObject({ reversal_of: credit, reversal_reason: "duplicate" });
    world.expectSound();
  });

  it("stands in a file that our reader finds nothing in, and is the provider's again once its hold is over", async () => {
    const { world, credit } = await settled();
    madeOf(await reverse(world, credit));
    const file = await wholeNight(world, "2026-11-24", "2026-11-25T06:50:00Z", "2026-11-25");
    expect(recordsOf(world, file, "5").map((line) => [line.slice(1, 4), line.slice(53, 63)])).toEqual([
      ["225", "REVERSAL  "],
    ]);
    expect(world.balance("provider_payable", "pro_1")).toBe(0);
    await makeDueAvailable(world.at("2026-12-10T12:00:00Z").parts(), Infinity);
    expect(world.balance("provider_payable", "pro_1")).toBe(1000);
    world.expectSound();
  });

  it("is made once, whoever is killed when, and whatever reason is told again", async () => {
    for (let at = 1, over = false; !over; at++) {
      const { world, credit } = await settled();
      const kill = new Kill(at, at % 2 === 0 ? "before" : "after");
      await reverse(world, credit, {}, kill).catch(() => undefined);
      over = kill.calls < at;
      const first = madeOf(await reverse(world, credit));
      expect(madeOf(await reverse(world, credit, { reason: "wrong_amount" }))).toEqual(first);
      expect(world.transfers().filter(({ purpose }) => purpose === "reversal")).toHaveLength(1);
      world.expectSound();
    }
  });

  it("cannot be cancelled or reversed itself", async () => {
    const { world, credit } = await settled();
    const { id } = madeOf(await reverse(world, credit));
    expect(codes(await cancelTransfer(world.parts(), id))).toEqual([": illegal_transition"]);
    expect(codes(await reverse(world, id))).toEqual([": illegal_transition"]);
    await wholeNight(world, "2026-11-24", "2026-11-25T06:50:00Z", "2026-11-25");
    expect(codes(await reverse(world, id))).toEqual([": illegal_transition"]);
  });
});

describe("the reversal of a debit", () => {
  it("takes what it brought out of its hold", async () => {
    const { world, debit } = await settled();
    const reversal = madeOf(await reverse(world, debit, { reason: "wrong_receiver" }));
    expect(reversal).toMatchObject({ direction: "credit", secCode: "WEB", paymentType: "R", customerId: "cus_1" });
    expect([world.balance("ach_debits_pending"), world.balance("payouts_queued")]).toEqual([0, 2000]);
    expect(world.transfer(debit).heldUntil).toBeUndefined();
    const file = await wholeNight(world, "2026-11-24", "2026-11-25T06:50:00Z", "2026-11-25");
    expect(recordsOf(world, file, "5").map((line) => line.slice(1, 4))).toEqual(["220"]);
    await makeDueAvailable(world.at("2026-12-10T12:00:00Z").parts(), Infinity);
    expect([world.balance("customer_credit", "cus_1"), world.balance("settlement_cash")]).toEqual([0, 0]);
    world.expectSound();
  });

  it.each([
    ["has it still", 2000, 0],
    ["has a part of it", 500, 1500],
  ])("behind its hold takes it from its owner, who %s; the rest is owed", async (_, has, owes) => {
    const { world, debit } = await settled();
    await makeDueAvailable(world.at("2026-12-02T12:00:00Z").parts(), Infinity);
    if (owes > 0) await take(world, "customer_credit", "cus_1", owes);
    expect(world.balance("customer_credit", "cus_1")).toBe(has);
    // On the last day that a reversal may still settle on.
    madeOf(await reverse(world.at("2026-12-01T15:00:00Z"), debit));
    expect(world.balance("payouts_queued")).toBe(2000);
    expect(world.balance("customer_credit", "cus_1")).toBe(0);
    expect(world.balance("customer_receivable", "cus_1")).toBe(owes);
    world.expectSound();
  });
});

describe("what is not reversed", () => {
  it.each([
    ["because its error was found a day ago", "2026-11-24T15:00:00Z", "2026-11-23T15:00:00Z"],
    ["because its error is yet to be found", "2026-11-24T15:00:00Z", "2026-11-24T15:00:01Z"],
    ["because five banking days are over", "2026-12-02T15:00:00Z", "2026-12-02T15:00:00Z"],
  ])("%s", async (_, now, found) => {
    const { world, credit } = await settled();
    const result = await reverse(world.at(now), credit, { foundAt: Date.parse(found) });
    expect(codes(result)).toEqual([": reversal_not_allowed"]);
    expect(world.transfers()).toHaveLength(2);
  });

  it("has not settled, came back, is not there, or has an account that is blocked", async () => {
    const { world, credit, debit, payee, notice } = await sent();
    expect(codes(await reverse(world, credit))).toEqual([": illegal_transition"]);
    expect(codes(await reverse(world, "ach_none"))).toEqual(["transfer_id: transfer_not_found"]);
    expect(codes(await reverse(world, "#"))).toEqual(["transfer_id: invalid"]);
    for (const status of ["delivering", "delivered", "acknowledged"] as const) {
      await advanceFile(world.parts(), FILE, status);
    }
    await settleFile(world.parts(), FILE, "2026-11-24");
    await applyReturn(world.parts(), notice(debit, "R10"));
    expect(codes(await reverse(world, debit))).toEqual([": illegal_transition"]);
    world.table.put(writeAccount({ ...payee, status: "blocked", blockedReason: "R02" }));
    expect(codes(await reverse(world, credit))).toEqual([": bank_account_blocked"]);
  });
});

describe("when a reversal goes", () => {
  it("is the same day where the standard window would be too late for the error that was found", async () => {
    const { world, credit } = await settled();
    // Found yesterday at noon: the file of tonight leaves behind it.
    const found = world.clock.now() - 20 * 60 * MINUTE_MS;
    const { transferType, window } = madeOf(await reverse(world, credit, { foundAt: found }));
    expect([transferType, window.name, window.effectiveEntryDate]).toEqual(["same-day", "same-day-2", "2026-11-24"]);
  });

  it("is past its last day never: it is cancelled at its window's end", async () => {
    const { world, debit } = await settled();
    // No cash to pay it from: it moves on, from day to day.
    await take(world, "settlement_cash", "12104288", 2000);
    const { id } = madeOf(await reverse(world, debit));
    for (const day of ["25", "26", "28"]) await optimise(world.at(`2026-11-${day}T06:50:00Z`).parts());
    for (const day of ["01", "02", "03"]) await optimise(world.at(`2026-12-${day}T06:50:00Z`).parts());
    expect(world.transfer(id)).toMatchObject({ status: "failed", detail: "cancelled", failureCode: "deadline_passed" });
    expect([world.balance("payouts_queued"), world.balance("customer_credit", "cus_1")]).toEqual([0, 2000]);
    world.expectSound();
  });
});

describe("a returned debit that is tried again", () => {
  async function returned(code = "R01", given = {}) {
    const { world, asked, account } = await debitable(given);
    const { id } = madeOf(await createTransfer(world.parts(), CALLER, asked));
    const back = async (transferId: string, as = code) => {
      const { trace = "", amountCents } = world.transfer(transferId);
      expect(await applyReturn(world.parts(), { trace, amountCents, rdfi: "09100001", code: as })).toBe("applied");
    };
    await wholeNight(world, "2026-11-23", "2026-11-24T06:50:00Z", "2026-11-24");
    await back(id);
    return { world, account, id, back, again: (of = id) => reinitiateTransfer(world.parts(), of) };
  }

  it("has the same amount, name and identification, and says so", async () => {
    const { world, id, again } = await returned();
    const retry = madeOf(await again());
    expect(retry).toMatchObject({
      ...{ direction: "debit", description: "RETRY PYMT", amountCents: 9999, secCode: "WEB", paymentType: "R" },
      ...{ retryOf: id, retries: 1, firstSettledOn: "2026-11-24", settlesBy: "2027-05-23", detail: "queued" },
    });
    expect(transferResource(retry)).toMatchObject({ retry_of: id });
    expect(transferResource(world.transfer(id))).toMatchObject({ retried_by: retry.id });
    const second = await wholeNight(world, "2026-11-24", "2026-11-25T06:50:00Z", "2026-11-25");
    const [first] = recordsOf(world, "2026-11-23", "6");
    const [again6] = recordsOf(world, second, "6");
    expect(again6?.slice(0, 79)).toBe(first?.slice(0, 79));
    expect(recordsOf(world, second, "5")[0]?.slice(53, 63)).toBe("RETRY PYMT");
  });

  it("is tried twice at most, each once, whoever is killed when", async () => {
    for (let at = 1, over = false; !over; at++) {
      const { world, id, back, again } = await returned("R09");
      const kill = new Kill(at, at % 2 === 0 ? "before" : "after");
      await reinitiateTransfer(world.parts(kill), id).catch(() => undefined);
      over = kill.calls < at;
      const first = madeOf(await again());
      expect(madeOf(await again())).toEqual(first);
      await wholeNight(world, "2026-11-24", "2026-11-25T06:50:00Z", "2026-11-25");
      await back(first.id);
      const second = madeOf(await again(first.id));
      expect(second).toMatchObject({ retryOf: id, retries: 2, firstSettledOn: "2026-11-24" });
      await wholeNight(world, "2026-11-25", "2026-11-27T06:50:00Z", "2026-11-27").catch(() => undefined);
      await optimise(world.at("2026-11-26T06:50:00Z").parts());
      world.expectSound();
      expect(world.transfers()).toHaveLength(3);
    }
  });

  it("keeps a single authorisation, which it alone may use", async () => {
    const { world, again } = await returned("R01", { use: "single" });
    expect(madeOf(await again())).toMatchObject({ paymentType: "S", retries: 1 });
    world.expectSound();
  });

  it("is not what came back for another reason, is not back, is a credit, or is not there", async () => {
    const other = await returned("R08");
    expect(codes(await other.again())).toEqual([": reinitiation_not_allowed"]);
    const late = await returned();
    late.world.at("2027-05-22T15:00:00Z");
    expect(codes(await late.again())).toEqual([": reinitiation_not_allowed"]);
    const { world, credit, debit, payer } = await settled();
    expect(codes(await reinitiateTransfer(world.parts(), debit))).toEqual([": illegal_transition"]);
    expect(codes(await reinitiateTransfer(world.parts(), credit))).toEqual([": illegal_transition"]);
    expect(codes(await reinitiateTransfer(world.parts(), "ach_none"))).toEqual(["transfer_id: transfer_not_found"]);
    expect(codes(await reinitiateTransfer(world.parts(), "#"))).toEqual(["transfer_id: invalid"]);
    expect(payer.status).toBe("verified");
  });

  it("is not for an account that is blocked by then", async () => {
    const { world, account, again } = await returned();
    world.table.put(writeAccount({ ...account, status: "blocked", blockedReason: "R02" }));
    expect(codes(await again())).toContain("bank_account_id: bank_account_blocked");
  });
});

describe("money in reversals and in what is tried again", () => {
  const step = fc.record({
    what: fc.constantFrom("credit" as const, "debit" as const, "available" as const, "return" as const),
    at: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }),
  });

  it("is never made or lost, in whatever order things happen, killed anywhere", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        const { world, credit, debit, notice } = await settled();
        for (const { what, at } of steps) {
          const kill = new Kill(at);
          const act = {
            available: () => makeDueAvailable(world.at("2026-12-02T12:00:00Z").parts(kill), Infinity),
            return: () => applyReturn(world.parts(kill), notice(debit, "R01")),
            credit: () => reverse(world, credit, {}, kill),
            debit: () => reverse(world, debit, {}, kill),
          }[what];
          await act().catch((error: unknown) => {
            if (!(error instanceof Killed)) throw error;
          });
          world.expectSound();
        }
        const made = world.transfers().filter(({ purpose }) => purpose === "reversal");
        expect(new Set(made.map(({ reversalOf }) => reversalOf)).size).toBe(made.length);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
