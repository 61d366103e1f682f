import { type Clock, toTimestamp } from "../shared/clock";
import type { Item } from "../shared/dynamodb";
import type { Place, Window } from "../shared/listing";
import type { ListedTable } from "../shared/listing-store";
import type { Log } from "../shared/logging";
import type { Count } from "../shared/metrics";
import { outboxKey, outboxShards, readOutbox } from "../shared/outbox-items";
import { remainingCentsOf } from "./account";
import type { DrainOrder, OrderQueue } from "./drain";
import type { EscrowStore } from "./escrow-store";
import { nextDay } from "./interest-account";

/** What compares held money with the ledger works with. */
export interface BalanceParts {
  readonly escrows: Pick<EscrowStore, "find" | "balance">;
  readonly escrowList: ListedTable;
  readonly queue: OrderQueue;
  readonly clock: Clock;
  readonly count: Count;
  readonly log: Pick<Log, "error">;
  readonly region: string;
}

/** What a shard of a day's events told. */
export interface BalanceReport {
  readonly compared: number;
  readonly differing: number;
  /** Whether its time was up before its work was done; the rest was ordered anew. */
  readonly continued: boolean;
}

/** Events that are read at once, and escrows that are compared at once. */
const PAGE = 100;
const PARALLEL = 16;
/** An escrow that moves whenever it is looked at tells of it, and is compared tomorrow. */
const LOOKS_MAX = 3;
const DAY_ENDS = "T23:59:59.999Z";

/** Sends an order for each shard of yesterday's events, UTC; the same day's again does no harm. */
export async function orderBalances({
  queue,
  clock,
  region,
}: Pick<BalanceParts, "queue" | "clock" | "region">): Promise<number> {
  const yesterday = nextDay(toTimestamp(clock.now()).slice(0, 10), -1);
  const orders = outboxShards(region).map((shard) => ({ shard, until: `${yesterday}${DAY_ENDS}` }));
  await queue.send(orders);
  return orders.length;
}

/** Whether an order is to compare: its shard is one of events. */
export function isBalanceOrder({ shard }: DrainOrder, region: string): boolean {
  return outboxShards(region).includes(shard);
}

/**
 * Compares each escrow that an event of a day told of with its account in the ledger: no change of held money is without an
 * event. One that holds something else than its account is logged and counted as `EscrowImbalance`; nothing is put right.
 * When the deadline is near the rest of the day is ordered anew.
 *
 * @param order a shard of events, and the last moment of the day that is still to be looked at.
 * @param deadline no page is begun past it; milliseconds since 1970.
 */
export async function compareBalances(
  parts: BalanceParts,
  order: DrainOrder,
  deadline: number,
): Promise<BalanceReport> {
  const { escrowList, queue, clock } = parts;
  const day = { from: `${order.until.slice(0, 10)}T00:00:00.000Z`, to: order.until };
  const compared = new Set<string>();
  let differing = 0;
  let window: Window = day;
  for (;;) {
    const places = await escrowList.places({ index: "listed", key: order.shard }, window, PAGE);
    const open = (await escrowsIn(escrowList, places)).filter((id) => !compared.has(id));
    for (const id of open) compared.add(id);
    differing += await differingOf(parts, open);
    const behind = places.at(-1);
    if (!behind || places.length < PAGE) return { compared: compared.size, differing, continued: false };
    // The next order begins with the moment that this one ends with: it must be an earlier one.
    if (clock.now() >= deadline && behind.at < order.until) {
      await queue.send([{ shard: order.shard, until: behind.at }]);
      return { compared: compared.size, differing, continued: true };
    }
    window = { ...day, behind };
  }
}

/** The escrows that events tell of, each once. */
async function escrowsIn(escrowList: ListedTable, places: readonly Place[]): Promise<string[]> {
  const events = await escrowList.readAll(
    places.map(({ id }) => id),
    outboxKey,
    toldOf,
  );
  return [...new Set([...events.values()].flatMap(({ escrowId }) => (escrowId === undefined ? [] : [escrowId])))];
}

/** The escrow that an event tells of; none where it is another room's. */
function toldOf(item: Item): { readonly id: string; readonly escrowId?: string } {
  const { id, data } = readOutbox(item);
  const { escrow } = data as { readonly escrow?: { readonly escrow_id?: unknown } };
  return typeof escrow?.escrow_id === "string" ? { id, escrowId: escrow.escrow_id } : { id };
}

async function differingOf(parts: BalanceParts, ids: readonly string[]): Promise<number> {
  const waiting = [...ids];
  let differing = 0;
  const worker = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const difference = await differenceOf(parts.escrows, id);
      if (!difference) continue;
      differing++;
      parts.log.error("an escrow does not hold what its account in the ledger says", { escrowId: id, ...difference });
      parts.count("EscrowImbalance");
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  return differing;
}

/** What an escrow holds and what its account says, in cents, where they differ; an escrow that is not there holds nothing. */
async function differenceOf(
  escrows: BalanceParts["escrows"],
  id: string,
): Promise<{ readonly heldCents: number; readonly ledgerCents?: number } | undefined> {
  for (let look = 0; look < LOOKS_MAX; look++) {
    const account = await escrows.find(id);
    if (!account) return { heldCents: 0 };
    const { transactionId: owner, currency, version } = account;
    const heldCents = remainingCentsOf(account);
    const ledgerCents = await escrows.balance({ kind: "escrow", owner, currency });
    if (heldCents === ledgerCents) return undefined;
    // Both change in one transaction, which makes another version: what was read on either side of one is no fault.
    if ((await escrows.find(id))?.version === version) return { heldCents, ledgerCents };
  }
  return undefined;
}
