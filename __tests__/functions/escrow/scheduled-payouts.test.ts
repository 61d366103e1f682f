import type { BankAccount } from "../../../functions/ach/bank-accounts/account";
import type { Provider } from "../../../functions/payments/parties/party";
import { payProvider } from "../../../functions/escrow/scheduled-payouts";
import { settingsOf } from "../ach/support/world";
import { contend } from "../payments/support/contention";
import { DAY_MS, MINUTE_MS } from "./support/escrow-world";
import { PayoutWorld } from "./support/payout-world";

const KEY = { pk: { S: "PROVIDER#pro_1" }, sk: { S: "PROVIDER" } };
const HOUR_MS = 60 * MINUTE_MS;
/** From Sunday noon to Monday, 16 November 2026, 13:05 UTC. */
const TO_MONDAY = DAY_MS + HOUR_MS + 5 * MINUTE_MS;
const ODFI = "12104288";

/** A provider of a schedule, who is owed something on Monday at 13:05 UTC. */
async function due(details: Partial<Provider> = {}, cents = 10_000, account: Partial<BankAccount> = {}) {
  const world = new PayoutWorld().openBank("pro_1", {}, account);
  await world.put(details);
  if (cents > 0) await world.owe(cents);
  world.clock.milliseconds += TO_MONDAY;
  return world;
}

