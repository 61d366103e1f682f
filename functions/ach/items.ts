import * as z from "zod/mini";
import { toTimestamp } from "../shared/clock";
import { type Item, ItemError, itemKey, readItem, toItem } from "../shared/dynamodb";
import { shardOf } from "../shared/shards";
import {
  ACCOUNT_STATUSES,
  type AccountOwner,
  type Authorisation,
  type BankAccount,
  ownerName,
  VERIFICATION_METHODS,
} from "./bank-accounts/account";
import type { AccountClaim } from "./ports";
import type { OwnerCounter } from "./transfers/limits";
import {
  type AchTransfer,
  isInternal,
  REVERSAL_REASONS,
  TRANSFER_DETAILS,
  TRANSFER_PURPOSES,
  TRANSFER_STATUSES,
} from "./transfers/transfer";
import type { WindowKey } from "./batches/window-state";

const text = z.string();
const maybeText = z.optional(z.string());
const count = z.number();
const maybeCount = z.optional(z.number());
const owner = z.object({ kind: z.enum(["customer", "provider"]), id: text });
const windowNames = z.enum(["same-day-1", "same-day-2", "same-day-3", "standard"]);

const storedAccount = z.object({
  id: text,
  owner,
  holderName: text,
  holderType: z.enum(["person", "company"]),
  routingNumber: text,
  accountType: z.enum(["checking", "savings"]),
  lastFour: text,
  envelope: text,
  fingerprint: text,
  status: z.enum(ACCOUNT_STATUSES),
  blockedReason: maybeText,
  verification: z.optional(
    z.object({
      method: z.enum(VERIFICATION_METHODS),
      startedAt: text,
      starts: count,
      attempts: count,
      amountsMac: maybeText,
      liveFrom: maybeText,
    }),
  ),
  changeCode: maybeText,
  createdAt: text,
  updatedAt: text,
  version: count,
  region: text,
  epoch: count,
});

/** The key of a bank account. */
export const accountKey = (id: string): Item => itemKey(["BANKACCOUNT", id], ["BANKACCOUNT"]);

/** A bank account as an item; it stands in no index. */
export function writeAccount(account: BankAccount): Item {
  return { ...accountKey(account.id), ...toItem(account) };
}

/** A bank account as it was written. @throws ItemError */
export function readAccount(item: Item): BankAccount {
  return readItem(storedAccount, item);
}

/** The partition of an owner's accounts: one item a fingerprint, so that the same account again is recognised. */
export const ownerPartition = (of: AccountOwner): string => `OWNER#${ownerName(of)}`;

/** The key of what says that an owner's account is known. */
export const claimKey = (of: AccountOwner, fingerprint: string): Item =>
  itemKey(["OWNER", ownerName(of)], ["BANKACCOUNT", fingerprint]);

export function writeClaim({ owner: of, fingerprint, bankAccountId }: AccountClaim): Item {
  return { ...claimKey(of, fingerprint), ...toItem({ bankAccountId }) };
}

/** The token that an account is known under. @throws ItemError */
export function readClaim(item: Item): string {
  return readItem(z.object({ bankAccountId: text }), item).bankAccountId;
}

const storedAuthorisation = z.object({
  id: text,
  bankAccountId: text,
  method: z.enum(["written", "online"]),
  use: z.enum(["single", "recurring"]),
  amountCentsMax: maybeCount,
  evidence: text,
  givenAt: text,
  revokedAt: maybeText,
  usedBy: maybeText,
  createdAt: text,
  version: count,
});

/** Nacha: an authorisation is kept two years past its end. */
const KEPT_SECONDS = 2 * 366 * 24 * 60 * 60;

/** The key of an authorisation, beside its account. */
export const authorisationKey = (bankAccountId: string, id: string): Item =>
  itemKey(["BANKACCOUNT", bankAccountId], ["AUTHORISATION", id]);

export function writeAuthorisation(authorisation: Authorisation): Item {
  const { bankAccountId, id, revokedAt } = authorisation;
  const expiresAt = revokedAt === undefined ? undefined : Math.floor(Date.parse(revokedAt) / 1000) + KEPT_SECONDS;
  return { ...authorisationKey(bankAccountId, id), ...toItem({ ...authorisation, expiresAt }) };
}

/** An authorisation as it was written. @throws ItemError */
export function readAuthorisation(item: Item): Authorisation {
  return readItem(storedAuthorisation, item);
}

