import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { authorise } from "../../../../functions/ach/bank-accounts/authorise";
import type { Authorisation, BankAccount } from "../../../../functions/ach/bank-accounts/account";
import { registerAccount } from "../../../../functions/ach/bank-accounts/register";
import { accountKeyContext } from "../../../../functions/ach/bank-accounts/sealing";
import { advanceFile } from "../../../../functions/ach/batches/file-steps";
import { optimise } from "../../../../functions/ach/batches/optimise";
import { readFile } from "../../../../functions/ach/batch-items";
import { serveRail } from "../../../../functions/ach/debit-rail/serve";
import { makeDueAvailable } from "../../../../functions/ach/incoming/available";
import { applyReturn } from "../../../../functions/ach/incoming/return";
import { settleFile } from "../../../../functions/ach/incoming/settle";
import { readTransfer, writeAccount } from "../../../../functions/ach/items";
import type { AccountParts, BatchParts } from "../../../../functions/ach/parts";
import { dynamoAchStore } from "../../../../functions/ach/store";
import { limitsOnly } from "../../../../functions/ach/transfers/limits";
import type { AchTransfer } from "../../../../functions/ach/transfers/transfer";
import { type DebitNoticeParts, receiveDebitNotice } from "../../../../functions/payments/debit-notices";
import { egressRail, type Invoke } from "../../../../functions/payments/egress-rail";
import type { Rail } from "../../../../functions/payments/rail";
import { dynamoRefundStore } from "../../../../functions/payments/refund-store";
import type { Item } from "../../../../functions/shared/dynamodb";
import { idMaker } from "../../../../functions/shared/ids";
import { DataKeys, LeanEncryptor } from "../../../../functions/vault";
import { ACCOUNT, pastWindows, settingsOf } from "../../ach/support/world";
import { MemoryKms } from "../../vault/support/memory-kms";
import { seededRandom } from "../../vault/support/seeded";
import { Kill } from "./kill";
import { ACH_TABLE, LEDGER, TABLES, type TestParts, World } from "./world";

const KEY_ARN = "arn:aws:kms:us-west-2:111122223333:key/ach";
const KIND = {
  settled: "ach.transfer_settled",
  available: "ach.transfer_available",
  returned: "ach.transfer_returned",
};

let instances = 0;

/** Payments and the bank's room on the tables of both, with nothing between them but what Lambda and the bus would carry. */
export class BankWorld extends World {
  readonly settings = settingsOf();
  private readonly kms = new MemoryKms();
  private readonly bucket = new Map<string, Uint8Array>();
  /** A rail that gives no answer, though it may have done what it was asked for. */
  isSilent = false;

  constructor() {
    super();
    this.clock.milliseconds = Date.parse("2026-11-23T15:00:00Z");
    for (const state of pastWindows(this.settings, this.clock.milliseconds)) this.put(state);
  }

  /** A function's instance of the bank's room. */
  bank(kill = new Kill()): AccountParts & BatchParts {
    const random = seededRandom(`bank ${instances++}`);
    const { clock, settings } = this;
    const timing = { clock, random, region: "us-west-2" };
    const send = (command: object) => kill.around(() => this.table.send(command));
    const client = { send } as unknown as DynamoDBClient;
    const store = dynamoAchStore(client, { ach: ACH_TABLE, ...LEDGER.balances }, timing);
    const keys = { secondsMax: 300, messagesMax: 2 ** 20, readingKeysMax: 1000 };
    const context = accountKeyContext(ACH_TABLE);
    const dataKeys = new DataKeys(this.kms, clock, { vaultKeyArn: KEY_ARN, context, ...keys });
    const log = (text: string) => this.logged.push(text);
    return {
      ...{ ...timing, settings, store, batches: store, epoch: 1, makeId: idMaker(clock, random) },
      bucket: { put: async (key, bytes) => void this.bucket.set(key, bytes) },
      encryptor: new LeanEncryptor(KEY_ARN, dataKeys, random),
      count: (name) => this.counted.push(name),
      decide: limitsOnly(settings.limits),
      keys: { requests: Buffer.alloc(32, 1), accounts: Buffer.alloc(32, 2), amounts: Buffer.alloc(32, 3) },
      log: { error: log, info: log, warn: log },
    };
  }

  /** The bank's rail as payments reach it; the function behind it may be killed, or its answer lost. */
  debitRail(kill = new Kill()): Rail {
    const invoke: Invoke = async (request) => {
      const answer = await serveRail(this.bank(kill), JSON.parse(JSON.stringify(request)));
      if (this.isSilent) throw new Error("The answer was lost.");
      return { payload: JSON.stringify(answer), failed: false };
    };
    return egressRail("ach-debit", { invoke, log: { warn: () => undefined }, answersInDays: true });
  }

