import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { AccountKind } from "../../../../functions/ledger/accounts";
import { balanceOf, rebuildBalances } from "../../../../functions/ledger/balances";
import type { Journal } from "../../../../functions/ledger/journal";
import { readBalance, readJournal } from "../../../../functions/ledger/store-items";
import type { Answer, PaymentResult } from "../../../../functions/payments/answers";
import type { Attempt } from "../../../../functions/payments/attempt";
import { type Limits, limitsOnly } from "../../../../functions/payments/limits";
import type { NewPayment } from "../../../../functions/payments/new-payment";
import type { PaymentParts } from "../../../../functions/payments/parts";
import type { PaymentTransaction } from "../../../../functions/payments/payment";
import type { Rail } from "../../../../functions/payments/rail";
import type { FaultCode } from "../../../../functions/payments/results";
import { SimulatedRail } from "../../../../functions/payments/simulated-rail";
import { dynamoPaymentStore } from "../../../../functions/payments/store";
import { readAttempt, readPayment } from "../../../../functions/payments/store-items";
import { idMaker } from "../../../../functions/shared/ids";
import { money } from "../../../../functions/shared/money";
import { MemoryTable } from "../../ledger/support/memory-table";
import { Kill } from "./kill";
import { ManualClock, seededRandom } from "../../vault/support/seeded";

export const CALLER = { caller: "key-1" };
const DAY = { countMax: 1000, sumCentsMax: 100_000_000 };
export const LIMITS: Limits = {
  amountCentsMax: 10_000_000,
  reviewAboveCents: 5_000_000,
  perDay: { customer: DAY, card: DAY, address: DAY },
};

let instances = 0;

/** The table, rail and clock that all instances of the payments' functions share. */
export class World {
  readonly clock = new ManualClock();
  readonly table = new MemoryTable();
  readonly rail = new SimulatedRail(this.clock);
  readonly railCalls: string[] = [];

  /** One function instance, which may be killed at one of its calls. */
  parts(change: Partial<PaymentParts> = {}, kill = new Kill()): PaymentParts {
    const random = seededRandom(`payments ${instances++}`);
    const limits = change.limits ?? LIMITS;
    return {
      store: dynamoPaymentStore(this.client(kill), "payment-transactions-test"),
      rail: this.watchedRail(kill),
      decide: limitsOnly(limits),
      limits,
      acquirerFee: { basisPoints: 0, fixedCents: 0 },
      clock: this.clock,
      random,
      makeId: idMaker(this.clock, random),
      fingerprintKey: Buffer.alloc(32, 7),
      region: "us-west-2",
      epoch: 1,
      ...change,
    };
  }

  private client(kill: Kill): DynamoDBClient {
    const send = (command: object) => kill.around(() => this.table.send(command));
    return { send } as unknown as DynamoDBClient;
  }

  private watchedRail(kill: Kill): Rail {
    const { rail } = this;
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

  payments(): PaymentTransaction[] {
    const items = this.table.startingWith("PAYMENT#");
    return items.filter(({ sk }) => sk?.S === "PAYMENT").map(readPayment);
  }

  payment(id = "pay_1"): PaymentTransaction {
    const found = this.payments().find((payment) => payment.id === id);
    if (!found) throw new Error(`There is no ${id}.`);
    return found;
  }

  attempts(): Attempt[] {
    const items = this.table.startingWith("PAYMENT#");
    return items.filter(({ sk }) => sk?.S?.startsWith("ATTEMPT#")).map(readAttempt);
  }

  journals(): Journal[] {
    return this.table.startingWith("JOURNAL#").map(readJournal);
  }

  /** Types of the events in the outbox, in order of writing. */
  events(): string[] {
    return this.table.startingWith("OUTBOX#").map((item) => item.type?.S ?? "");
  }

  /** An account's balance in cents, as the table holds it. */
  balance(kind: AccountKind, owner = "simulator", currency = "USD"): number {
    return balanceOf({ kind, owner, currency }, this.balances());
  }

  private balances(): Map<string, number> {
    const items = this.table.startingWith("BALANCE#");
    return new Map(items.map((item) => [item.pk!.S!.slice("BALANCE#".length), readBalance(item)]));
  }

  /** What must be true at any moment, whatever was killed. */
  expectSound(): void {
    expect(this.balances()).toEqual(rebuildBalances(this.journals()));
    const payments = this.payments();
    const held = payments.reduce((sum, { id }) => sum + this.balance("escrow", id), 0);
    expect(this.balance("clearing")).toBe(held + this.balance("refunds_in_transit") + this.balance("suspense"));
    for (const payment of payments) {
      expect(this.balance("escrow", payment.id)).toBe(payment.capturedCents - payment.reversedCents);
      expect(payment.reversedCents).toBeLessThanOrEqual(payment.capturedCents);
      expect(payment.refundedCents).toBeLessThanOrEqual(payment.reversedCents);
    }
  }

  /** What must be true when nothing is under way: the books say what the rail says. */
  expectSettled(): void {
    this.expectSound();
    expect(this.attempts().filter(({ status }) => status === "open")).toEqual([]);
    expect(this.payments().filter(({ openAttempt }) => openAttempt !== undefined)).toEqual([]);
    const charges = [...this.rail.charges.values()];
    const net = charges.reduce((sum, { capturedCents, refundedCents }) => sum + capturedCents - refundedCents, 0);
    expect(this.balance("clearing")).toBe(net);
    expect(this.balance("refunds_in_transit")).toBe(0);
    expect(this.balance("suspense")).toBe(0);
    for (const { id, status, capturedCents, refundedCents } of this.payments()) {
      const charge = this.rail.charges.get(`${id}/charge/1`);
      const [taken, returned] = [charge?.capturedCents ?? 0, charge?.refundedCents ?? 0];
      // What came in for a payment that was over has gone back.
      if (status === "failed") expect([taken - returned, capturedCents]).toEqual([0, 0]);
      else expect([taken, returned]).toEqual([capturedCents, refundedCents]);
    }
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
