import Stripe from "stripe";
import { receiveWebhook, serveApi } from "../../../functions/api";
import { inboundRoutes } from "../../../functions/payments/inbound/routes";
import type { InboundParts } from "../../../functions/payments/inbound/take";
import { chargeKey } from "../../../functions/payments/attempt";
import { capture } from "../../../functions/payments/capture";
import { pay } from "../../../functions/payments/pay";
import { takeNotice } from "../../../functions/payments/recovery";
import { refund } from "../../../functions/payments/refund";
import { dynamoRefundStore } from "../../../functions/payments/refund-store";
import { money } from "../../../functions/shared/money";
import { Webhook } from "standardwebhooks";
import { call, memoryLog } from "./support/calls";
import { CALLER, newPayment, World } from "./support/world";

const SECRET = `whsec_${Buffer.alloc(32, 5).toString("base64")}`;
const STRIPE_SECRET = "stripe_test_secret_one";
/** What PaymentIntents have as their `reference`; the second is another shop's own. */
const STRIPE_REFERENCES: Readonly<Record<string, string>> = { pi_1: "pay_1/charge/1", pi_2: "order #7" };

/** The platform as senders of notices see it. */
class Receiver {
  connections = 0;
  private readonly handler: ReturnType<typeof serveApi>;

  constructor(
    readonly world: World,
    private readonly isConfigured = true,
  ) {
    const log = memoryLog();
    const connected = async (): Promise<InboundParts> => {
      this.connections++;
      return {
        ...world.parts(),
        refunds: dynamoRefundStore(world.table.client, "payment-transactions-test"),
        stripeReference: async (id) => STRIPE_REFERENCES[id],
        log,
      };
    };
    const secretsOf = async (sender: string) =>
      this.isConfigured ? [sender === "stripe" ? STRIPE_SECRET : SECRET] : [];
    this.handler = serveApi(log, { receiveWebhook }, inboundRoutes({ clock: world.clock, secretsOf, connected }));
  }

  /** A notice of the acquirer or the bank, signed as Standard Webhooks says. */
  send(provider: string, message: unknown, id = "msg_1") {
    const raw = typeof message === "string" ? message : JSON.stringify(message);
    const at = new Date(this.world.clock.now());
    const headers = {
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
      "webhook-signature": new Webhook(SECRET).sign(id, at, raw),
    };
    return this.post(provider, raw, headers);
  }

  stripe(type: string, object: object) {
    const payload = JSON.stringify({ id: "evt_1", type, data: { object } });
    const timestamp = Math.floor(this.world.clock.now() / 1000);
    const header = Stripe.webhooks.generateTestHeaderString({ payload, secret: STRIPE_SECRET, timestamp });
    return this.post("stripe", payload, { "stripe-signature": header });
  }

  post(provider: string, raw: string, headers: Record<string, string>) {
    return call(this.handler, "POST", { resource: "/webhooks/{provider}", path: { provider }, raw, headers });
  }
}

const SILENT = "sim_timeout_then_success";

async function receiver(token?: string, cents = 1_000_000): Promise<Receiver> {
  const world = new World();
  await pay(world.parts(), CALLER, newPayment({ encryptedCardToken: token }, cents));
  return new Receiver(world);
}

const charge = { reference: "pay_1/charge/1" };
const REFUND = "pay_1/refund/re_1";
const disputed = { dispute_id: "dp_1", ...charge, amount_cents: 1_000_000, currency: "USD" };

