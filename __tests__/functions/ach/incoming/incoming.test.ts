import { advanceFile, FileNotFoundError, IllegalFileStepError } from "../../../../functions/ach/batches/file-steps";
import { optimise } from "../../../../functions/ach/batches/optimise";
import { makeAvailable, makeDueAvailable } from "../../../../functions/ach/incoming/available";
import { applyReturn } from "../../../../functions/ach/incoming/return";
import { mayBeVerifiedAnew } from "../../../../functions/ach/bank-accounts/account";
import {
  blocksAccount,
  endsAuthorisation,
  verifiableAnew,
} from "../../../../functions/ach/incoming/return-consequences";
import { settleFile, shareOf } from "../../../../functions/ach/incoming/settle";
import { beginVerification } from "../../../../functions/ach/bank-accounts/verify";
import { createTransfer } from "../../../../functions/ach/transfers/create";
import { money } from "../../../../functions/shared/money";
import { Kill } from "../../payments/support/kill";
import { CALLER, World } from "../support/world";
import { FILE, sent } from "../support/sent";

describe("the settlement of a file", () => {
  it("completes its transfers: payouts took the cash that was set aside, debits brought theirs, held for their returns", async () => {
    const { world, credit, debit, deliver } = await sent();
    await deliver();
    expect(world.balance("settlement_cash")).toBe(0);
    expect(await settleFile(world.parts(), FILE, "2026-11-24")).toMatchObject({ status: "settled", settled: 2 });
    expect(world.transfer(credit)).toMatchObject({ status: "completed", detail: "settled", settledOn: "2026-11-24" });
    // Five banking days, Thanksgiving left out.
    expect(world.transfer(debit)).toMatchObject({ status: "completed", heldUntil: "2026-12-02" });
    expect(
      ["settlement_cash", "settlement_reserved", "ach_debits_pending"].map((kind) =>
        world.balance(kind as "settlement_cash"),
      ),
    ).toEqual([2000, 0, 2000]);
    world.expectSound();
    expect(world.events().filter((type) => type === "ach.transfer_settled")).toHaveLength(2);
  });

  it("waits for its date, and is finished by the next notice whoever is killed when", async () => {
    for (let at = 1, over = false; !over; at++) {
      const { world, deliver } = await sent();
      await deliver();
      expect(await settleFile(world.parts(), FILE, "2026-11-23")).toMatchObject({ status: "acknowledged", settled: 0 });
      const kill = new Kill(at, at % 2 === 0 ? "before" : "after");
      await settleFile(world.parts(kill), FILE, "2026-11-24").catch(() => undefined);
      over = kill.calls < at;
      await settleFile(world.parts(), FILE, "2026-11-24");
      world.expectSound();
      expect(world.balance("settlement_cash")).toBe(2000);
    }
  });

  it("is none of a file that was never delivered, or that is not there", async () => {
    const { world } = await sent();
    await expect(settleFile(world.parts(), FILE, "2026-11-24")).rejects.toThrow(IllegalFileStepError);
    await expect(settleFile(world.parts(), "none", "2026-11-24")).rejects.toThrow(FileNotFoundError);
  });

  it("shares its cost among its entries to the mill", () => {
    const file = {
      entries: 7,
      saving: { plannedMills: 250, oneByOneMills: 0, lowerBoundMills: 0, pricesAsOf: "", pricesSource: "" },
    };
    const shares = Array.from({ length: 7 }, (_, place) => shareOf(file, place));
    expect(shares.reduce((sum, mills) => sum + mills, 0)).toBe(250);
    expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
    expect(shareOf({ entries: 3 }, 0)).toBe(0);
  });
});

