import { writeAccount } from "../../../../functions/ach/items";
import { cancelTransfer } from "../../../../functions/ach/transfers/cancel";
import { createTransfer } from "../../../../functions/ach/transfers/create";
import { decideByLimits } from "../../../../functions/ach/transfers/limits";
import { money } from "../../../../functions/shared/money";
import { Kill } from "../../payments/support/kill";
import { CALLER, World } from "../support/world";
import { codes, madeOf, payable, debitable } from "../support/transfers";

describe("a payout", () => {
  it("takes what is owed at once, and waits for its window", async () => {
    const { world, asked } = await payable();
    const transfer = madeOf(await createTransfer(world.parts(), CALLER, asked));
    expect(transfer).toMatchObject({
      ...{ status: "initiated", detail: "queued", providerId: "pro_1", secCode: "CCD", description: "PAYOUT" },
      window: { name: "standard", processingDay: "2026-11-23", effectiveEntryDate: "2026-11-24" },
      fraudCheckResult: { outcome: "approve" },
    });
    expect(transfer.nachaCompliance.every(({ ok }) => ok)).toBe(true);
    expect(world.balance("provider_payable", "pro_1")).toBe(100_000_000 - 25_000);
    expect(world.balance("payouts_queued")).toBe(25_000);
    expect(world.events()).toContain("ach.transfer_created");
    world.expectSound();
  });

  it("is never more than what is owed", async () => {
    const { world, asked } = await payable();
    const refused = await createTransfer(world.parts(), CALLER, { ...asked, amount: money(100_000_001, "USD") });
    expect(codes(refused)).toEqual(["amount: funds_insufficient"]);
    const all = Array.from({ length: 9 }, () =>
      createTransfer(world.parts(), CALLER, { ...asked, amount: money(30_000_000, "USD") }),
    );
    expect((await Promise.all(all)).filter(({ ok }) => ok)).toHaveLength(3);
    world.expectSound();
  });

  it("of a customer is paid from the customer's credit", async () => {
    const world = new World();
    const account = await world.account({ owner: { kind: "customer", id: "cus_1" }, holderType: "person" });
    await world.fund({ customer: ["cus_1", 500] });
    const asked = {
      direction: "credit",
      transferType: "standard",
      bankAccountId: account.id,
      amount: money(500, "USD"),
    } as const;
    expect(madeOf(await createTransfer(world.parts(), CALLER, asked))).toMatchObject({
      customerId: "cus_1",
      secCode: "PPD",
    });
    expect(world.balance("customer_credit", "cus_1")).toBe(0);
  });

  it("of wages goes to persons, and says so", async () => {
    const { world, asked } = await payable();
    expect(codes(await createTransfer(world.parts(), CALLER, { ...asked, purpose: "wages" }))).toEqual([
      "purpose: sec_code_not_allowed",
    ]);
    const person = await world.account({ holderType: "person", accountNumber: "99998888" });
    const wages = { ...asked, bankAccountId: person.id, purpose: "wages" } as const;
    expect(madeOf(await createTransfer(world.parts(), CALLER, wages))).toMatchObject({
      secCode: "PPD",
      description: "PAYROLL",
    });
  });

  it("is one transfer under one key, whoever is killed when", async () => {
    const { world, asked } = await payable();
    const caller = { ...CALLER, key: "order-1" };
    for (let at = 1; at <= 8; at++) {
      for (const side of ["before", "after"] as const) {
        await createTransfer(world.parts(new Kill(at, side)), caller, asked).catch(() => undefined);
        world.expectSound();
      }
    }
    const first = await createTransfer(world.parts(), caller, asked);
    expect(world.transfers()).toHaveLength(1);
    await cancelTransfer(world.parts(), madeOf(first).id);
    expect(await createTransfer(world.parts(), caller, asked)).toEqual(first);
    expect(codes(await createTransfer(world.parts(), caller, { ...asked, amount: money(1, "USD") }))).toEqual([
      "Idempotency-Key: idempotency_key_reused",
    ]);
    const others = await Promise.all(
      [1, 2, 3].map(() => createTransfer(world.parts(), { ...CALLER, key: "order-2" }, asked)),
    );
    expect(new Set(others.map((each) => madeOf(each).id)).size).toBe(1);
  });

  it("is refused with all faults at once", async () => {
    const { world, account, asked } = await payable();
    world.table.put(
      writeAccount({
        ...account,
        status: "blocked",
        blockedReason: "R02",
        holderType: "company",
        routingNumber: "091000018",
      }),
    );
    const wrong = {
      ...asked,
      purpose: "purchase",
      transferType: "same-day",
      neededBy: "2026-11-20",
      amount: money(100_000_001, "USD"),
    } as const;
    expect(codes(await createTransfer(world.parts(), CALLER, wrong))).toEqual([
      "bank_account_id: routing_number_invalid",
      "bank_account_id: bank_account_blocked",
      "purpose: sec_code_not_allowed",
      "amount: same_day_not_eligible",
      "needed_by: needed_by_passed",
    ]);
    expect(
      codes(
        await createTransfer(
          world.parts(),
          { ...CALLER, key: "" },
          { ...asked, bankAccountId: "#", amount: money(1, "EUR") },
        ),
      ),
    ).toEqual(["bank_account_id: invalid", "Idempotency-Key: invalid", "currency: currency_invalid"]);
    expect(codes(await createTransfer(world.parts(), CALLER, { ...asked, bankAccountId: "ba_none" }))).toEqual([
      "bank_account_id: bank_account_not_found",
    ]);
  });

  it("goes to an account that nobody verified where the settings let it", async () => {
    for (const [creditVerification, ok] of [
      ["required", false],
      ["optional", true],
    ] as const) {
      const { world, account, asked } = await payable({ creditVerification });
      world.table.put(writeAccount({ ...account, status: "unverified" }));
      expect((await createTransfer(world.parts(), CALLER, asked)).ok).toBe(ok);
    }
  });

  it("settles the same day where it is needed, and standard where that is in time", async () => {
    const { world, asked } = await payable();
    const auto = async (neededBy?: string) =>
      madeOf(
        await createTransfer(world.parts(), CALLER, { ...asked, transferType: "auto", ...(neededBy && { neededBy }) }),
      );
    expect((await auto("2026-11-23")).transferType).toBe("same-day");
    expect((await auto("2026-11-24")).transferType).toBe("standard");
    expect((await auto()).transferType).toBe("standard");
  });
});

