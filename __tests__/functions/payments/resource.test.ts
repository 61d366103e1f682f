import { readFileSync } from "node:fs";
import path from "node:path";
import { toJson } from "../../../functions/api";
import { viewOf } from "../../../functions/payments/payment";
import {
  disputeResource,
  eventResource,
  paymentResource,
  type RefundDetails,
  refundResource,
} from "../../../functions/payments/resource";
import { eventKey, readEvent, writeEvent } from "../../../functions/payments/event-items";
import { ItemError } from "../../../functions/shared/dynamodb";
import { sampleEvent, samplePayment } from "./support/samples";

/** The fields that the API's document knows of a resource. */
function documented(resource: string): string[] {
  const file = path.resolve(__dirname, "../../../functions/api/generated/openapi.json");
  const document = JSON.parse(readFileSync(file, "utf8")) as {
    components: { schemas: Record<string, { properties: object }> };
  };
  return Object.keys(document.components.schemas[resource]!.properties);
}

const full = samplePayment({
  providerId: "pro_1",
  detail: "partially_captured",
  encryptedCardToken: "tok_1",
  kmsKeyId: "mrk-1",
  description: "Garden work",
  fraudReasons: ["amount_needs_review"],
  reviewedBy: "risk-desk",
  failureCode: "declined",
  railReference: "sim_1",
  authorisationExpiresAt: "2026-11-22T12:00:00.000Z",
  processingCostCents: 1,
  processingCostMicros: 62,
  stripeSavedCostCents: 320,
  savingsPercentage: 99.69,
  capturedCents: 6000,
  refundedCents: 50,
  chargedBackCents: 200,
  reversedCents: 250,
  limitsDay: "2026-11-15",
  addressId: "adr_1",
  openAttempt: "pay_1/capture/1",
  lateChargeAt: "2026-11-15T12:00:00.000Z",
});

const refund: RefundDetails = { id: "re_1", amountCents: 2500, currency: "USD", status: "failed" };
const dispute = {
  id: "dp_1",
  paymentId: "pay_1",
  amountCents: 10_000,
  currency: "USD",
  status: "opened",
  openedAt: "2026-11-16T12:00:00.000Z",
  updatedAt: "2026-11-16T12:00:00.000Z",
} as const;

describe("a payment as a resource", () => {
  it("shows amounts as numbers with all decimals of the currency, and in cents", () => {
    expect(toJson(paymentResource(viewOf(full)))).toContain('"amount":100.00,"amount_cents":10000,"currency":"USD"');
    const json = (currency: string) => toJson(paymentResource(viewOf(samplePayment({ currency, amountCents: 1500 }))));
    expect(json("JPY")).toContain('"amount":1500,"amount_cents":1500');
    expect(json("KWD")).toContain('"amount":1.500,"amount_cents":1500');
    const most = samplePayment({ amountCents: 99_999_999_999_999 });
    expect(toJson(paymentResource(viewOf(most)))).toContain('"amount":999999999999.99,');
  });

  it("has both of the documents' names, and the score, reasons, costs and times", () => {
    expect(JSON.parse(toJson(paymentResource(viewOf(full))))).toEqual({
      payment_id: "pay_1",
      transaction_id: "pay_1",
      status: "completed",
      detail: "partially_captured",
      amount: 100,
      amount_cents: 10_000,
      currency: "USD",
      customer_id: "cus_1",
      provider_id: "pro_1",
      payment_method: "tok_1",
      kms_key_id: "mrk-1",
      description: "Garden work",
      rail: "simulator",
      rail_reference: "sim_1",
      capture_method: "automatic",
      captured_amount: 60,
      captured_amount_cents: 6000,
      refunded_amount: 0.5,
      refunded_amount_cents: 50,
      charged_back_amount: 2,
      charged_back_amount_cents: 200,
      reversed_amount: 2.5,
      reversed_amount_cents: 250,
      fraud_score: 10,
      fraud_reasons: ["amount_needs_review"],
      fraud_decision: "approve",
      reviewed_by: "risk-desk",
      failure_code: "declined",
      processing_cost_cents: 1,
      processing_cost_micros: 62,
      stripe_saved_cost_cents: 320,
      savings_percentage: 99.69,
      created_at: "2026-11-15T12:00:00.000Z",
      updated_at: "2026-11-15T12:00:00.310Z",
      completed_at: "2026-11-15T12:00:00.310Z",
      authorisation_expires_at: "2026-11-22T12:00:00.000Z",
    });
  });

  it("leaves out what is not there, and what is kept for the protocols alone", () => {
    const fields = Object.keys(paymentResource(viewOf(samplePayment())));
    for (const absent of ["provider_id", "detail", "failure_code", "charged_back_amount", "version", "region"]) {
      expect(fields).not.toContain(absent);
    }
  });

  it("has no field that the API's document does not know", () => {
    const fields = documented("Payment");
    expect(Object.keys(paymentResource(viewOf(full))).filter((field) => !fields.includes(field))).toEqual([]);
  });
});

