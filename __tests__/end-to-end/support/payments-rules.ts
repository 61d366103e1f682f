import { DEFAULT_SETTINGS, dynamoEscrowStore } from "../../../functions/escrow";
import { ScanCommand } from "@aws-sdk/client-dynamodb";
import { balanceOf, rebuildBalances } from "../../../functions/ledger/balances";
import { balanceKey, readBalance, readJournal } from "../../../functions/ledger/store-items";
import { limitsOnly } from "../../../functions/payments/limits";
import type { PaymentParts } from "../../../functions/payments/parts";
import { pay, validate } from "../../../functions/payments/pay";
import { processPayment } from "../../../functions/payments/process";
import { refund } from "../../../functions/payments/refund";
import { dynamoPaymentStore } from "../../../functions/payments/store";
import { systemClock } from "../../../functions/shared/clock";
import { idMaker, systemRandom } from "../../../functions/shared/ids";
import { money } from "../../../functions/shared/money";
import { SimulatedRail } from "../../functions/payments/support/simulated-rail";
import type { TestTable } from "./test-table";

const CALLER = { caller: "key-1" };
const DAY = { countMax: 1000, sumCentsMax: 100_000_000 };
const LIMITS = {
  amountCentsMax: 10_000_000,
  reviewAboveCents: 10_000_000,
  perDay: { customer: { countMax: 40, sumCentsMax: 10_000_000 }, card: DAY, address: DAY },
};

const payment = (paymentId: string, customerId: string, cents = 10_000) => ({
  paymentId,
  customerId,
  amount: money(cents, "USD"),
});

/** The payments' store, ledger, limits and idempotency on a real engine. */
export function describePaymentsStore(engine: string, { dynamo, tableName }: TestTable): void {
  const rail = new SimulatedRail("simulator", systemClock);
  const makeId = idMaker(systemClock, systemRandom);
  const parts = (): PaymentParts => ({
    store: dynamoPaymentStore(dynamo, { payments: tableName, escrow: tableName }),
    escrows: dynamoEscrowStore(dynamo, tableName),
    escrowSettings: DEFAULT_SETTINGS,
    rails: { choose: () => "simulator", named: () => rail },
    decide: limitsOnly(LIMITS),
    limits: LIMITS,
    acquirerFee: { basisPoints: 0, fixedCents: 0 },
    clock: systemClock,
    random: systemRandom,
    makeId,
    fingerprintKey: Buffer.alloc(32, 7),
    region: "us-west-2",
    epoch: 1,
    count: () => undefined,
  });

  /** Every item of the table whose partition key begins so. */
  async function itemsOf(prefix: string) {
    const { Items = [], LastEvaluatedKey } = await dynamo.send(
      new ScanCommand({ TableName: tableName, ConsistentRead: true }),
    );
    expect(LastEvaluatedKey).toBeUndefined();
    return Items.filter((item) => item.pk?.S?.startsWith(prefix));
  }

  describe(`payments on ${engine}`, () => {
    it("are validated, processed, refunded in parts, and repeat their answers", async () => {
      expect(await validate(parts(), CALLER, payment("pay_1", "cus_1"))).toMatchObject({
        ok: true,
        payment: { status: "pending" },
      });
      const processed = await processPayment(parts(), CALLER, "pay_1");
      expect(processed).toMatchObject({ ok: true, payment: { status: "completed" } });
      expect(await processPayment(parts(), CALLER, "pay_1")).toEqual(processed);
      for (const [refundId, status] of [
        ["re_1", "partially_refunded"],
        ["re_2", "refunded"],
      ] as const) {
        const asked = { paymentId: "pay_1", refundId, amount: money(5000, "USD") };
        expect(await refund(parts(), CALLER, asked)).toMatchObject({ ok: true, payment: { status } });
      }
      const more = await refund(parts(), CALLER, { paymentId: "pay_1", refundId: "re_3" });
      expect(more).toMatchObject({ ok: false, errors: [{ code: "illegal_transition" }] });
    });

    it("are one payment for twenty requests at once", async () => {
      const results = await Promise.all(
        Array.from({ length: 20 }, () => pay(parts(), CALLER, payment("pay_2", "cus_2"))),
      );
      expect(results.some(({ ok }) => ok)).toBe(true);
      expect(await pay(parts(), CALLER, payment("pay_2", "cus_2"))).toMatchObject({ payment: { status: "completed" } });
      expect(rail.charges.get("pay_2/charge/1")).toMatchObject({ capturedCents: 10_000 });
    });

    it("keep within a day's limit when fifty come at once", async () => {
      const places = Array.from({ length: 50 }, (_, place) => place);
      await Promise.all(
        places.map((place) => pay(parts(), CALLER, payment(`pay_many_${place}`, "cus_3")).catch(() => 0)),
      );
      const completed = (await itemsOf("PAYMENT#pay_many_")).filter(
        (item) => item.sk?.S === "PAYMENT" && item.status?.S === "completed",
      );
      expect(completed.length).toBeGreaterThan(0);
      expect(completed.length).toBeLessThanOrEqual(40);
    }, 60_000);

    it("never give back more than was paid when refunds race", async () => {
      await pay(parts(), CALLER, payment("pay_4", "cus_4"));
      const refunds = Array.from({ length: 8 }, (_, place) => ({
        refundId: `re_${place}`,
        amount: money(3000, "USD"),
      }));
      const results = await Promise.allSettled(
        refunds.map((each) => refund(parts(), CALLER, { paymentId: "pay_4", ...each })),
      );
      const given = results.filter((each) => each.status === "fulfilled" && each.value.ok).length;
      expect(given).toBeGreaterThan(0);
      expect(rail.charges.get("pay_4/charge/1")?.refundedCents).toBe(given * 3000);
      expect(given * 3000).toBeLessThanOrEqual(10_000);
    }, 60_000);

    it("leave books that balance, that journals rebuild, and that say what the rail says", async () => {
      const journals = (await itemsOf("JOURNAL#")).map(readJournal);
      const stored = await itemsOf("BALANCE#");
      const rebuilt = rebuildBalances(journals);
      const named = stored.map((item) => [item.pk!.S!.slice("BALANCE#".length), readBalance(item)] as const);
      expect(new Map(named)).toEqual(rebuilt);
      for (const [name] of named) expect(balanceKey(name).pk?.S).toBe(`BALANCE#${name}`);
      const clearing = balanceOf({ kind: "clearing", owner: "simulator", currency: "USD" }, rebuilt);
      const charges = [...rail.charges.values()];
      expect(clearing).toBe(charges.reduce((sum, each) => sum + each.capturedCents - each.refundedCents, 0));
    });
  });
}
