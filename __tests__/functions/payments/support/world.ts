import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  DEFAULT_SETTINGS,
  dynamoEscrowStore,
  type EscrowAccount,
  type EscrowSettings,
} from "../../../../functions/escrow";
import { remainingOf } from "../../../../functions/escrow/account";
import { readEscrow } from "../../../../functions/escrow/store-items";
import { ACCOUNT_KINDS, type AccountKind } from "../../../../functions/ledger/accounts";
import { balanceOf, rebuildBalances } from "../../../../functions/ledger/balances";
import type { Journal } from "../../../../functions/ledger/journal";
import { readBalance, readJournal } from "../../../../functions/ledger/store-items";
import type { Answer, PaymentResult } from "../../../../functions/payments/answers";
import type { Attempt } from "../../../../functions/payments/attempt";
import { type Limits, limitsOnly } from "../../../../functions/payments/limits";
import type { NewPayment } from "../../../../functions/payments/new-payment";
import type { PaymentTransaction } from "../../../../functions/payments/payment";
import type { GiveUpParts } from "../../../../functions/payments/give-up";
import { dynamoDueStore } from "../../../../functions/payments/due-store";
import { dynamoDisputeStore } from "../../../../functions/payments/dispute-store";
import { dynamoOutboxStore } from "../../../../functions/payments/outbox-store";
import type { PublisherParts } from "../../../../functions/payments/publisher";
import { type Rail, RailMissingError, type Rails } from "../../../../functions/payments/rail";
import type { FaultCode } from "../../../../functions/payments/results";
import { dynamoSettlementStore } from "../../../../functions/payments/settlement-store";
import type { SweepParts } from "../../../../functions/payments/sweep";
import type { TakenBackParts } from "../../../../functions/payments/taken-back";
import { dynamoPaymentStore } from "../../../../functions/payments/store";
import { readAttempt, readPayment } from "../../../../functions/payments/store-items";
import type { PlatformEvent } from "../../../../functions/shared/events";
import { idMaker } from "../../../../functions/shared/ids";
import { money } from "../../../../functions/shared/money";
import { MemoryTable } from "../../ledger/support/memory-table";
import { Kill } from "./kill";
import { SimulatedRail } from "./simulated-rail";
import { ManualClock, seededRandom } from "../../vault/support/seeded";

export const CALLER = { caller: "key-1" };
const DAY = { countMax: 1000, sumCentsMax: 100_000_000 };
export const LIMITS: Limits = {
  amountCentsMax: 10_000_000,
  reviewAboveCents: 5_000_000,
  perDay: { customer: DAY, card: DAY, address: DAY },
};

/** The names of the tables. */
export const TABLES = { payments: "payment-transactions-test", escrow: "escrow-accounts-test" };
/** Transfers, and what the settlement account holds. */
export const ACH_TABLE = "ach-transfers-test";
const TABLE = TABLES.payments;
/** Where payments book. */
export const LEDGER = { journals: TABLE, balances: TABLES };

let instances = 0;

/** The parts of every payments' function, and the rail that most of the tests look at. */
export type TestParts = SweepParts & GiveUpParts & TakenBackParts & PublisherParts & { readonly rail: Rail };

/** The table, rails, bus and clock that all instances of the payments' functions share. */
export class World {
  readonly clock = new ManualClock();
  readonly achTable = new MemoryTable();
  escrowSettings: EscrowSettings = DEFAULT_SETTINGS;
  readonly rail = new SimulatedRail("simulator", this.clock);
  readonly otherRail = new SimulatedRail("cards", this.clock);
  readonly railCalls: string[] = [];
  /** What is on the bus, in order; the same event may be there twice. */
  readonly published: PlatformEvent[] = [];
  readonly counted: string[] = [];
  readonly logged: string[] = [];
  /** What warnings in the log are about. */
  readonly warned: unknown[] = [];
  /** The bank that acquirers pay out to; none where it is left out. */
  odfi?: string;
  /** What disputes and returns took of each charge at its rail, and have not brought back. */
  readonly takenBack = new Map<string, number>();

  /** @param escrowTable escrows, and what is held for and owed to providers. */
  constructor(
    readonly table = new MemoryTable(),
    readonly escrowTable = new MemoryTable(),
  ) {
    this.table.others.set(TABLES.escrow, this.escrowTable);
    this.table.others.set(ACH_TABLE, this.achTable);
  }

