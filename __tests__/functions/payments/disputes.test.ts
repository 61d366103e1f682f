import { journalWrites, makeJournal } from "../../../functions/ledger";
import { type DisputeNotice, type DisputeResult, takeDispute } from "../../../functions/payments/disputes";
import { DISPUTE_STATUSES, isOver, mayGo } from "../../../functions/shared/dispute-states";
import { pay, validate } from "../../../functions/payments/pay";
import { refund } from "../../../functions/payments/refund";
import { transact } from "../../../functions/shared/dynamodb";
import { money } from "../../../functions/shared/money";
import { contend } from "./support/contention";
import { release } from "./support/released";
import { accepted, CALLER, codes, LEDGER, newPayment, World } from "./support/world";

const usd = (cents: number) => money(cents, "USD");

async function paid(change: Parameters<typeof newPayment>[0] = {}): Promise<World> {
  const world = new World();
  accepted(await pay(world.parts(), CALLER, newPayment(change)));
  return world;
}

function tell(world: World, change: Partial<DisputeNotice> = {}): Promise<DisputeResult> {
  const notice = { paymentId: "pay_1", disputeId: "dp_1", status: "opened", amount: usd(10_000), ...change } as const;
  return takeDispute(world.parts(), notice);
}

async function told(world: World, change: Partial<DisputeNotice> = {}) {
  const result = await tell(world, change);
  if (!result.ok) throw new Error(result.errors[0]?.message);
  return result;
}

describe("a dispute's statuses", () => {
  it("go forwards, whatever is left out, and never on from a decision", () => {
    const next = DISPUTE_STATUSES.map((from) => DISPUTE_STATUSES.filter((to) => mayGo(from, to)));
    expect(next).toEqual([
      ["evidence_required", "under_review", "won", "lost", "withdrawn"],
      ["under_review", "won", "lost", "withdrawn"],
      ["won", "lost", "withdrawn"],
      [],
      [],
      [],
    ]);
    expect(DISPUTE_STATUSES.filter(isOver)).toEqual(["won", "lost", "withdrawn"]);
  });
});

