import { accountKeyContext } from "../../../../functions/ach/bank-accounts/sealing";
import type { BankAccount } from "../../../../functions/ach/bank-accounts/account";
import { registerAccount } from "../../../../functions/ach/bank-accounts/register";
import type { AchFile, FileEntry } from "../../../../functions/ach/batches/file";
import { readEntry, readFile, readState, writeState } from "../../../../functions/ach/batch-items";
import { pointedAt, pointerKey, readAccount, readTransfer, writeAccount } from "../../../../functions/ach/items";
import type { AccountParts, BatchParts } from "../../../../functions/ach/parts";
import type { CorrectionParts } from "../../../../functions/ach/incoming/correct";
import type { FileBucket } from "../../../../functions/ach/ports";
import { odfiSettings, type OdfiSettings, windowSettings } from "../../../../functions/ach/settings";
import { addDays } from "../../../../functions/ach/calendar/day";
import { windowsOf } from "../../../../functions/ach/calendar/windows";
import { toTimestamp } from "../../../../functions/shared/clock";
import { dynamoAchStore } from "../../../../functions/ach/store";
import { limitsOnly } from "../../../../functions/ach/transfers/limits";
import type { AchTransfer } from "../../../../functions/ach/transfers/transfer";
import type { WindowState } from "../../../../functions/ach/batches/window-state";
import type { AccountKind } from "../../../../functions/ledger/accounts";
import { balanceOf, rebuildBalances } from "../../../../functions/ledger/balances";
import { type Journal, journalWrites, makeJournal } from "../../../../functions/ledger";
import { readBalance, readJournal } from "../../../../functions/ledger/store-items";
import { transact } from "../../../../functions/shared/dynamodb";
import { idMaker } from "../../../../functions/shared/ids";
import { money } from "../../../../functions/shared/money";
import { DataKeys, LeanEncryptor } from "../../../../functions/vault";
import * as z from "zod/mini";
import { MemoryKms } from "../../vault/support/memory-kms";
import { ManualClock, seededRandom } from "../../vault/support/seeded";
import { Kill } from "../../payments/support/kill";
import { PartitionedTable } from "./table";

export const TABLES = { ach: "ach-transfers-test", escrow: "escrow-accounts-test" };
export const CALLER = { caller: "key-1" };
const KEY_ARN = "arn:aws:kms:us-west-2:111122223333:key/ach";

export const ODFI = "12104288";

/** Settings by what a test wants to be different. */
export function settingsOf(change: object = {}): OdfiSettings {
  return z.parse(odfiSettings, {
    odfi: { routingNumber: "121042882", name: "FIRST TEST BANK" },
    company: { name: "TEST COMPANY", identification: "1234567890" },
    windows: { leadMinutes: 30 },
    limits: {
      creditCentsMax: 9_999_999_999,
      debitCentsMax: 9_999_999_999,
      perDay: { countMax: 100_000, sumCentsMax: 99_999_999_999_999 },
    },
    ...change,
  });
}

/** Files as a bucket keeps them: never another one under a name. */
class MemoryBucket implements FileBucket {
  readonly files = new Map<string, Buffer>();

  async put(key: string, bytes: Uint8Array): Promise<void> {
    const there = this.files.get(key);
    if (there && !there.equals(bytes)) throw new Error(`Another file stands under ${key}.`);
    this.files.set(key, Buffer.from(bytes));
    return Promise.resolve();
  }
}

export type WorldParts = AccountParts & BatchParts & CorrectionParts;

let instances = 0;

/** The tables, the bucket and the clock that all instances of the room's functions share. */
export class World {
  readonly clock = new ManualClock(Date.parse("2026-11-23T15:00:00Z"));
  table = new PartitionedTable();
  readonly bucket = new MemoryBucket();
  readonly counts: string[] = [];
  readonly logged: string[] = [];
  private readonly kms = new MemoryKms();

  /** Windows that were over when the world began are done: nobody looks at them any more. */
  constructor(readonly settings: OdfiSettings = settingsOf()) {
    for (const state of pastWindows(settings, this.clock.milliseconds)) this.table.put(state);
  }

  /** The same world from here on: what happens in one does not happen in the other. */
  copy(): World {
    const copy = new World(this.settings);
    copy.table = this.table.copy();
    copy.clock.milliseconds = this.clock.milliseconds;
    for (const [key, bytes] of this.bucket.files) copy.bucket.files.set(key, bytes);
    return copy;
  }