  /** One function instance, which may be killed at one of its calls. */
  parts(change: Partial<TestParts> = {}, kill = new Kill()): TestParts {
    const random = seededRandom(`payments ${instances++}`);
    const limits = change.limits ?? LIMITS;
    const client = this.client(kill);
    const rail = change.rail ?? this.watchedRail(this.rail, kill);
    const log = (text: string) => this.logged.push(text);
    const warn = (_: unknown, ...about: unknown[]) => this.warned.push(...about);
    return {
      store: dynamoPaymentStore(client, TABLES),
      escrows: dynamoEscrowStore(client, TABLES.escrow, ACH_TABLE),
      escrowSettings: this.escrowSettings,
      disputes: dynamoDisputeStore(client, TABLE),
      due: dynamoDueStore(client, TABLE, "us-west-2"),
      outbox: dynamoOutboxStore(client, TABLE),
      bus: { put: (events) => kill.around(async () => (this.published.push(...events), [])) },
      rail,
      rails: this.rails(rail, this.watchedRail(this.otherRail, kill)),
      decide: limitsOnly(limits),
      limits,
      acquirerFee: { basisPoints: 0, fixedCents: 0 },
      ...(this.odfi !== undefined && { settlements: this.settlements(client, this.odfi, random) }),
      clock: this.clock,
      random,
      makeId: idMaker(this.clock, random),
      fingerprintKey: Buffer.alloc(32, 7),
      region: "us-west-2",
      epoch: 1,
      count: (name) => this.counted.push(name),
      log: { error: log, warn },
      ...change,
    };
  }

  /** Cards have a rail of their own; a method of Stripe is taken by none. */
  private rails(rail: Rail, cards: Rail): Rails {
    return {
      choose(method = "") {
        if (method.startsWith("card_")) return "cards";
        if (!method.startsWith("pm_")) return "simulator";
        const message = "payment_method: no rail here takes methods of Stripe.";
        return { code: "payment_method_not_supported", param: "payment_method", message };
      },
      named(name) {
        const found = [rail, cards].find((each) => each.name === name);
        if (!found) throw new RailMissingError(`There is no rail ${name}.`);
        return found;
      },
    };
  }

  private settlements(client: DynamoDBClient, odfi: string, random: TestParts["random"]) {
    const tables = { payments: TABLES.payments, ach: ACH_TABLE };
    return dynamoSettlementStore(client, tables, odfi, { clock: this.clock, random });
  }

  private client(kill: Kill): DynamoDBClient {
    const send = (command: object) => kill.around(() => this.table.send(command));
    return { send } as unknown as DynamoDBClient;
  }

  private watchedRail(rail: SimulatedRail, kill: Kill): Rail {
    const watched = <Value>(name: string, call: () => Promise<Value>): Promise<Value> =>
      kill.around(() => {
        this.railCalls.push(name);
        return call();
      });
    return {
      name: rail.name,
      windowMs: rail.windowMs,
      charge: (request) => watched("charge", () => rail.charge(request)),
      capture: (request) => watched("capture", () => rail.capture(request)),
      refund: (request) => watched("refund", () => rail.refund(request)),
      cancel: (request) => watched("cancel", () => rail.cancel(request)),
      ask: (reference) => watched("ask", () => rail.ask(reference)),
    };
  }

  /** Has what is read below be what the tables hold now. */
  async look(): Promise<void> {
    await Promise.all([this.table.look(), this.escrowTable.look()]);
  }

  payments(): PaymentTransaction[] {
    const items = this.table.startingWith("PAYMENT#");
    return items.filter(({ sk }) => sk?.S === "PAYMENT").map(readPayment);
  }

  payment(id = "pay_1"): PaymentTransaction {
    const found = this.payments().find((payment) => payment.id === id);
    if (!found) throw new Error(`There is no ${id}.`);
    return found;
  }

  escrows(): EscrowAccount[] {
    const items = this.escrowTable.startingWith("ESCROW#");
    return items.filter(({ sk }) => sk?.S === "ESCROW").map(readEscrow);
  }

  /** The escrow of a payment. */
  escrow(paymentId = "pay_1"): EscrowAccount {
    const found = this.escrows().find(({ transactionId }) => transactionId === paymentId);
    if (!found) throw new Error(`There is no escrow of ${paymentId}.`);
    return found;
  }

  /** Types of the events in the escrows' outbox, in order of writing. */
  escrowEvents(): string[] {
    return this.escrowTable.startingWith("OUTBOX#").map((item) => item.type?.S ?? "");
  }

  private everywhere(prefix: string) {
    return [this.table, this.escrowTable, this.achTable].flatMap((table) => table.startingWith(prefix));
  }

  /** Whether anything of payments is due, now or later. */
  isWaiting(): boolean {
    return [...this.table.items.values()].some(({ dueShard }) => dueShard !== undefined);
  }

  attempts(): Attempt[] {
    const items = this.table.startingWith("PAYMENT#");
    return items.filter(({ sk }) => sk?.S?.startsWith("ATTEMPT#")).map(readAttempt);
  }

  journals(): Journal[] {
    return this.everywhere("JOURNAL#").map(readJournal);
  }

  /** Types of the events in the outbox, in order of writing. */
  events(): string[] {
    return this.table.startingWith("OUTBOX#").map((item) => item.type?.S ?? "");
  }

  /** Ids of the events in the outbox. */
  eventIds(): string[] {
    return this.table.startingWith("OUTBOX#").map((item) => item.id?.S ?? "");
  }

