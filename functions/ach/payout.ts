import type { Posting } from "../ledger";
import type { LabelledWrite } from "../shared/dynamodb";
import { writeOutbox } from "../shared/outbox-items";
import { transferWrites } from "./commit-store";
import { transferEvents } from "./events";
import { queuePostings } from "./journals";
import { odfiOf } from "./settings";
import type { TransferParts } from "./parts";
import type { Refusal } from "./results";
import { type NewTransfer, prepareTransfer } from "./transfers/create";
import type { AchTransfer } from "./transfers/transfer";

/** A payout that another room makes in its own transaction. */
export interface Payout {
  readonly ok: true;
  readonly transfer: AchTransfer;
  /** For the journal of what is paid out: from what is owed to the provider to what waits for its window. */
  readonly postings: readonly Posting[];
  /** For its transaction: the transfer, its place in the window, its event. */
  readonly writes: readonly LabelledWrite<"payout">[];
}

/**
 * Prepares a payout for another room's transaction, an escrow's release say: all checks of a transfer but the day's count,
 * which a release is not held up by. Where the transaction is not written, it is prepared anew: its window may have closed.
 *
 * @param place the transfer's id, made from what it pays out, so that it is paid out once; and the journal that its postings
 *   stand in.
 */
export async function preparePayout(
  parts: TransferParts,
  tableName: string,
  place: { readonly id: string; readonly journalId: string },
  asked: Omit<NewTransfer, "direction">,
): Promise<Payout | Refusal> {
  const snapshot = await parts.store.read({ bankAccountId: asked.bankAccountId });
  const prepared = await prepareTransfer(parts, place.id, { ...asked, direction: "credit" }, snapshot);
  if (!prepared.ok) return prepared;
  const transfer: AchTransfer = { ...prepared.transfer, queuedBy: place.journalId };
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
