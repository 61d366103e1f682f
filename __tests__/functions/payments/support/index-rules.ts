import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { randomUUID } from "node:crypto";
import { type Attempt, referenceOf } from "../../../../functions/payments/attempt";
import { dynamoDueStore } from "../../../../functions/payments/due-store";
import { eventKey } from "../../../../functions/payments/event-items";
import { dynamoListingStore } from "../../../../functions/payments/listing-store";
import { dynamoMethodStore } from "../../../../functions/payments/parties/method-store";
import { firstUse } from "../../../../functions/payments/parties/party";
import { dynamoPartyStore } from "../../../../functions/payments/parties/store";
import type { PaymentTransaction } from "../../../../functions/payments/payment";
import { listEvents, listPayments, type PaymentQuery } from "../../../../functions/payments/reader";
import type { DueKind } from "../../../../functions/payments/shards";
import { attemptKey, paymentKey } from "../../../../functions/payments/store-items";
import { dynamoPaymentStore } from "../../../../functions/payments/store";
import { toTimestamp } from "../../../../functions/shared/clock";
import { systemRandom } from "../../../../functions/shared/ids";
import { ManualClock } from "../../vault/support/seeded";
import { sampleEvent, samplePayment } from "./samples";

/** An engine that holds a table of the platform's form, with its indexes. */
export interface Engine {
  readonly dynamo: DynamoDBClient;
  readonly tableName: string;
}

