import { type AttributeValue, type DynamoDBClient, paginateScan } from "@aws-sdk/client-dynamodb";
import { randomUUID } from "node:crypto";
import { attendEscrow } from "../../../functions/escrow/attend";
import { accrueEscrow } from "../../../functions/escrow/accrue";
import { remainingOf } from "../../../functions/escrow/account";
import { escrowParts } from "../../../functions/escrow/connect";
import { decideDispute, openDispute } from "../../../functions/escrow/disputes";
import { drain, type DrainOrder, fanOut } from "../../../functions/escrow/drain";
import { type DueWork, workShards } from "../../../functions/escrow/due";
import { dynamoDueShards } from "../../../functions/escrow/due-store";
import { takeFact } from "../../../functions/escrow/facts";
import { listEscrows } from "../../../functions/escrow/reader";
import { release } from "../../../functions/escrow/release";
import { carryOutResolution } from "../../../functions/escrow/resolution";
import type { ManagerParts } from "../../../functions/escrow/routes";
import { DEFAULT_SETTINGS, dynamoEscrowStore, type EscrowSettings } from "../../../functions/escrow";
import type { HoldWishes } from "../../../functions/escrow/terms";
import { rebuildBalances } from "../../../functions/ledger/balances";
import type { Journal } from "../../../functions/ledger/journal";
import { readJournal } from "../../../functions/ledger/store-items";
import { limitsOnly } from "../../../functions/payments/limits";
import { dynamoDisputeStore } from "../../../functions/payments/dispute-store";
import { dynamoDueStore } from "../../../functions/payments/due-store";
import { dynamoOutboxStore } from "../../../functions/payments/outbox-store";
import { pay } from "../../../functions/payments/pay";
import { sweepEvents } from "../../../functions/payments/publisher";
import { refund } from "../../../functions/payments/refund";
import { dynamoRefundStore } from "../../../functions/payments/refund-store";
import { dynamoPaymentStore } from "../../../functions/payments/store";
import type { PlatformEvent } from "../../../functions/shared/events";
import { idMaker, systemRandom } from "../../../functions/shared/ids";
import { listedTable } from "../../../functions/shared/listing-store";
import { money } from "../../../functions/shared/money";
import { memoryLog } from "../../functions/payments/support/calls";
import { SimulatedRail } from "../../functions/payments/support/simulated-rail";
import { ManualClock } from "../../functions/vault/support/seeded";
import type { TestTable } from "./test-table";

const CALLER = { caller: "key-1" };
const DAY = { countMax: 10_000, sumCentsMax: 100_000_000 };
const LIMITS = {
  amountCentsMax: 10_000_000,
  reviewAboveCents: 10_000_000,
  perDay: { customer: DAY, card: DAY, address: DAY },
};
const DAY_MS = 24 * 60 * 60 * 1000;

