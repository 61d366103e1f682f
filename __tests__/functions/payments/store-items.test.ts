import { referenceOf } from "../../../functions/payments/attempt";
import { pay } from "../../../functions/payments/pay";
import { refund } from "../../../functions/payments/refund";
import {
  attemptKey,
  counterKey,
  paymentKey,
  readAttempt,
  readCounter,
  readPayment,
  readRecord,
  recordKey,
  writePayment,
} from "../../../functions/payments/store-items";
import { ItemError } from "../../../functions/shared/dynamodb";
import { money } from "../../../functions/shared/money";
import { samplePayment } from "./support/samples";
import { CALLER, newPayment, World } from "./support/world";

async function written(): Promise<World> {
  const world = new World();
  const parts = world.parts({ kmsKeyId: "mrk-1" });
  await pay(parts, CALLER, newPayment({ encryptedCardToken: "tok_1", addressId: "adr_1" }));
  await refund(world.parts(), CALLER, { paymentId: "pay_1", refundId: "re_1", amount: money(1, "USD") });
  return world;
}

describe("the payments' items", () => {
  it("stand under the keys that are documented", async () => {
    const world = await written();
    const keys = [...world.table.items.keys()].map((key) =>
      key.replace(/evt_[-0-9a-f]+/, "evt_").replace(/\/[0-9a-f]{2}\|/, "/ff|"),
    );
    expect([...new Set(keys)]).toEqual([
      "PAYMENT#pay_1|PAYMENT",
      "PAYMENT#pay_1|ATTEMPT#charge#1",
      "IDEMPOTENCY#key-1#pay#pay_1|IDEMPOTENCY",
      "LIMIT#customer#cus_1#USD#2026-11-15|LIMIT",
      "LIMIT#card#tok_1#USD#2026-11-15|LIMIT",
      "LIMIT#address#adr_1#USD#2026-11-15|LIMIT",
      "CUSTOMER#cus_1|CUSTOMER",
      "PROVIDER#pro_1|PROVIDER",
      "OUTBOX#evt_|EVENT",
      "JOURNAL#pay_1/charge/1|JOURNAL",
      "BALANCE#clearing/simulator/USD/ff|BALANCE",
      "PAYMENT#pay_1|ATTEMPT#refund#re_1",
      "IDEMPOTENCY#key-1#refund%3Apay_1#re_1|IDEMPOTENCY",
      "JOURNAL#pay_1/refund/re_1/hold|JOURNAL",
      "BALANCE#refunds_in_transit/simulator/USD/ff|BALANCE",
      "JOURNAL#pay_1/refund/re_1|JOURNAL",
    ]);
  });

  it("are at most ten in a transaction, with all limits and a new customer and provider", async () => {
    const world = new World();
    const counts: number[] = [];
    const { store } = world.parts();
    const counted = {
      ...store,
      commit: (commit: Parameters<typeof store.commit>[0]) => {
        const { attempt, record, journals = [], counters = [], parties = [], events } = commit;
        const lists = [counters, parties, events].map(({ length }) => length);
        const listed = lists.reduce((sum, each) => sum + each, journals.length * 3);
        counts.push(1 + (attempt ? 1 : 0) + (record ? 1 : 0) + listed);
        return store.commit(commit);
      },
    };
    await pay(world.parts({ store: counted }), CALLER, newPayment({ encryptedCardToken: "tok_1", addressId: "adr_1" }));
    await refund(world.parts({ store: counted }), CALLER, { paymentId: "pay_1", refundId: "re_1" });
    expect(counts).toEqual([9, 7, 7, 7]);
  });

  it("hold the token in the card's place, and the idempotency key of whatever form encoded", async () => {
    const world = await written();
    expect(world.payment()).toMatchObject({ encryptedCardToken: "tok_1", kmsKeyId: "mrk-1" });
    expect(recordKey({ caller: "a#b", operation: "pay", key: "c#d" }).pk?.S).toBe("IDEMPOTENCY#a%23b#pay#c%23d");
  });

  it("are swept from the outbox by Region until they are published", async () => {
    const world = await written();
    const [event] = world.table.startingWith("OUTBOX#");
    expect(event).toMatchObject({
      dueShard: { S: expect.stringMatching(/^event\/us-west-2\/[0-9a-f]$/) },
      dueAt: event?.at,
      epoch: { N: "1" },
      paymentId: { S: "pay_1" },
    });
  });

  it("stand in the indexes that are documented, and in no other", async () => {
    const indexes = { due: "dueShard dueAt", listed: "listShard createdAt", by_customer: "customerId createdAt" };
    const named = Object.entries({ ...indexes, by_provider: "providerId createdAt" });
    const world = await written();
    await pay(world.parts(), CALLER, newPayment({ paymentId: "pay_2", captureMethod: "manual" }));
    const silent = newPayment({ paymentId: "pay_3", encryptedCardToken: "sim_timeout_then_success" });
    await pay(world.parts(), CALLER, silent);
    const found = [...world.table.items].map(([key, item]) => {
      const indexed = named.filter(([, attributes]) => attributes.split(" ").every((name) => item[name]));
      const due = item.dueShard?.S?.replace(/\/[0-9a-f]$/, "") ?? "";
      return [key.replace(/#?evt_[-0-9a-f]+/, ""), indexed.map(([name]) => name).join(" "), due].join(" > ");
    });
    expect([...new Set(found.filter((each) => !each.endsWith(" >  > ")))].sort()).toEqual([
      "OUTBOX|EVENT > due listed > event/us-west-2",
      "PAYMENT#pay_1|PAYMENT > listed by_customer by_provider > ",
      "PAYMENT#pay_2|PAYMENT > due listed by_customer by_provider > authorisation/us-west-2",
      "PAYMENT#pay_3|ATTEMPT#charge#1 > due > attempt/us-west-2",
      "PAYMENT#pay_3|PAYMENT > listed by_customer by_provider > ",
    ]);
    expect(world.table.items.get("PAYMENT#pay_2|PAYMENT")!.dueAt).toEqual({ S: "2026-11-22T12:00:00.000Z" });
    expect(world.table.items.get("PAYMENT#pay_3|ATTEMPT#charge#1")!.dueAt).toEqual({ S: "2026-11-15T12:00:30.000Z" });
  });

  it("are due while what a late charge took has not gone back", async () => {
    const payment = samplePayment({ status: "failed", detail: "voided", lateChargeAt: "2026-11-15T12:00:00.000Z" });
    expect(writePayment(payment)).toMatchObject({
      dueShard: { S: expect.stringMatching(/^suspense\/us-west-2\/[0-9a-f]$/) },
      dueAt: { S: "2026-11-15T12:00:30.000Z" },
    });
    const returned = writePayment({ ...payment, lateChargeAt: undefined });
    expect([returned.dueShard, returned.dueAt]).toEqual([undefined, undefined]);
  });

  it("are refused where they are not what was written", async () => {
    const world = await written();
    const at = (key: object) => {
      const { pk, sk } = key as { pk: { S: string }; sk: { S: string } };
      return world.table.items.get(`${pk.S}|${sk.S}`)!;
    };
    const charge = { paymentId: "pay_1", operation: "charge", name: "1" } as const;
    expect(readPayment(at(paymentKey("pay_1"))).id).toBe("pay_1");
    expect(() => readPayment({ ...at(paymentKey("pay_1")), status: { S: "paid" } })).toThrow("An item has no status");
    expect(referenceOf(readAttempt(at(attemptKey(charge))))).toBe("pay_1/charge/1");
    expect(() => readAttempt({ ...at(attemptKey(charge)), amountCents: { S: "1" } })).toThrow(ItemError);
    const record = at(recordKey({ caller: "key-1", operation: "pay", key: "pay_1" }));
    expect(() => readRecord({ ...record, lockedUntil: { S: "" } })).toThrow(ItemError);
    const counter = { subject: "card", id: "tok_1", currency: "USD", day: "2026-11-15" } as const;
    expect(readCounter(counter, at(counterKey(counter)))).toMatchObject({ count: 1, sumCents: 10_000 });
    expect(() => readCounter(counter, { sumCents: { N: "1" } })).toThrow("An item has no attempts");
  });
});

describe("a commit", () => {
  it("settles an attempt once, also where the payment's version is right", async () => {
    const world = await written();
    const { store } = world.parts();
    const attempt = world.attempts()[0]!;
    const payment = { ...world.payment(), version: world.payment().version + 1 };
    expect(await store.commit({ payment, attempt, events: [] })).toEqual({ outcome: "refused", by: ["attempt"] });
  });

  it("does not write over a payment that has moved on, or exists", async () => {
    const world = await written();
    const { store } = world.parts();
    for (const version of [1, 2, world.payment().version]) {
      const payment = { ...world.payment(), version };
      expect(await store.commit({ payment, events: [] })).toEqual({ outcome: "refused", by: ["payment"] });
    }
  });
});