  /** A function's instance; it dies where the kill says. */
  parts(kill = new Kill()): WorldParts {
    const random = seededRandom(`instance ${instances++}`);
    const { clock } = this;
    const timing = { clock, random, region: "us-west-2" };
    const store = killable(dynamoAchStore(this.table.client, TABLES, timing), kill);
    const dataKeys = new DataKeys(this.kms, clock, {
      vaultKeyArn: KEY_ARN,
      context: accountKeyContext(TABLES.ach),
      secondsMax: 300,
      messagesMax: 2 ** 20,
      readingKeysMax: 1000,
    });
    const log = (message: string, ...more: readonly unknown[]) =>
      this.logged.push(`${message} ${more.map((each) => JSON.stringify(each)).join(" ")}`);
    return {
      ...timing,
      store,
      batches: store,
      bucket: killable(this.bucket, kill),
      encryptor: new LeanEncryptor(KEY_ARN, dataKeys, random),
      settings: this.settings,
      makeId: idMaker(clock, random),
      epoch: 1,
      count: (name) => this.counts.push(name),
      decide: limitsOnly(this.settings.limits),
      keys: { requests: Buffer.alloc(32, 1), accounts: Buffer.alloc(32, 2), amounts: Buffer.alloc(32, 3) },
      log: { error: log, info: log, warn: log },
    };
  }

  at(moment: string): this {
    this.clock.milliseconds = Date.parse(moment);
    return this;
  }

  /** A bank account as it was registered, in the status that a test wants. */
  async account(
    change: Partial<Parameters<typeof registerAccount>[1]> = {},
    status: BankAccount["status"] = "verified",
  ) {
    const registered = await registerAccount(this.parts(), { ...ACCOUNT, ...change });
    if (!registered.ok) throw new Error(registered.errors.map(({ message }) => message).join(" "));
    const account: BankAccount = { ...registered.account, status };
    this.table.put(writeAccount(account));
    return account;
  }

  /** Books money that came in: owed to a provider or a customer, and in the settlement account. */
  async fund({
    provider,
    customer,
    cash,
  }: {
    provider?: [string, number];
    customer?: [string, number];
    cash?: number;
  }) {
    const clearing = { kind: "clearing", owner: "simulator", currency: "USD" } as const;
    const into = async (
      account: Journal["postings"][number]["account"],
      cents: number,
      direction: "debit" | "credit",
    ) => {
      const amount = money(cents, "USD");
      const id = `fund/${instances++}`;
      const journal = makeJournal({
        ...{ id, kind: "test", cause: "test", region: "us-west-2", epoch: 1, at: "2026-11-23T00:00:00.000Z" },
        postings: [
          { account, direction, amount },
          { account: clearing, direction: direction === "debit" ? "credit" : "debit", amount },
        ],
      });
      const balances = { ach: TABLES.ach, escrow: TABLES.escrow, payments: TABLES.ach };
      const writes = journalWrites({ journals: TABLES.ach, balances }, journal);
      // Who meets another transaction tries again.
      while ((await transact(this.table.client, writes)).outcome !== "written") await this.clock.sleep(1);
    };
    if (provider) await into({ kind: "provider_payable", owner: provider[0], currency: "USD" }, provider[1], "credit");
    if (customer) await into({ kind: "customer_credit", owner: customer[0], currency: "USD" }, customer[1], "credit");
    if (cash !== undefined) await into({ kind: "settlement_cash", owner: ODFI, currency: "USD" }, cash, "debit");
  }

  transfers(): AchTransfer[] {
    return this.table.startingWith("TRANSFER#").map(readTransfer);
  }

  transfer(id: string): AchTransfer {
    const found = this.transfers().find((transfer) => transfer.id === id);
    if (!found) throw new Error(`There is no ${id}.`);
    return found;
  }

  bankAccount(id: string): BankAccount {
    const [item] = this.table.startingWith(`BANKACCOUNT#${id}`).filter(({ sk }) => sk?.S === "BANKACCOUNT");
    return readAccount(item!);
  }