describe("a dispute", () => {
  it("takes its money when it is opened, from what is held for the payment", async () => {
    const world = await paid();
    const { payment, dispute } = await told(world, { reason: "fraudulent", evidenceDueAt: "2026-12-01T00:00:00.000Z" });
    expect(payment).toMatchObject({ status: "disputed", reversedCents: 10_000, chargedBackCents: 10_000 });
    expect(dispute).toEqual({
      id: "dp_1",
      paymentId: "pay_1",
      amountCents: 10_000,
      currency: "USD",
      status: "opened",
      reason: "fraudulent",
      evidenceDueAt: "2026-12-01T00:00:00.000Z",
      openedAt: "2026-11-15T12:00:00.000Z",
      updatedAt: "2026-11-15T12:00:00.000Z",
    });
    expect(world.balance("escrow", "pay_1")).toBe(0);
    expect(world.balance("clearing")).toBe(0);
    expect(world.events().slice(-1)).toEqual(["dispute.opened"]);
    expect(world.counted).toEqual([]);
    world.expectSound();
  });

  it("that is won brings it back, by a journal that names the first", async () => {
    const world = await paid();
    await told(world);
    await told(world, { status: "evidence_required" });
    await told(world, { status: "under_review" });
    const { payment } = await told(world, { status: "won" });
    expect(payment).toMatchObject({ status: "completed", reversedCents: 0, chargedBackCents: 0 });
    expect(world.journals().map(({ id, corrects }) => [id, corrects])).toEqual([
      ["pay_1/charge/1", undefined],
      ["pay_1/dispute/dp_1", undefined],
      ["pay_1/dispute/dp_1/reversal", "pay_1/dispute/dp_1"],
    ]);
    expect(world.events().slice(2)).toEqual([
      "dispute.opened",
      "dispute.evidence_required",
      "dispute.under_review",
      "dispute.won",
    ]);
    world.expectSettled();
  });

  it.each(["lost", "withdrawn"] as const)("that is %s leaves the money with the payer", async (status) => {
    const world = await paid();
    await told(world, { amount: usd(4000) });
    expect((await told(world, { status })).payment).toMatchObject({
      status: "partially_refunded",
      detail: "charged_back",
    });
    await told(world, { disputeId: "dp_2", amount: usd(6000), status });
    expect(world.payment()).toMatchObject({ status: "refunded", detail: "charged_back", refundedCents: 0 });
    world.expectSound();
  });

  it("that is withdrawn brings the money back where the rail says so", async () => {
    const world = await paid();
    await told(world);
    expect((await told(world, { status: "withdrawn", broughtBack: true })).payment.status).toBe("completed");
    world.expectSettled();
  });

  it("told again, late, or by several at once changes nothing", async () => {
    const world = await paid();
    const results = await Promise.all([tell(world), tell(world), tell(world)]);
    expect(results.every(({ ok }) => ok)).toBe(true);
    await told(world, { status: "under_review" });
    const { version } = world.payment();
    for (const status of ["opened", "evidence_required", "under_review"] as const) {
      expect((await told(world, { status })).dispute.status).toBe("under_review");
    }
    await told(world, { status: "lost" });
    expect((await told(world, { status: "won" })).dispute.status).toBe("lost");
    expect(world.payment().version).toBe(version + 1);
    expect(world.journals()).toHaveLength(2);
  });

  it("whose decision comes first is opened by it", async () => {
    const world = await paid();
    const { payment, dispute } = await told(world, { status: "lost" });
    expect([payment.status, dispute.status]).toEqual(["refunded", "lost"]);
    expect(world.events().slice(2)).toEqual(["dispute.opened", "dispute.lost"]);
  });

  it("beside another keeps the payment disputed until both are decided", async () => {
    const world = await paid();
    await told(world, { amount: usd(4000) });
    await told(world, { disputeId: "dp_2", amount: usd(6000) });
    expect((await told(world, { status: "won", amount: usd(4000) })).payment.status).toBe("disputed");
    expect((await told(world, { disputeId: "dp_2", status: "won" })).payment.status).toBe("completed");
    world.expectSettled();
  });

  it("crossing a refund takes no more of the payment than is left: the rest is the provider's debt, with an alarm", async () => {
    const world = await paid();
    accepted(await refund(world.parts(), CALLER, { paymentId: "pay_1", refundId: "re_1" }));
    const { payment } = await told(world);
    expect(payment).toMatchObject({ status: "disputed", reversedCents: 10_000, refundedCents: 10_000 });
    expect(world.balance("provider_receivable", "pro_1")).toBe(10_000);
    expect(world.events().slice(-2)).toEqual(["dispute.opened", "payment.reversal_exceeded"]);
    expect(world.counted).toEqual(["ReversalsExceeded"]);
    expect((await told(world, { status: "won" })).payment.status).toBe("refunded");
    expect(world.balance("provider_receivable", "pro_1")).toBe(0);
    world.expectSettled();
  });

  it("of money that was released is the provider's debt; of a payment without one it is the platform's", async () => {
    const world = await paid();
    await release(world, 7000);
    await told(world);
    expect(world.balance("escrow", "pay_1")).toBe(0);
    expect(world.balance("provider_receivable", "pro_1")).toBe(7000);
    const without = await paid({ providerId: undefined });
    await told(without, { amount: usd(10_001) });
    expect(without.balance("provider_receivable", "platform")).toBe(0);
    expect(without.balance("platform_funds", "platform")).toBe(-1);
  });

  it("counts whole against what may be refunded, whoever bears it", async () => {
    const world = await paid();
    await release(world, 7000);
    await told(world, { amount: usd(6000) });
    await told(world, { status: "lost" });
    expect(world.payment()).toMatchObject({
      status: "partially_refunded",
      reversedCents: 6000,
      chargedBackCents: 6000,
    });
    world.escrowSettings = { ...world.escrowSettings, refundBeyondEscrow: "receivable" };
    const refunding = (refundId: string, cents: number) =>
      refund(world.parts(), CALLER, { paymentId: "pay_1", refundId, amount: usd(cents) });
    expect(codes(await refunding("re_1", 4001))).toEqual(["refund_exceeds_payment"]);
    expect(accepted(await refunding("re_2", 4000)).payment.status).toBe("refunded");
    world.expectSound();
  });

  it("that is won gives the provider back what was paid of the debt meanwhile", async () => {
    const world = await paid();
    await release(world, 10_000);
    await told(world);
    const repaid = makeJournal({
      id: "repaid",
      kind: "receivable_repaid",
      cause: "pro_1",
      region: "us-west-2",
      epoch: 1,
      at: "2026-11-15T12:00:00.000Z",
      postings: [
        {
          account: { kind: "provider_payable", owner: "pro_1", currency: "USD" },
          direction: "debit",
          amount: usd(6000),
        },
        {
          account: { kind: "provider_receivable", owner: "pro_1", currency: "USD" },
          direction: "credit",
          amount: usd(6000),
        },
      ],
    });
    await transact(world.table.client, journalWrites(LEDGER, repaid));
    await told(world, { status: "won" });
    expect(world.balance("provider_receivable", "pro_1")).toBe(0);
    expect(world.balance("provider_payable", "pro_1")).toBe(10_000);
    expect(world.balance("escrow", "pay_1")).toBe(0);
  });

  it("of a charge whose answer was lost settles it first", async () => {
    const world = await paid({ encryptedCardToken: "sim_timeout_then_success" });
    expect(world.payment().status).toBe("processing");
    expect((await told(world)).payment.status).toBe("disputed");
  });

  it("of money that came too late is the platform's loss, as its provider got nothing; the payment stays failed", async () => {
    const world = await paid({ encryptedCardToken: "sim_decline" });
    expect((await told(world)).payment).toMatchObject({ status: "failed", detail: "declined" });
    expect(world.events().slice(-2)).toEqual(["dispute.opened", "payment.reversal_exceeded"]);
    expect((await told(world, { status: "lost" })).payment.status).toBe("failed");
    expect(world.balance("provider_receivable", "pro_1")).toBe(0);
    expect(world.balance("platform_funds", "platform")).toBe(-10_000);
    world.expectSound();
  });

  it("of money that came too late, and that is won, is no loss", async () => {
    const world = await paid({ encryptedCardToken: "sim_decline" });
    await told(world);
    await told(world, { status: "won" });
    expect([world.balance("platform_funds", "platform"), world.balance("clearing")]).toEqual([0, 0]);
  });

  it.each([
    [10_000, 0],
    [10_001, 1],
  ])("of %d cents of the platform's own 10,000 raises %d alarms", async (cents, alarms) => {
    const world = await paid({ providerId: undefined });
    await told(world, { amount: usd(cents) });
    expect(world.events().filter((type) => type === "payment.reversal_exceeded")).toHaveLength(alarms);
  });

  it("that meets others on the same items is taken in all the same", async () => {
    const world = await paid();
    contend(world);
    await told(world);
    contend(world);
    await told(world, { status: "won" });
    world.expectSettled();
  });

  it("does not stop a refund that is under way", async () => {
    const world = new World();
    accepted(await pay(world.parts(), CALLER, newPayment({}, 1_000_000)));
    const asked = { paymentId: "pay_1", refundId: "re_1", amount: usd(400_005) };
    await refund(world.parts(), CALLER, asked);
    await told(world, { amount: usd(1_000_000) });
    world.clock.milliseconds += 30_000;
    const { payment } = accepted(await refund(world.parts(), CALLER, asked));
    expect(payment).toMatchObject({ status: "disputed", refundedCents: 400_005 });
    expect((await told(world, { status: "lost" })).payment).toMatchObject({
      status: "refunded",
      reversedCents: 1_000_000,
    });
    expect(world.balance("provider_receivable", "pro_1")).toBe(400_005);
  });

  it.each([
    ["of no payment", { paymentId: "pay_9" }, "payment_not_found"],
    ["of another currency", { amount: money(1, "EUR") }, "currency_mismatch"],
    ["of nothing", { amount: usd(0) }, "amount_invalid"],
    ["with an id that fits no key", { disputeId: "a#b" }, "invalid"],
  ])("%s is refused", async (_, change, code) => {
    const world = await paid();
    const result = await tell(world, change);
    expect(!result.ok && result.errors.map((each) => each.code)).toEqual([code]);
    expect(world.journals()).toHaveLength(1);
  });

  it("of a payment that was not taken is refused", async () => {
    const world = new World();
    await validate(world.parts(), CALLER, newPayment());
    const result = await tell(world);
    expect(!result.ok && result.errors[0]?.message).toBe("A payment that is pending cannot become disputed.");
  });
});
