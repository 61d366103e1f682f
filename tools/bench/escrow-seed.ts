import { BatchWriteItemCommand, type DynamoDBClient, type WriteRequest } from "@aws-sdk/client-dynamodb";
import { type EscrowAccount, escrowWrites } from "../../functions/escrow";
import { guardedBalanceKey } from "../../functions/ledger";
import { type Clock, toTimestamp } from "../../functions/shared/clock";
import { type Item, toItem } from "../../functions/shared/dynamodb";
import type { IdPrefix } from "../../functions/shared/ids";

/** What each escrow holds, and what of it is the platform's. */
export const HELD_CENTS = 10_000;
export const FEE_CENTS = 250;

const DAY_MS = 24 * 60 * 60 * 1000;
/** How long ago the last day of the holds was over: less than what counts as overdue. */
const DUE_SINCE_MS = 60_000;
/** What DynamoDB takes in one request. */
const BATCH_MAX = 25;
const WRITERS = 8;

/** Escrows that are to be written. */
export interface Seed {
  readonly clock: Clock;
  readonly makeId: (prefix: IdPrefix) => string;
  /** Whom the money is for; they take turns. */
  readonly providers: readonly string[];
  /** The releaser finds those of its own Region alone. */
  readonly region: string;
}

/** An escrow whose conditions and money have just allowed its release: held for two weeks, due for a minute. */
export function dueEscrow({ clock, makeId, providers, region }: Seed, place: number): EscrowAccount {
  const now = clock.now();
  const end = toTimestamp(now - DUE_SINCE_MS);
  const start = toTimestamp(now - DUE_SINCE_MS - 14 * DAY_MS);
  return {
    id: makeId("esc"),
    transactionId: makeId("pay"),
    customerId: makeId("pay").replace("pay", "cus"),
    beneficiaries: [{ providerId: providers[place % providers.length] ?? "", basisPoints: 10_000 }],
    rail: "cards",
    heldAmountCents: HELD_CENTS,
    currency: "USD",
    releasedCents: 0,
    feeCents: 0,
    refundedCents: 0,
    status: "holding",
    holdStartDate: start,
    holdEndDate: end,
    expiryPolicy: "keep",
    releaseConditions: { any: [{ event: "service.completed" }, { time: end }] },
    autoReleaseEnabled: true,
    fundsAvailableAt: toTimestamp(Date.parse(start) + 2 * DAY_MS),
    prefunded: false,
    feePlan: { basisPoints: 250, flatCents: 0 },
    openDisputes: [],
    events: [],
    approvals: [],
    evidence: [],
    version: 1,
    createdAt: start,
    updatedAt: start,
    region,
    epoch: 1,
  };
}

/** The items of an escrow as its hold leaves them: itself, and what the ledger holds for it. */
export function heldItems(tableName: string, account: EscrowAccount): readonly Item[] {
  const { transactionId: owner, currency, heldAmountCents: balanceCents } = account;
  const written = escrowWrites(tableName, { account, events: [] }).flatMap(({ write }): Item[] =>
    write.Put?.Item ? [write.Put.Item] : [],
  );
  const balance = { accountKind: "escrow", accountOwner: owner, currency, balanceCents };
  return [...written, { ...guardedBalanceKey({ kind: "escrow", owner, currency }), ...toItem(balance) }];
}

/** The engine did not take all that was to be written. */
export class UnprocessedItemsError extends Error {
  override readonly name = "UnprocessedItemsError";
}

/** Writes escrows that are due, many at a time. @returns their ids. */
export async function seedEscrows(
  client: DynamoDBClient,
  tableName: string,
  seed: Seed,
  count: number,
): Promise<string[]> {
  const ids: string[] = [];
  const nextBatch = (): WriteRequest[] => {
    const requests: WriteRequest[] = [];
    for (; ids.length < count && requests.length + 2 <= BATCH_MAX;) {
      const account = dueEscrow(seed, ids.length);
      ids.push(account.id);
      requests.push(...heldItems(tableName, account).map((Item) => ({ PutRequest: { Item } })));
    }
    return requests;
  };
  const writer = async (): Promise<void> => {
    for (let batch = nextBatch(); batch.length > 0; batch = nextBatch()) {
      const { UnprocessedItems = {} } = await client.send(
        new BatchWriteItemCommand({ RequestItems: { [tableName]: batch } }),
      );
      if (Object.keys(UnprocessedItems).length > 0) throw new UnprocessedItemsError("A batch was not written whole.");
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
  return ids;
}
