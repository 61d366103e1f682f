import { release } from "../../../functions/escrow/release";
import { releaseResource } from "../../../functions/escrow/resource";
import { takeReturn } from "../../../functions/payments/returns";
import type { BankAccount } from "../../../functions/ach/bank-accounts/account";
import { money } from "../../../functions/shared/money";
import { settingsOf } from "../ach/support/world";
import { accepted, CALLER } from "../payments/support/world";
import { EscrowWorld, met } from "./support/escrow-world";

const BY_HAND = { autoRelease: false, releaseConditions: { event: "service.completed" } } as const;
const ODFI = "12104288";

/** An escrow of 100.00 that may be released now. */
async function releasable(world = new EscrowWorld().openBank(), paymentId = "pay_1", cents = 10_000) {
  await world.held(BY_HAND, { paymentId }, cents);
  await world.seen("service.completed", paymentId);
  return world;
}

async function released(world: EscrowWorld, releaseId = "rel_1", paymentId = "pay_1", cents?: number) {
  const asked = { escrowId: world.escrow(paymentId).id, releaseId };
  const amount = cents === undefined ? {} : { amount: money(cents, "USD") };
  return met(await release(world.escrowParts(), CALLER, { ...asked, ...amount })).release;
}

describe("a release to a provider who is paid out with releases", () => {
  it("makes the transfer in its own transaction and its own journal", async () => {
    const world = await releasable();
    const before = world.table.sent.length;
    const { shares } = await released(world);
    const [transfer] = world.transfers();
    expect(shares).toEqual([{ providerId: "pro_1", cents: 10_000, payout: "queued", transferId: transfer?.id }]);
    expect(transfer).toMatchObject({
      ...{ providerId: "pro_1", bankAccountId: "ba_pro_1", amountCents: 10_000, status: "initiated", detail: "queued" },
      ...{ direction: "credit", transferType: "standard", queuedBy: `${world.escrow().id}/release/rel_1` },
    });
    expect([world.balance("provider_payable", "pro_1"), world.balance("payouts_queued", ODFI)]).toEqual([0, 10_000]);
    expect(world.table.sent.slice(before).filter((command) => command.startsWith("Transact"))).toHaveLength(1);
    expect(world.achTable.startingWith("OUTBOX#").map(({ type }) => type?.S)).toEqual(["ach.transfer_created"]);
    world.expectSettled();
    world.expectPaidOut();
  });

  it("shows the transfer", async () => {
    const shown = releaseResource(await released(await releasable()));
    expect(shown.shares).toEqual([expect.objectContaining({ payout: "queued", transfer_id: expect.any(String) })]);
  });

  it("is paid out once: the same release again, and two parts are two transfers", async () => {
    const world = await releasable();
    const first = await released(world, "rel_1", "pay_1", 4000);
    expect(await released(world, "rel_1", "pay_1", 4000)).toEqual(first);
    await released(world, "rel_2");
    expect(world.transfers().map(({ amountCents }) => amountCents)).toEqual([4000, 6000]);
    world.expectPaidOut();
  });

  it("keeps what the provider owes first, and pays out the rest, where there is some", async () => {
    const world = await releasable();
    await released(world);
    accepted(await takeReturn(world.parts(), { paymentId: "pay_1", reason: "r01" }));
    await releasable(world, "pay_2", 4000);
    expect((await released(world, "rel_1", "pay_2")).shares).toEqual([
      { providerId: "pro_1", cents: 4000, offsetCents: 4000, payout: "none" },
    ]);
    await releasable(world, "pay_3", 14_000);
    expect((await released(world, "rel_1", "pay_3")).shares).toEqual([
      expect.objectContaining({ offsetCents: 6000, payout: "queued" }),
    ]);
    expect(world.transfers().map(({ amountCents }) => amountCents)).toEqual([10_000, 8000]);
    expect(world.balance("provider_receivable", "pro_1")).toBe(0);
    world.expectPaidOut();
  });

  it("to fifteen providers at once is one transaction, each with its own transfer", async () => {
    const world = new EscrowWorld();
    const ids = Array.from({ length: 15 }, (_, place) => `pro_${place}`);
    for (const id of ids) world.openBank(id);
    const beneficiaries = ids.map((providerId, place) => ({ providerId, basisPoints: place === 0 ? 1600 : 600 }));
    await world.held({ ...BY_HAND, beneficiaries });
    await world.seen();
    await released(world);
    expect(world.transfers()).toHaveLength(15);
    expect(world.total("payouts_queued")).toBe(10_000);
    world.expectPaidOut();
    world.expectSettled();
  });
});

