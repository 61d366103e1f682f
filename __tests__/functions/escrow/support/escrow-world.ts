import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { EscrowAccount } from "../../../../functions/escrow/account";
import { accrueEscrow } from "../../../../functions/escrow/accrue";
import { attendEscrow } from "../../../../functions/escrow/attend";
import { escrowParts } from "../../../../functions/escrow/connect";
import { drain, type DrainOrder, type DrainParts, type DrainReport, fanOut } from "../../../../functions/escrow/drain";
import { type DueWork, workShards } from "../../../../functions/escrow/due";
import { dynamoDueShards } from "../../../../functions/escrow/due-store";
import { takeFact } from "../../../../functions/escrow/facts";
import type { Movement } from "../../../../functions/escrow/change";
import type { ManagerParts } from "../../../../functions/escrow/routes";
import type { EscrowSettings } from "../../../../functions/escrow/settings";
import type { ReleaseRecord } from "../../../../functions/escrow/release-record";
import { readRelease } from "../../../../functions/escrow/store-items";
import type { HoldWishes } from "../../../../functions/escrow/terms";
import { pay } from "../../../../functions/payments/pay";
import type { NewPayment } from "../../../../functions/payments/new-payment";
import { dynamoDueStore } from "../../../../functions/payments/due-store";
import { dynamoOutboxStore } from "../../../../functions/payments/outbox-store";
import { dynamoRefundStore } from "../../../../functions/payments/refund-store";
import { preparePayout } from "../../../../functions/ach/payout";
import type { BankAccount } from "../../../../functions/ach/bank-accounts/account";
import { readTransfer, writeAccount } from "../../../../functions/ach/items";
import { dynamoAchStore } from "../../../../functions/ach/store";
import { limitsOnly as transferLimits } from "../../../../functions/ach/transfers/limits";
import type { AchTransfer } from "../../../../functions/ach/transfers/transfer";
import { writeParty } from "../../../../functions/payments/parties/items";
import type { Provider } from "../../../../functions/payments/parties/party";
import { dynamoPartyStore } from "../../../../functions/payments/parties/store";
import { settingsOf } from "../../ach/support/world";
import { listedTable } from "../../../../functions/shared/listing-store";
import { toTimestamp } from "../../../../functions/shared/clock";
import type { ResultOf } from "../../../../functions/shared/results";
import { memoryLog } from "../../payments/support/calls";
import { Kill } from "../../payments/support/kill";
import { accepted, ACH_TABLE, CALLER, newPayment, TABLES, type TestParts, World } from "../../payments/support/world";

export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;

/** The payments' world with what works on its escrows. Money of the simulator is there at once, where nothing else is said. */
export class EscrowWorld extends World {
  /** Orders that wait in the queue. */
  readonly orders: DrainOrder[] = [];
  /** Whether the rail refuses all refunds. */
  refusesRefunds = false;
  /** What the bank's settings are; without them nothing is paid out. */
  bank?: ReturnType<typeof settingsOf>;

  constructor(settings: Partial<EscrowSettings> = {}) {
    super();
    this.escrowSettings = { ...this.escrowSettings, fundsAfterDays: { simulator: 0 }, ...settings };
  }

  /** One instance of an escrow's function, which may be killed at one of its calls. */
  escrowParts(kill = new Kill(), change: Partial<TestParts> = {}): ManagerParts {
    const { rail } = this.parts();
    const refusing = { ...rail, refund: async () => ({ outcome: "declined", code: "card_closed" }) as const };
    const { log, ...parts } = this.parts({ ...(this.refusesRefunds && { rail: refusing }), ...change }, kill);
    const client = this.connection(kill);
    const refunds = dynamoRefundStore(client, TABLES.payments);
    const payments = { ...parts, refunds, log: { ...memoryLog(), ...log } };
    return {
      ...escrowParts(payments, this.payouts(client, parts)),
      escrowList: listedTable(client, TABLES.escrow, parts),
    };
  }

  protected payouts(client: DynamoDBClient, parts: Omit<TestParts, "log">): Parameters<typeof escrowParts>[1] {
    const { bank: settings } = this;
    if (!settings) return undefined;
    const store = dynamoAchStore(client, { ach: ACH_TABLE, escrow: TABLES.escrow }, parts);
    const ach = { ...parts, store, settings, decide: transferLimits(settings.limits) };
    return {
      providerOf: (id) => dynamoPartyStore(client, TABLES.payments).provider(id),
      preparePayout: (order) => preparePayout(ach, ACH_TABLE, order),
    };
  }

  /** A bank from here on, and a provider with an account there that is paid out with each release. */
  openBank(id = "pro_1", provider: Partial<Provider> = {}, account: Partial<BankAccount> = {}): this {
    this.bank ??= settingsOf();
    const at = "2026-01-01T00:00:00.000Z";
    const kept = { version: 1, updatedAt: at } as const;
    const party: Provider = {
      ...{ kind: "provider", id, status: "active", payoutAccount: `ba_${id}`, payoutSchedule: "on_release" },
      ...{ feePlan: "standard", registeredAt: at, ...kept, ...provider },
    };
    this.table.items.set(`PROVIDER#${id}|PROVIDER`, writeParty(party));
    const bankAccount: BankAccount = {
      ...{ id: `ba_${id}`, owner: { kind: "provider", id }, holderName: "GARDEN WORKS LLC", holderType: "company" },
      ...{ routingNumber: "091000019", accountType: "checking", lastFour: "6789", envelope: "sealed" },
      ...{ fingerprint: id, status: "verified", createdAt: at, region: "us-west-2", epoch: 1, ...kept, ...account },
    };
    this.achTable.items.set(`BANKACCOUNT#${bankAccount.id}|BANKACCOUNT`, writeAccount(bankAccount));
    return this;
  }

