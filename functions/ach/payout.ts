import type { Posting } from "../ledger";
import { toTimestamp } from "../shared/clock";
import type { LabelledWrite } from "../shared/dynamodb";
import type { Money } from "../shared/money";
import { writeOutbox } from "../shared/outbox-items";
import { transferWrites } from "./commit-store";
import { transferEvents } from "./events";
import { queuePostings } from "./journals";
import type { PreparingParts } from "./parts";
import { type Refusal, refuse } from "./results";
import { odfiOf, windowSettings } from "./settings";
import { ACCOUNT_NOT_FOUND, currencyFaults, prepareTransfer } from "./transfers/create";
import { openWindow } from "./transfers/open-window";
import type { AchTransfer } from "./transfers/transfer";

/** What is to be paid out. */
export interface PayoutOrder {
  /** The transfer's id, made from what it pays out, so that it is paid out once. */
  readonly id: string;
  /** The journal that its postings stand in. */
  readonly journalId: string;
  readonly providerId: string;
  /** An account of the provider's own; another's is not found. */
  readonly bankAccountId: string;
  readonly amount: Money;
}

/** A payout that another room makes in its own transaction. */
export interface Payout {
  readonly ok: true;
  readonly transfer: AchTransfer;
  /** For the journal of what is paid out: from what is owed to the provider to what waits for its window. */
  readonly postings: readonly Posting[];
  /** For its transaction: the transfer, its place in the window, its event. */
  readonly writes: readonly LabelledWrite<"payout">[];
}

/** Prepares payouts, as an environment connects it. */
export type PreparePayout = (order: PayoutOrder) => Promise<Payout | Refusal>;

/**
 * Prepares a standard payout for another room's transaction, an escrow's release say, by one parallel phase of reads: all
 * checks of a transfer, but it does not count for the day's limits, which a release is not held up by. Where the transaction
 * is not written, it is prepared anew: its window may have closed.
 *
 * @throws whatever the port throws.
 */
export async function preparePayout(
  parts: PreparingParts,
  tableName: string,
  { id, journalId, providerId, bankAccountId, amount }: PayoutOrder,
): Promise<Payout | Refusal> {
  const faults = currencyFaults(amount);
  if (faults.length > 0) return refuse(...faults);
  const now = parts.clock.now();
  const owner = { kind: "provider", id: providerId } as const;
  const [found, window] = await Promise.all([
    parts.store.read({ bankAccountId, counter: { owner, day: toTimestamp(now).slice(0, 10) } }),
    openWindow(parts.store, now, "standard", windowSettings(parts.settings, "credit")),
  ]);
  const isOwn = found.account?.owner.kind === "provider" && found.account.owner.id === providerId;
  if (!isOwn) return refuse(ACCOUNT_NOT_FOUND);
  const asked = { direction: "credit", transferType: "standard", bankAccountId, amount } as const;
  const prepared = await prepareTransfer(parts, id, asked, { ...found, window });
  if (!prepared.ok) return prepared;
  const transfer: AchTransfer = { ...prepared.transfer, queuedBy: journalId };
  const events = transferEvents(parts, "ach.transfer_created", transfer);
  const writes = [
    ...transferWrites(tableName, { after: transfer }).map(({ write }) => write),
    ...events.map((event) => ({
      Put: { TableName: tableName, Item: writeOutbox(event), ConditionExpression: "attribute_not_exists(pk)" },
    })),
  ];
  return {
    ok: true,
    transfer,
    postings: queuePostings(odfiOf(parts.settings), transfer),
    writes: writes.map((write) => ({ label: "payout", write })),
  };
}
