import type { ApiAnswer, Route } from "../api";
import { answerOf } from "./answers";
import type { Attempt } from "./attempt";
import { requestFaults } from "../shared/request-fields";
import { madeId } from "../shared/made-id";
import { CURSOR_FAULT } from "../shared/page-request";
import type { PaymentParts } from "./parts";
import { callerOf } from "./payment-routes";
import { refund } from "./refund";
import type { RefundStore } from "./refund-store";
import { paymentNotFound } from "./refusals";
import { paymentResource, refundResource } from "./resource";
import { refuse } from "./results";

/** What the refunds' function works with. */
export interface RefundParts extends PaymentParts {
  readonly refunds: RefundStore;
}

type Routes = { readonly [Id in "createRefund" | "listRefunds"]: Route<Id> };

/**
 * `POST` and `GET /payments/{payment_id}/refunds`. A refund that the rail refused is made too (201), and its status says
 * so; 202 where the rail's answer is still awaited.
 */
export function refundRoutes(connected: () => Promise<RefundParts>): Routes {
  return {
    async createRefund(request) {
      const parts = await connected();
      const caller = callerOf(request);
      const { payment_id: paymentId } = request.path;
      const { refund_id, amount, currency } = request.body;
      const result = await refund(parts, caller, {
        paymentId,
        refundId: refund_id ?? madeId(parts, "ref", caller, ["refund", paymentId]),
        amount: {
          ...(amount !== undefined && { text: amount }),
          ...(currency !== undefined && { currency }),
        },
      });
      if (!result.ok) return result;
      const { payment, refund: made, underWay } = result;
      const body = { ...(made && refundResource(paymentId, made)), payment: paymentResource(payment) };
      const headers = { location: `/payments/${encodeURIComponent(paymentId)}/refunds` };
      return { status: underWay ? 202 : 201, body, headers };
    },

    async listRefunds({ path: { payment_id: paymentId }, query }) {
      const { limit, cursor } = query;
      const behind = cursor === undefined ? undefined : readCursor(paymentId, cursor);
      const faults = requestFaults({ payment_id: paymentId });
      if (faults.length > 0) return refuse(...faults);
      if (cursor !== undefined && behind === undefined) {
        return refuse(CURSOR_FAULT);
      }
      const { store, refunds } = await connected();
      const [{ payment }, found] = await Promise.all([
        store.read({ paymentId }),
        refunds.list(paymentId, limit + 1, behind),
      ]);
      if (!payment) return paymentNotFound();
      const page = found.slice(0, limit);
      const data = page.flatMap((attempt) => {
        const { refund: shown } = answerOf(payment, attempt);
        return shown ? [refundResource(paymentId, { ...shown, ...detailsOf(attempt) })] : [];
      });
      const last = found.length > limit ? page.at(-1) : undefined;
      const answer: ApiAnswer = {
        status: 200,
        body: { data, ...(last && { next_cursor: cursorOf(paymentId, last.name) }) },
      };
      return answer;
    },
  };
}

function detailsOf({ startedAt, settledAt, status }: Attempt) {
  return { createdAt: startedAt, ...(status === "approved" && { completedAt: settledAt }) };
}

function cursorOf(paymentId: string, name: string): string {
  return Buffer.from(JSON.stringify([paymentId, name])).toString("base64url");
}

/** The refund that a page begins behind, or nothing where the cursor is of another list. */
function readCursor(paymentId: string, cursor: string): string | undefined {
  try {
    const [of, name] = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")) as unknown[];
    return of === paymentId && typeof name === "string" && requestFaults({ cursor: name }).length === 0
      ? name
      : undefined;
  } catch {
    return undefined;
  }
}