  transfers(): AchTransfer[] {
    return this.achTable.startingWith("TRANSFER#").map(readTransfer);
  }

  releases(): ReleaseRecord[] {
    const items = this.escrowTable.startingWith("ESCROW#").filter(({ sk }) => sk?.S?.startsWith("RELEASE#"));
    return items.map(readRelease);
  }

  /** Each share is paid out once, or is owed to its provider: what was released is where its record says. */
  expectPaidOut(): void {
    const shares = this.releases().flatMap((each) => each.shares);
    const restOf = ({ cents, offsetCents = 0 }: (typeof shares)[number]) => cents - offsetCents;
    const queued = shares.filter(({ payout }) => payout === "queued");
    const transfers = new Map(this.transfers().map(({ id, amountCents }) => [id, amountCents]));
    expect(transfers).toEqual(new Map(queued.map((share) => [share.transferId, restOf(share)])));
    const sum = (list: typeof shares) => list.reduce((cents, share) => cents + restOf(share), 0);
    expect(this.total("payouts_queued")).toBe(sum(queued));
    expect(this.total("provider_payable")).toBe(sum(shares) - sum(queued));
  }

  /** What publishes the escrows' outbox. */
  outboxParts(): TestParts {
    const due = dynamoDueStore(this.table.client, TABLES.escrow, "us-west-2");
    return this.parts({ due, outbox: dynamoOutboxStore(this.table.client, TABLES.escrow) });
  }

  drainParts(kill = new Kill()): DrainParts {
    const { clock, count, log } = this.parts();
    const due = dynamoDueShards(this.connection(kill), TABLES.escrow);
    const queue = { send: async (orders: readonly DrainOrder[]) => void this.orders.push(...orders) };
    return { due, queue, clock, count, log };
  }

  /** What the schedule and the queue do in one minute. */
  async minute(work: DueWork = "release", kill = new Kill()): Promise<DrainReport[]> {
    const parts = this.drainParts(kill);
    const deadline = this.clock.now() + MINUTE_MS;
    const shards = workShards(work, "us-west-2").filter((shard) => this.isDueIn(shard));
    await fanOut(this.drainParts(), shards);
    const reports: DrainReport[] = [];
    for (const order of this.orders.splice(0)) {
      const escrow = this.escrowParts(kill);
      reports.push(
        work === "release"
          ? await drain(parts, order, { work: "Release", deadline, attend: (key) => attendEscrow(escrow, key) })
          : await drain(parts, order, { work: "Interest", deadline, attend: (key) => accrueEscrow(escrow, key) }),
      );
    }
    return reports;
  }

  /** Only such shards are looked into: looking into all 64 each minute would take the tests most of their time. */
  private isDueIn(shard: string): boolean {
    const now = toTimestamp(this.clock.now());
    return this.escrowTable
      .startingWith("ESCROW#")
      .some(({ dueShard, dueAt }) => dueShard?.S === shard && (dueAt?.S ?? "") <= now);
  }

  /** Pays, and gives the escrow that holds the money. */
  async held(escrow: HoldWishes = {}, change: Partial<NewPayment> = {}, cents = 10_000): Promise<EscrowAccount> {
    const payment = newPayment({ escrow, ...change }, cents);
    accepted(await pay(this.parts(), CALLER, payment));
    return this.escrow(payment.paymentId);
  }

  /** Tells that an event was seen. */
  async seen(name = "service.completed", paymentId = "pay_1"): Promise<EscrowAccount> {
    return met(await takeFact(this.escrowParts(), this.escrow(paymentId).id, { kind: "event", name })).account;
  }

  /** When each escrow is due, by its payment. */
  due(paymentId = "pay_1"): string | undefined {
    const item = this.escrowTable.items.get(`ESCROW#${this.escrow(paymentId).id}|ESCROW`);
    return item?.dueShard && item.dueAt?.S;
  }

  movements(): Movement["kind"][] {
    return this.escrowTable.startingWith("ESCROW#").flatMap(({ sk, kind }) => {
      return sk?.S?.startsWith("MOVEMENT#") ? [kind?.S as Movement["kind"]] : [];
    });
  }

  protected connection(kill: Kill): DynamoDBClient {
    const send = (command: object) => kill.around(() => this.table.send(command));
    return { send } as unknown as DynamoDBClient;
  }
}

/** What a use case gives that is expected to be met. */
export function met<Value extends object, Fault extends { readonly message: string }>(
  result: ResultOf<Value, Fault>,
): { readonly ok: true } & Value {
  if (!result.ok) throw new Error(`Refused: ${result.errors.map(({ message }) => message).join(" ")}`);
  return result;
}

/** The codes of a use case that is expected to be refused. */
export function refusals<Fault extends { readonly code: string }>(result: ResultOf<object, Fault>): string[] {
  return result.ok ? [] : result.errors.map(({ code }) => code);
}
