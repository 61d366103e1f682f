import { toTimestamp } from "../shared/clock";
import { shardOf, shardsOf } from "../shared/shards";
import { type EscrowAccount, factsOf, hasEnded } from "./account";
import { isMet, nextMoment } from "./evaluation";

/** So many that a hundred thousand that are due at once are worked off by many workers side by side. */
const SHARDS = 64;

/** The shard that an escrow waits in: `release/us-west-2/3f`. */
export function releaseShard({ region, id }: Pick<EscrowAccount, "region" | "id">): string {
  return shardOf("release", region, id, SHARDS);
}

/** The shard that an escrow's interest waits in: `interest/us-west-2/3f`. */
export function interestShard(region: string, escrowId: string): string {
  return shardOf("interest", region, escrowId, SHARDS);
}

/** What waits for its time. */
export type DueWork = "release" | "interest";

/** All shards that work of a kind waits in. */
export function workShards(work: DueWork, region: string): readonly string[] {
  return shardsOf(work, region, SHARDS);
}

/**
 * When somebody has to look at an escrow again, ISO 8601 UTC; nothing where only a fact, a dispute or the rail's money can
 * move it. It is looked at in time for a release that time alone allows, for the end of its hold, for a dispute's deadline,
 * and at once where a resolution waits to be carried out.
 */
export function dueAtOf(account: EscrowAccount, now: number): string | undefined {
  if (account.resolution) return toTimestamp(now);
  if (account.openDisputes.length > 0) return account.disputeDeadline;
  if (hasEnded(account)) return undefined;
  const moments = [releasableAt(account, now), expiresAt(account)].filter((moment) => moment !== undefined);
  return moments.length === 0 ? undefined : toTimestamp(Math.min(...moments));
}

/** From when the money is there: any time where it is paid ahead; nothing while the rail has not said. */
export function fundsAt({ prefunded, fundsAvailableAt }: EscrowAccount): number | undefined {
  if (prefunded) return 0;
  return fundsAvailableAt === undefined ? undefined : Date.parse(fundsAvailableAt);
}

/** When its conditions, and the rail's money, may let it go by themselves. */
function releasableAt(account: EscrowAccount, now: number): number | undefined {
  const funds = fundsAt(account);
  if (!account.autoReleaseEnabled || funds === undefined) return undefined;
  const conditions = account.releaseConditions;
  const met = isMet(conditions, factsOf(account, now));
  // Where the money comes later, conditions are judged again when it is there.
  const allowed = met && funds <= now ? now : nextMoment(conditions, now);
  if (met && funds > now) return allowed === undefined ? funds : Math.min(funds, allowed);
  return allowed === undefined ? undefined : Math.max(allowed, funds);
}

/** When its hold ends, where something is to happen then. */
function expiresAt(account: EscrowAccount): number | undefined {
  const { expiryPolicy, holdEndDate } = account;
  if (expiryPolicy === "keep" || holdEndDate === undefined) return undefined;
  const end = Date.parse(holdEndDate);
  if (expiryPolicy === "refund") return end;
  const funds = fundsAt(account);
  return funds === undefined ? undefined : Math.max(end, funds);
}