describe("a sender", () => {
  it("is verified before anything is read or connected", async () => {
    const made = await receiver(SILENT);
    const raw = JSON.stringify({ type: "charge.succeeded", data: charge });
    const forged = await made.post("acquirer", raw, { "webhook-id": "msg_1" });
    expect([forged.status, forged.body.code]).toEqual([401, "signature_invalid"]);
    expect((await made.post("acquirer", "not json", {})).body.code).toBe("signature_invalid");
    expect((await made.post("stripe", raw, { "stripe-signature": "t=1,v1=00" })).status).toBe(401);
    expect(made.connections).toBe(0);
    expect(made.world.payment().status).toBe("processing");
  });

  it("is one of those that there are", async () => {
    const { status, body } = await (await receiver()).send("adyen", {});
    expect([status, body.code, body.detail]).toEqual([
      404,
      "sender_not_found",
      "provider: allowed are acquirer, bank, stripe.",
    ]);
  });

  it.each([
    ["is not JSON", "acquirer", "{", "malformed_json"],
    ["has no type", "acquirer", {}, "invalid"],
    ["is not an object", "bank", "[]", "invalid"],
    ["names no call of the platform's", "acquirer", { type: "charge.succeeded", data: { reference: "x" } }, "invalid"],
    ["names another call", "acquirer", { type: "refund.succeeded", data: charge }, "invalid"],
    ["has no amount", "acquirer", { type: "dispute.opened", data: { ...disputed, amount_cents: "1" } }, "invalid"],
    ["has half a cent", "acquirer", { type: "dispute.opened", data: { ...disputed, amount_cents: 0.5 } }, "invalid"],
    ["disputes nothing", "acquirer", { type: "dispute.opened", data: { ...disputed, amount_cents: 0 } }, "invalid"],
    [
      "decides what it does not name",
      "acquirer",
      { type: "dispute.won", data: { ...disputed, dispute_id: undefined } },
      "invalid",
    ],
  ])("whose message %s is told so", async (_, provider, message, code) => {
    const { status, body } = await (await receiver()).send(provider, message);
    expect([status, body.code]).toEqual([400, code]);
  });

  it("gets an acknowledgement for what is about nothing here, and it is counted", async () => {
    const made = await receiver();
    for (const [provider, message] of [
      ["acquirer", { type: "charge.noticed", data: charge }],
      ["acquirer", { type: "toString", data: charge }],
      ["acquirer", { type: "charge.succeeded", data: { reference: "pay_9/charge/1" } }],
      ["acquirer", { type: "dispute.opened", data: { ...disputed, reference: "pay_9/charge/1" } }],
      ["bank", { type: "credit.settled", data: {} }],
      ["bank", { type: "debit.returned", data: { reference: "pay_9/charge/1", reason: "R01" } }],
    ] as const) {
      expect(await made.send(provider, message)).toMatchObject({ status: 200, body: { received: true } });
    }
    expect(made.world.counted).toEqual(Array(6).fill("NoticesIgnored"));
  });
});

