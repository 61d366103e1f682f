import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import { type Item, ItemError, itemKey, itemOf, type LabelledWrite, readItem, toItem } from "../shared/dynamodb";
import { DISPUTE_STATUSES } from "../shared/dispute-states";
import { writeOutbox } from "../shared/outbox-items";
import { shardOf } from "../shared/shards";
import { ESCROW_STATUSES, type EscrowAccount, EXPIRY_POLICIES } from "./account";
import { type EscrowChange, type EscrowLabel, type Movement, MOVEMENTS, type StoredMovement } from "./change";
import type { EscrowDispute } from "./dispute";
import { dueAtOf, releaseShard } from "./due";
import { writeInterest } from "./interest-store-items";
import { PAYOUTS, RELEASE_CAUSES, type ReleaseRecord } from "./release-record";
import { conditionText, storedBeneficiaries } from "./terms";

const text = z.string();
const maybeText = z.optional(z.string());
const count = z.number();
const feePlan = z.object({ basisPoints: count, flatCents: count });
const evidence = z.array(z.object({ kind: text, reference: maybeText, by: text, at: text }));

const storedEscrow = z.object({
  id: text,
  transactionId: text,
  customerId: text,
  beneficiaries: storedBeneficiaries,
  rail: text,
  heldAmountCents: count,
  currency: text,
  releasedCents: count,
  feeCents: count,
  refundedCents: count,
  status: z.enum(ESCROW_STATUSES),
  holdStartDate: text,
  holdEndDate: maybeText,
  expiryPolicy: z.enum(EXPIRY_POLICIES),
  releaseConditions: conditionText,
  autoReleaseEnabled: z.boolean(),
  fundsAvailableAt: maybeText,
  prefunded: z.boolean(),
  feePlan,
  disputeId: maybeText,
  openDisputes: z.array(text),
  disputeDeadline: maybeText,
  frozenAt: maybeText,
  resolution: z.optional(z.object({ disputeId: text, refundCents: count, releaseCents: count, attempt: count })),
  events: z.array(text),
  approvals: z.array(z.object({ role: text, by: text, at: text })),
  evidence,
  version: count,
  createdAt: text,
  updatedAt: text,
  region: text,
  epoch: count,
});

/** The key of an escrow. */
export const escrowKey = (id: string): Item => itemKey(["ESCROW", id], ["ESCROW"]);

/** The id of the escrow that an item belongs to, by its key alone. @throws ItemError */
export function escrowIdOf({ pk }: Item): string {
  const [kind, id] = pk?.S?.split("#") ?? [];
  if (kind === "ESCROW" && id !== undefined) return id;
  throw new ItemError("An item is no escrow's by its key.");
}

/**
 * An escrow as an item. It stands in the indexes `listed`, `by_customer`, `by_provider` (of its first beneficiary: one item
 * has one place in an index), and in `due` while time may move it.
 */
function writeEscrow(account: EscrowAccount): Item {
  const { id, region, beneficiaries, releaseConditions, updatedAt } = account;
  const dueAt = dueAtOf(account, Date.parse(updatedAt));
  const indexed = {
    listShard: shardOf("escrow", region, id),
    providerId: beneficiaries[0]?.providerId,
    ...(dueAt !== undefined && { dueShard: releaseShard(account), dueAt }),
  };
  return itemOf(escrowKey(id), account, { releaseConditions: JSON.stringify(releaseConditions), ...indexed });
}

/** An escrow as it was written. @throws ItemError */
export function readEscrow(item: Item): EscrowAccount {
  return readItem(storedEscrow, item);
}

const storedDispute = z.object({
  id: text,
  escrowId: text,
  origin: z.enum(["party", "rail"]),
  amountCents: count,
  currency: text,
  status: z.enum(DISPUTE_STATUSES),
  reason: maybeText,
  openedBy: text,
  evidence,
  deadline: maybeText,
  decision: z.optional(
    z.object({
      outcome: z.enum(["release", "refund", "split"]),
      refundCents: count,
      releaseCents: count,
      by: text,
      at: text,
      carriedOutAt: maybeText,
    }),
  ),
  openedAt: text,
  updatedAt: text,
});

/** The key of a dispute, beside its escrow. */
export const disputeKey = (escrowId: string, id: string): Item => itemKey(["ESCROW", escrowId], ["DISPUTE", id]);

/** A dispute as it was written. @throws ItemError */
export function readDispute(item: Item): EscrowDispute {
  return readItem(storedDispute, item);
}

const storedRelease = z.object({
  id: text,
  escrowId: text,
  version: count,
  amountCents: count,
  currency: text,
  feeCents: count,
  shares: z.array(
    z.object({
      providerId: text,
      cents: count,
      offsetCents: z.optional(count),
      payout: z.optional(z.enum(PAYOUTS)),
      transferId: maybeText,
    }),
  ),
  cause: z.enum(RELEASE_CAUSES),
  at: text,
  fingerprint: maybeText,
});

/** The key of a release, beside its escrow. */
export const releaseKey = (escrowId: string, id: string): Item => itemKey(["ESCROW", escrowId], ["RELEASE", id]);

/** A release as it was written. @throws ItemError */
export function readRelease(item: Item): ReleaseRecord {
  return readItem(storedRelease, item);
}

const storedMovement = z.object({
  kind: z.enum(MOVEMENTS),
  cents: count,
  reference: text,
  at: text,
  version: count,
});

/** A movement that was written. @throws ItemError */
export function readMovement(item: Item): StoredMovement {
  return readItem(storedMovement, item);
}

/** Each version of an escrow moves its money once at most. */
function movementItem({ id, version }: EscrowAccount, movement: Movement): Item {
  const key = itemKey(["ESCROW", id], ["MOVEMENT", String(version).padStart(9, "0")]);
  const stored: StoredMovement = { ...movement, version };
  return { ...key, ...toItem(stored) };
}

/** The writes of a change of an escrow, for whoever's transaction it stands in. */
export function escrowWrites(tableName: string, change: EscrowChange): LabelledWrite<EscrowLabel>[] {
  const { account, movement, release, dispute, interest, events } = change;
  const put = (label: EscrowLabel, Item: Item, condition?: Condition): LabelledWrite<EscrowLabel> => {
    const write: TransactWriteItem = { Put: { TableName: tableName, Item, ...condition } };
    return { label, write };
  };
  return [
    put("escrow", writeEscrow(account), account.version === 1 ? ABSENT : versionIs(account.version - 1)),
    ...(movement ? [put("escrow_movement", movementItem(account, movement), ABSENT)] : []),
    ...(release ? [put("escrow_release", { ...releaseKey(account.id, release.id), ...toItem(release) }, ABSENT)] : []),
    // Its escrow's version guards a dispute that is there.
    ...(dispute ? [put("escrow_dispute", disputeItem(dispute.dispute), dispute.isNew ? ABSENT : undefined)] : []),
    ...(interest ? [put("escrow_interest", writeInterest(interest), ABSENT)] : []),
    ...events.map((event) => put("escrow_event", writeOutbox(event), ABSENT)),
  ];
}

function disputeItem(dispute: EscrowDispute): Item {
  return { ...disputeKey(dispute.escrowId, dispute.id), ...toItem(dispute) };
}

type Condition = Omit<NonNullable<TransactWriteItem["Put"]>, "Item" | "TableName">;

const ABSENT: Condition = { ConditionExpression: "attribute_not_exists(pk)" };

function versionIs(version: number): Condition {
  return {
    ConditionExpression: "#version = :version",
    ExpressionAttributeNames: { "#version": "version" },
    ExpressionAttributeValues: { ":version": { N: String(version) } },
  };
}