  /** An account's balance in cents, as the table holds it. */
  balance(kind: AccountKind, owner = "simulator", currency = "USD"): number {
    return balanceOf({ kind, owner, currency }, this.balances());
  }

  /** What all accounts of a kind hold, whoever owns them. */
  total(kind: AccountKind): number {
    const balances = [...this.balances()].filter(([name]) => name.startsWith(`${kind}/`));
    return balances.reduce((sum, [, cents]) => sum + cents, 0);
  }

  private balances(): Map<string, number> {
    const items = this.everywhere("BALANCE#");
    return new Map(items.map((item) => [item.pk!.S!.slice("BALANCE#".length), readBalance(item)]));
  }

  /** What must be true at any moment, whatever was killed. */
  expectSound(): void {
    expect(this.balances()).toEqual(rebuildBalances(this.journals()));
    const kinds = Object.entries(ACCOUNT_KINDS) as [AccountKind, { normal: "debit" | "credit" }][];
    const sums = kinds.map(([kind, { normal }]) => this.total(kind) * (normal === "debit" ? 1 : -1));
    expect(sums.reduce((sum, cents) => sum + cents, 0)).toBe(0);
    for (const escrow of this.escrows()) {
      expect(this.balance("escrow", escrow.transactionId)).toBe(remainingOf(escrow).cents);
      if (escrow.status === "released" || escrow.status === "refunded") expect(remainingOf(escrow).cents).toBe(0);
    }
    for (const payment of this.payments()) {
      const escrow = this.escrows().find(({ id }) => id === payment.escrowId);
      expect(escrow?.transactionId).toBe(payment.capturedCents > 0 && payment.providerId ? payment.id : undefined);
      if (escrow && escrow.releasedCents + escrow.feeCents === 0) {
        expect(this.balance("escrow", payment.id)).toBe(payment.capturedCents - payment.reversedCents);
      }
      expect(payment.reversedCents).toBeLessThanOrEqual(payment.capturedCents);
      const { refundedCents, chargedBackCents = 0 } = payment;
      expect(refundedCents + chargedBackCents).toBeLessThanOrEqual(payment.reversedCents);
    }
  }

  /** What must be true when nothing is under way: the books say what the rails say. */
  expectSettled(): void {
    this.expectSound();
    expect(this.attempts().filter(({ status }) => status === "open")).toEqual([]);
    expect(this.payments().filter(({ openAttempt, lateChargeAt }) => openAttempt ?? lateChargeAt)).toEqual([]);
    const charges = new Map([...this.rail.charges, ...this.otherRail.charges]);
    const gone = [...this.takenBack.values()].reduce((sum, cents) => sum + cents, 0);
    const net = [...charges.values()].reduce((sum, each) => sum + each.capturedCents - each.refundedCents, 0);
    // What the acquirers owe, have paid out and keep as their fees.
    const due = (["clearing", "acquirer_settlements", "settlement_cash", "fees"] as const).map((kind) =>
      this.total(kind),
    );
    expect(due.reduce((sum, cents) => sum + cents, 0)).toBe(net - gone);
    expect(this.total("refunds_in_transit")).toBe(0);
    expect(this.total("suspense")).toBe(0);
    for (const { id, status, detail, capturedCents, refundedCents } of this.payments()) {
      const charge = charges.get(`${id}/charge/1`);
      const [taken, returned] = [charge?.capturedCents ?? 0, charge?.refundedCents ?? 0];
      // What came in for a payment that was over has gone back.
      if (status === "failed" && detail !== "returned") expect([taken - returned, capturedCents]).toEqual([0, 0]);
      else expect([taken, returned]).toEqual([capturedCents, refundedCents]);
    }
  }

  /** What must be true when the publisher has run: each event is on the bus, and none waits. */
  expectPublished(): void {
    expect([...new Set(this.published.map(({ id }) => id))].sort()).toEqual(this.eventIds().sort());
    const waiting = this.table.startingWith("OUTBOX#").filter(({ dueShard }) => dueShard !== undefined);
    expect(waiting).toEqual([]);
  }
}

/** A payment of 100.00 USD by customer cus_1. */
export function newPayment(change: Partial<NewPayment> = {}, cents = 10_000): NewPayment {
  return { paymentId: "pay_1", amount: money(cents, "USD"), customerId: "cus_1", providerId: "pro_1", ...change };
}

/** The answer of a call that is expected to be met. */
export function accepted(result: PaymentResult): Answer {
  if (!result.ok) throw new Error(`Refused: ${result.errors.map(({ message }) => message).join(" ")}`);
  return { payment: result.payment, ...(result.refund && { refund: result.refund }) };
}

/** The codes of a call that is expected to be refused. */
export function codes(result: PaymentResult): FaultCode[] {
  return result.ok ? [] : result.errors.map(({ code }) => code);
}