/** Escrow's store, indexes, releases, disputes and interest on a real engine, whose two tables are of one transaction. */
export function describeEscrowStore(engine: string, payments: TestTable, escrow: TestTable): void {
  describe(`escrow on ${engine}`, () => {
    /** Functions of a Region of its own, so that suites do not find each other's escrows. */
    function start(settings: Partial<EscrowSettings> = {}) {
      const { dynamo }: { dynamo: DynamoDBClient } = payments;
      const clock = new ManualClock();
      const region = `region-${randomUUID()}`;
      const rail = new SimulatedRail("simulator", clock);
      const counted: string[] = [];
      const parts: ManagerParts = {
        ...escrowParts({
          store: dynamoPaymentStore(dynamo, { payments: payments.tableName, escrow: escrow.tableName }),
          disputes: dynamoDisputeStore(dynamo, payments.tableName),
          refunds: dynamoRefundStore(dynamo, payments.tableName),
          due: dynamoDueStore(dynamo, payments.tableName, region),
          escrows: dynamoEscrowStore(dynamo, escrow.tableName),
          escrowSettings: { ...DEFAULT_SETTINGS, fundsAfterDays: { simulator: 0 }, ...settings },
          rails: { choose: () => "simulator", named: () => rail },
          decide: limitsOnly(LIMITS),
          limits: LIMITS,
          acquirerFee: { basisPoints: 0, fixedCents: 0 },
          clock,
          random: systemRandom,
          makeId: idMaker(clock, systemRandom),
          fingerprintKey: Buffer.alloc(32, 7),
          region,
          epoch: 1,
          count: (name) => counted.push(name),
          log: memoryLog(),
        }),
        escrowList: listedTable(dynamo, escrow.tableName, { clock, random: systemRandom }),
      };
      const orders: DrainOrder[] = [];
      const draining = {
        due: dynamoDueShards(dynamo, escrow.tableName),
        queue: { send: async (more: readonly DrainOrder[]) => void orders.push(...more) },
        clock,
        count: () => undefined,
        log: memoryLog(),
      };
      const minute = async (work: DueWork) => {
        await fanOut(draining, workShards(work, region));
        const attend = (key: Parameters<typeof attendEscrow>[1]) =>
          work === "release" ? attendEscrow(parts, key) : accrueEscrow(parts, key);
        const name = work === "release" ? "Release" : "Interest";
        const taken = orders.splice(0);
        await Promise.all(taken.map((order) => drain(draining, order, { work: name, deadline: Infinity, attend })));
      };
      /** Pays, and gives the escrow's id. */
      const held = async (escrowWishes: HoldWishes = {}, change: { providerId?: string; cents?: number } = {}) => {
        const paymentId = `pay_${randomUUID()}`;
        const { providerId = `pro_${region}`, cents = 10_000 } = change;
        const amount = money(cents, "USD");
        const asked = { paymentId, amount, customerId: `cus_${region}`, providerId, escrow: escrowWishes };
        const paid = await pay(parts.payments, CALLER, asked);
        if (!paid.ok || paid.payment.escrowId === undefined) throw new Error("It is not held.");
        return { paymentId, escrowId: paid.payment.escrowId };
      };
      const payable = (owner = `pro_${region}`) =>
        parts.escrows.balance({ kind: "provider_payable", owner, currency: "USD" });
      return { parts, clock, region, rail, minute, held, payable, dynamo };
    }

    /** All journals that a payment caused, in both tables. */
    async function journalsOf(paymentId: string): Promise<Journal[]> {
      const items: Record<string, AttributeValue>[] = [];
      for (const { dynamo: client, tableName: TableName } of [payments, escrow]) {
        for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true })) {
          items.push(...Items.filter(({ pk, cause }) => pk?.S?.startsWith("JOURNAL#") && cause?.S === paymentId));
        }
      }
      return items.map(readJournal);
    }

    it("holds a payment's money in the transaction that completes it, and releases it by an event", async () => {
      const { parts, held, payable } = start();
      const { escrowId, paymentId } = await held();
      expect(await parts.escrows.balance({ kind: "escrow", owner: paymentId, currency: "USD" })).toBe(10_000);
      const seen = await takeFact(parts, escrowId, { kind: "event", name: "service.completed" });
      expect(seen).toMatchObject({ ok: true, account: { status: "released" } });
      expect(await payable()).toBe(10_000);
      expect(await parts.escrows.history(escrowId)).toMatchObject({
        releases: [{ amountCents: 10_000 }],
        movements: [],
      });
    });

    it("reads back an escrow with all that it can hold", async () => {
      const { parts, held, region, clock } = start({ interest: { ...DEFAULT_SETTINGS.interest, paidTo: "customer" } });
      const beneficiaries = [
        { providerId: `pro_${region}`, basisPoints: 5000 },
        { providerId: "pro_2", basisPoints: 5000 },
      ];
      const releaseConditions = { all: [{ time: "2026-12-01T00:00:00.000Z" }, { not: { event: "a.b" } }] };
      const { escrowId } = await held({ beneficiaries, releaseConditions, expiryPolicy: "refund", autoRelease: false });
      await takeFact(parts, escrowId, { kind: "approval", role: "buyer", by: "key-1" });
      await takeFact(parts, escrowId, { kind: "evidence", of: "photo", reference: "doc_1", by: "key-1" });
      await openDispute(parts, { escrowId, disputeId: "d_1", by: "key-1", reason: "damaged" });
      expect(await parts.escrows.find(escrowId)).toMatchObject({
        beneficiaries,
        releaseConditions,
        autoReleaseEnabled: false,
        status: "disputed",
        openDisputes: ["d_1"],
        approvals: [{ role: "buyer", by: "key-1" }],
        evidence: [{ kind: "photo", reference: "doc_1", by: "key-1" }],
        version: 4,
      });
      expect(await parts.escrows.findInterest(escrowId)).toMatchObject({ accruedCents: 0, remainder: "0/1" });
      const listed = await listEscrows({ ...parts, clock, region }, { limit: 10, customerId: `cus_${region}` });
      expect(listed.ok && listed.page.data.map(({ escrow_id }) => escrow_id)).toEqual([escrowId]);
      const provided = await listEscrows({ ...parts, clock, region }, { limit: 10, providerId: `pro_${region}` });
      expect(provided.ok && provided.page.data).toHaveLength(1);
      const all = await listEscrows({ ...parts, clock, region }, { limit: 10, status: "disputed" });
      expect(all.ok && all.page.data).toHaveLength(1);
    });

    it("lets a release, a dispute and a refund of one escrow at once have one order, and no cent is lost", async () => {
      for (let round = 0; round < 6; round++) {
        const { parts, held, payable, rail } = start();
        const { escrowId, paymentId } = await held({ autoRelease: false });
        await takeFact(parts, escrowId, { kind: "event", name: "service.completed" });
        const rivals = [
          () => release(parts, CALLER, { escrowId, releaseId: "rel_1" }),
          () => openDispute(parts, { escrowId, disputeId: "d_1", by: "key-1" }),
          () => refund(parts.payments, CALLER, { paymentId, refundId: "re_1", amount: money(10_000, "USD") }),
        ];
        const turned = rivals.map((_, place) => rivals[(place + round) % 3]!);
        const results = await Promise.all(turned.map((ask) => ask()));
        const account = (await parts.escrows.find(escrowId))!;
        expect(results.filter(({ ok }) => ok)).toHaveLength(1);
        const refunded = rail.charges.get(`${paymentId}/charge/1`)!.refundedCents;
        expect([account.releasedCents, account.refundedCents]).toEqual([await payable(), refunded]);
        const left = await parts.escrows.balance({ kind: "escrow", owner: paymentId, currency: "USD" });
        expect(left).toBe(remainingOf(account).cents);
        expect(account.status).toBe(refunded > 0 ? "refunded" : left > 0 ? "disputed" : "released");
      }
    }, 60_000);

    it("lets parts go at once while there is something, and the journals say where each cent is", async () => {
      for (let round = 0; round < 3; round++) {
        const { parts, held, payable, rail } = start();
        const { escrowId, paymentId } = await held({ autoRelease: false });
        await takeFact(parts, escrowId, { kind: "event", name: "service.completed" });
        const part = { text: "40.00" };
        const rivals = [1, 2].flatMap((place) => [
          () => release(parts, CALLER, { escrowId, releaseId: `rel_${place}`, amount: part }),
          () => refund(parts.payments, CALLER, { paymentId, refundId: `re_${place}`, amount: money(4000, "USD") }),
        ]);
        const turned = rivals.map((_, place) => rivals[(place + round) % rivals.length]!);
        const results = await Promise.all(turned.map((ask) => ask()));
        expect(results.filter(({ ok }) => ok)).toHaveLength(2);

        const account = (await parts.escrows.find(escrowId))!;
        expect(remainingOf(account).cents).toBe(2000);
        const refunded = rail.charges.get(`${paymentId}/charge/1`)!.refundedCents;
        expect([account.releasedCents, account.refundedCents]).toEqual([await payable(), refunded]);
        const journals = await journalsOf(paymentId);
        const rebuilt = rebuildBalances(journals);
        expect(rebuilt.get(`escrow/${paymentId}/USD`)).toBe(2000);
        expect(await parts.escrows.balance({ kind: "escrow", owner: paymentId, currency: "USD" })).toBe(2000);
        expect(journals.map(({ kind }) => kind)).toHaveLength(1 + 2 + refunded / 4000);
      }
    }, 60_000);

    it("releases what is due once, however many work on it, and however late", async () => {
      const { parts, held, payable, clock, minute, region } = start();
      const providers = Array.from({ length: 4 }, (_, place) => `pro_${region}_${place}`);
      const made = await Promise.all(
        Array.from({ length: 24 }, (_, place) => held({}, { providerId: providers[place % 4]! })),
      );
      // Waiting for others moves this clock: a day is far enough from the end of the hold.
      clock.milliseconds += 13 * DAY_MS;
      await minute("release");
      expect((await parts.escrows.find(made[0]!.escrowId))?.status).toBe("holding");
      clock.milliseconds += 4 * DAY_MS;
      // An index lags behind its table; what one minute does not find the next one does.
      for (let tries = 0; tries < 5; tries++) await Promise.all([minute("release"), minute("release")]);
      const accounts = await Promise.all(made.map(({ escrowId }) => parts.escrows.find(escrowId)));
      expect(accounts.map((account) => account?.status)).toEqual(made.map(() => "released"));
      expect(await Promise.all(providers.map((provider) => payable(provider)))).toEqual([
        60_000, 60_000, 60_000, 60_000,
      ]);
    }, 120_000);

    it("decides a dispute, half for each, in money that is there", async () => {
      const { parts, held, payable, rail } = start();
      const { escrowId, paymentId } = await held();
      await openDispute(parts, { escrowId, disputeId: "d_1", by: "key-1" });
      const verdict = { outcome: "split", refundBasisPoints: 5000 } as const;
      const decided = await decideDispute(parts, { escrowId, disputeId: "d_1" }, verdict, "key-1");
      if (!decided.ok) throw new Error(decided.errors[0]?.message);
      expect(await carryOutResolution(parts, decided.account)).toBe("done");
      expect(rail.charges.get(`${paymentId}/charge/1`)?.refundedCents).toBe(5000);
      expect(await payable()).toBe(5000);
      expect(await parts.escrows.disputes(escrowId)).toMatchObject([
        { status: "lost", decision: { refundCents: 5000 } },
      ]);
    });

    it("accrues interest once a day, and pays it when the escrow is over", async () => {
      const rate = {
        jurisdiction: "US",
        effectiveFrom: "2026-01-01",
        rateMicros: 45_000,
        dayCount: "actual/365",
      } as const;
      const { parts, held, clock, minute, region } = start({
        interest: { paidTo: "customer", jurisdiction: "US", rates: [rate] },
      });
      const { escrowId } = await held({}, { cents: 100_000 });
      clock.milliseconds += 2 * DAY_MS;
      for (let tries = 0; tries < 3; tries++) await Promise.all([minute("interest"), minute("interest")]);
      expect(await parts.escrows.findInterest(escrowId)).toMatchObject({ accruedCents: 24 });
      await takeFact(parts, escrowId, { kind: "event", name: "service.completed" });
      clock.milliseconds += DAY_MS;
      for (let tries = 0; tries < 3; tries++) await minute("interest");
      const credit = { kind: "customer_credit", owner: `cus_${region}`, currency: "USD" } as const;
      expect(await parts.escrows.balance(credit)).toBe(24);
      expect((await parts.escrows.history(escrowId)).accruals).toHaveLength(3);
    }, 60_000);

    it("puts off what fails, and forgets what is not due", async () => {
      const { parts, held, clock, dynamo } = start();
      const { escrowId } = await held();
      const account = (await parts.escrows.find(escrowId))!;
      await parts.escrows.schedule({ ...account, version: 9 }, "2026-11-20T00:00:00.000Z");
      await parts.escrows.schedule(account, "2026-11-21T00:00:00.000Z");
      const due = dynamoDueShards(dynamo, escrow.tableName);
      const key = { pk: { S: `ESCROW#${escrowId}` }, sk: { S: "ESCROW" } };
      const seen: number[] = [];
      for (const dueAt of ["2026-11-21T00:00:00.000Z", "2026-11-22T00:00:00.000Z", "2026-11-21T00:00:00.000Z"]) {
        await due.failed({ key, dueAt }, (failures) => {
          seen.push(failures);
          return `2026-11-2${2 + failures}T00:00:00.000Z`;
        });
      }
      expect(seen).toEqual([0, 1, 2]);
      await due.postpone({ key, dueAt: "2026-11-23T00:00:00.000Z" }, "2026-11-30T00:00:00.000Z");
      await parts.escrows.schedule(account, undefined);
      expect((await parts.escrows.find(escrowId))?.version).toBe(account.version);
      expect(clock.now()).toBeGreaterThan(0);
    });

    it("has its events published from its own table", async () => {
      const { parts, held, clock, region, dynamo } = start();
      await held();
      clock.milliseconds += 61_000;
      const published: PlatformEvent[] = [];
      const publishing = {
        due: dynamoDueStore(dynamo, escrow.tableName, region),
        outbox: dynamoOutboxStore(dynamo, escrow.tableName),
        bus: { put: async (events: readonly PlatformEvent[]) => (published.push(...events), []) },
        clock,
        count: () => undefined,
        log: memoryLog(),
        region,
        epoch: parts.epoch,
      };
      for (let tries = 0; tries < 5 && published.length === 0; tries++) {
        await sweepEvents(publishing, { deadline: clock.now() + 10_000 });
      }
      expect(published.map(({ type }) => type)).toEqual(["escrow.held"]);
    });
  });
}
