import type { ApiAnswer, ApiRequest, OperationId, Route } from "../api";
import type { PaymentResult } from "./answers";
import type { Caller } from "../shared/request-fields";
import { capture, voidPayment } from "./capture";
import { newPaymentOf } from "./new-payment-request";
import type { PaymentParts } from "./parts";
import { pay, validate } from "./pay";
import { processPayment } from "./process";
import { paymentResource } from "./resource";
import { review } from "./review";
import type { Refusal } from "./results";

/** The parts, made at the first request; they stay for the function's life. */
export type Connected = () => Promise<PaymentParts>;

/** Who asks, and under which idempotency key. */
export function callerOf({ caller, idempotencyKey }: ApiRequest<OperationId>): Caller {
  return { caller, ...(idempotencyKey !== undefined && { key: idempotencyKey }) };
}

/** `POST /validate`: 200 with the payment as it was kept. */
export function validatorRoutes(connected: Connected): { readonly validatePayment: Route<"validatePayment"> } {
  return {
    async validatePayment(request) {
      const parts = await connected();
      const caller = callerOf(request);
      const asked = newPaymentOf(parts, caller, "validate", request.body);
      if (!asked.ok) return asked;
      return paymentAnswer(await validate(parts, caller, asked.payment), 200);
    },
  };
}

type Processed = "createPayment" | "processPayment" | "capturePayment" | "voidPayment" | "reviewPayment";

/**
 * The operations that move payments on. What was asked for is done, so that a payment that was declined is 201 too, and
 * its status says so; 202 where the rail's answer is still awaited, with the location to ask at.
 */
export function processorRoutes(connected: Connected): { readonly [Id in Processed]: Route<Id> } {
  return {
    async createPayment(request) {
      const parts = await connected();
      const caller = callerOf(request);
      const asked = newPaymentOf(parts, caller, "pay", request.body);
      if (!asked.ok) return asked;
      return paymentAnswer(await pay(parts, caller, asked.payment), 201);
    },

    async processPayment(request) {
      const parts = await connected();
      return paymentAnswer(await processPayment(parts, callerOf(request), request.body.payment_id), 200);
    },

    async capturePayment(request) {
      const parts = await connected();
      const { amount, currency } = request.body;
      const asked = {
        ...(amount !== undefined && { text: amount }),
        ...(currency !== undefined && { currency }),
      };
      return paymentAnswer(await capture(parts, callerOf(request), request.path.payment_id, asked), 200);
    },

    async voidPayment(request) {
      const parts = await connected();
      return paymentAnswer(await voidPayment(parts, callerOf(request), request.path.payment_id), 200);
    },

    async reviewPayment({ path, body }) {
      const parts = await connected();
      const { outcome, reviewed_by: reviewedBy } = body;
      return paymentAnswer(await review(parts, { paymentId: path.payment_id, outcome, reviewedBy }), 200);
    },
  };
}

function paymentAnswer(result: PaymentResult, done: 200 | 201): ApiAnswer | Refusal {
  if (!result.ok) return result;
  const { payment, underWay } = result;
  const headers = { location: `/payments/${encodeURIComponent(payment.id)}` };
  const isLocated = done === 201 || underWay === true;
  return { status: underWay ? 202 : done, body: paymentResource(payment), ...(isLocated && { headers }) };
}
