import { authorise } from "../../../functions/ach/bank-accounts/authorise";
import type { BankAccount } from "../../../functions/ach/bank-accounts/account";
import type { AchFile, FileEntry } from "../../../functions/ach/batches/file";
import type { AchTransfer } from "../../../functions/ach/transfers/transfer";
import { advanceFile } from "../../../functions/ach/batches/file-steps";
import { optimise } from "../../../functions/ach/batches/optimise";
import { makeDueAvailable } from "../../../functions/ach/incoming/available";
import { applyReturn } from "../../../functions/ach/incoming/return";
import { settleFile } from "../../../functions/ach/incoming/settle";
import { NachaReader } from "../../../functions/ach/nacha/reader";
import { fieldText } from "../../../functions/ach/nacha/record-view";
import { createTransfer, type NewTransfer } from "../../../functions/ach/transfers/create";
import { money } from "../../../functions/shared/money";
import { Kill } from "../payments/support/kill";
import { ACCOUNT, CALLER, ODFI, settingsOf, World } from "./support/world";

/*
 * The week of Thanksgiving 2026 as a bank's calendar has it, written by hand: each window's cut-off, half an hour before
 * the operator's, the operator's own, and the day on which it settles. Eastern time is five hours behind UTC.
 */
const WEEK = [
  ["2026-11-23 same-day-2", "2026-11-23T19:15Z", "2026-11-23T19:45Z", "2026-11-23"],
  ["2026-11-23 same-day-3", "2026-11-23T21:15Z", "2026-11-23T21:45Z", "2026-11-23"],
  ["2026-11-23 standard", "2026-11-24T06:45Z", "2026-11-24T07:15Z", "2026-11-24"],
  ["2026-11-24 same-day-1", "2026-11-24T15:00Z", "2026-11-24T15:30Z", "2026-11-24"],
  ["2026-11-24 same-day-2", "2026-11-24T19:15Z", "2026-11-24T19:45Z", "2026-11-24"],
  ["2026-11-24 same-day-3", "2026-11-24T21:15Z", "2026-11-24T21:45Z", "2026-11-24"],
  ["2026-11-24 standard", "2026-11-25T06:45Z", "2026-11-25T07:15Z", "2026-11-25"],
  ["2026-11-25 same-day-1", "2026-11-25T15:00Z", "2026-11-25T15:30Z", "2026-11-25"],
  ["2026-11-25 same-day-2", "2026-11-25T19:15Z", "2026-11-25T19:45Z", "2026-11-25"],
  ["2026-11-25 same-day-3", "2026-11-25T21:15Z", "2026-11-25T21:45Z", "2026-11-25"],
  // Thanksgiving: what goes on Wednesday settles on Friday.
  ["2026-11-25 standard", "2026-11-26T06:45Z", "2026-11-26T07:15Z", "2026-11-27"],
  ["2026-11-27 same-day-1", "2026-11-27T15:00Z", "2026-11-27T15:30Z", "2026-11-27"],
  ["2026-11-27 same-day-2", "2026-11-27T19:15Z", "2026-11-27T19:45Z", "2026-11-27"],
  ["2026-11-27 same-day-3", "2026-11-27T21:15Z", "2026-11-27T21:45Z", "2026-11-27"],
  ["2026-11-27 standard", "2026-11-28T06:45Z", "2026-11-28T07:15Z", "2026-11-30"],
  ["2026-11-30 same-day-1", "2026-11-30T15:00Z", "2026-11-30T15:30Z", "2026-11-30"],
  ["2026-11-30 same-day-2", "2026-11-30T19:15Z", "2026-11-30T19:45Z", "2026-11-30"],
  ["2026-11-30 same-day-3", "2026-11-30T21:15Z", "2026-11-30T21:45Z", "2026-11-30"],
  ["2026-11-30 standard", "2026-12-01T06:45Z", "2026-12-01T07:15Z", "2026-12-01"],
] as const;

const TRANSFERS = 10_000;
const PROVIDERS = 40;
const CUSTOMERS = 20;

/** Numbers that look random and are the same in every run. */
class Dice {
  private state = 20261126;

