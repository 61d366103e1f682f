import type { ApiAnswer, ApiRequest, OperationId, Route } from "../api";
import { type AllParts, refund, refundResource } from "../payments";
import { madeId } from "../shared/made-id";
import type { Caller } from "../shared/request-fields";
import type { EscrowAccount } from "./account";
import { changeConditions } from "./change-conditions";
import { type EscrowResult, type Fact, takeFact } from "./facts";
import type { EscrowParts } from "./parts";
import { type EscrowReaderParts, getEscrow, listEscrows } from "./reader";
import { release } from "./release";
import { escrowResource, releaseResource } from "./resource";
import { escrowNotFound, type Refusal } from "./results";
import { getStatement } from "./statement";

/** What the manager works with; `payments` are the parts of the payments' own use cases. */
export interface ManagerParts extends EscrowParts, EscrowReaderParts {
  readonly payments: AllParts;
}

/** The parts, made at the first request; they stay for the function's life. */
export type Connected = () => Promise<ManagerParts>;

/** Who asks, and under which idempotency key. */
export function callerOf({ caller, idempotencyKey }: ApiRequest<OperationId>): Caller {
  return { caller, ...(idempotencyKey !== undefined && { key: idempotencyKey }) };
}

type Facts = "recordEscrowEvent" | "approveEscrow" | "giveEscrowEvidence" | "changeEscrowConditions";
type Read = "listEscrows" | "getEscrow" | "getEscrowStatement";
type Moved = "releaseEscrow" | "refundEscrow";

/** The operations that read escrows. */
export function readRoutes(connected: Connected): { readonly [Id in Read]: Route<Id> } {
  return {
    async listEscrows({ query }) {
      const { customer_id, provider_id, status, limit, cursor, created_after, created_before } = query;
      const listed = await listEscrows(await connected(), {
        limit,
        ...(cursor !== undefined && { cursor }),
        ...(created_after !== undefined && { createdAfter: created_after }),
        ...(created_before !== undefined && { createdBefore: created_before }),
        ...(customer_id !== undefined && { customerId: customer_id }),
        ...(provider_id !== undefined && { providerId: provider_id }),
        ...(status !== undefined && { status }),
      });
      return listed.ok ? { status: 200, body: listed.page } : listed;
    },

    async getEscrow({ path }) {
      const found = await getEscrow(await connected(), path.escrow_id);
      return found.ok ? { status: 200, body: found.escrow } : found;
    },

    async getEscrowStatement({ path }) {
      const found = await getStatement(await connected(), path.escrow_id);
      return found.ok ? { status: 200, body: found.statement } : found;
    },
  };
}

/** The operations that tell what conditions wait for; whoever calls is who approves or gives evidence. */
export function factRoutes(connected: Connected): { readonly [Id in Facts]: Route<Id> } {
  const take = async (escrowId: string, fact: Fact): Promise<ApiAnswer | Refusal> => {
    const parts = await connected();
    return escrowAnswer(parts, await takeFact(parts, escrowId, fact));
  };
  return {
    recordEscrowEvent: ({ path, body }) => take(path.escrow_id, { kind: "event", name: body.name }),

    approveEscrow: ({ path, body, caller: by }) => take(path.escrow_id, { kind: "approval", role: body.role, by }),

    giveEscrowEvidence: ({ path, body: { kind: of, reference }, caller: by }) =>
      take(path.escrow_id, { kind: "evidence", of, by, ...(reference !== undefined && { reference }) }),

    async changeEscrowConditions({ path, body }) {
      const parts = await connected();
      return escrowAnswer(parts, await changeConditions(parts, path.escrow_id, body.release_conditions));
    },
  };
}

/** The operations that move held money. */
export function moveRoutes(connected: Connected): { readonly [Id in Moved]: Route<Id> } {
  return {
    async releaseEscrow(request) {
      const parts = await connected();
      const caller = callerOf(request);
      const { escrow_id: escrowId } = request.path;
      const { release_id, split, ...asked } = request.body;
      // A release that names its id is known by that alone.
      const result = await release(parts, release_id === undefined ? caller : { caller: caller.caller }, {
        escrowId,
        releaseId: release_id ?? madeId(parts, "rel", caller, ["release", escrowId]),
        amount: askedAmount(asked),
        ...(split && {
          split: split.map(({ provider_id: providerId, basis_points: basisPoints }) => ({ providerId, basisPoints })),
        }),
      });
      if (!result.ok) return result;
      const body = { escrow: shown(parts, result.account), release: releaseResource(result.release) };
      return { status: 200, body };
    },

    async refundEscrow(request) {
      const parts = await connected();
      const caller = callerOf(request);
      const account = await parts.escrows.find(request.path.escrow_id);
      if (!account) return escrowNotFound();
      const { transactionId: paymentId } = account;
      const { refund_id, ...asked } = request.body;
      const result = await refund(parts.payments, caller, {
        paymentId,
        refundId: refund_id ?? madeId(parts, "ref", caller, ["refund", paymentId]),
        amount: askedAmount(asked),
        ofHeld: true,
      });
      if (!result.ok) return result;
      const current = (await parts.escrows.find(account.id)) ?? account;
      const body = {
        escrow: shown(parts, current),
        ...(result.refund && { refund: refundResource(paymentId, result.refund) }),
      };
      const headers = { location: `/payments/${encodeURIComponent(paymentId)}/refunds` };
      return { status: result.underWay ? 202 : 201, body, headers };
    },
  };
}

/** The amount of a request, as decimal text. */
export function askedAmount({ amount, currency }: { readonly amount?: string; readonly currency?: string }) {
  return { ...(amount !== undefined && { text: amount }), ...(currency !== undefined && { currency }) };
}

/** An escrow as the API shows it now. */
function shown({ clock }: ManagerParts, account: EscrowAccount): object {
  return escrowResource(account, clock.now());
}

function escrowAnswer(parts: ManagerParts, result: EscrowResult): ApiAnswer | Refusal {
  return result.ok ? { status: 200, body: shown(parts, result.account) } : result;
}