describe("a provider whose day of payout has come", () => {
  it.each([
    ["daily", "2026-11-16", "2026-11-17"],
    ["weekly", "2026-11-16", "2026-11-23"],
  ] as const)("%s is paid all that it is owed by one transfer, and has its next day", async (schedule, day, next) => {
    const world = await due({ payoutSchedule: schedule });
    expect(world.provider().nextPayoutOn).toBe(day);
    expect(await world.hour()).toEqual([{ done: 1, waiting: 0, failed: 0, continued: false }]);
    expect(world.transfers()).toEqual([
      expect.objectContaining({
        ...{ providerId: "pro_1", bankAccountId: "ba_pro_1", amountCents: 10_000, direction: "credit" },
        ...{ transferType: "standard", detail: "queued", queuedBy: `payout/pro_1/${day}` },
      }),
    ]);
    expect([world.balance("provider_payable", "pro_1"), world.balance("payouts_queued", ODFI)]).toEqual([0, 10_000]);
    expect(world.provider()).toMatchObject({ nextPayoutOn: next, version: 2 });
    expect(world.achTable.startingWith("OUTBOX#").map(({ type }) => type?.S)).toEqual(["ach.transfer_created"]);
    expect(world.counted).toEqual([]);
    world.expectSound();
  });

  it("is paid by one transaction, which sets its next day", async () => {
    const world = await due();
    const before = world.table.sent.length;
    await payProvider(world.payoutParts(), KEY);
    const sent = world.table.sent.slice(before);
    expect(sent.filter((command) => /^(Transact|Put|Update)/.test(command))).toEqual(["TransactWriteItemsCommand"]);
  });

  it("is not paid before 13:00 UTC of it", async () => {
    const world = await due();
    world.clock.milliseconds -= 5 * MINUTE_MS + 1;
    expect(await world.hour()).toEqual([]);
    await payProvider(world.payoutParts(), KEY);
    expect(world.transfers()).toEqual([]);
    world.clock.milliseconds += 1;
    await world.hour();
    expect(world.transfers()).toHaveLength(1);
  });

  it("is paid once, however often and by however many it is tried", async () => {
    const world = await due();
    const tries = () => payProvider(world.payoutParts(), KEY);
    await Promise.all([tries(), tries(), tries(), world.hour()]);
    await world.hour();
    expect(world.transfers()).toHaveLength(1);
    expect(world.provider().nextPayoutOn).toBe("2026-11-17");
    world.expectSound();
  });

  it("is paid once for all days that were missed", async () => {
    const world = await due();
    world.clock.milliseconds += 3 * DAY_MS;
    await world.owe(5000);
    await world.hour();
    expect(world.transfers().map(({ amountCents }) => amountCents)).toEqual([15_000]);
    expect(world.provider().nextPayoutOn).toBe("2026-11-20");
    expect(world.counted).toEqual(["PayoutOverdue"]);
  });

  it("is paid again on its next day, and not over a weekend", async () => {
    const world = await due();
    for (let day = 0; day < 7; day++) {
      await world.hour();
      await world.owe(100);
      world.clock.milliseconds += DAY_MS;
    }
    const days = world.transfers().map(({ createdAt, amountCents }) => [createdAt.slice(8, 10), amountCents]);
    expect(days).toEqual([
      ["16", 10_000],
      ["17", 100],
      ["18", 100],
      ["19", 100],
      ["20", 100],
    ]);
    expect(world.provider().nextPayoutOn).toBe("2026-11-23");
  });

  it("that is owed nothing has its next day, and no transfer", async () => {
    const world = await due({}, 0);
    await world.hour();
    expect(world.transfers()).toEqual([]);
    expect(world.provider().nextPayoutOn).toBe("2026-11-17");
    expect([world.notMade(), world.counted]).toEqual([[], []]);
  });

  it("is owed what it is owed in a currency that ACH has not", async () => {
    const world = await due({}, 0);
    await world.owe(700, "pro_1", "EUR");
    await world.hour();
    expect(world.transfers()).toEqual([]);
    expect(world.notMade()).toEqual([]);
  });

  it("is paid what is left of what it owes, where there is something", async () => {
    const world = await due();
    await world.comeBack(4000);
    await world.hour();
    expect(world.transfers().map(({ amountCents }) => amountCents)).toEqual([6000]);
    await world.comeBack(500);
    await world.owe(300);
    world.clock.milliseconds += DAY_MS;
    await world.hour();
    expect(world.transfers()).toHaveLength(1);
    expect([world.balance("provider_payable", "pro_1"), world.balance("provider_receivable", "pro_1")]).toEqual([
      0, 200,
    ]);
    expect(world.notMade()).toEqual([]);
    world.expectSound();
  });

  it("is paid all, where the environment keeps nothing of it", async () => {
    const world = await due();
    world.escrowSettings = { ...world.escrowSettings, offsetReceivables: false };
    await world.comeBack(4000);
    await world.hour();
    expect(world.transfers().map(({ amountCents }) => amountCents)).toEqual([10_000]);
    expect(world.balance("provider_receivable", "pro_1")).toBe(4000);
  });

  it("is paid what is owed when its transaction is written, though others were on the same items", async () => {
    const world = await due();
    contend(world);
    await world.hour();
    expect(world.transfers()).toHaveLength(1);
    const second = await due();
    const { store } = second.payoutParts();
    const commit: typeof store.commit = async (change) => {
      if (change.journal && second.balance("provider_payable", "pro_1") === 10_000) await second.owe(1);
      return store.commit(change);
    };
    await payProvider({ ...second.payoutParts(), store: { ...store, commit } }, KEY);
    expect(second.transfers().map(({ amountCents }) => amountCents)).toEqual([10_000]);
    expect(second.balance("provider_payable", "pro_1")).toBe(1);
  });

  it("that was paid for this day before is not paid for it again, though a clock that was behind has set it anew", async () => {
    const world = await due();
    await world.hour();
    const item = world.table.items.get("PROVIDER#pro_1|PROVIDER")!;
    Object.assign(item, { nextPayoutOn: { S: "2026-11-16" }, dueAt: { S: "2026-11-16T13:00:00.000Z" } });
    await world.owe(100);
    await world.hour();
    expect(world.transfers()).toHaveLength(1);
    expect(world.provider().nextPayoutOn).toBe("2026-11-17");
    expect(world.balance("provider_payable", "pro_1")).toBe(100);
  });

  it("that is gone, or that nobody pays by the clock any more, is nothing that happens", async () => {
    const world = await due();
    await world.put({ payoutSchedule: "manual" });
    await payProvider(world.payoutParts(), KEY);
    await payProvider(world.payoutParts(), { ...KEY, pk: { S: "PROVIDER#pro_9" } });
    expect(world.transfers()).toEqual([]);
    await expect(payProvider(world.payoutParts(), { pk: { S: "CUSTOMER#cus_1" } })).rejects.toThrow("no provider");
  });

  it("in an environment without a bank has its next day, and nobody says anything of it", async () => {
    const world = new PayoutWorld();
    await world.put({});
    await world.owe(100);
    world.clock.milliseconds += TO_MONDAY;
    await world.hour();
    expect(world.provider().nextPayoutOn).toBe("2026-11-17");
    expect([world.balance("provider_payable", "pro_1"), world.notMade(), world.counted]).toEqual([100, [], []]);
  });
});

