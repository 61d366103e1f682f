import { pay, validate } from "../../../functions/payments/pay";
import { processPayment } from "../../../functions/payments/process";
import { review } from "../../../functions/payments/review";
import { contend } from "./support/contention";
import { accepted, CALLER, codes, LIMITS, newPayment, World } from "./support/world";

async function large(): Promise<World> {
  const world = new World();
  const payment = newPayment({}, LIMITS.reviewAboveCents + 1);
  expect(accepted(await pay(world.parts(), CALLER, payment)).payment.status).toBe("requires_review");
  return world;
}

const verdict = (outcome: "approve" | "decline", reviewedBy = "ops") => ({ paymentId: "pay_1", outcome, reviewedBy });

describe("a payment that a person looks at", () => {
  it("is processed once it is approved, and not before", async () => {
    const world = await large();
    expect(codes(await processPayment(world.parts(), CALLER, "pay_1"))).toEqual(["illegal_transition"]);
    expect(accepted(await review(world.parts(), verdict("approve"))).payment).toMatchObject({
      status: "pending",
      fraudDecision: "approve",
      reviewedBy: "ops",
    });
    expect(accepted(await processPayment(world.parts(), CALLER, "pay_1")).payment.status).toBe("completed");
    world.expectSettled();
  });

  it("has failed once it is declined", async () => {
    const world = await large();
    const { payment } = accepted(await review(world.parts(), verdict("decline")));
    expect(payment).toMatchObject({ status: "failed", detail: "declined", failureCode: "review_declined" });
    expect(world.events()).toEqual(["payment.requires_review", "payment.failed"]);
    expect(world.railCalls).toEqual([]);
  });

  it("is decided once: the same verdict again changes nothing, another is refused", async () => {
    const world = await large();
    contend(world);
    const first = await review(world.parts(), verdict("approve"));
    expect(await review(world.parts(), verdict("approve"))).toEqual(first);
    expect(codes(await review(world.parts(), verdict("decline")))).toEqual(["illegal_transition"]);
    expect(codes(await review(world.parts(), verdict("approve", "ops-2")))).toEqual(["illegal_transition"]);
    expect(world.payment().version).toBe(2);
  });

  it("by two people at once is decided by one of them", async () => {
    const world = await large();
    const results = await Promise.all([
      review(world.parts(), verdict("approve", "ops-1")),
      review(world.parts(), verdict("decline", "ops-2")),
    ]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it("is one that is there, and that waits for it", async () => {
    const world = new World();
    expect(codes(await review(world.parts(), verdict("approve")))).toEqual(["payment_not_found"]);
    expect(codes(await review(world.parts(), verdict("approve", "4242 4242 4242 4242")))).toEqual([
      "card_number_not_allowed",
    ]);
    await validate(world.parts(), CALLER, newPayment());
    expect(codes(await review(world.parts(), verdict("approve")))).toEqual(["illegal_transition"]);
  });
});