describe("a release that cannot be paid out now", () => {
  const blocked: Partial<BankAccount> = { status: "blocked", blockedReason: "R02" };

  it.each([
    ["whose schedule is another", { payoutSchedule: "weekly" }, {}, "none", 0],
    ["without an account", { payoutAccount: undefined }, {}, "account_missing", 1],
    ["whose account is not there", { payoutAccount: "ba_9" }, {}, "account_missing", 1],
    ["whose account is another's", {}, { owner: { kind: "provider", id: "pro_2" } }, "account_missing", 1],
    ["whose account is a customer's", {}, { owner: { kind: "customer", id: "pro_1" } }, "account_missing", 1],
    ["whose account is blocked", {}, blocked, "account_blocked", 1],
    ["whose account nobody verified", {}, { status: "unverified" }, "account_blocked", 1],
    ["that is blocked", { status: "blocked" }, {}, "provider_blocked", 1],
  ] as const)("to a provider %s, is owed to the provider", async (_, provider, account, payout, counted) => {
    const world = new EscrowWorld();
    await world.held(BY_HAND);
    await world.seen();
    world.openBank("pro_1", provider, account);
    expect((await released(world)).shares).toEqual([{ providerId: "pro_1", cents: 10_000, payout }]);
    expect(world.balance("provider_payable", "pro_1")).toBe(10_000);
    expect(world.counted.filter((name) => name === "PayoutsNotMade")).toHaveLength(counted);
    world.expectPaidOut();
  });

  it("because it is above a limit, is owed to the provider", async () => {
    const world = await releasable();
    const limits = { creditCentsMax: 9999, debitCentsMax: 1, perDay: { countMax: 1, sumCentsMax: 1_000_000 } };
    world.bank = settingsOf({ limits });
    expect((await released(world)).shares[0]?.payout).toBe("declined");
    world.expectPaidOut();
  });

  it("because it is in another currency, is owed to the provider, and nobody is alarmed", async () => {
    const world = new EscrowWorld().openBank();
    await world.held(BY_HAND, { amount: money(10_000, "EUR") });
    await world.seen();
    expect((await released(world)).shares[0]?.payout).toBe("none");
    expect(world.counted).not.toContain("PayoutsNotMade");
  });

  it.each([["the provider"], ["its account"]])("because %s cannot be read, is released all the same", async (which) => {
    const world = await releasable();
    const parts = world.escrowParts();
    const payouts = parts.payouts!;
    const broken = which === "the provider" ? "PROVIDER#pro_1|PROVIDER" : "BANKACCOUNT#ba_pro_1|BANKACCOUNT";
    const table = which === "the provider" ? world.table : world.achTable;
    table.items.set(broken, { pk: { S: "broken" } });
    const asked = { escrowId: world.escrow().id, releaseId: "rel_1" };
    const result = met(await release({ ...parts, payouts }, CALLER, asked));
    expect(result.release.shares[0]?.payout).toBe("unavailable");
    expect(world.balance("provider_payable", "pro_1")).toBe(10_000);
    expect(world.counted).toContain("PayoutsNotMade");
    expect(world.logged).toContain("a payout could not be prepared");
  });
});

describe("an environment without a bank", () => {
  it("pays nothing out, and says nothing of it", async () => {
    const world = await releasable(new EscrowWorld());
    expect((await released(world)).shares).toEqual([{ providerId: "pro_1", cents: 10_000 }]);
    expect(world.balance("provider_payable", "pro_1")).toBe(10_000);
  });
});
