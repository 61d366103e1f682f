import { LosslessNumber } from "lossless-json";
import { writeOutbox } from "../../../functions/shared/outbox-items";
import { getEvent, getPayment, listEvents, listPayments, serveApi } from "../../../functions/api";
import { dynamoListingStore } from "../../../functions/payments/listing-store";
import { readerRoutes } from "../../../functions/payments/reader-routes";
import { dynamoPaymentStore } from "../../../functions/payments/store";
import { ItemError } from "../../../functions/shared/dynamodb";
import { BusyError } from "../../../functions/shared/retry";
import { MemoryTable } from "../ledger/support/memory-table";
import { ManualClock, seededRandom } from "../vault/support/seeded";
import { type Asked, call, memoryLog } from "./support/calls";
import { sampleEvent, samplePayment } from "./support/samples";

const TABLE = "payment-transactions-test";

function reader() {
  const table = new MemoryTable();
  const escrows = new MemoryTable();
  table.others.set("escrow-accounts-test", escrows);
  const timing = { clock: new ManualClock(), random: seededRandom("reader") };
  const listing = dynamoListingStore(table.client, [TABLE, "escrow-accounts-test"], timing);
  const handler = serveApi(
    memoryLog(),
    { getEvent, getPayment, listEvents, listPayments },
    readerRoutes({ listing, region: "us-west-2" }),
  );
  return {
    table,
    escrows,
    listing,
    store: dynamoPaymentStore(table.client, { payments: TABLE, escrow: TABLE }),
    get: (asked: Asked) => call(handler, "GET", asked),
  };
}

const at = (second: number) => `2026-11-15T12:00:${String(second).padStart(2, "0")}.000Z`;

async function withPayments(count: number) {
  const made = reader();
  for (let place = 0; place < count; place++) {
    const customerId = `cus_${place % 2}`;
    const status = place % 3 === 0 ? "failed" : "completed";
    const payment = samplePayment({
      id: `pay_${place}`,
      customerId,
      providerId: "pro_1",
      status,
      createdAt: at(place),
    });
    const events = [sampleEvent({ id: `evt_${place}`, at: at(place), paymentId: payment.id })];
    await made.store.commit({ payment, events });
  }
  return made;
}

const ids = (body: Readonly<Record<string, unknown>>, name = "payment_id") =>
  (body.data as Record<string, string>[]).map((each) => each[name]);

describe("GET /payments/{payment_id}", () => {
  it("shows the payment as it stands, without asking a rail", async () => {
    const { get } = await withPayments(1);
    const { status, body, text } = await get({ resource: "/payments/{payment_id}", path: { payment_id: "pay_0" } });
    expect(status).toBe(200);
    expect(body).toMatchObject({ payment_id: "pay_0", transaction_id: "pay_0", amount_cents: 10_000 });
    expect(text).toContain('"amount":100.00');
    expect(body).not.toHaveProperty("version");
  });

  it("knows no payment that there is none of, and no id that is none", async () => {
    const { get } = reader();
    const asked = (id: string) => get({ resource: "/payments/{payment_id}", path: { payment_id: id } });
    expect(await asked("pay_0")).toMatchObject({ status: 404, body: { code: "payment_not_found" } });
    expect(await asked("pay#0")).toMatchObject({ status: 400, body: { code: "invalid", param: "payment_id" } });
  });
});

