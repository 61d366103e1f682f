import { DynamoDBClient, PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { randomUUID } from "node:crypto";
import { interestShard, releaseShard } from "../../../functions/escrow/due";
import { interestKey, writeInterest } from "../../../functions/escrow/interest-store-items";
import { escrowKey } from "../../../functions/escrow/store-items";
import { addDays } from "../../../functions/ach/calendar/day";
import { type Item, toItem } from "../../../functions/shared/dynamodb";
import { outboxShards } from "../../../functions/shared/outbox-items";
import { shardOf } from "../../../functions/shared/shards";
import { partyKey } from "../../../functions/payments/parties/items";
import { EscrowClient } from "../../../local/journey/escrow-client";
import { eventOf } from "../../functions/api/support/event";
import { apiOf, output, type Platform, settingsOf } from "./platform";
import { queueMessage } from "./queue-message";
import type { WorkByFunction } from "./role-trials";

const newId = (prefix: string): string => `${prefix}_${randomUUID().slice(0, 8)}`;
const PAST = "2020-01-01T00:00:00.000Z";
const now = (): string => new Date().toISOString();

/** The work of each function of escrow, and what it stands on. */
export class EscrowWork {
  private readonly dynamodb: DynamoDBClient;
  private readonly table: string;
  private readonly provider = newId("prov");
  private readonly escrows: EscrowClient;

  constructor(private readonly platform: Platform) {
    this.dynamodb = new DynamoDBClient(settingsOf(platform));
    this.table = output(platform, "escrow_accounts_table_name");
    this.escrows = this.clientOf(newId("cust"));
  }

  readonly work: WorkByFunction = {
    "escrow-manager-local": { entry: "escrow/manager", events: () => this.managed() },
    "escrow-releaser-local": { entry: "escrow/releaser", events: () => this.due() },
    "escrow-interest-accruer-local": {
      entry: "escrow/accruer",
      role: "escrow-accruer-local",
      changed: () => ({ ESCROW_SETTINGS: JSON.stringify({ interest: INTEREST }) }),
      events: () => this.earning(),
    },
    "escrow-payouts-local": { entry: "escrow/payouts", events: () => this.owing() },
  };

  /** Opens an account for the provider, which each release is paid out to. */
  async open(): Promise<void> {
    await this.payTo(this.provider, "on_release");
  }

  private async payTo(provider_id: string, payout_schedule: string): Promise<void> {
    const account = { routing_number: "110000000", account_number: "000111222333", account_type: "checking" };
    const holder = { provider_id, holder_name: "Garden Works LLC", holder_type: "company" };
    const made = await this.asked<{ bank_account_id: string }>("POST", "/bank-accounts", { ...holder, ...account });
    const id = made.bank_account_id;
    const Key = { pk: { S: `BANKACCOUNT#${id}` }, sk: { S: "BANKACCOUNT" } };
    await this.set(Key, { status: "verified" }, output(this.platform, "ach_transfers_table_name"));
    await this.asked("PUT", `/providers/${provider_id}`, { payout_account: id, payout_schedule });
  }

  close(): void {
    this.dynamodb.destroy();
  }

  /** One that is released and paid out, one that goes back, and one that is disputed. */
  private async managed(): Promise<unknown[]> {
    const customer_id = newId("cust");
    const released = await this.held({ auto_release: false }, customer_id);
    const [refunded, disputed] = [await this.held(), await this.held()];
    await this.escrows.seen(released, "service.completed");
    const on = (method: string, resource: string, escrow_id: string, body?: object) =>
      eventOf({ method, resource: `/escrows/{escrow_id}${resource}`, path: { escrow_id }, ...json(body) });
    return [
      on("POST", "/release", released, {}),
      on("POST", "/refund", refunded, {}),
      on("POST", "/disputes", disputed, { reason: "damaged" }),
      on("GET", "/disputes", disputed),
      on("GET", "/statement", released),
      eventOf({ method: "GET", resource: "/escrows", query: { customer_id, limit: "2" } }),
    ];
  }

  /** One whose conditions are met, one whose hold is over, and one whose dispute nobody settled; all three are due. */
  private async due(): Promise<unknown[]> {
    // Whoever tells of an event releases by it himself; time is the releaser's.
    const time = new Date(Date.now() + 1000).toISOString();
    const released = await this.held({ release_conditions: { time } });
    const [expired, disputed] = [await this.held(), await this.held()];
    await this.set(escrowKey(expired), { holdEndDate: PAST, expiryPolicy: "refund" });
    await this.escrows.dispute(disputed, "damaged");
    await this.set(escrowKey(disputed), { disputeDeadline: PAST });
    const all = [released, expired, disputed];
    const { region } = this.platform;
    const orders: unknown[] = [];
    for (const id of all) {
      const shard = releaseShard({ region, id });
      await this.set(escrowKey(id), { dueShard: shard, dueAt: PAST });
      orders.push(queueMessage({ shard, until: now() }));
    }
    return [{ source: "schedule" }, ...orders];
  }

  /** One that has earned for two days, and the events of today. */
  private async earning(): Promise<unknown[]> {
    const escrowId = await this.held();
    const { region } = this.platform;
    const today = now().slice(0, 10);
    const earned = { escrowId, accruedThrough: addDays(today, -3), accruedCents: 0, remainder: "0/1", version: 1 };
    const Item = writeInterest({ ...earned, region, dueAt: PAST });
    await this.dynamodb.send(new PutItemCommand({ TableName: this.table, Item }));
    await this.set(interestKey(escrowId), { dueAt: PAST });
    const compared = outboxShards(region).map((shard) => queueMessage({ shard, until: `${today}T23:59:59.999Z` }));
    return [
      { source: "schedule" },
      { compare: true },
      queueMessage({ shard: interestShard(region, escrowId), until: now() }),
      ...compared,
    ];
  }

  /** A provider that is paid out each day, whose day has come, and something was released to it. */
  private async owing(): Promise<unknown[]> {
    const provider = newId("prov");
    await this.payTo(provider, "daily");
    const released = await this.held({ auto_release: false }, newId("cust"), provider);
    await this.escrows.seen(released, "service.completed");
    await this.escrows.release(released, newId("rel"));
    const Key = partyKey({ kind: "provider", id: provider });
    const day = { nextPayoutOn: PAST.slice(0, 10), dueAt: PAST };
    await this.set(Key, day, output(this.platform, "payment_transactions_table_name"));
    const shard = shardOf("payout", this.platform.region, provider, 64);
    return [{ source: "schedule" }, queueMessage({ shard, until: now() })];
  }

  private clientOf(customer: string): EscrowClient {
    return new EscrowClient(apiOf(this.platform), customer);
  }

  /** Held money that is there; nobody pays as often as this. */
  private async held(terms = {}, customer = newId("cust"), provider = this.provider): Promise<string> {
    const { escrow_id: id } = await this.clientOf(customer).hold("9.00", provider, terms);
    await this.set(escrowKey(id), { fundsAvailableAt: PAST });
    return id;
  }

  /** Makes an item have other values, whatever wrote it. */
  private async set(Key: Item, values: Readonly<Record<string, string>>, TableName = this.table): Promise<void> {
    const names = Object.keys(values);
    await this.dynamodb.send(
      new UpdateItemCommand({
        TableName,
        Key,
        UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(", ")}`,
        ConditionExpression: "attribute_exists(pk)",
        ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
        ExpressionAttributeValues: Object.fromEntries(
          Object.entries(toItem(values)).map(([name, value]) => [`:${name}`, value]),
        ),
      }),
    );
  }

  private async asked<T>(method: string, path: string, body: object): Promise<T> {
    const { status, text, body: made } = await apiOf(this.platform).call<T>(method, path, JSON.stringify(body));
    if (status !== 201) throw new Error(`${method} ${path} was answered with ${status}: ${text}`);
    return made;
  }
}

/** So much that a day of nine dollars earns a cent. */
const INTEREST = {
  paidTo: "provider",
  jurisdiction: "US",
  rates: [{ jurisdiction: "US", effectiveFrom: "2020-01-01", rateMicros: 10_000_000, dayCount: "actual/365" }],
};

const json = (body: object | undefined) => (body === undefined ? {} : { body: JSON.stringify(body) });