describe("the hold of a debit", () => {
  it("ends on its day, once: what it brought is the customer's", async () => {
    const { world, debit, deliver } = await sent();
    await deliver();
    await settleFile(world.parts(), FILE, "2026-11-24");
    await makeAvailable(world.parts(), debit, "2026-12-01");
    expect(await makeDueAvailable(world.at("2026-12-01T12:00:00Z").parts(), Infinity)).toBe(0);
    expect(world.balance("customer_credit", "cus_1")).toBe(0);
    expect(await makeDueAvailable(world.at("2026-12-02T12:00:00Z").parts(), Infinity)).toBe(1);
    await makeAvailable(world.parts(), debit, "2026-12-03");
    expect([world.balance("customer_credit", "cus_1"), world.balance("ach_debits_pending")]).toEqual([2000, 0]);
    world.expectSound();
  });

  it("that cannot be ended is counted and left for the next run", async () => {
    const { world, deliver } = await sent();
    await deliver();
    await settleFile(world.parts(), FILE, "2026-11-24");
    const parts = world.at("2026-12-02T12:00:00Z").parts();
    const store = Object.assign(Object.create(parts.store) as typeof parts.store, {
      transfers: () => Promise.reject(new Error("away")),
    });
    expect(await makeDueAvailable({ ...parts, store }, Infinity)).toBe(0);
    expect(world.counts).toContain("HoldsFailed");
    expect(await makeDueAvailable(world.parts(), 0)).toBe(0);
    expect(await makeDueAvailable(world.parts(), Infinity)).toBe(1);
  });
});