  /** A function's instance of the payments' room, whose one rail is the bank's. */
  payers(kill = new Kill(), railKill = new Kill()): TestParts & DebitNoticeParts {
    const rail = this.debitRail(railKill);
    const parts = this.parts(
      { rail, bank: this.settings, rails: { choose: () => "ach-debit", named: () => rail } },
      kill,
    );
    const send = (command: object) => kill.around(() => this.table.send(command));
    return { ...parts, refunds: dynamoRefundStore({ send } as unknown as DynamoDBClient, TABLES.payments) };
  }

  /** A customer's verified account that may be debited. */
  async account(given: Partial<Authorisation> = {}, customer = "cus_1"): Promise<BankAccount> {
    const owner = { kind: "customer", id: customer } as const;
    const registered = await registerAccount(this.bank(), { ...ACCOUNT, owner, holderType: "person" });
    if (!registered.ok) throw new Error(registered.errors.map(({ message }) => message).join(" "));
    const account: BankAccount = { ...registered.account, status: "verified" };
    this.keep(account);
    await this.authorise(account.id, given);
    return account;
  }

  keep(account: BankAccount): void {
    this.put(writeAccount(account));
  }

  private put(item: Item): void {
    this.achTable.items.set(`${item.pk?.S}|${item.sk?.S}`, item);
  }

  async authorise(bankAccountId: string, given: Partial<Authorisation> = {}): Promise<Authorisation> {
    const online = { method: "online", use: "recurring", evidence: "a test", givenAt: "2026-11-01T00:00:00Z" } as const;
    const kept = await authorise(this.bank(), { ...online, ...given, bankAccountId });
    if (!kept.ok) throw new Error("refused");
    return kept.authorisation;
  }

  transfers(): AchTransfer[] {
    return this.achTable.startingWith("TRANSFER#").map(readTransfer);
  }

  /** The payment's debit, or the last of its refunds. */
  transfer(direction: AchTransfer["direction"] = "debit"): AchTransfer {
    const found = this.transfers().findLast((each) => each.direction === direction);
    if (!found) throw new Error(`There is no ${direction}.`);
    return found;
  }

  at(moment: string): this {
    this.clock.milliseconds = Date.parse(moment);
    return this;
  }

  /** Closes the windows that are over, and brings their files to the bank. */
  async deliver(kill = new Kill()): Promise<void> {
    await optimise(this.bank(kill));
    for (const { id, status } of this.files()) {
      if (status !== "built") continue;
      await advanceFile(this.bank(), id, "delivering");
      await advanceFile(this.bank(), id, "delivered");
    }
  }

  async settle(day: string, kill = new Kill()): Promise<void> {
    for (const { id } of this.files()) await settleFile(this.bank(kill), id, day);
  }

  async release(kill = new Kill()): Promise<void> {
    await makeDueAvailable(this.bank(kill), Infinity);
  }

  /** The payer's bank sends the last transfer of a direction back. */
  async comeBack(code: string, direction: AchTransfer["direction"] = "debit", kill = new Kill()): Promise<string> {
    const { trace = "", amountCents } = this.transfer(direction);
    return applyReturn(this.bank(kill), { trace, amountCents, rdfi: ACCOUNT.routingNumber.slice(0, 8), code });
  }

  /** What the bus brings of a payment's transfer. */
  tell(kind: keyof typeof KIND, direction: AchTransfer["direction"] = "debit", kill = new Kill()): Promise<void> {
    const detail = { type: KIND[kind], data: { ach_transfer: { payment_id: "pay_1", direction } } };
    return receiveDebitNotice(this.payers(kill), { body: JSON.stringify({ detail }) });
  }

  private files() {
    return this.achTable.startingWith("FILE#").flatMap((item) => (item.sk?.S === "FILE" ? [readFile(item)] : []));
  }

  /** What must be true when nothing of a payment is under way: its rail's books are even, and nothing waits in them. */
  expectEven(): void {
    this.expectSound();
    expect([this.balance("clearing", "ach-debit"), this.balance("refunds_in_transit", "ach-debit")]).toEqual([0, 0]);
    expect([this.total("ach_debits_in_transit"), this.total("suspense"), this.total("payouts_queued")]).toEqual([
      0, 0, 0,
    ]);
  }
}