  below(limit: number): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * limit);
  }
}

interface Made {
  readonly at: number;
  readonly speed: "standard" | "same-day";
}

/** The model of the week: who was made when, and what the functions say of it. */
class Week {
  readonly world = new World(settingsOf({ batches: { entriesMax: 700, fileRecordsMax: 1500 } }));
  readonly dice = new Dice();
  readonly made = new Map<string, Made>();
  private readonly credits: BankAccount[] = [];
  private readonly debits: { account: BankAccount; authorisationId: string }[] = [];
  private asked = 0;

  async begin(): Promise<void> {
    const { world } = this;
    for (let place = 0; place < PROVIDERS; place++) {
      const id = `pro_${place}`;
      const accountNumber = `00012345${String(place).padStart(4, "0")}`;
      const holderType = place % 2 === 0 ? "company" : "person";
      this.credits.push(await world.account({ owner: { kind: "provider", id }, accountNumber, holderType }));
      await world.fund({ provider: [id, 100_000_000] });
    }
    for (let place = 0; place < CUSTOMERS; place++) {
      const owner = { kind: "customer", id: `cus_${place}` } as const;
      const account = await world.account({ ...ACCOUNT, owner, holderType: "person", accountType: "savings" });
      const given = {
        method: "online",
        use: "recurring",
        evidence: "a test",
        givenAt: "2026-11-01T00:00:00Z",
      } as const;
      const kept = await authorise(world.parts(), { ...given, bankAccountId: account.id });
      if (kept.ok) this.debits.push({ account, authorisationId: kept.authorisation.id });
    }
  }

  /** Asks for a transfer until it is answered; the function may be killed at any of its calls, before or after it. */
  async ask(): Promise<void> {
    const { world, dice } = this;
    const number = this.asked++;
    const at = world.clock.now();
    const speed = dice.below(4) === 0 ? "same-day" : "standard";
    const request = this.request(speed);
    const kill =
      dice.below(12) === 0 ? new Kill(1 + dice.below(8), dice.below(2) === 0 ? "before" : "after") : undefined;
    const caller = { ...CALLER, key: `order-${number}` };
    const first = await createTransfer(world.parts(kill), caller, request).catch(() => undefined);
    const made = first ?? (await createTransfer(world.parts(), caller, request));
    if (!made.ok) throw new Error(made.errors.map(({ message }) => message).join(" "));
    this.made.set(made.transfer.id, { at, speed });
  }

  private request(speed: "standard" | "same-day"): NewTransfer {
    const { dice } = this;
    const amount = money(1 + dice.below(50_000), "USD");
    if (dice.below(5) > 0) {
      const account = this.credits[dice.below(PROVIDERS)]!;
      const purpose = account.holderType === "person" && dice.below(3) === 0 ? "wages" : "payout";
      return { direction: "credit", amount, bankAccountId: account.id, transferType: speed, purpose };
    }
    const { account, authorisationId } = this.debits[dice.below(CUSTOMERS)]!;
    const purpose = dice.below(2) === 0 ? "purchase" : "payment";
    return { direction: "debit", amount, bankAccountId: account.id, authorisationId, transferType: speed, purpose };
  }

  /** Runs the optimiser, which may be killed, until it is through. */
  async close(): Promise<void> {
    for (let tries = 0; tries < 2; tries++) {
      const kill = new Kill(1 + this.dice.below(60), this.dice.below(2) === 0 ? "before" : "after");
      await optimise(this.world.parts(kill)).catch(() => []);
    }
    await optimise(this.world.parts());
  }

  async deliver(): Promise<void> {
    for (const { id } of this.world.files().filter(({ status }) => status === "built")) {
      await advanceFile(this.world.parts(), id, "delivering");
      await advanceFile(this.world.parts(), id, "delivered");
    }
  }
}

const msOf = (moment: string) => Date.parse(moment);

