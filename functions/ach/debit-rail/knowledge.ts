import { beginRecord, completeRecord, type IdempotencyKey, type IdempotencyRecord } from "../../shared/idempotency";
import { madeId } from "../../shared/made-id";
import { addBankingDays } from "../calendar/banking-days";
import { DEBIT_RAIL } from "../journals";
import type { AchParts } from "../parts";
import type { AchTransfer } from "../transfers/transfer";

/** What the rail answers, in the words of the vault's `rail-egress`, and of what takes days. */
export interface RailKnowledge {
  /** `pending`: it was taken, and its answer comes with its settlement. */
  readonly outcome: "approved" | "declined" | "pending" | "not_found";
  /** Why, in snake_case: `settled`, `queued`, `r01` and the like. */
  readonly code: string;
  /** The transfer. */
  readonly acquirerReference?: string;
  /** Of what is pending: when its answer is overdue; ISO 8601 UTC. */
  readonly expectedBy?: string;
}

type Parts = Pick<AchParts, "store" | "settings" | "makeId">;

/** The transfer of a reference, under an id that follows from it: it is known for ever, and made once. */
export function transferIdOf(parts: Pick<AchParts, "makeId">, reference: string): string {
  return madeId(parts, "ach", { caller: DEBIT_RAIL, key: reference }, ["rail"]);
}

/** The transfer of a reference, or nothing where there is none. */
export async function transferOf({ store, makeId }: Parts, reference: string): Promise<AchTransfer | undefined> {
  const id = transferIdOf({ makeId }, reference);
  return (await store.transfers([id])).get(id);
}

/** What became of a reference; asking moves nothing. */
export async function ask(parts: Parts, reference: string): Promise<RailKnowledge> {
  const [transfer, { record }] = await Promise.all([
    transferOf(parts, reference),
    parts.store.read({ record: keyOf(reference) }),
  ]);
  if (transfer) return knownOf(parts, transfer);
  return isCalledOff(record) ? CALLED_OFF : { outcome: "not_found", code: "unknown_reference" };
}

/**
 * What a transfer says as an answer. A debit is approved by its settlement, and declined whenever it came back: whoever was
 * told of its settlement before is told of its return by its event. A refund is done once it has settled; should it come
 * back later, its customer is owed it.
 */
export function knownOf({ settings }: Pick<AchParts, "settings">, transfer: AchTransfer): RailKnowledge {
  const { id: acquirerReference, status, detail, direction, settledOn, window } = transfer;
  const isDone = status === "completed" || (direction === "credit" && settledOn !== undefined);
  if (isDone) return { outcome: "approved", code: "settled", acquirerReference };
  if (status === "failed") return { outcome: "declined", code: failureOf(transfer), acquirerReference };
  const overdueFrom = addBankingDays(window.effectiveEntryDate, settings.missingAfterBankingDays + 1);
  return { outcome: "pending", code: detail, acquirerReference, expectedBy: `${overdueFrom}T00:00:00.000Z` };
}

function failureOf({ detail, returnCode, failureCode }: AchTransfer): string {
  return returnCode?.toLowerCase() ?? failureCode ?? detail;
}

/** What a charge that was called off before it came says. */
export const CALLED_OFF: RailKnowledge = { outcome: "declined", code: "called_off" };

/** What a reference was used for first: a charge and its calling off meet on one item, of which one wins. */
export function recordOf(reference: string, used: "sent" | "called_off", now: number): IdempotencyRecord {
  return completeRecord(beginRecord(keyOf(reference), used, now), {}, now);
}

/** Whether a charge was called off before it came. */
export function isCalledOff(record: IdempotencyRecord | undefined): boolean {
  return record?.fingerprint === "called_off";
}

/** Under which a reference is remembered: longer than payments send it again. */
export function keyOf(reference: string): IdempotencyKey {
  return { caller: DEBIT_RAIL, operation: "rail", key: reference };
}
