import { drain, type DrainReport, fanOut } from "../../../../functions/escrow/drain";
import { dynamoDueShards } from "../../../../functions/escrow/due-store";
import { dynamoPayoutStore } from "../../../../functions/escrow/payout-store";
import { payProvider, type ScheduledPayoutParts } from "../../../../functions/escrow/scheduled-payouts";
import { type Account, journalWrites, makeJournal } from "../../../../functions/ledger";
import { payoutShards } from "../../../../functions/payments";
import { readProvider } from "../../../../functions/payments/parties/items";
import { type PartyDetails, putProvider } from "../../../../functions/payments/parties/parties";
import type { Provider } from "../../../../functions/payments/parties/party";
import { dynamoPartyStore } from "../../../../functions/payments/parties/store";
import { dynamoMethodStore } from "../../../../functions/payments/parties/method-store";
import { toTimestamp } from "../../../../functions/shared/clock";
import { transact } from "../../../../functions/shared/dynamodb";
import { money } from "../../../../functions/shared/money";
import { Kill } from "../../payments/support/kill";
import { ACH_TABLE, TABLES } from "../../payments/support/world";
import { EscrowWorld, met, MINUTE_MS } from "./escrow-world";

/** The escrows' world with providers who are paid out by the clock. It begins on Sunday, 15 November 2026, at noon. */
export class PayoutWorld extends EscrowWorld {
  private booked = 0;

  /** One instance of the function that makes scheduled payouts, which may be killed at one of its calls. */
  payoutParts(kill = new Kill()): ScheduledPayoutParts {
    const { log: _log, ...parts } = this.parts({}, kill);
    const client = this.connection(kill);
    const tables = { ...TABLES, ach: ACH_TABLE };
    const bank = this.payouts(client, parts);
    return { ...parts, store: dynamoPayoutStore(client, tables), preparePayout: bank?.preparePayout };
  }

  /** What the schedule and the queue do in one hour. */
  async hour(kill = new Kill()): Promise<DrainReport[]> {
    const { clock } = this;
    const client = this.connection(kill);
    const parts = { ...this.drainParts(kill), due: dynamoDueShards(client, TABLES.payments) };
    const deadline = clock.now() + MINUTE_MS;
    const now = toTimestamp(clock.now());
    const isDue = (shard: string) =>
      this.table.startingWith("PROVIDER#").some(({ dueShard, dueAt }) => dueShard?.S === shard && dueAt!.S! <= now);
    await fanOut(parts, payoutShards("us-west-2").filter(isDue));
    const reports: DrainReport[] = [];
    for (const order of this.orders.splice(0)) {
      const payouts = this.payoutParts(kill);
      const attend = (key: Parameters<typeof payProvider>[1]) => payProvider(payouts, key);
      reports.push(await drain(parts, order, { work: "Payout", deadline, attend }));
    }
    return reports;
  }

  /** Says of a provider what is said with `PUT /providers/{id}`. */
  async put(details: Partial<PartyDetails<Provider>>, id = "pro_1"): Promise<Provider> {
    const { client } = this.table;
    const { clock, random, region } = this.parts();
    const store = dynamoPartyStore(client, TABLES.payments);
    const parts = { store, methods: dynamoMethodStore(client, TABLES.payments), clock, random, region };
    const usual = {
      status: "active",
      payoutAccount: `ba_${id}`,
      payoutSchedule: "daily",
      feePlan: "standard",
    } as const;
    return met(await putProvider(parts, id, { ...usual, ...details })).party;
  }

  provider(id = "pro_1"): Provider {
    return readProvider(this.table.items.get(`PROVIDER#${id}|PROVIDER`)!);
  }

  /** Something was released to a provider, without an escrow. */
  owe(cents: number, owner = "pro_1", currency = "USD"): Promise<void> {
    return this.book(
      { kind: "revenue", owner: "platform", currency },
      { kind: "provider_payable", owner, currency },
      cents,
    );
  }

  /** Something came back beyond what was held: the provider owes it. */
  comeBack(cents: number, owner = "pro_1"): Promise<void> {
    const currency = "USD";
    return this.book(
      { kind: "provider_receivable", owner, currency },
      { kind: "revenue", owner: "platform", currency },
      cents,
    );
  }

  /** What was told of payouts that were not made. */
  notMade(): Record<string, unknown>[] {
    const told = this.escrowTable.startingWith("OUTBOX#").filter(({ type }) => type?.S === "payout.not_made");
    return told.map(({ data }) => (JSON.parse(data?.S ?? "") as { payout: Record<string, unknown> }).payout);
  }

  /** Books an amount from one account to another. */
  async book(debit: Account, credit: Account, cents: number): Promise<void> {
    const amount = money(cents, debit.currency);
    const journal = makeJournal({
      ...{ id: `test/${++this.booked}`, kind: "test", cause: "test", region: "us-west-2", epoch: 1 },
      at: toTimestamp(this.clock.now()),
      postings: [
        { account: debit, direction: "debit", amount },
        { account: credit, direction: "credit", amount },
      ],
    });
    const ledger = { journals: TABLES.escrow, balances: { escrow: TABLES.escrow } };
    expect(await transact(this.table.client, journalWrites(ledger, journal))).toEqual({ outcome: "written" });
  }
}
