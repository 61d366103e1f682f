import { type Clock, toTimestamp } from "../shared/clock";
import type { DueEntry, DuePage } from "../shared/due-index-store";
import type { Item } from "../shared/dynamodb";
import { type Log, maskError } from "../shared/logging";
import type { Count } from "../shared/metrics";
import { PlatformError } from "../shared/errors";
import { BusyError } from "../shared/retry";

/** Shards could not be looked into; what is due in them is due still, and is found by the next call. */
export class UnreadShardsError extends PlatformError {
  readonly code = "shards_unread";
}

/** A shard of what is due, and by when: one message a shard and minute. */
export interface DrainOrder {
  readonly shard: string;
  /** ISO 8601 UTC. */
  readonly until: string;
}

/** The port to what is due in a shard. */
export interface DueShards {
  /** A page of what is due by a moment, the longest due first. */
  page(order: DrainOrder, limit: number, from?: Item): Promise<DuePage>;
  /** Puts off what still stands under the moment that it was found under. */
  postpone(entry: DueEntry, until: string): Promise<void>;
  /** Puts off what failed, until a moment that follows from how often it has since it was written. */
  failed(entry: DueEntry, untilOf: (failures: number) => string): Promise<void>;
}

/** The port to the queue of orders. */
export interface OrderQueue {
  send(orders: readonly DrainOrder[]): Promise<void>;
}

/** What drains shards works with. */
export interface DrainParts {
  readonly due: DueShards;
  readonly queue: OrderQueue;
  readonly clock: Clock;
  readonly count: Count;
  readonly log: Pick<Log, "error">;
}

/** What became of a shard. */
export interface DrainReport {
  readonly done: number;
  readonly waiting: number;
  readonly failed: number;
  /** Whether its time was up before its work was done; the rest was ordered anew. */
  readonly continued: boolean;
}

/** Read at once. */
const PAGE = 100;
/** Shards that are looked into at once: a client that has just begun has no connection yet, and sixty-four at once are slow. */
const LOOKS = 8;
/** Attended to at once: each has its own items, but for the providers that are paid. */
const PARALLEL = 16;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** What is due for longer than this is overdue: nothing that goes well takes so long. */
const OVERDUE_MS = 15 * MINUTE_MS;

/**
 * Sends an order for each shard in which something is due; an idle minute sends none. What a missed minute left is due
 * still, and is taken by the next. A shard that cannot be looked into, where the table is slow say, holds up no other.
 *
 * @throws UnreadShardsError behind all orders, so that the call counts as one that failed, and is made again.
 */
export async function fanOut({ due, queue, clock, log }: DrainParts, shards: readonly string[]): Promise<number> {
  const until = toTimestamp(clock.now());
  const orders: DrainOrder[] = [];
  const unread: string[] = [];
  await atMost(LOOKS, shards, async (shard) => {
    try {
      const { entries } = await due.page({ shard, until }, 1);
      if (entries.length > 0) orders.push({ shard, until });
    } catch (error) {
      unread.push(shard);
      log.error("a shard could not be looked into", { shard, error: maskError(error) });
    }
  });
  await queue.send(orders);
  if (unread.length === 0) return orders.length;
  throw new UnreadShardsError(`${unread.length} of ${shards.length} shards could not be looked into.`);
}

/** Does something with each of a list, so many at a time. */
async function atMost<Value>(
  most: number,
  values: readonly Value[],
  work: (value: Value) => Promise<void>,
): Promise<void> {
  const waiting = [...values];
  const worker = async (): Promise<void> => {
    for (let value = waiting.shift(); value !== undefined; value = waiting.shift()) await work(value);
  };
  await Promise.all(Array.from({ length: most }, worker));
}

/**
 * Attends to all that is due in a shard, page by page, sixteen at a time, until there is no more or the deadline is near;
 * then the rest is ordered anew. One that fails is logged, counted as `<work>Failures`, and put off for longer each time, up
 * to a day, so that it stands in nobody's way. What is overdue is counted once a shard, as `<work>Overdue`.
 *
 * @param deadline nothing new is begun past it; milliseconds since 1970.
 */
export async function drain(
  parts: DrainParts,
  order: DrainOrder,
  { work, deadline, attend }: DrainWork,
): Promise<DrainReport> {
  const { due, queue, clock, count } = parts;
  const tally = { done: 0, waiting: 0, failed: 0 };
  let from: Item | undefined;
  do {
    const page = await due.page(order, PAGE, from);
    if (from === undefined && page.entries.some(({ dueAt }) => clock.now() - Date.parse(dueAt) > OVERDUE_MS)) {
      count(`${work}Overdue`);
    }
    const waiting = [...page.entries];
    const worker = async (): Promise<void> => {
      for (let entry = waiting.shift(); entry; entry = waiting.shift()) {
        if (clock.now() >= deadline) {
          waiting.unshift(entry);
          return;
        }
        tally[await attendSafely(parts, work, entry, attend)]++;
      }
    };
    await Promise.all(Array.from({ length: PARALLEL }, worker));
    const isLeft = waiting.length > 0 || (page.next !== undefined && clock.now() >= deadline);
    if (isLeft) {
      await queue.send([order]);
      return { ...tally, continued: true };
    }
    from = page.next;
  } while (from);
  return { ...tally, continued: false };
}

/** How a shard is worked off. */
export interface DrainWork {
  /** Names the counts: `Release`, `Interest`, `Payout`. */
  readonly work: "Release" | "Interest" | "Payout";
  readonly deadline: number;
  readonly attend: (key: Item) => Promise<"done" | { readonly againInMs: number }>;
}

async function attendSafely(
  { due, clock, count, log }: DrainParts,
  work: DrainWork["work"],
  entry: DueEntry,
  attend: DrainWork["attend"],
): Promise<"done" | "waiting" | "failed"> {
  const now = clock.now();
  try {
    return (await attend(entry.key)) === "done" ? "done" : "waiting";
  } catch (error) {
    if (error instanceof BusyError) {
      await putOff(log, entry, () => due.postpone(entry, toTimestamp(now + MINUTE_MS)));
      return "waiting";
    }
    log.error("something that is due could not be attended to", { item: entry.key.pk?.S, error: maskError(error) });
    count(`${work}Failures`);
    const untilOf = (failures: number): string => toTimestamp(now + Math.min(DAY_MS, MINUTE_MS * 2 ** failures));
    await putOff(log, entry, () => due.failed(entry, untilOf));
    return "failed";
  }
}

/** What cannot be put off is due still, and is attended to by the next order; the rest of its shard goes on. */
async function putOff(log: DrainParts["log"], { key }: DueEntry, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.error("something that is due could not be put off", { item: key.pk?.S, error: maskError(error) });
  }
}