describe("a return", () => {
  it.each([false, true])(
    "of a payout that had settled: %s, owes it again, blocks the account, and sends nothing anew",
    async (hasSettled) => {
      const { world, payee, credit, notice, deliver } = await sent();
      await deliver();
      if (hasSettled) await settleFile(world.parts(), FILE, "2026-11-24");
      expect(await applyReturn(world.parts(), notice(credit, "R02"))).toBe("applied");
      expect(await applyReturn(world.parts(), notice(credit, "R02"))).toBe("known");
      expect(world.transfer(credit)).toMatchObject({ status: "failed", detail: "returned", returnCode: "R02" });
      expect(world.balance("provider_payable", "pro_1")).toBe(1000);
      expect(world.balance("settlement_cash")).toBe(hasSettled ? 3000 : 1000);
      expect(world.bankAccount(payee.id)).toMatchObject({ status: "blocked", blockedReason: "R02" });
      expect(world.events()).toEqual(expect.arrayContaining(["ach.transfer_returned", "bank_account.blocked"]));
      if (!hasSettled) await settleFile(world.parts(), FILE, "2026-11-24");
      world.expectSound();
      expect(world.balance("settlement_cash")).toBe(3000);
      const again = await createTransfer(world.parts(), CALLER, {
        direction: "credit",
        transferType: "standard",
        bankAccountId: payee.id,
        amount: money(1, "USD"),
      });
      expect(again).toMatchObject({ ok: false, errors: [{ code: "bank_account_blocked" }] });
    },
  );

  it("of a debit before it settles takes nothing from anybody", async () => {
    const { world, debit, notice, deliver } = await sent();
    await deliver();
    expect(await applyReturn(world.parts(), notice(debit, "R01"))).toBe("applied");
    await settleFile(world.parts(), FILE, "2026-11-24");
    world.expectSound();
    expect([world.balance("settlement_cash"), world.balance("ach_debits_pending")]).toEqual([0, 0]);
    expect(world.bankAccount(world.transfer(debit).bankAccountId).status).toBe("verified");
  });

  it("of a debit in its hold takes what is pending, and ends an authorisation that was none", async () => {
    const { world, payer, debit, notice, deliver, authorisation } = await sent();
    await deliver();
    await settleFile(world.parts(), FILE, "2026-11-24");
    expect(await applyReturn(world.parts(), notice(debit, "R10"))).toBe("applied");
    world.expectSound();
    expect([
      world.balance("settlement_cash"),
      world.balance("ach_debits_pending"),
      world.balance("returns_payable"),
    ]).toEqual([0, 0, 0]);
    const { authorisation: ended } = await world
      .parts()
      .store.read({ bankAccountId: payer.id, authorisationId: authorisation.id });
    expect(ended?.revokedAt).toBeDefined();
    expect(world.bankAccount(payer.id)).toMatchObject({ status: "blocked", blockedReason: "R10" });
  });

  it("of a debit whose money has gone is owed by the customer, and to the bank where cash is short", async () => {
    const { world, debit, notice, deliver } = await sent();
    await deliver();
    await settleFile(world.parts(), FILE, "2026-11-24");
    await makeDueAvailable(world.at("2026-12-02T12:00:00Z").parts(), Infinity);
    const account = await world.account({ owner: { kind: "customer", id: "cus_1" }, accountNumber: "5555444433" });
    const spent = {
      direction: "credit",
      transferType: "standard",
      bankAccountId: account.id,
      amount: money(1500, "USD"),
    } as const;
    await createTransfer(world.parts(), CALLER, spent);
    await optimise(world.at("2026-12-03T06:50:00Z").parts());
    expect(world.balance("settlement_cash")).toBe(500);
    expect(await applyReturn(world.parts(), notice(debit, "R10"))).toBe("applied");
    expect(world.balance("customer_credit", "cus_1")).toBe(0);
    expect(world.balance("customer_receivable", "cus_1")).toBe(1500);
    expect([world.balance("settlement_cash"), world.balance("returns_payable")]).toEqual([0, 1500]);
    world.expectSound();
  });

  it("of one micro-entry alone costs its cents", async () => {
    const world = new World();
    const account = await world.account({}, "unverified");
    await beginVerification(world.parts(), account.id, "micro_deposits");
    await optimise(world.at("2026-11-24T06:50:00Z").parts());
    for (const status of ["delivering", "delivered"] as const) await advanceFile(world.parts(), FILE, status);
    for (const { trace = "", amountCents, direction } of world.transfers()) {
      const before = world.balance("verification_costs");
      expect(await applyReturn(world.parts(), { trace, amountCents, rdfi: "09100001", code: "R01" })).toBe("applied");
      expect(world.balance("verification_costs") - before).toBe(direction === "credit" ? -amountCents : amountCents);
    }
    expect(world.bankAccount(account.id).status).toBe("unverified");
    expect(world.balance("verification_costs")).toBe(0);
    world.expectSound();
  });

  it("that matches nothing by trace, amount and bank is told so, and one that is too early too", async () => {
    const { world, credit, notice, deliver } = await sent();
    const right = notice(credit, "R01");
    expect(await applyReturn(world.parts(), right)).toBe("too_early");
    await deliver();
    for (const wrong of [
      { trace: "121042889999999" },
      { trace: "991042880000001" },
      { trace: "1" },
      { amountCents: 1 },
      { rdfi: "12104288" },
    ]) {
      expect(await applyReturn(world.parts(), { ...right, ...wrong })).toBe("unmatched");
    }
  });

  it("of a payout blocks the account whatever its code says, until it is verified anew", async () => {
    const { world, payee, credit, notice, deliver } = await sent();
    await deliver();
    expect(await applyReturn(world.parts(), notice(credit, "R23"))).toBe("applied");
    expect(world.bankAccount(payee.id)).toMatchObject({ status: "blocked", blockedReason: "R23" });
    expect(mayBeVerifiedAnew(world.bankAccount(payee.id))).toBe(true);
    expect(blocksAccount("R23", { isPayout: false })).toBe(false);
  });

  it("has the consequences that its code asks for", () => {
    expect(
      ["R01", "R02", "R04", "R08", "R10", "R11", "R14", "verification_exhausted"].map((code) => {
        return [code, blocksAccount(code, { isPayout: false }), endsAuthorisation(code), verifiableAnew(code)];
      }),
    ).toEqual([
      ["R01", false, false, true],
      ["R02", true, false, true],
      ["R04", true, false, true],
      ["R08", false, false, true],
      ["R10", true, true, false],
      ["R11", false, true, false],
      ["R14", true, false, false],
      ["verification_exhausted", false, false, false],
    ]);
  });
});