describe("an acquirer's notice", () => {
  it.each([
    ["charge.succeeded", "completed"],
    ["charge.late_success", "completed"],
    ["charge.failed", "failed"],
  ])("%s settles an open charge; again it changes nothing", async (type, status) => {
    const made = await receiver(SILENT);
    const message = { type, data: { ...charge, code: "told", acquirer_reference: "acq_1" } };
    expect((await made.send("acquirer", message)).status).toBe(200);
    const first = made.world.payment();
    expect(first.status).toBe(status);
    await made.send("acquirer", message, "msg_2");
    expect(made.world.payment()).toEqual(first);
  });

  it("charge.settlement says from when the money of its payment is there", async () => {
    const made = await receiver();
    const settled = { reference: "pay_1/charge/1", funds_available_at: "2026-11-17T12:00:00Z" };
    expect(made.world.escrow().fundsAvailableAt).toBeUndefined();
    for (const type of ["charge.settlement", "charge.settled"]) {
      expect((await made.send("acquirer", { type, data: settled })).status).toBe(200);
      expect(made.world.escrow()).toMatchObject({ fundsAvailableAt: "2026-11-17T12:00:00.000Z", version: 2 });
    }
    const soon = { ...settled, funds_available_at: "soon" };
    expect((await made.send("acquirer", { type: "charge.settled", data: soon })).status).toBe(400);
    const elsewhere = { ...settled, reference: "pay_9/charge/1" };
    expect((await made.send("acquirer", { type: "charge.settled", data: elsewhere })).body).toEqual({ received: true });
  });

  it("charge.settlement of a charge whose answer was lost settles that first", async () => {
    const made = await receiver(SILENT);
    const settled = { reference: "pay_1/charge/1", funds_available_at: "2026-11-17T12:00:00Z" };
    await made.send("acquirer", { type: "charge.settlement", data: settled });
    expect(made.world.payment().status).toBe("completed");
    expect(made.world.escrow().fundsAvailableAt).toBe("2026-11-17T12:00:00.000Z");
  });

  it("charge.settlement before the answer to the charge or its capture is refused, so that it comes again", async () => {
    const settled = { reference: "pay_1/charge/1", funds_available_at: "2026-11-17T12:00:00Z" };
    const tell = (made: Receiver) => made.send("acquirer", { type: "charge.settlement", data: settled });
    const made = await receiver("sim_success_after_void");
    expect(await tell(made)).toMatchObject({ status: 409, body: { code: "illegal_transition" } });
    const { world } = made;
    await takeNotice(world.parts(), chargeKey("pay_1"), { outcome: "approved", code: "approved" });
    expect((await tell(made)).status).toBe(200);
    expect(world.escrow().fundsAvailableAt).toBe("2026-11-17T12:00:00.000Z");
  });

  it.each([
    ["charge.settlement", { reference: "pay_1/charge/1", funds_available_at: "2026-11-17T12:00:00Z" }, "completed"],
    ["dispute.opened", disputed, "disputed"],
  ])("%s of a capture whose answer was lost settles that first", async (type, data, status) => {
    const world = new World();
    await pay(world.parts(), CALLER, newPayment({ captureMethod: "manual" }, 1_000_000));
    const made = new Receiver(world);
    expect((await made.send("acquirer", { type, data })).status).toBe(409);
    await capture(world.parts(), CALLER, "pay_1", money(400_005, "USD"));
    expect(world.payment().status).toBe("processing");
    expect((await made.send("acquirer", { type, data })).status).toBe(200);
    expect(world.payment().status).toBe(status);
  });

  it("refund.failed gives a refund's money back to the payment", async () => {
    const made = await receiver();
    const amount = money(400_005, "USD");
    await refund(made.world.parts(), CALLER, { paymentId: "pay_1", refundId: "re_1", amount });
    await made.send("acquirer", { type: "refund.failed", data: { reference: "pay_1/refund/re_1" } });
    expect(made.world.payment()).toMatchObject({ status: "completed", reversedCents: 0 });
  });

  it("that contradicts the books changes nothing, and is counted for an alarm", async () => {
    const made = await receiver();
    const { world } = made;
    await refund(world.parts(), CALLER, { paymentId: "pay_1", refundId: "re_1", amount: money(400_001, "USD") });
    const before = world.payment();
    const refunded = { reference: REFUND };
    for (const [type, data] of [
      ["charge.succeeded", charge],
      ["refund.failed", refunded],
      ["charge.failed", charge],
      ["refund.succeeded", refunded],
    ] as const) {
      expect((await made.send("acquirer", { type, data })).status).toBe(200);
    }
    expect(world.payment()).toEqual(before);
    expect(world.counted).toEqual(["NoticesContradicting", "NoticesContradicting"]);
  });

  it("dispute.* moves a dispute on", async () => {
    const made = await receiver();
    const reason = { reason: "fraudulent", evidence_due_at: "2026-12-01T00:00:00.000Z" };
    await made.send("acquirer", { type: "dispute.opened", data: { ...disputed, ...reason } });
    expect(made.world.payment()).toMatchObject({ status: "disputed", chargedBackCents: 1_000_000 });
    await made.send("acquirer", { type: "dispute.under_review", data: disputed });
    await made.send("acquirer", { type: "dispute.withdrawn", data: { ...disputed, funds_returned: true } });
    expect(made.world.payment().status).toBe("completed");
    made.world.expectSettled();
  });

  it("charge.chargeback without a name is a dispute by the message's id, once", async () => {
    const made = await receiver();
    const { dispute_id: _, ...unnamed } = disputed;
    for (let times = 0; times < 2; times++) await made.send("acquirer", { type: "charge.chargeback", data: unnamed });
    expect([...made.world.table.items.keys()]).toContain("PAYMENT#pay_1|DISPUTE#msg_1");
    expect(made.world.journals()).toHaveLength(2);
  });

  it("that cannot be taken yet is refused, so that it comes again", async () => {
    const made = await receiver("sim_success_after_void");
    const { status, body } = await made.send("acquirer", { type: "dispute.opened", data: disputed });
    expect([status, body.code]).toEqual([409, "illegal_transition"]);
  });
});

describe("a bank's notice", () => {
  it("debit.returned takes all of a debit back", async () => {
    const made = await receiver();
    await made.send("bank", { type: "debit.returned", data: { ...charge, reason: "R01" } });
    expect(made.world.payment()).toMatchObject({ status: "failed", detail: "returned", failureCode: "r01" });
  });
});

