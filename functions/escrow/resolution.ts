import { toTimestamp } from "../shared/clock";
import { PlatformError } from "../shared/errors";
import { money } from "../shared/money";
import { type EscrowAccount, nextEscrow, remainingOf, type Resolution, statusAfter, thawed } from "./account";
import type { EscrowDispute } from "./dispute";
import { escrowEvent } from "./events";
import type { EscrowParts } from "./parts";
import { carryOut, fundsAreThere } from "./release";

/** A decision is to be carried out, and its dispute is not there: they are written in one transaction. */
export class LostDisputeError extends PlatformError {
  readonly code = "item_lost";
}

/** How far a decision is carried out: all of it, or until when to wait before the next look; milliseconds. */
export type Progress = "done" | { readonly againInMs: number };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * Goes on with a decision that was recorded: first what the customer gets back, through the payments' refund, and when that
 * is with the rail for good, what the beneficiaries get, in the transaction that ends the dispute. It may run at any
 * time and be killed anywhere: each leg is done once, by its name. Where the rail refuses the refund the money stays
 * frozen, and is tried again an hour later, with a count to raise an alarm by.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function carryOutResolution(parts: EscrowParts, before: EscrowAccount): Promise<Progress> {
  const resolution = before.resolution;
  if (!resolution) return "done";
  // A rail's dispute takes what it takes first.
  if (before.openDisputes.some((each) => each !== resolution.disputeId)) return { againInMs: HOUR_MS };
  const refunded = await refundLeg(parts, before, resolution);
  if (refunded !== "done") return refunded;
  const account = await parts.escrows.find(before.id);
  // Somebody else goes on with it, or it is done.
  if (account?.resolution === undefined) return "done";
  return releaseLeg(parts, account, account.resolution);
}

async function refundLeg(parts: EscrowParts, account: EscrowAccount, resolution: Resolution): Promise<Progress> {
  const { disputeId, refundCents, attempt } = resolution;
  if (refundCents === 0) return "done";
  const refund = {
    paymentId: account.transactionId,
    refundId: `dispute:${disputeId}:${attempt}`,
    amount: money(refundCents, account.currency),
    decidedBy: { disputeId },
  };
  const state = await parts.refundPayment(refund);
  if (!state.ok) return refundRefused(parts, account, resolution, state.errors[0]?.code);
  if (state.status === "completed") return "done";
  if (state.status === "processing") return { againInMs: MINUTE_MS };
  // Refused by the rail; the money is held again. The next one has a name of its own.
  parts.count("ResolutionRefundsFailed");
  const current = await parts.escrows.find(account.id);
  if (current?.resolution?.attempt === attempt) {
    const changed = nextEscrow(parts, current, { resolution: { ...current.resolution, attempt: attempt + 1 } });
    await parts.escrows.commit({ account: changed, events: [] });
  }
  return { againInMs: HOUR_MS };
}

/** A rail took meanwhile what was decided about: the rest of it is given back. Anything else is for a person. */
async function refundRefused(
  parts: EscrowParts,
  { id, version }: EscrowAccount,
  { refundCents }: Resolution,
  code: string | undefined,
): Promise<Progress> {
  const current = await parts.escrows.find(id);
  const left = current && remainingOf(current).cents;
  if (current?.resolution && left !== undefined && left < refundCents && current.version === version) {
    const changed = nextEscrow(parts, current, { resolution: { ...current.resolution, refundCents: left } });
    await parts.escrows.commit({ account: changed, events: [] });
    return { againInMs: MINUTE_MS };
  }
  parts.count("ResolutionRefundsRefused");
  parts.log.warn("a decision's refund was refused", { escrowId: id, code });
  return { againInMs: HOUR_MS };
}

async function releaseLeg(parts: EscrowParts, account: EscrowAccount, resolution: Resolution): Promise<Progress> {
  const { disputeId, releaseCents } = resolution;
  const dispute = await parts.escrows.findDispute(account.id, disputeId);
  if (!dispute?.decision) throw new LostDisputeError("A decision is to be carried out, and is not there.");
  const now = parts.clock.now();
  const ended = ending(dispute, now);
  const change = { ...thawed(account, disputeId, now), resolution: undefined };
  const events = (changed: EscrowAccount) => [
    escrowEvent(parts, "escrow.dispute_carried_out", changed, { dispute: ended }),
  ];
  // What a rail took meanwhile is not there to be released.
  const cents = Math.min(releaseCents, remainingOf(account).cents);
  if (cents > 0) {
    if (!fundsAreThere(account, now)) return { againInMs: HOUR_MS };
    const released = await carryOut(parts, account, {
      releaseId: `dispute/${disputeId}`,
      part: money(cents, account.currency),
      beneficiaries: account.beneficiaries,
      cause: "dispute",
      with: { change, dispute: { dispute: ended, isNew: false }, events },
    });
    return released?.ok ? "done" : { againInMs: MINUTE_MS };
  }
  const changed = nextEscrow(parts, account, { ...change, status: statusAfter({ ...account, ...change }, "refund") });
  const commit = { account: changed, dispute: { dispute: ended, isNew: false }, events: events(changed) };
  const { outcome } = await parts.escrows.commit(commit);
  return outcome === "written" ? "done" : { againInMs: MINUTE_MS };
}

function ending(dispute: EscrowDispute, now: number): EscrowDispute {
  const at = toTimestamp(now);
  const { decision } = dispute;
  return { ...dispute, ...(decision && { decision: { ...decision, carriedOutAt: at } }), updatedAt: at };
}
