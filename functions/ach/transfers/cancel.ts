import { requestFaults } from "../../shared/request-fields";
import { untilWritten } from "../../shared/retry";
import { transferEvents } from "../events";
import { cancelJournal, isBooked } from "../journals";
import { type AchParts, nextVersion, placeOf } from "../parts";
import type { AchCommit } from "../ports";
import { type Fault, type Refusal, refuse } from "../results";
import { givenBackBy } from "./counted";
import type { TransferResult } from "./create";
import { type AchTransfer, isInternal, stateName, transferMayBecome } from "./transfer";

/** A transfer that nobody knows, and one that nobody is shown. */
export const TRANSFER_NOT_FOUND: Fault = {
  code: "transfer_not_found",
  param: "transfer_id",
  message: "transfer_id: there is no such transfer.",
};

const CANCELLED = { status: "failed", detail: "cancelled" } as const;

/**
 * Cancels a transfer that is in no file yet: its money is owed as before, and it counts for its owner's day no longer. One
 * that is cancelled stays so.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function cancelTransfer(parts: AchParts, transferId: string): Promise<TransferResult> {
  const faults = requestFaults({ transfer_id: transferId });
  if (faults.length > 0) return refuse(...faults);
  return untilWritten(parts, async () => {
    const transfer = (await parts.store.transfers([transferId])).get(transferId);
    if (!transfer || isInternal(transfer)) return refuse(TRANSFER_NOT_FOUND);
    if (transfer.detail === "cancelled") return { ok: true, transfer };
    if (transfer.purpose === "reversal") return illegal("A reversal cannot be cancelled: it puts an error right.");
    if (transfer.paymentId !== undefined && transfer.direction === "credit") return illegal(OF_PAYMENT);
    if (!transferMayBecome(transfer, CANCELLED)) {
      return illegal(`A transfer that is ${stateName(transfer)} cannot be cancelled: it is in a file.`);
    }
    const after = cancelled(parts, transfer, "requested");
    const written = await parts.store.commit(await cancelCommit(parts, transfer, after));
    return written.outcome === "written" ? { ok: true, transfer: after } : undefined;
  });
}

/** Why a payment's transfers are not moved by themselves: the payment would not know of it. */
export const OF_PAYMENT = "The transfer is a payment's: refund the payment, or make another one.";

/** The answer where something cannot be done with a transfer as it stands. */
export function illegal(message: string): Refusal {
  return refuse({ code: "illegal_transition", param: "", message });
}

/** A queued transfer as it is cancelled. */
export function cancelled(parts: AchParts, transfer: AchTransfer, failureCode: string): AchTransfer {
  return nextVersion(parts, transfer, { ...CANCELLED, failureCode });
}

/** What is written where a queued transfer is cancelled: refused by its owner's counter, it is to be reckoned anew. */
export async function cancelCommit(parts: AchParts, before: AchTransfer, after: AchTransfer): Promise<AchCommit> {
  const isPaid = before.direction === "credit" && isBooked(before);
  const givenBack = await givenBackBy(parts, before);
  return {
    transfers: [{ before, after }],
    ...(givenBack && { givenBack }),
    journals: isPaid ? [cancelJournal(placeOf(parts), after)] : [],
    events: transferEvents(parts, "ach.transfer_cancelled", after),
  };
}