describe("a notice of Stripe", () => {
  const metadata = { reference: "pay_1/charge/1" };
  const dispute = {
    id: "du_1",
    amount: 1_000_000,
    currency: "usd",
    payment_intent: "pi_1",
    status: "needs_response",
    reason: "fraudulent",
    evidence_details: { due_by: 1_795_000_000 },
  };

  it("payment_intent.succeeded settles an open charge", async () => {
    const made = await receiver(SILENT);
    await made.stripe("payment_intent.succeeded", { id: "pi_1", metadata });
    expect(made.world.payment()).toMatchObject({ status: "completed", railReference: "pi_1" });
  });

  it.each([
    [{ decline_code: "insufficient_funds", code: "card_declined" }, "insufficient_funds"],
    [{ code: "card_declined" }, "card_declined"],
    [null, "payment_failed"],
  ])("payment_intent.payment_failed fails it, by the most precise reason", async (last_payment_error, code) => {
    const made = await receiver(SILENT);
    await made.stripe("payment_intent.payment_failed", { id: "pi_1", metadata, last_payment_error });
    expect(made.world.payment()).toMatchObject({ status: "failed", failureCode: code });
  });

  it("of a refund settles it; charge.refunded has the rail asked about those that are open", async () => {
    const made = await receiver();
    const refunding = (refundId: string) =>
      refund(made.world.parts(), CALLER, { paymentId: "pay_1", refundId, amount: money(400_005, "USD") });
    await refunding("re_1");
    const about = { id: "re_x", metadata: { reference: "pay_1/refund/re_1" } };
    await made.stripe("refund.updated", { ...about, status: "pending" });
    expect(made.world.payment().refundedCents).toBe(0);
    await made.stripe("refund.updated", { ...about, status: "succeeded" });
    expect(made.world.payment().refundedCents).toBe(400_005);
    await refunding("re_2");
    await made.stripe("charge.refunded", { id: "ch_1", metadata });
    await made.stripe("charge.refunded", { id: "ch_1", metadata });
    expect(made.world.payment().refundedCents).toBe(800_010);
  });

  it("charge.dispute.* opens and decides a dispute, found by its PaymentIntent", async () => {
    const made = await receiver();
    await made.stripe("charge.dispute.created", dispute);
    expect(made.world.events().slice(2)).toEqual(["dispute.opened", "dispute.evidence_required"]);
    await made.stripe("charge.dispute.updated", { ...dispute, status: "under_review", evidence_details: null });
    await made.stripe("charge.dispute.closed", { ...dispute, status: "won", reason: null });
    expect(made.world.payment().status).toBe("completed");
    made.world.expectSettled();
  });

  it.each([
    ["an inquiry, which moves no money", "charge.dispute.created", { ...dispute, status: "warning_needs_response" }],
    ["a dispute of somebody else's", "charge.dispute.created", { ...dispute, payment_intent: "pi_9" }],
    ["a dispute of another shop's order", "charge.dispute.created", { ...dispute, payment_intent: "pi_2" }],
    ["a dispute of a charge without an intent", "charge.dispute.created", { ...dispute, payment_intent: null }],
    ["an intent of somebody else's", "payment_intent.succeeded", { id: "pi_9", metadata: {} }],
    ["an intent that names no charge", "payment_intent.succeeded", { id: "pi_1", metadata: { reference: REFUND } }],
    ["a charge of somebody else's", "charge.refunded", { id: "ch_9" }],
    ["a refund that names a charge", "refund.failed", { id: "re_1", status: "failed", metadata }],
    ["a refund of somebody else's", "refund.failed", { id: "re_9", status: "failed", metadata: null }],
    ["a type that is not acted upon", "customer.created", { id: "cus_1" }],
  ])("about %s is acknowledged", async (_, type, object) => {
    const made = await receiver();
    expect((await made.stripe(type, object)).status).toBe(200);
    expect(made.world.counted).toEqual(["NoticesIgnored"]);
    expect(made.world.payment().version).toBe(2);
  });

  it("that is malformed is told so", async () => {
    const made = await receiver();
    expect((await made.stripe("charge.dispute.created", { ...dispute, amount: "1" })).status).toBe(400);
    expect((await made.stripe("charge.dispute.created", { ...dispute, currency: "xxx" })).body).toMatchObject({
      param: "data.amount_cents",
    });
    const raw = "{}";
    const timestamp = Math.floor(made.world.clock.now() / 1000);
    const signed = Stripe.webhooks.generateTestHeaderString({ payload: raw, secret: STRIPE_SECRET, timestamp });
    expect((await made.post("stripe", raw, { "stripe-signature": signed })).body.code).toBe("invalid");
  });
});

describe("senders without a secret", () => {
  it("send it again later", async () => {
    const sent = await new Receiver(new World(), false).send("acquirer", { type: "charge.succeeded", data: {} });
    expect(sent).toMatchObject({ status: 503, body: { code: "sender_not_configured", param: "provider" } });
  });
});