describe("the limits of transfers", () => {
  const perDay = { countMax: 3, sumCentsMax: 10_000 };
  const limits = { creditCentsMax: 6000, debitCentsMax: 5000, perDay };

  it("decline what is above them, and score what is below by the tightest", () => {
    const counter = { owner: { kind: "provider", id: "p" }, day: "2026-11-23", count: 1, sumCents: 5000 } as const;
    expect(decideByLimits(limits, { direction: "credit", amountCents: 3000, counter })).toEqual({
      outcome: "approve",
      score: 800,
      reasons: [],
    });
    expect(
      decideByLimits(limits, { direction: "debit", amountCents: 5001, counter: { ...counter, count: 3 } }),
    ).toEqual({
      ...{ outcome: "decline", score: 1000 },
      reasons: ["amount_above_limit", "day_count_above_limit", "day_sum_above_limit"],
    });
  });

  it("hold when many come at once", async () => {
    const { world, asked } = await payable({ limits });
    const results = await Promise.all(
      Array.from({ length: 9 }, () => createTransfer(world.parts(), CALLER, { ...asked, amount: money(4000, "USD") })),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(2);
    expect(codes(results.find(({ ok }) => !ok)!)).toEqual([": transfer_declined"]);
    expect(world.counts).toContain("TransfersDeclined");
    const [first] = world.transfers();
    const above = { ...asked, amount: money(20_000, "USD") };
    expect(first && codes(await createTransfer(world.parts(), CALLER, above))).toEqual([": transfer_declined"]);
  });
});

describe("a debit", () => {
  it("names an authorisation that holds", async () => {
    const { world, asked } = await debitable();
    expect(madeOf(await createTransfer(world.parts(), CALLER, { ...asked, purpose: "purchase" }))).toMatchObject({
      ...{ customerId: "cus_1", secCode: "WEB", paymentType: "R", description: "PURCHASE" },
    });
    const { authorisationId: _none, ...without } = asked;
    expect(codes(await createTransfer(world.parts(), CALLER, without))).toEqual([
      "authorisation_id: authorisation_required",
    ]);
    world.expectSound();
  });

  it("uses a single authorisation once, and takes no more than it covers", async () => {
    const { world, asked } = await debitable({ method: "written", use: "single", amountCentsMax: 9999 });
    const above = { ...asked, amount: money(10_000, "USD") };
    expect(codes(await createTransfer(world.parts(), CALLER, above))).toEqual([
      "authorisation_id: authorisation_required",
    ]);
    const results = await Promise.all([1, 2, 3].map(() => createTransfer(world.parts(), CALLER, asked)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(world.transfers()).toEqual([expect.objectContaining({ secCode: "PPD", description: "PAYMENT" })]);
  });

  it("goes to verified accounts alone, and settles on the next banking day", async () => {
    const { world, account, asked } = await debitable();
    world.table.put(writeAccount({ ...account, status: "pending_verification" }));
    expect(codes(await createTransfer(world.parts(), CALLER, asked))).toEqual([
      "bank_account_id: bank_account_unverified",
    ]);
  });
});