describe("a refund as a resource", () => {
  it("names its payment by both names, and tells when and why where that is known", () => {
    const shown = refundResource("pay_1", { ...refund, failureCode: "declined", createdAt: "a", completedAt: "b" });
    expect(JSON.parse(toJson(shown))).toEqual({
      refund_id: "re_1",
      payment_id: "pay_1",
      transaction_id: "pay_1",
      amount: 25,
      amount_cents: 2500,
      currency: "USD",
      status: "failed",
      failure_code: "declined",
      created_at: "a",
      completed_at: "b",
    });
    expect(Object.keys(refundResource("pay_1", refund))).toHaveLength(7);
    expect(Object.keys(shown).filter((field) => !documented("Refund").includes(field))).toEqual([]);
  });
});

describe("an event as a resource", () => {
  it("is an envelope around the resources that it tells of", () => {
    const event = sampleEvent({ refund, dispute });
    const shown = eventResource(event);
    expect(shown).toMatchObject({ id: event.id, type: "payment.completed", version: 1, region: "us-west-2", epoch: 1 });
    expect(shown.data).toEqual({
      payment: paymentResource(event.payment),
      refund: refundResource("pay_1", refund),
      dispute: disputeResource(dispute),
    });
    expect(Object.keys(eventResource(sampleEvent()).data)).toEqual(["payment"]);
    expect(Object.keys(shown).filter((field) => !documented("Event").includes(field))).toEqual([]);
  });

  it("shows a dispute with what is known of it", () => {
    const shown = disputeResource({ ...dispute, reason: "fraudulent", evidenceDueAt: "2026-12-01T00:00:00.000Z" });
    expect(JSON.parse(toJson(shown))).toEqual({
      dispute_id: "dp_1",
      payment_id: "pay_1",
      amount: 100,
      amount_cents: 10_000,
      currency: "USD",
      status: "opened",
      reason: "fraudulent",
      evidence_due_at: "2026-12-01T00:00:00.000Z",
      opened_at: "2026-11-16T12:00:00.000Z",
      updated_at: "2026-11-16T12:00:00.000Z",
    });
  });
});

describe("an event in the outbox", () => {
  it("is read as it was written, with all that it tells of", () => {
    for (const event of [sampleEvent(), sampleEvent({ refund, dispute, payment: viewOf(full) })]) {
      expect(readEvent(writeEvent(event))).toEqual(event);
    }
  });

  it("stands among what is due and what is listed, spread by its id", () => {
    const event = sampleEvent();
    expect(writeEvent(event)).toMatchObject({
      ...eventKey(event.id),
      dueShard: { S: expect.stringMatching(/^event\/us-west-2\/[0-9a-f]$/) },
      dueAt: { S: event.at },
      listShard: { S: expect.stringMatching(/^event\/us-west-2\/[0-9a-f]$/) },
      createdAt: { S: event.at },
    });
    expect(writeEvent(event)).not.toHaveProperty("customerId");
  });

  it("is refused where it is not what was written", () => {
    expect(() => readEvent({ ...writeEvent(sampleEvent()), type: { S: "payment.paid" } })).toThrow(ItemError);
  });
});
