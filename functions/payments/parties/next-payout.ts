import { payoutDayAfter } from "../../ach";
import type { Clock } from "../../shared/clock";
import { shardOf, shardsOf } from "../../shared/shards";
import { isTimed, type PayoutSchedule, type Provider } from "./party";

/** So many that a hundred thousand that are due at once are worked off by many workers side by side. */
const SHARDS = 64;

/** All shards that providers wait in for their day. */
export function payoutShards(region: string): readonly string[] {
  return shardsOf("payout", region, SHARDS);
}

/**
 * When a provider is paid out next, and where it waits for that; nothing where its schedule does not go by the clock. A day that has
 * come, and is not worked off yet, stays its day as long as the schedule is the same.
 */
export function nextPayoutOf(
  { clock, region }: { readonly clock: Clock; readonly region: string },
  { id, payoutSchedule }: { readonly id: string; readonly payoutSchedule: PayoutSchedule },
  before: Provider | undefined,
): Pick<Provider, "nextPayoutOn" | "dueShard"> {
  if (!isTimed(payoutSchedule)) return {};
  const { nextPayoutOn, dueShard } = before ?? {};
  if (before?.payoutSchedule === payoutSchedule && nextPayoutOn !== undefined) return { nextPayoutOn, dueShard };
  return {
    nextPayoutOn: payoutDayAfter(payoutSchedule, clock.now()),
    dueShard: shardOf("payout", region, id, SHARDS),
  };
}