const storedTransfer = z.object({
  id: text,
  providerId: maybeText,
  ownProviderId: maybeText,
  customerId: maybeText,
  bankAccountId: text,
  purpose: z.enum(TRANSFER_PURPOSES),
  amountCents: count,
  direction: z.enum(["credit", "debit"]),
  secCode: z.enum(["PPD", "CCD", "WEB"]),
  description: text,
  paymentType: z.optional(z.enum(["R", "S"])),
  transferType: z.enum(["standard", "same-day"]),
  authorisationId: maybeText,
  paymentId: maybeText,
  queuedBy: maybeText,
  groupId: maybeText,
  window: z.object({ name: windowNames, processingDay: text, cutOffAt: count, effectiveEntryDate: text }),
  batchId: maybeText,
  fileId: maybeText,
  trace: maybeText,
  returnCode: maybeText,
  returnedAt: maybeText,
  returnDueBy: maybeText,
  failureCode: maybeText,
  changeCode: maybeText,
  countedOn: maybeText,
  nachaCompliance: z.array(z.object({ rule: text, ok: z.boolean() })),
  fraudCheckResult: z.object({ outcome: text, score: count, reasons: z.array(text) }),
  processingCostMills: maybeCount,
  settledOn: maybeText,
  heldUntil: maybeText,
  settlesBy: maybeText,
  retryOf: maybeText,
  retries: maybeCount,
  firstSettledOn: maybeText,
  retriedBy: maybeText,
  reversalOf: maybeText,
  reversalReason: z.optional(z.enum(REVERSAL_REASONS)),
  reversedBy: maybeText,
  status: z.enum(TRANSFER_STATUSES),
  detail: z.enum(TRANSFER_DETAILS),
  createdAt: text,
  updatedAt: text,
  version: count,
  region: text,
  epoch: count,
});

/** What the shards of the index `due` begin with that held transfers wait in. */
export const HOLD = "ach-hold";

/** What the shards of the index `due` begin with that queued transfers wait in, by the cut-offs of their windows. */
export const QUEUED = "ach-queued";

/** What the shards of the index `due` begin with that returned transfers stand in, by when they were returned. */
export const RETURNED = "ach-returned";

/** The key of a transfer. */
export const transferKey = (id: string): Item => itemKey(["TRANSFER", id], ["TRANSFER"]);

/**
 * A transfer as an item. It stands in the indexes `listed` and `by_provider`; prenotes and micro-entries stand in neither,
 * whose amounts nobody is shown. In `due` it is while it waits for its window, whichever that is; while what it brought is
 * held; and once it came back, for good.
 */
export function writeTransfer(transfer: AchTransfer): Item {
  const { id, region, providerId, ...fields } = transfer;
  const indexed = isInternal(transfer)
    ? { ownProviderId: providerId }
    : { providerId, listShard: shardOf("ach-transfer", region, id) };
  return { ...transferKey(id), ...toItem({ ...fields, id, region, ...indexed, ...dueOf(transfer) }) };
}

function dueOf({ id, region, detail, window, heldUntil, returnedAt }: AchTransfer) {
  if (detail === "queued") return { dueShard: shardOf(QUEUED, region, id), dueAt: toTimestamp(window.cutOffAt) };
  if (heldUntil !== undefined) return { dueShard: shardOf(HOLD, region, id), dueAt: `${heldUntil}T00:00:00.000Z` };
  return returnedAt === undefined ? {} : { dueShard: shardOf(RETURNED, region, id), dueAt: returnedAt };
}

/** A transfer as it was written. @throws ItemError */
export function readTransfer(item: Item): AchTransfer {
  const { ownProviderId, ...transfer } = readItem(storedTransfer, item);
  return ownProviderId === undefined ? transfer : { ...transfer, providerId: ownProviderId };
}

/** Whose item it is, by its key alone. @throws ItemError */
export function transferIdOf({ pk }: Item): string {
  const [kind, id] = pk?.S?.split("#") ?? [];
  if (kind === "TRANSFER" && id !== undefined) return id;
  throw new ItemError("An item is no transfer by its key.");
}

/** The partition of a window's shard. */
export function pointerPartition({ processingDay, name }: WindowKey, shard: string): string {
  return `WINDOW#${processingDay}#${name}#${shard}`;
}

/** Over how many partitions a window's transfers are spread. */
const WINDOW_SHARDS = 64;

/** All shards of a window. */
export const windowShards: readonly string[] = shardNames();

function shardNames(): string[] {
  return Array.from({ length: WINDOW_SHARDS }, (_, shard) => shard.toString(16).padStart(2, "0"));
}

/** Where a queued transfer stands in its window; those that belong together stand together. */
export function pointerKey({ id, groupId = id, window }: Pick<AchTransfer, "id" | "groupId" | "window">): Item {
  const shard = shardOf("window", "any", groupId, WINDOW_SHARDS).slice(-2);
  return itemKey(["WINDOW", window.processingDay, window.name, shard], ["TRANSFER", id]);
}

/** The transfer that a pointer names. @throws ItemError */
export function pointedAt({ sk }: Item): string {
  const [kind, id] = sk?.S?.split("#") ?? [];
  if (kind === "TRANSFER" && id !== undefined) return id;
  throw new ItemError("An item of a window's partition names no transfer.");
}

/** The key of what an owner used of a day's limit. */
export const counterKey = ({ owner: of, day }: Pick<OwnerCounter, "owner" | "day">): Item =>
  itemKey(["LIMIT", ownerName(of), day], ["LIMIT"]);

/** A counter as it stands; nothing was used where there is no item. */
export function readCounter(key: Pick<OwnerCounter, "owner" | "day">, item: Item | undefined): OwnerCounter {
  const stored = item && readItem(z.object({ transfers: count, sumCents: count }), item);
  return { ...key, count: stored?.transfers ?? 0, sumCents: stored?.sumCents ?? 0 };
}
