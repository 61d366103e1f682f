import { toTimestamp } from "../shared/clock";
import type { Item } from "../shared/dynamodb";
import { type EscrowAccount, hasEnded, remainingOf } from "./account";
import { decideDispute, reviewDispute } from "./disputes";
import { dueAtOf } from "./due";
import type { EscrowParts } from "./parts";
import { fundsAreThere, mayGoByItself, releaseAll } from "./release";
import { carryOutResolution, type Progress } from "./resolution";
import { escrowIdOf } from "./store-items";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * Does what is due about an escrow: carries a decision out, acts on a dispute's deadline, releases what may go by itself,
 * ends a hold as its policy says. It reads the escrow first: what the index named may be done long ago. Twice, or at once
 * with another, it does nothing more.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function attendEscrow(parts: EscrowParts, key: Item): Promise<Progress> {
  const account = await parts.escrows.find(escrowIdOf(key));
  if (!account) return "done";
  const progress = await attend(parts, account);
  if (progress === "done") return "done";
  // What somebody else wrote meanwhile says itself when it is due.
  const current = await parts.escrows.find(account.id);
  if (current) await parts.escrows.schedule(current, toTimestamp(parts.clock.now() + progress.againInMs));
  return progress;
}

async function attend(parts: EscrowParts, account: EscrowAccount): Promise<Progress> {
  const now = parts.clock.now();
  if (account.resolution) return carryOutResolution(parts, account);
  if (account.openDisputes.length > 0) return pastDeadline(parts, account, now);
  if (!hasEnded(account) && mayGoByItself(account, now)) {
    return (await releaseAll(parts, account, "conditions")) === undefined ? { againInMs: MINUTE_MS } : "done";
  }
  if (isExpired(account, now)) return expire(parts, account, now);
  return laterOrNever(parts, account, now);
}

/** Nothing is to be done now: it is looked at when time may move it next, or not at all. */
async function laterOrNever(parts: EscrowParts, account: EscrowAccount, now: number): Promise<Progress> {
  const dueAt = dueAtOf(account, now);
  await parts.escrows.schedule(account, dueAt);
  return "done";
}

/** A dispute that its parties did not settle in time: as the environment says, or it waits for a person, and is counted. */
async function pastDeadline(parts: EscrowParts, account: EscrowAccount, now: number): Promise<Progress> {
  const { id: escrowId, disputeDeadline, openDisputes } = account;
  if (disputeDeadline === undefined || Date.parse(disputeDeadline) > now) return laterOrNever(parts, account, now);
  const disputes = await parts.escrows.disputes(escrowId);
  const open = disputes.find(({ id, origin }) => origin === "party" && openDisputes.includes(id));
  if (!open) return { againInMs: DAY_MS };
  const key = { escrowId, disputeId: open.id };
  const { onDisputeDeadline: outcome } = parts.escrowSettings;
  if (outcome !== "review") {
    await decideDispute(parts, key, { outcome }, "deadline");
    const decided = await parts.escrows.find(escrowId);
    return decided ? carryOutResolution(parts, decided) : "done";
  }
  parts.count("DisputesOverdue");
  await reviewDispute(parts, key);
  return { againInMs: DAY_MS };
}

function isExpired({ status, expiryPolicy, holdEndDate }: EscrowAccount, now: number): boolean {
  if (hasEnded({ status }) || expiryPolicy === "keep" || holdEndDate === undefined) return false;
  return Date.parse(holdEndDate) <= now;
}

/**
 * Ends a hold. A refund is named after the escrow's version, so that it is asked for once; where the rail refuses it, the
 * money is held again and the next day's is another.
 */
async function expire(parts: EscrowParts, account: EscrowAccount, now: number): Promise<Progress> {
  if (account.expiryPolicy === "release") {
    if (!fundsAreThere(account, now)) return laterOrNever(parts, account, now);
    return (await releaseAll(parts, account, "expiry")) === undefined ? { againInMs: MINUTE_MS } : "done";
  }
  const refund = {
    paymentId: account.transactionId,
    refundId: `expiry:${account.id}:${account.version}`,
    amount: remainingOf(account),
    decidedBy: "expiry",
  } as const;
  const state = await parts.refundPayment(refund);
  if (!state.ok || state.status === "failed") {
    parts.count("ExpiryRefundsFailed");
    return { againInMs: DAY_MS };
  }
  return "done";
}