  files(): AchFile[] {
    const items = this.table.startingWith("FILE#").filter(({ sk }) => sk?.S === "FILE");
    return items.map(readFile).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  entries(): FileEntry[] {
    return this.table
      .startingWith("FILE#")
      .filter(({ sk }) => sk?.S?.startsWith("ENTRY#"))
      .map(readEntry);
  }

  /** Windows that were closed since the world began. */
  windows(): WindowState[] {
    const states = this.table.startingWith("WINDOW#").filter(({ sk }) => sk?.S === "STATE");
    return states.map(readState).filter(({ closingAt }) => closingAt > "2026-11-23T15:00:00.000Z");
  }

  /** Types of the events in the outbox. */
  events(): string[] {
    return this.table.startingWith("OUTBOX#").map((item) => item.type?.S ?? "");
  }

  balance(kind: AccountKind, owner = ODFI): number {
    return balanceOf({ kind, owner, currency: "USD" }, this.balances());
  }

  /** What all accounts of a kind hold. */
  total(kind: AccountKind): number {
    const balances = [...this.balances()].filter(([name]) => name.startsWith(`${kind}/`));
    return balances.reduce((sum, [, cents]) => sum + cents, 0);
  }

  private balances(): Map<string, number> {
    const items = this.table.startingWith("BALANCE#");
    return new Map(items.map((item) => [item.pk!.S!.slice("BALANCE#".length), readBalance(item)]));
  }

  /** What must be true at any moment, whatever was killed. */
  expectSound(): void {
    const balances = this.balances();
    expect(balances).toEqual(rebuildBalances(this.table.startingWith("JOURNAL#").map(readJournal)));
    const transfers = this.transfers();
    // A queued transfer stands in its window's partition, and in no other; nothing else stands in one.
    const pointers = this.table.startingWith("WINDOW#").filter(({ sk }) => sk?.S?.startsWith("TRANSFER#"));
    const queued = transfers.filter(({ detail }) => detail === "queued");
    expect(pointers.map((item) => `${item.pk?.S} ${pointedAt(item)}`).sort()).toEqual(
      queued.map((transfer) => `${pointerKey(transfer).pk?.S} ${transfer.id}`).sort(),
    );
    // A transfer is in one file at most: an entry of a file that was not cancelled is its transfer's.
    const cancelled = new Set(this.files().flatMap(({ id, status }) => (status.startsWith("cancel") ? [id] : [])));
    const live = this.entries().filter(({ fileId }) => !cancelled.has(fileId));
    expect(new Set(live.map(({ transferId }) => transferId)).size).toBe(live.length);
    const sum = (wanted: (transfer: AchTransfer) => boolean) => {
      const counted = transfers.filter((each) => wanted(each) && each.purpose !== "micro_entry");
      return counted.reduce((cents, { amountCents }) => cents + amountCents, 0);
    };
    expect(this.total("payouts_queued")).toBe(sum((each) => each.direction === "credit" && each.detail === "queued"));
    const inTransit = sum((each) => each.direction === "credit" && each.detail === "batched");
    expect([this.total("payouts_in_transit"), this.total("settlement_reserved")]).toEqual([inTransit, inTransit]);
    expect(this.total("ach_debits_in_transit")).toBe(
      sum((each) => each.direction === "debit" && each.detail === "batched"),
    );
    expect(this.total("ach_debits_pending")).toBe(
      sum((each) => each.direction === "debit" && (each.detail === "batched" || each.heldUntil !== undefined)),
    );
  }
}

/** The states of windows that were over on 23 November 2026 when a world began. */
export function pastWindows(settings: OdfiSettings, now: number) {
  const days = Array.from({ length: 20 }, (_, place) => addDays("2026-11-23", -place));
  const windows = days.flatMap((day) => windowsOf(day, windowSettings(settings, "credit")));
  return windows.flatMap(({ processingDay, name, cutOffAt }) => {
    if (cutOffAt > now) return [];
    const at = toTimestamp(cutOffAt);
    return [writeState({ processingDay, name, status: "done", files: [], closingAt: at, closedAt: at, version: 4 })];
  });
}

/** A company's account, as a caller gives it. */
export const ACCOUNT = {
  owner: { kind: "provider", id: "pro_1" },
  holderName: "GARDEN WORKS LLC",
  holderType: "company",
  routingNumber: "091000019",
  accountNumber: "000123456789",
  accountType: "checking",
} as const;

/** A port whose every call a kill may strike. */
export function killable<Port extends object>(port: Port, kill: Kill): Port {
  return new Proxy(port, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== "function") return member;
      return (...args: unknown[]) => kill.around(() => Reflect.apply(member, target, args) as Promise<unknown>);
    },
  });
}
