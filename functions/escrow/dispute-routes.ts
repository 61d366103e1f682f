import type { ApiAnswer, Route } from "../api";
import { readAmount } from "../shared/asked-amount";
import { madeId } from "../shared/made-id";
import type { Verdict } from "./dispute";
import {
  decideDispute,
  type DisputeResult,
  giveEvidence,
  openDispute,
  reviewDispute,
  withdrawDispute,
} from "./disputes";
import { listDisputes } from "./reader";
import { carryOutResolution } from "./resolution";
import { escrowDisputeResource } from "./resource";
import { escrowNotFound, type Refusal, refuse } from "./results";
import { askedAmount, callerOf, type Connected, type ManagerParts } from "./routes";

type Operations =
  | "openEscrowDispute"
  | "listEscrowDisputes"
  | "giveDisputeEvidence"
  | "reviewEscrowDispute"
  | "resolveEscrowDispute"
  | "withdrawEscrowDispute";

/** The operations on disputes about held money; whoever calls is who opens, shows and decides. */
export function disputeRoutes(connected: Connected): { readonly [Id in Operations]: Route<Id> } {
  return {
    async openEscrowDispute(request) {
      const parts = await connected();
      const caller = callerOf(request);
      const { escrow_id: escrowId } = request.path;
      const { dispute_id, reason, ...asked } = request.body;
      const disputeId = dispute_id ?? madeId(parts, "dsp", caller, ["dispute", escrowId]);
      const opened = await openDispute(parts, {
        escrowId,
        disputeId,
        by: caller.caller,
        ...(reason !== undefined && { reason }),
        amount: askedAmount(asked),
      });
      const headers = { location: `/escrows/${encodeURIComponent(escrowId)}/disputes` };
      return opened.ok ? { status: 201, body: escrowDisputeResource(opened.dispute), headers } : opened;
    },

    async listEscrowDisputes({ path }) {
      const listed = await listDisputes(await connected(), path.escrow_id);
      return listed.ok ? { status: 200, body: { data: listed.disputes } } : listed;
    },

    async giveDisputeEvidence({ path, body: { kind, reference }, caller: by }) {
      const given = { kind, by, ...(reference !== undefined && { reference }) };
      return disputeAnswer(await giveEvidence(await connected(), keyOf(path), given));
    },

    async reviewEscrowDispute({ path }) {
      return disputeAnswer(await reviewDispute(await connected(), keyOf(path)));
    },

    async resolveEscrowDispute({ path, body, caller }) {
      const parts = await connected();
      const verdict = await verdictOf(parts, path.escrow_id, body);
      if (!verdict.ok) return verdict;
      const key = keyOf(path);
      const decided = await decideDispute(parts, key, verdict.verdict, caller);
      if (!decided.ok) return decided;
      // What is not done now is gone on with by the releaser.
      await carryOutResolution(parts, decided.account);
      const dispute = (await parts.escrows.findDispute(key.escrowId, key.disputeId)) ?? decided.dispute;
      const isDone = dispute.decision?.carriedOutAt !== undefined;
      const headers = { location: `/escrows/${encodeURIComponent(key.escrowId)}/disputes` };
      return { status: isDone ? 200 : 202, body: escrowDisputeResource(dispute), ...(!isDone && { headers }) };
    },

    async withdrawEscrowDispute({ path }) {
      return disputeAnswer(await withdrawDispute(await connected(), keyOf(path)));
    },
  };
}

function keyOf({ escrow_id, dispute_id }: { readonly escrow_id: string; readonly dispute_id: string }) {
  return { escrowId: escrow_id, disputeId: dispute_id };
}

function disputeAnswer(result: DisputeResult): ApiAnswer | Refusal {
  return result.ok ? { status: 200, body: escrowDisputeResource(result.dispute) } : result;
}

/** The part of a request that decides. */
interface Verdicted {
  readonly outcome: Verdict["outcome"];
  readonly refund_amount?: string;
  readonly refund_basis_points?: number;
  readonly currency?: string;
}

/** What a request decides. A split says one of what the customer gets: an amount in the escrow's currency, or a share. */
async function verdictOf(
  { escrows }: ManagerParts,
  escrowId: string,
  body: Verdicted,
): Promise<{ readonly ok: true; readonly verdict: Verdict } | Refusal> {
  const { outcome, refund_amount: text, refund_basis_points: refundBasisPoints, currency } = body;
  const param = "refund_amount";
  const parts = [text, refundBasisPoints].filter((part) => part !== undefined).length;
  if (outcome !== "split") {
    if (parts === 0) return { ok: true, verdict: { outcome } };
    return refuse({ code: "invalid", param, message: `${param}: only a split says what the customer gets.` });
  }
  if (parts !== 1) {
    const message = `${param}: a split has refund_amount or refund_basis_points, and one of them alone.`;
    return refuse({ code: "invalid", param, message });
  }
  if (refundBasisPoints !== undefined) return { ok: true, verdict: { outcome, refundBasisPoints } };
  const account = await escrows.find(escrowId);
  if (!account) return escrowNotFound();
  const read = readAmount(
    { ...(text !== undefined && { text }), ...(currency !== undefined && { currency }) },
    account.currency,
  );
  return read.ok ? { ok: true, verdict: { outcome, refundCents: read.amount?.cents ?? 0 } } : read;
}