describe("ten thousand transfers through the week of Thanksgiving", () => {
  const week = new Week();
  const { world } = week;
  const late = new Set<string>();
  /** What the tables hold when the week is over; reading ten thousand items takes its time. */
  let over: { transfers: AchTransfer[]; entries: FileEntry[]; files: AchFile[] } = {
    transfers: [],
    entries: [],
    files: [],
  };

  it("are made, claimed and built, whoever is killed when, and whoever writes while a window closes", async () => {
    await week.begin();
    world.table.conflictEvery = 29;
    // Wednesday's payouts are more than there is, until the bank is paid on Friday.
    await world.fund({ cash: 130_000_000 });
    const lastAsked = WEEK.findIndex(([name]) => name === "2026-11-27 standard");
    let from = msOf("2026-11-23T15:30Z");
    for (const [place, [name, cutOff, closes]] of WEEK.entries()) {
      const cutOffAt = msOf(cutOff);
      const count = place < lastAsked ? 700 : place === lastAsked ? TRANSFERS - week.made.size : 0;
      for (let asked = 0; asked < count - 20 && count > 0; asked += 40) {
        world.clock.milliseconds = from + Math.floor(((cutOffAt - 60_000 - from) * asked) / count);
        const some = Math.min(40, count - 20 - asked);
        await Promise.all(Array.from({ length: some }, () => week.ask()));
      }
      if (name === "2026-11-27 same-day-1") await world.fund({ cash: 200_000_000 });
      // The last twenty look at the window while it is open, and write while it closes.
      world.clock.milliseconds = cutOffAt - 1;
      const racing = Array.from({ length: Math.min(20, count) }, () => week.ask());
      await new Promise((resolve) => setImmediate(resolve));
      world.clock.milliseconds = cutOffAt;
      await Promise.all([...racing, week.close()]);
      await optimise(world.parts());
      // One file does not leave in time.
      if (name === "2026-11-24 same-day-2") {
        world.clock.milliseconds = msOf(closes);
        await week.close();
      } else await week.deliver();
      from = Math.max(cutOffAt, world.clock.now());
    }
    over = { transfers: world.transfers(), entries: world.entries(), files: world.files() };
    for (const { id } of over.transfers) if (!week.made.has(id)) throw new Error(`Nobody asked for ${id}.`);
    expect(week.made.size).toBe(TRANSFERS);
    expect(world.table.largestTransaction).toBeLessThanOrEqual(100);
    world.expectSound();
  }, 120_000);

  it("are each in one file, none lost and none doubled", () => {
    const delivered = new Set(over.files.flatMap(({ id, status }) => (status === "delivered" ? [id] : [])));
    const inFiles = over.entries.filter(({ fileId }) => delivered.has(fileId));
    expect(inFiles.map(({ transferId }) => transferId).sort()).toEqual([...week.made.keys()].sort());
    expect(new Set(inFiles.map(({ sequence }) => sequence)).size).toBe(TRANSFERS);
    expect(over.transfers.filter(({ detail }) => detail !== "batched")).toEqual([]);
    expect(over.files.some(({ status }) => status === "cancelled")).toBe(true);
  });

  it("go with the first window that they make, or with a later one where they were late or not covered", () => {
    const entries = new Map(over.entries.map((entry) => [entry.transferId, entry]));
    const windows = WEEK.map(([name, cutOff, , settles]) => ({ name, cutOffAt: msOf(cutOff), settles }));
    const isOf = (name: string, speed: Made["speed"]) => name.endsWith(" standard") === (speed === "standard");
    const wrong: string[] = [];
    for (const transfer of over.transfers) {
      const { at, speed } = week.made.get(transfer.id)!;
      const first = windows.findIndex(({ name, cutOffAt }) => isOf(name, speed) && at < cutOffAt);
      const name = `${transfer.window.processingDay} ${transfer.window.name}`;
      const actual = windows.findIndex((window) => window.name === name);
      const { settles } = windows[actual]!;
      const dates = [transfer.window.effectiveEntryDate, entries.get(transfer.id)?.effectiveEntryDate];
      const isRight = isOf(name, speed) && actual >= first && dates.every((date) => date === settles);
      if (!isRight) wrong.push(`${transfer.id} goes with ${name} and settles on ${dates.join(", ")}`);
      if (actual > first) late.add(transfer.id);
    }
    expect(wrong).toEqual([]);
    const moved = world.counts.filter((count) => count === "TransfersPostponed").length;
    expect(late.size).toBeGreaterThan(0);
    expect(late.size).toBeLessThan(TRANSFERS / 3);
    expect(moved).toBeGreaterThan(0);
    expect(world.counts).toContain("TransfersUncovered");
  });

  it("stand in files that our reader finds nothing in, and that say what the claims say", () => {
    const traces = new Set<string>();
    const files = over.files.filter(({ status }) => status === "delivered");
    for (const file of files) {
      const findings: string[] = [];
      const reader = new NachaReader({
        strict: true,
        report: ({ message }) => findings.push(message),
        visit: (view) => {
          if (view.name === "EntryDetail") traces.add(fieldText(view, "traceNumber"));
        },
      });
      const bytes = world.bucket.files.get(file.key!)!;
      reader.push(bytes);
      const { entries, batches, creditCents, debitCents } = reader.end();
      expect(findings).toEqual([]);
      const { entries: claimed, batches: built } = file;
      expect({ entries, batches }).toEqual({ entries: claimed, batches: built });
      expect({ creditCents, debitCents }).toEqual({ creditCents: file.creditCents, debitCents: file.debitCents });
      expect(bytes.length / 95).toBeLessThanOrEqual(1500);
      const { plannedMills, oneByOneMills, lowerBoundMills } = file.saving!;
      expect(lowerBoundMills).toBeLessThanOrEqual(plannedMills);
      expect(plannedMills).toBeLessThanOrEqual(oneByOneMills);
    }
    expect(traces.size).toBe(TRANSFERS);
  });

  it("settle, come back and become available, and the books balance at the end", async () => {
    const files = over.files.filter(({ status }) => status === "delivered");
    const dayOf = new Map(over.entries.map(({ fileId, effectiveEntryDate }) => [fileId, effectiveEntryDate]));
    const paid = over.transfers;
    const sum = (direction: string) =>
      paid.filter((each) => each.direction === direction).reduce((cents, { amountCents }) => cents + amountCents, 0);
    const before = world.balance("settlement_cash") + world.balance("settlement_reserved");
    for (const { id } of files) {
      const kill = new Kill(1 + week.dice.below(20), "after");
      await settleFile(world.parts(kill), id, dayOf.get(id)!).catch(() => undefined);
      await settleFile(world.parts(), id, dayOf.get(id)!);
    }
    await settleFile(world.parts(), files[0]!.id, "2026-12-31");
    world.expectSound();
    expect(world.files().every(({ status }) => status === "settled" || status === "cancelled")).toBe(true);
    expect(world.balance("settlement_cash")).toBe(before - sum("credit") + sum("debit"));
    const settled = world.transfers();
    const costs = settled.reduce((mills, { processingCostMills = 0 }) => mills + processingCostMills, 0);
    expect(costs).toBe(
      world
        .files()
        .reduce((mills, { status, saving }) => mills + (status === "settled" ? (saving?.plannedMills ?? 0) : 0), 0),
    );

    const back = settled.filter((_, place) => place % 500 === 0);
    for (const { trace, amountCents } of back) {
      const notice = { trace: trace!, amountCents, rdfi: "09100001", code: "R01" };
      expect(await applyReturn(world.parts(), notice)).toBe("applied");
      expect(await applyReturn(world.parts(), notice)).toBe("known");
    }
    world.at("2026-12-10T12:00:00Z");
    await makeDueAvailable(world.parts(), Infinity);
    world.expectSound();
    const customers =
      sum("debit") -
      back.filter(({ direction }) => direction === "debit").reduce((cents, { amountCents }) => cents + amountCents, 0);
    expect([world.total("customer_credit"), world.balance("ach_debits_pending")]).toEqual([customers, 0]);
    const returned = back
      .filter(({ direction }) => direction === "credit")
      .reduce((cents, { amountCents }) => cents + amountCents, 0);
    expect(world.total("provider_payable")).toBe(PROVIDERS * 100_000_000 - sum("credit") + returned);
    expect(world.balance("payouts_in_transit", ODFI) + world.balance("settlement_reserved", ODFI)).toBe(0);
  }, 120_000);
});