describe("a payout that cannot be made on its day", () => {
  it.each([
    ["the provider is blocked", { status: "blocked" }, {}, "provider_blocked"],
    ["it has no account", { payoutAccount: undefined }, {}, "account_missing"],
    ["its account is not there", { payoutAccount: "ba_9" }, {}, "account_missing"],
    ["its account is another's", {}, { owner: { kind: "provider", id: "pro_2" } }, "account_missing"],
    ["its account is closed", {}, { status: "blocked", blockedReason: "R02" }, "account_blocked"],
    ["nobody verified its account", {}, { status: "unverified" }, "account_blocked"],
  ] as const)("because %s, is owed, told, counted, and tried on the next day", async (_, details, account, reason) => {
    const world = await due(details, 10_000, account);
    await world.hour();
    expect(world.transfers()).toEqual([]);
    expect(world.balance("provider_payable", "pro_1")).toBe(10_000);
    expect(world.notMade()).toEqual([
      {
        payout_id: "payout/pro_1/2026-11-16",
        ...{ provider_id: "pro_1", payout_schedule: "daily", due_on: "2026-11-16", next_payout_on: "2026-11-17" },
        ...{ amount: 100, amount_cents: 10_000, currency: "USD", reason },
      },
    ]);
    expect(world.counted).toEqual(["PayoutsNotMade"]);
    await world.hour();
    expect(world.counted).toEqual(["PayoutsNotMade"]);
    world.openBank();
    await world.put({});
    world.clock.milliseconds += DAY_MS;
    await world.hour();
    expect(world.transfers().map(({ amountCents }) => amountCents)).toEqual([10_000]);
    world.expectSound();
  });

  it("because it is above a limit, is declined", async () => {
    const world = await due();
    const limits = { creditCentsMax: 9999, debitCentsMax: 1, perDay: { countMax: 1, sumCentsMax: 1_000_000 } };
    world.bank = settingsOf({ limits });
    await world.hour();
    expect(world.notMade()).toEqual([expect.objectContaining({ reason: "declined" })]);
  });

  it("still keeps what the provider owes, and tells what is left", async () => {
    const world = await due({ status: "blocked" });
    await world.comeBack(4000);
    await world.hour();
    expect(world.notMade()).toEqual([expect.objectContaining({ amount_cents: 6000 })]);
    expect([world.balance("provider_payable", "pro_1"), world.balance("provider_receivable", "pro_1")]).toEqual([
      6000, 0,
    ]);
    world.expectSound();
  });

  it("because its account cannot be read, keeps its day, is counted, and is made by a later hour of it", async () => {
    const world = await due();
    const account = world.achTable.items.get("BANKACCOUNT#ba_pro_1|BANKACCOUNT")!;
    world.achTable.items.set("BANKACCOUNT#ba_pro_1|BANKACCOUNT", { pk: { S: "broken" } });
    expect(await world.hour()).toMatchObject([{ failed: 1 }]);
    expect([world.provider().nextPayoutOn, world.counted]).toEqual(["2026-11-16", ["PayoutFailures"]]);
    world.achTable.items.set("BANKACCOUNT#ba_pro_1|BANKACCOUNT", account);
    world.clock.milliseconds += HOUR_MS;
    await world.hour();
    expect(world.transfers().map(({ queuedBy }) => queuedBy)).toEqual(["payout/pro_1/2026-11-16"]);
  });
});

describe("providers who are due at once", () => {
  it("are all paid, each once, though a function's time is up in between", async () => {
    const world = new PayoutWorld();
    const ids = Array.from({ length: 40 }, (_, place) => `pro_${place}`);
    for (const id of ids) {
      world.openBank(id);
      await world.put({}, id);
      await world.owe(100, id);
    }
    world.clock.milliseconds += TO_MONDAY;
    // Each transaction takes a quarter of the function's time.
    world.table.after = (command) => {
      if (command.startsWith("Transact")) world.clock.milliseconds += MINUTE_MS / 4;
    };
    for (let hour = 0; hour < 40 && world.transfers().length < 40; hour++) await world.hour();
    expect(
      world
        .transfers()
        .map(({ providerId }) => providerId)
        .sort(),
    ).toEqual([...ids].sort());
    expect(world.total("provider_payable")).toBe(0);
    world.expectSound();
  });
});
