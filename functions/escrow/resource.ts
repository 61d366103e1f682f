/**
 * Escrows, releases and disputes as the API, the bus and the webhooks show them: JSON in snake_case. Amounts stand twice: as a
 * number with all decimals of the currency (`100.00`), and in cents. What is not there is left out.
 */
import type { LosslessNumber } from "lossless-json";
import { amountToken } from "../api";
import { money } from "../shared/money";
import { type EscrowAccount, factsOf, hasEnded, remainingOf } from "./account";
import type { EscrowDispute } from "./dispute";
import { fundsAt } from "./due";
import { explain, type Explanation, missing } from "./evaluation";
import type { ReleaseRecord } from "./release-record";

/** An escrow as the API shows it. */
export function escrowResource(account: EscrowAccount, now: number) {
  const amounts = (name: string, cents: number) => shownAmount(name, cents, account.currency);
  const explanation = explain(account.releaseConditions, factsOf(account, now));
  return given({
    escrow_id: account.id,
    transaction_id: account.transactionId,
    payment_id: account.transactionId,
    customer_id: account.customerId,
    beneficiaries: account.beneficiaries.map(({ providerId, basisPoints }) => ({
      provider_id: providerId,
      basis_points: basisPoints,
    })),
    status: account.status,
    currency: account.currency,
    ...amounts("held_amount", account.heldAmountCents),
    ...amounts("remaining_amount", remainingOf(account).cents),
    ...amounts("released_amount", account.releasedCents),
    ...amounts("fee_amount", account.feeCents),
    ...amounts("refunded_amount", account.refundedCents),
    hold_start_date: account.holdStartDate,
    hold_end_date: account.holdEndDate,
    expiry_policy: account.expiryPolicy,
    auto_release_enabled: account.autoReleaseEnabled,
    release_conditions: account.releaseConditions,
    conditions: conditionResource(explanation),
    missing: waitsFor(account, explanation, now),
    funds_available_at: account.fundsAvailableAt,
    prefunded: account.prefunded,
    dispute_id: account.disputeId,
    dispute_deadline: account.disputeDeadline,
    events: account.events,
    approvals: account.approvals,
    evidence: account.evidence,
    version: account.version,
    created_at: account.createdAt,
    updated_at: account.updatedAt,
  });
}

/** How conditions stand, as the API shows them. */
interface ConditionResource {
  readonly requires: string;
  readonly met: boolean;
  readonly progress?: string;
  readonly parts?: readonly ConditionResource[];
}

function conditionResource({ requires, met, progress, parts }: Explanation): ConditionResource {
  return given({ requires, met, progress, parts: parts?.map(conditionResource) });
}

/** What a release waits for, in words: facts, the rail's money, a dispute; nothing where it may go, or is gone. */
export function waitsFor(account: EscrowAccount, explanation: Explanation, now: number): readonly string[] {
  if (hasEnded(account)) return [];
  const funds = fundsAt(account);
  return [
    ...(account.openDisputes.length > 0 ? ["the dispute is decided"] : []),
    ...missing(explanation),
    ...(funds === undefined ? ["the rail's money is there"] : []),
    ...(funds !== undefined && funds > now ? [`the rail's money is there, at ${account.fundsAvailableAt}`] : []),
  ];
}

/** A release as the API shows it. */
export function releaseResource(release: ReleaseRecord) {
  const { currency } = release;
  return {
    release_id: release.id,
    ...shownAmount("amount", release.amountCents, currency),
    ...shownAmount("fee_amount", release.feeCents, currency),
    currency,
    cause: release.cause,
    shares: release.shares.map(({ providerId, cents, offsetCents = 0, payout, transferId }) =>
      given({
        provider_id: providerId,
        ...shownAmount("amount", cents, currency),
        ...shownAmount("offset_amount", offsetCents, currency),
        payout,
        transfer_id: transferId,
      }),
    ),
    released_at: release.at,
  };
}

/** A dispute about held money as the API shows it. */
export function escrowDisputeResource(dispute: EscrowDispute) {
  const { currency, decision } = dispute;
  return given({
    dispute_id: dispute.id,
    escrow_id: dispute.escrowId,
    origin: dispute.origin,
    status: dispute.status,
    ...shownAmount("amount", dispute.amountCents, currency),
    currency,
    reason: dispute.reason,
    opened_by: dispute.openedBy,
    evidence: dispute.evidence,
    deadline: dispute.deadline,
    decision:
      decision &&
      given({
        outcome: decision.outcome,
        ...shownAmount("refund_amount", decision.refundCents, currency),
        ...shownAmount("release_amount", decision.releaseCents, currency),
        by: decision.by,
        at: decision.at,
        carried_out_at: decision.carriedOutAt,
      }),
    opened_at: dispute.openedAt,
    updated_at: dispute.updatedAt,
  });
}

/** An amount of a name, and its cents. */
export function shownAmount(name: string, cents: number, currency: string): Record<string, LosslessNumber | number> {
  return { [name]: amountToken(money(cents, currency)), [`${name}_cents`]: cents };
}

/** A resource without what is not there. */
function given<Resource extends object>(resource: Resource): Resource {
  return Object.fromEntries(Object.entries(resource).filter(([, value]) => value !== undefined)) as Resource;
}