describe("GET /payments", () => {
  it("gives pages, the newest first, and what to ask for the next one with", async () => {
    const { get } = await withPayments(5);
    const first = await get({ resource: "/payments", query: { limit: "3" } });
    expect(ids(first.body)).toEqual(["pay_4", "pay_3", "pay_2"]);
    const cursor = first.body.next_cursor as string;
    const second = await get({ resource: "/payments", query: { limit: "3", cursor } });
    expect(ids(second.body)).toEqual(["pay_1", "pay_0"]);
    expect(second.body).not.toHaveProperty("next_cursor");
  });

  it("filters by customer, provider, status and moments, also all at once", async () => {
    const { get } = await withPayments(12);
    const found = async (query: Record<string, string>) => ids((await get({ resource: "/payments", query })).body);
    expect(await found({ customer_id: "cus_1" })).toHaveLength(6);
    expect(await found({ customer_id: "cus_1", provider_id: "pro_2" })).toEqual([]);
    expect(await found({ provider_id: "pro_1" })).toHaveLength(12);
    expect(await found({ status: "failed" })).toEqual(["pay_9", "pay_6", "pay_3", "pay_0"]);
    const query = {
      customer_id: "cus_1",
      provider_id: "pro_1",
      status: "failed",
      // At this moment or later, and before the other; with any offset.
      created_after: "2026-11-15T13:00:03+01:00",
      created_before: at(9),
    };
    expect(await found(query)).toEqual(["pay_3"]);
    expect(await found({ ...query, created_before: "2026-11-15T12:00:09.001Z" })).toEqual(["pay_9", "pay_3"]);
  });

  it("lists those of its own Region", async () => {
    const { get, store } = reader();
    await store.commit({ payment: samplePayment({ region: "eu-west-1" }), events: [] });
    expect(ids((await get({ resource: "/payments" })).body)).toEqual([]);
  });

  it("refuses a cursor of another list, and moments that are none, all at once", async () => {
    const { get } = await withPayments(3);
    const first = await get({ resource: "/payments", query: { limit: "1", customer_id: "cus_0" } });
    const cursor = first.body.next_cursor as string;
    const refused = await get({ resource: "/payments", query: { limit: "1", cursor } });
    expect(refused).toMatchObject({ status: 400, body: { code: "cursor_invalid", param: "cursor" } });
    // A minute has a second 60 now and then; no clock here does.
    const [after, before] = ["2016-12-31T23:59:60Z", "2015-06-30T23:59:60Z"];
    const none = await get({ resource: "/payments", query: { created_after: after, created_before: before, cursor } });
    const params = (none.body.errors as { param: string }[]).map(({ param }) => param);
    expect(params).toEqual(["created_after", "created_before", "cursor"]);
  });

  it("asks again for what one call did not give, and gives up in time", async () => {
    const { get, table, listing } = await withPayments(30);
    expect(ids((await get({ resource: "/payments", query: { limit: "25" } })).body)).toHaveLength(25);
    const many = Array.from({ length: 150 }, (_, place) => `pay_${place}`);
    await expect(listing.payments(many)).rejects.toThrow(BusyError);
    table.items.clear();
    table.items.set("x", {
      pk: { S: "PAYMENT" },
      sk: { S: "PAYMENT" },
      customerId: { S: "cus_0" },
      createdAt: { S: at(1) },
    });
    const partition = { index: "by_customer", key: "cus_0" } as const;
    await expect(listing.places(partition, { from: at(0), to: at(9) }, 1)).rejects.toThrow(ItemError);
  });
});

describe("GET /events", () => {
  it("shows those of the escrows among them, from their own table", async () => {
    const { escrows, get } = await withPayments(2);
    const event = {
      id: "evt_e",
      type: "escrow.held",
      version: 1,
      at: "2026-11-15T12:00:00.500Z",
      region: "us-west-2",
      epoch: 1,
      data: { escrow: { escrow_id: "esc_1", held_amount: new LosslessNumber("100.00") } },
    } as const;
    escrows.items.set("OUTBOX#evt_e|EVENT", writeOutbox(event));
    expect(ids((await get({ resource: "/events" })).body, "id")).toEqual(["evt_1", "evt_e", "evt_0"]);
    const { text } = await get({ resource: "/events/{event_id}", path: { event_id: "evt_e" } });
    expect(text).toContain('"held_amount":100.00');
  });

  it("lists what was told, the newest first, by type where one is asked for", async () => {
    const { get } = await withPayments(3);
    expect(ids((await get({ resource: "/events" })).body, "id")).toEqual(["evt_2", "evt_1", "evt_0"]);
    const completed = await get({ resource: "/events", query: { type: "payment.completed", limit: "2" } });
    expect(ids(completed.body, "id")).toEqual(["evt_2", "evt_1"]);
    const failed = await get({ resource: "/events", query: { type: "payment.failed" } });
    expect(failed.body).toEqual({ data: [] });
  });

  it("shows one of them", async () => {
    const { get } = await withPayments(1);
    const found = await get({ resource: "/events/{event_id}", path: { event_id: "evt_0" } });
    expect(found.body).toMatchObject({
      id: "evt_0",
      type: "payment.completed",
      data: { payment: { payment_id: "pay_1" } },
    });
    const none = await get({ resource: "/events/{event_id}", path: { event_id: "evt_1" } });
    expect(none).toMatchObject({ status: 404, body: { code: "event_not_found" } });
    const wrong = await get({ resource: "/events/{event_id}", path: { event_id: "evt#1" } });
    expect(wrong.status).toBe(400);
  });

  it("refuses a type that is not in the catalogue, and a cursor that was changed", async () => {
    const { get } = reader();
    const refused = await get({ resource: "/events", query: { type: "payment.paid", cursor: "abc" } });
    const params = (refused.body.errors as { param: string }[]).map(({ param }) => param);
    expect([refused.status, params]).toEqual([400, ["type", "cursor"]]);
    expect((await get({ resource: "/events", query: { cursor: "abc" } })).body).toMatchObject({
      code: "cursor_invalid",
    });
  });
});