/** What the payments' indexes, parties and payment methods do on any engine. */
export function describeIndexes(engine: string, connect: () => Engine): void {
  describe(`the payments' indexes on ${engine}`, () => {
    const clock = new ManualClock();
    const stores = () => {
      const { dynamo, tableName } = connect();
      return {
        payments: dynamoPaymentStore(dynamo, { payments: tableName, escrow: tableName }),
        listing: dynamoListingStore(dynamo, [tableName], { clock, random: systemRandom }),
        // Suites share a table, and each has a Region of its own.
        region: `region-${randomUUID()}`,
        /** Keys of what is due by now. */
        due: async (kind: DueKind, region: string) => {
          const due = await dynamoDueStore(dynamo, tableName, region).find(kind, toTimestamp(clock.now()), 10);
          return due.map(({ key }) => key);
        },
        parties: dynamoPartyStore(dynamo, tableName),
        methods: dynamoMethodStore(dynamo, tableName),
      };
    };
    const at = (second: number) => `2026-11-15T12:00:${String(second).padStart(2, "0")}.000Z`;

    it("list payments newest first, page by page, those of one moment too", async () => {
      const { payments, listing, region } = stores();
      const made: PaymentTransaction[] = [];
      for (let place = 0; place < 24; place++) {
        // Three a second.
        const createdAt = at(Math.floor(place / 3));
        const providerId = place % 2 === 0 ? `pro_${region}` : undefined;
        const status = place % 4 === 0 ? "failed" : "completed";
        const id = `pay_${randomUUID()}`;
        const payment = samplePayment({ id, customerId: `cus_${region}`, providerId, status, createdAt, region });
        made.push(payment);
        expect(await payments.commit({ payment, events: [] })).toEqual({ outcome: "written" });
      }
      const newestFirst = (some: PaymentTransaction[]) =>
        [...some].sort((a, b) => (a.createdAt + a.id < b.createdAt + b.id ? 1 : -1)).map(({ id }) => id);
      const walk = async (query: Omit<PaymentQuery, "limit">, limit: number) => {
        const ids: string[] = [];
        for (let cursor: string | undefined, pages = 0; pages === 0 || cursor !== undefined; pages++) {
          const result = await listPayments({ listing, region }, { ...query, limit, cursor });
          if (!result.ok) throw new Error(JSON.stringify(result.errors));
          ids.push(...result.page.data.map((payment) => payment.payment_id));
          cursor = result.page.next_cursor;
          if (cursor !== undefined) expect(result.page.data).toHaveLength(limit);
        }
        return ids;
      };
      expect(await walk({}, 5)).toEqual(newestFirst(made));
      expect(await walk({ customerId: `cus_${region}` }, 1)).toEqual(newestFirst(made));
      expect(await walk({ providerId: `pro_${region}` }, 4)).toEqual(
        newestFirst(made.filter((each) => each.providerId)),
      );
      const failed = made.filter(({ status }) => status === "failed");
      expect(await walk({ status: "failed", customerId: `cus_${region}` }, 4)).toEqual(newestFirst(failed));
      const late = made.filter(({ createdAt }) => createdAt >= at(2) && createdAt < at(5));
      expect(await walk({ createdAfter: at(2), createdBefore: at(5) }, 3)).toEqual(newestFirst(late));
      expect(await walk({ createdAfter: at(5), createdBefore: at(2) }, 3)).toEqual([]);
    }, 60_000);

    it("list events newest first, by type too", async () => {
      const { payments, listing, region } = stores();
      const ids = Array.from({ length: 6 }, () => `evt_${randomUUID()}`);
      const events = ids.map((id, place) =>
        sampleEvent({ id, region, at: at(place), type: place % 2 === 0 ? "payment.completed" : "payment.failed" }),
      );
      const payment = samplePayment({ id: `pay_${randomUUID()}`, region });
      expect(await payments.commit({ payment, events })).toEqual({ outcome: "written" });
      const all = await listEvents({ listing, region }, { limit: 100 });
      expect(all.ok && all.page.data.map(({ id }) => id)).toEqual([...ids].reverse());
      const failed = await listEvents({ listing, region }, { limit: 2, type: "payment.failed" });
      expect(failed.ok && failed.page.data.map(({ id }) => id)).toEqual([ids[5], ids[3]]);
    });

    it("name what is due, each when its time has come, and no longer when it is done", async () => {
      const { payments, due, region } = stores();
      const now = clock.now();
      const moment = (seconds: number) => toTimestamp(now + seconds * 1000);
      const id = `pay_${randomUUID()}`;
      const attempt: Attempt = {
        paymentId: id,
        operation: "charge",
        name: "1",
        amountCents: 1,
        currency: "USD",
        status: "open",
        startedAt: moment(0),
      };
      const begun = samplePayment({ id, region, status: "processing", openAttempt: referenceOf(attempt) });
      await payments.commit({ payment: begun, attempt, events: [] });
      clock.milliseconds += 29_999;
      expect(await due("attempt", region)).toEqual([]);
      clock.milliseconds += 1;
      expect(await due("attempt", region)).toEqual([attemptKey(attempt)]);

      const authorised = samplePayment({
        ...begun,
        version: 2,
        detail: "authorised",
        openAttempt: undefined,
        authorisationExpiresAt: moment(60),
      });
      await payments.commit({ payment: authorised, attempt: { ...attempt, status: "approved" }, events: [] });
      expect(await due("attempt", region)).toEqual([]);
      expect(await due("authorisation", region)).toEqual([]);
      clock.milliseconds += 30_000;
      expect(await due("authorisation", region)).toEqual([paymentKey(id)]);

      const late = samplePayment({
        ...authorised,
        version: 3,
        status: "failed",
        detail: "voided",
        lateChargeAt: moment(30),
      });
      await payments.commit({ payment: late, events: [] });
      expect(await due("authorisation", region)).toEqual([]);
      expect(await due("suspense", region)).toEqual([paymentKey(id)]);
      const returned = { ...late, version: 4, lateChargeAt: undefined };
      const event = sampleEvent({ id: `evt_${randomUUID()}`, region, at: moment(61) });
      await payments.commit({ payment: returned, events: [event] });
      expect(await due("suspense", region)).toEqual([]);
      expect(await due("event", region)).toEqual([]);
      clock.milliseconds += 1000;
      expect(await due("event", region)).toEqual([eventKey(event.id)]);
    });

    it("keep a party once, at the version that is named", async () => {
      const { parties, payments, region } = stores();
      const id = `cus_${randomUUID()}`;
      const customer = firstUse({ kind: "customer", id }, at(0));
      const provider = firstUse({ kind: "provider", id }, at(0));
      const payment = samplePayment({ id: `pay_${randomUUID()}`, customerId: id, providerId: id, region });
      await payments.commit({ payment, parties: [customer, provider], events: [] });
      expect(await parties.customer(id)).toEqual(customer);
      expect(await parties.provider(id)).toEqual(provider);
      expect(await parties.put(customer)).toBe(false);
      expect(await parties.put({ ...customer, status: "blocked", version: 2 }, customer)).toBe(true);
      expect(await parties.put({ ...customer, version: 2 }, customer)).toBe(false);
      expect(await parties.customer(id)).toMatchObject({ status: "blocked", version: 2 });
      const again = { ...payment, id: `pay_${randomUUID()}` };
      const lost = await payments.commit({ payment: again, parties: [customer], events: [] });
      expect(lost).toEqual({ outcome: "refused", by: ["party"] });
      const keys = [
        { kind: "customer", id },
        { kind: "provider", id },
        { kind: "provider", id: `${id}x` },
      ] as const;
      expect((await payments.read({ paymentId: again.id, parties: keys })).parties).toEqual([
        { ...keys[0], status: "blocked" },
        { ...keys[1], status: "active", feePlan: "standard" },
        keys[2],
      ]);
    });

    it("keep a payment method once, the newest first, with its newest expiry", async () => {
      const { methods } = stores();
      const customerId = `cus_${randomUUID()}`;
      const card = { brand: "visa", bin: "424242", lastFour: "4242", expMonth: 12, expYear: 2030 };
      const kept = ["tok_1", "tok_2", "tok_3"].map((token, place) => ({ token, ...card, addedAt: at(place) }));
      for (const method of kept) await methods.keep(customerId, method);
      await methods.keep(customerId, { ...kept[0]!, bin: undefined, expYear: 2033, addedAt: at(9) });
      expect(await methods.page(customerId, undefined, 2)).toEqual([kept[2], kept[1]]);
      expect(await methods.page(customerId, "tok_2", 2)).toEqual([{ ...kept[0], expYear: 2033 }]);
      expect(await methods.page(`${customerId}x`, undefined, 2)).toEqual([]);
    });
  });
}
